"""Computes figures: every atom of a fact in one pass, then pure formulas.

`compute` costs about one pass per fact, whatever the number of figures asked.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from filrouge.common.periods import Period
from filrouge.common.rounding import Exact
from filrouge.vocabulary import lists

from . import facts
from .definitions import catalogue, open_families
from .facts import DIMENSIONS, Scope
from .facts.scope import OWN_DIMENSIONS, UNKNOWN
from .kernel import formulas, rows
from .kernel.formulas import Result
from .kernel.indicator import Atom, Indicator
from .values import Figure


class _Group:
    """What formulas see: the atoms of one group, other figures of it, and the typed values."""

    def __init__(self, scope: Scope, values: Mapping[Atom, Any], alone: bool) -> None:
        self._scope = scope
        self._values = values
        self._alone = alone
        self._results: dict[str, Result] = {}

    def raw(self, atom: Atom) -> Any:
        return self._values[atom] if atom in self._values else rows.empty(atom)

    def figure(self, id_: str) -> Result:
        if id_ not in self._results:
            self._results[id_] = formulas.evaluate(known(self._scope, [id_])[id_], self)
        return self._results[id_]

    @cached_property
    def year(self) -> int | None:
        period = self._scope.period
        return period.start.year if period.is_year else None

    @property
    def months(self) -> Fraction:
        return self._scope.period.month_count

    @property
    def days(self) -> int:
        return self._scope.period.days

    def previous(self, id_: str, years_back: int = 1) -> Exact | None:
        """The value published for an earlier year; a group of people has none."""
        if self.year is None or not self._alone:
            return None
        value = self._scope.published.get(id_, {}).get(self.year - years_back)
        return None if value is None else Fraction(value)

    def context(self, id_: str, years_ahead: int = 0) -> str | None:
        """A typed value: of the year of the period, whatever the part of the year."""
        found = self._scope.typed.get(id_, {}).get(self._scope.period.end.year + years_ahead)
        return found[0] if found else None

    def ever(self, id_: str) -> str | None:
        """What was typed last, by the end of the period: a date of birth does not change."""
        years = self._scope.typed.get(id_, {})
        past = [year for year in years if year <= self._scope.period.end.year]
        return years[max(past)][0] if past else None

    def items(self, name: str, years_ahead: int = 0) -> list[str]:
        return self._scope.items.get((name, self._scope.period.end.year + years_ahead), [])

    def codes(self, vocabulary: str) -> list[str]:
        return lists.get(vocabulary).codes

    def label(self, vocabulary: str, code: str) -> str:
        # A published list is written in French, whatever the reader's language.
        return lists.get(vocabulary).term(code).fr


@dataclass(frozen=True)
class Report(Mapping[str, Figure]):
    """Figures of a period by id, in the order of the catalogue."""

    period: Period
    figures: Mapping[str, Figure]

    def __getitem__(self, id_: str) -> Figure:
        return self.figures[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self.figures)

    def __len__(self) -> int:
        return len(self.figures)


def known(scope: Scope, ids: Iterable[str] | None = None) -> Mapping[str, Indicator]:
    """Every indicator of a period: those of the catalogue and those made from its data.

    When all the `ids` asked for are in the catalogue, the data is not read.
    """
    if ids is not None and all(id_ in catalogue() for id_ in ids):
        return catalogue()
    if "indicators" not in scope.__dict__:
        found = dict(catalogue())
        for family in open_families():
            rows = facts.ALL[family.members_of].every(scope)
            found |= {indicator.id: indicator for indicator in family.expand(rows)}
        scope.__dict__["indicators"] = found
    indicators: Mapping[str, Indicator] = scope.__dict__["indicators"]
    return indicators


def find(id_: str, period: Period, scope: Scope | None = None) -> Indicator:
    """The definition of an id in a period; KeyError when there is none."""
    return known(scope or Scope(period), [id_])[id_]


def selected(scope: Scope, ids: Iterable[str] | None, programme: str | None) -> list[Indicator]:
    """The indicators asked for; KeyError for an unknown id."""
    if ids is not None:
        ids = list(ids)
        return [known(scope, ids)[id_] for id_ in ids]
    return [ind for ind in known(scope).values() if programme in (None, ind.programme)]


def _atoms(scope: Scope, indicators: Iterable[Indicator]) -> dict[str, list[Atom]]:
    """Every atom needed, directly or through other figures, by fact."""
    todo, seen = list(indicators), set()
    wanted: defaultdict[str, dict[Atom, None]] = defaultdict(dict)
    while todo:
        indicator = todo.pop()
        if indicator.id in seen:
            continue
        seen.add(indicator.id)
        for atom in formulas.atoms(indicator):
            wanted[atom.fact][atom] = None
        todo.extend(known(scope, indicator.needs)[id_] for id_ in indicator.needs)
    return {name: list(atoms) for name, atoms in wanted.items()}


def compute(
    period: Period,
    *,
    ids: Sequence[str] | None = None,
    programme: str | None = None,
    scope: Scope | None = None,
) -> Report:
    """The figures of a period: all, those of a programme, or those named; KeyError if unknown."""
    scope = scope or Scope(period)
    indicators = selected(scope, ids, programme)
    values: dict[Atom, Any] = {}
    for name, atoms in _atoms(scope, indicators).items():
        values.update(facts.ALL[name].aggregate(scope, atoms)[""])
    group = _Group(scope, values, alone=True)
    return Report(period, {ind.id: _figure(ind, group, scope) for ind in indicators})


def _figure(indicator: Indicator, group: _Group, scope: Scope) -> Figure:
    result = group.figure(indicator.id)
    earlier = scope.published.get(indicator.id, {}) if scope.period.is_year else {}
    year = scope.period.start.year
    previous = sorted(((y, v) for y, v in earlier.items() if y < year), reverse=True)
    source = ""
    if indicator.measure == "context":
        ahead = year + indicator.options.get("years_ahead", 0)
        source = scope.typed.get(indicator.id, {}).get(ahead, ("", ""))[1]
    return Figure(indicator, scope.period, result, previous, source)


def dimensions(indicator: Indicator, scope: Scope | None = None) -> tuple[str, ...]:
    """The ways an indicator can be broken down: those of every fact it reads."""
    if indicator.measure in ("change", "points", "rises", "context", "years_since", "start_year"):
        return ()
    scope = scope or Scope(Period.year(2000))  # no record is read for an id of the catalogue
    names = [set(facts.ALL[name].breakdowns) for name in _atoms(scope, [indicator])]
    if not names:
        return ()
    refused = indicator.options.get("not_by", ())
    return tuple(
        d
        for d in (*DIMENSIONS, *OWN_DIMENSIONS)
        if d not in refused and all(d in allowed for allowed in names)
    )


def breakdown(
    id_: str, period: Period, dimension: str, *, scope: Scope | None = None
) -> list[tuple[str, str, Figure]]:
    """The figure for each group of a dimension: code, label, figure; ValueError if it has none.

    A row counts in one group only: that of its (first) person on the first day of follow-up.
    """
    scope = scope or Scope(period)
    indicator = known(scope, [id_])[id_]
    if dimension not in dimensions(indicator, scope):
        raise ValueError(f"{id_} cannot be broken down by {dimension}")
    found = grouped([indicator], scope, dimension)
    label, order = LABELS[dimension]
    return [
        (code, _("unknown") if code == UNKNOWN else label(code), found[code][id_])
        for code in sorted(found, key=order)
    ]


def grouped(
    indicators: Sequence[Indicator], scope: Scope, dimension: str
) -> dict[str, dict[str, Figure]]:
    """The figures of each group of a dimension that all of them have, one pass a fact."""
    groups: defaultdict[str, dict[Atom, Any]] = defaultdict(dict)
    for name, atoms in _atoms(scope, indicators).items():
        for code, values in facts.ALL[name].aggregate(scope, atoms, dimension).items():
            groups[code].update(values)
    seen = {code: _Group(scope, values, alone=False) for code, values in groups.items()}
    return {
        code: {ind.id: _figure(ind, group, scope) for ind in indicators}
        for code, group in seen.items()
    }


def _of_list(name: str) -> tuple[Callable[[str], str], Callable[[str], Any]]:
    vocabulary = lists.get(name)
    codes = vocabulary.codes
    return (
        vocabulary.label,
        lambda code: (code not in codes, codes.index(code) if code in codes else 0),
    )


_AS_IT_IS: tuple[Callable[[str], str], Callable[[str], Any]] = (
    lambda code: code,
    lambda code: (code == UNKNOWN, code),
)
LABELS: dict[str, tuple[Callable[[str], str], Callable[[str], Any]]] = {
    "team": _of_list("care_team"),
    "funding": _of_list("care_funding"),
    "sex": _of_list("sex"),
    "commune": _of_list("commune"),
    "age_class": _AS_IT_IS,
    "staff_team": _of_list("staff_team"),
    "funder": _AS_IT_IS,
    "sector": _of_list("sector"),
    "motive": _of_list("request_motive"),
    "region": _of_list("region"),
}
