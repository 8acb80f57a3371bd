"""Intervision groups of the first line over three school years: who enrols, hosts and animates."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from filrouge.demo import days
from filrouge.demo.directory import Institution, entries, named, pick_distinct
from filrouge.demo.repetition import Repetition
from filrouge.demo.words import table

MONTHS = ((0, 10), (0, 11), (0, 12), (1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (1, 6))
SIDES = ("social", "santé mentale")
ACCEPTED, REFUSED, WAITING, WITHDRAWN = "Accepté", "Refusé", "Liste d'attente", "Retiré"
# Cycle and group whose sessions were cancelled, by place of the session. The first one moves the
# first held session: a withdrawal in between is not counted.
CANCELLED = {(0, "MA"): (4,), (1, "LU"): (8,), (1, "NL"): (0, 6), (2, "JE"): (0,), (2, "MA"): (1,)}
# Cycle and group: days from the first planned session to the withdrawal.
WITHDRAWALS = {(1, "LU"): 0, (1, "MA"): 40, (1, "NL"): 12, (2, "LU"): -9, (2, "JE"): 20}
# Cycle and group: an institution of a rare sector that always takes part.
REGULARS = {
    (1, "LU"): "Entre-Lilas",
    (1, "MA"): "Atelier La Ruche",
    (1, "JE"): "Maison Biloba",
    (2, "MA"): "Service Coccinelle",
    (2, "JE"): "Seniors Amarante",
}
DEROGATIONS = {
    (0, "LU"): "oui : deux antennes",
    (1, "MA"): "oui : équipe de jour et équipe de nuit",
    (1, "NL"): "ja: twee vestigingen",
    (2, "JE"): "",  # forgotten: a notice, on purpose
    (2, "NL"): "ja: vervanging",
}


@dataclass(slots=True)
class Enrolment:
    """One enrolment; `institution` is known to the directory, `typed` is what was written."""

    participant: str
    institution: Institution
    typed: str
    sector: str
    day: date
    status: str = ACCEPTED
    derogation: str = ""
    withdrawn: date | None = None


@dataclass(slots=True)
class Group:
    """One group of one cycle; `place` counts the cycles from the oldest."""

    code: str
    kind: str
    place: int
    first_year: int
    typed: list[Any]  # name, day, half-day, language, weekday, participants looked for
    sessions: list[date]
    enrolments: list[Enrolment] = field(default_factory=list)

    @property
    def cycle(self) -> str:
        return f"{self.first_year}-{self.first_year + 1}"

    def cancelled(self, place: int) -> bool:
        return place in CANCELLED.get((self.place, self.kind), ())


def build(rep: Repetition) -> list[Group]:
    """The groups of three cycles, the last one running over the end of the year."""
    found = []
    numbers = iter(range(1, 10_000))
    for place, first_year in enumerate(range(rep.year - 2, rep.year + 1)):
        for kind, *typed in table("connect")["groups"]:
            code = rep.key(f"{first_year % 100:02d}{(first_year + 1) % 100:02d}-{kind}")
            weekday = typed[4]
            sessions = [
                _second(date(first_year + step, month, 1), weekday) for step, month in MONTHS
            ]
            group = Group(code, kind, place, first_year, typed, sessions)
            _enrol(rep, group, numbers)
            found.append(group)
    return found


def _second(first: date, weekday: int) -> date:
    """The second given day of the week of a month, a week later when it is a holiday."""
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7)
    return day if days.is_workday(day) else day + timedelta(days=7)


def _enrol(rep: Repetition, group: Group, numbers: Iterator[int]) -> None:
    rng = rep.rng("enrolments", group.cycle, group.kind)
    dutch = group.kind == "NL"
    known = [item for item in entries(rep, "connect") if item.dutch == dutch and not item.only]
    chosen = pick_distinct(rng, known, group.typed[5] + rng.choice((-1, 0, 0, 1)))
    if (group.place, group.kind) in REGULARS:
        regular = named(rep, REGULARS[group.place, group.kind])
        chosen = [regular, *(item for item in chosen[1:] if item != regular)]
    if (group.place, group.kind) in DEROGATIONS:
        chosen.append(chosen[-1])
    start = date(group.first_year, 8, 21)
    for institution in chosen:
        typed = institution.spelled(rng, 0.12)
        if institution in [item.institution for item in group.enrolments] and institution.aliases:
            typed = institution.aliases[-1]
        day = days.pick_workday(rng, start, start + timedelta(days=35))
        sector = institution.frozen_sector(rng) if rng.random() > 0.025 else "inconnu"
        group.enrolments.append(
            Enrolment(rep.key(f"C{next(numbers):04d}"), institution, typed, sector, day)
        )
    if (group.place, group.kind) in DEROGATIONS:
        group.enrolments[-1].derogation = DEROGATIONS[group.place, group.kind]
    _others(rep, group, numbers, known)


def _others(
    rep: Repetition, group: Group, numbers: Iterator[int], known: list[Institution]
) -> None:
    """Those who are not, or no longer, in the group."""
    rng = rep.rng("not in the group", group.cycle, group.kind)
    taken = [item.institution for item in group.enrolments]
    free = [item for item in known if item not in taken]
    day = date(group.first_year, 9, 26)
    for status in (WAITING, REFUSED)[: 2 if group.kind in ("MA", "JE") else 1]:
        institution = rng.choice(taken if status == REFUSED else free or taken)
        group.enrolments.append(
            Enrolment(
                rep.key(f"C{next(numbers):04d}"), institution, institution.spelled(rng),
                institution.frozen_sector(rng), day, status,
            )
        )  # fmt: skip
    if (group.place, group.kind) in WITHDRAWALS:
        gone = group.enrolments[1]
        gone.status = WITHDRAWN
        gone.withdrawn = group.sessions[0] + timedelta(days=WITHDRAWALS[group.place, group.kind])


def group_rows(groups: list[Group]) -> Iterator[tuple[object, ...]]:
    for group in groups:
        name, day, half, language, *_ = group.typed
        yield (
            group.code, group.cycle, "première ligne", name, day, half, language,
            date(group.first_year, 9, 16), date(group.first_year + 1, 6, 28),
        )  # fmt: skip


def animator_rows(rep: Repetition, groups: list[Group]) -> Iterator[tuple[object, ...]]:
    """Two by group, one of each side."""
    kinds = [item[0] for item in table("connect")["groups"]]
    for group in groups:
        pair = table("connect")["animators"][group.place][kinds.index(group.kind)]
        for side, (code, name) in zip(SIDES, (pair[:2], pair[2:]), strict=True):
            yield group.code, rep.key(code), named(rep, name).name, side


def enrolment_rows(groups: list[Group]) -> Iterator[tuple[object, ...]]:
    for group in groups:
        for item in group.enrolments:
            yield (
                group.code, item.participant, item.typed, item.sector, item.day, item.status,
                item.derogation, item.withdrawn,
            )  # fmt: skip


def session_rows(rep: Repetition, groups: list[Group]) -> Iterator[tuple[object, ...]]:
    """Sessions by date, hosted in turn; those of January are already typed, the others not."""
    until = rep.day(1, 1, 14)
    rows = []
    for group in groups:
        rng = rep.rng("sessions", group.cycle, group.kind)
        hosts = [item.typed for item in group.enrolments if item.status == ACCEPTED]
        rng.shuffle(hosts)
        for place, day in enumerate(group.sessions):
            if day > until:
                continue
            host = hosts[place % len(hosts)]
            if group.cancelled(place):
                rows.append((group.code, day, host, "Annulée", ""))
                continue
            themes = rng.sample(table("connect")["session_themes"], rng.choice((1, 1, 2)))
            status = "tenue" if rng.random() < 0.03 else "Tenue"
            rows.append((group.code, day, host, status, "; ".join(themes)))
    yield from sorted(rows, key=lambda row: (row[1], row[0]))
