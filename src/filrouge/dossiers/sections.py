"""What a file holds, by compartment, newest first, read from the models themselves.

A model that points to a person is found without being named here; its compartment follows from
what it declares (`Record.compartment`), health being told apart in `words.OF_MODELS`. The thread of
a file (`thread.py`) joins the lines of its open compartments.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.text import capfirst

from filrouge.access.files import LABELS as COMPARTMENTS
from filrouge.access.files import Compartment, open_to
from filrouge.access.models import User
from filrouge.common.models import Record
from filrouge.followup.models import Encounter, EncounterPerson, UseReview
from filrouge.harm_reduction.models import MaterialIssue
from filrouge.people.models import Person
from filrouge.records.declaration import kind_of
from filrouge.vault.fields import take_keys

from . import material, own_words, pens, story, words
from .asked import Asked, group_of
from .facts import facts_of
from .own_words import Words
from .shared_note import SharedNote, readable_by


@dataclass(frozen=True, slots=True)
class Line:
    """One record as read: what it is, a sentence, then what the sentence does not say.

    `note`: the key of a meeting whose note may be read, and contested; `table` and `key` name the
    record in the journal.
    """

    day: date
    kind: str
    facts: list[tuple[str, str]]
    sentence: str = ""
    text: str = ""
    table: str = ""
    group: str = ""
    note: int = 0
    words: tuple[Words, ...] = ()
    slug: str = ""
    """The address of its kind among the file's records; empty when it is written elsewhere."""
    key: int = 0
    faint: bool = False
    """An encounter that was not held, or not yet."""
    recorded: date | None = None
    link: str = ""
    """Where the sentence leads, when it names something that is read on its own page."""
    handout: UUID | None = None
    """The hand-over, by which the journal names material."""


@dataclass(frozen=True, slots=True)
class Section:
    """A compartment of a file: its newest records, and one more than shown if there is one."""

    code: str
    title: str
    facts: list[tuple[str, str]]
    lines: list[Line]
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
    person: Person, compartments: frozenset[Compartment], user: User, asked: Asked | None = None
) -> list[Section]:
    """The open compartments of a file; of the others nothing is said."""
    asked = asked or Asked()
    kept = {
        model: one
        for one in compartments
        for model in held()[one]
        if asked.keeps(model._meta.label_lower, one)
    }
    lines: dict[Compartment, list[Line]] = {one: [] for one in compartments}
    for model, count in newest(list(kept), person, user, asked).items():
        lines[kept[model]] += _lines(model, person, user, asked, count)
    return [_section(one, person, user, lines[one]) for one in Compartment if one in compartments]


def newest(
    models_kept: Sequence[type[Record]], person: Person, user: User, asked: Asked
) -> Counter[type[Record]]:
    """How many records of each model are among the newest that are shown: one question, so that
    what a file does not hold, or holds further down, is not asked for."""
    parts = [
        mine(model, person, user, asked)
        .order_by()
        .annotate(model=Value(place), at=Cast(day_field(model), models.DateField()))
        .values_list("model", "at", "pk")
        for place, model in enumerate(models_kept)
    ]
    if not parts:
        return Counter()
    rows = parts[0].union(*parts[1:], all=True).order_by("-at", "-pk")[: asked.most]
    return Counter(models_kept[place] for place, _at, _key in rows)


def _section(one: Compartment, person: Person, user: User, lines: list[Line]) -> Section:
    lines.sort(key=lambda line: line.day, reverse=True)
    notes = one is Compartment.PSYCHOSOCIAL
    if notes:
        beside = own_words.of(person.pk, [line.note for line in lines if line.note])
        lines = [replace(line, words=tuple(beside.get(line.note, ()))) for line in lines]
    written = pens.of_compartment(user, one)
    return Section(
        code=one.value,
        title=str(COMPARTMENTS[one]),
        facts=list(facts_of(person)) if one is Compartment.IDENTITY else [],
        lines=lines,
        notes=notes,
        adds=tuple(pens.adds(written, person)),
        slugs=frozenset(kind.slug for kind in written),
    )


def day_field(model: type[models.Model]) -> str:
    """The field that dates a record; when no field does, the moment it was written."""
    names = {field.name for field in model._meta.concrete_fields}
    return next((name for name in words.DAYS if name in names), "recorded_at")


def mine(
    model: type[Record], person: Person, user: User, asked: Asked | None = None
) -> models.QuerySet[Any]:
    """The records of a model that answer what is asked: all of them when nothing is."""
    asked = asked or Asked()
    of = "attendances__person" if model is Encounter else "person"
    rows: models.QuerySet[Any] = model._default_manager.filter(**{of: person})
    if asked.topic:
        rows = rows.filter(**{"topics__topic" if model is Encounter else "topic": asked.topic})
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.worker:
        rows = rows.filter(workers=asked.worker)
    if asked.account:
        by, names = "pk__in", (model._meta.db_table, str(model._meta.model_name))
        if model is MaterialIssue:
            by, names = "handout__in", ("handout", "")
        rows = rows.filter(**{by: {k for name in names for k in asked.authored.get(name, ())}})
    if model is SharedNote:
        rows = rows.filter(readable_by(user))
    return material.once(rows) if model is MaterialIssue else rows


def _rows(
    model: type[Record], person: Person, user: User, asked: Asked, count: int
) -> models.QuerySet[Any]:
    """The newest records of a model and the one before, with what their sentences need."""
    rows = mine(model, person, user, asked)
    followed = [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is not Person
    ]
    if followed:
        rows = rows.select_related(*followed)
    if model is Encounter:
        rows = rows.prefetch_related("topics", "workers")
    if model is UseReview:
        rows = rows.prefetch_related("substances")
    if model is MaterialIssue:
        rows = material.counted(rows)
    return rows.order_by(f"-{day_field(model)}", "-pk")[: count + 1]


def _lines(
    model: type[Record], person: Person, user: User, asked: Asked, count: int
) -> Iterator[Line]:
    dated, name = day_field(model), model._meta.label_lower
    records = list(_rows(model, person, user, asked, count))
    take_keys(records)
    silent = with_strangers(records, person, user) if model is Encounter else set()
    kind = str(words.KINDS.get(name, capfirst(str(model._meta.verbose_name))))
    written = kind_of(model)
    for place, record in enumerate(records[:count]):
        before = records[place + 1] if place + 1 < len(records) else None
        told = story.sentence(record, before)
        left_out = {dated, *TEXTS, *story.said(name), *(KEPT_AWAY if record.pk in silent else ())}
        text = "" if record.pk in silent else _text(record, story.said(name))
        noted = model is Encounter and record.pk not in silent
        yield Line(
            _day(getattr(record, dated)),
            kind,
            list(facts_of(record, left_out)),
            told,
            text,
            model._meta.db_table,
            group_of(name, compartment_of(model)),
            record.pk if noted else 0,
            slug=written.slug if written else "",
            key=record.pk,
            recorded=_day(record.recorded_at),
            faint=model is Encounter and record.status != "held",
            handout=getattr(record, "handout", None),
        )


KEPT_AWAY = ("place",)
"""What else is kept away with the note of a meeting with somebody whose file is closed."""
TEXTS = ("note", "text")
"""Fields that are a text of their own, under the sentence."""


def _text(record: Any, said: Iterable[str]) -> str:
    texts = [str(getattr(record, name, "")) for name in TEXTS if name not in said]
    return "\n".join(text for text in texts if text)


def _day(value: date | datetime) -> date:
    return timezone.localdate(value) if isinstance(value, datetime) else value


def with_strangers(records: Iterable[Any], person: Person, user: User) -> set[int]:
    """Encounters that somebody else shared whose own file is closed to the reader."""
    others = EncounterPerson.objects.filter(
        encounter__in=[record.pk for record in records if record.person_count > 1]
    ).exclude(person=person)
    closed = others.exclude(person__in=open_to(user, Compartment.PSYCHOSOCIAL).values("pk"))
    return set(closed.values_list("encounter_id", flat=True))
