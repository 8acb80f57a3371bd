"""Bodies in which the organisation sits, and their meetings."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from filrouge.demo import days
from filrouge.demo.repetition import Repetition
from filrouge.demo.words import table

OTHER_YEARS = ((-1, "Connect"), (-1, "Housing First"), (1, "Connect"))
ALIAS_SHARE = 0.15

Meeting = tuple[str, str, date, str, str]


def instances() -> Iterator[tuple[object, ...]]:
    for item in table("connect")["instances"]:
        yield item["name"], item.get("alias", ""), item["programmes"]


def meetings(rep: Repetition) -> Iterator[Meeting]:
    """Meetings by date, missed ones and those of other years included.

    Two representatives of two programmes are one row.
    """
    rows: list[Meeting] = []
    for item in table("connect")["instances"]:
        taken: set[date] = set()
        wanted = [(who, "oui") for who, count in item["meetings"].items() for _ in range(count)]
        wanted += [(wanted[0][0], "non")] * item["missed"]
        for who, here in wanted:
            rows.append(_meeting(rep, item, taken, (who, here), 0))
    first = table("connect")["instances"]
    for place, (offset, who) in enumerate(OTHER_YEARS):
        rows.append(_meeting(rep, first[1 + place], set(), (who, "oui"), offset))
    if rep.number == 0:
        rows.append(("Bruss'Help", "AG", days.next_workday(rep.day(0, 12, 31)), "Connect", "oui"))
    yield from sorted(rows, key=lambda row: (row[2], row[0]))


def _meeting(
    rep: Repetition, item: dict[str, Any], taken: set[date], who: tuple[str, str], offset: int
) -> Meeting:
    """A meeting on a day of its own for the body."""
    rng = rep.rng("meeting", item["name"], len(taken), offset)
    first, last = rep.day(offset, 1, 8), rep.day(offset, 12, 18)
    if offset > 0:
        last = rep.day(offset, 1, 14)
    day = days.pick_workday(rng, first, last)
    while day in taken or day.month == 8:
        day = days.pick_workday(rng, first, last)
    taken.add(day)
    names = [part.strip() for part in item.get("alias", "").split("|") if part]
    name = rng.choice(names) if names and rng.random() < ALIAS_SHARE else item["name"]
    return name, rep.label(rng.choice(item["organs"])), day, *who
