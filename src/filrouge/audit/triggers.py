"""The database itself refuses to change or remove a line of the journal."""

from __future__ import annotations

from django.db import connections

TABLE = "audit_journalentry"
NAMES = ("audit_journal_no_update", "audit_journal_no_delete")
MESSAGE = "The journal is append-only."

_SQLITE = """
CREATE TRIGGER IF NOT EXISTS {name} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{message}'); END
"""
_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION audit_journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
_POSTGRESQL = """
CREATE OR REPLACE TRIGGER {name} BEFORE {verb} ON {table}
FOR EACH ROW EXECUTE FUNCTION audit_journal_refuse()
"""


def protect_journal(using: str = "default") -> None:
    """Install both triggers, if the table is there; doing it again changes nothing."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return
    template = _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION.format(message=MESSAGE))
        for name, verb in zip(NAMES, ("UPDATE", "DELETE"), strict=True):
            cursor.execute(template.format(name=name, verb=verb, table=TABLE, message=MESSAGE))


def unprotect_journal(using: str = "default") -> None:
    """Remove both triggers: for reversing the migration and for tests that empty the tables."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return
    suffix = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in NAMES:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{suffix}")


def missing_triggers(using: str = "default") -> list[str]:
    """Return the names of the triggers that should be in the database and are not."""
    connection = connections[using]
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {row[0] for row in cursor.fetchall()}
    return [name for name in NAMES if name not in present]
