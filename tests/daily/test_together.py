"""Group activities, rounds in the street, work outside files: who is named, what is refused."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from filrouge.audit.models import JournalEntry
from filrouge.common.periods import Period
from filrouge.figures import engine
from filrouge.followup.domain_groups import Group, note_attendance, note_group
from filrouge.followup.domain_rounds import Walk, meet_in_round, note_round
from filrouge.followup.models import (
    Encounter,
    FollowUp,
    GroupActivity,
    GroupAttendance,
    OutreachRound,
    RoundEncounter,
)
from filrouge.harm_reduction.domain import hand_out
from filrouge.staff.models import FollowedTraining, InternalMeeting, Worker, WorkingTime
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers, logged, worker

__all__ = ["logged", "worker"]
pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def group(user: Any, **said: Any) -> GroupActivity:
    return note_group(actor=user, said=Group(**{"kind": "sport", "day": TODAY(), **said}))


def test_an_activity_is_added_corrected_deleted(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    code = Worker.objects.create(code="PIC", account=user)
    client = logged(user)
    assert "checked" in client.get(reverse("daily:new_group")).content.decode()
    posted = {"kind": "cultural", "day": TODAY(), "place": "Salle du Pic", "workers": [code.pk]}
    assert client.post(reverse("daily:new_group"), posted).status_code == 302
    found = GroupActivity.objects.get()
    assert (found.kind, found.others, found.workers.get()) == ("cultural", 0, code)
    edit = reverse("daily:edit_group", args=[found.pk])
    assert client.post(edit, {**posted, "others": "4", "version": "1"}).status_code == 302
    assert client.post(edit, {**posted, "others": "9", "version": "1"}).status_code == 409
    found.refresh_from_db()
    assert found.others == 4
    delete = reverse("daily:delete_group", args=[found.pk])
    assert client.post(delete, {"version": "2", "reason": ""}).status_code == 422
    assert client.post(delete, {"version": "1", "reason": "twice"}).status_code == 422
    assert client.post(delete, {"version": "2", "reason": "twice"}).status_code == 302
    assert not GroupActivity.objects.exists()
    assert JournalEntry.objects.get(action="followup.delete_group").detail["reason"] == "twice"


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "nothing"},
        {"kind": ""},
        {"day": "2999-01-01"},
        {"duration_min": "0"},
        {"duration_min": "2000"},
        {"others": "-1"},
        {"others": "501"},
        {"partner": "Nobody knows"},
        {"workers": ["99"]},
    ],
)
def test_an_activity_that_cannot_be(
    worker: Workers, logged: Logged, wrong: dict[str, object]
) -> None:
    posted = {"kind": "sport", "day": TODAY(), **wrong}
    client = logged(worker("care_worker"))
    assert client.post(reverse("daily:new_group"), posted).status_code == 422
    assert not GroupActivity.objects.exists()


def test_two_letters_and_a_tap_say_who_came(worker: Workers, logged: Logged) -> None:
    """Only persons of open files are found and named; the others are a number."""
    user = worker("peer_worker")
    mine, other = lives.person(31, followed=True), lives.person(32, followed=True, team="icm")
    activity = group(user)
    GroupAttendance.objects.create(
        activity=activity, person=other, day=activity.day, status="present"
    )
    client, here = logged(user), reverse("daily:group", args=[activity.pk])
    found = client.post(here, {"letters": "zqlast"}).content.decode()
    assert lives.canary("last", 31) in found
    assert lives.canary("last", 32) not in found
    client.post(here, {"person": mine.pk, "status": "present"})
    client.post(here, {"person": other.pk, "status": "absent"})
    assert set(GroupAttendance.objects.values_list("person", "status")) == {
        (mine.pk, "present"),
        (other.pk, "present"),
    }
    since = JournalEntry.objects.latest("pk").pk
    told = client.get(here).content.decode()
    assert lives.canary("last", 31) in told
    assert lives.canary("last", 32) not in told
    assert "1 personne" in told or "1 person whose" in told
    entry = JournalEntry.objects.get(pk__gt=since)
    assert (entry.action, entry.persons) == ("dossiers.read_group", [mine.pk])
    client.post(here, {"person": mine.pk, "status": ""})
    assert GroupAttendance.objects.count() == 1
    assert client.post(here, {"letters": "z"}).status_code == 422
    listed = client.get(reverse("daily:groups")).content.decode()
    assert not lives.WORD.search(listed)


def test_nobody_comes_after_their_death_nor_without_an_open_file(worker: Workers) -> None:
    user, who = worker("care_worker"), lives.person(33, followed=True)
    activity = group(user)
    for person, status in ((who.pk, "late"), (lives.person(34).pk, "present"), (999, "present")):
        with pytest.raises(ValidationError):
            note_attendance(actor=user, activity=activity, person_id=person, status=status)
    follow_up = FollowUp.objects.get(person=who)
    follow_up.end, follow_up.end_reason = TODAY() - timedelta(days=3), "death"
    follow_up.save()
    with pytest.raises(ValidationError):
        note_attendance(actor=user, activity=activity, person_id=who.pk, status="present")


def test_an_activity_with_a_closed_file_is_not_deleted(worker: Workers, logged: Logged) -> None:
    user, other = worker("care_worker"), lives.person(35, followed=True, team="icm")
    activity = group(user)
    GroupAttendance.objects.create(
        activity=activity, person=other, day=activity.day, status="present"
    )
    url = reverse("daily:delete_group", args=[activity.pk])
    posted = {"version": "1", "reason": "twice"}
    assert logged(user).post(url, posted).status_code == 422
    assert GroupActivity.objects.exists()


def test_a_round_notes_an_encounter_for_each_known_person(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    code = Worker.objects.create(code="PIC", account=user)
    who, closed = lives.person(36, followed=True), lives.person(37)
    client = logged(user)
    posted = {"day": TODAY(), "zone": "21001", "contacts": "7", "workers": [code.pk]}
    assert client.post(reverse("daily:new_round"), posted).status_code == 302
    walk = OutreachRound.objects.get()
    here = reverse("daily:round", args=[walk.pk])
    assert lives.canary("last", 36) in client.post(here, {"letters": "zqlast"}).content.decode()
    for person in (who.pk, who.pk, closed.pk, 999):
        client.post(here, {"person": person})
    met = Encounter.objects.get()
    shown = client.get(here).content.decode()
    assert f"/noter/?rencontre={met.pk}" in shown  # a slip of the thumb has a way back
    assert (met.kind, met.status, met.day, met.lead) == ("street_outreach", "held", TODAY(), who)
    assert met.workers.get() == code
    assert RoundEncounter.objects.get().encounter == met
    hand_out(actor=user, day=TODAY(), items={"nacl": 4}, outreach_round=walk.pk)
    told = client.get(here).content.decode()
    assert lives.canary("last", 36) in told
    assert "NaCl" not in told
    assert "4 articles" in told or "4 items" in told
    edit = reverse("daily:edit_round", args=[walk.pk])
    moved = {**posted, "day": TODAY() - timedelta(days=1), "version": "1"}
    assert client.post(edit, moved).status_code == 422
    assert client.post(edit, {**posted, "contacts": "8", "version": "1"}).status_code == 302
    assert client.post(edit, {**posted, "version": "1"}).status_code == 409
    delete = reverse("daily:delete_round", args=[walk.pk])
    assert client.post(delete, {"version": "2", "reason": "typed_wrong"}).status_code == 302
    assert Encounter.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", [{"day": "2999-01-01"}, {"zone": "x"}, {"contacts": "501"}, {"duration_min": "1441"}]
)
def test_a_round_that_cannot_be(worker: Workers, logged: Logged, wrong: dict[str, str]) -> None:
    client = logged(worker("care_worker"))
    answer = client.post(reverse("daily:new_round"), {"day": TODAY(), **wrong})
    assert answer.status_code == 422
    assert not OutreachRound.objects.exists()


def test_groups_and_rounds_change_no_figure(worker: Workers) -> None:
    """Every figure of the year, before and after; a known person met is an encounter, as always."""
    user, who = worker("care_worker"), lives.person(38, followed=True)
    lives.records(who)
    year = Period.year(TODAY().year)
    before = {key: one.text for key, one in engine.compute(year).items()}
    activity = group(user, others=12, duration_min=90)
    note_attendance(actor=user, activity=activity, person_id=who.pk, status="present")
    walk = note_round(actor=user, said=Walk(day=TODAY(), contacts=9, duration_min=120))
    FollowedTraining.objects.create(
        worker=Worker.objects.create(code="GOB"), day=TODAY(), hours=3, subject="Deuil"
    )
    after = {key: one.text for key, one in engine.compute(year).items()}
    assert {key: (before[key], after[key]) for key in before if before[key] != after[key]} == {}
    meet_in_round(actor=user, walk=walk, person_id=who.pk)
    met = {key: one.text for key, one in engine.compute(year).items()}
    published = [key for key in before if before[key] != met[key]]
    assert [key for key in published if "visits" in key or "outings" in key] == []


def test_a_meeting_a_training_and_hours_in_three_taps(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    me = Worker.objects.create(code="PIC", account=user)
    client, here = logged(user), reverse("daily:work")
    assert client.get(here).status_code == 200
    meeting = {"what": "meeting", "meeting-day": TODAY(), "meeting-team": "hf_act"}
    assert client.post(here, {**meeting, "meeting-kind": "team_meeting"}).status_code == 302
    assert client.post(here, {**meeting, "meeting-kind": "team_meeting"}).status_code == 422
    for wrong in (
        {"meeting-kind": "away_day"},
        {"meeting-kind": "team_meeting", "meeting-team": "connect"},
        {"meeting-kind": "team_meeting", "meeting-day": "2999-01-01"},
    ):
        assert client.post(here, {**meeting, **wrong}).status_code == 422
    assert InternalMeeting.objects.count() == 1
    training = {
        "what": "training",
        "training-subject": "Deuil",
        "training-day": TODAY(),
        "training-hours": "3.5",
        "training-worker": me.pk,
    }
    assert client.post(here, training).status_code == 302
    assert client.post(here, {**training, "training-hours": "25"}).status_code == 422
    assert FollowedTraining.objects.get().hours == Decimal("3.5")
    hours = {
        "what": "hours",
        "hours-activity": "network",
        "hours-hours": "6",
        "hours-month": TODAY(),
        "hours-team": "hf_act",
    }
    assert client.post(here, hours).status_code == 302
    assert WorkingTime.objects.get().month == TODAY().replace(day=1)
    assert client.post(here, {**hours, "hours-team": "pat"}).status_code == 422
    assert client.post(here, {"what": "nothing"}).status_code == 422
    assert "Deuil" in client.get(here).content.decode()


def test_meetings_noted_by_pages_are_those_that_figures_count(
    worker: Workers, logged: Logged
) -> None:
    """Supervisions and away days of the mobile team are published; those of Housing First are kept
    in the same table, and in no figure."""
    year = Period.year(TODAY().year)
    names = ("support.mobile.team.external_supervisions", "support.mobile.team.away_days")

    def published() -> list[str]:
        report = engine.compute(year)
        return [report[name].text for name in names]

    url = reverse("records:new", args=["reunions-internes"])
    mobile, care = logged(worker("finance_director", teams="")), logged(worker("care_worker"))
    said = {"team": "mobile", "day": TODAY(), "days": ""}
    assert mobile.post(url, said | {"kind": "external_supervision"}).status_code == 302
    assert mobile.post(url, said | {"kind": "away_day", "days": "1.5"}).status_code == 302
    assert published() == ["1", "1.5"]
    meeting = {"what": "meeting", "meeting-day": TODAY(), "meeting-team": "hf_act"}
    for kind in ("team_meeting", "collective_supervision", "external_supervision"):
        answer = care.post(reverse("daily:work"), {**meeting, "meeting-kind": kind})
        assert answer.status_code == 302
    assert InternalMeeting.objects.filter(team="hf_act").count() == 3
    assert published() == ["1", "1.5"]


def test_the_direction_writes_what_is_of_its_teams(worker: Workers, logged: Logged) -> None:
    client = logged(worker("hf_director"))
    url = reverse("records:new", args=["reunions-internes"])
    posted = {"team": "hf_icm", "kind": "team_meeting", "day": TODAY(), "days": ""}
    assert client.post(url, {**posted, "team": "connect"}).status_code == 422
    assert client.post(url, posted).status_code == 302
    own = InternalMeeting.objects.get()
    theirs = InternalMeeting.objects.create(team="pat", kind="team_meeting", day=TODAY())
    for record, expected in ((own, 200), (theirs, 403)):
        for act in ("edit", "delete"):
            url = reverse(f"records:{act}", args=["reunions-internes", record.pk])
            assert client.get(url).status_code == expected
    url = reverse("records:edit", args=["reunions-internes", own.pk])
    assert client.post(url, {**posted, "team": "pat", "version": "1"}).status_code == 422
    assert client.get(reverse("records:new", args=["intervenants"])).status_code == 200
    officer = logged(worker("housing_officer"))
    assert officer.get(reverse("records:new", args=["reunions-internes"])).status_code == 403


def test_closed_to_whoever_does_no_care(worker: Workers, logged: Logged) -> None:
    for role in ("housing_officer", "support_worker", "administrator"):
        client = logged(worker(role))
        for name in ("groups", "rounds", "new_group", "new_round"):
            assert client.get(reverse(f"daily:{name}")).status_code == 403
    assert logged(worker("connect_officer")).get(reverse("daily:work")).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("place", "asked"), [("groups", 5), ("rounds", 4), ("work", 6)])
def test_questions_of_lists_do_not_grow(
    worker: Workers,
    logged: Logged,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
    place: str,
    asked: int,
) -> None:
    user = worker("care_worker")
    client = logged(user)
    Worker.objects.create(code="PIC", account=user)
    for one in range(number):
        group(user)
        note_round(actor=user, said=Walk(day=TODAY()))
        day = TODAY() - timedelta(days=one)
        InternalMeeting.objects.create(team="hf_act", kind="team_meeting", day=day)
    with django_assert_num_queries(asked):
        client.get(reverse(f"daily:{place}"))


@pytest.mark.parametrize("number", [1, 3])
def test_questions_of_pages_do_not_grow(
    worker: Workers,
    logged: Logged,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
) -> None:
    user = worker("care_worker")
    activity, walk = group(user), note_round(actor=user, said=Walk(day=TODAY()))
    for one in range(number):
        who = lives.person(50 + one, followed=True)
        note_attendance(actor=user, activity=activity, person_id=who.pk, status="present")
        meet_in_round(actor=user, walk=walk, person_id=who.pk)
    client = logged(user)
    with django_assert_num_queries(11):
        client.get(reverse("daily:group", args=[activity.pk]))
    with django_assert_num_queries(12):
        client.get(reverse("daily:round", args=[walk.pk]))
