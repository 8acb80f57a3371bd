"""What the ledger says: sums by account, ages of what is not paid, and whether it adds up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from filrouge.access import isolation

from .models import Advance, Guarantee, Instalment, LedgerEntry, account_of, kinds_of

ACCOUNTS = ("rent", "advance", "guarantee", "cost")
EDGES = (30, 60, 90)
"""Days: what is 30 days old or less, 60 or less, 90 or less, older."""
BUCKETS = len(EDGES) + 1


@dataclass(frozen=True, slots=True)
class Ages:
    """What is not paid yet, by age, in cents; `oldest` is the day of its oldest part."""

    cents: tuple[int, ...] = (0,) * BUCKETS
    oldest: date | None = None

    @property
    def total(self) -> int:
        return sum(self.cents)

    def __add__(self, other: Ages) -> Ages:
        days = [one.oldest for one in (self, other) if one.oldest]
        both = tuple(a + b for a, b in zip(self.cents, other.cents, strict=True))
        return Ages(both, min(days, default=None))


def ages(owed: Iterable[tuple[date, int]], paid: int, today: date) -> Ages:
    """What is left of amounts owed since days, payments going to the oldest first."""
    cents, oldest = [0] * BUCKETS, None
    for day, amount in sorted(owed):
        used = min(amount, paid)
        paid -= used
        if amount > used:
            oldest = oldest or day
            cents[bucket((today - day).days)] += amount - used
    return Ages(tuple(cents), oldest)


def bucket(days: int) -> int:
    """The place of an age among the buckets."""
    return next((place for place, edge in enumerate(EDGES) if days <= edge), len(EDGES))


def balances(entries: QuerySet[LedgerEntry]) -> dict[str, int]:
    """The sum of each account, in cents."""
    found = dict.fromkeys(ACCOUNTS, 0)
    for kind, cents in entries.order_by().values_list("kind").annotate(Sum("amount_cents")):
        found[account_of(kind)] += cents
    return found


def open_amounts(entries: QuerySet[LedgerEntry], today: date) -> dict[tuple[int, int | None], Ages]:
    """Rent not paid, by person and landlord. A line and its reversal are left out."""
    rows = entries.filter(
        kind__in=kinds_of("rent"), reverses__isnull=True, reversal__isnull=True
    ).order_by()
    owed: dict[tuple[int, int | None], list[tuple[date, int]]] = {}
    paid: dict[tuple[int, int | None], int] = {}
    for person, landlord, day, cents in rows.values_list(
        "person_id", "landlord_id", "day", "amount_cents"
    ):
        key = (person, landlord)
        owed.setdefault(key, [])
        if cents > 0:
            owed[key].append((day, cents))
        else:
            paid[key] = paid.get(key, 0) - cents
    found = {key: ages(some, paid.get(key, 0), today) for key, some in owed.items()}
    return {key: one for key, one in found.items() if one.total}


@dataclass(frozen=True, slots=True)
class Month:
    """The sums of a month by kind, in cents."""

    month: date
    kinds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Control:
    """The ledger set against what is recorded beside it. Each pair is what the lines say and what
    the records say, in cents: equal, or the accounts are wrong.

    `unmatched`: reversals that do not undo exactly the line they name.
    """

    lines: int
    accounts: Mapping[str, int]
    guarantees: tuple[int, int]
    advances: tuple[int, int]
    parts: tuple[int, int]
    unmatched: int

    @property
    def holds(self) -> bool:
        pairs = (self.guarantees, self.advances, self.parts)
        return not self.unmatched and all(lines == records for lines, records in pairs)


def _total(rows: QuerySet[Any], name: str = "amount_cents") -> int:
    found: int | None = rows.aggregate(total=Sum(name))["total"]
    return found or 0


@isolation.purpose("money")
def control() -> Control:
    """Check the whole ledger, whoever asks: amounts only, nobody is shown."""
    entries = LedgerEntry.objects.order_by()
    sums = balances(entries)
    standing = entries.filter(reverses__isnull=True, reversal__isnull=True)
    backs = entries.filter(reverses__isnull=False)
    exact = backs.filter(
        Q(landlord=F("reverses__landlord")) | Q(landlord=None, reverses__landlord=None),
        amount_cents=-F("reverses__amount_cents"),
        person=F("reverses__person"),
        kind=F("reverses__kind"),
    )
    stands = {"entry__reversal__isnull": True}
    return Control(
        lines=entries.count(),
        accounts=sums,
        guarantees=(
            sums["guarantee"],
            _total(Guarantee.objects.filter(state="placed", **stands)),
        ),
        advances=(
            _total(standing.filter(kind="advance")),
            _total(Advance.objects.filter(**stands)),
        ),
        parts=(
            -_total(standing.filter(instalment__isnull=False)),
            _total(Instalment.objects.filter(advance__isnull=False, done_on__isnull=False)),
        ),
        unmatched=backs.count() - exact.count(),
    )


@isolation.purpose("money")
def months() -> list[Month]:
    """The sums of every month, newest first: amounts only, nobody is shown."""
    return _months()


def _months() -> list[Month]:
    found: dict[date, dict[str, int]] = {}
    rows = LedgerEntry.objects.order_by().annotate(of=TruncMonth("day")).values_list("of", "kind")
    for month, kind, cents in rows.annotate(Sum("amount_cents")):
        found.setdefault(month, {})[kind] = cents
    return [Month(month, found[month]) for month in sorted(found, reverse=True)]
