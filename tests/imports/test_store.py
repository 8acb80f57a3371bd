"""All or nothing, again and again, corrected, undone."""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from filrouge.audit.models import JournalEntry, Provenance
from filrouge.directory.models import Agreement, Organisation, OrganisationAlias
from filrouge.followup.models import (
    Encounter,
    EncounterPerson,
    EncounterTopic,
    EncounterWorker,
    FollowUp,
    FollowUpTerm,
    FunctioningScore,
    NetworkLink,
    ReviewedSubstance,
)
from filrouge.harm_reduction.models import MaterialIssue
from filrouge.housing.models import Dwelling, RentLine, Stay
from filrouge.imports import api
from filrouge.imports.api import Outcome, Source, run_import, undo
from filrouge.imports.models import ImportedRecord, ImportRun
from filrouge.imports.records import ALL_STEPS
from filrouge.people.models import Income, Person
from filrouge.staff.models import Worker
from filrouge.training.models import TrainingDay
from tests.imports.books import NAME, Book, places, rows, save, whole
from tests.imports.stored import TABLES, content, without_keys

pytestmark = pytest.mark.django_db
D = date
State = ImportRun.State


@pytest.fixture
def give(tmp_path: Path) -> Callable[..., Outcome]:
    """Import a workbook: `give(book)`, `give(book, "housing_first_2025.xlsx")`."""

    def run(book: Book, name: str = NAME, **options: Any) -> Outcome:
        return run_import([Source(save(book, tmp_path / "b.xlsx"), name)], actor=None, **options)

    return run


def test_what_a_workbook_becomes(give: Callable[..., Outcome]) -> None:
    outcome = give(whole())
    assert outcome.ok and outcome.run.state == State.STORED
    person = Person.objects.get(number=1)
    assert (person.sex, person.birth_date, person.has_administrator) == ("M", D(1970, 5, 23), False)
    assert person.referrer is not None and person.referrer.name == "Projet Lama"
    assert list(
        FollowUp.objects.order_by("person__number", "start").values_list(
            "person__number", "start", "end", "end_reason", "resumed"
        )
    ) == [
        (1, D(2020, 7, 7), None, "", False),
        (2, D(2021, 2, 15), D(2024, 2, 16), "death", False),
        (3, D(2022, 3, 1), D(2023, 6, 30), "stabilised", False),
        (3, D(2024, 2, 1), None, "", True),
    ]
    assert list(
        FollowUpTerm.objects.filter(person=person)
        .order_by("effective_on")
        .values_list("effective_on", "team", "funding", "initial")
    ) == [(D(2020, 7, 7), "act", "cocom", True), (D(2023, 1, 1), "icm", "", False)]
    first, second = Encounter.objects.order_by("day")
    assert (first.kind, first.status, first.time) == ("home_visit", "held", time(9, 30))
    assert (first.duration_min, first.travel_min) == (Decimal(45), Decimal(20))
    assert sorted(first.topics.values_list("topic", flat=True)) == ["daily_life", "housing"]
    assert sorted(first.workers.values_list("code", flat=True)) == ["ABC", "DEF"]
    assert sorted(second.persons.values_list("number", flat=True)) == [1, 3]
    assert (second.lead, second.person_count, second.outside_follow_up) == (person, 2, False)
    assert OrganisationAlias.objects.get().name == "Lama"
    assert Dwelling.objects.get(code="L1").rent_cents == 49324
    assert Dwelling.objects.get(code="L2").landlord == Dwelling.objects.get(code="L1").landlord
    assert RentLine.objects.get().rent_cents == 50550
    assert NetworkLink.objects.get().commune == "21004"
    assert MaterialIssue.objects.get().person is None
    assert TrainingDay.objects.get().trainers.get().code == "ABC"
    assert sorted(ReviewedSubstance.objects.values_list("substance", "stopped")) == [
        ("alcohol", False),
        ("cannabis", False),
        ("heroin", True),
    ]
    assert outcome.counts["Rencontres"] == {"new": 2, "changed": 0, "same": 0}


def test_where_each_record_came_from(give: Callable[..., Outcome]) -> None:
    run = give(whole()).run
    stay = Stay.objects.get(person__number=3)
    origin = Provenance.objects.get(table="housing_stay", object_id=stay.pk)
    assert (origin.workbook, origin.sheet, origin.row) == (NAME, "Occupations", 5)
    assert origin.run_id == run.pk
    made = sum(step.model._base_manager.count() for step in ALL_STEPS)
    assert Provenance.objects.count() == ImportedRecord.objects.count() == made


def test_the_journal_says_who(give: Callable[..., Outcome]) -> None:
    give(whole())
    entry = JournalEntry.objects.get(action="imports.store_run")
    assert entry.persons == sorted(Person.objects.values_list("pk", flat=True))


def test_the_same_file_again_changes_nothing(give: Callable[..., Outcome]) -> None:
    give(whole())
    before = content(origins=True)
    outcome = give(whole())
    assert outcome.run.state == State.UNCHANGED
    assert [d.code for d in outcome.diagnostics] == ["nothing_changed"]
    assert content(origins=True) == before


def test_rows_in_another_order_change_nothing(give: Callable[..., Outcome]) -> None:
    give(whole())
    before = content()
    book = whole()
    for name, cells in book.items():
        if name != "Listes":  # the order of a published list means something
            book[name] = [cells[0], *reversed(cells[1:])]
    assert give(book).run.state == State.UNCHANGED
    assert content() == before


def test_a_refused_file_stores_nothing(give: Callable[..., Outcome]) -> None:
    book = whole()
    rows(book, "Listes").set(2, "Année", "deux mille")
    outcome = give(book)
    assert outcome.run.state == State.REFUSED
    assert not any(content(origins=True).values())


def test_one_refused_file_among_two_stores_nothing(tmp_path: Path) -> None:
    good = save(whole(), tmp_path / "housing_first_2023.xlsx")
    book = whole()
    rows(book, "EGF").set(2, "Score", 101)
    bad = save(book, tmp_path / NAME)
    assert not run_import([good, bad], actor=None).ok
    assert not any(content(origins=True).values())


def test_the_same_workbook_twice_in_one_run_is_refused(tmp_path: Path) -> None:
    one = save(whole(), tmp_path / NAME)
    two = save(whole(), tmp_path / "Housing First 2024 v2.xlsx")
    assert [d.code for d in run_import([one, two], actor=None).diagnostics] == [
        "same_workbook_twice"
    ]


def test_a_dry_run_says_all_and_stores_nothing(give: Callable[..., Outcome]) -> None:
    outcome = give(whole(), dry_run=True)
    assert outcome.ok and outcome.run.state == State.CHECKED
    assert outcome.counts["Rencontres"]["new"] == 2
    assert not any(content(origins=True).values())
    assert not ImportRun.objects.exists() and not JournalEntry.objects.exists()


def test_an_interrupted_run_stores_nothing(
    give: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(api.journal, "record", fail)
    with pytest.raises(RuntimeError):
        give(whole())
    assert not any(content(origins=True).values())
    assert ImportRun.objects.get().state == State.FAILED


# --- Corrections ---------------------------------------------------------------------------


def corrected(book: Book) -> Book:
    """Values, dates, parts and keys corrected, as somebody does who reads the report."""
    rows(book, "Locataires").set(2, "Date de naissance", D(1971, 5, 23))
    rows(book, "Rencontres").set(2, "Domaines", "psy")
    rows(book, "Rencontres").set(2, "Durée (min)", 50)
    rows(book, "Rencontres").set(3, "Date", D(2024, 3, 6))
    rows(book, "Occupations").set(2, "Sortie", D(2023, 6, 1))
    rows(book, "Occupations").set(3, "Entrée", D(2023, 6, 1))
    rows(book, "Consommations").set(2, "Produits", "aucun")
    rows(book, "Matériel RdR").set(2, "Quantité", 9)
    rows(book, "Listes").set(3, "Élément", "soins")
    rows(book, "Formations HF").set(2, "Formateurs", "XYZ")
    return book


def test_a_corrected_file_changes_what_was_corrected(give: Callable[..., Outcome]) -> None:
    give(whole())
    before = {model: model._base_manager.count() for model in TABLES}
    outcome = give(corrected(whole()))
    assert outcome.run.state == State.STORED
    assert outcome.counts["Rencontres"] == {"new": 0, "changed": 2, "same": 0}
    assert outcome.counts["Locataires"] == {"new": 0, "changed": 1, "same": 2}
    assert Person.objects.get(number=1).birth_date == D(1971, 5, 23)
    assert Person.objects.get(number=1).revision == 2
    assert Person.objects.get(number=2).revision == 1
    first, second = Encounter.objects.order_by("day")
    assert list(first.topics.values_list("topic", flat=True)) == ["mental_health"]
    assert first.duration_min == 50
    assert second.day == D(2024, 3, 6)
    assert list(Stay.objects.filter(person__number=1).order_by("start").values_list("start")) == [
        (D(2020, 7, 7),),
        (D(2023, 6, 1),),
    ]
    assert not ReviewedSubstance.objects.filter(stopped=False).exists()
    assert TrainingDay.objects.get().trainers.get().code == "XYZ"
    after = {model: model._base_manager.count() for model in TABLES}
    del before[ReviewedSubstance], after[ReviewedSubstance]
    del before[EncounterTopic], after[EncounterTopic]
    before[Worker] += 1
    assert after == before
    assert give(corrected(whole())).run.state == State.UNCHANGED


def test_stays_that_swap_their_dates(give: Callable[..., Outcome]) -> None:
    """Each new interval overlaps the other's former one: they are never stored half-way."""
    give(whole())
    book = whole()
    stays = rows(book, "Occupations")
    stays.set(2, "Entrée", D(2023, 5, 2))
    stays.set(2, "Sortie", None)
    stays.set(2, "Destination", None)
    stays.set(3, "Entrée", D(2020, 7, 7))
    stays.set(3, "Sortie", D(2023, 5, 2))
    stays.set(3, "Destination", "Rue")
    assert give(book).run.state == State.STORED
    assert list(
        Stay.objects.filter(person__number=1).order_by("start").values_list("dwelling__code", "end")
    ) == [("L2", D(2023, 5, 2)), ("L1", None)]


def test_rows_that_left_the_file_stay_and_are_told(give: Callable[..., Outcome]) -> None:
    give(whole())
    book = whole()
    del book["Rencontres"][2]
    outcome = give(book)
    assert Encounter.objects.count() == 2
    (told,) = [d for d in outcome.diagnostics if d.code == "rows_gone"]
    assert told.severity == "warning" and told.params == {"count": "1", "where": "Rencontres 3"}


def test_a_row_that_meets_one_that_left_is_told(give: Callable[..., Outcome]) -> None:
    """The database would refuse the overlap: the row is named instead."""
    give(whole())
    book = whole()
    stays = rows(book, "Occupations")
    del stays.cells[2]
    row = stays.new({"N°": 1, "Code logement": "L1", "Entrée": D(2024, 1, 1)})
    before = content(origins=True)
    outcome = give(book)
    assert places(outcome.diagnostics) == [("Occupations", row, "", "conflict_with_stored")]
    assert content(origins=True) == before


def test_a_record_changed_in_the_product_is_not_overwritten(give: Callable[..., Outcome]) -> None:
    give(whole())
    Person.objects.filter(number=1).update(first_name="Cygnus", revision=2)
    assert give(whole()).run.state == State.UNCHANGED  # the file did not change
    outcome = give(corrected(whole()))
    assert ("Locataires", 2, "", "edited_since") in places(outcome.diagnostics)
    assert Person.objects.get(number=1).first_name == "Cygnus"


def test_a_record_made_in_the_product_is_not_doubled(give: Callable[..., Outcome]) -> None:
    Person.objects.create(number=2, sex="F", birth_date=D(1980, 1, 1))
    Worker.objects.create(code="ABC")
    outcome = give(whole())
    assert places(outcome.diagnostics) == [("Locataires", 3, "", "conflict_with_stored")]
    assert Person.objects.count() == 1


def test_the_workbook_of_the_next_year_repeats_older_rows(give: Callable[..., Outcome]) -> None:
    give(whole())
    before = content()
    book = whole()
    rows(book, "Rencontres").copy(2, Date=D(2025, 1, 7))
    tenants = rows(book, "Locataires")
    tenants.set(2, "Fin d'accompagnement", D(2025, 3, 1))
    tenants.set(2, "Motif de fin", "Autre")
    outcome = give(book, "housing_first_2025.xlsx")
    assert outcome.counts["Rencontres"] == {"new": 1, "changed": 0, "same": 2}
    assert [len(some) for some in content().values()] != [len(some) for some in before.values()]
    assert Person.objects.count() == 3 and Encounter.objects.count() == 3
    again = give(whole())  # the workbook of 2024 knows nothing of the end in 2025
    assert again.run.state == State.UNCHANGED
    assert [d.code for d in again.diagnostics] == ["newer_kept", "nothing_changed"]
    assert FollowUp.objects.get(person__number=1).end == D(2025, 3, 1)


def test_two_like_deliveries_of_a_day_are_two(give: Callable[..., Outcome]) -> None:
    book = whole()
    rows(book, "Matériel RdR").copy(2)
    give(book)
    assert MaterialIssue.objects.count() == 2
    assert give(book).run.state == State.UNCHANGED


def test_an_encounter_outside_a_follow_up_is_marked(give: Callable[..., Outcome]) -> None:
    book = whole()
    rows(book, "Rencontres").set(2, "Date", D(2020, 7, 6))
    give(book)
    assert list(Encounter.objects.order_by("day").values_list("outside_follow_up", flat=True)) == [
        True,
        False,
    ]


def test_a_record_that_a_partner_has_under_another_part_is_one(
    give: Callable[..., Outcome],
) -> None:
    book = whole()
    rows(book, "Conventions").set(2, "Partenaire", "ais  FOREST")
    give(book)
    assert Agreement.objects.get().organisation == Dwelling.objects.all()[0].landlord.organisation
    assert Organisation.objects.filter(key="ais forest").count() == 1


# --- Undo ----------------------------------------------------------------------------------


def test_undoing_the_first_import_leaves_nothing(give: Callable[..., Outcome]) -> None:
    run = give(whole()).run
    undo(run, actor=None)
    run.refresh_from_db()
    assert run.state == State.UNDONE and run.undone_at
    assert not any(content(origins=True).values())
    assert not Provenance.objects.exists()
    assert JournalEntry.objects.filter(action="imports.undo_run").exists()
    assert give(whole()).run.state == State.STORED


def test_undoing_a_correction_brings_back_every_value(give: Callable[..., Outcome]) -> None:
    give(whole())
    before = without_keys(content(origins=True))
    run = give(corrected(whole())).run
    assert without_keys(content(origins=True)) != before
    undo(run, actor=None)
    assert without_keys(content(origins=True)) == before
    assert give(corrected(whole())).run.state == State.STORED


def test_undoing_twice_is_refused(give: Callable[..., Outcome]) -> None:
    run = give(whole()).run
    undo(run, actor=None)
    with pytest.raises(api.UndoRefused):
        undo(run, actor=None)


def test_a_later_import_of_the_same_records_is_undone_first(give: Callable[..., Outcome]) -> None:
    first = give(whole()).run
    second = give(corrected(whole())).run
    before = content(origins=True)
    with pytest.raises(api.UndoRefused, match=str(second.pk)):
        undo(first, actor=None)
    assert content(origins=True) == before
    undo(second, actor=None)
    undo(first, actor=None)
    assert not any(content(origins=True).values())


def test_a_later_import_that_rests_on_it_is_undone_first(give: Callable[..., Outcome]) -> None:
    first = give(whole()).run
    book = whole()
    rows(book, "Rencontres").copy(2, Date=D(2024, 5, 7))
    give(book)
    before = content(origins=True)
    with pytest.raises(api.UndoRefused):
        undo(first, actor=None)
    assert content(origins=True) == before


@pytest.mark.parametrize("model", [Person, Encounter, Stay, Income, FunctioningScore, TrainingDay])
def test_a_change_in_the_product_forbids_undoing(
    give: Callable[..., Outcome], model: type[models.Model]
) -> None:
    run = give(whole()).run
    one = model._base_manager.order_by("pk").first()
    assert one is not None
    model._base_manager.filter(pk=one.pk).update(revision=2)
    before = content(origins=True)
    with pytest.raises(api.UndoRefused):
        undo(run, actor=None)
    assert content(origins=True) == before


def test_a_record_that_rests_on_it_forbids_undoing(give: Callable[..., Outcome]) -> None:
    run = give(whole()).run
    Income.objects.create(person=Person.objects.get(number=3), kind="pension", start=D(2024, 1, 1))
    before = content(origins=True)
    with pytest.raises(api.UndoRefused):
        undo(run, actor=None)
    assert content(origins=True) == before


def test_a_training_given_since_by_an_imported_worker_forbids_undoing(
    give: Callable[..., Outcome],
) -> None:
    run = give(whole()).run
    day = TrainingDay.objects.create(
        session="S", module="M", day=D(2025, 1, 1), duration_days=1, status="given"
    )
    day.trainers.add(Worker.objects.get(code="DEF"))
    with pytest.raises(api.UndoRefused):
        undo(run, actor=None)
    assert day.trainers.count() == 1


# --- Cost ----------------------------------------------------------------------------------


def _queries(give: Callable[..., Outcome], book: Book) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert give(book).ok
    return len(captured)


@pytest.mark.parametrize("times", [1, 3])
def test_the_number_of_queries_does_not_grow_with_rows(
    give: Callable[..., Outcome], times: int
) -> None:
    book = whole()
    for number in range(times - 1):
        rows(book, "Rencontres").copy(2, Date=D(2024, 4, 1 + number))
        rows(book, "Locataires").copy(2, **{"N°": 10 + number})
        rows(book, "Occupations").copy(3, **{"N°": 10 + number, "Entrée": D(2020, 7, 7)})
    # PostgreSQL is asked for a lock before, and to count what was filled after.
    locks = 2 if connection.vendor == "postgresql" else 0
    # Three for the chain of the journal and the keys of the notes.
    assert _queries(give, book) == 128 + locks


WRITTEN_BY_PAGES = """
followup.CloseTie followup.Confirmation followup.EncounterDraft followup.EncounterPartner
followup.Goal followup.GroupActivity followup.GroupActivity_workers followup.GroupAttendance
followup.HealthEvent followup.LifeEvent followup.MeetingRhythm followup.OutreachRound
followup.OutreachRound_workers followup.RoundEncounter followup.Task
harm_reduction.Kit harm_reduction.KitItem harm_reduction.Order harm_reduction.OrderLine
harm_reduction.StockMovement
housing.Advance housing.Arrears housing.DwellingPhoto housing.DwellingState housing.FurnitureItem
housing.FurnitureMovement housing.Guarantee housing.HeadLease housing.Inspection
housing.InspectionPhoto housing.Instalment housing.KeyHandover housing.LandlordAgreement
housing.LandlordStage housing.LedgerEntry housing.MovePlan housing.MovePlan_workers
housing.TitleStep
people.HomelessnessPeriod staff.Absence staff.CalendarFeed staff.FollowedTraining"""
"""What a day at work holds and no workbook does."""


def test_every_imported_model_is_read_by_a_step() -> None:
    """Nothing of the domain stays out of what is stored, compared and undone here."""
    written = {model._meta.label for model in TABLES}
    domain = {"people", "followup", "housing", "harm_reduction", "training", "directory", "staff"}
    all_models = {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in domain | {"context"}
    }
    # Merging and publishing are decisions: neither is imported.
    decided = {"directory.OrganisationMerge", "context.FrozenFigure"}
    assert all_models - written == decided | set(WRITTEN_BY_PAGES.split())


def test_parts_are_not_left_behind(give: Callable[..., Outcome]) -> None:
    run = give(whole()).run
    undo(run, actor=None)
    assert not EncounterPerson.objects.exists() and not EncounterWorker.objects.exists()
