"""Writing drafts in batches, and putting former values back."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import connection, models

from filrouge.audit.models import Provenance
from filrouge.vault.fields import seal_all

from .matching import chunks, overlap_rules
from .models import ImportedRecord
from .records.base import Draft, Part, Step

BATCH = 1_000
UPDATE_BATCH = 100
_PARKING = date(1, 1, 1)
# Unique columns whose values two rows of a corrected file may swap.
_PARKED_TEXTS = {"side": "", "file_code": "~{}"}


def create(
    step: Step, drafts: list[Draft], wrote: Callable[[int], None]
) -> list[tuple[Draft, int]]:
    """Store new records with their parts; the primary keys they got."""
    made: list[tuple[Draft, int]] = []
    for some in chunks(drafts, BATCH):
        fresh = [step.model(**draft.values) for draft in some]
        seal_all(fresh)
        objects = step.model._base_manager.bulk_create(fresh)
        batch = [(draft, int(found.pk)) for draft, found in zip(some, objects, strict=True)]
        _create_parts(step, [(key, draft.parts) for draft, key in batch])
        made += batch
        wrote(len(batch))
    return made


def update(
    step: Step,
    changes: Sequence[tuple[int, dict[str, Any], dict[str, Any], int]],
) -> None:
    """Give records other values, parts and revision: (key, values, parts, revision) each.

    Where dates must not overlap, rows are first parked on days of their own, and where a value is
    unique, on values of their own: two rows may swap theirs without ever clashing.
    """
    if not changes:
        return
    objects = [
        step.model(pk=key, **(values | {"revision": revision}))
        for key, values, _parts, revision in changes
    ]
    _park(step.model, objects)
    columns = {*changes[0][1], "revision", *seal_all(objects, for_update=True)}
    fields = [f.name for f in step.model._meta.concrete_fields if f.attname in columns]
    step.model._base_manager.bulk_update(objects, fields, batch_size=UPDATE_BATCH)
    keys = [key for key, *_rest in changes]
    delete_parts(step, keys)
    _create_parts(step, [(key, parts) for key, _values, parts, _revision in changes])


def measure(steps: Iterable[Step]) -> None:
    """Let PostgreSQL count what these steps filled, in the import's own transaction.

    Left to itself it does so a minute later, and plans until then for tables nearly empty: what
    takes milliseconds took seconds.
    """
    if connection.vendor != "postgresql":
        return
    filled = {ImportedRecord, Provenance}
    for step in steps:
        filled |= {step.model, *(part.model for _name, part in step.parts)}
    tables = ", ".join(sorted(connection.ops.quote_name(model._meta.db_table) for model in filled))
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")


def _park(model: type[models.Model], objects: list[models.Model]) -> None:
    if len(objects) < 2:
        return
    for field in model._meta.concrete_fields:
        if field.name in _PARKED_TEXTS:
            text = _PARKED_TEXTS[field.name]
            away = [model(pk=o.pk, **{field.name: text.format(o.pk)}) for o in objects]
            model._base_manager.bulk_update(away, [field.name], batch_size=UPDATE_BATCH)
    if not overlap_rules(model):
        return
    parked = []
    for number, found in enumerate(objects):
        day = _PARKING + timedelta(days=2 * number)
        parked.append(model(pk=found.pk, start=day, end=day))
    if any(field.name == "end_reason" for field in model._meta.concrete_fields):
        for found in parked:
            found.end_reason = "other"  # type: ignore[attr-defined]
        names = ["start", "end", "end_reason"]
    elif any(field.name == "destination" for field in model._meta.concrete_fields):
        for found in parked:
            found.destination = "street"  # type: ignore[attr-defined]
        names = ["start", "end", "destination"]
    else:
        names = ["start", "end"]
    model._base_manager.bulk_update(parked, names, batch_size=UPDATE_BATCH)


def _create_parts(step: Step, owners: Iterable[tuple[int, dict[str, Any]]]) -> None:
    owners = list(owners)
    for name, part in step.parts:
        rows = [(key, *values) for key, parts in owners for values in parts.get(name, ())]
        insert(part.model, (part.owner, *part.columns), rows)


def insert(
    model: type[models.Model], columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Store rows of plain numbers and texts whose keys nobody needs.

    Making a model of each costs five times as much, and most rows of an import are of this kind.
    """
    if not rows:
        return
    quote = connection.ops.quote_name
    names = ", ".join(quote(column) for column in columns)
    places = ", ".join(["%s"] * len(columns))
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)


def delete_parts(step: Step, keys: Sequence[int]) -> None:
    for _name, part in step.parts:
        for some in chunks(keys):
            part.model._base_manager.filter(**{f"{part.owner}__in": some}).delete()


def stored_values(model: type[models.Model], keys: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The columns of records as plain JSON values, without the primary key."""
    columns = [
        field.attname
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name != "recorded_at"
    ]
    found = {}
    for some in chunks(keys):
        for row in model._base_manager.filter(pk__in=some).values("pk", *columns):
            key = row.pop("pk")
            found[key] = {name: _plain(value) for name, value in row.items()}
    return found


def stored_parts(step: Step, keys: Sequence[int]) -> dict[int, dict[str, list[list[Any]]]]:
    """The rows of the parts of records, in the order they were written."""
    found: dict[int, dict[str, list[list[Any]]]] = {key: {} for key in keys}
    for name, part in step.parts:
        for some in chunks(keys):
            for owner, *values in _part_rows(part, some):
                found[owner].setdefault(name, []).append(values)
    return found


def _part_rows(part: Part, keys: Sequence[int]) -> Iterable[Any]:
    rows = part.model._base_manager.filter(**{f"{part.owner}__in": keys}).order_by("pk")
    return rows.values_list(part.owner, *part.columns)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def typed(model: type[models.Model], values: dict[str, Any]) -> dict[str, Any]:
    """The inverse of `stored_values` for one record."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {name: fields[name].to_python(value) for name, value in values.items()}
