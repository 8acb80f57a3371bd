"""Days that a hand typed: a slip of the year is seen before it is stored."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

EARLIEST, YEARS_AHEAD = date(1900, 1, 1), 5


def slip_of(day: date | None) -> str:
    """A sentence for a day of the year 24 or 2062, nothing for a day that may be meant."""
    if day is None or (day >= EARLIEST and day.year <= timezone.localdate().year + YEARS_AHEAD):
        return ""
    return _("This day is too far away: check the year.")


def in_calendar(day: date) -> bool:
    """Whether the weeks and months around a day can be drawn."""
    return EARLIEST.year <= day.year <= 2200
