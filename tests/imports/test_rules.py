"""One small workbook per rule: the problem is told at its row and column, and nowhere else."""

from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from filrouge.imports.identify import kind_of
from tests.imports.books import NAME, Book, places, problems, rows, whole

D = date
type Place = tuple[str, int | None, str, str]
type Change = Callable[[Book], Place]


def test_a_whole_workbook_raises_nothing(tmp_path: Path) -> None:
    assert problems(whole(), tmp_path) == []


def cell(sheet: str, row: int, header: str, value: Any, code: str, at: str = "") -> Any:
    """Change one cell; the problem is told at its row, in its column or in `at`."""

    def change(book: Book) -> Place:
        rows(book, sheet).set(row, header, value)
        return sheet, row, at or header, code

    return pytest.param(change, id=f"{sheet}-{header}-{code}-{value}")


def row(sheet: str, values: dict[str, Any], header: str, code: str) -> Any:
    """Add a row; the problem is told there."""

    def change(book: Book) -> Place:
        return sheet, rows(book, sheet).new(values), header, code

    return pytest.param(change, id=f"{sheet}-{code}-{len(values)}")


def again(sheet: str, source: int, header: str, code: str, **changes: Any) -> Any:
    """Add a copy of a row with changes by header."""

    def change(book: Book) -> Place:
        return sheet, rows(book, sheet).copy(source, **changes), header, code

    return pytest.param(change, id=f"{sheet}-{code}-copy-{'-'.join(map(str, changes.values()))}")


ERRORS = [
    # Locataires
    cell("Locataires", 2, "Genre", None, "missing_mandatory"),
    cell("Locataires", 2, "Genre", "Z", "unknown_label"),
    cell("Locataires", 2, "Date de naissance", D(2020, 7, 7), "impossible_birth_date"),
    cell("Locataires", 2, "Service envoyeur", "Inconnu", "unknown_referrer"),
    cell("Locataires", 2, "ETHOS", 3, "out_of_range"),
    cell("Locataires", 2, "Motif de fin", "Autre", "reason_without_end"),
    cell("Locataires", 3, "Motif de fin", None, "missing_reason"),
    cell("Locataires", 2, "Administrateur de biens", "un peu", "not_yes_no"),
    again("Locataires", 2, "N°", "duplicate_key"),
    again("Locataires", 2, "N°", "duplicate_key", Prénom="Râle"),
    again(
        "Locataires",
        4,
        "Fin d'accompagnement",
        "end_before_start",
        **{"N°": 9, "Fin d'accompagnement": D(2022, 2, 28)},
    ),
    # Reprises, Équipes
    row("Reprises", {"N°": 1, "Reprise": D(2024, 1, 1)}, "Reprise", "overlapping_follow_ups"),
    row("Reprises", {"N°": 3, "Reprise": D(2024, 5, 1)}, "Reprise", "overlapping_follow_ups"),
    row("Reprises", {"N°": 2, "Reprise": D(2024, 5, 1)}, "Reprise", "follow_up_after_death"),
    row("Reprises", {"N°": 8, "Reprise": D(2024, 5, 1)}, "N°", "unknown_tenant"),
    cell("Reprises", 2, "Fin", D(2024, 5, 1), "missing_reason", "Motif de fin"),
    row(
        "Équipes",
        {"N°": 1, "Date d'effet": D(2023, 1, 1), "Équipe": "ACT"},
        "Date d'effet",
        "duplicate_pair",
    ),
    # Revenus
    again("Revenus", 2, "Début", "overlapping_incomes", Début=D(2023, 12, 31), Fin=None),
    again("Revenus", 2, "Revenu", "none_overlaps_income", Revenu="Sans revenu", Fin=None),
    again("Revenus", 2, "Fin", "end_before_start", Revenu="Mutuelle", Fin=D(2019, 1, 1)),
    again("Revenus", 2, "", "duplicate_row"),
    # EGF
    cell("EGF", 2, "Score", 101, "out_of_range"),
    cell("EGF", 2, "Score", "45,5", "not_whole"),
    cell("EGF", 2, "Moment", "Milieu", "unknown_label"),
    row(
        "EGF",
        {"N°": 2, "Date": D(2024, 2, 17), "Score": 40, "Moment": "Actuel"},
        "Date",
        "score_after_death",
    ),
    # Reviews
    cell("Problématiques", 2, "Dépression", "peut-être", "not_yes_no"),
    cell("Consommations", 2, "Produits", "alcool; tabac", "unknown_label"),
    cell("Consommations", 2, "Produits", "aucun; alcool", "none_with_others"),
    cell("Consommations", 2, "Produits", None, "missing_mandatory"),
    cell("Consommations", 2, "Produits arrêtés", "tabac", "unknown_label"),
    # Rencontres
    cell("Rencontres", 2, "N°", 999, "unknown_tenant"),
    cell("Rencontres", 3, "N°", "1; 998", "unknown_tenant_in_list"),
    cell("Rencontres", 2, "N°", "un", "text_in_number"),
    cell("Rencontres", 2, "Date", "31/02/2024", "impossible_date"),
    cell("Rencontres", 2, "Date", D(2027, 1, 1), "date_out_of_range"),
    cell("Rencontres", 2, "Heure", "25:70", "impossible_time"),
    cell("Rencontres", 2, "Type", "Visite guidée", "unknown_label"),
    cell("Rencontres", 2, "Statut", "Peut-être", "unknown_label"),
    cell("Rencontres", 2, "Durée (min)", -30, "negative_duration"),
    cell("Rencontres", 2, "Durée (min)", 601, "out_of_range"),
    cell("Rencontres", 2, "Trajet (min)", "?", "text_in_number"),
    cell("Rencontres", 2, "Domaines", "logement; jardinage", "unknown_label"),
    again("Rencontres", 2, "Statut", "status_not_allowed", Type="Téléphone", Statut="absent"),
    again("Rencontres", 2, "Statut", "status_not_allowed", Type="Concertation", Statut="absent"),
    again("Rencontres", 2, "Date", "encounter_after_death", **{"N°": 2}),
    again("Rencontres", 2, "Date", "encounter_after_death", **{"N°": "1; 2"}),
    again("Rencontres", 2, "", "duplicate_row"),
    # Housing
    cell("Bailleurs", 2, "Type", "Château", "unknown_label"),
    again("Bailleurs", 2, "Nom", "duplicate_key", Nom="AIS forest"),
    cell("Logements", 2, "Commune", "Charleroi", "unknown_label"),
    cell("Logements", 2, "Bailleur", "Bailleur Mystère", "unknown_landlord"),
    cell("Logements", 2, "Loyer", "beaucoup", "text_in_number"),
    again("Logements", 2, "Code", "duplicate_key", Code="l1", Capacité=3),
    cell("Loyers", 2, "Code logement", "L999", "unknown_dwelling"),
    again("Loyers", 2, "À partir du", "duplicate_pair", Loyer=600),
    cell("Occupations", 2, "Code logement", "L999", "unknown_dwelling"),
    cell("Occupations", 2, "Sortie", D(2020, 7, 6), "end_before_start"),
    cell("Occupations", 2, "Destination", None, "missing_destination"),
    again("Occupations", 3, "Entrée", "overlapping_stays", Entrée=D(2024, 3, 4)),
    cell("Occupations", 4, "Sortie", D(2024, 2, 15), "death_on_another_day"),
    cell("Occupations", 4, "Sortie", D(2024, 2, 17), "death_on_another_day"),
    again(
        "Occupations",
        4,
        "Sortie",
        "stay_after_death",
        Entrée=D(2024, 2, 16),
        Sortie=None,
        Destination=None,
    ),
    again(
        "Occupations",
        4,
        "Entrée",
        "stay_after_death",
        Entrée=D(2024, 3, 1),
        Sortie=None,
        Destination=None,
    ),
    cell("Occupations", 2, "Destination", "Décès", "death_not_recorded"),
    cell("Titres", 2, "Type de titre", "Bail rural", "unknown_label"),
    cell("Titres", 2, "Fin", D(2019, 1, 1), "end_before_start"),
    cell("Titres", 2, "N°", 77, "unknown_tenant"),
    # Material, network, trainings
    cell("Matériel RdR", 2, "Quantité", 0, "not_positive"),
    cell("Matériel RdR", 2, "Quantité", "douze", "text_in_number"),
    cell("Matériel RdR", 2, "Quantité", 1.5, "not_whole"),
    cell("Matériel RdR", 2, "Matériel", "Seringues magiques", "unknown_label"),
    cell("Matériel RdR", 2, "Matériel", "Préservatifs", "item_of_other_category"),
    cell("Matériel RdR", 2, "N°", 77, "unknown_tenant"),
    cell("Réseau", 2, "Précision", "Charleroi", "unknown_label"),
    cell("Réseau", 2, "Fonction", "magique", "unknown_label"),
    cell("Formations HF", 2, "Durée (jours)", "une", "text_in_number"),
    cell("Formations HF", 2, "Statut", "Prévue", "unknown_label"),
    # Everywhere
    again("Historique", 2, "Indicateur", "duplicate_key", Valeur=81),
    again("Contexte", 2, "Année", "duplicate_pair", Valeur=2014),
    again("Listes", 2, "", "duplicate_row"),
    cell("Listes", 2, "Élément", None, "missing_mandatory"),
]


@pytest.mark.parametrize("change", ERRORS)
def test_refused(change: Change, tmp_path: Path) -> None:
    book = whole()
    expected = change(book)
    assert places(problems(book, tmp_path)) == [expected]


WARNINGS = [
    row(
        "EGF",
        {"N°": 1, "Date": D(2021, 1, 1), "Score": 35, "Moment": "Entrée"},
        "Moment",
        "second_entry_score",
    ),
    cell("Locataires", 2, "Début d'accompagnement", D(2020, 7, 1), "start_not_first_entry"),
    cell("EGF", 3, "Score", 47, "not_multiple_of_5"),
    cell("Problématiques", 2, "Dépression", None, "blank_yes_no"),
    cell("Consommations", 2, "Overdose", None, "blank_yes_no"),
    cell("Rencontres", 2, "Domaines", None, "missing_topic"),
    cell("Rencontres", 2, "Date", D(2020, 7, 6), "encounter_outside_followup"),
    again(
        "Rencontres", 2, "Date", "encounter_outside_followup", **{"N°": 3, "Date": D(2023, 7, 1)}
    ),
    again(
        "Rencontres",
        2,
        "Date",
        "encounter_outside_followup",
        **{"N°": "1; 3", "Date": D(2024, 1, 31)},
    ),
    cell("Occupations", 4, "Destination", "Institution", "death_destination_missing"),
    again("Matériel RdR", 2, "", "repeated_row"),
    cell("Loyers", 2, "Loyer", "505,555", "rounded_amount"),
]


@pytest.mark.parametrize("change", WARNINGS)
def test_tolerated_with_a_warning(change: Change, tmp_path: Path) -> None:
    book = whole()
    expected = change(book)
    found = problems(book, tmp_path)
    assert places(found) == []
    assert places(found, "warning") == [expected]


TOLERATED = [
    cell("Locataires", 2, "N°", " 1 ", ""),
    cell("Locataires", 2, "Genre", "homme", ""),
    cell("Locataires", 2, "Service envoyeur", "projet lama ", ""),
    cell("EGF", 3, "Date", "4/6/2024", ""),
    row("EGF", {"N°": 2, "Date": D(2024, 2, 16), "Score": 40, "Moment": "Actuel"}, "", ""),
    row("EGF", {"N°": 1, "Date": D(2021, 1, 1), "Score": 0, "Moment": "Entrée"}, "", ""),
    row("EGF", {"N°": 3, "Date": D(2024, 2, 1), "Score": 40, "Moment": "Entrée"}, "", ""),
    row("Revenus", {"N°": 1, "Revenu": "Sans revenu", "Début": D(2024, 1, 1)}, "", ""),
    row("Revenus", {"N°": 1, "Revenu": "Mutuelle", "Début": D(2021, 1, 1)}, "", ""),
    cell("Rencontres", 2, "Heure", time(9, 30), ""),
    cell("Rencontres", 2, "Durée (min)", "45,0", ""),
    cell("Rencontres", 2, "Statut", "Annulée", ""),
    again("Rencontres", 2, "", "", **{"N°": 2, "Statut": "Prévu"}),
    again("Rencontres", 2, "", "", **{"N°": 2, "Date": D(2024, 2, 16)}),
    again("Rencontres", 2, "", "", Type="Travail de rue", Domaines=None),
    again("Rencontres", 2, "", "", Note="autre"),
    cell("Consommations", 2, "Produits", "aucun", ""),
    cell("Logements", 2, "Intermédiaire", "aucun", ""),
    cell("Titres", 2, "Fin", D(2050, 1, 1), ""),
    row("Occupations", {"N°": 3, "Code logement": "L2", "Entrée": D(2025, 1, 3)}, "", ""),
    cell("Réseau", 2, "Partenaire", "Capiti", ""),
    cell("Contexte", 2, "Valeur", "2020-09", ""),
]


@pytest.mark.parametrize("change", TOLERATED)
def test_tolerated(change: Change, tmp_path: Path) -> None:
    book = whole()
    change(book)
    found = problems(book, tmp_path)
    assert places(found) == [] and places(found, "warning") == []


def test_the_same_encounter_twice_without_time_is_a_warning(tmp_path: Path) -> None:
    book = whole()
    rencontres = rows(book, "Rencontres")
    first = rencontres.set(2, "Heure", None)
    second = rencontres.copy(first)
    found = problems(book, tmp_path)
    assert places(found) == []
    assert places(found, "warning") == [("Rencontres", second, "", "repeated_row")]


def test_blank_lines_are_ignored(tmp_path: Path) -> None:
    book = whole()
    book["EGF"].insert(2, [None, " ", "\xa0", ""])
    rows(book, "EGF").set(4, "Score", 101)
    assert places(problems(book, tmp_path)) == [("EGF", 4, "Score", "out_of_range")]


def test_a_refused_person_does_not_spread(tmp_path: Path) -> None:
    """The rows of other sheets that name a person refused for one cell are not refused."""
    book = whole()
    rows(book, "Locataires").set(2, "Genre", "Z")
    assert places(problems(book, tmp_path)) == [("Locataires", 2, "Genre", "unknown_label")]


def test_a_person_without_start_does_not_spread(tmp_path: Path) -> None:
    book = whole()
    rows(book, "Locataires").set(2, "Début d'accompagnement", None)
    assert places(problems(book, tmp_path)) == [
        ("Locataires", 2, "Début d'accompagnement", "missing_mandatory")
    ]


def test_a_score_of_zero_is_absent(tmp_path: Path) -> None:
    book = whole()
    rows(book, "EGF").new({"N°": 2, "Date": D(2024, 5, 1), "Score": 0, "Moment": "Actuel"})
    found = problems(book, tmp_path)
    assert places(found) == [] and places(found, "warning") == []
    assert [d.code for d in found] == ["insufficient_score"]


# --- Headers and sheets --------------------------------------------------------------------


def test_headers_are_compared_without_accents_case_or_blanks(tmp_path: Path) -> None:
    book = whole()
    book["Loyers"][0] = ["CODE\xa0LOGEMENT ", "a partir  du", " LOYER ", "charges"]
    book["Problématiques"][0][3] = "Mefiance/paranoia"
    assert problems(book, tmp_path) == []


def test_sheets_and_columns_come_in_any_order(tmp_path: Path) -> None:
    book = whole()
    book["Rencontres"] = [cells[::-1] for cells in book["Rencontres"]]
    assert problems(dict(reversed(book.items())), tmp_path) == []


def test_a_misspelt_mandatory_header(tmp_path: Path) -> None:
    book = whole()
    book["Réseau"][0][1] = "Partenair"
    found = problems(book, tmp_path)
    assert places(found) == [("Réseau", 1, "Partenair", "misspelt_header")]
    assert "Partenaire\xa0»" in found[0].message


def test_an_absent_mandatory_header(tmp_path: Path) -> None:
    book = whole()
    book["Réseau"] = [cells[:1] + cells[2:] for cells in book["Réseau"]]
    assert places(problems(book, tmp_path)) == [("Réseau", 1, "Partenaire", "missing_header")]


def test_a_refused_sheet_does_not_spread(tmp_path: Path) -> None:
    book = whole()
    book["Locataires"][0][0] = "Numero"
    assert [d[3] for d in places(problems(book, tmp_path))] == ["missing_header"]


def test_extra_columns(tmp_path: Path) -> None:
    book = whole()
    book["EGF"][0].append("Remarque perso")
    book["Rencontres"][0][6] = "Trajets (min)"
    found = problems(book, tmp_path)
    assert places(found) == []
    assert places(found, "notice") == [
        ("EGF", 1, "Remarque perso", "extra_column"),
        ("Rencontres", 1, "Trajet (min)", "absent_column"),
    ]
    assert places(found, "warning") == [("Rencontres", 1, "Trajets (min)", "extra_column_near")]


def test_an_absent_optional_column_is_said(tmp_path: Path) -> None:
    book = whole()
    book["Réseau"] = [cells[:2] + cells[3:] for cells in book["Réseau"]]
    found = problems(book, tmp_path)
    assert [(d.severity, d.value, d.code) for d in found] == [
        ("notice", "Précision", "absent_column")
    ]


def test_a_column_twice(tmp_path: Path) -> None:
    book = whole()
    book["EGF"][0].append("score ")
    assert places(problems(book, tmp_path), "warning") == [("EGF", 1, "score", "duplicate_header")]


def test_an_extra_sheet(tmp_path: Path) -> None:
    book = whole() | {"Brouillon": [["x"]]}
    assert places(problems(book, tmp_path), "notice") == [("Brouillon", None, "", "extra_sheet")]


def test_a_sheet_nobody_refers_to_may_be_missing(tmp_path: Path) -> None:
    book = whole()
    del book["Réseau"]
    found = problems(book, tmp_path)
    assert places(found) == []
    assert places(found, "warning") == [("Réseau", None, "", "missing_sheet_optional")]


def test_a_sheet_that_rows_refer_to_may_not(tmp_path: Path) -> None:
    book = whole()
    del book["Bailleurs"]
    assert places(problems(book, tmp_path)) == [("Bailleurs", None, "", "missing_sheet")]


def test_an_empty_sheet_of_resumptions(tmp_path: Path) -> None:
    book = whole()
    rows(book, "Rencontres").set(3, "N°", 1)
    book["Reprises"] = []
    assert places(problems(book, tmp_path), "notice") == [("Reprises", None, "", "empty_sheet")]


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        (NAME, 2026),
        ("Housing First 2023 (copie).XLSX", 2025),
        ("HOUSING-FIRST_2025_v2.xlsx", 2027),
    ],
)
def test_the_year_is_that_of_the_name(name: str, limit: int, tmp_path: Path) -> None:
    book = whole()
    rows(book, "Conventions").set(2, "Évaluée le", D(limit, 12, 31))
    assert problems(book, tmp_path, name) == []
    rows(book, "Conventions").set(2, "Évaluée le", D(limit + 1, 1, 1))
    assert [d.code for d in problems(book, tmp_path, name)] == ["date_out_of_range"]


def test_without_a_year_in_the_name_it_is_that_of_most_encounters(tmp_path: Path) -> None:
    found = problems(whole(), tmp_path, "export.xlsx")
    assert [(d.code, d.params["year"]) for d in found] == [("year_inferred", "2024")]


@pytest.mark.parametrize(
    ("sheets", "kind"),
    [
        (["Membres", "Mandats", "Personnel"], "institution"),
        (["Institutions", "Groupes", "Inscriptions", "Historique"], "connect"),
        (["Institutions", "Demandes", "Modules"], "support"),
        (["Rencontres", "Listes"], "housing_first"),
    ],
)
def test_a_workbook_is_known_by_its_sheets(sheets: list[str], kind: str) -> None:
    assert kind_of("classeur.xlsx", sheets).kind == kind


def test_the_name_settles_a_tie() -> None:
    assert kind_of("support_2024.xlsx", ["Institutions"]).kind == "support"
    assert kind_of("Connect 2024.xlsx", ["Institutions"]).kind == "connect"


def test_another_workbook_is_refused(tmp_path: Path) -> None:
    found = problems({"Feuil1": [["x"]]}, tmp_path, "classeur.xlsx")
    assert [d.code for d in found] == ["unknown_workbook"]
