"""The acts of the year in the order of their days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

ENTRY, OPENING, LEAVING, STAYING, TITLE, CARE, ENDING = range(7)
"""What comes first on one day: an entry before anything in the file, an end after everything."""


@dataclass(frozen=True)
class Act:
    """Something typed, on the day it is about."""

    day: str
    rank: int
    run: Callable[[], None]


def in_order(acts: list[Act]) -> list[Act]:
    """By day; in the order given within a day and a rank."""
    return sorted(acts, key=lambda act: (act.day, act.rank))


def before(day: str) -> str:
    """The day before."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
