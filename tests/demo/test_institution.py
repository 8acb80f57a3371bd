"""The institution's workbook of the package: sizes, staff, money, edges."""

from collections import Counter
from datetime import date

import pytest

from tests.demo.conftest import committed
from tests.demo.reading import Book, aliases, in_post, items
from tests.demo.sample import sample
from tests.oracle.validity_programmes import refusals

FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)
SIZES = {
    "Membres": (44, 52), "Mandats": (9, 15), "Bailleurs de fonds": (10, 13),
    "Financements": (30, 40), "Cotisations": (80, 95), "Dons": (25, 35), "Agréments": (3, 5),
    "Axes qualité": (10, 10), "Plan qualité": (6, 14), "Personnel": (45, 60),
    "Réunions internes": (190, 230), "Historique": (1, 4), "Contexte": (3, 3), "Listes": (34, 40),
}  # fmt: skip


@pytest.mark.parametrize("sheet", SIZES)
def test_size_is_that_of_a_real_association(institution: Book, sheet: str) -> None:
    low, high = SIZES[sheet]
    assert low <= len(institution[sheet]) <= high


def test_nothing_is_refused() -> None:
    assert refusals(committed("institution"), 2024) == []


def test_funders_are_known_by_name_or_alias(institution: Book) -> None:
    names = {row["Nom"] for row in institution["Bailleurs de fonds"]}
    others = {name for row in institution["Bailleurs de fonds"] for name in aliases(row)}
    sources = {row["Source"] for row in institution["Financements"]}
    paying = {row["Financement"] for row in institution["Personnel"]}
    assert sources | paying <= names | others
    assert sources & others
    assert paying & others


def test_amounts_are_euros_and_cents(institution: Book) -> None:
    for row in institution["Financements"]:
        assert row["Montant"] == float(f"{row['Montant']:.2f}")
    below = [row for row in institution["Financements"] if row["Montant"] < 0]
    assert len(below) == 1  # a correction: a warning, on purpose
    assert below[0]["Source"] in {
        row["Source"] for row in institution["Financements"] if row["Montant"] > 0
    }
    assert any(row["Montant"] == 0 for row in institution["Financements"])


def test_the_year_funded_is_not_always_the_year_received(institution: Book) -> None:
    late = [row for row in institution["Financements"] if row["Reçu le"]]
    assert any(row["Reçu le"].year > row["Année financée"] for row in late)
    assert any(row["Reçu le"].year < row["Année financée"] for row in late)
    assert {row["Année financée"] for row in late} == {2023, 2024, 2025}


def test_two_gifts_are_alike_and_only_they(institution: Book) -> None:
    for sheet, rows in institution.items():
        twice = [
            count for count in Counter(tuple(row.values()) for row in rows).values() if count > 1
        ]
        assert twice == ([2] if sheet == "Dons" else []), sheet


def test_fees_are_paid_by_members(institution: Book) -> None:
    names = {row["Membre"] for row in institution["Membres"]}
    assert {row["Membre"] for row in institution["Cotisations"]} <= names
    assert any(row["Payé le"] is None for row in institution["Cotisations"])


def test_nobody_works_more_than_full_time(institution: Book) -> None:
    for day in (FIRST, date(2024, 5, 31), date(2024, 9, 30), LAST):
        time: Counter[str] = Counter()
        for row in institution["Personnel"]:
            if row["Début"] <= day <= (row["Fin"] or date.max):
                time[row["Code"]] += round(100 * float(str(row["ETP"]).replace(",", ".")))
        assert max(time.values()) <= 100


def test_a_replaced_worker_is_known(institution: Book) -> None:
    codes = {row["Code"] for row in institution["Personnel"]}
    replaced = {row["Remplace"] for row in institution["Personnel"]} - {None}
    assert replaced <= codes
    assert len(replaced) >= 6


def test_edges_are_there(institution: Book) -> None:
    staff = institution["Personnel"]
    assert any(row["Fin"] == LAST for row in staff)
    assert any(row["Début"] > LAST for row in staff)
    periods = Counter(row["Code"] for row in staff)
    assert max(periods.values()) >= 3
    assert any(isinstance(row["ETP"], str) for row in staff)  # typed with a comma
    members = institution["Membres"]
    assert {row["Fin"] for row in members} >= {LAST, date(2025, 1, 1)}
    assert any(row["Début"] == LAST for row in members)
    assert any(row["Début"] > LAST for row in members)
    days = [row["Date"] for row in institution["Réunions internes"]]
    assert sum(isinstance(day, str) for day in days) == 1  # typed as text
    periods_of_plan = {row["Période"] for row in institution["Plan qualité"]}
    assert len(periods_of_plan) == 3


def test_housing_first_workers_are_in_post_when_they_meet_people(
    book: Book, institution: Book
) -> None:
    in_teams = {
        day: in_post(institution, day, "HF – ACT", "HF – ICM")
        for day in {row["Date"] for row in book["Rencontres"]}
    }
    for row in book["Rencontres"]:
        assert set(items(row["Intervenants"])) <= in_teams[row["Date"]]
    trainers = {code for row in book["Formations HF"] for code in items(row["Formateurs"])}
    assert trainers <= {
        row["Code"] for row in institution["Personnel"] if row["Formateur"] == "oui"
    }


def test_nobody_is_taken_from_the_sample(institution: Book) -> None:
    theirs = sample("institution")
    for sheet, column in (("Membres", "Membre"), ("Mandats", "Nom"), ("Personnel", "Code")):
        ours = {row[column] for row in institution[sheet]}
        assert not ours & {row[column] for row in theirs[sheet]}, sheet
