"""`filrouge serve` and `filrouge worker`: the pages, and the work that pages leave for later."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from filrouge.config.commands import Verbs, data
from filrouge.config.failure import Failure

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def declare(verbs: Verbs) -> None:
    serving = verbs.add_parser("serve", help="sert les pages")
    add_address(serving)
    serving.add_argument("--workers", type=int, default=1, help="processus qui servent les pages")
    serving.set_defaults(run=run_serve)
    working = verbs.add_parser("worker", help="fait les travaux en attente (imports)")
    working.add_argument("--parent", type=int, help=argparse.SUPPRESS)
    working.set_defaults(run=run_worker)


def add_address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="adresse d'écoute (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port d'écoute (8000)")


def run_serve(arguments: argparse.Namespace) -> int:
    refuse_unsafe(arguments.host)
    data.require_database()
    refuse_failed_checks()
    if not port_is_free(arguments.host, arguments.port):
        raise Failure(
            f"Le port {arguments.port} est déjà pris : arrêtez l'autre programme ou choisissez "
            f"un autre port par --port."
        )
    address = f"http://{arguments.host}:{arguments.port}/"
    serve(
        arguments.host,
        arguments.port,
        workers=arguments.workers,
        when_ready=lambda: print(f"Filrouge est servi à l'adresse {address}", flush=True),
    )
    return 0


def refuse_unsafe(host: str) -> None:
    """Raise when the settings would put people's records in reach of others."""
    from django.conf import settings

    if host in LOOPBACK:
        return
    if settings.DEBUG:
        raise Failure(
            "FILROUGE_DEBUG=1 montrerait l'intérieur du programme au réseau : ôtez-le, ou servez "
            "sur 127.0.0.1."
        )
    if not settings.HTTPS:
        raise Failure(
            "Servir sur le réseau sans HTTPS laisserait lire les mots de passe : placez un serveur "
            "mandataire HTTPS devant et donnez FILROUGE_HTTPS=1 (docs/operate/install.md)."
        )
    if not os.environ.get("FILROUGE_HOSTS", "").strip():
        raise Failure("Donnez par FILROUGE_HOSTS le nom sous lequel Filrouge sera atteint.")


def refuse_failed_checks() -> None:
    """Raise on the first error of Django's checks: a view without a policy is one. Ours that only
    warn are told."""
    from django.core import checks

    known = checks.run_checks()
    errors = [found for found in known if found.level >= checks.ERROR]
    for found in known:
        if found.level == checks.WARNING and str(found.id).startswith("access."):
            print(found.msg, file=sys.stderr)
    if errors:
        raise Failure(f"Démarrage refusé ({errors[0].id}) : {errors[0].msg}")


def port_is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def serve(
    host: str, port: int, *, workers: int = 1, when_ready: Callable[[], None] | None = None
) -> None:
    """Serve until interrupted, with one process that does the waiting jobs.

    Pages are answered by threads of `workers` processes. The jobs' process leaves by itself when
    this one dies, however it dies.
    """
    from django.core.management import call_command
    from django.db import connections
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    from filrouge.config import databases

    for notice in (databases.journal_notice_here(), databases.role_notice_here()):
        if notice:
            print(notice, file=sys.stderr)
    call_command("collectstatic", interactive=False, verbosity=0)
    connections.close_all()
    jobs = subprocess.Popen(
        [sys.executable, "-m", "filrouge.config.cli", "worker", "--parent", str(os.getpid())],
        stdin=subprocess.DEVNULL,
    )
    if when_ready is not None:
        threading.Thread(target=_announce, args=(host, port, when_ready), daemon=True).start()
    try:
        Server(
            "filrouge.config.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=4,
            log_level=LogLevels.warning,
            respawn_failed_workers=True,
            workers_kill_timeout=5,
            websockets=False,
        ).serve()
    finally:
        _stop(jobs)


def _announce(host: str, port: int, when_ready: Callable[[], None]) -> None:
    for _attempt in range(300):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.settimeout(1)
            if probe.connect_ex((host, port)) == 0:
                when_ready()
                return
        time.sleep(0.1)


def _stop(jobs: subprocess.Popen[bytes]) -> None:
    jobs.terminate()
    try:
        jobs.wait(timeout=10)
    except subprocess.TimeoutExpired:
        jobs.kill()


def run_worker(arguments: argparse.Namespace) -> int:
    from django.core.management import call_command

    data.require_database()
    if arguments.parent:
        # An interrupt typed in the terminal reaches every process; the server decides for this one.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        threading.Thread(target=_leave_with, args=(arguments.parent,), daemon=True).start()
    call_command("db_worker", verbosity=0)
    return 0


def _leave_with(parent: int) -> None:
    """An orphan is given to another parent: the server is gone."""
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
