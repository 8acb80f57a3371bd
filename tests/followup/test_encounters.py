"""Verbs on encounters: what is asked, what is refused, what is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from filrouge.access.models import User
from filrouge.audit.models import JournalEntry
from filrouge.followup import domain_encounters as domain
from filrouge.followup.encounter_said import Said
from filrouge.followup.models import Encounter, EncounterTopic, FollowUp
from filrouge.records.domain import Conflict, version_of
from filrouge.staff.models import Worker
from tests.access import relations
from tests.dossiers import lives

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def actor(db: None) -> User:
    return User.objects.create(username="mesange", role="care_worker", teams=";act;")


@pytest.fixture
def who(db: None) -> Any:
    return lives.person(41, followed=True)


def a_visit(*persons: Any, **more: Any) -> Said:
    return Said(
        **{
            "persons": [one.pk for one in persons],
            "kind": "home_visit",
            "day": DAY,
            "duration_min": Decimal(45),
            "topics": ["medical", "housing", "medical"],
            **more,
        }
    )


def test_a_held_visit_with_two_persons(actor: User, who: Any) -> None:
    beside, worker = lives.person(42, followed=True), Worker.objects.create(code="LPZ")
    stored = domain.note_encounter(
        actor=actor, said=a_visit(who, beside, workers=[worker.pk], note="Le chêne", place="CLSS")
    )
    encounter = Encounter.objects.get()
    assert (encounter.lead, encounter.person_count) == (who, 2)
    assert set(encounter.persons.all()) == {who, beside}
    assert list(encounter.workers.all()) == [worker]
    assert sorted(one.topic for one in encounter.topics.all()) == ["housing", "medical"]
    assert (encounter.note, encounter.place) == ("Le chêne", "CLSS")
    assert encounter.recorded_by == actor
    assert stored.warnings == []
    line = JournalEntry.objects.get(action="followup.note_encounter")
    assert set(line.persons) == {who.pk, beside.pk}
    assert "chêne" not in str(line.detail)


def test_a_person_a_day_a_kind_are_enough_and_what_figures_miss_is_told(
    actor: User, who: Any
) -> None:
    stored = domain.note_encounter(actor=actor, said=Said([who.pk], "home_visit", DAY))
    assert len(stored.warnings) == 2  # no topic, no duration
    absent = domain.note_encounter(
        actor=actor, said=Said([who.pk], "outing", DAY, status="tenant_absent")
    )
    assert absent.warnings == []
    assert domain.note_encounter(actor=actor, said=Said([who.pk], "phone", DAY)).warnings == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"persons": []}, "persons"),
        ({"kind": ""}, "kind"),
        ({"status": "done"}, "status"),
        ({"day": None}, "day"),
        ({"topics": ["weather"]}, "topics"),
        ({"duration_min": Decimal(601)}, "duration_min"),
        ({"travel_min": Decimal(0)}, "travel_min"),
        ({"kind": "phone", "status": "tenant_absent"}, "status"),
        ({"kind": "case_conference", "status": "tenant_absent"}, "status"),
        ({"status": "cancelled", "cancelled_by": "rain"}, "status"),
        ({"day": timezone.localdate() + timedelta(days=1)}, "day"),
        ({"note": "x" * 20_001}, "note"),
        ({"place": "x" * 201}, "place"),
    ],
)
def test_what_is_refused_says_which_field(
    actor: User, who: Any, change: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        domain.note_encounter(actor=actor, said=replace(a_visit(who), **change))
    assert set(refused.value.message_dict) == {field}
    assert not Encounter.objects.exists()


def test_outside_a_follow_up_it_is_kept_and_after_a_death_refused(actor: User, who: Any) -> None:
    FollowUp.objects.filter(person=who).update(end=date(2026, 3, 1), end_reason="relayed")
    relations._link(actor, who, -10, 10)
    stored = domain.note_encounter(actor=actor, said=a_visit(who, day=date(2026, 2, 1)))
    assert not stored.encounter.outside_follow_up
    early = domain.note_encounter(actor=actor, said=a_visit(who, day=date(2023, 12, 1)))
    assert early.encounter.outside_follow_up
    assert len(early.warnings) == 1
    FollowUp.objects.filter(person=who).update(end=DAY, end_reason="death")
    domain.note_encounter(actor=actor, said=a_visit(who, day=DAY))
    for status in ("held", "planned"):
        with pytest.raises(ValidationError, match="2026"):
            late = a_visit(who, day=DAY + timedelta(days=1), status=status)
            domain.note_encounter(actor=actor, said=late)
    gone = a_visit(who, day=DAY + timedelta(days=1), status="cancelled", cancelled_by="us")
    domain.note_encounter(actor=actor, said=gone)


def test_a_closed_file_is_refused_and_so_is_a_role_without_the_pen(who: Any, actor: User) -> None:
    closed = lives.person(43, followed=True, team="icm")
    housing = User.objects.create(username="sittelle", role="housing_officer", teams=";act;")
    for account, persons in ((actor, (who, closed)), (housing, (who,))):
        with pytest.raises(ValidationError) as refused:
            domain.note_encounter(actor=account, said=a_visit(*persons))
        assert set(refused.value.message_dict) == {"persons"}


def test_one_tap_and_back(actor: User, who: Any) -> None:
    today = timezone.localdate()
    planned = domain.note_encounter(actor=actor, said=a_visit(who, day=today, status="planned"))
    key = planned.encounter.pk

    def now() -> Encounter:
        return Encounter.objects.get(pk=key)

    domain.cancel_encounter(actor=actor, key=key, version=version_of(now()), by="them")
    assert (now().status, now().cancelled_by) == ("cancelled", "them")
    domain.plan_again(actor=actor, key=key, version=version_of(now()))
    assert (now().status, now().cancelled_by) == ("planned", "")
    domain.miss_encounter(actor=actor, key=key, version=version_of(now()))
    assert now().status == "tenant_absent"
    domain.hold_encounter(actor=actor, key=key, version=version_of(now()))
    assert now().status == "held"
    assert EncounterTopic.objects.filter(encounter=key).count() == 2
    with pytest.raises(Conflict):
        domain.miss_encounter(actor=actor, key=key, version="1")
    acts = JournalEntry.objects.filter(subject=f"encounter {key}").values_list("action", flat=True)
    assert len(acts) == 5


def test_correcting_and_deleting(actor: User, who: Any) -> None:
    made = domain.note_encounter(actor=actor, said=a_visit(who, note="Un hêtre")).encounter
    other = lives.person(44, followed=True)
    said = replace(domain.said_of(made), persons=[other.pk, who.pk], topics=["crisis"])
    domain.correct_encounter(actor=actor, key=made.pk, version="1", said=said)
    made = Encounter.objects.get()
    assert (made.lead, made.person_count, made.revision) == (other, 2, 2)
    assert made.note == "Un hêtre"  # sealed again in the file of the new first person
    line = JournalEntry.objects.get(action="followup.correct_encounter")
    assert set(line.detail["changed"]) == {"persons", "topics"}
    again = domain.said_of(made)
    domain.correct_encounter(actor=actor, key=made.pk, version="2", said=again)
    assert Encounter.objects.get().revision == 2  # nothing changed, nothing written
    with pytest.raises(Conflict):
        domain.correct_encounter(actor=actor, key=made.pk, version="1", said=said)
    with pytest.raises(Conflict):
        domain.delete_encounter(actor=actor, key=made.pk, version="1", reason="twice")
    domain.delete_encounter(actor=actor, key=made.pk, version="2", reason="twice")
    assert not Encounter.objects.exists()
    trace = JournalEntry.objects.get(action="followup.delete_encounter")
    assert trace.detail["reason"] == "twice"
