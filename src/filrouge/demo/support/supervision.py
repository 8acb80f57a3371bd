"""Supervision of teams: processes, some over two years, and their sessions."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from filrouge.demo import days, staff
from filrouge.demo.directory import named
from filrouge.demo.repetition import Repetition
from filrouge.demo.words import table

HELD, CANCELLED = "Tenue", "Annulée"
LENGTHS = ((90, 2), (120, 7), (150, 1))


def processes(rep: Repetition) -> Iterator[tuple[object, ...]]:
    rng = rep.rng("processes")
    for code, name, team, start, end, state, wish, *_ in table("support")["processes"]:
        yield (
            rep.key(code), named(rep, name).spelled(rng, 0.3), rep.label(team),
            rep.on(start), rep.on(end), state, wish,
        )  # fmt: skip


def sessions(rep: Repetition) -> Iterator[tuple[object, ...]]:
    """Sessions by date, spread over the part of each year in which the process runs."""
    rows = []
    for code, _, _, start, end, _, _, before, held, after, cancelled in table("support")[
        "processes"
    ]:
        rng = rep.rng("sessions", code)
        first, last = rep.day(*start), rep.on(end) or rep.day(1, 1, 14)
        whole = rep.key(code)
        spans = (
            (before, first, min(last, rep.day(-1, 12, 20)), [HELD] * before),
            (held + cancelled, max(first, rep.day(0, 1, 8)), min(last, rep.day(0, 12, 20)),
             [HELD] * held + [CANCELLED] * cancelled),
            (after, max(first, rep.day(1, 1, 6)), last, [HELD] * after),
        )  # fmt: skip
        for count, low, high, statuses in spans:
            rng.shuffle(statuses)
            for day, status in zip(_spread(rng, low, high, count), statuses, strict=True):
                rows.append(_row(rng, rep, whole, day, status))
    yield from sorted(rows, key=lambda row: (row[1], row[0]))


def _spread(rng: Random, first: date, last: date, count: int) -> list[date]:
    """Distinct worked days at about the same distance from one another."""
    if not count:
        return []
    step = max((last - first).days // count, 1)
    found: list[date] = []
    for place in range(count):
        day = first + timedelta(days=step * place + rng.randint(0, step // 3))
        day = days.next_workday(day)
        while found and day <= found[-1]:
            day = days.next_workday(found[-1] + timedelta(days=1))
        found.append(day)
    return found


def _row(
    rng: Random, rep: Repetition, code: str, day: date, status: str
) -> tuple[str, date, str, str, int | None]:
    if status == CANCELLED:
        return code, day, "", status, None
    team = staff.present(rep, staff.MOBILE, day, without=staff.PHYSICIAN)
    if len(team) < 2:
        team = staff.present(rep, staff.MOBILE, day)
    return code, day, "; ".join(rng.sample(team, 2)), status, days.weighted(rng, LENGTHS)
