"""What comes with encounters over ten years: the journal, tasks done, activities, material."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from filrouge.access.models import User
from filrouge.audit import chain
from filrouge.audit.models import JournalEntry
from filrouge.directory.models import Organisation
from filrouge.followup import models as followup
from filrouge.harm_reduction.models import MaterialIssue
from filrouge.people.models import Person
from filrouge.staff.models import Worker
from filrouge.vocabulary import lists

FIRST = 1_000
"""Encounters of the last hundred days and of the week to come."""
RECENT, YEARS = 100, 10
LISTS_A_DAY = 4
BATCH = 5_000


class World:
    """What was made, and the keys that addresses need."""

    def __init__(self, encounters: int) -> None:
        self.encounters = encounters
        self.dice = random.Random(8)
        self.today = timezone.localdate()
        self.users: list[User] = []
        self.workers: list[Worker] = []
        self.persons: list[Person] = []
        self.partners: list[Organisation] = []
        self.keys: dict[str, int] = {}

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def any_day(self) -> date:
        """A day of the ten years, a hundred days ago at the latest."""
        return self.ago(self.dice.randint(RECENT + 1, 365 * YEARS))


def write_journal(world: World, made: list[followup.Encounter]) -> None:
    """What the program writes of them, chained as it chains them."""
    everybody = sorted(one.pk for one in world.persons)
    said: list[tuple[datetime, str, str, list[int]]] = []
    for one in made:
        at = timezone.make_aware(datetime.combine(min(one.day, world.today), time(17)))
        said += [
            (at, "dossiers.read_file", "", [one.lead_id]),
            (at, "followup.note_encounter", f"encounter {one.pk}", [one.lead_id]),
        ]
    for day in {one.day for one in made if one.day < world.today}:
        at = timezone.make_aware(datetime.combine(day, time(9)))
        said += [(at, "dossiers.read_today", "", everybody)] * LISTS_A_DAY
    for place, one in enumerate(made[::100]):
        at = timezone.make_aware(datetime.combine(min(one.day, world.today), time(18)))
        said.append((at, "followup.delete_encounter", f"encounter {-1 - place}", [one.lead_id]))
    said.sort(key=lambda one: one[0])
    last: Any = JournalEntry.objects.order_by("-number").values_list("number", "digest").first()
    number, digest = last or (0, chain.GENESIS)
    lines = []
    for place, (at, act, subject, persons) in enumerate(said):
        user = world.users[place % len(world.users)]
        number += 1
        line = JournalEntry(
            at=at,
            actor=user,
            actor_name=user.username,
            action=act,
            subject=subject,
            persons=persons,
            number=number,
        )
        fields = ("number", "at", "actor_id", "actor_name", "action", "subject", "persons")
        content = {name: getattr(line, name) for name in fields} | {"detail": {}}
        line.content_digest = chain.content_digest(content)
        line.digest = digest = chain.link(digest, number, line.content_digest)
        lines.append(line)
    JournalEntry.objects.bulk_create(lines, BATCH)


def add_the_rest(world: World) -> None:
    """Tasks done, activities and material: one for so many encounters."""
    times = world.encounters // FIRST
    items = lists.get("material").codes
    MaterialIssue.objects.bulk_create(
        (
            MaterialIssue(day=_when(world, place), item=items[place % 5], quantity=2)
            for place in range(100 * times)
        ),
        BATCH,
    )
    done = []
    for place in range(20 * times):
        who, user = world.persons[place % len(world.persons)], world.users[place % len(world.users)]
        at = timezone.make_aware(datetime.combine(world.any_day(), time(12)))
        task = followup.Task(person=who, assigned_to=user, made_by=user, made_at=at, done_at=at)
        task.say("Fait")
        done.append(task)
    followup.Task.objects.bulk_create(done, BATCH)
    kinds = lists.get("group_activity_kind").codes
    for place in range(30 + 5 * times):
        day = _when(world, place, 30)
        one = followup.GroupActivity.objects.create(kind=kinds[place % len(kinds)], day=day)
        followup.OutreachRound.objects.create(day=day, contacts=4)
        followup.GroupAttendance.objects.bulk_create(
            followup.GroupAttendance(activity=one, person=who, day=day, status="present")
            for who in world.persons[1:12:2]
        )
        world.keys.setdefault("group", one.pk)


def _when(world: World, place: int, alike: int = 100) -> date:
    """A day of the last hundred for the first ones, alike in every world."""
    return world.ago(place % RECENT) if place < alike else world.any_day()
