"""Random publications: numbers and shares of the same persons, judged as one, then attacked.

The attacker knows every number printed and that each is a sum of the innermost ones (sex by home by
commune). `FILROUGE_TABLES=10000` tries 1,000 publications, of which a fifth in two editions.
"""

from __future__ import annotations

import os
import random
from ast import literal_eval
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from math import ceil, floor
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from scipy.optimize import linprog  # type: ignore[import-untyped]

from filrouge.common.periods import Period
from filrouge.figures.kernel.indicator import Indicator
from filrouge.privacy import secrets_kept
from filrouge.reports.past import Past
from filrouge.reports.text.memory import recall
from filrouge.reports.text.together import Together

HOW_MANY = int(os.environ.get("FILROUGE_TABLES", "1000")) // 10
SEXES, COMMUNES = "FMX", ("21001", "21004", "21007")
CELLS = list(product(SEXES, (True, False), COMMUNES))
_NEARLY = 1e-6


def count(
    id_: str, measure: str = "count", base: Mapping[str, Any] | None = None, **where: Any
) -> Indicator:
    options = {"base_where": base} if base else {}
    return Indicator(
        id_, 1, "count", measure, "housing_first/persons", fact="followed",
        where=tuple(sorted(where.items())), options=options,
    )  # fmt: skip


FIGURES = (
    count("all"),
    count("women", sex="F"),
    count("men", sex="M"),
    count("housed", housed=True),
    count("women_housed", sex="F", housed=True),
    count("men_share", "share", sex="M"),
    count("housed_share", "share", {"sex": "F"}, housed=True),
)


def persons(dice: random.Random) -> list[dict[str, Any]]:
    found = []
    for sex, housed, commune in CELLS:
        number = dice.choice((0, 0, 1, 2, dice.randint(0, 6), dice.randint(5, 30)))
        found += [{"sex": sex, "housed": housed, "commune": commune}] * number
    return found


def judged(rows: list[dict[str, Any]], before: Past) -> Together:
    """What a publication of these persons decides."""
    scope: Any = SimpleNamespace(
        period=Period.year(2024), rows_of={"followed": rows}, dimensions={}
    )
    found = Together(scope, before)
    found.annex(FIGURES)
    for commune in COMMUNES:
        found._annex[f"all[{commune}]"] = found._ties.tells(scope, FIGURES[0], f"commune={commune}")
    found.settle()
    # These figures are in no catalogue.
    found._annex_masked = list
    return found


def members(name: str) -> list[int]:
    """The innermost numbers that a number of that name adds up."""
    where = dict(literal_eval(name.split("|")[3]))
    commune = name.split("|")[5].partition("=")[2]
    return [
        at
        for at, (sex, housed, here) in enumerate(CELLS)
        if where.get("sex", sex) == sex
        and where.get("housed", housed) == housed
        and commune in ("", here)
    ]


class Attacker:
    """Bounds of sums of innermost numbers, given what one publication or two print."""

    def __init__(self, *editions: Together) -> None:
        self._size = len(CELLS) * len(editions)
        self._equal: list[tuple[np.ndarray, float]] = []
        self._least: list[tuple[np.ndarray, float]] = []
        self.small: list[tuple[str, np.ndarray, Fraction]] = []
        self.shown: list[dict[str, tuple[np.ndarray, Fraction]]] = []
        for at, one in enumerate(editions):
            self.shown.append({})
            self._learns(at, one)

    def _learns(self, at: int, one: Together) -> None:
        for names in one._annex.values():
            for name in names:
                row, value = self._row(at, name), Fraction(one._solver.numbers[name].value)
                hidden = not one._hidden.keys().isdisjoint(names)
                if not hidden:
                    self._equal.append((row, float(value)))
                    self.shown[at][name] = row, value
                if 0 < value < 5:
                    assert hidden, f"{name} = {value} is printed"
                    self._least += [(row, 1), (-row, -4)]
                    self.small.append((name, row, value))

    def _row(self, at: int, name: str) -> np.ndarray:
        row = np.zeros(self._size)
        row[[len(CELLS) * at + place for place in members(name)]] = 1
        return row

    def bounds(self, row: np.ndarray) -> tuple[int, float]:
        return ceil(-self._most(-row) - _NEARLY), floor(min(self._most(row), 1e6) + _NEARLY)

    def _most(self, row: np.ndarray) -> float:
        found = linprog(
            -row,
            A_ub=np.array([-one for one, _ in self._least]).reshape(-1, self._size),
            b_ub=[-number for _, number in self._least],
            A_eq=np.array([one for one, _ in self._equal]).reshape(-1, self._size),
            b_eq=[number for _, number in self._equal],
            method="highs",
        )
        return float("inf") if found.status == 3 else -float(found.fun)

    def learnt(self) -> Iterator[str]:
        for name, row, value in self.small:
            low, high = self.bounds(row)
            if low == high:
                yield f"{name} = {value}"
        yield from self._remainder()
        yield from self._editions()

    def _remainder(self) -> Iterator[str]:
        """What is neither woman nor man."""
        for shown in self.shown:
            rows = {tuple(members(name)): one for name, one in shown.items()}
            whole, men, women = (
                rows.get(tuple(at for at, cell in enumerate(CELLS) if cell[0] in sexes))
                for sexes in ("FMX", "M", "F")
            )
            if whole and men and women and 0 < whole[1] - men[1] - women[1] < 5:
                yield f"rest = {whole[1] - men[1] - women[1]}"

    def _editions(self) -> Iterator[str]:
        """One edition less another."""
        if len(self.shown) == 2:
            first, second = self.shown
            for name in first.keys() & second.keys():
                if 0 < abs(second[name][1] - first[name][1]) < 5:
                    yield f"{name}: {second[name][1]} - {first[name][1]}"


def told(tries: int) -> dict[int, list[str]]:
    found = {}
    for seed in range(tries):
        one = judged(persons(random.Random(seed)), Past())
        if learnt := list(Attacker(one).learnt()):
            found[seed] = learnt
    return found


def told_by_editions(tries: int, *, remember: bool = True) -> dict[int, list[str]]:
    found = {}
    for seed in range(tries):
        dice = random.Random(seed)
        rows = persons(dice)
        first = judged(rows, Past())
        more = [dict(zip(("sex", "housed", "commune"), dice.choice(CELLS), strict=True))]
        past = Past((first.decision(),)) if remember else Past()
        second = judged(rows + more * dice.choice((0, 1, 3, 9)), past)
        if learnt := list(Attacker(first, second).learnt()):
            found[seed] = learnt
    return found


def test_nothing_is_learnt() -> None:
    assert told(HOW_MANY * 4 // 5) == {}


def test_nothing_is_learnt_from_two_editions() -> None:
    assert told_by_editions(HOW_MANY // 5) == {}


def test_without_complementary_suppression_the_attacker_wins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(secrets_kept.Solver, "kept", lambda self, name: True)
    assert len(told(40)) > 10


def test_without_memory_the_attacker_wins() -> None:
    assert len(told_by_editions(40, remember=False)) > 10


def test_recalling_nothing_changes_nothing() -> None:
    rows = persons(random.Random(1))
    one = judged(rows, Past())
    recall(one._ties, ())
    assert judged(rows, Past()).decision()["numbers"] == one.decision()["numbers"]
