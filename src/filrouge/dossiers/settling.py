"""What is still to be settled of a home when an accompaniment ends: keys, guarantee, advances.

Each source belongs to a part of the file and is told only to whoever opens that part. A room above
adds its own with `add_source`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from filrouge.access.files import Compartment
from filrouge.housing.ledger import balances
from filrouge.housing.models import Arrears, Guarantee, KeyHandover, LedgerEntry
from filrouge.records.display import NARROW, number

type Source = Callable[[int], Iterable[str]]
"""Given a person, a sentence for each thing left."""


@dataclass(frozen=True, slots=True)
class _Told:
    part: Compartment
    source: Source


def euros(cents: int) -> str:
    """An amount as read."""
    return f"{number(Decimal(cents) / 100, 2)}{NARROW}€"


def _keys(person_id: int) -> Iterator[str]:
    held = KeyHandover.objects.filter(person=person_id, returned_on__isnull=True)
    for one in held.select_related("dwelling").order_by("day"):
        yield ngettext(
            "%(count)s key of %(code)s, held by: %(holder)s",
            "%(count)s keys of %(code)s, held by: %(holder)s",
            one.count,
        ) % {"count": one.count, "code": one.dwelling.code, "holder": str(one).lower()}


def _guarantees(person_id: int) -> Iterator[str]:
    placed = Guarantee.objects.filter(
        person=person_id, state="placed", entry__reversal__isnull=True
    )
    for one in placed.select_related("landlord__organisation").order_by("start"):
        words = {"landlord": one.landlord, "amount": euros(one.amount_cents)}
        yield _("Guarantee of %(amount)s placed with %(landlord)s") % words


def _owed(person_id: int) -> Iterator[str]:
    """What the ledger says is still owed: advances to be paid back, rent not paid."""
    left = balances(LedgerEntry.objects.filter(person=person_id))
    if left.get("advance", 0) > 0:
        yield _("Advances to be paid back: %(amount)s") % {"amount": euros(left["advance"])}
    if left.get("rent", 0) > 0:
        yield _("Rent not paid: %(amount)s") % {"amount": euros(left["rent"])}


def _arrears(person_id: int) -> Iterator[str]:
    for one in Arrears.objects.filter(person=person_id, end__isnull=True).order_by("start"):
        words = {"creditor": str(one).lower(), "amount": euros(one.amount_cents)}
        yield _("Arrears of %(amount)s (%(creditor)s)") % words


SOURCES: list[_Told] = [
    _Told(Compartment.HOUSING, _keys),
    _Told(Compartment.MONEY, _guarantees),
    _Told(Compartment.MONEY, _owed),
    _Told(Compartment.MONEY, _arrears),
]


def add_source(part: Compartment, source: Source) -> None:
    """Tell something more to settle. Adding it again changes nothing."""
    told = _Told(part, source)
    if told not in SOURCES:
        SOURCES.append(told)


def to_settle(person_id: int, parts: frozenset[Compartment]) -> list[str]:
    """What is left, among the parts that the reader opens."""
    return [line for told in SOURCES if told.part in parts for line in told.source(person_id)]
