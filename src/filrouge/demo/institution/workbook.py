"""All sheets of the institution's workbook."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import chain

from filrouge.demo import days, staff, typed_sheets
from filrouge.demo.institution import members, money
from filrouge.demo.institution.headers import HEADERS
from filrouge.demo.repetition import Repetition, repetitions
from filrouge.demo.words import table
from filrouge.demo.writing import Sheet

NAME = "institution"
WEEKLY = {"HF – ACT": 1, "HF – ICM": 1, staff.MOBILE: 0, staff.PAT: 3}  # team: day of the week
MONTHLY = {staff.TRAINING: 2, staff.CONNECT: 4}
SUPERVISED = "HF – ACT"
# Team, kind, [year, month, day], days: those of other years are there to be left out.
SPECIAL: tuple[tuple[str, str, tuple[int, int, int], float | None], ...] = (
    (staff.MOBILE, "Supervision externe", (0, 3, 14), None),
    (staff.MOBILE, "Supervision externe", (0, 10, 3), None),
    (staff.MOBILE, "Supervision externe", (-1, 11, 16), None),
    (staff.MOBILE, "Mise au vert", (0, 6, 27), 1.0),
    (staff.MOBILE, "Mise au vert", (0, 6, 28), 0.5),
    (staff.PAT, "Mise au vert", (-1, 11, 23), 1.0),
    (staff.PAT, "Mise au vert", (0, 5, 30), 1.0),
    (staff.PAT, "Mise au vert", (0, 11, 28), 1.5),
    (staff.PAT, "Mise au vert", (1, 1, 9), 1.0),
    ("HF – ICM", "Mise au vert", (0, 9, 19), 1.0),
)
Rows = Iterable[tuple[object, ...]]


def sheets(*, year: int, seed: int, scale: int) -> Iterator[Sheet]:
    """Raises ValueError for a scale below 1."""
    reps = repetitions(year, seed, scale)
    contents: dict[str, Rows] = {
        "Membres": chain.from_iterable(map(members.member_rows, reps)),
        "Mandats": chain.from_iterable(map(members.mandates, reps)),
        "Bailleurs de fonds": money.funders(),
        "Financements": chain.from_iterable(map(money.funding_lines, reps)),
        "Cotisations": chain.from_iterable(map(members.fees, reps)),
        "Dons": chain.from_iterable(map(money.gifts, reps)),
        "Agréments": money.approvals(reps[0]),
        "Axes qualité": quality_axes(year),
        "Plan qualité": quality_plan(year),
        "Personnel": chain.from_iterable(map(staff.positions, reps)),
        "Réunions internes": internal_meetings(reps[0]),
        "Historique": typed_sheets.history(NAME, year, scale),
        "Contexte": typed_sheets.context(NAME, year),
        "Listes": typed_sheets.lists(NAME, year),
    }
    for name, header in HEADERS.items():
        yield Sheet(name, header, contents[name])


def quality_axes(year: int) -> Iterator[tuple[object, ...]]:
    for offset, axes in table("institution")["quality_axes"].items():
        for axis in axes:
            yield year + int(offset), axis


def quality_plan(year: int) -> Iterator[tuple[object, ...]]:
    for plan in table("institution")["plan"]:
        first, last = plan["period"]
        for level in ("général", "spécifique"):
            for objective in plan.get(level, []):
                yield f"{year + first}-{year + last}", level, objective


def internal_meetings(rep: Repetition) -> Iterator[tuple[object, ...]]:
    """Weekly and monthly meetings by date; one date is typed as text."""
    rows: list[tuple[str, str, date, float | None]] = []
    for team, weekday in WEEKLY.items():
        rng = rep.rng("meetings", team)
        for day in _weekdays(rep, weekday):
            held = day.month != 8 and (day.month, day.day) < (12, 24) and rng.random() > 0.04
            if held and days.is_workday(day):
                rows.append((team, "Réunion d'équipe", day, None))
    for team, weekday in MONTHLY.items():
        for month in (1, 2, 3, 4, 5, 6, 9, 10, 11, 12):
            rows.append((team, "Réunion d'équipe", _nth(rep, month, weekday, 2), None))
    for month in (1, 2, 3, 4, 5, 6, 9, 10, 11, 12):
        rows.append((SUPERVISED, "Supervision collective", _nth(rep, month, 3, 3), None))
    rows += [(team, kind, rep.day(*when), length) for team, kind, when, length in SPECIAL]
    rows.sort(key=lambda row: (row[0], row[2], row[1]))
    for team, kind, day, length in rows:
        typed = (day.month, day.day) == (6, 27) and kind == "Mise au vert"
        yield team, kind, f"{day.day}/{day.month}/{day.year}" if typed else day, length


def _weekdays(rep: Repetition, weekday: int) -> list[date]:
    start = rep.first + timedelta(days=(weekday - rep.first.weekday()) % 7)
    return [
        start + timedelta(days=7 * week) for week in range(53 if start.year == rep.year else 52)
    ]


def _nth(rep: Repetition, month: int, weekday: int, rank: int) -> date:
    """The nth given day of the week of a month, moved after a holiday."""
    first = date(rep.year, month, 1)
    return days.next_workday(
        first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (rank - 1))
    )
