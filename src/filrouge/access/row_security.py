"""Row security of PostgreSQL on every table about persons; nothing on SQLite.

Forced: the owner of the tables obeys too. The rule of a table names its compartment and reads the
setting of the connection; without the setting no row is seen, changed or added. Keys and unique
rules are still checked by the database on all rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig, apps
from django.db import connections, models

from .compartments import BY_ROW, TABLES
from .isolation import SETTING

POLICY = "filrouge_doors"
_DOORS = f"string_to_array(current_setting('{SETTING}', true), ',')"
# Inside a SELECT it is worked out once a statement, not once a row.
_OF_TABLE = f"(SELECT '{{door}}' = ANY ({_DOORS}))"
_OF_ROW = f"({{column}})::text = ANY ((SELECT {_DOORS} AS string_to_array)::text[])"
_STATE = """
SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, p.polname, p.polcmd, p.polpermissive,
  pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid
WHERE c.relname = ANY (%s) AND c.relnamespace = current_schema()::regnamespace
"""


def protected_models() -> dict[type[models.Model], str]:
    """The models about persons that are installed, and their rule, in SQL."""
    installed = {model._meta.label_lower: model for model in _every_model()}
    rules = {label: _OF_TABLE.format(door=door.value) for label, door in TABLES.items()}
    rules |= {label: _OF_ROW.format(column=column) for label, column in BY_ROW.items()}
    return {installed[label]: rule for label, rule in rules.items() if label in installed}


def _every_model() -> Iterable[type[models.Model]]:
    return apps.get_models(include_auto_created=True)


def undeclared(among: Iterable[type[models.Model]] | None = None) -> list[str]:
    """Models that point to a model about persons and have no compartment, by label, sorted."""
    nominative: set[type[models.Model]] = set(protected_models())
    missing = [
        model._meta.label_lower
        for model in (_every_model() if among is None else among)
        if model not in nominative
        and any(field.related_model in nominative for field in _pointers(model))
    ]
    return sorted(missing)


def _pointers(model: type[models.Model]) -> Iterable[Any]:
    return (field for field in model._meta.concrete_fields if field.is_relation)


def protect(using: str = "default", config: AppConfig | None = None) -> None:
    """Put the rules on the tables that lack them (those of one app, or all that are there)."""
    tables = {
        model._meta.db_table: rule
        for model, rule in protected_models().items()
        if config is None or model._meta.app_label == config.label
    }
    connection = connections[using]
    wrong = {name for name, _fault in _faults(using, tables)}
    if not wrong:
        return
    with connection.cursor() as cursor:
        for table in sorted(wrong):
            name, rule = connection.ops.quote_name(table), tables[table]
            cursor.execute(f"DROP POLICY IF EXISTS {POLICY} ON {name}")
            cursor.execute(f"CREATE POLICY {POLICY} ON {name} USING ({rule}) WITH CHECK ({rule})")
            cursor.execute(
                f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY"
            )


def faults(using: str = "default") -> list[str]:
    """What is wrong with the protection of the tables, a sentence each, sorted; SQLite: nothing."""
    tables = {model._meta.db_table: rule for model, rule in protected_models().items()}
    return sorted(f"{name}: {fault}" for name, fault in _faults(using, tables))


def _faults(using: str, tables: dict[str, str]) -> list[tuple[str, str]]:
    """Table and fault; a table that is not made yet has none."""
    connection = connections[using]
    if connection.vendor != "postgresql" or not tables:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_STATE, [list(tables)])
        rows = cursor.fetchall()
    found: list[tuple[str, str]] = []
    for table, enabled, forced, policy, verbs, permissive, seen, written in rows:
        rule = _bare(tables[table])
        if not enabled:
            found.append((table, "row security is not enabled"))
        if not forced:
            found.append((table, "row security is not forced on the owner"))
        if policy is None:
            found.append((table, "no policy"))
        elif policy != POLICY:
            found.append((table, f"another policy, {policy}"))
        elif (_bare(seen), _bare(written), verbs, permissive) != (rule, rule, "*", True):
            found.append((table, "a policy that says something else"))
    return found


def _bare(expression: str | None) -> str:
    """An expression without what PostgreSQL adds when it prints it again."""
    text = (expression or "").replace("::text", "")
    return "".join(char for char in text if char not in " ()")


def privileges(using: str = "default") -> str:
    """What lets the role of the connection pass by the rules ("superuser", "bypassrls") or ""."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        superuser, bypass = cursor.fetchone()
    return "superuser" if superuser else "bypassrls" if bypass else ""
