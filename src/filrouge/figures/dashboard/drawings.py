"""How a chart is declared: which figures it shows, under which short names."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from filrouge.common.periods import Period
from filrouge.vocabulary import lists

from .. import charts, engine
from ..charts import Drawing, Mark
from ..facts.scope import Scope
from ..lines import decimal, published_text, sentence_case
from ..periods import month_name
from ..values import Figure

type Figures = Mapping[str, Figure]

type Words = Callable[[], str]

type Labels = Mapping[str, Words]
"""Figures of a chart and the short name of each, shorter than its label in the list."""

NO_VALUE = "—"
MOST = 12
"""Bars of a family at most: the longest ones; the list of figures holds them all."""


@dataclass(frozen=True)
class Chart:
    """A chart and the figures it needs; `*` in an id stands for the members of a family."""

    ids: tuple[str, ...]
    draw: Callable[[Figures, Scope], Drawing]


def members(pattern: str, vocabulary: str, only: Iterable[str] = ()) -> Labels:
    """A figure per term of a vocabulary (or those of `only`), named as the term."""

    def name(code: str) -> Words:
        return lambda: sentence_case(lists.get(vocabulary).label(code))

    codes = tuple(only) or lists.get(vocabulary).codes
    return {pattern.format(code=code): name(code) for code in codes}


def mark(figure: Figure, label: str) -> Mark:
    """The figure as a bar, beside what was published for the year before."""
    before = dict(figure.previous).get(figure.period.start.year - 1)
    known = None if before is None else decimal(before)
    return Mark(
        label,
        as_float(figure.rounded),
        figure.display,
        as_float(known),
        "" if before is None else published_text(before, figure.indicator),
    )


def as_float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def bars(title: Words, heading: Words, ids: Labels, *, by_size: bool = True) -> Chart:
    """A bar per figure, the longest first unless the order says something."""

    def draw(figures: Figures, scope: Scope) -> Drawing:
        marks = [mark(figures[id_], label()) for id_, label in ids.items()]
        return _bars(title(), heading(), marks, scope, by_size=by_size)

    return Chart(tuple(ids), draw)


def family(title: Words, heading: Words, pattern: str, *vocabularies: str) -> Chart:
    """A bar per member of a family that has something to show, the longest first.

    A member is named by the first vocabulary that knows it, else as the family names it.
    """
    place = re.compile(re.escape(pattern).replace(r"\*", "([a-z0-9_]+)"))

    def draw(figures: Figures, scope: Scope) -> Drawing:
        marks = []
        for id_, figure in figures.items():
            found = place.fullmatch(of_any_year(id_, scope.period))
            if found and figure.rounded:
                marks.append(mark(figure, _member(figure, found[1], vocabularies)))
        return _bars(title(), heading(), marks, scope, by_size=True, most=MOST)

    return Chart((pattern,), draw)


def _member(figure: Figure, code: str, vocabularies: Iterable[str]) -> str:
    for name in vocabularies:
        if code in lists.get(name).codes:
            return sentence_case(lists.get(name).label(code))
    # A family over two places names both: the second one tells the bars apart.
    return sentence_case(figure.texts.member.rpartition(" · ")[2] or code)


def _bars(
    title: str,
    heading: str,
    marks: list[Mark],
    scope: Scope,
    *,
    by_size: bool,
    most: int | None = None,
) -> Drawing:
    if by_size:
        marks.sort(key=lambda one: -(one.value or 0))
    year = scope.period.start.year
    return charts.bars(title, heading, marks[:most], str(year), str(year - 1))


def by_month(title: Words, id_: str) -> Chart:
    """A line over the months of the year; an id of the catalogue."""

    def draw(_figures: Figures, scope: Scope) -> Drawing:
        marks = []
        for start in scope.period.month_starts():
            month = Period.months(start.year, start.month, start.month)
            one = engine.compute(month, ids=[id_])[id_]
            marks.append(Mark(month_name(start), as_float(one.rounded), one.display))
        return charts.line(title(), _("Month"), marks)

    return Chart((), draw)


def cycles(period: Period) -> Mapping[str, str]:
    """The cycle that ends in the year and the one that begins, as ids write them."""
    year = period.end.year
    return {"ending": f"{year - 1}_{year}", "starting": f"{year}_{year + 1}"}


def of_year(pattern: str, period: Period) -> str:
    """An id in which `{ending}` and `{starting}` stand for the cycles of the year."""
    for name, cycle in cycles(period).items():
        pattern = pattern.replace(f"{{{name}}}", cycle)
    return pattern


def of_any_year(id_: str, period: Period) -> str:
    """The id as a section writes it: the inverse of `of_year`."""
    for name, cycle in cycles(period).items():
        id_ = id_.replace(f".{cycle}.", f".{{{name}}}.")
    return id_


def drawn(asked: Iterable[Chart], figures: Figures, scope: Scope) -> list[Drawing]:
    """The charts drawn; one without any value is left out."""
    found = (chart.draw(figures, scope) for chart in asked)
    return [drawing for drawing in found if any(row[1] != NO_VALUE for row in drawing.rows)]
