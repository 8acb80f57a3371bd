"""How a figure is said in a sentence: every format against the words it must give."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import pytest

from filrouge.common.periods import Period
from filrouge.figures.definitions import catalogue
from filrouge.figures.kernel.formulas import Result, Value
from filrouge.figures.values import Figure
from filrouge.reports.text import formats
from filrouge.reports.text.placeholders import FORMATS, PlaceError

Exact = Fraction | int
VISITS, WOMEN, RETENTION = "hf.encounters.home_visits", "hf.sex.women.share", "hf.retention.rate"
COMMUNES, MONEY = "hf.communes.list", "funding.cocom.share"


def figure(
    id_: str,
    value: Value,
    *,
    of: tuple[Exact, Exact] | None = None,
    previous: Sequence[tuple[int, str]] = (),
) -> Figure:
    top, bottom = of or (None, None)
    result = Result(value, top, bottom, "" if value is not None else "no_record")
    return Figure(catalogue()[id_], Period.year(2024), result, previous)


def share(id_: str, top: int, bottom: int, **named: object) -> Figure:
    value = Fraction(100 * top, bottom)
    return figure(id_, value, of=(top, bottom), **named)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("", "1\u202f734"),
        ("number", "1\u202f734"),
        ("value", "1\u202f734"),
        ("words", "mille sept cent trente-quatre"),
        ("protected", "1\u202f734"),
        ("change", "+2\u202f%"),
        ("trend", "une hausse de 2\u202f%"),
        ("direction", "hausse"),
        ("label", "Visites à domicile"),
    ],
)
def test_a_count(form: str, said: str) -> None:
    one = figure(VISITS, 1734, previous=[(2023, "1700")])

    assert formats.said(one, form) == said


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("", "38\u202f%"),
        ("value", "38"),
        ("words", "trente-huit pour cent"),
        ("share", "38\u202f% (33 sur 86)"),
        ("base", "86"),
        ("numerator", "33"),
        ("ratio", "deux sur cinq"),
        ("change", "\u22122 points"),
        ("trend", "une baisse de 2 points"),
        ("direction", "baisse"),
    ],
)
def test_a_share(form: str, said: str) -> None:
    assert formats.said(share(WOMEN, 33, 86, previous=[(2023, "40")]), form) == said


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("", "Anderlecht, Evere et Forest"),
        ("list", "Anderlecht, Evere et Forest"),
        ("count", "3"),
        ("number", "Anderlecht, Evere, Forest"),
    ],
)
def test_a_list(form: str, said: str) -> None:
    assert formats.said(figure(COMMUNES, ("Anderlecht", "Evere", "Forest")), form) == said


def test_a_list_of_one_and_a_list_of_codes() -> None:
    assert formats.said(figure(COMMUNES, ("Evere",)), "list") == "Evere"
    codes = figure("hf.use.products.list", ("alcohol", "cannabis"))
    assert formats.said(codes, "list") == "alcool et cannabis"


def test_the_sentence_of_a_figure() -> None:
    one = figure("hf.tenants.followed", 86)

    assert formats.said(one, "sentence") == (
        "86 personnes ont été accompagnées au cours de la période."
    )


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "zéro"),
        (1, "un"),
        (21, "vingt et un"),
        (71, "septante et un"),
        (80, "quatre-vingts"),
        (81, "quatre-vingt-un"),
        (87, "quatre-vingt-sept"),
        (91, "nonante et un"),
        (180, "cent quatre-vingts"),
        (200, "deux cents"),
        (1000, "mille"),
        (1_859, "mille huit cent cinquante-neuf"),
        (80_000, "quatre-vingt mille"),
        (200_000, "deux cent mille"),
        (80_000_000, "quatre-vingts millions"),
        (Decimal("80.5"), "quatre-vingts virgule cinq"),
        (Decimal("2.6"), "deux virgule six"),
        (-4, "moins quatre"),
    ],
)
def test_numbers_in_letters_as_brussels_says_them(number: int | Decimal, said: str) -> None:
    assert formats.in_letters(Decimal(number)) == said


def test_words_bear_the_unit() -> None:
    assert formats.said(figure("hf.age.mean", Fraction(467, 10)), "words") == "quarante-sept ans"
    assert formats.said(figure("hf.age.min", 1), "words") == "un an"


@pytest.mark.parametrize(
    ("top", "bottom", "said"),
    [
        (12, 83, "un·e sur sept"),
        (1, 2, "un·e sur deux"),
        (2, 3, "deux sur trois"),
        (76, 100, "trois sur quatre"),
        (9, 10, "neuf sur dix"),
        (1, 20, "un·e sur vingt"),
    ],
)
def test_a_share_as_people_say_it(top: int, bottom: int, said: str) -> None:
    assert formats.said(share(WOMEN, top, bottom), "ratio") == said


@pytest.mark.parametrize(("top", "bottom"), [(0, 83), (83, 83), (82, 83)])
def test_no_simple_fraction_is_forced_on_a_share(top: int, bottom: int) -> None:
    with pytest.raises(PlaceError, match="fraction simple"):
        formats.said(share(WOMEN, top, bottom), "ratio")


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0"), (1, "moins de 5"), (4, "moins de 5"), (5, "5"), (86, "86")],
)
def test_small_numbers_are_protected(number: int, said: str) -> None:
    assert formats.said(figure("hf.paid_work", number), "protected") == said


def test_a_share_of_fewer_than_five_is_protected_by_its_numerator() -> None:
    assert formats.said(share(WOMEN, 3, 86), "protected") == "moins de 5"
    assert formats.said(share(WOMEN, 5, 86), "protected") == "6\u202f%"


@pytest.mark.parametrize(
    ("now", "before", "change", "trend"),
    [
        (104, "100", "+4\u202f%", "une hausse de 4\u202f%"),
        (100, "100", "0\u202f%", "stable"),
        (99, "100", "\u22121\u202f%", "une baisse de 1\u202f%"),
        # 201 against 200 is 0,5 %: halves are rounded up.
        (201, "200", "+1\u202f%", "une hausse de 1\u202f%"),
        (1004, "1000", "0\u202f%", "stable"),
    ],
)
def test_the_change_of_a_count_is_in_percent(
    now: int, before: str, change: str, trend: str
) -> None:
    one = figure(VISITS, now, previous=[(2023, before)])

    assert formats.said(one, "change") == change
    assert formats.said(one, "trend") == trend


def test_a_change_of_one_point_is_singular() -> None:
    one = share(RETENTION, 88, 100, previous=[(2023, "87")])

    assert formats.said(one, "change") == "+1 point"
    assert formats.said(one, "trend") == "une hausse de 1 point"


def test_a_change_is_told_from_the_year_asked_for() -> None:
    one = figure(VISITS, 120, previous=[(2023, "110"), (2022, "100")])

    assert formats.said(one, "change", year=2022) == "+20\u202f%"
    with pytest.raises(PlaceError, match="2021"):
        formats.said(one, "change", year=2021)


def test_an_indicator_that_is_a_change_is_said_as_one() -> None:
    one = figure("hf.retention.change", Fraction(1))

    assert formats.said(one, "number") == "+1 point"
    assert formats.said(one, "trend") == "une hausse de 1 point"


def test_a_share_of_money_shows_its_two_amounts() -> None:
    one = figure(MONEY, Fraction(200, 3), of=(Fraction(200_050, 100), Fraction(300_075, 100)))

    assert formats.said(one, "share") == (
        "66,67\u202f% (2\u202f000,50\u202f€ sur 3\u202f000,75\u202f€)"
    )


@pytest.mark.parametrize("form", FORMATS)
def test_a_figure_without_value_prints_no_dash(form: str) -> None:
    dead = figure(VISITS, None)

    if form == "label":
        assert formats.said(dead, form) == "Visites à domicile"
        return
    with pytest.raises(PlaceError, match="Aucun enregistrement"):
        formats.said(dead, form)


@pytest.mark.parametrize(
    ("id_", "form", "reason"),
    [
        (VISITS, "share", "pas une part"),
        (VISITS, "ratio", "pas une part"),
        (VISITS, "list", "pas une liste"),
        (VISITS, "count", "pas une liste"),
        (VISITS, "change", "Aucune valeur publiée"),
        ("connect.newsletter.open_rate.mean", "share", "pas une part"),
    ],
)
def test_a_format_that_does_not_suit_says_why(id_: str, form: str, reason: str) -> None:
    with pytest.raises(PlaceError, match=reason):
        formats.said(figure(id_, 12), form)


def test_the_year_goes_with_changes_only() -> None:
    with pytest.raises(PlaceError, match="change, trend et direction"):
        formats.said(figure(VISITS, 12), "number", year=2022)
