"""Requests to the mobile team, their files and the interventions of each file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from filrouge.demo import days, handwriting, staff
from filrouge.demo.directory import Institution, entries, named, pick, pick_mixed
from filrouge.demo.repetition import Repetition
from filrouge.demo.words import table

INTERVENTION, SUPERVISION, TRAINING = "Intervention", "Supervision", "Formation"
OPENED, PHONE, REFERRED = "Dossier ouvert", "Téléphone seul", "Réorientée"
OUTCOMES = ((OPENED, 80), (PHONE, 15), (REFERRED, 5))
REQUESTS = 56
CALLERS = 48  # institutions that may call in a year
LATE = (9, 12)  # days before the answer of two requests of the year
QUIET = (7, 8)  # months in which half of the draws are made again
MINUTES = ((60, 2), (75, 3), (90, 7), (120, 3))
CURLY = "Risque d’expulsion"  # the typographic apostrophe of a tablet


@dataclass(slots=True)
class Request:
    """One request; the file code is blank when no file was opened."""

    kind: str
    received: date
    institution: Institution
    typed: str
    outcome: str
    answered: date | None = None
    team: str = ""
    sector: str = ""
    channel: str = ""
    motive: str = ""
    file: str = ""
    opened: date | None = None
    closed: date | None = None
    planned: date | None = None
    interventions: int = 0
    number: str = ""
    arrival: str = ""


def build(rep: Repetition) -> list[Request]:
    """All requests by date, numbered by the year in which they were received."""
    found = _of_the_year(rep)
    known = _around(rep)
    rng = rep.rng("typed requests")
    for received, answered, outcome, opened, closed, count in (
        *table("support")["old_requests"], *table("support")["december"],
    ):  # fmt: skip
        request = _intervention(rng, pick(rng, known)[0], _date(rep, received), outcome)
        request.answered, request.opened = rep.on(answered), rep.on(opened)
        request.closed, request.interventions = rep.on(closed), count
        found.append(request)
    found += _of_other_kinds(rep)
    found.sort(key=lambda item: (item.received, item.kind, item.institution.name, item.team))
    for place, request in enumerate(found, start=1):
        request.number = rep.key(f"{request.received.year}-{place:03d}")
        if request.opened is not None:
            request.file = rep.key(f"D{request.received.year % 100:02d}-{place:03d}")
    return found


def _around(rep: Repetition) -> list[Institution]:
    return [item for item in entries(rep, "support") if not item.walloon]


def _date(rep: Repetition, when: list[int]) -> date:
    return rep.day(when[0], when[1], when[2])


def _of_the_year(rep: Repetition) -> list[Request]:
    rng = rep.rng("requests")
    known = pick_mixed(rng, _around(rep), CALLERS)
    found = []
    for place in range(REQUESTS + rng.randint(-2, 2)):
        received = days.pick_workday(rng, rep.day(0, 1, 3), rep.day(0, 12, 4))
        if received.month in QUIET and rng.random() < 0.5:
            received = days.pick_workday(rng, rep.day(0, 1, 3), rep.day(0, 6, 28))
        outcome = days.weighted(rng, OUTCOMES)
        request = _intervention(rng, rng.choice(known), received, outcome)
        delay = LATE[place] if place < len(LATE) else rng.choice((0, 1, 1, 1, 2, 2, 3, 4, 5))
        request.answered = days.next_workday(received + timedelta(days=delay))
        if outcome == OPENED:
            request.opened = days.next_workday(
                request.answered + timedelta(days=rng.randint(0, 14))
            )
            request.interventions = 1 + days.poisson(rng, 1.9)
            if rng.random() < 0.45:
                later = days.next_workday(request.opened + timedelta(rng.randint(60, 190)))
                request.closed = later if later <= rep.day(0, 12, 20) else None
        found.append(request)
    if rep.number == 0:
        found[5].sector = ""
        next(item for item in found if item.motive.startswith("Risque")).motive = CURLY
    return found


def _intervention(rng: Random, institution: Institution, received: date, outcome: str) -> Request:
    typed = table("support")
    return Request(
        INTERVENTION,
        received,
        institution,
        institution.spelled(rng),
        outcome,
        sector=institution.frozen_sector(rng),
        channel=days.weighted(rng, list(typed["channels"].items())),
        motive=days.weighted(rng, list(typed["motives"].items())),
        arrival=rng.choice(("Courriel", "Téléphone")),
    )


def _of_other_kinds(rep: Repetition) -> Iterator[Request]:
    """Requests for a supervision or for a training, typed one by one."""
    rng = rep.rng("other requests")
    typed = table("support")
    lines: list[tuple[str, list[Any]]] = [
        (SUPERVISION, row) for row in typed["supervision_requests"]
    ]
    lines += [(TRAINING, [*row, "", "Programmée", []]) for row in typed["training_requests"]]
    for kind, (received, name, team, outcome, planned) in lines:
        institution = named(rep, name)
        yield Request(
            kind,
            _date(rep, received),
            institution,
            institution.spelled(rng, 0.3),
            outcome,
            answered=days.next_workday(_date(rep, received) + timedelta(rng.randint(1, 5))),
            team=rep.label(team) if team else "",
            sector=institution.frozen_sector(rng),
            planned=rep.on(planned),
            arrival=rng.choice(("Courriel", "Courriel", "Téléphone")),
        )


def rows(rep: Repetition, found: list[Request]) -> Iterator[tuple[object, ...]]:
    rng = rep.rng("request labels")
    for item in found:
        channel, motive = handwriting.label(rng, item.channel), handwriting.label(rng, item.motive)
        outcome = handwriting.label(rng, item.outcome)
        yield (
            item.number, item.kind, item.received, item.answered, item.arrival, item.typed,
            item.team, item.sector, channel, motive, outcome, item.file,
            item.opened, item.closed, item.planned,
        )  # fmt: skip


def interventions(rep: Repetition, found: list[Request]) -> Iterator[tuple[object, ...]]:
    """Interventions by date; the first one opens the file. Two of one day are alike (a warning)."""
    lines: list[tuple[date, str, str, str, int | None, str]] = []
    for request in found:
        if request.opened is None:
            continue
        rng = rep.rng("interventions", request.file)
        for day in _meeting_days(rng, rep, request):
            lines.append((day, request.file, *_meeting(rng, rep, day)))
    if rep.number == 0:
        lines.append(max(line for line in lines if line[0] <= rep.last))
        # The day on which a colleague was ill: alone, in the year before.
        lines[0] = (*lines[0][:2], lines[0][2].replace(",", ";").split(";")[0], *lines[0][3:])
    yield from sorted(lines, key=lambda line: (line[0], line[1]))


def _meeting_days(rng: Random, rep: Repetition, request: Request) -> list[date]:
    """The day of the opening, then every few weeks until the file is closed."""
    if request.opened is None:
        return []
    found = [request.opened]
    last = min(request.closed or date.max, rep.day(1, 1, 14))
    day = max(request.opened, rep.first) if request.opened.year < rep.year else request.opened
    wanted = request.interventions - (0 if request.opened.year < rep.year else 1)
    for _ in range(wanted):
        day = days.next_workday(day + timedelta(days=rng.randint(9, 38)))
        if day > last:
            break
        found.append(day)
    return found


def _meeting(rng: Random, rep: Repetition, day: date) -> tuple[str, str, int | None, str]:
    """Workers, place, minutes and whether the person was there."""
    doctor = rng.random() < 0.25
    team = staff.present(rep, staff.MOBILE, day, without="" if doctor else staff.PHYSICIAN)
    if len(team) < 2:
        team = staff.present(rep, staff.MOBILE, day)
    if len(team) < 2:  # the years before those of the staff sheet
        team = staff.present(rep, staff.MOBILE, rep.first)
    pair = rng.sample(team, min(len(team), 3 if rng.random() < 0.05 else 2))
    place = "Visioconférence" if rng.random() < 0.11 else "Sur place"
    minutes = None if rng.random() < 0.03 else days.weighted(rng, MINUTES)
    return (
        handwriting.listed(rng, pair),
        place,
        minutes,
        handwriting.answer(rng, rng.random() < 0.35),
    )
