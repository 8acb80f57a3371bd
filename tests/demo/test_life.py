"""The demonstration on the day it is made: what each role finds on its first page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone, translation

from filrouge.access.files import open_to
from filrouge.access.models import User
from filrouge.common.periods import Period
from filrouge.daily import board, stale
from filrouge.daily.day import Watched, late, watched
from filrouge.daily.waiting import waiting
from filrouge.demo import api
from filrouge.figures import engine
from filrouge.figures.facts.coverage import years_covered
from filrouge.followup import models as care
from filrouge.harm_reduction import stock
from filrouge.harm_reduction.models import Kit, Order
from filrouge.housing import desk, ledger, occupancy
from filrouge.housing import models as homes
from filrouge.people.candidates import listed, verdict_of
from filrouge.people.eligibility import Verdict
from filrouge.people.models import Candidate, Person
from filrouge.staff.models import Absence, InternalMeeting
from tests.harness.client import StrictClient

BRUSSELS = ZoneInfo("Europe/Brussels")
DAYS = (
    datetime(2027, 1, 1, 8, tzinfo=BRUSSELS),  # a holiday
    datetime(2028, 2, 29, 8, tzinfo=BRUSSELS),
    datetime(2026, 5, 3, 23, 30, tzinfo=BRUSSELS),  # a Sunday, yesterday in UTC
)
FINISHED = 2024
# The demonstration is always the embedded database.
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture(scope="module")
def stored(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, str]]:
    """The workbooks and the accounts, gone after the module; the figures of their year."""
    with django_db_blocker.unblock(), transaction.atomic(), transaction.atomic(using="keys"):
        api.create_accounts()
        api.load()
        api.link_workers()
        yield _figures()
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="keys")


@pytest.fixture(params=DAYS, ids=lambda when: f"{when:%Y-%m-%d}", scope="module")
def today(stored: dict[str, str], django_db_blocker: Any, request: Any) -> Iterator[date]:
    """A day on which the demonstration is made, gone after the tests of that day."""
    with (
        django_db_blocker.unblock(),
        time_machine.travel(request.param, tick=False),
        translation.override("fr"),
        transaction.atomic(),
        transaction.atomic(using="keys"),
    ):
        api.load_life()
        yield timezone.localdate()
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="keys")


def test_a_day_at_work(today: date) -> None:
    """Everything that the first pages are made of, on a day whichever it is."""
    assert care.Encounter.objects.filter(recorded_by=None, day__year__gt=FINISHED + 1).count() == 0
    _accompanies(today)
    _goes_along(today)
    _houses(today)
    _directs(today)
    _knows(today)
    _prepares(today)
    _pays(today)
    _hands_out(today)


def _planned(user: User, day: date) -> int:
    worker = board.worker_of(user)
    found = board.gather(user, worker, late(day) | _of(day), only_mine=True)
    return sum(1 for row in found.rows if row["day"] == day and row["status"] == "planned")


def _of(day: date) -> Any:
    from django.db.models import Q

    return Q(day=day)


def _late(user: User, day: date) -> int:
    return len(board.gather(user, board.worker_of(user), late(day), only_mine=True).rows)


def _seen(name: str, day: date) -> tuple[User, Watched]:
    user = User.objects.get(username=name)
    return user, watched(user, day)


def _accompanies(day: date) -> None:
    user, seen = _seen("accompagnateur", day)
    assert (_planned(user, day), _late(user, day)) == (3, 1)
    assert 3 <= len(seen.not_met) + seen.not_met_more <= 6
    assert all(one.days is not None for one in seen.not_met)
    assert len(seen.crisis) == 1
    assert [one.days for one in seen.titles if one.days in {20, 50, 100}] == [20, 50, 100]
    tasks = care.Task.objects.filter(assigned_to=user, done_at=None)
    assert [tasks.filter(due__lt=day).count(), tasks.filter(due=day).count()] == [1, 2]
    assert care.Task.objects.filter(assigned_to=user).exclude(done_at=None).count() == 1
    facts = Counter(one.subject for one in stale.stale_facts(user))
    assert 10 <= facts.total() <= 20
    assert facts["encounter"] == 2
    assert waiting(user).tasks == 1


def _goes_along(day: date) -> None:
    user, seen = _seen("pair-aidance", day)
    assert (_planned(user, day), _late(user, day)) == (2, 1)
    assert seen.titles == []
    assert len(seen.tasks) == 2
    absent = Absence.objects.filter(start__gt=day, worker__code="BRO")
    assert waiting(User.objects.get(username="bruant")).clashes == 2
    assert absent.count() == 1
    council = care.GroupActivity.objects.get(kind="tenants_council")
    assert council.attendances.filter(status="present").count() == 6
    assert care.RoundEncounter.objects.count() == 1


def _houses(day: date) -> None:
    user, seen = _seen("logement", day)
    opened = set(open_to(user).values_list("pk", flat=True))
    assert {20, 50, 100, -5} <= {one.days for one in desk.titles_ending(day, opened).lines}
    assert {one.kind for one in desk.inspections_due(day, opened).lines} == {
        "entry", "exit", "visit",
    }  # fmt: skip
    assert [one.state for one in desk.moves_planned(opened).lines] == ["organised", "planned"]
    assert len(desk.agreements_due(day)) == 2
    waits = {one.state: one for one in occupancy.places(day) if one.state in {"free", "works"}}
    assert waits["free"].weeks == 5
    assert waits["works"].weeks == 11
    stages = set(homes.LandlordStage.objects.values_list("stage", flat=True))
    assert stages == {"prospect", "meeting", "agreement", "active", "evaluated", "ended"}
    assert homes.HeadLease.objects.filter(transfer_on__gt=day).exists()
    transit = homes.Title.objects.filter(kind="transit", end__gte=day - timedelta(days=60))
    after = [
        one
        for one in transit.filter(end__lt=day)
        if homes.Title.objects.filter(
            person=one.person_id,
            dwelling=one.dwelling_id,
            kind="open_ended",
            start=(one.end or day) + timedelta(days=1),
        ).exists()
    ]
    assert len(after) == 1
    assert len(seen.tasks) == 3


def _directs(day: date) -> None:
    _user, seen = _seen("direction", day)
    assert len(seen.not_met) + seen.not_met_more <= 12
    assert len(seen.tasks) == 2
    meetings = InternalMeeting.objects.filter(day__gte=day - timedelta(days=31))
    assert {"team_meeting", "collective_supervision"} == set(
        meetings.values_list("kind", flat=True)
    )


def _knows(day: date) -> None:
    """Facts of the files."""
    kinds = Counter(
        (kind, end is None) for kind, end in care.HealthEvent.objects.values_list("kind", "end")
    )
    assert kinds == {
        ("overdose", True): 1, ("hospitalisation", True): 1, ("hospitalisation", False): 1,
    }  # fmt: skip
    assert set(care.Goal.objects.values_list("state", flat=True)) == {"open", "reached", "left"}
    ties = care.NetworkLink.objects.exclude(strength=None).exclude(wish="")
    assert ties.count() > 20
    for model in (care.Goal, care.CloseTie, care.HealthEvent, care.LifeEvent):
        assert not model.objects.filter(start__gt=day).exists()


def _prepares(day: date) -> None:
    """Candidates with the proof of their history, those of the finished year gone."""
    coming, places = listed(day)
    told = {
        one.candidate.code[3:]: verdict_of(one.candidate, one.proof) for one in [*coming, *places]
    }
    assert told["51"] is Verdict.ELIGIBLE
    assert told["52"] in {Verdict.ELIGIBLE, Verdict.PROBABLY}
    assert told["53"] is Verdict.CANNOT_TELL
    assert [one.candidate.code[3:] for one in coming] == ["51"]
    assert len(places) == 4
    assert Candidate.objects.exclude(became=None).count() == 6
    newest = Person.objects.order_by("-number")[0]
    assert not newest.stays.exists()
    assert newest.move_plans.get().furniture.exists()


def _pays(day: date) -> None:
    found = ledger.control()
    assert found.advances[0] == found.advances[1] > 0
    assert found.guarantees[0] == found.guarantees[1] > 0
    assert found.unmatched == 0
    parts = homes.Instalment.objects.filter(day__lte=day)
    assert parts.filter(done_on=None).count() == 2
    assert parts.exclude(done_on=None).count() > 5
    assert not homes.LedgerEntry.objects.filter(day__gt=day).exists()


def _hands_out(day: date) -> None:
    assert Kit.objects.count() == 3
    assert len(stock.expiring(day)) == 2
    assert Order.objects.filter(closed_on=None).count() == 2
    assert min(stock.of_items().values()) >= 0


def test_first_pages_name_whom_they_are_about(today: date) -> None:
    """The pages of the four roles open, with the persons of the day on them."""
    planned = care.Encounter.objects.filter(day=today, status="planned")
    for name, code in (("accompagnateur", "ADA"), ("pair-aidance", "GAL")):
        shown = _page(name, "/aujourdhui/")
        for met in planned.filter(workers__code=code):
            assert str(met.lead) in shown
    title = homes.Title.objects.get(end=today + timedelta(days=20))
    shown = _page("logement", "/logement/")
    assert str(title.person) in shown
    for place in occupancy.places(today):
        assert (place.dwelling.code in shown) or place.state in {"occupied", "given_back"}
    assert len(care.Task.objects.get(assigned_to__username="direction", due=today).words) > 5
    assert "Relire le compte rendu" in _page("direction", "/aujourdhui/")


def _page(name: str, address: str) -> str:
    client = StrictClient()
    client.force_login(User.objects.get(username=name))
    answer = client.get(address)
    assert answer.status_code == 200, (name, address)
    return answer.content.decode()


def test_life_is_written_once(today: date) -> None:
    before = care.Encounter.objects.count()
    api.load_life()
    assert care.Encounter.objects.count() == before


@pytest.mark.parametrize("today", DAYS[:1], indirect=True)
def test_figures_of_the_finished_year_do_not_change(stored: dict[str, str], today: date) -> None:
    """Every figure of the year that was imported, before and after; and it stays the first shown,
    since the weeks that follow hold fewer encounters than a twentieth of its own."""
    assert len(stored) > 700
    assert _figures() == stored
    assert years_covered() == [FINISHED, FINISHED - 1]


def _figures() -> dict[str, str]:
    report = engine.compute(Period.year(FINISHED))
    return {id_: str(report[id_].value) for id_ in report}
