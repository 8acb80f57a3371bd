"""For migrations: texts already written in clear are sealed, and put back when one is reversed."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

type Act = Callable[[Any, Any], None]


def seal_rows(app: str, model: str, field: str) -> Act:
    """Seal what a column held when it was still in clear.

    Each row gets an identity of its own: adding the column gave all of them the same.
    """

    def seal(apps: Any, schema_editor: Any) -> None:
        found = apps.get_model(app, model)
        alias = schema_editor.connection.alias
        for row in _written(found, field, alias):
            # Read as ciphertext by the field, what was there is still in clear.
            clear = str(row.__dict__[field] or "")
            row.seal = uuid.uuid4()
            setattr(row, field, clear)
            row.save(using=alias, update_fields=["seal", field])

    return seal


def open_rows(app: str, model: str, field: str) -> Act:
    """Put the clear text back, below the field that would refuse it."""

    def open_again(apps: Any, schema_editor: Any) -> None:
        found = apps.get_model(app, model)
        table, alias = found._meta.db_table, schema_editor.connection.alias
        rows = [
            (getattr(row, field), row.pk)
            for row in _written(found, field, alias)
            if row.__dict__[field]
        ]
        with schema_editor.connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {table} SET {field} = %s WHERE id = %s",  # noqa: S608
                rows,
            )

    return open_again


def seal_former_values(table: str, app: str, model: str, field: str) -> Act:
    """Seal what an import replaced and keeps, to be able to put it back."""

    def seal(apps: Any, schema_editor: Any) -> None:
        found = apps.get_model(app, model)
        sealed = found._meta.get_field(field)
        changes = apps.get_model("imports", "ImportedChange").objects
        kept = changes.using(schema_editor.connection.alias).filter(record__table=table)
        for change in kept.iterator(500):
            values = change.values
            if not values.get(field) or "seal" in values:
                continue
            former = found(
                seal=uuid.uuid4(), **{sealed.person + "_id": values[sealed.person + "_id"]}
            )
            setattr(former, field, values[field])
            values |= {"seal": str(former.seal), field: str(sealed.sealed(former))}
            change.save(update_fields=["values"])

    return seal


def _written(model: Any, field: str, alias: str) -> Any:
    person = model._meta.get_field(field).person
    rows = model._base_manager.using(alias).only("pk", f"{person}_id", "seal", field)
    return rows.iterator(1000)
