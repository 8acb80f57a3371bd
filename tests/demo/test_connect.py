"""The Connect workbook of the package: sizes, keys, enrolments, media, edges."""

from collections import Counter, defaultdict
from datetime import date

import pytest

from tests.demo.conftest import committed
from tests.demo.reading import Book, Row, aliases, is_yes, items
from tests.demo.sample import sample
from tests.oracle.validity_programmes import refusals

LAST = date(2024, 12, 31)
SIZES = {
    "Institutions": (85, 110), "Groupes": (12, 12), "Animateurs": (24, 24),
    "Inscriptions": (110, 145), "Séances": (80, 95), "Événements": (10, 20),
    "Participants aux événements": (180, 230), "Comités de pilotage": (10, 14),
    "Interventions publiques": (20, 30), "Publications": (10, 16), "Instances": (14, 16),
    "Réunions d'instances": (85, 110), "Newsletters": (14, 14), "Abonnés": (11, 14),
    "Contenus newsletter": (190, 235), "Publications réseaux": (175, 215), "Audience": (4, 4),
    "Historique": (4, 10), "Contexte": (2, 2), "Listes": (20, 26),
}  # fmt: skip
# Public bodies and names fixed by the format, met in both.
PUBLIC = {"Smes", "Foyer Anderlechtois"}


@pytest.mark.parametrize("sheet", SIZES)
def test_size_is_that_of_a_real_network(connect: Book, sheet: str) -> None:
    low, high = SIZES[sheet]
    assert low <= len(connect[sheet]) <= high


def test_nothing_is_refused() -> None:
    assert refusals(committed("connect"), 2024) == []


def known(book: Book) -> dict[str, str]:
    """Every spelling of the directory and the name it stands for."""
    found = {row["Nom"]: row["Nom"] for row in book["Institutions"]}
    for row in book["Institutions"]:
        found |= dict.fromkeys(aliases(row), row["Nom"])
    return found


def by_group(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["Code groupe"]].append(row)
    return found


def test_institutions_are_known_by_name_or_alias(connect: Book) -> None:
    names = known(connect)
    used = {row["Institution"] for row in connect["Inscriptions"]}
    used |= {row["Institution"] for row in connect["Participants aux événements"]}
    assert used - {None} <= names.keys()
    assert any(names[name] != name for name in used - {None})
    public = [row["Institution"] for row in connect["Participants aux événements"]]
    assert None in public


def test_no_alias_names_two_institutions(connect: Book) -> None:
    spellings = [row["Nom"] for row in connect["Institutions"]]
    spellings += [alias for row in connect["Institutions"] for alias in aliases(row)]
    folded = [spelling.lower() for spelling in spellings]
    own = [row for row in connect["Institutions"] if row["Nom"] == "Smes"]
    assert len(own) == 1
    assert {name for name, count in Counter(folded).items() if count > 1} <= {"smes"}


def test_groups_have_two_animators_one_of_each_side(connect: Book) -> None:
    for rows in by_group(connect["Animateurs"]).values():
        assert [row["Côté"] for row in rows] == ["social", "santé mentale"]
        assert len({row["Animateur"] for row in rows}) == 2


def test_a_second_enrolment_of_an_institution_says_why_but_once(connect: Book) -> None:
    names, forgotten = known(connect), []
    for rows in by_group(connect["Inscriptions"]).values():
        inside = [row for row in rows if row["Statut"] in {"Accepté", "Retiré"}]
        seen = Counter(names[row["Institution"]] for row in inside)
        for name in (name for name, count in seen.items() if count > 1):
            same = [row for row in inside if names[row["Institution"]] == name]
            if not any(row["Dérogation"] for row in same):
                forgotten.append(name)
    assert len(forgotten) == 1


def test_withdrawals_fall_on_both_sides_of_the_first_held_session(connect: Book) -> None:
    sessions = by_group(connect["Séances"])
    sides = []
    for row in connect["Inscriptions"]:
        assert (row["Statut"] == "Retiré") == (row["Date de retrait"] is not None)
        if row["Date de retrait"]:
            held = [
                session["Date"]
                for session in sessions[row["Code groupe"]]
                if session["Statut"].lower() == "tenue"
            ]
            sides.append(
                (row["Date de retrait"] > min(held)) - (row["Date de retrait"] < min(held))
            )
    assert set(sides) == {-1, 0, 1}


def test_sessions_are_distinct_and_inside_their_cycle(connect: Book) -> None:
    groups = {row["Code"]: row for row in connect["Groupes"]}
    keys = [(row["Code groupe"], row["Date"]) for row in connect["Séances"]]
    assert len(set(keys)) == len(keys)
    for row in connect["Séances"]:
        group = groups[row["Code groupe"]]
        assert group["Début"] <= row["Date"] <= group["Fin"]
        assert row["Date"].weekday() == ("lundi", "mardi", "", "jeudi").index(group["Jour"])
    assert sum(row["Statut"] == "Annulée" for row in connect["Séances"]) >= 5


def test_events_and_their_public(connect: Book) -> None:
    codes = {row["Code"]: row for row in connect["Événements"]}
    assert {row["Événement parent"] for row in codes.values()} - {None} <= codes.keys()
    assert {row["Code événement"] for row in connect["Participants aux événements"]} <= codes.keys()
    assert {row["Événement"] for row in connect["Comités de pilotage"]} <= codes.keys()
    shared = [row for row in codes.values() if len(items(row["Programmes"])) > 1]
    assert len(shared) >= 5
    tables = defaultdict(set)
    for row in connect["Participants aux événements"]:
        if is_yes(row["Présent"]):
            tables[row["Participant"]].add(row["Code événement"])
    assert sum(len(where) > 1 for where in tables.values()) >= 5
    blank = [row for row in connect["Participants aux événements"] if row["Présent"] is None]
    assert len(blank) == 1  # not asked: a warning, on purpose


def test_meetings_are_one_row_even_with_two_representatives(connect: Book) -> None:
    rows = connect["Réunions d'instances"]
    assert len({tuple(row.values()) for row in rows}) == len(rows)
    names = {row["Nom"] for row in connect["Instances"]}
    others = {name for row in connect["Instances"] for name in aliases(row)}
    assert {row["Instance"] for row in rows} <= names | others
    assert {row["Instance"] for row in rows} & others
    assert any(len(items(row["Représentation"])) > 1 for row in rows)
    assert any(row["Représentation"] == "PAT" for row in rows)
    assert {row["Présent"] for row in rows} == {"oui", "non"}
    assert {row["Date"].year for row in rows} == {2023, 2024, 2025}


def test_newsletters_have_a_poor_edition_and_an_empty_one(connect: Book) -> None:
    for row in connect["Newsletters"]:
        assert 0 <= row["Ouvreurs uniques"] <= row["Délivrés"]
        assert f"{row['Date']:%Y-%m}" == row["Édition"]
    year = [row for row in connect["Newsletters"] if row["Date"].year == 2024]
    opened = sorted(row["Ouvreurs uniques"] for row in year)
    assert opened[0] == 0 < opened[1] < 15
    assert opened[2] > 200


def test_items_are_repeated_in_later_editions(connect: Book) -> None:
    editions = defaultdict(list)
    for row in connect["Contenus newsletter"]:
        editions[row["Rubrique"], row["Titre"]].append(row["Édition"])
    again = [found for found in editions.values() if len(found) > 1]
    assert len(again) >= 6
    assert any(min(found) < "2024" for found in again)
    known_editions = {row["Édition"] for row in connect["Newsletters"]}
    assert {row["Édition"] for row in connect["Contenus newsletter"]} - known_editions


def test_posts_have_a_theme_when_they_tell_of_the_sector(connect: Book) -> None:
    for row in connect["Publications réseaux"]:
        assert (row["Thème"] is None) == (row["Classe"] == "Activité propre")
    dates = defaultdict(set)
    for row in connect["Publications réseaux"]:
        dates[row["Nouvelle"]].add(row["Date"].year)
    assert {2024, 2025} in dates.values()  # posted on both sides of the New Year


def test_nothing_is_taken_from_the_sample(connect: Book) -> None:
    theirs = sample("connect")
    for sheet, column in (
        ("Contenus newsletter", "Titre"), ("Publications réseaux", "Titre"),
        ("Événements", "Titre"), ("Publications", "Titre"),
    ):  # fmt: skip
        ours = {row[column] for row in connect[sheet]}
        assert not ours & {row[column] for row in theirs[sheet]}, sheet
    shared = {row["Nom"] for row in connect["Institutions"]} & {
        row["Nom"] for row in theirs["Institutions"]
    }
    assert {name for name in shared if not name.startswith("CPAS ")} <= PUBLIC
