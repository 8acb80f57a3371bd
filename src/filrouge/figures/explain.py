"""The way back: from a figure to the figures it is made of and to the records behind it.

Nothing here decides who may read: the view asks the policy with `RecordSet.compartment` first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from filrouge.audit.models import Provenance
from filrouge.common.periods import Period
from filrouge.people.models import Person
from filrouge.vocabulary import lists

from . import engine, facts
from .columns import COLUMNS
from .facts.base import Fact, OpenFiles, Within
from .facts.scope import Scope
from .kernel import formulas
from .kernel.conditions import Where, freeze
from .kernel.indicator import Atom, Indicator
from .values import number_text, recorded

PAGE = 25


@dataclass(frozen=True)
class RecordRow:
    """A record as shown: its cells, the persons it is about, the workbook row it came from."""

    id: int
    person_ids: tuple[int, ...]
    cells: tuple[str, ...]
    origin: str


@dataclass(frozen=True)
class RecordSet:
    """A page of the records behind one part of a figure.

    `count` is the number of records, `closed` how many of them are about persons whose file is
    not open to the reader: they are counted, never shown.
    """

    fact: Fact
    columns: tuple[str, ...]
    rows: tuple[RecordRow, ...]
    count: int
    closed: int = 0

    @property
    def open(self) -> int:
        """How many records the reader may see."""
        return self.count - self.closed

    @property
    def compartment(self) -> str:
        return self.fact.compartment

    @property
    def person_ids(self) -> frozenset[int]:
        """Persons shown on this page: what the journal writes down."""
        return frozenset(person for row in self.rows for person in row.person_ids)


def parts(indicator: Indicator, period: Period) -> list[Indicator]:
    """The indicators this one is computed from, in order, each once."""
    return [engine.find(id_, period) for id_ in dict.fromkeys(indicator.needs)]


def fact_of(indicator: Indicator) -> Fact | None:
    """The fact whose rows are counted; None for a figure made of other figures or typed."""
    return facts.ALL[indicator.fact] if indicator.fact else None


def _where(indicator: Indicator, part: str) -> Where:
    """The rows of a part: `numerator` (what is counted) or `denominator` (the base)."""
    atoms: list[Atom] = formulas.atoms(indicator)
    where = atoms[-1].where if part == "denominator" else atoms[0].where
    if indicator.field and indicator.measure in ("mean", "median", "known", "min", "max"):
        where = freeze(dict(where) | {f"{indicator.field}__isnull": False})
    if indicator.measure in ("distinct", "names"):
        where = freeze(dict(where) | {f"{indicator.field}__ne": ""})
    return where


def records(
    id_: str,
    period: Period,
    part: str = "numerator",
    *,
    page: int = 1,
    within: Within = None,
    scope: Scope | None = None,
    size: int = PAGE,
    files: OpenFiles | None = None,
) -> RecordSet | None:
    """The records behind a figure, a page at a time; None when it is made of other figures.

    `files` keeps those about persons whose file is open to the reader, and counts the others.
    `within` keeps one group of a breakdown (dimension, code). KeyError for an unknown id.
    """
    scope = scope or Scope(period)
    indicator = engine.find(id_, period, scope)
    fact = fact_of(indicator)
    if fact is None:
        return None
    where = _where(indicator, part)
    first = (page - 1) * size
    rows = fact.rows(scope, where, slice(first, first + size), within, files)
    count, closed = fact.counted(scope, where, within, files)
    names = _names(rows) if "number" in fact.columns else {}
    origins = _origins(fact, rows)
    return RecordSet(
        fact=fact,
        columns=tuple(str(COLUMNS[name]) for name in fact.columns),
        rows=tuple(
            RecordRow(
                row["id"],
                row["person_ids"],
                tuple(_cell(fact, name, row, names) for name in fact.columns),
                origins.get(row["id"], ""),
            )
            for row in rows
        ),
        count=count,
        closed=closed,
    )


def _names(rows: Iterable[dict[str, Any]]) -> dict[int, str]:
    ids = {person for row in rows for person in row["person_ids"]}
    persons = Person.objects.filter(pk__in=ids)
    return {person.pk: f"{person.number} · {person}" for person in persons}


def _origins(fact: Fact, rows: Iterable[dict[str, Any]]) -> dict[int, str]:
    """Where each record came from: "housing_first_2024.xlsx · Rencontres · row 512"."""
    found = Provenance.objects.filter(
        table=fact.table, object_id__in=[row["id"] for row in rows]
    ).order_by("pk")
    return {
        origin.object_id: f"{origin.workbook} · {origin.sheet} · "
        + _("row %(number)s") % {"number": origin.row}
        for origin in found
    }


def _cell(fact: Fact, name: str, row: dict[str, Any], names: dict[int, str]) -> str:
    if name == "number":
        return ", ".join(names.get(person, "") for person in row["person_ids"])
    return _shown(row[name], fact.vocabularies.get(name, ""))


def _shown(value: Any, vocabulary: str) -> str:
    """A value of a record as the reader reads it."""
    match value:
        case None | "":
            return ""
        case bool():
            return _("yes") if value else _("no")
        case date():
            return formats.date_format(value, "j N Y")
        case tuple():
            return ", ".join(_shown(element, vocabulary) for element in value)
        case str():
            return lists.get(vocabulary).label(value) if vocabulary else value
        case _:
            return number_text(recorded(Fraction(value)))
