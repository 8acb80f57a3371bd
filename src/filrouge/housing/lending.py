"""Advances: what came back of each, what is promised and when, and how old the rest is.

A repayment written for a part of a plan goes to its own advance; the others go to the oldest
advance of the person first, where they cover the first parts of its plan.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from .ledger import BUCKETS, Ages, bucket
from .models import Advance, Instalment, LedgerEntry


@dataclass(slots=True)
class Lent:
    """An advance today, in cents. `repaid` never passes its amount."""

    advance: Advance
    days: int
    repaid: int = 0
    parts: list[Instalment] = field(default_factory=list)

    @property
    def left(self) -> int:
        """What has not come back."""
        return self.advance.amount_cents - self.repaid

    @property
    def waiting(self) -> list[tuple[Instalment, int]]:
        """What is promised and has not come back, by day: the part and what is left of it."""
        loose = self.repaid - sum(one.amount_cents for one in self.parts if one.done_on)
        found = []
        for part in self.parts:
            if part.done_on is None:
                used = min(loose, part.amount_cents)
                loose -= used
                if used < part.amount_cents:
                    found.append((part, part.amount_cents - used))
        return found

    @property
    def covered(self) -> set[int]:
        """The parts that came back otherwise than as parts: nothing more is expected for them."""
        expected = {part.pk for part, _left in self.waiting}
        return {one.pk for one in self.parts if one.done_on is None} - expected

    @property
    def promised(self) -> int:
        """The sum of what is promised and has not come back."""
        return sum(left for _part, left in self.waiting)

    @property
    def next_day(self) -> date | None:
        """The next day of the plan."""
        return min((part.day for part, _left in self.waiting), default=None)


def lent(persons: QuerySet[Any] | Iterable[int], today: date) -> list[Lent]:
    """The advances of these persons that stand, the oldest first, those repaid too."""
    advances = Advance.objects.filter(person__in=persons, entry__reversal__isnull=True)
    found = {
        one.pk: Lent(one, (today - one.day).days)
        for one in advances.select_related("landlord__organisation").order_by("day", "pk")
    }
    for part in Instalment.objects.filter(advance__in=found).order_by("day", "pk"):
        found[part.advance_id or 0].parts.append(part)
    _spread(found, persons)
    return list(found.values())


def _spread(found: dict[int, Lent], persons: QuerySet[Any] | Iterable[int]) -> None:
    rows = LedgerEntry.objects.filter(
        person__in=persons,
        kind="advance_repaid",
        reverses__isnull=True,
        reversal__isnull=True,
    )
    loose: dict[int, int] = {}
    for person, own, cents in rows.values_list(
        "person_id", "instalment__advance_id", "amount_cents"
    ):
        if own in found:
            found[own].repaid += -cents
        else:
            loose[person] = loose.get(person, 0) - cents
    for one in found.values():
        came = min(one.left, loose.get(one.advance.person_id, 0))
        one.repaid += came
        loose[one.advance.person_id] = loose.get(one.advance.person_id, 0) - came


def ages_of(lents: Iterable[Lent]) -> Ages:
    """What has not come back, by age."""
    cents, oldest = [0] * BUCKETS, None
    for one in lents:
        if one.left > 0:
            cents[bucket(one.days)] += one.left
            oldest = min(oldest or one.advance.day, one.advance.day)
    return Ages(tuple(cents), oldest)
