"""Periods: days, both ends included."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge.common.periods import Period, full_years, years_later


@pytest.mark.parametrize(
    ("slug", "start", "end"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-T1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-10..2024-05-03", date(2024, 2, 10), date(2024, 5, 3)),
    ],
)
def test_slug(slug: str, start: date, end: date) -> None:
    period = Period.parse(slug)
    assert (period.start, period.end) == (start, end)
    assert period.slug == slug


@pytest.mark.parametrize("slug", ["", "20244", "2024-13", "2024-T5", "2024-05-03..2024-02-10", "x"])
def test_what_is_not_a_period_is_said(slug: str) -> None:
    with pytest.raises(ValueError, match="2024-T1"):
        Period.parse(slug)


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.integers(0, 2000))
def test_every_slug_reads_back(start: date, days: int) -> None:
    period = Period(start, date.fromordinal(start.toordinal() + days))
    assert Period.parse(period.slug) == period
    assert period.days == days + 1


def test_months() -> None:
    assert Period.year(2024).month_count == 12
    assert Period.parse("2024-T1").month_count == 3
    assert Period.parse("2024-01-10..2024-01-19").month_count == Fraction(100_000, 304_375)
    months = [day.month for day in Period.parse("2024-11-15..2025-02-01").month_starts()]
    assert months == [11, 12, 1, 2]


def test_leap_days() -> None:
    assert full_years(date(2000, 2, 29), date(2023, 2, 28)) == 22
    assert full_years(date(2000, 2, 29), date(2023, 3, 1)) == 23
    assert years_later(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert Period.parse("2024-02-29..2024-03-01").previous_year().start == date(2023, 2, 28)
