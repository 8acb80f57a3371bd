"""Planned and past encounters as lines of a day or of an agenda.

First `gather`: keys and codes only, no name. The reader writes `persons` in the journal; then
`told` gives the lines, with the names of those whose file is open to the reader and of no other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from filrouge.access.files import Compartment, open_to
from filrouge.access.links import CareLink
from filrouge.access.models import User
from filrouge.followup.models import Encounter, EncounterPerson, EncounterWorker
from filrouge.followup.rules import living
from filrouge.people.models import Person
from filrouge.staff.models import Worker
from filrouge.vocabulary import lists


@dataclass(frozen=True, slots=True)
class Named:
    """A person whose file is open to the reader."""

    pk: int
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """An encounter of an agenda. `others`: persons whose file is closed to the reader."""

    pk: int
    revision: int
    day: date
    time: time | None
    kind: str
    words: str
    status: str
    said: str
    people: list[Named]
    others: int
    workers: list[str]
    mine: bool

    @property
    def planned(self) -> bool:
        """Nobody has said yet what became of it."""
        return self.status == "planned"


@dataclass(slots=True)
class Gathered:
    """Encounters by their keys, before any name. `persons`: those whose file is open."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    present: dict[int, list[int]] = field(default_factory=dict)
    workers: dict[int, list[str]] = field(default_factory=dict)
    mine: set[int] = field(default_factory=set)
    persons: set[int] = field(default_factory=set)
    there: dict[int, list[int]] = field(default_factory=dict)
    """Keys of the workers of each encounter."""

    def beside(self, key: int) -> list[int]:
        """The workers of an encounter."""
        return self.there.get(key, [])


def worker_of(user: User) -> Worker | None:
    """The worker who logs in with an account."""
    return Worker.objects.filter(account=user).first()


def reached(
    user: User, worker: Worker | None, wanted: Q, *, only_mine: bool = False, ours: bool = False
) -> QuerySet[Encounter]:
    """The encounters of a worker, and (unless `only_mine`) those of persons whose file is open.

    `ours`: those of the worker and of the persons they are a referent of, whoever goes there: the
    pair's. Nothing that was to be done with somebody who died.
    """
    opened = open_to(user, Compartment.PSYCHOSOCIAL)
    if ours:
        opened = opened.filter(Exists(_referent(user)))
    mine = Q(Exists(EncounterWorker.objects.filter(encounter=OuterRef("pk"), worker=worker)))
    theirs = EncounterPerson.objects.filter(
        encounter=OuterRef("pk"), person__in=opened.values("pk")
    )
    alive = EncounterPerson.objects.filter(living("person"), encounter=OuterRef("pk"))
    dead = EncounterPerson.objects.filter(encounter=OuterRef("pk")).exclude(living("person"))
    whose = mine if only_mine else mine | Q(Exists(theirs))
    found: QuerySet[Encounter] = Encounter.objects.filter(wanted).filter(whose)
    over = Q(status__in=["planned", "cancelled"]) & Q(Exists(dead))
    return found.exclude(over & ~Q(Exists(alive)))


def _referent(user: User) -> QuerySet[CareLink]:
    today = timezone.localdate()
    return CareLink.objects.filter(
        person=OuterRef("pk"),
        worker=user,
        kind=CareLink.Kind.REFERENT,
        start__lte=today,
        end__gte=today,
    )


def gather(
    user: User,
    worker: Worker | None,
    wanted: Q,
    *,
    only_mine: bool = False,
    ours: bool = False,
    most: int = 500,
) -> Gathered:
    """Encounters (see `reached`) by their keys, with the persons and the workers of each: the
    newest, when there are more than `most`."""
    opened = open_to(user, Compartment.PSYCHOSOCIAL)
    rows = (
        reached(user, worker, wanted, only_mine=only_mine, ours=ours)
        .order_by("-day", "-pk")
        .values("pk", "revision", "day", "time", "kind", "status")[:most]
    )
    found = Gathered(rows=[dict(row) for row in rows])
    found.rows.sort(key=lambda row: (row["day"], row["time"] or time.min, row["pk"]))
    keys = [row["pk"] for row in found.rows]
    present, codes, there = defaultdict(list), defaultdict(list), defaultdict(list)
    for key, person in EncounterPerson.objects.filter(encounter__in=keys).values_list(
        "encounter_id", "person_id"
    ):
        present[key].append(person)
    for key, who, code in (
        EncounterWorker.objects.filter(encounter__in=keys)
        .order_by("worker__code")
        .values_list("encounter_id", "worker_id", "worker__code")
    ):
        codes[key].append(code)
        there[key].append(who)
        if worker and who == worker.pk:
            found.mine.add(key)
    everybody = {person for some in present.values() for person in some}
    found.present, found.workers, found.there = dict(present), dict(codes), dict(there)
    named = opened.filter(living(), pk__in=everybody)
    found.persons = set(named.values_list("pk", flat=True))
    return found


def leave_out(found: Gathered, before: date, most: int) -> int:
    """Keep the newest `most` lines of the days before a day; how many are left out, unnamed."""
    left = [row for row in found.rows if row["day"] < before][:-most]
    found.rows = found.rows[len(left) :]
    kept = (found.present.get(row["pk"], []) for row in found.rows)
    found.persons &= {person for some in kept for person in some}
    return len(left)


def told(found: Gathered, names: Mapping[int, str]) -> list[Line]:
    """The lines, once the persons were written in the journal."""
    kinds, statuses = lists.get("encounter_kind"), lists.get("encounter_status")
    made = []
    for row in found.rows:
        present = found.present.get(row["pk"], [])
        people = [Named(one, names[one]) for one in present if one in found.persons]
        made.append(
            Line(
                pk=row["pk"],
                revision=row["revision"],
                day=row["day"],
                time=row["time"],
                kind=row["kind"],
                words=kinds.label(row["kind"]),
                status=row["status"],
                said=statuses.label(row["status"]),
                people=people,
                others=len(present) - len(people),
                workers=found.workers.get(row["pk"], []),
                mine=row["pk"] in found.mine,
            )
        )
    return made


def names_of(persons: Iterable[int]) -> dict[int, str]:
    """Names of persons that the journal already holds for this page."""
    return {one.pk: str(one) for one in Person.objects.filter(pk__in=set(persons))}
