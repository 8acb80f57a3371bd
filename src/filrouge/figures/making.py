"""What one figure is made of, laid out for its page: parts, months, groups, earlier years."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from filrouge.common.periods import Period
from filrouge.common.rounding import Exact, half_up
from filrouge.context.models import FrozenFigure
from filrouge.web.components import Bar, Point

from . import engine, explain
from .facts.scope import Scope
from .kernel.indicator import Indicator
from .lines import address as address_of
from .lines import base_text, decimal, difference, published_text
from .periods import month_name
from .values import Figure, number_text, recorded, shown

SMALL_GROUP = 5
"""Groups of fewer persons are not shown to whoever may not read their records."""

_SERIES_FACTS = {
    "encounter",
    "topic",
    "material",
    "move",
    "end",
    "followed",
    "request",
    "intervention",
    "supervision_session",
    "pat_activity",
    "pat_training",
    "training_axis_day",
    "hours",
}
_SERIES_MEASURES = {"count", "sum", "share", "distinct"}
_DERIVED_MEASURES = {"total", "difference", "same", "ratio"}
_ON_COUNTED_ROWS = {"count", "share"}


@dataclass(frozen=True)
class Part:
    """One half of a share or a mean: what it is, its number, where its records are."""

    term: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class Earlier:
    """The value of an earlier year, how far this year's is from it, and where it was read.

    `edition` is the number of the frozen edition it comes from, None when it was imported.
    """

    year: int
    display: str
    difference: str
    edition: int | None = None


def halves(figure: Figure, records_url: Callable[[str], str]) -> list[Part]:
    """Numerator and denominator of a share or a mean; nothing for a plain count.

    A half made of another figure leads to that figure, one made of records to its records.
    """
    ind = figure.indicator
    if figure.numerator is None or figure.denominator is None:
        return []
    if ind.measure in ("change", "points"):
        other = engine.find(ind.options["of"], figure.period)
        year = figure.period.start.year
        return [
            Part(str(year), shown_as(figure.numerator, other), address_of(other.id, figure.period)),
            Part(
                _("%(year)s, as published") % {"year": year - 1},
                shown_as(figure.denominator, other),
            ),
        ]
    counted, base = _("Counted"), _("Base")
    if not ind.fact:
        top, bottom = (ind.options.get(key, "") for key in ("numerator", "denominator"))
        top = top or ind.options.get("of", "")
        return [
            _of_figure(counted, figure.numerator, str(top), figure.period),
            _of_figure(base, figure.denominator, str(bottom), figure.period),
        ]
    top_number = figure.numerator
    if ind.measure not in _ON_COUNTED_ROWS:
        counted = _("Sum")
        # In the unit of the mean: rents are recorded in cents and read in euros.
        top_number = Fraction(top_number) * Fraction(ind.options.get("scale", 1))
    return [
        Part(counted, number_text(half_up(top_number)), records_url("numerator")),
        Part(base, number_text(half_up(figure.denominator)), records_url("denominator")),
    ]


def shown_as(number: Exact, indicator: Indicator) -> str:
    """A number with the unit and the decimals of an indicator."""
    if indicator.decimals is None:
        return shown(recorded(Fraction(number)), indicator)
    return shown(half_up(number, indicator.decimals), indicator)


def _of_figure(term: str, number: Exact, id_: str, period: Period) -> Part:
    if not id_:
        return Part(term, number_text(half_up(number, 1)).removesuffix(",0"))
    return Part(term, shown_as(number, engine.find(id_, period)), address_of(id_, period))


def earlier_years(figure: Figure, frozen: Mapping[int, FrozenFigure]) -> list[Earlier]:
    return [
        Earlier(
            year,
            published_text(text, figure.indicator),
            difference(figure, text),
            frozen[year].publication if year in frozen else None,
        )
        for year, text in figure.previous
    ]


def years_as_points(figure: Figure) -> list[Point]:
    """Earlier published years and this one, oldest first; a year not published is a gap."""
    known = dict(figure.previous)
    if not known or figure.rounded is None:
        return []
    points = []
    for year in range(min(known), figure.period.start.year):
        text = known.get(year, "")
        value = decimal(text)
        points.append(
            Point(
                str(year),
                None if value is None else float(value),
                published_text(text, figure.indicator),
            )
        )
    if not any(point.value is not None for point in points):
        return []
    return [*points, Point(str(figure.period.start.year), float(figure.rounded), figure.display)]


def has_months(indicator: Indicator, period: Period) -> bool:
    """Whether a month of it means something: counts, sums and shares of dated facts."""
    if indicator.measure in _DERIVED_MEASURES:
        return bool(indicator.needs) and all(
            has_months(part, period) for part in explain.parts(indicator, period)
        )
    return indicator.fact in _SERIES_FACTS and indicator.measure in _SERIES_MEASURES


def months(indicator: Indicator, period: Period) -> list[Point]:
    """The figure of each calendar month of a year or a quarter; nothing for another period."""
    if not has_months(indicator, period) or not (period.is_year or "-T" in period.slug):
        return []
    points = []
    for start in period.month_starts():
        month = Period.months(start.year, start.month, start.month)
        figure = engine.compute(month, ids=[indicator.id])[indicator.id]
        value = None if figure.rounded is None else float(figure.rounded)
        points.append(Point(month_name(start), value, figure.display))
    return points


def groups(
    figure: Figure,
    dimension: str,
    scope: Scope,
    *,
    entitled: bool,
    address: Callable[[str], str],
) -> tuple[list[Bar], bool]:
    """The figure for each group as bars, and whether any is hidden from this reader.

    Whoever may not read the records does not see groups of fewer than five persons; when only one
    is so small, the next one is hidden too, or it could be found by subtraction.
    """
    found = engine.breakdown(figure.id, figure.period, dimension, scope=scope)
    hidden = (
        set() if entitled else small_groups(scope, dimension, [code for code, _label, _f in found])
    )
    bars = []
    for code, label, one in found:
        if code in hidden:
            bars.append(Bar(label, None, _("fewer than %(n)s persons") % {"n": SMALL_GROUP}))
            continue
        number = one.rounded
        bars.append(
            Bar(
                label,
                None if number is None else float(number),
                one.display,
                base_text(one),
                url=address(code) if entitled else "",
            )
        )
    return bars, bool(hidden)


def small_groups(scope: Scope, dimension: str, codes: list[str]) -> set[str]:
    """Groups of fewer than five persons, and the next one when there is only one so small."""
    if dimension not in scope.dimensions:
        return set()  # groups of positions or requests, not of persons accompanied
    sizes = dict.fromkeys(codes, 0)
    for code in scope.dimensions[dimension].values():
        if code in sizes:
            sizes[code] += 1
    small = {code for code, size in sizes.items() if size < SMALL_GROUP}
    if len(small) == 1 and len(sizes) > 1:
        others = [code for code in codes if code not in small]
        small.add(min(others, key=lambda code: sizes[code]))
    return small


DIMENSION_TITLES: dict[str, Callable[[], str]] = {
    "team": lambda: _("Team"),
    "funding": lambda: _("Funding"),
    "sex": lambda: _("Sex"),
    "age_class": lambda: _("Age"),
    "commune": lambda: _("Commune"),
    "staff_team": lambda: _("Team"),
    "funder": lambda: _("Funder"),
    "sector": lambda: _("Sector"),
    "motive": lambda: _("Motive"),
    "region": lambda: _("Region"),
}
