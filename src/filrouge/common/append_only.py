"""Tables whose lines are never changed nor removed: the database itself refuses, by triggers."""

from dataclasses import dataclass

from django.db import connections

_SQLITE = """
CREATE TRIGGER IF NOT EXISTS {name} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{message}'); END
"""
_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
_POSTGRESQL = """
CREATE OR REPLACE TRIGGER {name} BEFORE {verb} ON {table}
FOR EACH ROW EXECUTE FUNCTION {function}()
"""


@dataclass(frozen=True, slots=True)
class AppendOnly:
    """One table and what the database answers to whoever would change it.

    `prefix` names the triggers and, on PostgreSQL, their function.
    """

    table: str
    prefix: str
    message: str

    @property
    def names(self) -> tuple[str, str]:
        return f"{self.prefix}_no_update", f"{self.prefix}_no_delete"

    def protect(self, using: str = "default") -> None:
        """Install both triggers, if the table is there; doing it again changes nothing."""
        connection = connections[using]
        if self.table not in connection.introspection.table_names():
            return
        words = {
            "table": self.table,
            "message": self.message,
            "function": f"{self.prefix}_refuse",
        }
        template = _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(_POSTGRESQL_FUNCTION.format(**words))
            for name, verb in zip(self.names, ("UPDATE", "DELETE"), strict=True):
                cursor.execute(template.format(name=name, verb=verb, **words))

    def unprotect(self, using: str = "default") -> None:
        """Remove both triggers: to reverse a migration, and for tests that empty the tables."""
        connection = connections[using]
        if self.table not in connection.introspection.table_names():
            return
        suffix = f" ON {self.table}" if connection.vendor == "postgresql" else ""
        with connection.cursor() as cursor:
            for name in self.names:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{suffix}")

    def missing(self, using: str = "default") -> list[str]:
        """The names of the triggers that should be in the database and are not."""
        connection = connections[using]
        query = (
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            if connection.vendor == "sqlite"
            else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        )
        with connection.cursor() as cursor:
            cursor.execute(query)
            present = {row[0] for row in cursor.fetchall()}
        return [name for name in self.names if name not in present]
