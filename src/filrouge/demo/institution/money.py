"""Funding lines and gifts; amounts are euros with two decimals, made from whole cents."""

from collections.abc import Iterator
from datetime import date, timedelta

from filrouge.demo import days
from filrouge.demo.repetition import Repetition
from filrouge.demo.words import table

GIFTS = 24
YEARS = (0, -1, 1)  # of the three amounts of a typed line


def funding_lines(rep: Repetition) -> Iterator[tuple[object, ...]]:
    """Lines of the year, then those kept of the year before and promised for the next one.

    One line corrects an earlier one below zero (a warning), one source has a line of 0.
    """
    for place, offset in enumerate(YEARS):
        rng = rep.rng("funding", offset)
        for source, programme, axis, amounts, received, report in table("institution")["funding"]:
            drift = rng.uniform(-0.02, 0.02)
            nothing = place == 0 and programme == "Connect" and rep.number == 0
            if not amounts[place] and not nothing:
                continue
            when = rep.on(received)
            if when is not None and offset:
                # Last year's line came late, next year's one came early: the year funded decides.
                day = rng.randint(8, 19)
                when = rep.day(0, 1, day) if offset < 0 else rep.day(0, 12, day)
            yield (
                source, rep.year + offset, programme, axis,
                _euros(amounts[place], drift, rep.number), when, report,
            )  # fmt: skip


def _euros(amount: float, drift: float, number: int) -> float:
    """The typed amount moved a little: to fifty euros when it is round, to the cent otherwise.

    The lines of later repetitions end with as many cents as their number: no two are equal.
    """
    moved = amount * (1 + drift)
    if isinstance(amount, int) or number:
        return 50 * round(moved / 50) + number / 100
    return round(100 * moved) / 100


def gifts(rep: Repetition) -> Iterator[tuple[object, ...]]:
    """Gifts by date, one on each side of the year; two of one day are identical (a warning)."""
    rng = rep.rng("gifts")
    rows: list[tuple[date, str, float | str]] = []
    if rep.number == 0:
        twice = (rep.day(0, 12, 6), "Anonyme", 25.0)
        rows = [
            (rep.day(-1, 12, 31), "Anonyme", 60.0),
            (rep.day(1, 1, 1), "Boîte à dons", 42.5),
            (rep.last, "Collecte", 187.35),
            twice,
            twice,
        ]
    for _ in range(GIFTS):
        day = rep.first + timedelta(days=rng.randint(2, 362))
        amount = round(min(900.0, rng.lognormvariate(4.4, 0.8)), 2)
        rows.append((day, rng.choice(table("institution")["donors"]), amount))
    day = days.pick_workday(rng, rep.day(0, 5, 2), rep.day(0, 5, 31))
    rows.append((day, "Concert de soutien", "412,50"))  # typed as text, with a comma
    yield from sorted(rows, key=lambda row: (row[0], row[1], str(row[2])))


def funders() -> Iterator[tuple[object, ...]]:
    for row in table("institution")["funders"]:
        yield tuple(row)


def approvals(rep: Repetition) -> Iterator[tuple[object, ...]]:
    for name, authority, programme, first, last, minimum in table("institution")["approvals"]:
        until = rep.year + last if last != "" else ""
        yield name, authority, programme, rep.year + first, until, minimum
