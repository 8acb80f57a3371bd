"""Seeded choices that like the corners of the reporting year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random


class Dice(Random):
    """A random generator that knows the reporting year P."""

    def __init__(self, seed: int, year: int) -> None:
        super().__init__(seed)
        self.year = year
        month_days = ((1, 1), (1, 2), (2, 28), (3, 31), (4, 1), (12, 30), (12, 31))
        self.corners = [date(y, m, d) for y in (year - 1, year, year + 1) for m, d in month_days]

    @property
    def first(self) -> date:
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        return date(self.year, 12, 31)

    @property
    def horizon(self) -> date:
        """The last day for which something is typed ahead."""
        return date(self.year + 1, 6, 30)

    def chance(self, probability: float) -> bool:
        return self.random() < probability

    def day(self, start: date, end: date) -> date:
        """A day of [start, end], often a corner of the year or a bound."""
        inside = [day for day in self.corners if start <= day <= end]
        if inside and self.chance(0.35):
            return self.choice(inside)
        if self.chance(0.1):
            return self.choice((start, end))
        return start + timedelta(days=self.randint(0, (end - start).days))

    def near(self, start: date) -> date:
        """A day from `start` on, mostly around P."""
        low = date(self.year - 1, 10, 1)
        high = date(self.year + 1, 2, 28)
        if start < low and self.chance(0.85):
            start = low
        return self.day(start, max(start, high))

    def some[T](self, items: Sequence[T], most: int) -> list[T]:
        return self.sample(items, self.randint(0, min(most, len(items))))
