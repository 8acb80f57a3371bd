"""What each page of candidates asks of the database: the same with one row and with three."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from filrouge.access.models import User
from filrouge.directory.models import Organisation
from filrouge.people.models import Candidate, HomelessnessPeriod
from tests.dossiers.conftest import Logged, Workers, logged, worker
from tests.harness.counting import counted, heavy, not_asked

__all__ = ["logged", "worker"]
pytestmark = pytest.mark.django_db
QUERIES = {
    "candidates": 10,
    "new_candidate": 3,
    "candidate": 9,
    "edit_candidate": 9,
    "decide_candidate": 8,
    "new_situation": 9,
    "edit_situation": 11,
    "delete_situation": 10,
}


def pages(number: int) -> dict[str, str]:
    """So many candidates waiting, refused and selected, each of so many situations."""
    source = Organisation.objects.create(name="La Source", key="la source")
    decided = User.objects.create(username="pic.bleuet", role="hf_director")
    for one in range(number):
        for state in ("waiting", "selected", "refused", ""):
            who = Candidate.objects.create(
                code=f"{state}{one}",
                state=state,
                referrer=source,
                referred_on=date(2026, 1, 1 + one % 28),
                decided_by=decided if state == "refused" else None,
            )
            for place in range(number):
                period = HomelessnessPeriod.objects.create(
                    candidate=who,
                    situation="1",
                    start=date(2020 + place // 12, 1 + place % 12, 1),
                    end=date(2020 + place // 12, 1 + place % 12, 20),
                    certainty="told",
                    source=source,
                )
    about = ("candidate", "edit_candidate", "decide_candidate", "new_situation")
    told = ("edit_situation", "delete_situation")
    return {
        "candidates": reverse("people:candidates"),
        "new_candidate": reverse("people:new_candidate"),
        **{name: reverse(f"people:{name}", args=[who.pk]) for name in about},
        **{name: reverse(f"people:{name}", args=[who.pk, period.pk]) for name in told},
    }


@pytest.mark.parametrize("number", [1, 3])
def test_candidates_ask_as_much_whatever_they_hold(
    worker: Workers, logged: Logged, number: int
) -> None:
    asked = pages(number)
    assert counted(logged(worker("hf_director")), asked) == QUERIES
    assert not_asked("people", asked) == set()


def test_forty_candidates_stay_light(worker: Workers, logged: Logged) -> None:
    assert heavy(logged(worker("hf_director")), pages(40)) == {}
