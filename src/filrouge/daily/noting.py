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
from filrouge.dossiers import finding
from filrouge.followup.models import Encounter, EncounterPerson, EncounterWorker
from filrouge.followup.rules import living
from filrouge.people.models import Person
from filrouge.staff.models import Worker

SHORTEST = 2
MOST_FOUND = 8
MOST_RECENT = 6
MOST_COLLEAGUES = 12
LOOKED_BACK = 200
"""The newest encounters of a worker from which usual durations are taken."""
DURATIONS = (30, 45, 60, 90)
WAYS = (15, 30, 45, 60)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who may have been there too."""

    pk: int
    name: str
    me: bool


def open_persons(user: User) -> QuerySet[Person]:
    """Persons whose encounters somebody may note."""
    persons: QuerySet[Person] = open_to(user, Compartment.PSYCHOSOCIAL)
    return persons


def chosen(user: User, keys: Iterable[str]) -> list[Person]:
    """The persons of a form that are open to the reader, in its order."""
    wanted = [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 10]
    found = {one.pk: one for one in open_persons(user).filter(pk__in=wanted)}
    return [found[key] for key in dict.fromkeys(wanted) if key in found]


def found(user: User, letters: str) -> list[Person]:
    """Open, unrestricted files whose name holds some letters; nothing for fewer than two."""
    if len(letters.strip()) < SHORTEST:
        return []
    keys = finding.found(user, letters)
    return list(open_persons(user).filter(pk__in=keys).order_by("number")[: MOST_FOUND + 1])


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


def worker_of(user: User) -> Worker | None:
    """Which worker an account is."""
    return Worker.objects.filter(account=user).first()


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


def usual_durations(me: Worker | None, kind: str) -> list[int]:
    """Minutes to propose: what a worker notes most often for a kind, then the common ones."""
    if me is None:
        return list(DURATIONS)
    noted = Encounter.objects.filter(workers=me, status="held", duration_min__isnull=False)
    rows = noted.order_by("-day", "-pk").values_list("kind", "duration_min")[:LOOKED_BACK]
    counts = Counter(
        int(minutes)
        for one, minutes in rows
        if one == kind and minutes is not None and minutes == int(minutes)
    )
    usual = [minutes for minutes, _times in counts.most_common(2)]
    return list(dict.fromkeys([*usual, *DURATIONS]))[:5]


def last_way(persons: Sequence[Person], kind: str, place: str) -> int | None:
    """Minutes of way of the last encounter of this kind with the first person, at this place."""
    if not persons:
        return None
    rows = Encounter.objects.filter(lead=persons[0], kind=kind, travel_min__isnull=False)
    for one in rows.order_by("-day", "-pk")[:5]:
        if not place or one.place == place:
            return int(one.travel_min or 0) or None
    return None


def ways(last: int | None) -> list[int]:
    """Minutes of way to propose, the last one first."""
    return list(dict.fromkeys([*([last] if last else []), *WAYS]))


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
