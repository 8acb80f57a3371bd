"""Decisions on candidates: refused ones, those without a day, two at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from filrouge.people.domain_candidates import decide_candidate
from filrouge.people.models import Candidate
from tests.dossiers.conftest import logged, worker
from tests.people.test_candidates import TODAY, candidate

__all__ = ["logged", "worker"]
pytestmark = pytest.mark.django_db


def test_a_refusal_without_a_day_stands_apart_and_asks_for_it(worker: Any, logged: Any) -> None:
    """An import may know the refusal only: "kept six months" says nothing then."""
    client = logged(worker("care_worker"))
    candidate("R1", state="refused", decided_on=TODAY)
    bare = candidate("R2", state="refused")
    page = client.get(reverse("people:candidates")).content.decode()
    dated, undated = page.split("Sans date de décision")
    assert ("R1" in dated, "R2" in dated, "R2" in undated) == (True, False, True)
    decision = reverse("people:decide_candidate", args=[bare.pk])
    assert decision in undated
    opened = client.get(reverse("people:candidate", args=[bare.pk])).content.decode()
    assert "La date de cette décision manque" in opened
    asked = client.get(decision).context["form"]
    assert asked["day"].value() is None, "today would prolong the six months unseen"
    day = (TODAY - timedelta(days=90)).isoformat()
    said = {"state": "refused", "reason": "lost_touch", "day": day, "planned_entry": ""}
    assert client.post(decision, said).status_code == 302
    page = client.get(reverse("people:candidates")).content.decode()
    assert "Sans date de décision" not in page


def test_a_new_decision_is_of_today(worker: Any, logged: Any) -> None:
    who = candidate("C1")
    client = logged(worker("care_worker"))
    form = client.get(reverse("people:decide_candidate", args=[who.pk])).context["form"]
    assert form["day"].value() == TODAY


def test_two_decisions_at_once_are_seen(worker: Any, logged: Any) -> None:
    client, who = logged(worker("care_worker")), candidate("C1")
    decision = reverse("people:decide_candidate", args=[who.pk])
    form = client.get(decision).context["form"]
    said = {"state": "selected", "reason": "in_turn", "day": TODAY.isoformat(), "planned_entry": ""}
    said["version"] = str(form["version"].value())
    Candidate.objects.update(state="refused", decision_reason="lost_touch", revision=2)
    answer = client.post(decision, said)
    assert answer.status_code == 422
    assert "Contact perdu" in answer.content.decode()
    assert Candidate.objects.get().state == "refused"
    again = answer.context["form"]
    said["version"] = str(again["version"].value())
    assert client.post(decision, said).status_code == 302
    assert Candidate.objects.get().state == "selected"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"state": "refused", "reason": "in_turn"}, "reason"),
        ({"state": "housed", "reason": "in_turn"}, "state"),
        ({"day": TODAY + timedelta(days=1)}, "day"),
        ({"day": TODAY - timedelta(days=400)}, "day"),
        ({"day": date(24, 5, 1)}, "day"),
        ({"planned_entry": date(2262, 5, 1)}, "planned_entry"),
        ({"state": "waiting", "reason": "no_place", "planned_entry": TODAY}, "planned_entry"),
    ],
)
def test_decisions_refused(worker: Any, said: dict[str, Any], field: str) -> None:
    who = candidate("C1", referred_on=TODAY - timedelta(days=30))
    asked: dict[str, Any] = {"state": "selected", "reason": "in_turn", "day": TODAY}
    with pytest.raises(ValidationError) as refused:
        decide_candidate(actor=worker("care_worker"), candidate=who, **(asked | said))
    assert list(refused.value.message_dict) == [field]
    who.refresh_from_db()
    assert who.state == ""
