"""`make check`: every check that needs no database server, one line each, details when one fails.

`python bin/check.py types imports` runs only those named.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")
MANAGE = [PYTHON, "-m", "django"]
# A first migration makes tables nobody uses yet: what the linter fears cannot happen there.
NEW_ONLY = ("--ignore-initial-migrations", "--include-apps")
# On SQLite, where every table is made again, old columns look new: see tests/architecture.
NOT_NULL_APART = ("--exclude-migration-tests", "NOT_NULL")
# The second half of tables that the migration before it makes, as empty as they.
SECOND_HALF = ("--ignore-name", "0005_money_rules")
OUR_APPS = sorted(folder.parent.name for folder in ROOT.glob("src/filrouge/*/migrations"))


def templates() -> list[str]:
    return [str(path) for path in sorted(ROOT.glob("src/filrouge/**/templates/**/*.html"))]


def checks() -> dict[str, list[list[str]]]:
    """Name of each check and the commands that make it up."""
    pages = templates()
    return {
        "format": [[str(BIN / "ruff"), "format", "--check", "."]],
        "lint": [[str(BIN / "ruff"), "check", "."]],
        "types": [[str(BIN / "mypy")]],
        "imports": [[str(BIN / "lint-imports")]],
        "start-up": [[*MANAGE, "check", "--fail-level", "WARNING"]],
        "migrations": [
            [*MANAGE, "makemigrations", "--check", "--dry-run"],
            [
                *(*MANAGE, "lintmigrations", "--no-cache"),
                *(*NOT_NULL_APART, *SECOND_HALF, *NEW_ONLY, *OUR_APPS),
            ],
        ],
        "templates": [
            [str(BIN / "djade"), "--target-version", "6.1", "--check", *pages],
            [str(BIN / "djlint"), "--lint", "--quiet", *pages],
        ],
        "translations": [[PYTHON, "bin/messages.py", "check"]],
        "dependencies": [[str(BIN / "deptry"), "src", "tests", "bench"]],
        "architecture": [[PYTHON, "-m", "pytest", "-q", "tests/architecture"]],
    }


def run(name: str, commands: Sequence[Sequence[str]]) -> tuple[bool, str]:
    """Run a check to its first failure; return whether it passed and a report."""
    start = time.monotonic()
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings_checks"}
    if name in {"types", "architecture"}:
        del environment["DJANGO_SETTINGS_MODULE"]
    for command in commands:
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            output = (done.stdout + done.stderr).strip()
            return False, f"FAILED  {name}: {' '.join(map(str, command))[:120]}\n{output}\n"
    return True, f"ok      {name} ({time.monotonic() - start:.1f} s)"


def main() -> int:
    chosen = {n: c for n, c in checks().items() if not sys.argv[1:] or n in sys.argv[1:]}
    # Two at a time: most of them use one core.
    with ThreadPoolExecutor(max_workers=2) as pool:
        failed = False
        for passed, report in pool.map(run, chosen.keys(), chosen.values()):
            print(report, flush=True)
            failed |= not passed
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
