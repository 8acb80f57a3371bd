"""Which database, and how it is opened. SQLite unless DATABASE_URL names a PostgreSQL server."""

import sqlite3
from pathlib import Path
from typing import Any

from filrouge.config import env

SQLITE_FIXED = (3, 51, 3)
SQLITE_BACKPORTED = frozenset({(3, 44, 6), (3, 50, 7)})


def wal_is_safe(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> bool:
    """False for the SQLite versions whose write-ahead log can damage the file when it is reset.

    Source: SQLite's notes on the WAL-reset fault, put right in 3.51.3 and brought back to
    3.50.7 and 3.44.6.
    """
    return tuple(version[:3]) >= SQLITE_FIXED or tuple(version[:3]) in SQLITE_BACKPORTED


def journal_notice() -> str:
    """The sentence said once at start-up when the write-ahead log is left aside, else nothing."""
    if wal_is_safe():
        return ""
    return (
        f"SQLite {sqlite3.sqlite_version} a un défaut de journal WAL : journal_mode=TRUNCATE est "
        "employé, plus lent en écriture et sûr. SQLite 3.51.3 ou plus récent lève cette réserve."
    )


def sqlite(path: Path) -> dict[str, Any]:
    """One file. Write transactions take their lock at once (IMMEDIATE): deferred ones fail when two
    meet. Every commit reaches the disk (synchronous=FULL): a power cut must not lose a visit
    already saved. What is erased is overwritten (secure_delete), not left in free pages.
    """
    mode = "WAL" if wal_is_safe() else "TRUNCATE"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                f"PRAGMA journal_mode={mode};PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;PRAGMA secure_delete=ON"
            ),
        },
    }


def key_store(folder: Path) -> dict[str, Any]:
    """The file of the persons' keys, apart from the database whatever that is.

    No write-ahead log and `secure_delete`: a key that was destroyed is not left in the file.
    """
    path = Path(env.text("FILROUGE_KEYS") or folder / "keys" / "person_keys.sqlite3")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    chosen = sqlite(path)
    chosen["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=TRUNCATE;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
        "PRAGMA secure_delete=ON"
    )
    return chosen


def chosen(folder: Path) -> dict[str, Any]:
    """The database DATABASE_URL names, else the SQLite file of the data folder."""
    url = env.text("DATABASE_URL")
    return env.postgres(url) if url else sqlite(folder / "filrouge.sqlite3")


def journal_notice_here() -> str:
    """`journal_notice`, when the database in use is SQLite."""
    from django.db import connection

    return journal_notice() if connection.vendor == "sqlite" else ""


def role_notice_here() -> str:
    """The sentence said once at start-up when the role in use passes by row security."""
    from filrouge.access import row_security

    if not row_security.privileges():
        return ""
    return (
        "Le rôle PostgreSQL de DATABASE_URL échappe à la protection ligne par ligne (SUPERUSER ou "
        "BYPASSRLS) : employez un rôle ordinaire (docs/operate/secrecy.md)."
    )


def described() -> str:
    """The database in use, without its password: for the person who starts the program."""
    from django.db import connection

    name = connection.settings_dict["NAME"]
    return f"SQLite {name}" if connection.vendor == "sqlite" else f"PostgreSQL {name}"


def has_records() -> bool:
    """True when someone already has an account in the database in use."""
    from django.contrib.auth import get_user_model
    from django.db import connection

    user = get_user_model()
    tables = connection.introspection.table_names()
    return user._meta.db_table in tables and user._default_manager.exists()
