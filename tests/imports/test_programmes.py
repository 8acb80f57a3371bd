"""The institution, Connect and Support workbooks: what they become, again, corrected, undone."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from filrouge.directory.models import DirectoryEntry, Organisation, OrganisationAlias, SectorPeriod
from filrouge.exchange.models import Animator, Enrolment, Event, Group, Session
from filrouge.imports.api import Outcome, Source, UndoRefused, run_import, undo
from filrouge.imports.models import ImportedRecord, ImportRun
from filrouge.institution.models import Funder, FundingLine, Member
from filrouge.mobile_team.models import Request
from filrouge.outreach.models import Body, NewsletterEdition
from filrouge.staff.models import Assignment
from filrouge.training.models import TrainingDay
from tests.imports.books import DATA, Book, places, rows, save
from tests.imports.books_programmes import WHOLE, connect, institution, support
from tests.imports.stored import content, without_keys

pytestmark = pytest.mark.django_db
D = date
State = ImportRun.State
type Give = Callable[..., Outcome]


@pytest.fixture
def give(tmp_path: Path) -> Give:
    """Import small workbooks: `give(connect=book, support=book)`."""
    numbers: Iterator[int] = iter(range(1_000))

    def run(year: int = 2024, **books: Book) -> Outcome:
        sources = [
            Source(save(book, tmp_path / f"{next(numbers)}.xlsx"), f"{kind}_{year}.xlsx")
            for kind, book in books.items()
        ]
        return run_import(sources, actor=None)

    return run


def all_three() -> dict[str, Book]:
    return {kind: whole() for kind, whole in WHOLE.items()}


def names() -> dict[str, dict[str, str]]:
    """Names by directory and key of the organisation."""
    found: dict[str, dict[str, str]] = {}
    for entry in DirectoryEntry.objects.select_related("organisation"):
        found.setdefault(entry.directory, {})[entry.organisation.key] = entry.name
    return found


def test_one_organisation_for_every_programme(give: Give) -> None:
    outcome = give(**all_three())
    assert outcome.run.state == State.STORED
    nest = Organisation.objects.get(key="le nichoir")
    assert nest.aliases.filter(key="nichoir").exists()
    assert Member.objects.get(organisation=nest).kind == "organisation"
    assert Member.objects.get(kind="person").organisation is None
    assert not Organisation.objects.filter(key="grebe absinthe").exists()
    assert Session.objects.get(status="held", group__programme="connect").host == nest
    assert Request.objects.get(code="1").organisation == nest
    assert nest in Event.objects.get(code="EV01").co_organisers.all()
    assert set(SectorPeriod.objects.filter(organisation=nest).values_list("directory")) == {
        ("connect",),
        ("support",),
    }


def test_each_programme_keeps_its_spelling(give: Give) -> None:
    books = all_three()
    rows(books["support"], "Institutions").set(2, "Nom", "Le nichoir")
    rows(books["institution"], "Membres").set(2, "Membre", "LE NICHOIR")
    give(**books)
    spelt = names()
    assert Organisation.objects.filter(key="le nichoir").count() == 1
    assert [spelt[kind]["le nichoir"] for kind in WHOLE] == [
        "LE NICHOIR",
        "Le Nichoir",
        "Le nichoir",
    ]


def test_the_sector_is_frozen_and_blank_is_unknown(give: Give) -> None:
    give(connect=connect())
    found = dict(Enrolment.objects.values_list("participant", "sector"))
    assert found == {
        "T1": "housing",
        "T2": "unknown",
        "T3": "general_social_aid",
        "T4": "general_social_aid",
    }


def test_a_group_code_may_serve_two_programmes(give: Give) -> None:
    give(connect=connect(), support=support())
    assert Group.objects.filter(code="2425-LU").count() == 2
    assert set(Group.objects.filter(code="2425-LU").values_list("cycle")) == {("2024-2025",)}


def test_a_child_may_stand_before_its_parent(give: Give) -> None:
    give(connect=connect())
    child = Event.objects.get(code="EV02")
    assert child.parent == Event.objects.get(code="EV01")
    assert child.programmes == ";connect;pat;"
    corrected = connect()
    rows(corrected, "Événements").copy(3, Code="EV03")
    rows(corrected, "Événements").set(2, "Événement parent", "ev03")
    assert give(connect=corrected).counts["Événements"] == {"new": 1, "changed": 1, "same": 1}
    child.refresh_from_db()
    assert child.parent is not None and child.parent.code == "EV03"


def test_amounts_are_cents_and_a_correction_is_told(give: Give) -> None:
    book = institution()
    rows(book, "Financements").copy(2, Montant=-0.1)
    outcome = give(institution=book)
    assert [place[3] for place in places(outcome.diagnostics, "warning")] == ["negative_amount"]
    assert sorted(FundingLine.objects.values_list("amount_cents", flat=True)) == [
        -10,
        9_000_050,
        14_257_865,
        112_000_000,
    ]
    assert Funder.objects.get(organisation__key="spf sante publique").lines.count() == 1
    assert Assignment.objects.get(worker__code="PA1").funder.name == "SPF Santé publique"


def test_training_days_have_one_owner(give: Give) -> None:
    give(support=support())
    found = TrainingDay.objects.order_by("day").values_list("owner", "session", "audience")
    assert list(found) == [
        ("pat", "", "open_public"),
        ("pat", "", "Équipe Étang"),
        ("training", "F1", ""),
        ("training", "F1", ""),
    ]


def test_repetitions_count_where_the_format_says(give: Give) -> None:
    books = all_three()
    rows(books["institution"], "Dons").copy(2)
    rows(books["support"], "Interventions").copy(2)
    outcome = give(**books)
    assert sorted(place[3] for place in places(outcome.diagnostics, "warning")) == [
        "repeated_row",
        "repeated_row",
    ]
    assert outcome.counts["Dons"]["new"] == outcome.counts["Interventions"]["new"] == 3


WARNED = [
    ("connect", "Animateurs", 3, {"Côté": None}, None),
    ("connect", "Groupes", 2, {"Code": "2425-VE"}, "animators_not_two"),
    ("connect", "Inscriptions", 4, {"Date de retrait": None}, "withdrawn_without_date"),
    ("connect", "Inscriptions", 3, {"Dérogation": None}, "second_of_institution"),
    ("connect", "Participants aux événements", 2, {"Présent": None}, "blank_yes_no"),
    ("connect", "Publications réseaux", 2, {"Thème": "logement"}, "theme_of_own_activity"),
    ("connect", "Institutions", 3, {"Alias": "CPAS de Bruxelles | nichoir"}, "alias_of_two"),
    ("support", "Interventions", 2, {"Intervenants": "PSY1"}, "single_worker"),
    ("support", "Interventions", 2, {"Date": D(2024, 12, 1)}, "intervention_outside_file"),
    ("support", "Demandes", 2, {"Dossier ouvert le": None}, "opened_without_date"),
    ("support", "Demandes", 2, {"Dossier ouvert le": D(2024, 2, 1)}, "opened_before_received"),
    ("support", "PAT activités", 2, {"Intervenants": "PA1"}, "single_worker"),
    ("support", "PAT engagements", 3, {"Année visée": None}, "hire_without_year"),
    ("support", "Intervisions présences", 2, {"Date": D(2024, 10, 10)}, "no_session_that_day"),
    ("support", "Formations participants", 2, {"Date": D(2024, 6, 9)}, "no_session_that_day"),
    ("institution", "Personnel", 4, {"Remplace": "XYZ"}, "unknown_replaced"),
    ("institution", "Personnel", 2, {"Fin": D(2024, 4, 1)}, "fte_above_one"),
    ("institution", "Dons", 2, {"Montant": -5}, "negative_amount"),
]


@pytest.mark.parametrize(("kind", "sheet", "row", "changes", "code"), WARNED)
def test_what_is_doubtful_is_told_and_stored(
    give: Give, kind: str, sheet: str, row: int, changes: dict[str, object], code: str | None
) -> None:
    book = WHOLE[kind]()
    for header, value in changes.items():
        rows(book, sheet).set(row, header, value)
    if code == "animators_not_two":  # the group is new; its rows stay with the other one
        for other in ("Animateurs", "Inscriptions", "Séances"):
            book[other] = [cells for cells in book[other] if cells[0] != "2425-LU"]
    outcome = give(**{kind: book})
    assert outcome.run.state == State.STORED
    assert {found.code for found in outcome.diagnostics} == ({code} if code else set())


@pytest.mark.parametrize("order", list(permutations(WHOLE)), ids="-".join)
def test_any_order_gives_the_same(give: Give, order: tuple[str, ...]) -> None:
    books = all_three()
    give(**{kind: books[kind] for kind in order})
    before = content()
    assert give(**books).run.state == State.UNCHANGED
    assert content() == before


@pytest.mark.parametrize("kind", WHOLE)
def test_each_alone_then_all(give: Give, kind: str) -> None:
    give(**{kind: WHOLE[kind]()})
    outcome = give(**all_three())
    assert outcome.run.state == State.STORED
    assert all(not counts["changed"] for counts in outcome.counts.values())


def test_undo_brings_everything_back(give: Give) -> None:
    run = give(**all_three()).run
    undo(run, actor=None)
    assert not any(content(origins=True).values())


def test_undo_of_a_correction(give: Give) -> None:
    give(**all_three())
    before = content()
    books = all_three()
    rows(books["connect"], "Animateurs").set(2, "Côté", "santé mentale")
    rows(books["connect"], "Animateurs").set(3, "Côté", "social")
    rows(books["connect"], "Événements").set(3, "Co-organisateurs", "Forum")
    rows(books["connect"], "Événements").copy(3, Code="EV03")
    rows(books["support"], "Demandes").set(2, "Dossier", "D2")
    rows(books["support"], "Interventions").set(2, "Dossier", "D2")
    rows(books["support"], "Interventions").set(3, "Dossier", "D2")
    run = give(**books).run
    assert run.state == State.STORED
    assert Animator.objects.get(group__code="2425-LU", code="AN1").side == "mental_health"
    undo(run, actor=None)
    assert without_revisions(content()) == without_revisions(before)


def without_revisions(found: dict[str, list[dict[str, object]]]) -> object:
    return {
        label: [{k: v for k, v in row.items() if k != "revision"} for row in some]
        for label, some in without_keys(found).items()
    }


def test_an_import_others_rest_on_is_not_undone(give: Give) -> None:
    first = give(connect=connect()).run
    give(support=support())
    with pytest.raises(UndoRefused):
        undo(first, actor=None)


def test_two_workbooks_that_disagree(give: Give) -> None:
    """Connect goes first, whatever the order; the other is told that it was not followed."""
    books = {"institution": institution(), "connect": connect()}
    for kind, value in (("institution", 5), ("connect", 7)):
        rows(books[kind], "Historique").new({"Indicateur": "x.y", "Année": 2023, "Valeur": value})
    outcome = give(**books)
    assert [(d.workbook, d.code) for d in outcome.diagnostics] == [
        ("institution_2024.xlsx", "newer_kept")
    ]
    before = content()
    assert give(**books).run.state == State.UNCHANGED
    give(institution=books["institution"])
    assert content() == before


def test_a_merged_name_stays_merged(give: Give) -> None:
    give(connect=connect())
    kept = Organisation.objects.get(key="le nichoir")
    OrganisationAlias.objects.create(organisation=kept, name="La Gerbe", merged=True)
    Session.objects.update(host=kept)
    Animator.objects.update(organisation=kept)
    gone = Organisation.objects.get(key="la gerbe")
    DirectoryEntry.objects.filter(organisation=gone).delete()
    ImportedRecord.objects.filter(table="directory_organisation", object_id=gone.pk).delete()
    gone.delete()
    give(year=2025, connect=connect())
    assert not Organisation.objects.filter(key="la gerbe").exists()


def test_a_file_code_of_an_earlier_import_is_told_at_its_row(give: Give) -> None:
    give(year=2023, support=support())
    book = support()
    rows(book, "Demandes").set(2, "N° demande", "100")
    outcome = give(support=book)
    assert ("Demandes", 2, "", "conflict_with_stored") in places(outcome.diagnostics)
    assert Request.objects.count() == 4


def test_a_later_year_adds_and_keeps(give: Give) -> None:
    give(**all_three())
    books = all_three()
    rows(books["connect"], "Newsletters").new(
        {"Édition": "2025-01", "Date": D(2025, 1, 7), "Délivrés": 752, "Ouvreurs uniques": 344}
    )
    rows(books["connect"], "Institutions").set(2, "Secteur", "migration")
    outcome = give(year=2025, **books)
    assert outcome.run.state == State.STORED
    assert NewsletterEdition.objects.count() == 3
    periods = SectorPeriod.objects.filter(organisation__key="le nichoir", directory="connect")
    assert list(periods.order_by("start").values_list("sector", "start")) == [
        ("housing", D(2024, 1, 1)),
        ("migration", D(2025, 1, 1)),
    ]
    assert Body.objects.count() == 2


FILES = [DATA / "2024" / f"{kind}_2024.xlsx" for kind in (*WHOLE, "housing_first")]


def test_the_four_workbooks_of_the_year() -> None:
    outcome = run_import(FILES, actor=None)
    assert outcome.run.error_count == 0
    assert {d.workbook for d in outcome.diagnostics} == {"housing_first_2024.xlsx"}
    before = content(origins=True)
    again = run_import(reversed(FILES), actor=None)
    assert again.run.state == State.UNCHANGED
    assert content(origins=True) == before
    undo(outcome.run, actor=None)
    assert not any(content(origins=True).values())


@pytest.mark.parametrize("path", FILES[:3], ids=lambda path: path.stem)
def test_each_workbook_of_the_year_alone(path: Path) -> None:
    outcome = run_import([path], actor=None)
    assert outcome.run.state == State.STORED
    assert outcome.diagnostics == []
