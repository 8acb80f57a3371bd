"""Dwellings and who lives there, read for the whole house at once: state, weeks empty, tiles.

A dwelling is occupied when a stay runs today. Empty, it is under works, reserved (said so, or a
move or an entry is planned) or free; given back, it is no longer counted. Weeks empty are full
weeks since the last stay ended; a dwelling where nobody ever lived waits since it was recorded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from filrouge.vocabulary import lists

from .domain_moves import OPEN
from .models import Dwelling, DwellingState, MovePlan, Stay

OCCUPIED, FREE, RESERVED, WORKS, GIVEN_BACK = "occupied", "free", "reserved", "works", "given_back"
WORDS = {
    OCCUPIED: _("Occupied"),
    FREE: _("Free"),
    RESERVED: _("Reserved"),
    WORKS: _("Under works"),
    GIVEN_BACK: _("Given back to the landlord"),
}
FLAGS = {OCCUPIED: "ok", FREE: "warning", RESERVED: "info", WORKS: "info", GIVEN_BACK: "choice"}
"""The kind of flag that shows a state."""


@dataclass(slots=True)
class Place:
    """A dwelling as it stands on a day. `living` are keys of persons: who may be named is decided
    by whoever shows it."""

    dwelling: Dwelling
    state: str
    living: list[int]
    empty_since: date | None
    weeks: int

    @property
    def word(self) -> str:
        """The state in the reader's language."""
        return str(WORDS[self.state])

    @property
    def flag(self) -> str:
        """The kind of flag that shows it."""
        return FLAGS[self.state]


@dataclass(slots=True)
class Group:
    """Dwellings of a commune or a landlord: those occupied, all of them, places in them."""

    code: str
    label: str
    dwellings: int = 0
    occupied: int = 0
    persons: int = 0
    capacity: int = 0
    weeks: int = 0
    url: str = ""
    empty: list[Place] = field(default_factory=list)

    @property
    def filled(self) -> int:
        """Tenths of the dwellings that are occupied, for the shade of a tile."""
        return 0 if not self.dwellings else round(10 * self.occupied / self.dwellings)


def places(today: date, only: QuerySet[Dwelling] | None = None) -> list[Place]:
    """Every dwelling (or some) on a day, by code, in four questions whatever their number."""
    wanted = Dwelling.objects.all() if only is None else only
    dwellings = list(wanted.select_related("landlord__organisation").order_by("code"))
    keys = None if only is None else [one.pk for one in dwellings]
    stays = _stays(keys)
    said = _said(today, keys)
    coming = _coming(keys)
    return [
        _place(one, stays[one.pk], said.get(one.pk, ""), one.pk in coming, today)
        for one in dwellings
    ]


type _Spans = list[tuple[int, date, date | None]]


def _stays(keys: list[int] | None) -> Mapping[int, _Spans]:
    found: dict[int, _Spans] = defaultdict(list)
    rows = Stay.objects.all() if keys is None else Stay.objects.filter(dwelling__in=keys)
    for dwelling, person, start, end in rows.values_list("dwelling", "person", "start", "end"):
        found[dwelling].append((person, start, end))
    return found


def _said(today: date, keys: list[int] | None) -> dict[int, str]:
    rows = DwellingState.objects.filter(start__lte=today)
    rows = rows.filter(Q(end__isnull=True) | Q(end__gte=today))
    if keys is not None:
        rows = rows.filter(dwelling__in=keys)
    return dict(rows.values_list("dwelling", "state"))


def _coming(keys: list[int] | None) -> set[int]:
    rows = MovePlan.objects.filter(state__in=OPEN)
    if keys is not None:
        rows = rows.filter(dwelling__in=keys)
    return set(rows.values_list("dwelling", flat=True))


def _place(dwelling: Dwelling, stays: _Spans, said: str, planned: bool, today: date) -> Place:
    living = [who for who, start, end in stays if start <= today and (end is None or end > today)]
    if living:
        return Place(dwelling, OCCUPIED, sorted(set(living)), None, 0)
    since = max((end for _w, _s, end in stays if end is not None and end <= today), default=None)
    since = since or dwelling.recorded_at.date()
    weeks = max(0, (today - since).days // 7)
    expected = planned or any(start > today for _w, start, _e in stays)
    state = said if said in {WORKS, GIVEN_BACK} else RESERVED if expected or said else FREE
    return Place(dwelling, state, [], since, weeks)


LONG = 52
"""Weeks after which an empty dwelling of which nothing is said is asked about: is it still ours?"""


def dormant(place: Place) -> bool:
    """Free for over a year, and nothing recorded: it may have gone back to its landlord."""
    return place.state == FREE and place.weeks >= LONG


def counted(found: Iterable[Place]) -> list[Place]:
    """Those that the association still has, as far as what is recorded tells."""
    return [one for one in found if one.state != GIVEN_BACK and not dormant(one)]


def by_commune(found: Iterable[Place]) -> list[Group]:
    """The nineteen communes, those without a dwelling too, in the order of the list."""
    known = lists.get("commune")
    groups = {code: Group(code, known.label(code)) for code in known.codes}
    for one in counted(found):
        _add(groups[one.dwelling.commune], one)
    return list(groups.values())


def by_landlord(found: Iterable[Place]) -> list[Group]:
    """Landlords that have a dwelling, by name."""
    groups: dict[int, Group] = {}
    for one in counted(found):
        landlord = one.dwelling.landlord
        group = groups.setdefault(landlord.pk, Group(str(landlord.pk), str(landlord)))
        _add(group, one)
    return sorted(groups.values(), key=lambda group: group.label.casefold())


def _add(group: Group, place: Place) -> None:
    group.dwellings += 1
    group.capacity += place.dwelling.capacity
    if place.living:
        group.occupied += 1
        group.persons += len(place.living)
    else:
        group.weeks += place.weeks
        group.empty.append(place)


@dataclass(frozen=True, slots=True)
class Move:
    """A move read from the stays of a person: never typed. `kind`: the list of moves."""

    kind: str
    day: date
    left: Dwelling | None
    entered: Dwelling | None
    destination: str

    @property
    def word(self) -> str:
        """The kind in the reader's language."""
        if self.kind == "new_entry":
            return gettext("First entry")
        return lists.get("move_kind").label(self.kind)


def moves_of(stays: Iterable[Stay]) -> list[Move]:
    """The moves of one person, newest first.

    Two stays that follow each other in one dwelling, the same day or the day after, are one stay.
    """
    moves: list[Move] = []
    before: Stay | None = None
    for stay in sorted(stays, key=lambda one: one.start):
        if before is None:
            moves.append(Move("new_entry", stay.start, None, stay.dwelling, ""))
        elif not _goes_on(before, stay):
            moves += _between(before, stay)
        before = stay
    if before is not None and before.end is not None and before.destination in EXITS:
        moves.append(Move("exit", before.end, before.dwelling, None, before.destination))
    return sorted(moves, key=lambda move: move.day, reverse=True)


EXITS = frozenset({"street", "institution", "death"})


def _goes_on(before: Stay, after: Stay) -> bool:
    if before.dwelling_id != after.dwelling_id or before.end is None:
        return False
    return 0 <= (after.start - before.end).days <= 1


def _between(before: Stay, after: Stay) -> list[Move]:
    if before.destination in EXITS and before.end is not None:
        return [
            Move("exit", before.end, before.dwelling, None, before.destination),
            Move("reentry", after.start, None, after.dwelling, ""),
        ]
    if before.dwelling_id == after.dwelling_id:
        return []
    return [Move("flat_to_flat", after.start, before.dwelling, after.dwelling, "")]
