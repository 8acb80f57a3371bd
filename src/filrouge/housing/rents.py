"""What is due for a month: the rent line in force, shared by days and by whoever lives there.

Rules (choices, shown on the page):

- the line in force on the first of the month counts for the whole month, else the rent written on
  the dwelling; a change during a month counts from the next one;
- a month entered or left under way is due by days: rent x days lived / days of the month;
- several persons of one dwelling share each day equally;
- the sum of a dwelling is rounded half-up to the cent, and the cents left go to the largest
  fractions, so that the shares always add up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.db.models import F, Q, QuerySet

from filrouge.common.rounding import half_up

from .models import DUES, LedgerEntry, RentLine, Stay

type Span = tuple[int, date, date]
"""A stay, its first day and the first day no longer there."""


@dataclass(frozen=True, slots=True)
class Due:
    """What a stay owes for a month, in cents; nothing (None) where no rent is known.

    `entered`: what the ledger already holds for it, None when nothing; `elsewhere`: of another
    dwelling than the one the stay now names.
    """

    stay: Stay
    days: int
    month_days: int
    rent_cents: int | None
    charges_cents: int
    entered: int | None = None
    elsewhere: bool = False

    @property
    def total_cents(self) -> int:
        return (self.rent_cents or 0) + self.charges_cents

    @property
    def known(self) -> bool:
        return self.rent_cents is not None

    @property
    def differs(self) -> bool:
        """Whether what was entered is no longer what stays and rent lines say."""
        if self.entered is None or (self.days and not self.known):
            return False
        return self.elsewhere or self.entered != self.total_cents


def next_month(month: date) -> date:
    """The first day of the month after."""
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def shares(cents: int, spans: Sequence[Span], month: date) -> dict[int, int]:
    """What each stay owes of an amount a month, in whole cents that add up.

    >>> shares(30_000, [(1, date(2026, 4, 1), date(2026, 4, 16))], date(2026, 4, 1))
    {1: 15000}
    """
    first, after = month.replace(day=1), next_month(month)
    length = (after - first).days
    exact = {key: Fraction(0) for key, _start, _end in spans}
    for offset in range(length):
        day = first + timedelta(days=offset)
        there = [key for key, start, end in spans if start <= day < end]
        for key in there:
            exact[key] += Fraction(cents, length * len(there))
    whole = {key: int(part) for key, part in exact.items()}
    left = int(half_up(sum(exact.values(), Fraction(0)))) - sum(whole.values())
    for key in sorted(exact, key=lambda one: (whole[one] - exact[one], one))[:left]:
        whole[key] += 1
    return whole


def days_in(stay: Stay, month: date) -> int:
    """The days a stay covers in a month; the day of leaving is not one."""
    first, after = month.replace(day=1), next_month(month)
    return max(0, (min(stay.end or after, after) - max(stay.start, first)).days)


def dues(month: date, persons: Collection[int] | None = None) -> list[Due]:
    """What the stays of a month owe, by dwelling and start; those of `persons` only, when given.
    Of the others who share a dwelling, days are read and nothing else. A stay that was ended since
    its month was entered is told too, with no day and nothing due: its lines are to be reversed.
    """
    first, after = month.replace(day=1), next_month(month)
    entered = _entered(first)
    told = _running(first) | Stay.objects.filter(pk__in=entered)
    kept = told if persons is None else told.filter(person__in=persons)
    stays = list(
        kept.select_related("dwelling__landlord__organisation").order_by(
            "dwelling__code", "start", "pk"
        )
    )
    dwellings = {stay.dwelling_id: stay.dwelling for stay in stays}
    spans: dict[int, list[Span]] = {}
    rows = told.filter(dwelling__in=dwellings).order_by("start", "pk")
    for dwelling, key, start, end in rows.values_list("dwelling_id", "pk", "start", "end"):
        spans.setdefault(dwelling, []).append((key, start, end or after))
    lines = _lines(dwellings, first)
    owed: dict[int, tuple[int | None, int]] = {}
    for key, one in dwellings.items():
        owed |= _shared(lines.get(key, (one.rent_cents, one.charges_cents or 0)), spans[key], first)
    return [
        Due(
            stay,
            days_in(stay, first),
            (after - first).days,
            *owed[stay.pk],
            sum(entered[stay.pk].values()) if stay.pk in entered else None,
            any(key != stay.dwelling_id for key in entered.get(stay.pk, ())),
        )
        for stay in stays
    ]


def count_of_month(month: date) -> int:
    """How many stays owe something for a month, whoever may read them."""
    return _running(month.replace(day=1)).count()


def _running(first: date) -> QuerySet[Stay]:
    running = Stay.objects.filter(Q(end__isnull=True) | Q(end__gt=first))
    return running.filter(start__lt=next_month(first)).exclude(end=F("start"))


def _shared(
    line: tuple[int | None, int], spans: Sequence[Span], month: date
) -> dict[int, tuple[int | None, int]]:
    """Rent and charges of each stay of a dwelling; no rent known, nothing owed."""
    rent, charges = line
    if rent is None:
        return {key: (None, 0) for key, _start, _end in spans}
    rents, charged = shares(rent, spans, month), shares(charges, spans, month)
    return {key: (rents[key], charged[key]) for key, _start, _end in spans}


def _lines(dwellings: Iterable[int], first: date) -> dict[int, tuple[int, int]]:
    """The line in force on the first of a month, by dwelling."""
    found: dict[int, tuple[int, int]] = {}
    rows = RentLine.objects.filter(dwelling__in=dwellings, start__lte=first).order_by("start")
    for line in rows:
        found[line.dwelling_id] = (line.rent_cents, line.charges_cents or 0)
    return found


def _entered(month: date) -> dict[int, dict[int | None, int]]:
    """What the ledger holds for each stay of a month, by dwelling: lines reversed are out."""
    rows = LedgerEntry.objects.filter(
        month=month, kind__in=DUES, reverses__isnull=True, reversal__isnull=True
    )
    found: dict[int, dict[int | None, int]] = {}
    for stay, dwelling, cents in rows.values_list("stay_id", "dwelling_id", "amount_cents"):
        if stay is not None:
            sums = found.setdefault(stay, {})
            sums[dwelling] = sums.get(dwelling, 0) + cents
    return found
