"""A reader who computes: bounds of each hidden number by linear programming.

Written without a look at what hides: it knows the printed tables, that totals are sums, that
nothing is negative and that a longer period holds a shorter one.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import numpy as np
from scipy.optimize import linprog  # type: ignore[import-untyped]

from filrouge.privacy.disclosure import ALL, Published

type Terms = dict[int, float]
_NEARLY = 1e-6


class Attacker:
    """Unknown: the innermost numbers of each table. Known: every number printed."""

    def __init__(self, published: Sequence[Published]) -> None:
        self.published = published
        self._places: dict[tuple[int, tuple[str, ...]], int] = {}
        self._equal: list[tuple[Terms, float]] = []
        self._least: list[tuple[Terms, float]] = []
        self._possible: list[np.ndarray] = []
        for at, one in enumerate(published):
            for codes in one.table.counts:
                self._places[at, codes] = len(self._places)
        for at, one in enumerate(published):
            for codes, shown in one.shown.items():
                if shown is not None:
                    self._equal.append((self.terms(at, codes), shown))
                elif len(published) == 1 and one.table.cells()[codes]:
                    # Alone, a table hides no zero: what is hidden is one at least.
                    self._least.append((self.terms(at, codes), 1))
        for first in range(len(published)):
            for second in range(first + 1, len(published)):
                self._tie(first, second)

    def terms(self, at: int, codes: tuple[str, ...]) -> Terms:
        """A number as a sum of innermost ones."""
        return {
            place: 1.0
            for (table, cell), place in self._places.items()
            if table == at
            and all(code in (ALL, own) for code, own in zip(codes, cell, strict=True))
        }

    def _tie(self, first: int, second: int) -> None:
        """What two tables say of the same persons: equal when one reading, held when nested."""
        one, two = self.published[first].table, self.published[second].table
        for codes, other in self.same(first, second):
            gap = self.gap(first, codes, second, other)
            if (one.period, one.edition) == (two.period, two.edition):
                self._equal.append((gap, 0))
            else:
                self._least.append((gap, 0))

    def same(self, first: int, second: int) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        one, two = self.published[first].table, self.published[second].table
        for codes in one.cells():
            said = {by: code for by, code in zip(one.by, codes, strict=True) if code != ALL}
            for other in two.cells():
                if said == {
                    by: code for by, code in zip(two.by, other, strict=True) if code != ALL
                }:
                    yield codes, other

    def gap(self, first: int, codes: tuple[str, ...], second: int, other: tuple[str, ...]) -> Terms:
        """The second less the first: the second holds the first in these tests."""
        found = dict(self.terms(second, other))
        for place, factor in self.terms(first, codes).items():
            found[place] = found.get(place, 0) - factor
        return found

    def _inside(self, terms: Terms, k: int) -> bool:
        """Whether he is sure that a number is one of 1 to k - 1."""
        if any(_value(terms, one) > k - 1 + _NEARLY for one in self._possible):
            return False
        high = self._most(terms, 1)
        return high < k - _NEARLY and -self._most(terms, -1) > _NEARLY

    def _most(self, terms: Terms, sign: int) -> float:
        size = len(self._places)
        found = linprog(
            _row(terms, size) * -sign,
            A_ub=-self._matrix(self._least),
            b_ub=[-number for _, number in self._least],
            A_eq=self._matrix(self._equal),
            b_eq=[number for _, number in self._equal],
            method="highs",
        )
        assert found.status in (0, 3), found.message
        if found.status == 3:
            return float("inf")
        self._possible.append(found.x)
        return -float(found.fun)

    def _matrix(self, known: list[tuple[Terms, float]]) -> np.ndarray:
        size = len(self._places)
        return np.array([_row(one, size) for one, _ in known]).reshape(-1, size)

    def learnt(self) -> list[str]:
        """The numbers of fewer than k persons he is sure of, and the differences."""
        found = []
        for at, one in enumerate(self.published):
            for codes, count in one.table.cells().items():
                k = one.table.k
                if 0 < count < k and self._inside(self.terms(at, codes), k):
                    found.append(f"{one.table.name(codes)} = {count}")
        for first in range(len(self.published)):
            for second in range(first + 1, len(self.published)):
                found += self._apart(first, second)
        return found

    def _apart(self, first: int, second: int) -> Iterator[str]:
        one, two = self.published[first].table, self.published[second].table
        k = max(one.k, two.k)
        for codes, other in self.same(first, second):
            count = two.cells()[other] - one.cells()[codes]
            if 0 < count < k and self._inside(self.gap(first, codes, second, other), k):
                yield f"{two.name(other)} - {one.name(codes)} = {count}"


def _value(terms: Terms, table: np.ndarray) -> float:
    return sum(factor * float(table[place]) for place, factor in terms.items())


def _row(terms: Terms, size: int) -> np.ndarray:
    row = np.zeros(size)
    for place, factor in terms.items():
        row[place] = factor
    return row


def count_of(dice: random.Random) -> int:
    """A number of persons: often small, sometimes none."""
    return dice.choice((0, dice.randint(1, 4), dice.randint(1, 9), dice.randint(5, 60)))
