"""`python -m bench`: speeds on SQLite, then on PostgreSQL when there is one.

PostgreSQL is the server of DATABASE_URL (a database `test_...` is made there and removed), else a
throw-away server when one is installed. Exit status 1 for a wrong number, or for a page that slows
down as encounters add up; never for a machine that is slow.
"""

import os
import subprocess
import sys
import tempfile
from contextlib import nullcontext

from tests.harness import postgres

from .measures import options


def measured(url: str, folder: str) -> int:
    """Measure in a process of its own, on a data folder of its own; return its exit status."""
    with tempfile.TemporaryDirectory(dir=folder) as data:
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "filrouge.config.settings",
            "FILROUGE_DATA": data,
            "DATABASE_URL": url,
        }
        command = [sys.executable, "-m", "bench.measures", "--folder", folder, *sys.argv[1:]]
        return subprocess.run(command, env=environment, check=False).returncode


def main() -> int:
    chosen = options()
    given = os.environ.get("DATABASE_URL", "")
    with tempfile.TemporaryDirectory(prefix="filrouge-bench-") as folder:
        status = measured("", folder)
        if chosen.quick:
            return status
        if not given and postgres.binaries() is None:
            print(postgres.NEEDED)
            return status
        with nullcontext(given) if given else postgres.server() as url:
            return measured(url, folder) or status


if __name__ == "__main__":
    sys.exit(main())
