"""Events with their public, steering committees, public actions, publications."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

from filrouge.demo import handwriting
from filrouge.demo.directory import Institution, entries, pick
from filrouge.demo.repetition import Repetition
from filrouge.demo.words import table

TABLES = ("EV02", "EV03", "EV04")  # of the joint day
BOTH = 7  # people who sat at two tables
ABSENT, NAMELESS, UNKNOWN = 0.05, 0.04, 0.06
PARTICIPANT = "Participant"


def event_rows(rep: Repetition, scale: int) -> Iterator[tuple[object, ...]]:
    for item in table("connect")["events"]:
        start, end = rep.on(item["day"]), rep.on(item.get("until", item["day"]))
        public = item["public"] * scale if "public" in item else None
        yield (
            item["code"], item["kind"], item["title"], start, end, item.get("parent", ""),
            item["programmes"], item.get("with", ""), public, item.get("language", ""),
        )  # fmt: skip


def participants(rep: Repetition) -> Iterator[tuple[object, ...]]:
    """The public of each event, some absent, some at two tables, one answer left blank."""
    numbers = iter(range(1, 100_000))
    known = [item for item in entries(rep, "connect") if not item.dutch]
    seated: dict[str, list[tuple[object, ...]]] = {}
    for event, seats in table("connect")["attendance"].items():
        rng = rep.rng("public", event)
        seated[event] = [_seat(rng, rep, event, next(numbers), known) for _ in range(seats)]
    rng = rep.rng("two tables")
    for row in rng.sample(seated[TABLES[0]], BOTH):
        seated[rng.choice(TABLES[1:])].append((row[0], *row[1:5], "oui"))
    for event, rows in seated.items():
        for row in rows:
            yield (event, *row[1:])
    for event, (role, count) in table("connect")["speakers"].items():
        rng = rep.rng("speakers", event)
        for place in range(count + 1):  # the last one did not come
            institution = rng.choice(known)
            here = "oui" if place < count else "non"
            code = rep.key(f"E{next(numbers):04d}")
            yield event, code, institution.name, institution.frozen_sector(rng), role, here
    if rep.number == 0:  # was she there? not asked: a warning, on purpose
        yield "EV05", "E9001", "Relais Passereau", "aide aux personnes sans-abri", PARTICIPANT, ""


def _seat(
    rng: Random, rep: Repetition, event: str, number: int, known: list[Institution]
) -> tuple[object, ...]:
    (institution,) = pick(rng, known)
    typed = institution.spelled(rng, 0.1)
    sector = institution.frozen_sector(rng)
    draw = rng.random()
    if draw < NAMELESS:
        typed = ""
    elif draw < NAMELESS + UNKNOWN:
        sector = rng.choice(("", "inconnu"))
    here = handwriting.answer(rng, rng.random() >= ABSENT)
    return event, rep.key(f"E{number:04d}"), typed, sector, PARTICIPANT, here


def steering(rep: Repetition) -> Iterator[tuple[object, ...]]:
    for event, organisations in table("connect")["steering"].items():
        day = next(item["day"] for item in table("connect")["events"] if item["code"] == event)
        year = rep.year + day[0]
        for name in organisations:
            yield event, name, date(year, 2, 15), date(year, 12, 15)


def public_actions(rep: Repetition) -> Iterator[tuple[object, ...]]:
    """Rows by date; a partner or a requester is written by name or alias."""
    rows = []
    for group in table("connect")["actions"]:
        for when, title, requester, *more in group["rows"]:
            partners, level, role = [*more, "", "", ""][:3]
            rows.append(
                (rep.on(when), group["kind"], rep.label(title), group.get("programme", "Connect"),
                 level, role, requester, partners)
            )  # fmt: skip
    yield from sorted(rows, key=lambda row: (row[0] or date.min, row[2]))


def publications(rep: Repetition) -> Iterator[tuple[object, ...]]:
    for title, kind, series, number, when, action, *rest in table("connect")["publications"][
        "rows"
    ]:
        yield title, kind, series, number, rep.on(when), rep.year + action, *rest


def directory_rows(reps: list[Repetition], workbook: str) -> Iterator[Any]:
    """The directory by name: name, aliases, sector, commune."""
    for rep in reps:
        for item in sorted(entries(rep, workbook), key=lambda entry: entry.name.lower()):
            yield item.name, " | ".join(item.aliases), item.sector, item.commune
