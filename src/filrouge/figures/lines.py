"""A figure as the reader meets it: a line of a list, a change since last year, a trend."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cache

from django.urls import reverse
from django.utils.translation import gettext as _

from filrouge.common.periods import Period
from filrouge.common.rounding import half_up
from filrouge.context.models import PublishedDifference
from filrouge.web.components import Number

from .kernel.formulas import Result
from .kernel.indicator import Indicator
from .values import NARROW, PATTERNS, Figure, number_text, shown

PROGRAMMES = {
    "housing_first": "hf",
    "support": "support",
    "connect": "connect",
    "institution": "institution",
}
"""The hue of each programme, as the style sheets name it."""

SHORT = 12
"""A value up to this long ("1/7", "493,24 €") is drawn large; an amount in millions is not."""

type Differences = Mapping[str, tuple[str, str]]


def differences(period: Period) -> dict[str, tuple[str, str]]:
    """What was printed and why it differs, by indicator; for a whole year only."""
    if not period.is_year:
        return {}
    rows = PublishedDifference.objects.filter(year=period.start.year).order_by("pk")
    return {
        row.indicator: (row.published, row.reason)
        for row in rows.only("indicator", "published", "reason")
    }


def address(indicator_id: str, period: Period) -> str:
    return _pattern(period.slug).replace("ID", indicator_id)


@cache
def _pattern(slug: str) -> str:
    # `reverse` costs more than all the rest of a line, and a page holds hundreds of lines.
    return reverse("figures:figure", args=[slug, "ID"])


def number(figure: Figure, printed: Differences) -> Number:
    """The figure as a line or a card that leads to its page."""
    published = printed.get(figure.id)
    return Number(
        label=sentence_case(figure.label),
        display=figure.display,
        url=address(figure.id, figure.period),
        base=base_text(figure),
        change=change_since_last_year(figure),
        was=was(figure),
        trend=trend(figure),
        flag=_("choice") if figure.indicator.options.get("flag") else "",
        warning=_("published: %(value)s") % {"value": published[0]} if published else "",
        reason=figure.empty_reason,
        words=figure.result.number is None and len(figure.display) > SHORT,
    )


def card(figure: Figure, printed: Differences) -> Number:
    """The figure as a card; choices are told on its page, long amounts are written smaller."""
    line = number(figure, printed)
    return replace(line, flag="", words=len(figure.display) > SHORT)


def sentence_case(label: str) -> str:
    """A label starts with a capital, even when it comes from a list of plain words."""
    return label[:1].upper() + label[1:]


def title(indicator: Indicator, period: Period) -> str:
    """The name of a figure, before it is computed."""
    return sentence_case(Figure(indicator, period, Result(None)).label)


def base_text(figure: Figure) -> str:
    if figure.base is None:
        return ""
    if figure.indicator.field == "cents":
        euros = number_text(half_up(Fraction(figure.base, 100), 2))
        return PATTERNS["EUR"]() % {"number": euros}
    return number_text(half_up(figure.base))


def decimal(text: str) -> Decimal | None:
    """A published value as a number; None when it is words."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def published_text(text: str, indicator: Indicator) -> str:
    """A published value as the reader reads it: "88" becomes "88 %"."""
    known = decimal(text)
    return text if known is None else shown(known, indicator)


def was(figure: Figure) -> str:
    """The value published for the year before."""
    text = dict(figure.previous).get(figure.period.start.year - 1)
    return "" if text is None else published_text(text, figure.indicator)


def trend(figure: Figure) -> tuple[float | None, ...]:
    """Earlier published values and this one, oldest first; nothing without an earlier one."""
    known = {year: decimal(text) for year, text in figure.previous}
    if not any(value is not None for value in known.values()) or figure.rounded is None:
        return ()
    years = range(min(known), figure.period.start.year)
    earlier = [known.get(year) for year in years]
    return (*(None if value is None else float(value) for value in earlier), float(figure.rounded))


def change_since_last_year(figure: Figure) -> str:
    text = dict(figure.previous).get(figure.period.start.year - 1)
    return "" if text is None else difference(figure, text)


def difference(figure: Figure, text: str) -> str:
    """How far the figure is from an earlier published one: points for a share, percent otherwise.

    On the exact value, rounded to a whole number, halves away from zero. Empty when the earlier
    value is unknown, zero or words.
    """
    before, now = decimal(text), figure.result.number
    if before is None or now is None:
        return ""
    if figure.unit in ("percent", "points"):
        return _("%(number)s pt") % {"number": _signed(half_up(Fraction(now) - Fraction(before)))}
    if not before:
        return ""
    percent = half_up((Fraction(now) - Fraction(before)) / abs(Fraction(before)) * 100)
    return f"{_signed(percent)}{NARROW}%"


def _signed(number: Decimal) -> str:
    return ("+" if number > 0 else "") + number_text(number)
