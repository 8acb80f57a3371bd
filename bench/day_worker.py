"""One world of a day at work, and its pages timed: run by `bench/day.py`, one process a size.

Says the keys of addresses once the world is there, then for each `account address` asked:
milliseconds of processor, status, bytes, queries. On PostgreSQL, the time that the server spent for
this connection is added, when the server runs on this machine.
"""

import json
import os
import sys
import time
import warnings
from pathlib import Path
from typing import Any

import django


def main() -> None:
    """`day_worker.py FOLDER ENCOUNTERS`."""
    folder, encounters = Path(sys.argv[1]), int(sys.argv[2])
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from bench.database import fresh
    from bench.day_world import build

    warnings.filterwarnings("ignore", message="No directory at")
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.FILROUGE_DEMO = True  # no second factor to log in with
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": plain}}
    with fresh(folder, f"day_{encounters}"):
        call_command("migrate", "vault", database="keys", verbosity=0)
        keys = build(encounters)
        _analyze()
        print(json.dumps(keys), flush=True)
        _answer()


def _analyze() -> None:
    """What PostgreSQL does by itself, and what SQLite does when a connection of ours closes."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def _answer() -> None:
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    clients: dict[str, Any] = {}
    for line in sys.stdin:
        account, address = line.split()
        if account not in clients:
            clients[account] = Client()
            clients[account].force_login(get_user_model().objects.get(username=account))
        connection.queries_log.clear()  # it holds 9,000 and would then count none
        with CaptureQueriesContext(connection) as asked:
            before = _spent()
            answer = clients[account].get(address)
            spent = (_spent() - before) * 1000
        content = getattr(answer, "content", b"")
        print(f"{spent:.3f} {answer.status_code} {len(content)} {len(asked)}", flush=True)
        if os.environ.get("BENCH_SHOW") and answer.status_code == 200:
            _show(asked)


def _show(asked: Any) -> None:
    """The slowest statements of a page, for whoever mends it: BENCH_SHOW=1."""
    slow = sorted(asked.captured_queries, key=lambda one: -float(one["time"]))
    for one in slow[:3]:
        print(f"    {one['time']} s {one['sql'][:1500]}", file=sys.stderr)


def _spent() -> float:
    """Seconds of processor of this process, and of the server's process for it."""
    from django.db import connection

    mine = time.process_time()
    if connection.vendor == "sqlite":
        return mine
    connection.ensure_connection()
    try:
        told = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text("ascii")
    except OSError:
        return mine
    return mine + int(told.split()[0]) / 1e9


if __name__ == "__main__":
    main()
