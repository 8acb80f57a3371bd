"""A throw-away PostgreSQL server: made in a temporary folder, reached by a socket, gone afterwards.

Its role `filrouge` owns the databases and is neither superuser nor free of row security, as
docs/operate/secrecy.md asks of a real one: what passes here passes under the rules.

`python -m tests.harness.postgres COMMAND...` runs a command with DATABASE_URL naming such a server.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

NEEDED = (
    "PostgreSQL is not installed: its tests did not run (on Debian: apt install postgresql). "
    "Looked for initdb on PATH, in /usr/lib/postgresql/*/bin and /usr/local/*/bin."
)
INITDB = ("-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
PREPARE = (
    "CREATE ROLE filrouge LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS",
    # The bench multiplies rows without the triggers.
    "GRANT SET ON PARAMETER session_replication_role TO filrouge",
    "CREATE DATABASE filrouge OWNER filrouge",
)
FAST = (
    "listen_addresses=",
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "max_connections=60",
    "shared_buffers=128MB",
    # Left on, it finds empty the tables of tests that were undone, and says so to the planner of
    # the next test that fills one: what takes milliseconds anywhere else then takes minutes.
    "autovacuum=off",
)


def binaries() -> Path | None:
    """Folder of the newest PostgreSQL server on this machine."""
    found = [Path(path).resolve().parent for path in [shutil.which("initdb")] if path]
    for pattern in (
        "usr/lib/postgresql/*/bin",
        "usr/pgsql-*/bin",
        "usr/local/bin",
        "usr/local/*/bin",
    ):
        found += sorted(Path("/").glob(pattern), key=_version, reverse=True)
    return next(
        (
            f
            for f in found
            if os.access(f / "initdb", os.X_OK) and os.access(f / "postgres", os.X_OK)
        ),
        None,
    )


def _version(folder: Path) -> float:
    try:
        return float(folder.parent.name.removeprefix("pgsql-"))
    except ValueError:
        return 0.0


def _other_user() -> dict[str, object]:
    """The server refuses to run as root: arguments that hand the process to another user."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise RuntimeError("No user but root on this machine: PostgreSQL cannot run.")


@contextmanager
def server() -> Iterator[str]:
    """Yield the DATABASE_URL of a server that lives as long as the block."""
    folder = binaries()
    if folder is None:
        raise RuntimeError(NEEDED)
    # A short path: a socket's may not pass 107 characters.
    home = Path(tempfile.mkdtemp(prefix="frpg-", dir="/tmp"))
    identity = _other_user()
    if identity:
        os.chown(home, identity["user"], identity["group"])  # type: ignore[call-overload]
    log = home / "log"
    try:
        subprocess.run(
            [folder / "initdb", "-D", home / "data", *INITDB],
            check=True, capture_output=True, text=True, cwd=home, **identity,  # type: ignore[call-overload]
        )  # fmt: skip
        options = [word for setting in FAST for word in ("-c", setting)]
        with log.open("w") as output:
            process = subprocess.Popen(
                [folder / "postgres", "-D", home / "data", "-k", home, *options],
                stdout=output, stderr=output, cwd=home, **identity,  # type: ignore[call-overload]
            )  # fmt: skip
        try:
            _wait(home, process, log)
            yield f"postgres://filrouge@/filrouge?host={quote(str(home), safe='')}"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _wait(home: Path, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Return once the server answers and holds the database `filrouge`."""
    import psycopg

    for _attempt in range(300):
        if process.poll() is not None:
            raise RuntimeError(f"PostgreSQL did not start: {log.read_text()[-500:]}")
        try:
            with psycopg.connect(
                host=str(home), user="postgres", dbname="postgres", autocommit=True
            ) as connection:
                for statement in PREPARE:
                    connection.execute(statement)
                return
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise RuntimeError("PostgreSQL did not answer within 15 seconds.")


def main() -> int:
    if binaries() is None:
        print(NEEDED, file=sys.stderr)
        return 3
    if sys.argv[1:] == ["--available"]:
        return 0
    with server() as url:
        return subprocess.run(
            sys.argv[1:], env=os.environ | {"DATABASE_URL": url}, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
