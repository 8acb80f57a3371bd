"""What a stored year gives: every figure with its base and breakdowns, and the facts themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time
from typing import Any

from django.db import models

from filrouge.common.periods import Period
from filrouge.directory.models import Organisation
from filrouge.figures import engine
from filrouge.figures.facts import Scope
from filrouge.followup.models import EncounterPerson, UseReview
from filrouge.housing.models import Title
from filrouge.imports.records import HOUSING_FIRST
from filrouge.people.models import Candidate

YEAR = "2024"
PERIODS = ("2023", YEAR, "2024-T1", "2024-T3", "2024-12", "2025")
PROGRAMME = "housing_first"
type Figures = dict[str, tuple[str, int | None]]
type Facts = dict[str, list[tuple[tuple[str, str], ...]]]
type Stored = tuple[Figures, Facts]

NOT_IN_A_WORKBOOK = {
    "id",
    "revision",
    "recorded_at",
    "seal",
    "key",
    "account_id",
    "recorded_by_id",
    "place",
    "cancelled_by",
    "unanswered",
    "zone",
    "handout",
    "encounter_id",
    "outreach_round_id",
    "strength",
    "wish",
    "contact",
    "cumulates",
    "priority",
    "decided_on",
    "decision_reason",
    "decided_by_id",
    "became_id",
    "commune",
    "parent_id",
    "merged",
    "position",
}
"""Columns that pages fill in and that no sheet has, or that a key stands for; the place in a list,
since what is deleted leaves a gap."""


def stored() -> Stored:
    """Figures and facts of what is stored now."""
    return figures(), facts()


def figures() -> Figures:
    """Every figure of Housing First, for each period; of the year, also by each dimension."""
    return dict(_figures())


def _figures() -> Iterator[tuple[str, tuple[str, int | None]]]:
    for named in PERIODS:
        period = Period.parse(named)
        scope = Scope(period)
        report = engine.compute(period, programme=PROGRAMME, scope=scope)
        for id_, figure in report.items():
            yield f"{named} {id_}", (figure.text, figure.base)
            if named != YEAR:
                continue
            for dimension in engine.dimensions(figure.indicator, scope):
                for code, _label, part in engine.breakdown(id_, period, dimension, scope=scope):
                    yield f"{named} {id_} {dimension}={code}", (part.text, part.base)


def telling(found: Figures, among: Iterable[str] | None = None) -> list[str]:
    """Whole figures of the year that say something: neither empty nor zero."""
    names = found if among is None else among
    whole = [name for name in names if name.startswith(f"{YEAR} ") and name.count(" ") == 1]
    return [name for name in whole if name in found and found[name][0].strip("0.,% ") != ""]


def differences(one: Figures, other: Figures) -> dict[str, tuple[object, object]]:
    """Where two years differ, with both values."""
    names = [*one, *(name for name in other if name not in one)]
    return {
        name: (one.get(name), other.get(name)) for name in names if one.get(name) != other.get(name)
    }


def different(one: Stored, other: Stored) -> dict[str, Any]:
    """Where two stores differ, in figures and in facts."""
    return {**differences(one[0], other[0]), **odd_facts(one[1], other[1])}


def facts() -> Facts:
    """What is stored, in words that do not depend on keys: a sorted list a table."""
    told: Facts = {}
    for step in HOUSING_FIRST:
        if step.model is Organisation:  # told where it is named; the directory keeps it afterwards
            continue
        models_ = [step.model, *(part.model for _name, part in step.parts)]
        for model in models_:
            rows = (_row(record) for record in _records(model))
            told[model._meta.label] = sorted(row for row in rows if row)
    return told


def _records(model: type[models.Model]) -> Iterator[models.Model]:
    found = model._base_manager.all()
    if model is Candidate:  # those who entered are persons; a workbook no longer lists them
        found = found.filter(became__isnull=True)
    if model is EncounterPerson:
        found = found.select_related("encounter", "person")
    yield from found


def _row(record: models.Model) -> tuple[tuple[str, str], ...]:
    cells = []
    for described in record._meta.concrete_fields:
        name = described.attname
        if name in NOT_IN_A_WORKBOOK - ({"commune"} if _has_its_commune(record) else set()):
            continue
        value = getattr(record, described.name)
        if isinstance(record, Title) and name == "rolling":
            value = bool(value)  # a box that is not ticked is a no
        cells.append((described.name, _told(value)))
    return tuple(cells)


def _has_its_commune(record: models.Model) -> bool:
    return record._meta.model_name in {"dwelling", "networklink"}


def _told(value: Any) -> str:
    """A value without keys: related records by what makes them known."""
    if isinstance(value, models.Model):
        match value._meta.model_name:
            case "person":
                return f"N° {value.number}"  # type: ignore[attr-defined]
            case "encounter" | "usereview":
                return _event(value)
            case _:
                return str(value)
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value)


def _event(value: Any) -> str:
    if isinstance(value, UseReview):
        return f"N° {value.person.number} {value.day}"
    return f"{value.kind} {value.status} {value.day} {value.time} N° {value.lead.number}"


def odd_facts(one: Facts, other: Facts) -> dict[str, list[Any]]:
    """Rows that only one of two stores holds, by table."""
    found = {}
    for table in one:
        mine, theirs = list(one[table]), list(other[table])
        for row in list(mine):
            if row in theirs:
                theirs.remove(row)
                mine.remove(row)
        if mine or theirs:
            found[table] = [("imported", *mine), ("by pages", *theirs)]
    return found
