"""Intervision of peer workers and of team leads: enrolments, sessions, presences."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from filrouge.demo import days
from filrouge.demo.directory import Institution, entries, pick
from filrouge.demo.repetition import Repetition
from filrouge.demo.words import table

ACCEPTED, WAITING, REFUSED = "Accepté", "Liste d'attente", "Refusé"
HELD, CANCELLED = "Tenue", "Annulée"
PEERS = "pairs-aidants"
STAYS = 0.45  # share of a group that was already in the one of the cycle before
CANCELLED_EVERY = 7
PRECARITY = "précarité"
MONTHLY = 28

Person = tuple[str, Institution, str]  # code, institution, sector


@dataclass(slots=True)
class Group:
    """One group with the days of its sessions and the people of its enrolments."""

    code: str
    cycle: str
    public: str
    start: date
    end: date
    presence: float
    people: list[Person]
    others: list[tuple[Person, str]] = field(default_factory=list)
    sessions: list[tuple[date, str]] = field(default_factory=list)


def build(rep: Repetition) -> list[Group]:
    """Groups of three cycles; a few people go on from one cycle to the next."""
    found: list[Group] = []
    numbers = iter(range(1, 10_000))
    for place, typed in enumerate(table("support")["peer_groups"]):
        kind, first, public, start, end, weekday, size, presence = typed
        rng = rep.rng("peer group", kind, first)
        year = rep.year + first
        code = rep.key(f"{'P' if public == PEERS else ''}{kind}-{year % 100:02d}")
        earlier = [
            person
            for group in found
            if group.public == public and group.cycle < f"{year}-"
            for person in group.people
        ]
        people = list(dict.fromkeys(person for person in earlier[-size:] if rng.random() < STAYS))
        while len(people) < size:
            people.append(_person(rep, place, next(numbers)))
        group = Group(
            code, f"{year}-{year + 1}", public, rep.day(*start), rep.day(*end), presence, people
        )
        for status in (WAITING, REFUSED)[: rng.randint(0, 2)]:
            group.others.append((_person(rep, place, next(numbers)), status))
        group.sessions = _sessions(rep, group, weekday)
        found.append(group)
    return found


def _person(rep: Repetition, place: int, number: int) -> Person:
    rng = rep.rng("peer", place, number)
    wanted = days.weighted(rng, list(table("support")["peer_sectors"].items()))
    sector = "aide sociale générale" if wanted == PRECARITY else wanted
    known = [item for item in entries(rep, "support") if item.sector == sector and not item.dutch]
    (institution,) = pick(rng, known)
    return rep.key(f"P{number:03d}"), institution, wanted


def _sessions(rep: Repetition, group: Group, weekday: int) -> list[tuple[date, str]]:
    """One session a month from the start on, none in July and August."""
    found: list[tuple[date, str]] = []
    day = group.start + timedelta(days=(weekday - group.start.weekday()) % 7 + 14)
    last = min(group.end, rep.day(1, 1, 14))
    rng = rep.rng("peer sessions", group.code)
    while day <= last:
        if day.month not in (7, 8):
            lost = len(found) % CANCELLED_EVERY == 4 or rng.random() < 0.04
            found.append((days.next_workday(day), CANCELLED if lost else HELD))
        day += timedelta(days=MONTHLY)
    return found


def group_rows(rep: Repetition, groups: list[Group]) -> Iterator[tuple[object, ...]]:
    animators = "; ".join(rep.code(code) for code in table("support")["peer_animators"])
    for group in groups:
        yield group.code, group.cycle, group.public, group.start, group.end, animators


def enrolment_rows(rep: Repetition, groups: list[Group]) -> Iterator[tuple[object, ...]]:
    for group in groups:
        rng = rep.rng("peer enrolments", group.code)
        everybody = [(person, ACCEPTED) for person in group.people] + group.others
        for (code, institution, sector), status in everybody:
            day = days.pick_workday(rng, group.start - timedelta(days=21), group.start)
            yield group.code, code, institution.spelled(rng), sector, day, status


def session_rows(groups: list[Group]) -> Iterator[tuple[object, ...]]:
    rows = [(group.code, *session) for group in groups for session in group.sessions]
    yield from sorted(rows, key=lambda row: (row[1], row[0]))


def presence_rows(rep: Repetition, groups: list[Group]) -> Iterator[tuple[object, ...]]:
    """Who came to each held session; one answer is blank: not asked (a warning, on purpose)."""
    blank = rep.number == 0
    for group in groups:
        rng = rep.rng("presences", group.code)
        for day, status in group.sessions:
            if status != HELD:
                continue
            for code, _, _ in group.people:
                here = "oui" if rng.random() < group.presence else "non"
                if blank and day >= rep.first and here == "non":
                    here, blank = "", False
                yield group.code, day, code, here
