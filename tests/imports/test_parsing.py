"""One cell at a time: what is tolerated, what is refused (docs/format.md, reading rules)."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from filrouge.imports.labels import Commune, Label, ListOf
from filrouge.imports.parsing import (
    BadCell,
    CellType,
    Code,
    Context,
    Date,
    Figure,
    Minutes,
    Money,
    Number,
    Text,
    Time,
    Whole,
    YesNo,
    is_blank,
)

KIND = Label("encounter_kind")
TOPICS = ListOf(Label("topic"))
PRODUCTS = ListOf(Label("substance"), none="aucun")


def read(kind: CellType, value: Any) -> Any:
    return kind.read(value, Context(2024))


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (Date(), date(2024, 5, 30), date(2024, 5, 30)),
        (Date(), datetime(2024, 5, 30), date(2024, 5, 30)),
        (Date(), "30/5/2024", date(2024, 5, 30)),
        (Date(), " 03/04/2024\xa0", date(2024, 4, 3)),
        (Date(), "2024-07-07", date(2024, 7, 7)),
        (Date(), "2024-07-07 00:00:00", date(2024, 7, 7)),
        (Date(), "29/2/2024", date(2024, 2, 29)),
        (Date(), "31/12/2026", date(2026, 12, 31)),
        (Date(planned_end=True), "31/12/2054", date(2054, 12, 31)),
        (Date(), "1/1/1930", date(1930, 1, 1)),
        (Time(), time(9, 30), time(9, 30)),
        (Time(), "9:30", time(9, 30)),
        (Time(), "09:30", time(9, 30)),
        (Time(), "9h30", time(9, 30)),
        (Time(), "9 h 30", time(9, 30)),
        (Time(), "9h", time(9)),
        (Time(), "17H05", time(17, 5)),
        (Time(), 0.5, time(12)),
        (Time(), timedelta(hours=6), time(6)),
        (Time(), time(9, 29, 59, 999_000), time(9, 30)),
        (Time(), "23:59", time(23, 59)),
        (Number(), 45.0, Decimal(45)),
        (Number(), "45,0", Decimal(45)),
        (Number(), "45.5", Decimal("45.5")),
        (Number(), " 1 234,5\xa0", Decimal("1234.5")),
        (Number(), 0.1, Decimal("0.1")),
        (Minutes(), 600, Decimal(600)),
        (Minutes(), "37,5", Decimal("37.5")),
        (Whole(), 14.0, 14),
        (Whole(), " 13 ", 13),
        (Whole(), "13,0", 13),
        (Money(), 493.24, 49324),
        (Money(), "525", 52500),
        (Money(), "1 234,50", 123450),
        (Money(), 0.1 + 0.2, 30),
        (Money(), "10,005", 1001),
        (YesNo(), "Oui", True),
        (YesNo(), "o", True),
        (YesNo(), "X", True),
        (YesNo(), "vrai", True),
        (YesNo(), True, True),
        (YesNo(), 1.0, True),
        (YesNo(), "NON", False),
        (YesNo(), "n", False),
        (YesNo(), "faux", False),
        (YesNo(), False, False),
        (YesNo(), "0", False),
        (KIND, "VISITE A DOMICILE", "home_visit"),
        (KIND, "Visite à\xa0domicile  ", "home_visit"),
        (KIND, "vad", "home_visit"),
        (KIND, "Tél.", "phone"),
        (Label("topic"), "Administratif / Justice", "admin_justice"),
        (Label("network_function"), "liée à l’usage de drogues", "drug_use"),
        (Label("sex"), "h", "M"),
        (Label("sex"), "Femme", "F"),
        (Commune(), "1030 Schaerbeek", "21015"),
        (Commune(), "saint gilles ", "21013"),
        (Commune(), "Laeken", "21004"),
        (Commune(), "Molenbeek", "21012"),
        (Commune(), "Bruxelles-Ville", "21004"),
        (TOPICS, "quotidien, logement; médical", ("daily_life", "housing", "medical")),
        (TOPICS, "Quotidien; QUOTIDIEN;", ("daily_life",)),
        (ListOf(Whole()), 14.0, (14,)),
        (ListOf(Whole()), "14; 15", (14, 15)),
        (ListOf(Whole()), "15,14;15", (15, 14)),
        (PRODUCTS, "aucun", ()),
        (PRODUCTS, "Aucun ;", ()),
        (PRODUCTS, "cocaïne ;HEROINE", ("cocaine", "heroin")),
        (Text(), 12.0, "12"),
        (Text(), "  de  près ", "de  près"),
        (Code(), " L  001 ", "L 001"),
        (Figure(), 80.0, "80"),
        (Figure(), 9.1, "9.1"),
        (Figure(), "9,10", "9.1"),
        (Figure(), "1/7", "1/7"),
        (Figure(), 1000000.0, "1000000"),
        (Figure(), "2020-09", "2020-09"),
        (Figure(), date(2020, 9, 1), "2020-09"),
    ],
)
def test_reads(kind: CellType, value: Any, expected: Any) -> None:
    assert read(kind, value) == expected


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        (Date(), "31/02/2024", "impossible_date"),
        (Date(), "29/2/2023", "impossible_date"),
        (Date(), "2024-13-01", "impossible_date"),
        (Date(), "12/3/24", "impossible_date"),
        (Date(), "mars 2024", "impossible_date"),
        (Date(), 45000.0, "impossible_date"),
        (Date(), True, "impossible_date"),
        (Date(), time(9), "impossible_date"),
        (Date(), "1/1/0024", "impossible_date"),
        (Date(), "1/1/2027", "date_out_of_range"),
        (Date(), date(2042, 3, 12), "date_out_of_range"),
        (Date(planned_end=True), "1/1/2055", "date_out_of_range"),
        (Time(), "25:70", "impossible_time"),
        (Time(), "24:00", "impossible_time"),
        (Time(), "9h60", "impossible_time"),
        (Time(), "midi", "impossible_time"),
        (Time(), 9.0, "impossible_time"),
        (Time(), timedelta(hours=30), "impossible_time"),
        (Number(), "une heure", "text_in_number"),
        (Number(), "?", "text_in_number"),
        (Number(), "1e3", "text_in_number"),
        (Number(), "1.234,5", "text_in_number"),
        (Number(), "٣", "text_in_number"),
        (Number(), True, "text_in_number"),
        (Number(), date(2024, 1, 1), "text_in_number"),
        (Number(), float("inf"), "text_in_number"),
        (Minutes(), -30, "negative_duration"),
        (Minutes(), 0, "negative_duration"),
        (Minutes(), 601, "out_of_range"),
        (Whole(), 14.5, "not_whole"),
        (Whole(), "-1", "out_of_range"),
        (Whole(maximum=100), 130, "out_of_range"),
        (Whole(minimum=None, above=0), 0, "not_positive"),
        (Whole(minimum=None, above=0), -3, "not_positive"),
        (Money(), "-5", "out_of_range"),
        (YesNo(), "peut-être", "not_yes_no"),
        (YesNo(), "2", "not_yes_no"),
        (KIND, "Visite guidée", "unknown_label"),
        (KIND, "Visite à domicle", "unknown_label_near"),
        (Commune(), "Charleroi", "unknown_label"),
        (TOPICS, "logement; jardinage", "unknown_label"),
        (PRODUCTS, "aucun; alcool", "none_with_others"),
        (ListOf(Whole()), 14.15, "not_whole"),
        (Text(5), "abcdef", "text_too_long"),
    ],
)
def test_refuses(kind: CellType, value: Any, code: str) -> None:
    with pytest.raises(BadCell) as refused:
        read(kind, value)
    assert refused.value.code == code


def test_a_list_names_the_element_at_fault() -> None:
    with pytest.raises(BadCell) as refused:
        read(TOPICS, "logement; jardinage")
    assert refused.value.params["value"] == "jardinage"


def test_a_near_label_is_suggested() -> None:
    with pytest.raises(BadCell) as refused:
        read(KIND, "Visite à domicle")
    assert refused.value.params["near"] == "Visite à domicile"


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        (Date(), datetime(2024, 5, 30, 14, 5), "time_ignored"),
        (Money(), "10,005", "rounded_amount"),
    ],
)
def test_warns_and_reads(kind: CellType, value: Any, code: str) -> None:
    context = Context(2024)
    kind.read(value, context)
    assert [found for found, _params in context.warnings] == [code]


@pytest.mark.parametrize("value", [None, "", "  ", "\xa0\t"])
def test_blank(value: Any) -> None:
    assert is_blank(value)


@pytest.mark.parametrize("value", [0, 0.0, False, "0"])
def test_zero_is_not_blank(value: Any) -> None:
    assert not is_blank(value)
