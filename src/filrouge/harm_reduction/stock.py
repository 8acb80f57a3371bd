"""What is in the cupboard, what goes off soon, what a year uses: read from the movements.

The stock of an item is the sum of its movements. It is known from its first stock-take on; before,
an item has no stock at all, which is not a stock of zero. Imported material moves no stock.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Min, Q, Sum

from filrouge.access import isolation
from filrouge.vocabulary import lists
from filrouge.vocabulary.lists import Term

from .models import MaterialIssue, OrderLine, StockMovement

SOON_DAYS = 90
"""Days before its date at which material is said to go off soon."""
YEAR_DAYS = 365


@dataclass(frozen=True, slots=True)
class Lot:
    """What is left of a delivery, if what expires first was handed out first."""

    item: str
    expires_on: date
    batch: str
    left: int
    is_past: bool

    @property
    def label(self) -> str:
        return lists.get("material").label(self.item)


@dataclass(frozen=True, slots=True)
class Held:
    """An item: its stock (None before the first stock-take), what is ordered, what a year uses."""

    term: Term
    stock: int | None
    counted_on: date | None
    ordered: int
    used: int

    @property
    def proposed(self) -> int:
        """What to order for a year: the use of the last one, less what is there or coming."""
        return max(0, self.used - max(0, self.stock or 0) - self.ordered)


def categories() -> list[tuple[Term, list[Term]]]:
    """The items under their mode of use, in the order of the lists."""
    items = lists.get("material").terms
    return [
        (mode, [item for item in items if item.extra["category"] == mode.code])
        for mode in lists.get("material_category").terms
    ]


def of_items(items: Iterable[str] | None = None) -> dict[str, int]:
    """The stock of each item that was counted at least once."""
    rows = StockMovement.objects.all()
    if items is not None:
        rows = rows.filter(item__in=list(items))
    sums = rows.values("item").annotate(stock=Sum("quantity"), counted=Max("counted"))
    return {row["item"]: row["stock"] for row in sums if row["counted"] is not None}


def counted_on() -> dict[str, date]:
    """The day of the last stock-take of each item."""
    found = StockMovement.objects.filter(counted__isnull=False)
    return dict(found.values_list("item").annotate(day=Max("day")).values_list("item", "day"))


@isolation.purpose("material")
def used_since(day: date) -> dict[str, int]:
    """How many of each item were handed over from a day on, whoever received them."""
    rows = MaterialIssue.objects.filter(day__gte=day).values_list("item")
    return dict(rows.annotate(used=Sum("quantity")).values_list("item", "used"))


@isolation.purpose("material")
def years() -> list[int]:
    """The years with material handed over, the latest first."""
    edges = MaterialIssue.objects.aggregate(first=Min("day"), last=Max("day"))
    if edges["first"] is None:
        return []
    return list(range(edges["last"].year, edges["first"].year - 1, -1))


def on_order() -> dict[str, int]:
    """How many of each item are ordered and still to come."""
    lines = OrderLine.objects.filter(order__closed_on__isnull=True)
    came = dict(
        StockMovement.objects.filter(order_line__order__closed_on__isnull=True)
        .values_list("order_line")
        .annotate(came=Sum("quantity"))
        .values_list("order_line", "came")
    )
    coming: defaultdict[str, int] = defaultdict(int)
    for key, item, quantity in lines.values_list("pk", "item", "quantity"):
        coming[item] += max(0, quantity - came.get(key, 0))
    return dict(coming)


def overview(today: date) -> list[tuple[Term, list[Held]]]:
    """Every item under its mode of use. Five questions, however many movements."""
    stocks, counts, coming = of_items(), counted_on(), on_order()
    used = used_since(today - timedelta(days=YEAR_DAYS))
    return [
        (
            mode,
            [
                Held(
                    item,
                    stocks.get(item.code),
                    counts.get(item.code),
                    coming.get(item.code, 0),
                    used.get(item.code, 0),
                )
                for item in items
            ],
        )
        for mode, items in categories()
    ]


def expiring(today: date, within: int = SOON_DAYS) -> list[Lot]:
    """Deliveries of which something is left and whose date is past or near, the first first.

    Nobody notes from which box an item is taken: what expires first is held to go first, and what
    has no date to go before all.
    """
    stocks = of_items()
    dated = StockMovement.objects.filter(
        Q(reason="received") | Q(counted__isnull=False), expires_on__isnull=False, item__in=stocks
    )
    left, found = dict(stocks), []
    for one in dated.order_by("-expires_on", "-pk"):
        entered = one.counted if one.counted is not None else one.quantity
        remaining = min(max(0, left[one.item]), entered)
        left[one.item] -= remaining
        if remaining and one.expires_on and one.expires_on <= today + timedelta(days=within):
            past = one.expires_on < today
            found.append(Lot(one.item, one.expires_on, one.batch, remaining, past))
    return sorted(found, key=lambda lot: (lot.expires_on, lot.item))
