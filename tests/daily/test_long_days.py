"""The page of a day when much of it was never told: it stays short, and today stays on it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from filrouge.audit.models import JournalEntry
from filrouge.followup.domain_tasks import add_task
from filrouge.followup.models import Encounter, EncounterPerson, EncounterWorker
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers

from . import days

pytestmark = pytest.mark.django_db


def test_the_newest_that_are_late_are_shown_the_others_are_counted(
    worker: Workers, logged: Logged
) -> None:
    user = worker("care_worker")
    me = days.worker_of(user)
    shown, older = lives.person(1, followed=True), lives.person(2, followed=True)
    for one in range(20):
        days.planned(shown, me, day=days.in_days(-1 - one))
    for one in range(3):
        days.planned(older, me, day=days.in_days(-30 - one))
    found = BeautifulSoup(logged(user).get("/aujourdhui/").content, "html.parser")
    assert len(found.select(".day .line")) == 20
    assert lives.canary("last", 2) not in found.select(".day")[-1].get_text()
    assert any(one.get_text().startswith("3 ") for one in found.select("p.muted"))


def test_who_is_only_counted_is_not_written_down(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    me = days.worker_of(user)
    shown, older = lives.person(1, followed=True), lives.person(2, followed=True)
    days.planned(older, me, day=days.in_days(-1), status="held")  # met: nothing to remind of
    for one in range(20):
        days.planned(shown, me, day=days.in_days(-1 - one))
    days.planned(older, me, day=days.in_days(-30))
    logged(user).get("/aujourdhui/")
    line = JournalEntry.objects.get(action="dossiers.read_today")
    assert line.persons == [shown.pk]


def test_today_stays_when_more_is_late_than_a_page_reads(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    me, who = days.worker_of(user), lives.person(1, followed=True)
    made = Encounter.objects.bulk_create(
        Encounter(kind="home_visit", status="planned", day=days.in_days(-2), lead=who)
        for _number in range(510)
    )
    EncounterPerson.objects.bulk_create(EncounterPerson(encounter=e, person=who) for e in made)
    EncounterWorker.objects.bulk_create(EncounterWorker(encounter=e, worker=me) for e in made)
    days.planned(who, me)
    found = BeautifulSoup(logged(user).get("/aujourdhui/").content, "html.parser")
    assert "09:30" in found.select(".day")[0].get_text()


def test_tasks_of_the_day_are_the_soonest_due(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    for one in range(30):
        add_task(actor=user, words=f"Zqtask{one}x", assigned_to=user, due=days.in_days(one))
    text = logged(user).get("/aujourdhui/").content.decode()
    assert "Zqtask24x" in text
    assert "Zqtask25x" not in text
