"""Candidates by their pages: who reads, who writes, the order of the list, the decision."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from filrouge.access.models import User
from filrouge.audit.models import JournalEntry
from filrouge.directory.models import Organisation
from filrouge.people import candidates
from filrouge.people.domain_candidates import add_situation, create_candidate
from filrouge.people.models import Candidate, HomelessnessPeriod
from filrouge.privacy import retention
from tests.dossiers.conftest import logged, worker
from tests.harness.client import StrictClient

__all__ = ["logged", "worker"]
pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
BLANK = {
    "first_name": "",
    "last_name": "",
    "sex": "",
    "birth_date": "",
    "referrer": "",
    "referred_on": "",
    "contact": "",
    "ethos": "",
    "street_months_24": "",
    "street_months_36": "",
    "cumulates": "",
    "priority": "",
    "version": "",
}


def candidate(code: str, **values: Any) -> Candidate:
    return Candidate.objects.create(code=code, **values)


def told(
    who: Candidate, days: int, situation: str = "1", certainty: str = "attested"
) -> HomelessnessPeriod:
    """A situation since so many days, still so."""
    return HomelessnessPeriod.objects.create(
        candidate=who,
        situation=situation,
        start=TODAY - timedelta(days=days),
        certainty=certainty,
    )


def order() -> list[str]:
    return [place.candidate.code for place in candidates.listed(TODAY)[1]]


def test_a_written_priority_then_the_surest_then_the_earliest() -> None:
    early, late = TODAY - timedelta(days=90), TODAY - timedelta(days=30)
    candidate("C1", referred_on=early, ethos=1, street_months_24=2, street_months_36=2)
    candidate("C2", referred_on=late, ethos=1, street_months_24=8)
    candidate("C3", referred_on=early, ethos=1, street_months_24=8)
    told(candidate("C4", referred_on=late), 400)
    candidate("C5", priority="violence")
    candidate("C6", referred_on=early, state="refused")
    assert order() == ["C5", "C4", "C3", "C2", "C1"]
    first = candidates.listed(TODAY)[1][0]
    assert "Violences subies" in first.why


def test_who_is_selected_no_longer_waits() -> None:
    soon, later = TODAY + timedelta(days=9), TODAY + timedelta(days=40)
    candidate("C1", state="waiting", planned_entry=soon)
    candidate("C2", state="preparing", planned_entry=later)
    candidate("C3", state="selected", planned_entry=soon)
    candidate("C4", state="selected")
    coming, waiting = candidates.listed(TODAY)
    assert [(one.candidate.code, one.rank) for one in coming] == [("C3", 0), ("C2", 0), ("C4", 0)]
    assert [(one.candidate.code, one.rank) for one in waiting] == [("C1", 1)]


def test_mental_health_and_addiction_are_part_of_the_condition(worker: Any, logged: Any) -> None:
    """Months are not all: a "no" here is a no, a question nobody asked stays written."""
    client = logged(worker("care_worker"))
    early, late = TODAY - timedelta(days=90), TODAY - timedelta(days=30)
    for code, adds_up, day in (("C1", False, early), ("C2", None, early), ("C3", True, late)):
        told(candidate(code, cumulates=adds_up, referred_on=day), 400)
    assert order() == ["C2", "C3", "C1"]
    said = {
        one.code: client.get(reverse("people:candidate", args=[one.pk])).content.decode()
        for one in Candidate.objects.all()
    }
    verdicts = {code: "<strong>Ne remplit pas" in page for code, page in said.items()}
    assert verdicts == {"C1": True, "C2": False, "C3": False}
    asked = {
        code: "n’a pas encore été demandé" in page or "was not asked yet" in page
        for code, page in said.items()
    }
    assert asked == {"C1": False, "C2": True, "C3": False}


def test_numbers_that_contradict_each_other_are_refused(worker: Any) -> None:
    user = worker("care_worker")
    fields = {"sex": "", "referrer": None, "referred_on": None, "contact": "", "ethos": 1}
    fields |= {"first_name": "", "last_name": "", "birth_date": None, "cumulates": None}
    for of_36, refused in ((9, True), (10, False), (22, False), (23, True)):
        values = fields | {"street_months_24": 10, "street_months_36": of_36, "priority": ""}
        made = {"code": f"N{of_36}", **values}
        if refused:
            with pytest.raises(ValidationError) as wrong:
                create_candidate(actor=user, values=made)
            assert list(wrong.value.message_dict) == ["street_months_36"]
        else:
            assert create_candidate(actor=user, values=made).street_months_36 == of_36


def test_numbers_typed_count_until_a_situation_is_told() -> None:
    who = candidate("C1", ethos=1, street_months_24=24)
    before = candidates.proof_of(who, who.periods.all(), TODAY)
    told(who, 20)
    after = candidates.proof_of(who, who.periods.all(), TODAY)
    assert (before.verdict, after.verdict) == ("probably", "cannot_tell")
    assert candidates.missing(who, after)


def test_two_situations_never_share_a_day(worker: Any) -> None:
    """Nor is a candidate without a history refused for the history of another one."""
    one, other, user = candidate("C1"), candidate("C2"), worker("care_worker")
    told(one, 100)
    told(other, 100)
    values = {
        "situation": "housed",
        "start": TODAY - timedelta(days=10),
        "end": None,
        "certainty": "told",
        "source": None,
    }
    with pytest.raises(ValidationError) as refused:
        add_situation(actor=user, candidate=one, values=values)
    assert "start" in refused.value.message_dict
    add_situation(
        actor=user,
        candidate=one,
        values=values | {"start": TODAY - timedelta(days=300), "end": TODAY - timedelta(days=101)},
    )


def test_a_candidate_from_note_to_decision_by_the_pages(worker: Any, logged: Any) -> None:
    user = worker("care_worker")
    client: StrictClient = logged(user)
    Organisation.objects.create(name="La Source", key="la source")
    said = BLANK | {"code": "C9", "first_name": "Ortie", "last_name": "Loriot", "priority": ""}
    response = client.post(reverse("people:new_candidate"), said | {"referrer": "La Source"})
    who = Candidate.objects.get()
    assert response.headers["Location"] == reverse("people:candidate", args=[who.pk])
    client.post(
        reverse("people:new_situation", args=[who.pk]),
        {
            "situation": "2",
            "start": (TODAY - timedelta(days=250)).isoformat(),
            "end": "",
            "certainty": "told",
            "source": "La Source",
            "version": "",
        },
    )
    page = client.get(reverse("people:candidate", args=[who.pk])).content.decode()
    assert page.count('<li class="probable">') == 2 * 8
    assert "Ortie Loriot" in page
    assert "Loriot" not in page[page.index("<title>") : page.index("</title>")]
    decision = reverse("people:decide_candidate", args=[who.pk])
    assert client.get(decision).status_code == 200
    client.post(
        decision,
        {
            "state": "selected",
            "reason": "in_turn",
            "day": TODAY.isoformat(),
            "planned_entry": "",
        },
    )
    who.refresh_from_db()
    assert (who.state, who.decision_reason, who.decided_by) == ("selected", "in_turn", user)
    entries = JournalEntry.objects.order_by("pk")
    acts = [one.action for one in entries if one.action.startswith("people.")]
    assert acts == [
        "people.create_candidate",
        "people.write_candidate",
        "people.create_homelessnessperiod",
        "people.read_candidate",
        "people.write_candidate",
        "people.write_candidate",
        "people.decide_candidate",
    ]
    assert all(one.persons == [] for one in entries)
    assert "Loriot" not in str(list(entries.values("subject", "detail")))


def test_whoever_was_slower_sees_both_texts(worker: Any, logged: Any) -> None:
    client, who = logged(worker("care_worker")), candidate("C1", contact="Ronce")
    said = BLANK | {"code": "C1", "contact": "Aubépine", "version": "1"}
    Candidate.objects.update(contact="Genêt", revision=2)
    answer = client.post(reverse("people:edit_candidate", args=[who.pk]), said)
    assert answer.status_code == 409
    assert "Genêt" in answer.content.decode()
    assert Candidate.objects.get().contact == "Genêt"


@pytest.mark.parametrize("role", ["peer_worker", "housing_officer"])
def test_those_who_only_read_write_nothing(worker: Any, logged: Any, role: str) -> None:
    client, who = logged(worker(role)), candidate("C1")
    period = told(who, 10)
    assert client.get(reverse("people:candidates")).status_code == 200
    page = client.get(reverse("people:candidate", args=[who.pk]))
    assert page.status_code == 200
    assert "corriger" not in page.content.decode()
    for name in ("edit_candidate", "decide_candidate", "new_situation"):
        assert client.get(reverse(f"people:{name}", args=[who.pk])).status_code == 403
    for name in ("edit_situation", "delete_situation"):
        assert client.get(reverse(f"people:{name}", args=[who.pk, period.pk])).status_code == 403
    assert client.get(reverse("people:new_candidate")).status_code == 403


def test_a_situation_of_another_candidate_is_not_there(worker: Any, logged: Any) -> None:
    client = logged(worker("care_worker"))
    mine, other = candidate("C1"), candidate("C2")
    period = told(other, 10)
    for name in ("edit_situation", "delete_situation"):
        assert client.get(reverse(f"people:{name}", args=[mine.pk, period.pk])).status_code == 404
    deleted = client.post(
        reverse("people:delete_situation", args=[other.pk, period.pk]),
        {"reason": "typed_wrong", "word": "supprimer", "version": "1"},
    )
    assert deleted.status_code == 302
    assert not HomelessnessPeriod.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_as_much_for_three_as_for_one(
    worker: Any, logged: Any, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = logged(worker("care_worker"))
    for number in range(rows):
        told(candidate(f"C{number}"), 100)
        candidate(f"R{number}", state="refused")
    client.get(reverse("people:candidates"))
    with django_assert_num_queries(LIST):
        client.get(reverse("people:candidates"))


LIST = 10


@pytest.mark.parametrize("rows", [1, 3])
def test_a_candidate_asks_as_much_for_three_situations_as_for_one(
    worker: Any, logged: Any, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, who = logged(worker("care_worker")), candidate("C1")
    source = Organisation.objects.create(name="La Source", key="la source")
    for number in range(rows):
        HomelessnessPeriod.objects.create(
            candidate=who,
            situation="1",
            start=date(2020, 1, 1 + 2 * number),
            end=date(2020, 1, 2 + 2 * number),
            certainty="told",
            source=source,
        )
    address = reverse("people:candidate", args=[who.pk])
    client.get(address)
    with django_assert_num_queries(PAGE):
        client.get(address)


PAGE = 9


def test_all_that_is_known_of_a_refused_candidate_goes_six_months_later(worker: Any) -> None:
    user: User = worker("care_worker")
    who = candidate(
        "C1",
        first_name="Ortie",
        last_name="Loriot",
        sex="F",
        birth_date=date(1980, 1, 1),
        contact="Genêt",
        cumulates=True,
        state="refused",
        decided_on=date(2025, 1, 1),
        decided_by=user,
    )
    told(who, 10)
    assert (who.pk, date(2025, 1, 1)) in list(retention.TRIGGERS["refused"]())
    retention.ACTIONS["anonymise_candidate"](who.pk, None)
    who.refresh_from_db()
    kept = [who.full_name, who.sex, who.birth_date, who.contact, who.cumulates, who.decided_by]
    assert kept == ["", "", None, "", None, None]
    assert not HomelessnessPeriod.objects.exists()
    assert (who.state, order()) == ("refused", [])
