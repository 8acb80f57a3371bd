"""Small numbers of persons are hidden, and no subtraction gives them back: counted by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from filrouge.common.periods import Period
from filrouge.figures.definitions import catalogue
from filrouge.figures.kernel.formulas import Result
from filrouge.figures.values import Figure
from filrouge.reports.text.protection import Cell, cell, for_publication, note_on, protect

from .nodes import value

YEAR = Period.year(2024)


def counts(*numbers: int, people: bool = True) -> list[Cell]:
    indicator = catalogue()["hf.tenants.funded.cocom"]
    return [
        cell(f"groupe {at}", Figure(indicator, YEAR, Result(number)), people=people)
        for at, number in enumerate(numbers)
    ]


def shares(base: int, *numerators: int) -> list[Cell]:
    indicator = catalogue()["hf.sex.women.share"]
    return [
        cell("", Figure(indicator, YEAR, Result(Fraction(100 * n, base), n, base)), people=True)
        for n in numerators
    ]


def shown(cells: list[Cell], *totals: int) -> list[str]:
    return [one.display for one in protect(cells, {Fraction(total) for total in totals})]


SMALL, MASKED = "<\u202f5", "masqué"


@pytest.mark.parametrize(
    ("numbers", "total", "said"),
    [
        # Nothing is small.
        ((5, 7, 20), 32, ["5", "7", "20"]),
        # 30 - 20 - 7 would give 3: the smallest of the others goes too.
        ((7, 3, 20), 30, [MASKED, SMALL, "20"]),
        # Two are hidden, 30 - 25 = 5 = 2 + 3 or 1 + 4: the reader cannot tell.
        ((2, 3, 25), 30, [SMALL, SMALL, "25"]),
        # Two are hidden, 30 - 28 = 2 can only be 1 + 1.
        ((1, 1, 28), 30, [SMALL, SMALL, MASKED]),
        # 30 - 22 = 8 can only be 4 + 4.
        ((4, 4, 22), 30, [SMALL, SMALL, MASKED]),
        # Nobody is no secret, and hiding nobody would protect nothing.
        ((0, 3, 27), 30, ["0", SMALL, MASKED]),
        # They make no total the reader has.
        ((7, 3, 20), 50, ["7", SMALL, "20"]),
        # One alone.
        ((3,), 3, [SMALL]),
    ],
)
def test_counts_that_make_a_whole(numbers: tuple[int, ...], total: int, said: list[str]) -> None:
    assert shown(counts(*numbers), total) == said


def test_a_total_among_the_rows_is_a_total_too() -> None:
    # 30 is the sum of the others: it would give 3 back.
    assert shown(counts(30, 7, 3, 20)) == ["30", MASKED, SMALL, "20"]


def test_what_is_not_persons_is_shown() -> None:
    assert shown(counts(7, 3, 20, people=False), 30) == ["7", "3", "20"]


def test_a_share_hides_when_its_numerator_is_small() -> None:
    assert shown(shares(86, 33, 3)) == ["38\u202f%", SMALL]
    # 83 + 3 = 86: the base gives the hidden one back.
    assert shown(shares(86, 83, 3)) == [MASKED, SMALL]


def test_a_share_of_a_few_persons_is_hidden_even_when_none_of_them_counts() -> None:
    assert shown(shares(3, 0)) == [SMALL]
    assert shown(shares(5, 0)) == ["0\u202f%"]


def test_the_note_says_what_is_hidden_and_why() -> None:
    assert note_on(protect(counts(7, 20), set())) == ""
    assert note_on(protect(counts(3, 20), set())) == (
        "Les nombres de moins de 5 personnes ne sont pas publiés\xa0: ils sont remplacés par "
        "«\xa0<\u202f5\xa0»."
    )
    assert note_on(protect(counts(7, 3, 20), {Fraction(30)})).endswith(
        "Un autre nombre est masqué\xa0: sans cela, une soustraction donnerait celui qui est caché."
    )


def test_an_annex_holds_no_small_number_in_any_field() -> None:
    small = value("hf.paid_work", "3", "3", "count", of_people=True, sentence="3 personnes…",
                  digest="abc", previous=((2023, "2"), (2022, "8")))  # fmt: skip

    found = for_publication(small)

    assert (found.exact, found.text, found.display, found.digest) == ("", SMALL, SMALL, "")
    assert found.sentence == ""
    assert found.previous == ((2022, "8"),)


def test_an_annex_keeps_what_is_large_enough_or_not_persons() -> None:
    large = value("hf.paid_work", "8", "8", "count", of_people=True)
    meetings = value("connect.debates.count", "3", "3", "count")

    assert for_publication(large) == large
    assert for_publication(meetings) == meetings


def test_an_annex_hides_a_share_and_the_months_of_few_persons() -> None:
    share = value("hf.sex.women.share", "3 %", "300/86", "percent", of_people=True,
                  numerator="3", denominator="86")  # fmt: skip
    months = value("x.hf.deaths.by_month", "0, 2, 6", "", "list", of_people=True,
                   items=("0", "2", "6"))  # fmt: skip

    assert for_publication(share).display == SMALL
    assert (for_publication(share).numerator, for_publication(share).denominator) == ("", "")
    assert for_publication(months).items == ("0", SMALL, "6")
    assert for_publication(months).display == f"0, {SMALL}, 6"
