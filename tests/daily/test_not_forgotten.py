"""Not to forget: everybody who was not met can be seen, nobody whose accompaniment is over."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from filrouge.audit.models import JournalEntry
from filrouge.followup.models import FollowUp, MeetingRhythm
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers

from . import days

pytestmark = pytest.mark.django_db


def test_everybody_not_met_is_one_link_away(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    client = logged(user)
    for one in range(8):
        who = lives.person(one + 1, followed=True)
        MeetingRhythm.objects.create(person=who, start=days.in_days(-90), days=7)
    short = BeautifulSoup(client.get("/aujourdhui/").content, "html.parser")
    assert len(short.select(".watch li")) == 6
    link = short.select_one("a[href*=tous]")
    assert link is not None and link.get_text().startswith("2 ")
    whole = BeautifulSoup(client.get("/aujourdhui/?tous=1").content, "html.parser")
    assert len(whole.select(".watch li")) == 8
    assert whole.select_one("a[href*=tous]") is None
    assert len(JournalEntry.objects.filter(action="dossiers.read_today").latest("pk").persons) == 8


def test_a_crisis_is_not_watched_after_the_end(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    who, me = lives.person(1, followed=True), days.worker_of(user)
    days.planned(who, me, day=days.in_days(-5), status="held", topic="crisis")
    client = logged(user)
    assert lives.canary("last", 1) in client.get("/aujourdhui/").content.decode()
    FollowUp.objects.update(end=days.in_days(-2), end_reason="relayed")
    assert lives.canary("last", 1) not in client.get("/aujourdhui/").content.decode()


def test_links_of_work_lead_nowhere_closed(worker: Workers, logged: Logged) -> None:
    for role, there in (("care_worker", True), ("housing_officer", False)):
        page = logged(worker(role)).get("/travail/").content.decode()
        assert ("/activites/" in page) is there
