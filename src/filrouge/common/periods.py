"""Periods of days, both ends included: a year, a quarter, a month or free dates."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Self

from django.utils import formats
from django.utils.translation import gettext as _

DAYS_PER_MONTH = Fraction(304375, 10000)
"""Mean length of a month in days: 365.25 / 12 (`docs/format.md`, definition of person-months)."""


def months_later(day: date, months: int) -> date:
    """The same day of the month some months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


_FORMS = (
    re.compile(r"(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})-[TtQq](?P<quarter>[1-4])"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})"),
)
_FREE = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True, order=True)
class Period:
    """Days from `start` to `end`, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(_("A period cannot end before it starts."))

    @classmethod
    def year(cls, year: int) -> Self:
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def months(cls, year: int, first: int, last: int) -> Self:
        return cls(date(year, first, 1), date(year, last, monthrange(year, last)[1]))

    @classmethod
    def parse(cls, slug: str) -> Self:
        """Read "2024", "2024-T1", "2024-03" or "2024-02-10..2024-05-03"; ValueError otherwise."""
        try:
            for form in _FORMS:
                if found := form.fullmatch(slug.strip()):
                    return cls._from_parts({k: int(v) for k, v in found.groupdict().items()})
            if found := _FREE.fullmatch(slug.strip()):
                return cls(date.fromisoformat(found[1]), date.fromisoformat(found[2]))
        except ValueError:
            pass
        raise ValueError(
            _("“%(slug)s” is not a period: write 2024, 2024-T1, 2024-03 or 2024-02-10..2024-05-03.")
            % {"slug": slug[:40]}
        )

    @classmethod
    def _from_parts(cls, parts: dict[str, int]) -> Self:
        year = parts["year"]
        if not 1900 <= year <= 2200:
            raise ValueError(year)
        if quarter := parts.get("quarter"):
            return cls.months(year, 3 * quarter - 2, 3 * quarter)
        if month := parts.get("month"):
            return cls.months(year, month, month)
        return cls.year(year)

    @property
    def slug(self) -> str:
        """The inverse of `parse`, in its shortest form."""
        year = self.start.year
        if self.is_year:
            return str(year)
        for quarter in range(1, 5):
            if self == Period.months(year, 3 * quarter - 2, 3 * quarter):
                return f"{year}-T{quarter}"
        if self == Period.months(year, self.start.month, self.start.month):
            return f"{year}-{self.start.month:02}"
        return f"{self.start.isoformat()}..{self.end.isoformat()}"

    @property
    def label(self) -> str:
        """The period in the reader's language: "2024", "1er trimestre 2024", "mars 2024"."""
        slug = self.slug
        if ".." in slug:
            return _("%(start)s to %(end)s") % {
                "start": formats.date_format(self.start, "j F Y"),
                "end": formats.date_format(self.end, "j F Y"),
            }
        if "-T" in slug:
            return _("quarter %(number)s of %(year)s") % {
                "number": slug[-1],
                "year": self.start.year,
            }
        return formats.date_format(self.start, "F Y") if "-" in slug else slug

    @property
    def is_year(self) -> bool:
        return self == Period.year(self.start.year)

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def month_count(self) -> Fraction:
        """Calendar months when the period is made of whole ones, else days / 30.4375."""
        next_day = self.end + timedelta(days=1)
        if self.start.day == 1 and next_day.day == 1:
            return Fraction(
                12 * (next_day.year - self.start.year) + next_day.month - self.start.month
            )
        return self.days / DAYS_PER_MONTH

    def month_starts(self) -> Iterator[date]:
        """First day of every calendar month that the period touches."""
        day = self.start.replace(day=1)
        while day <= self.end:
            yield day
            day = (day + timedelta(days=32)).replace(day=1)

    def previous_year(self) -> "Period":
        """The same dates one year earlier (29 February gives 28)."""
        return Period(years_later(self.start, -1), years_later(self.end, -1))


def years_later(day: date, years: int) -> date:
    """The same day `years` later; 29 February becomes 28 in a common year."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def full_years(birth: date, on: date) -> int:
    """Age in full years on a day (born 29 February: a year older on 1 March in common years)."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
