"""The complete copy in words: the same records as the JSON, dated, with labels instead of codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from filrouge.dossiers import log, words
from filrouge.people.models import Person
from filrouge.vocabulary import lists

from . import words as own
from .export import MASKED, NOT_GIVEN
from .paper import Paper, Part, Told
from .registry import Class, Kind, of_persons

LONG = 60
"""A text longer than that has a paragraph of its own."""
LISTS = {**words.LISTS, **own.LISTS}

type Rows = list[dict[str, Any]]


def paper(data: Mapping[str, Any], person: Person) -> Paper:
    """The copy of a person, from what `export` gave, in the language now active."""
    parts = _Copy(data["fiches"]).parts()
    lines = log.consultations(person.pk)
    told = [Told(_moment(line.at), _log_facts(line)) for line in reversed(lines)]
    parts.append(Part(_("Who read or changed your file"), records=told))
    return Paper(
        _("Everything we hold about you"),
        [
            _("This copy is complete: each record of your file, and each time somebody read it."),
            _(
                "“%(mark)s” stands where the text is about somebody else. The names of workers can "
                "be asked from the data-protection officer, with a reason."
            )
            % {"mark": _masked()},
        ],
        parts,
    )


def _masked() -> str:
    return _("about another person")


def _log_facts(line: log.Consultation) -> list[tuple[str, str]]:
    facts = [(_("What"), line.what), (_("By"), line.who), (_("Parts"), line.parts)]
    return [(name, text) for name, text in [*facts, (_("Why"), line.why)] if text]


class _Copy:
    """The records of an export, and those told inside others."""

    def __init__(self, records: Mapping[str, Any]) -> None:
        self.records = records
        self.inside: defaultdict[tuple[str, int], list[tuple[str, str]]] = defaultdict(list)
        self.folded: set[tuple[str, int]] = set()
        self._kinds = {kind.model: (model, kind) for model, kind in of_persons()}
        for label, field in own.FOLDED.items():
            self._fold(label, field)

    def _fold(self, label: str, name: str) -> None:
        model, _kind = self._kinds[label]
        parent: Any = model._meta.get_field(name).related_model
        above = parent._meta.label_lower
        known = {row["id"] for row in self.records.get(above, ())}
        found: defaultdict[int, list[str]] = defaultdict(list)
        for row in self.records.get(label, ()):
            if row[name] in known:
                self.folded.add((label, row["id"]))
                if text := _short(model, row):
                    found[row[name]].append(text)
        title = own.FOLDED_LABELS.get(label, "")
        for key, texts in found.items():
            self.inside[above, key].append((str(title), ", ".join(dict.fromkeys(texts))))

    def parts(self) -> list[Part]:
        """One section a kind of record, those that hold nothing left out."""
        found = []
        for label, (model, kind) in self._kinds.items():
            title = str(own.TITLES.get(label) or capfirst(str(model._meta.verbose_name)))
            rows = self.records[label]
            if label in NOT_GIVEN:
                if rows["nombre"]:
                    text = _("Workers who know you and read your file no more: %(number)s.")
                    found.append(Part(title, [text % {"number": rows["nombre"]}]))
                continue
            told = [self._told(model, kind, row, names) for row, names in self._left(model, rows)]
            if told:
                found.append(Part(title, records=told))
        return found

    def _left(self, model: type[models.Model], rows: Rows) -> Iterator[tuple[dict[str, Any], Any]]:
        label = model._meta.label_lower
        kept = [row for row in rows if (label, row["id"]) not in self.folded]
        names = _names(model, kept)
        day = _day_field(model)
        for row in sorted(kept, key=lambda row: str(row.get(day) or "")):
            yield row, names

    def _told(self, model: type[models.Model], kind: Kind, row: dict[str, Any], names: Any) -> Told:
        label, day = model._meta.label_lower, _day_field(model)
        facts: list[tuple[str, str]] = []
        texts: list[tuple[str, str]] = []
        for field in model._meta.concrete_fields:
            if field.name in own.NOT_TOLD and not _elsewhere(label, field.name):
                continue
            said = said_of(model, field, row[field.name], names)
            if not said or field.name == day:
                continue
            is_text = kind.entries[field.name].cls is Class.NARRATIVE or len(said) > LONG
            (texts if is_text else facts).append((_label(field), said))
        for name, said in self.inside[label, row["id"]]:
            (texts if len(said) > LONG else facts).append((name, said))
        heading = said_of(model, model._meta.get_field(day), row[day], names) if day else ""
        return Told(heading or _("Record %(number)s") % {"number": row["id"]}, facts, texts)


def _elsewhere(label: str, name: str) -> bool:
    """A meeting whose note is in another file is told by its day."""
    return label == "followup.encounterperson" and name == "encounter"


def _day_field(model: type[models.Model]) -> str:
    names = {field.name for field in model._meta.concrete_fields}
    order = (*words.DAYS, "at", "since", "started_at", "received_on")
    return next((name for name in order if name in names), "")


def _label(field: models.Field[Any, Any]) -> str:
    known = words.LABELS.get(field.name) or own.LABELS.get(field.name)
    return str(known or capfirst(str(field.verbose_name)))


def _names(model: type[models.Model], rows: Rows) -> dict[str, dict[int, str]]:
    """What the records that a field names are called, one question a field."""
    found: dict[str, dict[int, str]] = {}
    for field in model._meta.concrete_fields:
        other: Any = field.related_model
        keys = {row[field.name] for row in rows if isinstance(row[field.name], int)}
        if other is None or not keys or other is Person:
            continue
        found[field.name] = {
            pk: _name(one) for pk, one in other._base_manager.in_bulk(keys).items()
        }
    return found


def _name(record: models.Model) -> str:
    """A dwelling has a code and an address; other records a name."""
    return " · ".join(filter(None, [str(record), getattr(record, "address", "")]))


def all_names(data: Mapping[str, Any]) -> dict[str, dict[str, dict[int, str]]]:
    """What the numbers of other records stand for, by kind and field: for the JSON."""
    found = {}
    for model, kind in of_persons():
        if kind.model not in NOT_GIVEN and (names := _names(model, data["fiches"][kind.model])):
            found[kind.model] = names
    return found


def _short(model: type[models.Model], row: dict[str, Any]) -> str:
    """A record told in a few words inside another."""
    said = []
    for field in model._meta.concrete_fields:
        if field.name in own.NOT_TOLD or field.name in {"at", "recorded_by"}:
            continue
        if isinstance(row[field.name], bool):
            said += [_label(field).lower()] if row[field.name] else []
        elif text := said_of(model, field, row[field.name], {}):
            said.append(text)
    return " ".join(said)


def said_of(model: type[models.Model], field: Any, value: Any, names: Any) -> str:  # noqa: PLR0911
    """A value of the export as a reader reads it."""
    if value in (None, ""):
        return ""
    if value == MASKED:
        return _masked()
    if field.name in names:
        return str(names[field.name].get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, models.DateTimeField):
        return _moment(datetime.fromisoformat(value))
    if isinstance(field, models.DateField):
        return formats.date_format(date.fromisoformat(value), "j N Y")
    if isinstance(field, models.TimeField):
        return str(value)[:5]
    if isinstance(field, models.DecimalField):
        plain = Decimal(value).normalize()
        return formats.number_format(plain, max(0, -int(plain.as_tuple().exponent)))
    return _coded(model, field, value)


def _coded(model: type[models.Model], field: Any, value: Any) -> str:
    """A code in words; a passage about somebody else masked."""
    if field.name == "unanswered":
        return _unanswered(value)
    path = f"{model._meta.label_lower}.{field.name}"
    if path in LISTS:
        return lists.get(LISTS[path]).label(value)
    labels = dict(field.flatchoices or ())
    return str(labels.get(value, value)).replace(MASKED, f"[{_masked()}]")


def _unanswered(value: str) -> str:
    """“injection=refused;substances=not_asked” in words, as the person would say it."""
    pairs = [part.split("=", 1) for part in value.split(";") if "=" in part]
    asked = {"substances": _("products")}
    return ", ".join(
        f"{asked.get(name) or str(words.LABELS.get(name, name)).lower()} "
        f"({lists.get('unanswered').label(code)})"
        for name, code in pairs
    )


def _moment(at: datetime) -> str:
    return formats.date_format(timezone.localtime(at), "j N Y, H:i")
