"""The workbook of the package holds together: keys, dates and labels, in plain Python."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.demo.reading import Book, Row, deaths, followups, numbers, read

SIZES = {
    "Locataires": (95, 105), "Reprises": (1, 4), "Équipes": (9, 13), "Envoyeurs": (11, 13),
    "Candidats": (8, 10), "Revenus": (100, 125), "EGF": (350, 430), "Problématiques": (150, 180),
    "Consommations": (140, 180), "Rencontres": (5100, 5600), "Bailleurs": (36, 40),
    "Logements": (136, 146), "Loyers": (8, 14), "Occupations": (148, 158), "Titres": (145, 175),
    "Matériel RdR": (470, 490), "Réseau": (190, 240), "Formations HF": (9, 14),
    "Conventions": (12, 16), "Historique": (57, 57), "Contexte": (18, 18), "Listes": (60, 80),
}  # fmt: skip
LABELS: dict[tuple[str, str], set[Any]] = {
    ("Locataires", "Genre"): {"M", "F", "X"},
    ("Locataires", "Équipe"): {"ACT", "ICM"},
    ("Locataires", "Financement"): {"Cocom", "SPP Intégration sociale", "TSI"},
    ("Locataires", "ETHOS"): {1, 2},
    ("Occupations", "Destination"): {
        None, "Autre logement", "Même logement", "Rue", "Institution", "Décès",
    },
    ("Titres", "Type de titre"): {
        "Bail illimité", "Bail de transit", "Convention d'occupation précaire", "Contrat direct",
        "Séjour en maison de repos",
    },
    ("Réseau", "Fonction"): {
        "psychiatrique", "sociale", "médicale", "relationnelle", "financière",
        "liée à l'usage de drogues", "juridique",
    },
    ("Bailleurs", "Type"): {
        "Sisp", "AIS", "CPAS", "ASBL", "Fonds du logement", "Occupation temporaire",
        "Maison de repos", "Privé",
    },
}  # fmt: skip
FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)


def by_person(rows: list[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["N°"]].append(row)
    return found


@pytest.mark.parametrize("sheet", SIZES)
def test_size_is_that_of_a_real_team(book: Book, sheet: str) -> None:
    low, high = SIZES[sheet]
    assert low <= len(book[sheet]) <= high


@pytest.mark.parametrize(("sheet", "column"), LABELS)
def test_labels_are_known(book: Book, sheet: str, column: str) -> None:
    assert {row[column] for row in book[sheet]} <= LABELS[sheet, column]


def test_every_number_dwelling_and_landlord_is_known(book: Book) -> None:
    people = {row["N°"] for row in book["Locataires"]}
    for sheet in ("Reprises", "Équipes", "Revenus", "EGF", "Problématiques", "Consommations",
                  "Occupations", "Titres", "Réseau"):  # fmt: skip
        assert {row["N°"] for row in book[sheet]} <= people, sheet
    assert {row["N°"] for row in book["Matériel RdR"]} <= {*people, None}
    assert {number for row in book["Rencontres"] for number in numbers(row)} <= people
    dwellings = {row["Code"] for row in book["Logements"]}
    assert {row["Code logement"] for row in book["Occupations"]} == dwellings
    for sheet in ("Titres", "Loyers"):
        assert {row["Code logement"] for row in book[sheet]} <= dwellings
    landlords = {row["Nom"] for row in book["Bailleurs"]}
    assert {row["Bailleur"] for row in book["Logements"]} <= landlords


def test_referrers_are_known_by_name_or_alias(book: Book) -> None:
    names = {row["Nom"] for row in book["Envoyeurs"]}
    aliases = {
        part.strip() for row in book["Envoyeurs"] for part in (row["Alias"] or "").split("|")
    }
    used = {row["Service envoyeur"] for row in [*book["Locataires"], *book["Candidats"]]}
    assert used <= names | aliases
    assert used & (aliases - names)


def test_people_are_adults_and_followed_in_order(book: Book) -> None:
    for row in book["Locataires"]:
        start = row["Début d'accompagnement"]
        assert (start - row["Date de naissance"]).days > 18 * 365.25
        assert row["Date d'orientation"] < start
        assert (row["Fin d'accompagnement"] is None) == (row["Motif de fin"] is None)
        assert row["Mois de rue (24 derniers)"] >= 6 or row["Mois de rue (36 derniers)"] >= 12
    for periods in followups(book).values():
        assert all(start <= end for start, end, _ in periods)
        assert all(one[1] < two[0] for one, two in pairwise(periods))


def test_stays_follow_one_another(book: Book) -> None:
    died = deaths(book)
    for number, stays in by_person(book["Occupations"]).items():
        for stay in stays:
            assert (stay["Sortie"] is None) == (stay["Destination"] is None)
            assert stay["Sortie"] is None or stay["Entrée"] < stay["Sortie"]
            if stay["Destination"] == "Décès":
                assert stay["Sortie"] == died[number]
            elif number in died:
                assert stay["Sortie"] is not None
        assert all(one["Sortie"] <= two["Entrée"] for one, two in pairwise(stays))


def test_two_households_never_share_a_dwelling(book: Book) -> None:
    couples = {frozenset(numbers(row)) for row in book["Rencontres"] if len(numbers(row)) > 1}
    stays = book["Occupations"]
    for place, one in enumerate(stays):
        for two in stays[place + 1 :]:
            if one["Code logement"] == two["Code logement"] and one["N°"] != two["N°"]:
                apart = (one["Sortie"] or date.max) <= two["Entrée"] or (
                    two["Sortie"] or date.max
                ) <= one["Entrée"]
                assert apart or frozenset((one["N°"], two["N°"])) in couples


def test_titles_of_a_person_do_not_overlap(book: Book) -> None:
    for titles in by_person(book["Titres"]).values():
        for one, two in pairwise(titles):
            if one["Code logement"] == two["Code logement"]:
                assert one["Fin"] is not None
                assert one["Fin"] < two["Début"]
        assert all(row["Fin"] is None or row["Début"] <= row["Fin"] for row in titles)


def test_held_encounters_fall_inside_a_followup(book: Book) -> None:
    periods, died = followups(book), deaths(book)
    early = 0
    for row in book["Rencontres"]:
        for number in numbers(row):
            assert row["Date"] < died.get(number, date.max)
            if row["Statut"].lower() in {"réalisé", "réalisée", "fait"}:
                inside = any(start <= row["Date"] <= end for start, end, _ in periods[number])
                early += not inside
    assert early == 2  # preparing an entry: a warning, on purpose


def test_encounters_are_distinct_and_plausible(book: Book) -> None:
    keys = [(row["N°"], row["Date"], row["Heure"], row["Type"]) for row in book["Rencontres"]]
    assert len(set(keys)) == len(keys)
    for row in book["Rencontres"]:
        for column in ("Durée (min)", "Trajet (min)"):
            assert row[column] is None or 0 < row[column] <= 600
        assert row["Date"] <= LAST + timedelta(days=31)
    blank = [
        row
        for row in book["Rencontres"]
        if row["Domaines"] is None
        and row["Type"] == "Visite à domicile"
        and row["Statut"] == "Réalisé"
    ]
    assert len(blank) == 2


def test_scores_stop_at_the_death(book: Book) -> None:
    died = deaths(book)
    for row in book["EGF"]:
        assert 0 <= row["Score"] <= 100
        assert row["Date"] <= died.get(row["N°"], date.max)
    odd = [row for row in book["EGF"] if row["Score"] % 5]
    assert len(odd) == 1
    assert sum(row["Score"] == 0 for row in book["EGF"]) >= 2


def test_incomes_exclude_each_other_where_they_must(book: Book) -> None:
    for rows in by_person(book["Revenus"]).values():
        for place, one in enumerate(rows):
            for two in rows[place + 1 :]:
                overlap = one["Début"] <= (two["Fin"] or date.max) and two["Début"] <= (
                    one["Fin"] or date.max
                )
                alone = "Sans revenu" in {one["Revenu"], two["Revenu"]}
                assert not (overlap and (alone or one["Revenu"] == two["Revenu"]))


def test_only_one_row_of_material_is_there_twice(book: Book) -> None:
    rows = Counter(tuple(row.values()) for row in book["Matériel RdR"])
    assert [count for count in rows.values() if count > 1] == [2]
    for sheet, lines in book.items():
        if sheet != "Matériel RdR":
            assert len({tuple(row.values()) for row in lines}) == len(lines), sheet


def test_nobody_is_taken_from_the_sample(book: Book) -> None:
    sample = read(Path(__file__).parents[1] / "data" / "2024" / "housing_first_2024.xlsx")
    for sheet, columns in (
        ("Locataires", ("Prénom", "Nom")),
        ("Logements", ("Adresse",)),
        ("Occupations", ("Entrée", "Sortie", "Destination")),
    ):
        ours = {tuple(row[column] for column in columns) for row in book[sheet]}
        theirs = {tuple(row[column] for column in columns) for row in sample[sheet]}
        assert len({pair for pair in ours & theirs if all(pair)}) == 0, sheet


def test_amounts_are_euros_and_cents(book: Book) -> None:
    for row in [*book["Logements"], *book["Loyers"]]:
        for amount in (row["Loyer"], row["Charges"]):
            assert amount is None or amount == float(f"{amount:.2f}") > 0


def test_absence_is_only_for_visits_and_outings(book: Book) -> None:
    absent = {row["Type"].lower() for row in book["Rencontres"] if "bsent" in row["Statut"]}
    assert all(kind.startswith(("visite", "vad", "acc")) for kind in absent)


def test_edges_are_there(book: Book) -> None:
    assert any(row["Fin d'accompagnement"] == LAST for row in book["Locataires"])
    assert any(row["Date d'effet"] == FIRST for row in book["Équipes"])
    assert {row["Destination"] for row in book["Occupations"]} >= {"Même logement", "Décès"}
    assert any(row["Entrée"] > LAST for row in book["Occupations"])
    assert any(row["Bail glissant"] == "oui" for row in book["Titres"])
    assert any(row["À partir du"] > LAST for row in book["Loyers"])
    assert {row["Date"].year for row in book["Rencontres"]} == {2023, 2024, 2025}
    assert sum(len(numbers(row)) > 1 for row in book["Rencontres"]) > 30
    reviews = Counter(row["N°"] for row in book["Problématiques"] if row["Date"].year == 2024)
    assert max(reviews.values()) == 2
