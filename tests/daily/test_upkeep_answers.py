"""Upkeep: what each answer to a stale fact stores."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from filrouge.audit.models import JournalEntry
from filrouge.followup.models import (
    Confirmation,
    FunctioningScore,
    ReviewedSubstance,
    SymptomReview,
    UseReview,
)
from filrouge.people.models import Income, Person
from tests.daily.test_upkeep import days_ago, subjects
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers

pytestmark = pytest.mark.django_db


def answer(client: Any, who: Person, subject: str, **values: Any) -> int:
    address = reverse("daily:stale_fact", args=[who.pk, subject])
    status: int = client.post(address, values).status_code
    return status


def test_still_true_of_a_review_is_a_review_of_today(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    who, client = lives.person(1, followed=True), logged(user)
    old = date(2024, 3, 1)
    SymptomReview.objects.create(person=who, day=old, depression=True, paranoia=False)
    review = UseReview.objects.create(person=who, day=old, injection=False)
    ReviewedSubstance.objects.create(review=review, substance="alcohol")
    ReviewedSubstance.objects.create(review=review, substance="cannabis", stopped=True)
    for subject in ("symptoms", "use"):
        assert answer(client, who, subject, answer="confirmed") == 302
    today = timezone.localdate()
    symptoms = SymptomReview.objects.get(day=today)
    assert (symptoms.depression, symptoms.paranoia, symptoms.cognitive) == (True, False, None)
    use = UseReview.objects.get(day=today)
    assert use.injection is False
    kept = use.substances.values_list("substance", "stopped")
    assert set(kept) == {("alcohol", False), ("cannabis", True)}
    assert not {"symptoms", "use"} & subjects(user, who)
    entries = JournalEntry.objects.filter(action="daily.answer_fact")
    assert [entry.persons for entry in entries] == [[who.pk], [who.pk]]


def test_a_score_is_asked_again_not_copied(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    who, client = lives.person(1, followed=True), logged(user)
    FunctioningScore.objects.create(person=who, day=date(2024, 3, 1), score=55, moment="entry")
    page = client.get(reverse("daily:stale_fact", args=[who.pk, "score"])).content.decode()
    assert 'value="55"' in page
    assert answer(client, who, "score", answer="confirmed") == 422
    assert answer(client, who, "score", answer="confirmed", score=57) == 422
    assert answer(client, who, "score", answer="confirmed", score=0) == 422  # says nothing
    assert answer(client, who, "score", answer="confirmed", score=60) == 302
    last = FunctioningScore.objects.get(moment="current")
    assert (last.score, last.day) == (60, timezone.localdate())
    assert "score" not in subjects(user, who)


def test_incomes_confirmed_are_known_today(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    who, client = lives.person(1, followed=True), logged(user)
    assert answer(client, who, "income", answer="confirmed") == 422
    Income.objects.create(person=who, kind="ris_cpas", start=date(2024, 2, 1))
    assert answer(client, who, "income", answer="confirmed") == 302
    assert Income.objects.count() == 1
    assert Confirmation.objects.get().compartment == "housing"
    assert "income" not in subjects(user, who)


@pytest.mark.parametrize("subject", ["network", "referent"])
def test_still_true_is_kept_for_a_time(worker: Workers, logged: Logged, subject: str) -> None:
    user = worker("care_worker")
    who, client = lives.person(1, followed=True), logged(user)
    assert answer(client, who, subject, answer="confirmed") == 302
    assert subject not in subjects(user, who)
    Confirmation.objects.update(day=days_ago(400))
    assert subject in subjects(user, who)


def test_not_asked_comes_back_on_monday(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    who, client = lives.person(1, followed=True), logged(user)
    assert answer(client, who, "use", answer="not_asked") == 302
    assert "use" not in subjects(user, who)
    assert UseReview.objects.count() == 0
    today = timezone.localdate()
    Confirmation.objects.update(day=today - timedelta(days=today.weekday() + 1))
    assert "use" in subjects(user, who)


def test_an_answer_given_twice_is_stored_once(worker: Workers, logged: Logged) -> None:
    who, client = lives.person(1, followed=True), logged(worker("care_worker"))
    for _time in range(2):
        assert answer(client, who, "network", answer="confirmed") == 302
    assert Confirmation.objects.count() == 1


@pytest.mark.parametrize("said", ["changed", "nonsense", ""])
def test_another_answer_is_refused(worker: Workers, logged: Logged, said: str) -> None:
    who, client = lives.person(1, followed=True), logged(worker("care_worker"))
    assert answer(client, who, "network", answer=said) == 422
    assert Confirmation.objects.count() == 0
