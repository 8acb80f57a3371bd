"""The Support workbook of the package: sizes, keys, staff in post, edges."""

from collections import Counter, defaultdict
from datetime import date

import pytest

from tests.demo.conftest import committed
from tests.demo.reading import Book, aliases, in_post, is_yes, items
from tests.demo.sample import sample
from tests.oracle.validity_programmes import refusals

FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)
SIZES = {
    "Institutions": (95, 120), "Demandes": (80, 100), "Interventions": (120, 170),
    "Supervisions": (9, 14), "Séances de supervision": (60, 80), "PAT accompagnements": (44, 52),
    "PAT activités": (75, 110), "PAT engagements": (42, 52), "PAT formations": (16, 20),
    "Intervisions groupes": (5, 7), "Intervisions inscriptions": (60, 90),
    "Intervisions séances": (40, 55), "Intervisions présences": (370, 520), "Modules": (50, 56),
    "Formations séances": (28, 40), "Formations participants": (500, 680),
    "Représentation": (12, 15), "Contacts responsables": (3, 8), "Partenariats": (6, 8),
    "Temps de travail": (90, 100), "Historique": (1, 5), "Contexte": (9, 9), "Listes": (45, 58),
}  # fmt: skip
# Names fixed by the format, met in both.
PUBLIC = {
    "Smes", "Télé-Service", "La Fontaine", "Labopro", "Maison Biloba", "Foyer Anderlechtois",
    "Mission locale pour l'emploi de Bruxelles", "Maison de justice de Bruxelles",
}  # fmt: skip


@pytest.mark.parametrize("sheet", SIZES)
def test_size_is_that_of_a_real_programme(support: Book, sheet: str) -> None:
    low, high = SIZES[sheet]
    assert low <= len(support[sheet]) <= high


def test_nothing_is_refused() -> None:
    assert refusals(committed("support"), 2024) == []


def test_both_workbooks_know_the_same_institutions(support: Book, connect: Book) -> None:
    sectors = {row["Nom"]: row["Secteur"] for row in connect["Institutions"]}
    shared = [row for row in support["Institutions"] if row["Nom"] in sectors]
    assert len(shared) > 80
    assert all(row["Secteur"] == sectors[row["Nom"]] for row in shared)


def test_institutions_are_known_by_name_or_alias(support: Book) -> None:
    names = {row["Nom"] for row in support["Institutions"]}
    others = {name for row in support["Institutions"] for name in aliases(row)}
    for sheet in ("Demandes", "Supervisions", "PAT accompagnements", "Intervisions inscriptions"):
        used = {row["Institution"] for row in support[sheet]}
        assert used <= names | others, sheet
        assert used & others, sheet


def test_requests_are_answered_after_they_came(support: Book) -> None:
    for row in support["Demandes"]:
        answered, opened = row["Première réponse le"], row["Dossier ouvert le"]
        assert answered is None or row["Reçue le"] <= answered
        assert (opened is None) == (row["Dossier"] is None)
        assert opened is None or row["Suite"].replace("\u00a0", " ").lower() == "dossier ouvert"
        assert opened is None or answered <= opened <= (row["Dossier clôturé le"] or date.max)
    delays = [
        (row["Première réponse le"] - row["Reçue le"]).days
        for row in support["Demandes"]
        if row["Première réponse le"]
    ]
    assert sum(delay > 7 for delay in delays) in range(1, 5)
    assert any(row["Première réponse le"] is None for row in support["Demandes"])


def test_a_december_request_is_opened_in_january(support: Book) -> None:
    over = [
        (row["Reçue le"].year, row["Dossier ouvert le"].year)
        for row in support["Demandes"]
        if row["Dossier ouvert le"] and row["Reçue le"].year != row["Dossier ouvert le"].year
    ]
    assert {(2023, 2024), (2024, 2025)} <= set(over)


def test_interventions_begin_with_the_file_and_end_with_it(support: Book) -> None:
    files = {row["Dossier"]: row for row in support["Demandes"] if row["Dossier"]}
    met = defaultdict(list)
    for row in support["Interventions"]:
        met[row["Dossier"]].append(row["Date"])
    assert met.keys() == files.keys()
    for code, days in met.items():
        assert min(days) == files[code]["Dossier ouvert le"]
        assert max(days) <= (files[code]["Dossier clôturé le"] or date.max)


def test_workers_are_in_post(support: Book, institution: Book) -> None:
    for sheet, teams in (
        ("Interventions", ("Équipe Mobile",)),
        ("Séances de supervision", ("Équipe Mobile",)),
        ("PAT activités", ("PAT",)),
        ("Représentation", ("PAT",)),
    ):
        for row in support[sheet]:
            if row["Date"] >= date(2023, 1, 1):
                assert set(items(row["Intervenants"])) <= in_post(
                    institution, row["Date"], *teams
                ), (sheet, row)
    for row in support["Formations séances"]:
        assert set(items(row["Formateurs"])) <= in_post(institution, row["Date"])


def test_only_one_intervention_is_there_twice(support: Book) -> None:
    for sheet, rows in support.items():
        twice = [
            count for count in Counter(tuple(row.values()) for row in rows).values() if count > 1
        ]
        assert twice == ([2] if sheet == "Interventions" else []), sheet


def test_supervision_goes_over_two_years(support: Book) -> None:
    years = defaultdict(set)
    for row in support["Séances de supervision"]:
        if row["Statut"] == "Tenue":
            years[row["Code"]].add(row["Date"].year)
        assert (row["Statut"] == "Annulée") == (row["Intervenants"] is None)
    assert {2023, 2024} <= years["S01"]
    assert {row["Code"] for row in support["Supervisions"]} - years.keys() == {"S12"}
    teams = Counter((row["Institution"], row["Équipe"]) for row in support["Supervisions"])
    assert max(teams.values()) == 2


def test_accompaniments_of_every_region_funding_and_state(support: Book) -> None:
    rows = {row["Code"]: row for row in support["PAT accompagnements"]}
    kinds = {(row["Région"], row["Financement"]) for row in rows.values()}
    assert kinds == {
        ("Bruxelles", "Cocom"), ("Bruxelles", "TSI"), ("Bruxelles", "FRB"),
        ("Wallonie", "TSI"), ("Wallonie", "AViQ"), ("Wallonie", "FRB"),
    }  # fmt: skip
    assert {row["État"] for row in rows.values()} == {
        "Prospection", "En cours", "Post-engagement", "Terminé",
    }  # fmt: skip
    for row in support["PAT activités"]:
        item = rows[row["Accompagnement"]]
        assert item["Début"] <= row["Date"] <= (item["Fin"] or date.max)
        assert (row["Durée (jours)"] is None) == ("formation" not in row["Type"].lower())
        assert len(items(row["Intervenants"])) >= 2
    for row in support["PAT engagements"]:
        assert row["Région"] == rows[row["Accompagnement"]]["Région"]
        hired = row["État"] in {"Signé", "Débuté", "Quitté"}
        assert hired == (row["Date de contrat"] is not None)


def test_presences_are_those_of_the_enrolled_at_held_sessions(support: Book) -> None:
    enrolled = {
        (row["Code groupe"], row["Participant"])
        for row in support["Intervisions inscriptions"]
        if row["Statut"] == "Accepté"
    }
    held = {
        (row["Code groupe"], row["Date"])
        for row in support["Intervisions séances"]
        if row["Statut"] == "Tenue"
    }
    rows = support["Intervisions présences"]
    assert {(row["Code groupe"], row["Participant"]) for row in rows} <= enrolled
    assert {(row["Code groupe"], row["Date"]) for row in rows} == held
    assert sum(row["Présent"] is None for row in rows) == 1  # a warning, on purpose
    people = Counter(row["Participant"] for row in support["Intervisions inscriptions"])
    assert max(people.values()) > 1


def test_participants_of_trainings(support: Book) -> None:
    given = {
        (row["Action"], row["Date"])
        for row in support["Formations séances"]
        if row["Statut"] == "Donnée"
    }
    rows = support["Formations participants"]
    assert {(row["Action"], row["Date"]) for row in rows} == given
    unknown = [row for row in rows if row["Secteur"] in {None, "inconnu"}]
    assert 0.35 < len(unknown) / len(rows) < 0.55
    assert any(not is_yes(row["Présent"]) for row in rows)
    actions = defaultdict(set)
    for row in rows:
        actions[row["Participant"]].add(row["Action"])
    assert sum(len(found) > 1 for found in actions.values()) >= 5
    modules = {row["Code"] for row in support["Modules"]}
    assert {row["Module"] for row in support["Formations séances"]} <= modules


def test_edges_are_there(support: Book) -> None:
    modules = support["Modules"]
    assert any(row["Actif jusqu'au"] and row["Actif jusqu'au"] < FIRST for row in modules)
    assert any(row["Actif jusqu'au"] and row["Actif jusqu'au"] >= FIRST for row in modules)
    assert any(row["Actif depuis"] > LAST for row in modules)
    years = defaultdict(set)
    for row in support["Formations séances"]:
        years[row["Action"]].add(row["Date"].year)
    assert {2024, 2025} in years.values()
    assert {row["Statut"] for row in support["PAT formations"]} == {"Donnée", "Annulée"}
    assert sum(isinstance(row["Date"], str) for row in support["Contacts responsables"]) == 1
    assert any(row["Fin"] == FIRST for row in support["Partenariats"])
    assert {row["Année visée"] for row in support["PAT engagements"]} >= {2024, 2025, 2026}


def test_nothing_is_taken_from_the_sample(support: Book) -> None:
    theirs = sample("support")
    ours = {row["Titre"] for row in support["Modules"]}
    assert not ours & {row["Titre"] for row in theirs["Modules"]}
    shared = {row["Nom"] for row in support["Institutions"]} & {
        row["Nom"] for row in theirs["Institutions"]
    }
    assert {name for name in shared if not name.startswith("CPAS ")} <= PUBLIC
