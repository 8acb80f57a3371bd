"""The day the demonstration is made for: who is followed, who works, days around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from filrouge.demo import days
from filrouge.demo.words import table

if TYPE_CHECKING:
    from django.db.models import Model

    from filrouge.access.models import User
    from filrouge.people.models import Person
    from filrouge.staff.models import Worker


def words() -> dict[str, Any]:
    """Sentences that workers of the demonstration write in these weeks."""
    return table("life")


def stream(day: date, subject: str) -> Random:
    """Draws of one subject, the same for the same day."""
    return days.stream("life", day.isoformat(), subject)


def back(day: date, count: int) -> date:
    """The last worked day at least so many days before a day."""
    found = day - timedelta(days=count)
    while not days.is_workday(found):
        found -= timedelta(days=1)
    return found


def ahead(day: date, count: int) -> date:
    """The first worked day at least so many days after a day."""
    return days.next_workday(day + timedelta(days=count))


@dataclass(frozen=True, slots=True)
class Scene:
    """A day, the accounts by name and the workers by code."""

    day: date
    users: dict[str, User]
    workers: dict[str, Worker]

    def rng(self, subject: str) -> Random:
        """The draws of one subject."""
        return stream(self.day, subject)

    def back(self, count: int) -> date:
        """The last worked day at least so many days ago."""
        return back(self.day, count)

    def ahead(self, count: int) -> date:
        """The first worked day in at least so many days."""
        return ahead(self.day, count)


@dataclass(frozen=True, slots=True)
class Team:
    """The persons followed on a day by team, by number of file, and who accompanies whom."""

    scene: Scene
    act: tuple[Person, ...]
    icm: tuple[Person, ...]
    referents: dict[int, User]
    housed: frozenset[int]
    """Those who have a home on that day."""

    @property
    def everybody(self) -> tuple[Person, ...]:
        return (*self.act, *self.icm)

    def of(self, user: User) -> list[Person]:
        """The persons whose referent is an account, by number of file."""
        return [one for one in self.everybody if self.referents[one.pk] == user]


def scene_of(day: date) -> Scene:
    """The accounts and the workers as they are."""
    from filrouge.access.models import User
    from filrouge.staff.models import Worker

    return Scene(
        day,
        {one.username: one for one in User.objects.all()},
        {one.code: one for one in Worker.objects.all()},
    )


def followed(day: date) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """The persons followed on a day: those of the first team, those of the second."""
    from filrouge.followup.models import FollowUpTerm
    from filrouge.people.models import Person

    running = Person.objects.filter(follow_ups__start__lte=day, follow_ups__end__isnull=True)
    persons = list(running.distinct().order_by("number"))
    terms = FollowUpTerm.objects.filter(person__in=persons, effective_on__lte=day)
    teams = dict(
        terms.exclude(team="")
        .order_by("effective_on", "-initial", "pk")
        .values_list("person_id", "team")
    )
    act = tuple(one for one in persons if teams.get(one.pk) == "act")
    icm = tuple(one for one in persons if teams.get(one.pk) == "icm")
    return act, icm


def write(actor: Any, model: type[Model], *, person: Person | None = None, **values: Any) -> Any:
    """A record of a kind that has pages, stored as these pages do."""
    from filrouge.records.declaration import kind_of
    from filrouge.records.domain import create_record

    kind = kind_of(model)
    if kind is None:
        raise LookupError(f"{model.__name__} has no page")
    return create_record(actor=actor, kind=kind, values=values, person=person)


def turn[T](options: Sequence[T], place: int) -> T:
    """One option after the other, from the first again."""
    return options[place % len(options)]
