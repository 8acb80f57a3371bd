"""Working days and reproducible randomness of the demonstration year."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from random import Random


def stream(*parts: object) -> Random:
    """Random stream of one subject: the same parts always give the same draws.

    Each person and each sheet has its own stream, so that changing one does not move the others.
    """
    return Random("/".join(str(part) for part in parts))  # noqa: S311 (fictional data)


@cache
def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays(year: int) -> frozenset[date]:
    """The ten legal holidays of Belgium."""
    fixed = ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))
    moving = (1, 39, 50)  # Easter Monday, Ascension, Whit Monday
    return frozenset(
        [date(year, month, day) for month, day in fixed]
        + [easter(year) + timedelta(days=days) for days in moving]
    )


def is_workday(day: date) -> bool:
    return day.weekday() < 5 and day not in holidays(day.year)


def next_workday(day: date) -> date:
    """The day itself when it is worked, else the first worked day after it."""
    while not is_workday(day):
        day += timedelta(days=1)
    return day


@cache
def workdays(first: date, last: date) -> tuple[date, ...]:
    """Worked days from the first to the last day, both included."""
    span = (last - first).days + 1
    days = (first + timedelta(days=offset) for offset in range(max(span, 0)))
    return tuple(day for day in days if is_workday(day))


def pick_workday(rng: Random, first: date, last: date) -> date:
    """A worked day between two days, both included; the first worked one after if there is none."""
    offset = rng.randint(0, max((last - first).days, 0))
    day = next_workday(first + timedelta(days=offset))
    return day if day <= last else next_workday(first)


def poisson(rng: Random, mean: float) -> int:
    """Number of events when `mean` are expected (normal approximation above 30)."""
    if mean <= 0:
        return 0
    if mean > 30:
        return max(0, round(rng.gauss(mean, mean**0.5)))
    limit, count, product = 2.718281828459045**-mean, 0, rng.random()
    while product > limit:
        count += 1
        product *= rng.random()
    return count


def weighted[T](rng: Random, options: Sequence[tuple[T, float]]) -> T:
    """One option drawn by weight."""
    return rng.choices([option for option, _ in options], [weight for _, weight in options])[0]
