"""Who is late: rent that is due and not paid, parts of a plan whose day has passed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from .ledger import Ages, open_amounts
from .lending import lent
from .models import Instalment, LedgerEntry


@dataclass(slots=True)
class Late:
    """Somebody who is late: rent by age, and instalments whose day has passed since `missed`."""

    person_id: int
    rent: Ages = field(default_factory=Ages)
    instalments: int = 0
    instalments_cents: int = 0
    missed: date | None = None

    @property
    def oldest(self) -> date:
        """Since when."""
        days = [day for day in (self.rent.oldest, self.missed) if day]
        return min(days, default=date.max)

    def miss(self, day: date, cents: int) -> None:
        """One more part that was promised and did not come."""
        self.instalments += 1
        self.instalments_cents += cents
        self.missed = min(self.missed or day, day)


def late(persons: QuerySet[Any], today: date) -> list[Late]:
    """Who owes rent or missed a part of a plan, the oldest first. What came back of an advance
    outside its plan is no longer missed."""
    found: dict[int, Late] = {}
    entries = LedgerEntry.objects.filter(person__in=persons)
    for (person, _landlord), one in open_amounts(entries, today).items():
        found.setdefault(person, Late(person)).rent += one
    for advance in lent(persons, today):
        for part, left in advance.waiting:
            if part.day < today:
                found.setdefault(part.person_id, Late(part.person_id)).miss(part.day, left)
    debts = Instalment.objects.filter(
        person__in=persons, done_on__isnull=True, day__lt=today, arrears__end__isnull=True
    ).exclude(arrears=None)
    for person, day, cents in debts.values_list("person_id", "day", "amount_cents"):
        found.setdefault(person, Late(person)).miss(day, cents)
    return sorted(found.values(), key=lambda one: (one.oldest, one.person_id))
