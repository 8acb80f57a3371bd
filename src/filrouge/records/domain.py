"""Creating, correcting and deleting a record: the three acts of every kind.

Each checks the rules with a sentence per field, opens one transaction, writes the journal and
raises the revision, so that a later import or its undo sees that somebody passed here.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from filrouge.access import isolation
from filrouge.audit import journal

from .declaration import Kind, kind_of
from .sentences import checked


class Conflict(Exception):
    """Somebody corrected the record since it was opened; `record` is as it stands now."""

    def __init__(self, record: models.Model) -> None:
        super().__init__()
        self.record = record


class StillUsed(Exception):
    """Other records rest on this one; `counts` says how many of each kind."""

    def __init__(self, counts: list[tuple[str, int]]) -> None:
        super().__init__()
        self.counts = counts


def version_of(record: models.Model) -> str:
    """What changes when the record does: its revision, else a digest of what it holds."""
    revision = getattr(record, "revision", None)
    if revision is not None:
        return str(revision)
    held = [str(getattr(record, f.attname)) for f in record._meta.concrete_fields]
    return blake2b(repr(held).encode(), digest_size=8).hexdigest()


@transaction.atomic
def create_record(
    *, actor: Any, kind: Kind, values: Mapping[str, Any], person: models.Model | None = None
) -> models.Model:
    """Store a new record, in the file of `person` when it belongs to one.

    Raises `ValidationError` by field.
    """
    record = kind.model(**({kind.of: person} if kind.of else {}))
    _fill(kind, record, values)
    checked(kind, record, values)
    record.save(force_insert=True)
    _relate(kind, record, values)
    journal.record(
        actor=actor,
        action=kind.action("create"),
        subject=kind.subject(record.pk),
        persons=persons_of(kind, record),
    )
    _follow(kind, actor, record, {})
    return record


@transaction.atomic
def correct_record(
    *, actor: Any, kind: Kind, key: int, values: Mapping[str, Any], version: str
) -> models.Model:
    """Change a record read at `version`; nothing is written when nothing changes.

    Raises `Conflict` when it changed since, `ValidationError` by field.
    """
    record = kind.model._base_manager.select_for_update().get(pk=key)
    if version_of(record) != version:
        raise Conflict(record)
    before = held(kind, record)
    _fill(kind, record, values)
    changes = _differences(kind, before, values)
    if not changes:
        return record
    checked(kind, record, values)
    if hasattr(record, "revision"):
        record.revision += 1
    record.save(force_update=True)
    _relate(kind, record, values)
    journal.record(
        actor=actor,
        action=kind.action("correct"),
        subject=kind.subject(record.pk),
        persons=persons_of(kind, record),
        detail={"changed": changes},
    )
    _follow(kind, actor, record, before)
    return record


@isolation.purpose("references")
@transaction.atomic
def delete_record(*, actor: Any, kind: Kind, key: int, version: str, reason: str = "") -> None:
    """Remove a record; the journal keeps what it held, but for texts, which may be names.

    `reason` is a code. Raises `Conflict` when it changed since it was read, `StillUsed` when
    others rest on it.
    """
    record = kind.model._base_manager.select_for_update().get(pk=key)
    if version_of(record) != version:
        raise Conflict(record)
    before = held(kind, record)
    kept = {name: _plain(kind, name, value) for name, value in before.items()}
    persons = persons_of(kind, record)
    try:
        record.delete()
    except ProtectedError as refused:
        raise StillUsed(_counts(refused.protected_objects)) from refused
    journal.record(
        actor=actor,
        action=kind.action("delete"),
        subject=kind.subject(key),
        persons=persons,
        detail={
            "held": {name: value for name, value in kept.items() if value is not None},
            **({"reason": reason} if reason else {}),
        },
    )
    _follow(kind, actor, record, before)


def persons_of(kind: Kind, record: models.Model) -> list[int]:
    """The person in whose file a record is, for the journal; nobody for the other records."""
    if not kind.of:
        return []
    return [record.pk if kind.of == "id" else getattr(record, f"{kind.of}_id")]


def held(kind: Kind, record: models.Model) -> dict[str, Any]:
    """What a record holds, as forms give it back: related records whole, many as a list."""
    values: dict[str, Any] = {}
    for name, described in kind.fields.items():
        if isinstance(described, models.ManyToManyField):
            values[name] = list(getattr(record, name).all()) if record.pk else []
        else:
            values[name] = getattr(record, name)
    return values


def _fill(kind: Kind, record: models.Model, values: Mapping[str, Any]) -> None:
    for name, described in kind.fields.items():
        if name in values and not isinstance(described, models.ManyToManyField):
            setattr(record, name, values[name])
    if kind.prepare:
        kind.prepare(record, values)


def _follow(kind: Kind, actor: Any, record: models.Model, before: Mapping[str, Any]) -> None:
    if kind.after:
        kind.after(actor, record, before)


def _relate(kind: Kind, record: models.Model, values: Mapping[str, Any]) -> None:
    for name, described in kind.fields.items():
        if name in values and isinstance(described, models.ManyToManyField):
            getattr(record, name).set(values[name])


def same(one: Any, other: Any) -> bool:
    """Whether two values of a field say the same; the order of several does not matter."""
    if isinstance(one, list) and isinstance(other, list):
        return {item.pk for item in one} == {item.pk for item in other}
    return bool(one == other)


def _differences(
    kind: Kind, before: Mapping[str, Any], values: Mapping[str, Any]
) -> dict[str, list[Any]]:
    """Fields that change, with both values where these cannot be names."""
    return {
        name: [_plain(kind, name, before[name]), _plain(kind, name, values[name])]
        for name in kind.fields
        if name in values and not same(before[name], values[name])
    }


def _plain(kind: Kind, name: str, value: Any) -> Any:
    """The value for the journal: identifiers and counts, never a text somebody typed."""
    if isinstance(value, list):
        return [one.pk for one in value]
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, str):
        return value if name in kind.lists or name in kind.several else None
    return value if value is None or isinstance(value, bool | int) else str(value)


def _counts(objects: set[models.Model]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for found in objects:
        kind = kind_of(type(found))
        name = str(kind.plural) if kind else _("Other records")
        counts[name] = counts.get(name, 0) + 1
    return sorted(counts.items())


__all__ = [
    "Conflict",
    "StillUsed",
    "ValidationError",
    "correct_record",
    "create_record",
    "delete_record",
    "held",
    "same",
    "version_of",
]
