"""A period beside the same dates of the year before, both computed from the records.

A running period stops today: eleven months are never compared with twelve.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from filrouge.common.periods import Period

from .. import engine
from ..facts.scope import Scope
from ..values import Figure
from .drawings import of_any_year
from .programmes import Dashboard

type Figures = Mapping[str, Figure]


@dataclass(frozen=True)
class Comparison:
    """`period` as asked, `shown` until today at most, `before` the same dates a year earlier.

    `recorded`: the year before has records of its own, so `before` can be computed.
    """

    period: Period
    shown: Period
    before: Period
    recorded: bool

    @property
    def running(self) -> bool:
        return self.shown != self.period

    def sentence(self, group: str = "") -> str:
        """What the changes are measured against; a group has no printed figures."""
        year = self.before.start.year
        if self.running and self.recorded:
            return _("%(dates)s, against the same dates of %(year)s") % {
                "dates": dates(self.shown),
                "year": year,
            }
        if self.recorded:
            return _("Against the same period of %(year)s, counted from its records") % {
                "year": year
            }
        if self.shown.is_year and not group:
            return _("No record of %(year)s: against what the report of that year printed") % {
                "year": year
            }
        start = f"{dates(self.shown)} · " if self.running else ""
        return start + _("No record of %(year)s: nothing to compare with") % {"year": year}


def compare(period: Period, covered: Collection[int], today: date) -> Comparison:
    """What is shown of a period, and beside what, in a programme with records of these years."""
    cut = period.start <= today < period.end
    shown = Period(period.start, today) if cut else period
    before = shown.previous_year()
    recorded = {before.start.year, before.end.year} <= set(covered)
    return Comparison(period, shown, before, recorded)


def dates(period: Period) -> str:
    """Days in a few letters: "1 jan. – 22 nov. 2026"."""
    first = formats.date_format(period.start, "j N Y")
    if period.start.year == period.end.year:
        first = formats.date_format(period.start, "j N")
    return f"{first} – {formats.date_format(period.end, 'j N Y')}"


def figures(
    dashboard: Dashboard, comparison: Comparison, scope: Scope, group: str = ""
) -> dict[str, Figure]:
    """The figures of the dashboard, each with last year's at the same date as its previous one.

    `group` keeps one group of the dashboard's dimension, with the figures that break down by it.
    """
    found = _computed(dashboard, scope, group)
    if not comparison.recorded:
        # What was printed is of everybody: a group is never measured against it.
        return {id_: replace(one, previous=()) for id_, one in found.items()} if group else found
    earlier = Scope(comparison.before)
    before = _by_pattern(_computed(dashboard, earlier, group).values())
    for id_, figure in found.items():
        other = before.get(of_any_year(id_, figure.period))
        found[id_] = _beside(figure, other, () if group else figure.previous)
    return found


def _computed(dashboard: Dashboard, scope: Scope, group: str) -> dict[str, Figure]:
    ids = dashboard.ids(scope)
    if not group:
        return dict(engine.compute(scope.period, ids=ids, scope=scope))
    known = engine.known(scope, ids)
    asked = [known[id_] for id_ in ids]
    divided = [ind for ind in asked if dashboard.dimension in engine.dimensions(ind, scope)]
    return dict(engine.grouped(divided, scope, dashboard.dimension).get(group, {}))


def _by_pattern(found: Iterable[Figure]) -> dict[str, Figure]:
    """Cycles are named after years: the one that begins this year answers to last year's."""
    return {of_any_year(figure.id, figure.period): figure for figure in found}


def _beside(figure: Figure, other: Figure | None, printed: Iterable[tuple[int, str]]) -> Figure:
    year = figure.period.start.year - 1
    earlier = [(when, text) for when, text in printed if when < year]
    if other is None or other.rounded is None:
        return replace(figure, previous=earlier)
    return replace(figure, previous=[(year, other.text), *earlier])
