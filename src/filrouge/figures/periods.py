"""Other periods a reader may want, as words to follow."""

from collections.abc import Callable, Iterable
from datetime import date

from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from filrouge.common.periods import Period
from filrouge.web.components import Filter

type Address = Callable[[Period], str]


def years(period: Period, covered: Iterable[int], address: Address) -> list[Filter]:
    """The years with records, latest first, and that of the period."""
    listed = {*covered, period.end.year}
    return [
        Filter(str(year), address(Period.year(year)), period == Period.year(year))
        for year in sorted(listed, reverse=True)
    ]


def parts(period: Period, address: Address) -> list[Filter]:
    """The quarters and the months of the year in which the period ends."""
    year = period.end.year
    quarters = [
        (_("Q%(number)s") % {"number": n}, Period.months(year, 3 * n - 2, 3 * n))
        for n in range(1, 5)
    ]
    months = [
        (month_name(month.start), month)
        for month in (Period.months(year, n, n) for n in range(1, 13))
    ]
    return [Filter(label, address(part), part == period) for label, part in (*quarters, *months)]


def month_name(day: date) -> str:
    """A month in a few letters: "jan", "juin", "juil"."""
    name = formats.date_format(day, "M").rstrip(".").lower()
    if (get_language() or "fr").startswith("fr"):
        # Three letters tell June from July only just: French writes four.
        return {"jui": "juin", "jul": "juil"}.get(name, name)
    return name
