"""Handing material over, and taking that back: the rules of both acts.

The journal says who, when, how many items and, when the person wished it, whose file: never which
item beside a person. What is handed over leaves the stock of the items that were counted before;
a day before the last stock-take moves nothing, since that count already saw it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.access import isolation
from filrouge.access.files import Compartment, may_write, open_to
from filrouge.audit import journal
from filrouge.common.days import slip_of
from filrouge.people.models import Person
from filrouge.vocabulary import lists

from . import stock
from .models import Kit, MaterialIssue, StockMovement

MOST = 500
"""Items of one kind in one hand-over: more is a slip of the finger."""
REASONS = ("typed_wrong", "other_person", "twice", "asked", "did_not_happen")


class NotOpen(Exception):
    """The file, the encounter or the hand-over is not open to who asks."""


@dataclass(frozen=True, slots=True)
class HandedOut:
    """What was stored: the key of the hand-over, items and quantities, stocks below zero."""

    handout: UUID
    quantities: Mapping[str, int]
    below_zero: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.quantities.values())


def decomposed(items: Mapping[str, int], kits: Mapping[int, int]) -> dict[str, int]:
    """Items and kits (by key) as items only. ValidationError for what no list has."""
    total = {code: number for code, number in items.items() if number}
    known = {kit.pk: kit for kit in Kit.objects.filter(pk__in=kits).prefetch_related("items").all()}
    for key, number in kits.items():
        if number and key not in known:
            raise ValidationError({"items": _("This kit no longer exists.")})
        for line in known[key].items.all() if number else ():
            total[line.item] = total.get(line.item, 0) + number * line.quantity
    return total


@transaction.atomic
def hand_out(
    *,
    actor: Any,
    day: date,
    items: Mapping[str, int],
    kits: Mapping[int, int] | None = None,
    zone: str = "",
    person: Person | None = None,
    encounter: int | None = None,
    outreach_round: int | None = None,
) -> HandedOut:
    """Store what was handed over, one row an item.

    Raises `ValidationError` by field; `NotOpen` when the file is not open to the actor, when their
    role does not write in its health part, or for an encounter of another file.
    """
    quantities = _checked(day, decomposed(items, kits or {}), zone)
    if person is not None:
        _check_file(actor, person, encounter)
    elif encounter is not None:
        raise NotOpen
    handout = uuid4()
    rows = [
        MaterialIssue(
            day=day,
            item=item,
            quantity=quantity,
            person=person,
            zone=zone,
            handout=handout,
            encounter_id=encounter,
            outreach_round_id=outreach_round,
        )
        for item, quantity in quantities.items()
    ]
    with isolation.purpose("material"):
        MaterialIssue.objects.bulk_create(rows)
    left = _leave_stock(handout, day, quantities)
    journal.record(
        actor=actor,
        action="harm_reduction.hand_out",
        subject=f"handout {handout}",
        persons=[person.pk] if person else [],
        detail={"items": sum(quantities.values())},
    )
    return HandedOut(handout, quantities, {item: left[item] for item in left if left[item] < 0})


@transaction.atomic
def take_back_handout(*, actor: Any, handout: UUID, reason: str) -> int:
    """Undo a hand-over: its rows go, its items are back in the stock. Says how many items.

    Raises `NotOpen` when there is none, or when it belongs to a file that is closed to the actor;
    `ValidationError` without a reason.
    """
    found = lines_of(handout)
    persons = {person for person, _item, _quantity in found if person}
    if not found or not all(is_open(actor, person) for person in persons):
        raise NotOpen
    if reason not in REASONS:
        raise ValidationError({"reason": _("Say why.")})
    with isolation.purpose("material"):
        MaterialIssue.objects.filter(handout=handout).delete()
    StockMovement.objects.filter(handout=handout).delete()
    total = sum(quantity for _person, _item, quantity in found)
    journal.record(
        actor=actor,
        action="harm_reduction.take_back_handout",
        subject=f"handout {handout}",
        persons=persons,
        detail={"items": total, "reason": reason},
    )
    return total


@isolation.purpose("material")
def lines_of(handout: UUID) -> list[tuple[int | None, str, int]]:
    """The rows of a hand-over: key of the person, item, quantity."""
    rows = MaterialIssue.objects.filter(handout=handout).order_by("pk")
    return list(rows.values_list("person_id", "item", "quantity"))


def is_open(actor: Any, person_id: int) -> bool:
    """Whether material may be attached to a file: its health part is open and written by them."""
    if not may_write(actor, Compartment.HEALTH):
        return False
    return bool(open_to(actor, Compartment.HEALTH).filter(pk=person_id).exists())


def _check_file(actor: Any, person: Person, encounter: int | None) -> None:
    if not is_open(actor, person.pk):
        raise NotOpen
    if encounter is None:
        return
    attended = apps.get_model("followup", "EncounterPerson")._default_manager
    seen = open_to(actor, Compartment.PSYCHOSOCIAL).filter(pk=person.pk)
    if not attended.filter(encounter=encounter, person__in=seen).exists():
        raise NotOpen


def _checked(day: date, quantities: Mapping[str, int], zone: str) -> dict[str, int]:
    kept = {item: number for item, number in quantities.items() if number}
    if not kept:
        raise ValidationError({"items": _("Choose at least one item or one kit.")})
    known = set(lists.get("material").codes)
    if not known.issuperset(kept):
        raise ValidationError({"items": _("This item is not in the list.")})
    if any(not 0 < number <= MOST for number in kept.values()):
        raise ValidationError({"items": _("A quantity goes from 1 to %(most)s.") % {"most": MOST}})
    if day > timezone.localdate():
        raise ValidationError({"day": _("This day is still to come.")})
    if slip := slip_of(day):
        raise ValidationError({"day": slip})
    if zone and zone not in lists.get("commune").codes:
        raise ValidationError({"zone": _("This commune is not in the list.")})
    return kept


def _leave_stock(handout: UUID, day: date, quantities: Mapping[str, int]) -> dict[str, int]:
    """Take the items out of the stocks that are known; the stocks left."""
    counted = stock.counted_on()
    leaving = {
        item: number
        for item, number in quantities.items()
        if item in counted and day >= counted[item]
    }
    StockMovement.objects.bulk_create(
        StockMovement(item=item, day=day, quantity=-number, reason="issued", handout=handout)
        for item, number in leaving.items()
    )
    return stock.of_items(leaving) if leaving else {}
