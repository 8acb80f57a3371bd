"""A team, its workers and their days; people with names found nowhere else."""

from __future__ import annotations

from datetime import date, time, timedelta

from django.utils import timezone

from filrouge.access.models import User
from filrouge.followup.models import (
    Encounter,
    EncounterPerson,
    EncounterTopic,
    EncounterWorker,
)
from filrouge.people.models import Person
from filrouge.staff.models import Worker


def today() -> date:
    return timezone.localdate()


def in_days(days: int) -> date:
    return today() + timedelta(days=days)


def worker_of(user: User, code: str = "MRL") -> Worker:
    return Worker.objects.create(code=code, account=user)


def planned(
    who: Person,
    *workers: Worker,
    day: date | None = None,
    at: time | None = time(9, 30),
    status: str = "planned",
    kind: str = "home_visit",
    beside: Person | None = None,
    topic: str = "",
) -> Encounter:
    """An encounter, planned today unless said otherwise."""
    made = Encounter.objects.create(
        kind=kind,
        status=status,
        day=day or today(),
        time=at,
        lead=who,
        person_count=2 if beside else 1,
        note="Zqnote" if status == "held" else "",
        place="Zqplace",
    )
    for one in filter(None, (who, beside)):
        EncounterPerson.objects.create(encounter=made, person=one)
    for worker in workers:
        EncounterWorker.objects.create(encounter=made, worker=worker)
    if topic:
        EncounterTopic.objects.create(encounter=made, topic=topic)
    return made
