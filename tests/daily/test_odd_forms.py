"""Whatever a browser sends, a page answers with a sentence; slips of the year are seen."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from filrouge.followup.domain_tasks import add_task
from filrouge.followup.models import Encounter, GroupActivity, OutreachRound, Task
from filrouge.staff.domain import make_feed
from filrouge.staff.models import Absence, FollowedTraining
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers
from tests.harness.client import StrictClient

from . import days

pytestmark = pytest.mark.django_db
ODD = ("", "abc", "²", "99999999999999999999", "a\x00b", "x" * 30_000)
SLIPS = ("0024-11-22", "0001-01-01", "9999-12-31")


def noted(who: Any, **more: Any) -> dict[str, Any]:
    return {
        "act": "store",
        "key": str(uuid4()),
        "persons": who.pk,
        "kind": "home_visit",
        "status": "held",
        "day": days.today(),
        **more,
    }


@pytest.mark.parametrize(
    "name",
    ["persons", "workers", "partners", "topics", "duration", "travel", "encounter", "act", "key"],
)
def test_noting_takes_anything(worker: Workers, logged: Logged, name: str) -> None:
    client, who = logged(worker("care_worker")), lives.person(1, followed=True)
    for odd in ODD:
        assert client.post("/noter/", noted(who, **{name: odd})).status_code < 500, odd
        assert client.post("/noter/brouillon/", noted(who, **{name: odd})).status_code < 500, odd


@pytest.mark.parametrize("week", ["0001-W01", "9999-W52", "1-W1", "2026-W60"])
def test_weeks_that_no_calendar_draws(worker: Workers, logged: Logged, week: str) -> None:
    client = logged(worker("care_worker"))
    assert client.get(f"/agenda/?semaine={week}").status_code == 200
    for month in ("0001-01", "9999-12", "2026-13"):
        assert client.get(f"/agenda/?mois={month}").status_code == 200


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_of_the_year_is_not_stored(worker: Workers, logged: Logged, slip: str) -> None:
    user = worker("care_worker")
    me, client, who = days.worker_of(user), logged(user), lives.person(1, followed=True)
    planned = days.planned(who, me)
    training = {"what": "training", "training-subject": "Sujet", "training-hours": "7"}
    for address, sent in (
        ("/noter/", noted(who, day=slip)),
        ("/noter/", noted(who, day=slip, status="planned")),
        (f"/agenda/{planned.pk}/deplacer/", {"day": slip, "version": "1"}),
        ("/absences/", {"worker": me.pk, "start": days.today(), "end": slip, "kind": "leave"}),
        ("/absences/", {"worker": me.pk, "start": slip, "end": slip, "kind": "leave"}),
        ("/taches/", {"task-words": "Zq", "task-due": slip}),
        ("/activites/nouvelle/", {"kind": "sport", "day": slip}),
        ("/tournees/nouvelle/", {"day": slip}),
        ("/travail/", {**training, "training-day": slip, "training-worker": me.pk}),
    ):
        answer = client.post(address, sent)
        assert answer.status_code == 422, address
        wrong = BeautifulSoup(answer.content, "html.parser").select_one(".errors, .errorlist")
        assert wrong is not None, address
    assert Encounter.objects.get() == planned
    for model in (Absence, Task, GroupActivity, OutreachRound, FollowedTraining):
        assert not model.objects.exists()  # type: ignore[attr-defined]


def test_an_absence_without_end_of_time_leaves_the_phone_its_agenda(worker: Workers) -> None:
    user = worker("care_worker")
    Absence.objects.create(
        worker=days.worker_of(user), start=days.today(), end="9999-12-31", kind="other"
    )
    address = reverse("daily:feed_file", args=[make_feed(actor=user)])
    assert StrictClient().get(address).status_code == 200


def test_a_tap_goes_back_nowhere_else(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    who = lives.person(1, followed=True)
    made = days.planned(who, days.worker_of(user))
    for odd in ("abc", "//evil.example", "https://evil.example/", "javascript:1"):
        sent = {"status": "held", "version": "0", "next": odd}
        answer = logged(user).post(f"/rencontres/{made.pk}/etat/", sent)
        assert answer["Location"] == f"/personnes/{who.pk}/"


def test_a_task_says_which_field_is_wrong(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    add_task(actor=user, words="Zqtask", due=days.today())
    answer = logged(user).post("/taches/", {"task-words": "", "task-due": "abc"})
    shown = BeautifulSoup(answer.content, "html.parser")
    assert shown.select_one("#id_task-words")["aria-invalid"] == "true"  # type: ignore[index]
    assert shown.select_one("#id_task-due")["value"] == "abc"  # type: ignore[index]
