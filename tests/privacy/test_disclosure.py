"""What is printed tells of no fewer than five persons: a program that computes tries to find out.

`FILROUGE_TABLES=10000 pytest tests/privacy/test_disclosure.py` tries as many tables, of which a
fifth are pairs of tables and a tenth pairs of periods.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import product

import pytest

from filrouge.common.periods import Period
from filrouge.privacy import disclosure, secrets_kept
from filrouge.privacy.disclosure import ALL, Codes, Published, Table, publish

from .attacker import Attacker, count_of

HOW_MANY = int(os.environ.get("FILROUGE_TABLES", "1000"))
YEAR, TEN_MONTHS = Period.year(2024), Period.months(2024, 1, 10)


def a_table(dice: random.Random, period: Period = YEAR) -> Table:
    """Two to four rows and columns, one table in five without its totals."""
    rows, columns = dice.randint(2, 4), dice.randint(2, 4)
    counts: dict[Codes, int] = {
        (f"commune {row}", f"sex {column}"): count_of(dice)
        for row, column in product(range(rows), range(columns))
    }
    return Table(
        "followed",
        period,
        ("commune", "sex"),
        counts,
        totals=dice.random() < 0.8,
        sensitive=dice.random() < 0.1,
    )


def one_table(dice: random.Random) -> list[Table]:
    return [a_table(dice)]


def two_tables(dice: random.Random) -> list[Table]:
    """The same persons by commune, then by commune and sex."""
    persons = [(dice.choice("AAAABBCD"), dice.choice("fmm")) for _ in range(dice.randint(12, 60))]
    communes: Counter[Codes] = Counter((commune,) for commune, _sex in persons)
    return [
        Table("followed", YEAR, ("commune",), communes),
        Table("followed", YEAR, ("commune", "sex"), crossed(persons)),
    ]


def crossed(pairs: list[tuple[str, str]]) -> dict[tuple[str, ...], int]:
    rows, columns = ({one[at] for one in pairs} for at in (0, 1))
    return {pair: pairs.count(pair) for pair in product(sorted(rows), sorted(columns))}


def two_periods(dice: random.Random) -> list[Table]:
    """Ten months, then the whole year: some more persons in each number."""
    first = a_table(dice, TEN_MONTHS)
    more = {
        codes: count + dice.choice((0, 0, 1, 3, dice.randint(0, 20)))
        for codes, count in first.counts.items()
    }
    second = Table("followed", YEAR, first.by, more, "", first.totals, first.sensitive)
    return [first, second]


def in_turn(tables: list[Table], *, remember: bool = True) -> list[Published]:
    """Each published after the others, with or without a memory of them."""
    found: list[Published] = []
    for one in tables:
        found.append(publish(one, already=found if remember else ()))
    return found


def told(
    make: Callable[[random.Random], list[Table]], tries: int, *, remember: bool = True
) -> dict[int, list[str]]:
    """What the attacker learns, by the seed of the tables."""
    found = {}
    for seed in range(tries):
        published = in_turn(make(random.Random(seed)), remember=remember)
        if learnt := Attacker(published).learnt():
            found[seed] = learnt
    return found


@pytest.mark.parametrize(
    ("make", "part"), [(one_table, 0.7), (two_tables, 0.2), (two_periods, 0.1)]
)
def test_nothing_is_learnt(make: Callable[[random.Random], list[Table]], part: float) -> None:
    assert told(make, int(HOW_MANY * part)) == {}


def test_without_complementary_suppression_the_attacker_wins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(secrets_kept.Solver, "kept", lambda self, name: True)
    assert len(told(one_table, 40)) > 20


@pytest.mark.parametrize("make", [two_tables, two_periods])
def test_without_memory_the_attacker_wins(
    make: Callable[[random.Random], list[Table]],
) -> None:
    assert len(told(make, 40, remember=False)) > 1


def test_what_is_shown_is_true_and_nobody_is_no_secret() -> None:
    for seed in range(100):
        table = a_table(random.Random(seed))
        published = publish(table)
        cells = table.cells()
        for codes, shown in published.shown.items():
            assert shown in (None, cells[codes])
            assert (shown is None) == (codes in published.why)
            if 0 < cells[codes] < table.k:
                assert published.why[codes] == "small"
        if not published.exposed:
            zeros = [codes for codes in published.shown if cells[codes] == 0]
            assert all(published.shown[codes] == 0 for codes in zeros)


def by_sex(counts: Mapping[str, int], period: Period = YEAR, edition: str = "") -> Table:
    codes: dict[Codes, int] = {(code,): count for code, count in counts.items()}
    return Table("followed", period, ("sex",), codes, edition)


def test_a_table_without_small_numbers_is_printed_whole() -> None:
    found = publish(by_sex({"f": 8, "m": 20}))
    assert found.shown == {("f",): 8, ("m",): 20, (ALL,): 28}
    assert found.why == {}


def test_a_sensitive_crossing_hides_up_to_nine() -> None:
    counts: dict[Codes, int] = {("HIV", "Evere"): 9, ("HIV", "Ixelles"): 40, ("none", "Evere"): 60}
    plain = Table("use", YEAR, ("health", "commune"), counts)
    assert not publish(plain).why
    sensitive = Table("use", YEAR, ("health", "commune"), counts, sensitive=True)
    assert publish(sensitive).shown["HIV", "Evere"] is None


def test_another_edition_that_differs_by_one_person_hides_the_number() -> None:
    first = publish(by_sex({"f": 12, "m": 20}, edition="1"))
    again = publish(by_sex({"f": 13, "m": 20}, edition="2"), already=[first])
    assert again.shown["f",] is None
    same = publish(by_sex({"f": 12, "m": 20}, edition="2"), already=[first])
    assert not same.why


def test_years_that_do_not_meet_are_not_subtracted() -> None:
    first = publish(by_sex({"f": 12, "m": 20}, Period.year(2023)))
    assert not publish(by_sex({"f": 13, "m": 20}), already=[first]).why


def test_what_was_hidden_once_stays_hidden() -> None:
    first = publish(by_sex({"f": 3, "m": 7, "x": 20}))
    assert first.shown == {("f",): None, ("m",): None, ("x",): 20, (ALL,): 30}
    again = publish(by_sex({"f": 3, "m": 7, "x": 20}), already=[first])
    assert again.shown == first.shown


def test_what_is_out_already_and_tells_is_said_to_the_publisher() -> None:
    table = by_sex({"f": 3, "m": 20})
    careless = Published(table, table.cells(), {})
    found = publish(by_sex({"f": 3, "m": 20}, edition="2"), already=[careless])
    assert found.exposed == (table.name(("f",)),)
    assert disclosure.K == 5
