"""What each page of a day at work asks of the database: the same with one row and with three."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from filrouge.access.models import User
from filrouge.audit import journal
from filrouge.followup.domain_groups import Group, note_attendance, note_group
from filrouge.followup.domain_rounds import Walk, meet_in_round, note_round
from filrouge.followup.domain_tasks import add_task
from filrouge.followup.models import (
    EncounterDraft,
    MeetingRhythm,
    SymptomReview,
    Task,
)
from filrouge.housing.models import Title
from filrouge.people.models import Person
from filrouge.staff.domain import make_feed
from filrouge.staff.models import Absence, FollowedTraining, InternalMeeting, Worker
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers
from tests.harness.counting import counted, heavy, not_asked

from . import days

pytestmark = pytest.mark.django_db
NOT_PAGES = {
    *(
        "task_done",
        "task_undone",
        "task_remove",
        "absence_remove",
        "note_draft",
        "drop_draft",
        "encounter_state",
    ),
    "plan",
}
"""Taps and saves; planning leads to the page where one notes."""
QUERIES = {
    "today": 27,
    "agenda": 15,
    "feed": 3,
    "tasks": 11,
    "absences": 5,
    "find": 9,
    "note": 16,
    "work": 6,
    "groups": 5,
    "new_group": 5,
    "rounds": 4,
    "new_round": 4,
    "upkeep": 23,
    "upkeep_worth": 13,
    "absence": 3,
    "task": 10,
    "move": 11,
    "delete_encounter": 13,
    "group": 11,
    "edit_group": 6,
    "delete_group": 3,
    "round": 12,
    "edit_round": 5,
    "delete_round": 3,
    "stale_fact": 33,
    "stale_record": 34,
    "feed_file": 6,
    "today?qui=equipe": 27,
    "agenda?qui=moi": 15,
    "agenda?mois": 6,
    "tasks?personne": 11,
    "note?personne": 17,
    "note?rencontre": 24,
}


PLAIN = (
    *("today", "agenda", "feed", "tasks", "absences", "find", "note", "work"),
    *("groups", "new_group", "rounds", "new_round", "upkeep", "upkeep_worth"),
)
"""Addresses that name nothing."""


class World:
    """So many of everything that the pages list, for a worker and a colleague."""

    def __init__(self, user: User, number: int) -> None:
        self.user, self.me = user, days.worker_of(user)
        self.colleague = User.objects.create(username="pic.b", role=user.role, teams=user.teams)
        self.group = note_group(actor=user, said=Group(kind="sport", day=days.today()))
        self.walk = note_round(actor=user, said=Walk(day=days.today()))
        for one in range(number):
            self.who = lives.person(one + 1, followed=True)
            lives.records(self.who)
            self._met(self.who)
            self._around(self.who, one)

    def _met(self, who: Person) -> None:
        """Planned, late, just held in a crisis, in a group, in a round, in a draft; and stale."""
        self.planned = days.planned(who, self.me)
        days.planned(who, self.me, day=days.in_days(-3))
        held: dict[str, Any] = {"day": days.in_days(-1), "status": "held", "topic": "crisis"}
        self.held = days.planned(who, self.me, **held)
        note_attendance(actor=self.user, activity=self.group, person_id=who.pk, status="present")
        meet_in_round(actor=self.user, walk=self.walk, person_id=who.pk)
        journal.record(actor=self.user, action="dossiers.read_file", persons=[who.pk])
        draft = EncounterDraft(owner=self.user)
        draft.say({"persons": [str(who.pk)]}, who.pk)
        draft.save()
        SymptomReview.objects.filter(person=who).update(day=days.in_days(-400))
        Title.objects.filter(person=who).update(end=days.in_days(20))
        other = lives.person(1000 + who.number, followed=True)  # never met
        MeetingRhythm.objects.create(person=other, start=days.in_days(-90), days=7)

    def _around(self, who: Person, one: int) -> None:
        for actor in (self.user, self.colleague):
            for to in (self.user, self.colleague):
                add_task(actor=actor, words="Zqtask", assigned_to=to, person_id=who.pk)
        self.task = Task.objects.filter(made_by=self.user, person=who).latest("pk")
        worker = Worker.objects.create(code=f"W{one}")
        absent: dict[str, Any] = {"start": days.today(), "end": days.in_days(1), "kind": "leave"}
        Absence.objects.create(worker=worker, **absent)
        self.absence = Absence.objects.create(worker=self.me, **absent)
        InternalMeeting.objects.create(team="hf_act", kind="team_meeting", day=days.today())
        FollowedTraining.objects.create(
            worker=self.me, day=days.today(), hours=3, subject=f"Sujet {one}"
        )
        day = days.today() - timedelta(days=one + 1)
        note_group(actor=self.user, said=Group(kind="sport", day=day))
        note_round(actor=self.user, said=Walk(day=day))

    @property
    def pages(self) -> dict[str, str]:
        """Every address of the day, by its name and what is asked of it."""
        met: list[Any] = [self.planned.pk]
        group: list[Any] = [self.group.pk]
        walk: list[Any] = [self.walk.pk]
        asked: dict[str, list[Any]] = {
            **{name: [] for name in PLAIN},
            "absence": [self.absence.pk],
            "task": [self.task.pk],
            "move": met,
            "delete_encounter": met,
            **dict.fromkeys(("group", "edit_group", "delete_group"), group),
            **dict.fromkeys(("round", "edit_round", "delete_round"), walk),
            "stale_fact": [self.who.pk, "symptoms"],
            "stale_record": [self.who.pk, "encounter", self.held.pk],
            "feed_file": [make_feed(actor=self.user)],
        }
        found = {name: reverse(f"daily:{name}", args=args) for name, args in asked.items()}
        return found | {
            "today?qui=equipe": f"{found['today']}?qui=equipe",
            "agenda?qui=moi": f"{found['agenda']}?qui=moi",
            "agenda?mois": f"{found['agenda']}?mois={days.today():%Y-%m}",
            "tasks?personne": f"{found['tasks']}?personne={self.who.pk}",
            "note?personne": f"{found['note']}?personne={self.who.pk}",
            "note?rencontre": f"{found['note']}?rencontre={self.planned.pk}",
        }


@pytest.mark.parametrize("number", [1, 3])
def test_a_day_asks_as_much_whatever_it_holds(worker: Workers, logged: Logged, number: int) -> None:
    user = worker("care_worker")
    pages = World(user, number).pages
    assert counted(logged(user), pages) == QUERIES
    assert not_asked("daily", pages) == NOT_PAGES


def test_a_week_of_sixty_encounters_stays_light(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    assert heavy(logged(user), World(user, 15).pages) == {}
