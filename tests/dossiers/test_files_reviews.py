"""Reviewing a person by pages: what is answered, refused or not asked, one review a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from filrouge.audit.models import JournalEntry
from filrouge.common.periods import Period
from filrouge.followup import domain_reviews as verbs
from filrouge.followup.models import (
    Confirmation,
    FunctioningScore,
    SymptomReview,
    UseReview,
)
from filrouge.people.models import Income, Person
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def who() -> Person:
    return lives.person(1, followed=True)


@pytest.fixture
def actor(worker: Workers) -> Any:
    return worker("care_worker", name="loriot")


def address(who: Person) -> str:
    return reverse("dossiers:review", args=[who.pk])


# --- verbs --------------------------------------------------------------------------------------


def test_a_score_goes_by_five_and_a_second_one_corrects(who: Person, actor: Any) -> None:
    verbs.review_score(actor=actor, person=who, day=DAY, score=55)
    verbs.review_score(actor=actor, person=who, day=DAY, score=50)
    assert list(FunctioningScore.objects.values_list("score", "moment", "revision")) == [
        (50, "current", 2)
    ]
    for wrong in (52, 105, -5):
        with pytest.raises(ValidationError):
            verbs.review_score(actor=actor, person=who, day=DAY, score=wrong)
    with pytest.raises(ValidationError):
        verbs.review_score(actor=actor, person=who, day=DAY, score=50, moment="later")
    with pytest.raises(ValidationError):
        tomorrow = timezone.localdate() + timedelta(days=1)
        verbs.review_score(actor=actor, person=who, day=tomorrow, score=50)
    assert [entry.detail for entry in JournalEntry.objects.order_by("pk")] == [
        {"corrects": False},
        {"corrects": True},
    ]


def test_a_follow_up_has_one_score_at_its_entry(who: Person, actor: Any) -> None:
    verbs.review_score(actor=actor, person=who, day=DAY, score=40, moment="entry")
    verbs.review_score(actor=actor, person=who, day=DAY, score=45, moment="entry")
    with pytest.raises(ValidationError):
        later = DAY + timedelta(days=1)
        verbs.review_score(actor=actor, person=who, day=later, score=40, moment="entry")


def test_nothing_is_reviewed_after_a_death(who: Person, actor: Any) -> None:
    who.follow_ups.update(end=date(2026, 1, 5), end_reason="death")
    for act in (
        lambda: verbs.review_score(actor=actor, person=who, day=DAY, score=50),
        lambda: verbs.review_symptoms(actor=actor, person=who, day=DAY, answers={"paranoia": "no"}),
        lambda: verbs.review_use(actor=actor, person=who, day=DAY, products={}, none=True),
        lambda: verbs.review_incomes(actor=actor, person=who, day=DAY, kinds=["pension"]),
    ):
        with pytest.raises(ValidationError):
            act()


def test_not_asked_refused_and_unknown_are_no_answers_and_stay_apart(
    who: Person, actor: Any
) -> None:
    said = {
        "depression": "yes",
        "paranoia": "no",
        "hallucinations": "refused",
        "aggression": "unknown",
    }
    review = verbs.review_symptoms(actor=actor, person=who, day=DAY, answers=said)
    assert (review.depression, review.paranoia, review.hallucinations) == (True, False, None)
    assert review.unanswered == "hallucinations=refused;aggression=unknown;cognitive=not_asked"
    verbs.review_symptoms(actor=actor, person=who, day=DAY, answers={**said, "aggression": "no"})
    review = SymptomReview.objects.get()
    assert review.unanswered == "hallucinations=refused;cognitive=not_asked"
    with pytest.raises(ValidationError):
        verbs.review_symptoms(actor=actor, person=who, day=DAY, answers={})
    with pytest.raises(ValidationError):
        verbs.review_symptoms(actor=actor, person=who, day=DAY, answers={"paranoia": "perhaps"})


def test_no_product_is_an_answer_and_no_answer_is_not_none(who: Person, actor: Any) -> None:
    review = verbs.review_use(actor=actor, person=who, day=DAY, products={}, none=True)
    assert not review.substances.exists()
    assert "substances" not in review.unanswered
    review = verbs.review_use(actor=actor, person=who, day=DAY, products={}, unanswered="refused")
    assert review.unanswered.startswith("substances=refused;")
    verbs.review_use(
        actor=actor,
        person=who,
        day=DAY,
        products={"alcohol": "used", "heroin": "stopped", "cannabis": ""},
        answers={"injection": "no", "overdose_ever": "refused"},
    )
    review = UseReview.objects.get()
    found = review.substances.order_by("substance").values_list("substance", "stopped")
    assert list(found) == [("alcohol", False), ("heroin", True)]
    assert (review.injection, review.overdose_ever) == (False, None)
    refused: list[dict[str, Any]] = [
        {"products": {}},
        {"products": {"alcohol": "used"}, "none": True},
        {"products": {"alcohol": "used"}, "unanswered": "refused"},
        {"products": {"tea": "used"}},
        {"products": {}, "unanswered": "perhaps"},
    ]
    for wrong in refused:
        with pytest.raises(ValidationError):
            verbs.review_use(actor=actor, person=who, day=DAY, **wrong)


def test_who_did_not_answer_is_in_no_figure(who: Person, actor: Any) -> None:
    """Neither abstinent nor without symptoms; an answer and an import count as before."""
    from filrouge.figures.facts.reviews import _symptoms, _use
    from filrouge.figures.facts.scope import Scope

    def counted() -> tuple[int, int]:
        scope = Scope(Period(date(2026, 1, 1), date(2026, 12, 31)))
        return len(list(_symptoms(scope))), len(list(_use(scope)))

    verbs.review_use(actor=actor, person=who, day=DAY, products={}, unanswered="refused")
    refusals = dict.fromkeys(verbs.SYMPTOMS, "refused")
    verbs.review_symptoms(actor=actor, person=who, day=DAY, answers=refusals)
    assert counted() == (0, 0)
    verbs.review_use(actor=actor, person=who, day=DAY, products={}, none=True)
    verbs.review_symptoms(actor=actor, person=who, day=DAY, answers={"paranoia": "no"})
    assert counted() == (1, 1)
    SymptomReview.objects.update(unanswered="", paranoia=None)
    assert counted() == (1, 1)


def test_incomes_change_from_a_day_and_unchanged_ones_are_confirmed(
    who: Person, actor: Any
) -> None:
    Income.objects.create(person=who, kind="ris_cpas", start=date(2024, 1, 1))
    verbs.review_incomes(actor=actor, person=who, day=DAY, kinds=["ris_cpas"])
    assert Confirmation.objects.get().answer == "confirmed"
    verbs.review_incomes(actor=actor, person=who, day=DAY, kinds=["pension"])
    found = Income.objects.order_by("start").values_list("kind", "start", "end")
    assert list(found) == [
        ("ris_cpas", date(2024, 1, 1), DAY - timedelta(days=1)),
        ("pension", DAY, None),
    ]
    verbs.review_incomes(actor=actor, person=who, day=DAY, kinds=["ris_cpas"])
    assert list(Income.objects.values_list("kind", "end")) == [("ris_cpas", None)]
    for wrong in ([], ["none", "pension"], ["gold"]):
        with pytest.raises(ValidationError):
            verbs.review_incomes(actor=actor, person=who, day=DAY, kinds=wrong)
    Income.objects.create(person=who, kind="pension", start=date(2026, 6, 1))
    with pytest.raises(ValidationError):
        verbs.review_incomes(actor=actor, person=who, day=DAY, kinds=["none"])


# --- the page -----------------------------------------------------------------------------------


def test_each_part_is_stored_apart_and_the_previous_answers_stand_beside(
    who: Person, worker: Workers, logged: Logged
) -> None:
    FunctioningScore.objects.create(person=who, day=date(2025, 3, 1), score=45, moment="entry")
    SymptomReview.objects.create(person=who, day=date(2025, 3, 1), depression=True)
    client = logged(worker("care_worker"))
    text = client.get(address(who)).content.decode()
    assert "EGF 45" in text
    assert "symptômes graves ou altération grave" in text
    today = timezone.localdate().isoformat()
    sent = {"part": "score", "score": "50", "moment": "current", "day": today}
    assert client.post(address(who), sent)["Location"] == f"{address(who)}#symptoms"
    sent = {"part": "symptoms", "depression": "refused", "day": today}
    assert client.post(address(who), sent).status_code == 302
    sent = {"part": "use", "overall": "none", "injection": "no", "day": today}
    assert client.post(address(who), sent).status_code == 302
    sent = {"part": "incomes", "kinds": "pension", "day": today}
    assert client.post(address(who), sent).status_code == 302
    assert FunctioningScore.objects.filter(score=50, moment="current").count() == 1
    last = SymptomReview.objects.order_by("-day").first()
    assert last is not None
    assert last.unanswered.startswith("depression=refused")
    assert UseReview.objects.get().injection is False
    assert Income.objects.get().kind == "pension"
    text = client.get(address(who)).content.decode()
    assert 'name="score" value="50" checked' in text
    assert 'name="depression" value="refused" checked' in text


@pytest.mark.parametrize(
    "sent",
    [
        {"part": "score"},
        {"part": "score", "score": "fifty"},
        {"part": "score", "score": "50", "day": "2026-02-31"},
        {"part": "score", "score": "50", "day": "2999-01-01"},
        {"part": "symptoms"},
        {"part": "use", "overall": ""},
        {"part": "incomes"},
    ],
)
def test_what_cannot_be_stored_is_kept_with_a_sentence(
    who: Person, worker: Workers, logged: Logged, sent: dict[str, str]
) -> None:
    answer = logged(worker("care_worker")).post(address(who), {"day": "2026-03-02", **sent})
    assert answer.status_code == 422
    assert b"note danger" in answer.content


def test_each_role_sees_its_parts_only(who: Person, worker: Workers, logged: Logged) -> None:
    housing = logged(worker("housing_officer"))
    text = housing.get(address(who)).content.decode()
    assert 'value="incomes"' in text
    assert 'value="score"' not in text
    sent = {"part": "score", "score": "50", "day": "2026-03-02"}
    assert housing.post(address(who), sent).status_code == 422
    assert not FunctioningScore.objects.exists()
    assert logged(worker("peer_worker")).get(address(who)).status_code == 404
    assert logged(worker("care_worker", teams="")).get(address(who)).status_code == 404
    assert logged(worker("hf_director")).get(address(who)).status_code == 200


def test_the_review_is_written_in_the_journal(who: Person, worker: Workers, logged: Logged) -> None:
    logged(worker("care_worker")).get(address(who))
    entry = JournalEntry.objects.get(action="dossiers.review_file")
    assert entry.persons == [who.pk]
