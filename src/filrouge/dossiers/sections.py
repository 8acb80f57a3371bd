"""What a file holds, by compartment, newest first, read from the models themselves.

A model that points to a person is found without being named here; its compartment follows from
what it declares (`Record.compartment`), health being told apart in `words.OF_MODELS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from filrouge.access.files import LABELS as COMPARTMENTS
from filrouge.access.files import Compartment, open_to
from filrouge.access.models import User
from filrouge.common.models import Record
from filrouge.followup.models import Encounter, EncounterPerson, UseReview
from filrouge.housing.models import Dwelling
from filrouge.people.models import Person
from filrouge.records.declaration import kind_of
from filrouge.vocabulary import lists

from . import own_words, pens, words
from .own_words import Words

STEP = 25
LARGEST = 2_000


@dataclass(frozen=True, slots=True)
class Line:
    """One record as read. `note`: the key of a meeting whose note may be read, and contested."""

    day: date
    kind: str
    facts: list[tuple[str, str]]
    note: int = 0
    words: tuple[Words, ...] = ()
    slug: str = ""
    """The address of its kind among the file's records; empty when it is written elsewhere."""
    key: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A compartment of a file: its newest records, and whether there are more."""

    code: str
    title: str
    facts: list[tuple[str, str]]
    lines: list[Line]
    more: int
    notes: bool = False
    adds: tuple[tuple[str, str], ...] = ()
    """What the reader may add here: the word and the address."""
    slugs: frozenset[str] = frozenset()
    """The kinds of records that the reader may correct here."""


@cache
def held() -> dict[Compartment, tuple[type[Record], ...]]:
    """The models whose records belong to a person, by compartment."""
    found: dict[Compartment, list[type[Record]]] = {one: [] for one in Compartment}
    for model in apps.get_models():
        if issubclass(model, Record) and (_points_to_person(model) or model is Encounter):
            found[compartment_of(model)].append(model)
    return {one: tuple(models) for one, models in found.items()}


def _points_to_person(model: type[models.Model]) -> bool:
    return any(
        field.name == "person" and field.related_model is Person
        for field in model._meta.concrete_fields
    )


def compartment_of(model: type[models.Model]) -> Compartment:
    """KeyError for a model of a person that no compartment was chosen for."""
    return words.OF_MODELS.get(model._meta.label_lower) or words.OF_RECORDS[model.compartment]  # type: ignore[attr-defined]


def sections(
    person: Person, compartments: frozenset[Compartment], user: User, shown: int = STEP
) -> list[Section]:
    """The open compartments of a file; of the others nothing is said."""
    return [
        _section(one, person, user, min(max(shown, STEP), LARGEST))
        for one in Compartment
        if one in compartments
    ]


def _section(one: Compartment, person: Person, user: User, shown: int) -> Section:
    lines = [line for model in held()[one] for line in _lines(model, person, user, shown + 1)]
    lines.sort(key=lambda line: line.day, reverse=True)
    notes = one is Compartment.PSYCHOSOCIAL
    if notes:
        beside = own_words.of(person.pk, [line.note for line in lines if line.note])
        lines = [replace(line, words=tuple(beside.get(line.note, ()))) for line in lines]
    written = pens.of_compartment(user, one)
    return Section(
        code=one.value,
        title=str(COMPARTMENTS[one]),
        facts=list(_facts(person)) if one is Compartment.IDENTITY else [],
        lines=lines[:shown],
        more=shown + STEP if len(lines) > shown and shown < LARGEST else 0,
        notes=notes,
        adds=tuple(pens.adds(written, person)),
        slugs=frozenset(kind.slug for kind in written),
    )


def day_field(model: type[models.Model]) -> str:
    """The field that dates a record."""
    names = {field.name for field in model._meta.concrete_fields}
    return next(name for name in words.DAYS if name in names)


def _lines(model: type[Record], person: Person, user: User, most: int) -> Iterator[Line]:
    dated = day_field(model)
    mine = Q(attendances__person=person) if model is Encounter else Q(person=person)
    followed = [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is not Person
    ]
    rows: models.QuerySet[Any] = model._default_manager.filter(mine).order_by(f"-{dated}", "-pk")
    if followed:
        rows = rows.select_related(*followed)
    if model is Encounter:
        rows = rows.prefetch_related("topics", "workers")
    if model is UseReview:
        rows = rows.prefetch_related("substances")
    records = list(rows[:most])
    silent = with_strangers(records, person, user) if model is Encounter else set()
    kind = str(words.KINDS.get(model._meta.label_lower, model._meta.verbose_name))
    written = kind_of(model)
    for record in records:
        left_out = {"note", dated} if record.pk in silent else {dated}
        facts = [*_facts(record, left_out), *_beside(record)]
        noted = model is Encounter and record.pk not in silent
        yield Line(
            getattr(record, dated),
            kind,
            facts,
            record.pk if noted else 0,
            slug=written.slug if written else "",
            key=record.pk,
        )


def with_strangers(records: Iterable[Any], person: Person, user: User) -> set[int]:
    """Encounters that somebody else shared whose own file is closed to the reader."""
    others = EncounterPerson.objects.filter(
        encounter__in=[record.pk for record in records if record.person_count > 1]
    ).exclude(person=person)
    closed = others.exclude(person__in=open_to(user, Compartment.PSYCHOSOCIAL).values("pk"))
    return set(closed.values_list("encounter_id", flat=True))


def _facts(record: models.Model, left_out: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    label = record._meta.label_lower
    for field in record._meta.concrete_fields:
        if field.name in words.NOT_SHOWN and not isinstance(record, Person):
            continue
        if field.name in {"id", "revision", "recorded_at", *left_out}:
            continue
        text = _told(f"{label}.{field.name}", field.name, getattr(record, field.name))
        if text:
            yield str(words.LABELS.get(field.name, field.verbose_name)), text


def _told(path: str, name: str, value: Any) -> str:  # noqa: PLR0911
    """A value as the reader reads it; empty when there is nothing to say."""
    match value:
        case None | "":
            return ""
        case bool():
            return (
                "" if not value and name in words.FALSE_LEFT_OUT else _("yes") if value else _("no")
            )
        case date():
            return formats.date_format(value, "j N Y")
        case time():
            return formats.time_format(value, "H:i")
        case Decimal():
            plain = value.normalize()
            return formats.number_format(plain, max(0, -int(plain.as_tuple().exponent)))
        case Dwelling():
            return f"{value.code} · {value.address}" if value.address else value.code
        case str() | int() if path in words.LISTS:
            return lists.get(words.LISTS[path]).label(str(value))
        case _:
            return str(value)


def _beside(record: models.Model) -> Iterator[tuple[str, str]]:
    """What rows of their own say of a record: topics, workers, substances, who else was there."""
    if isinstance(record, Encounter):
        topics = [str(topic) for topic in record.topics.all()]
        workers = [str(worker) for worker in record.workers.all()]
        others = record.person_count - 1
        yield from _joined(_("Topics"), topics)
        yield from _joined(_("Workers"), workers)
        if others > 0:
            yield (
                _("With"),
                ngettext("%(number)s other person", "%(number)s other persons", others)
                % {"number": others},
            )
    elif isinstance(record, UseReview):
        found = list(record.substances.all())
        yield from _joined(_("Used"), [str(one) for one in found if not one.stopped])
        yield from _joined(_("Stopped"), [str(one) for one in found if one.stopped])


def _joined(label: str, parts: list[str]) -> Iterator[tuple[str, str]]:
    if parts:
        yield label, ", ".join(parts)
