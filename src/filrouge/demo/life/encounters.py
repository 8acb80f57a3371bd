"""Encounters of the last weeks and of the next ones.

Few enough for the finished year to stay the fullest one: figures still open on it (see
`figures/facts/coverage.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

from filrouge.demo import days
from filrouge.demo.words import table

from .today import Scene, Team, turn, words

if TYPE_CHECKING:
    from filrouge.access.models import User
    from filrouge.people.models import Person

WEEKS = {"act": (0, 5, 11), "icm": (0, 5)}
"""Worked days before the week in which a person of a team was met, each on their own day."""
MISSED = 4
"""Persons of each team not met for longer than the usual rhythm."""
LONG_AGO = (12,)
HOURS = ("09:00", "10:30", "13:30", "15:00", "16:30", "11:30", "17:30", "08:30")
TOPICS = (
    ("daily_life", 6), ("admin_justice", 6), ("housing", 5), ("medical", 4),
    ("network_relay", 3), ("substance_use", 2), ("mental_health", 2),
)  # fmt: skip
KINDS = (("home_visit", 12), ("outing", 4), ("phone", 1))
ROOFLESS = (("street_outreach", 4), ("outing", 5), ("phone", 1))
"""Kinds of encounters of those who have no home."""
PEER = 5
"""A peer worker comes along one time in so many."""


def meet(scene: Scene, team: Team) -> None:
    """What took place, was missed or called off since about four weeks."""
    past = days.workdays(scene.day - timedelta(days=45), scene.day - timedelta(days=1))[::-1]
    taken: Counter[tuple[str, date]] = Counter()
    pair: set[tuple[date, str]] = set()
    for code, persons in (("act", team.act), ("icm", team.icm)):
        rng = scene.rng(f"encounters {code}")
        for place, person in enumerate(persons):
            late = place % (len(persons) // MISSED) == 3
            weeks, met = LONG_AGO if late else WEEKS[code], False
            for week in weeks:
                user = team.referents[person.pk]
                day = past[week + (place * 3 + place // 10 + week) % 5]
                hour = turn(HOURS, taken[user.username, day])
                taken[user.username, day] += 1
                chance = 0.97 if week == 0 else 0.72 if met or week != weeks[-1] else 1.0
                met |= _meet(rng, _When(team, day, hour, pair), person, user, chance)
    _unfinished(scene, team)
    _crisis(scene, team)
    _concert(scene, team)


@dataclass(frozen=True, slots=True)
class _When:
    team: Team
    day: date
    hour: str
    pair: set[tuple[date, str]]
    """When the peer worker already comes along somewhere."""


def _meet(rng: Random, when: _When, person: Person, user: User, chance: float) -> bool:
    """`chance` that the person was there; whether that is so."""
    follow_up = person.follow_ups.filter(end__isnull=True).first()
    if follow_up is None or when.day < follow_up.start:
        return False
    kinds = KINDS if person.pk in when.team.housed else ROOFLESS
    kind = days.weighted(rng, kinds if chance < 0.9 else kinds[:2])
    status = "held"
    if kind in {"home_visit", "outing"} and rng.random() > chance:
        status = days.weighted(rng, (("tenant_absent", 3), ("cancelled", 1)))
    workers = [user.worker.pk]
    if rng.randrange(PEER) == 0 and (when.day, when.hour) not in when.pair:
        when.pair.add((when.day, when.hour))
        workers.append(when.team.scene.workers["GAL"].pk)
    met = status == "held"
    names = {"home_visit": "home", "outing": "outside", "street_outreach": "street"}
    told = {"tenant_absent": "absent", "cancelled": "cancelled"}.get(status, names.get(kind, kind))
    say(
        user,
        [person],
        kind,
        when.day,
        status=status,
        time=time.fromisoformat(when.hour),
        duration_min=Decimal(rng.choice((20, 30, 45, 45, 60, 60, 90))) if met else None,
        travel_min=Decimal(rng.choice((10, 15, 20, 25, 30))) if kind != "phone" else None,
        topics=sorted({days.weighted(rng, TOPICS) for _ in range(rng.randint(1, 3))})
        if met
        else (),
        workers=workers,
        note=rng.choice(table("words")["notes"][told]) if rng.random() < 0.7 else "",
        place=_place(rng, kind),
        cancelled_by="them" if status == "cancelled" else "",
    )
    return met


def _place(rng: Random, kind: str) -> str:
    if kind in {"phone", "street_outreach"}:
        return ""
    where: Sequence[str] = words()["places"]["outings"]
    return words()["places"]["home"] if kind == "home_visit" else rng.choice(where)


def say(user: User, persons: Sequence[Person], kind: str, day: date, **more: Any) -> Any:
    """Note an encounter in a worker's name."""
    from filrouge.followup.domain_encounters import note_encounter
    from filrouge.followup.encounter_said import Said

    said = Said(persons=[one.pk for one in persons], kind=kind, day=day, **more)
    return note_encounter(actor=user, said=said).encounter


def _unfinished(scene: Scene, team: Team) -> None:
    """Two visits whose worker still has to say what they were about or how long they took."""
    user = scene.users["accompagnateur"]
    mine = team.of(user)
    worker = [scene.workers["ADA"].pk]
    say(user, [mine[1]], _at_home(team, mine[1]), scene.back(2), time=time(16), workers=worker,
        duration_min=Decimal(45))  # fmt: skip
    say(user, [mine[2]], _at_home(team, mine[2]), scene.back(5), time=time(18), workers=worker,
        topics=["housing"])  # fmt: skip


def _at_home(team: Team, person: Person) -> str:
    return "home_visit" if person.pk in team.housed else "outing"


def in_crisis(team: Team) -> Person:
    """The person of whom everybody thinks these days."""
    mine = team.of(team.scene.users["accompagnateur"])
    return next(one for one in mine[4:] if one.pk in team.housed)


def _crisis(scene: Scene, team: Team) -> None:
    """One person in crisis, met by two workers the last worked day."""
    user = scene.users["accompagnateur"]
    person = in_crisis(team)
    both = [scene.workers[code].pk for code in ("ADA", "GAL")]
    say(user, [person], "home_visit", scene.back(1), time=time(17), workers=both,
        topics=["crisis", "mental_health"], duration_min=Decimal(90), travel_min=Decimal(20),
        note=words()["notes"]["crisis"], place=words()["places"]["home"])  # fmt: skip


def _concert(scene: Scene, team: Team) -> None:
    """A case conference with a partner of the person."""
    from filrouge.directory.models import Organisation
    from filrouge.followup.partners import set_partners

    user = scene.users["accompagnateur"]
    person = team.of(user)[5]
    made = say(user, [person], "case_conference", scene.back(6), time=time(10),
               topics=["case_conference", "medical"], duration_min=Decimal(60),
               workers=[scene.workers["ADA"].pk],
               note=table("words")["notes"]["meeting"][2])  # fmt: skip
    around = Organisation.objects.filter(network_links__person=person).order_by("pk")
    set_partners(made, list(around.distinct()[:2]) or list(Organisation.objects.all()[:1]))


PLANNED: tuple[tuple[str, int, int, str, tuple[str, ...]], ...] = (
    # Account, which of its persons, days from today (worked ones, but for today), kind, hours.
    ("accompagnateur", 0, 0, "home_visit", ("09:30",)),
    ("accompagnateur", 3, 0, "outing", ("11:00",)),
    ("accompagnateur", 6, 0, "home_visit", ("14:30",)),
    ("bruant", 0, 0, "home_visit", ("10:00",)),
    ("colombe", 0, 0, "outing", ("13:30",)),
    ("linotte", 0, 0, "home_visit", ("09:00", "15:00")),
    ("accompagnateur", 7, -3, "home_visit", ("10:00",)),
    ("linotte", 2, -2, "home_visit", ("11:00",)),
    ("accompagnateur", 1, 1, "home_visit", ("10:00",)),
    ("accompagnateur", 2, 2, "outing", ("09:00",)),
    ("accompagnateur", 8, 3, "home_visit", ("15:00",)),
    ("accompagnateur", 9, 6, "case_conference", ("14:00",)),
    ("bruant", 1, 2, "home_visit", ("09:30",)),
    ("bruant", 2, 3, "outing", ("14:00",)),
    ("colombe", 1, 1, "home_visit", ("11:30",)),
    ("linotte", 3, 2, "home_visit", ("10:30",)),
    ("rousserolle", 0, 4, "home_visit", ("13:00",)),
    ("rousserolle", 1, 7, "outing", ("10:00",)),
)


def plan(scene: Scene, team: Team) -> None:
    """What is planned today and in the next days, and what nobody has said the end of."""
    for username, which, offset, kind, hours in PLANNED:
        user = scene.users[username]
        persons = team.of(user)
        codes = [user.worker.code]
        if (username, which) == ("accompagnateur", 6):  # the pair comes along
            codes.append("GAL")
        for step, hour in enumerate(hours):
            _plan(team, user, turn(persons, which + step), (offset, hour), kind, *codes)
    peer = scene.users["pair-aidance"]
    _plan(team, peer, team.icm[4], (0, "10:30"), "outing", "GAL")
    _plan(team, peer, team.icm[6], (2, "14:00"), "home_visit", "GAL")
    _plan(team, peer, team.act[9], (-2, "15:30"), "outing", "GAL")


def _plan(
    team: Team, user: User, person: Person, at: tuple[int, str], kind: str, *codes: str
) -> None:
    """`at`: days from today and the hour. A past one was noted held, then undone: nobody has said
    what became of it."""
    from filrouge.followup.domain_encounters import plan_again
    from filrouge.records.domain import version_of

    scene = team.scene
    offset, hour = at
    kind = _at_home(team, person) if kind == "home_visit" else kind
    later = scene.ahead(offset) if offset else scene.day
    day, clock = scene.back(-offset) if offset < 0 else later, time.fromisoformat(hour)
    workers = [scene.workers[code].pk for code in codes]
    status = "planned" if offset >= 0 else "held"
    made = say(user, [person], kind, day, status=status, time=clock, workers=workers)
    if offset < 0:
        plan_again(actor=user, key=made.pk, version=version_of(made))
