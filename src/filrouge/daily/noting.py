"""What the page where an encounter is noted offers: persons, usual durations, way, colleagues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.access.files import Compartment, open_to
from filrouge.access.links import Restriction
from filrouge.access.models import User
from filrouge.audit.models import JournalEntry
from filrouge.directory.models import Organisation
from filrouge.dossiers import finding
from filrouge.followup.domain_drafts import drafts_of
from filrouge.followup.models import (
    Encounter,
    EncounterDraft,
    EncounterPartner,
    EncounterPerson,
    EncounterWorker,
    NetworkLink,
)
from filrouge.followup.rules import living
from filrouge.people.models import Person
from filrouge.staff.models import Worker
from filrouge.vocabulary import lists

SHORTEST = 2
MOST_FOUND = 8
MOST_RECENT = 6
MOST_COLLEAGUES = 12
LOOKED_BACK = 200
"""The newest encounters of a worker from which usual durations are taken."""
DURATIONS = (30, 45, 60, 90)
WAYS = (15, 30, 45, 60)
WAYS_BACK = 40
"""The newest encounters of a person from which the way to a place is taken."""
MOST_PARTNERS = 8
MOST_PLACES = 12


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who may have been there too."""

    pk: int
    name: str
    me: bool


def own_drafts(user: User) -> QuerySet[EncounterDraft]:
    """What somebody began and may go on with: not what is about a file that closed meanwhile."""
    about = Q(person__isnull=True) | Q(person__in=open_persons(user).values("pk"))
    return drafts_of(user).filter(about)


def open_persons(user: User) -> QuerySet[Person]:
    """Persons whose encounters somebody may note."""
    persons: QuerySet[Person] = open_to(user, Compartment.PSYCHOSOCIAL)
    return persons


def chosen(user: User, keys: Iterable[str]) -> list[Person]:
    """The persons of a form that are open to the reader, in its order."""
    wanted = [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 10]
    found = {one.pk: one for one in open_persons(user).filter(pk__in=wanted)}
    return [found[key] for key in dict.fromkeys(wanted) if key in found]


def found(user: User, letters: str, *, to_come: bool = False) -> list[Person]:
    """Open, unrestricted files whose name holds some letters; nothing for fewer than two.

    `to_come`: for an encounter to plan, which is proposed with nobody who died.
    """
    if len(letters.strip()) < SHORTEST:
        return []
    keys = finding.found(user, letters)
    alive = living() if to_come else Q()
    return list(open_persons(user).filter(alive, pk__in=keys).order_by("number")[: MOST_FOUND + 1])


def recent(user: User, me: Worker | None, but: Iterable[int]) -> list[Person]:
    """Persons that a worker met lately or meets soon, the nearest day first."""
    today = timezone.localdate()
    mine = Encounter.objects.filter(
        day__gte=today - timedelta(days=60), day__lte=today + timedelta(days=1)
    ).filter(_of(user, me))
    last = list(mine.order_by("-day", "-pk").values_list("pk", flat=True)[:40])
    met = EncounterPerson.objects.filter(encounter__in=last).order_by("-encounter__day", "-pk")
    left_out = set(but)
    keys = [key for key in dict.fromkeys(met.values_list("person", flat=True))]
    restricted = Restriction.objects.filter(person=OuterRef("pk"), lifted_at__isnull=True)
    shown = open_persons(user).filter(living(), pk__in=keys).exclude(Exists(restricted))
    known = shown.in_bulk()
    return [known[key] for key in keys if key in known and key not in left_out][:MOST_RECENT]


def _of(user: User, me: Worker | None) -> Q:
    mine = Q(recorded_by=user)
    if me is not None:
        rows = EncounterWorker.objects.filter(encounter=OuterRef("pk"), worker=me)
        mine |= Q(Exists(rows))
    return mine


def colleagues(user: User, me: Worker | None, taken: Sequence[int]) -> list[Colleague]:
    """The worker, then those of the same teams today, then whoever is already noted."""
    today = timezone.localdate()
    teams = [f"hf_{code}" for code in user.team_codes]
    there = Q(assignments__team__in=teams, assignments__start__lte=today) & (
        Q(assignments__end__isnull=True) | Q(assignments__end__gte=today)
    )
    same = Worker.objects.filter(there).values("pk")
    rows = Worker.objects.filter(Q(pk__in=same) | Q(pk__in=taken) | Q(pk=me.pk if me else 0))
    first = {me.pk if me else 0, *taken}
    ordered = sorted(
        rows.select_related("account"),
        key=lambda one: (me is None or one.pk != me.pk, one.pk not in first, one.code),
    )
    return [
        Colleague(one.pk, _named(one, me), bool(me and one.pk == me.pk))
        for one in ordered[: max(MOST_COLLEAGUES, len(taken) + 1)]
    ]


def _named(worker: Worker, me: Worker | None) -> str:
    if me and worker.pk == me.pk:
        return _("me")
    return worker.account.display_name if worker.account else worker.code


def usual_durations(me: Worker | None) -> dict[str, list[int]]:
    """Minutes to propose by kind: what a worker notes most often for it, then the common ones."""
    counts: dict[str, Counter[int]] = {
        code: Counter() for code in lists.get("encounter_kind").codes
    }
    if me is not None:
        # Not by a join: SQLite would read every encounter that the worker ever had.
        mine = EncounterWorker.objects.filter(encounter=OuterRef("pk"), worker=me)
        noted = Encounter.objects.filter(Exists(mine), status="held", duration_min__isnull=False)
        rows = noted.order_by("-day", "-pk").values_list("kind", "duration_min")[:LOOKED_BACK]
        for kind, length in rows:
            if kind in counts and length is not None and length == int(length):
                counts[kind][int(length)] += 1
    return {
        kind: list(dict.fromkeys([*(one for one, _n in found.most_common(2)), *DURATIONS]))[:5]
        for kind, found in counts.items()
    }


@dataclass(frozen=True, slots=True)
class Way:
    """How long the way took, the last time there."""

    kind: str
    place: str
    minutes: int


def been(persons: Sequence[Person]) -> tuple[list[Way], list[str]]:
    """The last way to each place for each kind with the first person, newest first; the places."""
    if not persons:
        return [], []
    rows = Encounter.objects.filter(lead=persons[0]).exclude(status="cancelled")
    found: dict[tuple[str, str], Way] = {}
    places: dict[str, None] = {}
    for one in rows.order_by("-day", "-pk")[:WAYS_BACK]:
        length, place = int(one.travel_min or 0), str(one.place).strip()
        if length and length == one.travel_min:
            found.setdefault((one.kind, place), Way(one.kind, place, length))
        if place:
            places.setdefault(place)
    return list(found.values()), list(places)[:MOST_PLACES]


def last_way(known: Iterable[Way], kind: str, place: str) -> int | None:
    """Minutes of the last way to a place, whatever for; without a place, the last for the kind."""
    for one in known:
        if (place and one.place.casefold() == place.casefold()) or (not place and one.kind == kind):
            return one.minutes
    return None


def ways(last: int | None) -> list[int]:
    """Minutes of way to propose, the last one first."""
    return list(dict.fromkeys([*([last] if last else []), *WAYS]))


def partners(persons: Sequence[Person], taken: Iterable[str]) -> list[tuple[int, str, bool]]:
    """Organisations to propose: those of the person's encounters and ties, and those chosen."""
    chosen = [int(key) for key in taken]
    keys = [one.pk for one in persons[:1]]
    if not keys and not chosen:
        return []
    met = EncounterPartner.objects.filter(
        organisation=OuterRef("pk"), encounter__attendances__person__in=keys
    )
    tied = NetworkLink.objects.filter(partner=OuterRef("pk"), person__in=keys, end__isnull=True)
    rows = Organisation.objects.filter(Q(Exists(met)) | Q(Exists(tied)) | Q(pk__in=chosen))
    known = sorted(rows.values_list("pk", "name"), key=lambda one: (one[0] not in chosen, one[1]))
    shown = known[: max(MOST_PARTNERS, len(chosen))]
    return [(key, name, key in chosen) for key, name in shown]


def organisations() -> list[str]:
    """Names to type a partner by."""
    return list(Organisation.objects.order_by("name").values_list("name", flat=True))


def minutes(value: Decimal | None) -> str:
    """Minutes as a form writes them."""
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else str(value)


def of_encounter(user: User, key: int, *, whole: bool) -> Any:
    """An encounter that a reader may write in: every person's file open, or (not `whole`) one."""
    encounter = Encounter.objects.filter(pk=key).select_related("recorded_by").first()
    if encounter is None:
        return None
    persons = set(encounter.attendances.values_list("person_id", flat=True))
    opened = open_persons(user).filter(pk__in=persons).count()
    return encounter if opened and (opened == len(persons) or not whole) else None


def was_deleted(user: User, key: int) -> bool:
    """Whether an encounter was deleted that a reader could open: what was typed about it is kept.

    Of a closed one, or of none at all, nothing is said.
    """
    lines = JournalEntry.objects.filter(
        action="followup.delete_encounter", subject=f"encounter {key}"
    )
    line = lines.order_by("-pk").first()
    if line is None or not line.persons:
        return False
    return open_persons(user).filter(pk__in=line.persons).count() == len(line.persons)
