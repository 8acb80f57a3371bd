"""A database of its own for each measure: never the one that DATABASE_URL or the settings name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection


@contextmanager
def fresh(folder: Path, name: str = "bench") -> Iterator[None]:
    """A new, migrated database for as long as the block: a file in the folder, or `test_<name>` on
    the PostgreSQL server."""
    named = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(folder / f"{name}.sqlite3")
    elif name != "bench":
        connection.settings_dict["TEST"]["NAME"] = f"test_{named}_{name}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(str(named), verbosity=0)
        settings.DATABASES["default"]["NAME"] = named


def version() -> str:
    """Name and version of the database in use."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sqlite_version()")
            return f"SQLite {cursor.fetchone()[0]}"
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0].split()[0]}"
