"""What the database itself does with the journal: it refuses changes, and notes who is concerned.

`JournalPerson` is filled by a trigger of the journal's table, so that no way of writing a line can
leave it out, in the same transaction and without a query of the page.
"""

from django.db import connections

from filrouge.common.append_only import AppendOnly

JOURNAL = AppendOnly("audit_journalentry", "audit_journal", "The journal is append-only.")
PERSONS = AppendOnly("audit_journalperson", "audit_persons", "The journal is append-only.")
FILL = "audit_journal_persons"
_INTO = "INSERT INTO audit_journalperson (entry_id, person)"
_LISTED = {
    "sqlite": (
        "SELECT DISTINCT {row}.id AS entry_id, listed.value AS person"
        " FROM {table}json_each({row}.persons) AS listed"
    ),
    "postgresql": (
        "SELECT DISTINCT {row}.id AS entry_id, listed.value::bigint AS person"
        " FROM {table}jsonb_array_elements_text({row}.persons) AS listed"
    ),
}
_TRIGGER = {
    "sqlite": (
        f"CREATE TRIGGER IF NOT EXISTS {FILL} AFTER INSERT ON audit_journalentry"
        " BEGIN {statement}; END",
    ),
    "postgresql": (
        f"CREATE OR REPLACE FUNCTION {FILL}() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN {statement}; RETURN NULL; END $$",
        f"CREATE OR REPLACE TRIGGER {FILL} AFTER INSERT ON audit_journalentry"
        f" FOR EACH ROW EXECUTE FUNCTION {FILL}()",
    ),
}


def listed(vendor: str, row: str = "entry", table: str = "audit_journalentry AS entry, ") -> str:
    """The statement that gives the pairs (line, person) which lines of the journal tell of."""
    return _LISTED[vendor].format(row=row, table=table)


def protect(using: str = "default") -> None:
    """Install every trigger, where the tables are; doing it again changes nothing."""
    JOURNAL.protect(using)
    PERSONS.protect(using)
    connection = connections[using]
    if not {JOURNAL.table, PERSONS.table} <= set(connection.introspection.table_names()):
        return
    statement = f"{_INTO} {listed(connection.vendor, 'NEW', '')}"
    with connection.cursor() as cursor:
        for one in _TRIGGER[connection.vendor]:
            cursor.execute(one.format(statement=statement))


def unprotect(using: str = "default") -> None:
    """Let the tables be changed, for tests that do: lines are still noted when they are written."""
    JOURNAL.unprotect(using)
    PERSONS.unprotect(using)


def fill(using: str = "default") -> None:
    """Note the persons of the lines written before there was a trigger."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(f"{_INTO} {listed(connection.vendor)}")


def differences(most: int, using: str = "default") -> list[int]:
    """Numbers of lines whose persons are not those noted; 0 for a line that is not there."""
    connection = connections[using]
    said, noted = listed(connection.vendor), "SELECT entry_id, person FROM audit_journalperson"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT COALESCE(line.number, 0) FROM ("  # noqa: S608
            f"SELECT * FROM ({said} EXCEPT {noted}) AS missing UNION ALL "
            f"SELECT * FROM ({noted} EXCEPT {said}) AS added"
            ") AS differing LEFT JOIN audit_journalentry AS line ON line.id = differing.entry_id "
            "ORDER BY 1 LIMIT %s",
            [most],
        )
        return [number for (number,) in cursor.fetchall()]


def drop_fill(using: str = "default") -> None:
    """Remove the trigger that notes persons: to reverse its migration, and for tests."""
    connection = connections[using]
    on = " ON audit_journalentry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER IF EXISTS {FILL}{on}")
