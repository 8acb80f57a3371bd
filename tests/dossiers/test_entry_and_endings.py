"""A first entry and an ending by their pages: all at once, or nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from filrouge.access.models import CareLink, User
from filrouge.audit.models import JournalEntry
from filrouge.dossiers.domain_endings import end_follow_up, resume_follow_up
from filrouge.dossiers.domain_entry import enter_candidate
from filrouge.followup.models import Encounter, EncounterPerson, FollowUp, FollowUpTerm, Task
from filrouge.followup.rules import living
from filrouge.housing.models import KeyHandover, Stay, Title
from filrouge.people.models import Candidate, HomelessnessPeriod, Person
from filrouge.staff.models import InternalMeeting
from tests.dossiers.paths import dwelling, entered, entry, home, planned

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
START = TODAY - timedelta(days=100)
DEATH = TODAY - timedelta(days=2)


@pytest.fixture
def actor(worker: Any) -> User:
    made: User = worker("hf_director")
    return made


def selected(**values: Any) -> Candidate:
    return Candidate.objects.create(
        **{"code": "C1", "state": "selected", "first_name": "Ortie", "last_name": "Bruant"} | values
    )


def said(referent: User, **more: Any) -> dict[str, Any]:
    """The form of an entry, as a browser sends it."""
    return {
        "number": 7,
        "first_name": "Ortie",
        "last_name": "Bruant",
        "sex": "F",
        "birth_date": "1980-05-05",
        "start": START.isoformat(),
        "team": "act",
        "funding": "cocom",
        "referent": referent.pk,
        "dwelling": "",
        "housed_on": "",
        "title_kind": "",
        "title_end": "",
        "rolling": "",
    } | more


def test_one_page_makes_the_whole_entry(actor: User, worker: Any, logged: Any) -> None:
    referent, where = worker("care_worker", name="pic"), dwelling("D1")
    candidate = selected(contact="Genêt", birth_date=date(1980, 5, 5), ethos=2)
    HomelessnessPeriod.objects.create(
        candidate=candidate, situation="1", start=START - timedelta(days=400), certainty="told"
    )
    client = logged(actor)
    address = reverse("dossiers:enter", args=[candidate.pk])
    assert "Bruant" in client.get(address).content.decode()
    asked = said(referent, dwelling=where.pk, title_kind="transit")
    answer = client.post(address, asked)
    person = Person.objects.get()
    assert answer.url == reverse("dossiers:file", args=[person.pk])
    assert (person.number, str(person), person.ethos) == (7, "Ortie Bruant", 1)
    assert (person.street_months_24, person.street_months_36) == (13, 13)
    follow_up, term = FollowUp.objects.get(), FollowUpTerm.objects.get()
    assert (follow_up.start, follow_up.resumed) == (START, False)
    assert (term.team, term.funding, term.initial) == ("act", "cocom", True)
    stay, title = Stay.objects.get(), Title.objects.get()
    assert (stay.dwelling, stay.start, title.kind) == (where, START, "transit")
    link = CareLink.objects.get()
    assert (link.worker, link.kind, link.person_id) == (referent, "referent", person.pk)
    period = HomelessnessPeriod.objects.get()
    assert (period.person, period.candidate) == (person, None)
    candidate.refresh_from_db()
    assert (candidate.became, candidate.full_name, candidate.contact) == (person, "", "")
    assert client.get(reverse("people:candidate", args=[candidate.pk])).status_code == 404
    assert client.get(address).status_code == 404
    journal = JournalEntry.objects.get(action="dossiers.enter_candidate")
    assert journal.persons == [person.pk]
    assert "Bruant" not in str(list(JournalEntry.objects.values("subject", "detail")))


def test_care_enters_without_a_home_and_housing_adds_it(worker: Any, logged: Any) -> None:
    care, candidate = worker("care_worker"), selected()
    client = logged(care)
    address = reverse("dossiers:enter", args=[candidate.pk])
    assert "title_kind" not in client.get(address).content.decode()
    client.post(address, said(care, dwelling=dwelling("D1").pk, title_kind="transit"))
    assert Person.objects.count() == 1
    assert not Stay.objects.exists()


@pytest.mark.parametrize("role", ["peer_worker"])
def test_those_who_write_no_identity_enter_nobody(worker: Any, logged: Any, role: str) -> None:
    candidate = selected()
    answer = logged(worker(role)).post(reverse("dossiers:enter", args=[candidate.pk]), {})
    assert answer.status_code == 403
    assert not Person.objects.exists()


def test_nobody_enters_a_full_dwelling_unless_together(actor: User, logged: Any) -> None:
    where = dwelling("D1")
    entered(actor, START, home(where, START))
    client, candidate = logged(actor), selected(code="C9")
    address = reverse("dossiers:enter", args=[candidate.pk])
    asked = said(actor, dwelling=where.pk, title_kind="transit")
    refused = client.post(address, asked)
    assert refused.status_code == 422
    assert (Person.objects.count(), FollowUp.objects.count(), Stay.objects.count()) == (1, 1, 1)
    client.post(address, asked | {"together": "on"})
    assert Stay.objects.filter(dwelling=where).count() == 2


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"start": TODAY + timedelta(days=1)}, "start"),
        ({"start": TODAY - timedelta(days=400)}, "start"),
        ({"birth_date": TODAY - timedelta(days=100)}, "start"),
    ],
)
def test_entries_refused_leave_nothing(actor: User, more: dict[str, Any], field: str) -> None:
    candidate = selected(referred_on=TODAY - timedelta(days=300))
    with pytest.raises(ValidationError) as refused:
        enter_candidate(
            actor=actor, candidate=candidate, entry=entry(actor, **({"start": START} | more))
        )
    assert list(refused.value.message_dict) == [field]
    assert (Person.objects.count(), CareLink.objects.count()) == (0, 0)


def test_only_a_selected_candidate_enters_and_once(actor: User) -> None:
    waiting, chosen = selected(code="C1", state="waiting"), selected(code="C2")
    with pytest.raises(ValidationError):
        enter_candidate(actor=actor, candidate=waiting, entry=entry(actor, START))
    enter_candidate(actor=actor, candidate=chosen, entry=entry(actor, START))
    with pytest.raises(ValidationError):
        enter_candidate(actor=actor, candidate=chosen, entry=entry(actor, START))
    assert Person.objects.count() == 1


def test_a_death_closes_what_was_to_come(actor: User, worker: Any, logged: Any) -> None:
    where = dwelling("D1", 2)
    person, other = (entered(actor, START, home(where, START)) for _one in range(2))
    alone = planned(TODAY + timedelta(days=3), person)
    both = planned(TODAY + timedelta(days=4), person, other)
    before = planned(DEATH, person)
    Task.objects.create(person=person, assigned_to=actor, text="appeler")
    KeyHandover.objects.create(
        person=person, dwelling=where, day=START, holder=_first("key_holder"), count=2
    )
    client = logged(actor)
    address = reverse("dossiers:end", args=[person.pk])
    page = client.get(address).content.decode()
    assert "D1" in page
    answer = client.post(
        address,
        {
            "reason": "death",
            "day": DEATH.isoformat(),
            "destination": "",
            "debrief_on": (TODAY + timedelta(days=7)).isoformat(),
        },
    )
    assert answer.status_code == 302
    follow_up = FollowUp.objects.get(person=person)
    stay, title = Stay.objects.get(person=person), Title.objects.get(person=person)
    assert (follow_up.end, follow_up.end_reason) == (DEATH, "death")
    assert (stay.end, stay.destination, title.end) == (DEATH, "death", DEATH)
    alone.refresh_from_db()
    assert (alone.status, alone.cancelled_by) == ("cancelled", "us")
    both.refresh_from_db()
    assert (both.status, both.lead, both.person_count) == ("planned", other, 1)
    assert both.note == "apporter les papiers"
    assert [one.person for one in EncounterPerson.objects.filter(encounter=both)] == [other]
    before.refresh_from_db()
    assert before.status == "planned"
    assert Task.objects.get().done_at is not None
    meeting = InternalMeeting.objects.get()
    assert (meeting.team, meeting.kind, meeting.day) == (
        "hf_act",
        "team_meeting",
        TODAY + timedelta(days=7),
    )
    after = client.get(address).content.decode()
    assert "D1" in after
    assert "reprendre" not in after
    assert FollowUp.objects.get(person=other).end is None


@pytest.mark.parametrize(("reason", "meetings"), [("death", 1), ("relayed", 0)])
def test_a_meeting_of_the_team_is_proposed_after_a_death(
    actor: User, logged: Any, reason: str, meetings: int
) -> None:
    """The page as it comes, only the reason chosen; nothing of the meeting leads to the person."""
    person, client = entered(actor, START), logged(actor)
    address = reverse("dossiers:end", args=[person.pk])
    page = client.get(address)
    proposed = page.context["form"].initial["debrief_on"]
    assert 7 <= (proposed - TODAY).days <= 9
    assert proposed.weekday() < 5
    sent = {"reason": reason, "day": TODAY.isoformat(), "debrief_on": proposed.isoformat()}
    assert client.post(address, sent).status_code == 302
    assert InternalMeeting.objects.count() == meetings
    assert [one.day for one in InternalMeeting.objects.all()] == [proposed] * meetings


def test_the_dead_are_in_no_list_of_things_to_do(actor: User) -> None:
    person, other = (entered(actor, START) for _one in range(2))
    planned(DEATH, person)
    planned(DEATH, other)
    end_follow_up(actor=actor, person=person, day=DEATH, reason="death")
    to_do = Encounter.objects.filter(Q(status="planned"), living("lead"))
    assert [one.lead for one in to_do] == [other]
    assert list(Person.objects.filter(living())) == [other]


@pytest.mark.parametrize("page", ["today", "agenda", "tasks", "upkeep"])
def test_no_page_of_the_day_names_somebody_who_died(actor: User, logged: Any, page: str) -> None:
    """Negative control first: the same name is there while the person lives."""
    where = dwelling("D1")
    person = entered(actor, START, home(where, START, title_end=TODAY + timedelta(days=20)))
    Person.objects.update(first_name="Zqmésange", last_name="Zqlierre")
    planned(TODAY, person)
    planned(TODAY - timedelta(days=1), person)
    planned(TODAY + timedelta(days=1), person)
    Task.objects.create(person=person, assigned_to=actor, text="appeler", due=TODAY)
    client, address = logged(actor), reverse(f"daily:{page}")
    assert "Zq" in client.get(address).content.decode()
    end_follow_up(actor=actor, person=person, day=TODAY, reason="death")
    assert "Zq" not in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"day": TODAY + timedelta(days=1)}, "day"),
        ({"day": START - timedelta(days=1)}, "day"),
        ({"reason": "bored"}, "reason"),
        ({"reason": "relayed"}, "destination"),
        ({"debrief_on": TODAY - timedelta(days=1)}, "debrief_on"),
    ],
)
def test_endings_refused_close_nothing(actor: User, more: dict[str, Any], field: str) -> None:
    person = entered(actor, START, home(dwelling("D1"), START))
    asked: dict[str, Any] = {"day": DEATH, "reason": "death"}
    with pytest.raises(ValidationError) as refused:
        end_follow_up(actor=actor, person=person, **(asked | more))
    assert field in refused.value.message_dict
    assert FollowUp.objects.get().end is None
    assert Stay.objects.get().end is None


def test_who_keeps_the_home_keeps_the_stay(actor: User) -> None:
    person = entered(actor, START, home(dwelling("D1"), START))
    end_follow_up(actor=actor, person=person, day=DEATH, reason="stabilised", destination="kept")
    assert Stay.objects.get().end is None
    assert FollowUp.objects.get().end_reason == "stabilised"


def test_who_leaves_with_the_accompaniment_leaves_the_dwelling(actor: User) -> None:
    person = entered(actor, START, home(dwelling("D1"), START))
    end_follow_up(
        actor=actor, person=person, day=DEATH, reason="relayed", destination="institution"
    )
    stay, title = Stay.objects.get(), Title.objects.get()
    assert (stay.end, stay.destination) == (DEATH, "institution")
    assert title.end == DEATH - timedelta(days=1)


def test_taken_up_again_by_the_page_never_after_a_death(actor: User, logged: Any) -> None:
    client, person = logged(actor), entered(actor, START)
    address = reverse("dossiers:resume", args=[person.pk])
    running = client.post(address, {"start": TODAY.isoformat(), "team": "", "funding": ""})
    assert running.status_code == 422
    end_follow_up(actor=actor, person=person, day=DEATH, reason="relayed")
    assert "reprendre" in client.get(reverse("dossiers:end", args=[person.pk])).content.decode()
    back = client.post(address, {"start": TODAY.isoformat(), "team": "", "funding": ""})
    assert back.status_code == 302
    assert FollowUp.objects.get(start=TODAY).resumed
    end_follow_up(actor=actor, person=person, day=TODAY, reason="death")
    with pytest.raises(ValidationError):
        resume_follow_up(actor=actor, person=person, start=TODAY)


def test_pens_and_closed_files(actor: User, worker: Any, logged: Any) -> None:
    """Housing and peer workers open the file and end nothing; a closed file is not there."""
    person = entered(actor, START)
    for role, teams in (("housing_officer", ";housing;"), ("peer_worker", ";act;")):
        client = logged(worker(role, name=f"geai{role}", teams=teams))
        for name in ("end", "resume"):
            assert client.get(reverse(f"dossiers:{name}", args=[person.pk])).status_code == 403
    stranger = logged(worker("care_worker", name="grive", teams=";icm;"))
    for name in ("end", "resume"):
        assert stranger.get(reverse(f"dossiers:{name}", args=[person.pk])).status_code == 404


def _first(name: str) -> str:
    from filrouge.vocabulary import lists

    return lists.get(name).codes[0]


@pytest.mark.parametrize("later", [DEATH + timedelta(days=1), TODAY + timedelta(days=30)])
def test_a_stay_that_was_to_end_later_ends_with_the_death(actor: User, later: date) -> None:
    """A departure that was noted or announced after that day never took place."""
    who = entered(actor, START, home(dwelling("D1"), START))
    Stay.objects.filter(person=who).update(end=later, destination="institution")
    end_follow_up(actor=actor, person=who, day=DEATH, reason="death")
    assert list(Stay.objects.values_list("end", "destination")) == [(DEATH, "death")]
    assert Title.objects.get().end == DEATH


def test_what_is_still_planned_is_told_after_another_end(actor: User, logged: Any) -> None:
    who = entered(actor, START)
    planned(TODAY + timedelta(days=3), who)
    end_follow_up(actor=actor, person=who, day=DEATH, reason="relayed")
    text = logged(actor).get(reverse("dossiers:end", args=[who.pk])).content.decode()
    assert "Encore prévu : cette fin ne l’annule pas" in text
    assert "1 rencontre planifiée" in text


def test_the_dead_are_handed_over_to_nobody(actor: User, worker: Any, logged: Any) -> None:
    """Their name comes back in no list to be dealt with when their worker leaves."""
    care = worker("care_worker", name="pinson")
    who = entered(actor, START, referent=care)
    client, address = logged(actor), f"{reverse('dossiers:handover')}?de={care.pk}"
    assert str(who) in client.get(address).content.decode()
    end_follow_up(actor=actor, person=who, day=DEATH, reason="death")
    assert str(who) not in client.get(address).content.decode()
