"""The cupboard: stock-takes, what is thrown away, kits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.audit import journal
from filrouge.vocabulary import lists

from . import stock
from .models import Kit, KitItem, StockMovement

MOST = 100_000
GONE = ("expired", "lost")


@transaction.atomic
def count_stock(*, actor: Any, counted: Mapping[str, int], day: date | None = None) -> int:
    """Store a stock-take: each item counted has that stock from now on. The items that differed.

    The first count of an item begins its stock. Raises `ValidationError` by field.
    """
    if not counted:
        raise ValidationError(_("Write at least one number."))
    check_quantities(counted, least=0)
    day = day or timezone.localdate()
    before = _sums(counted)
    made = [
        StockMovement(
            item=item,
            day=day,
            quantity=number - before.get(item, 0),
            reason="adjusted",
            counted=number,
        )
        for item, number in counted.items()
    ]
    StockMovement.objects.bulk_create(made)
    differ = sum(1 for one in made if one.quantity)
    journal.record(
        actor=actor,
        action="harm_reduction.count_stock",
        detail={"items": len(made), "differences": differ},
    )
    return differ


@transaction.atomic
def discard_stock(*, actor: Any, item: str, quantity: int, reason: str) -> StockMovement:
    """Take out what expired or was lost. Raises `ValidationError` by field."""
    if reason not in GONE:
        raise ValidationError({"reason": _("Say why.")})
    check_quantities({item: quantity}, least=1)
    held = stock.of_items([item]).get(item)
    if held is None:
        raise ValidationError({"item": _("Count this item first: its stock is not known.")})
    if quantity > held:
        raise ValidationError(
            {"quantity": _("The stock is %(stock)s: count it first.") % {"stock": held}}
        )
    made = StockMovement.objects.create(
        item=item, day=timezone.localdate(), quantity=-quantity, reason=reason
    )
    journal.record(
        actor=actor,
        action="harm_reduction.discard_stock",
        subject=f"movement {made.pk}",
        detail={"item": item, "quantity": quantity, "reason": reason},
    )
    return made


@transaction.atomic
def store_kit(*, actor: Any, name: str, items: Mapping[str, int], kit: Kit | None = None) -> Kit:
    """Add a kit, or change its name and what it holds; what was handed over stays as it was.

    Raises `ValidationError` by field.
    """
    name = " ".join(name.split())
    held = {item: number for item, number in items.items() if number}
    if not name:
        raise ValidationError({"name": _("A kit has a name.")})
    if not held:
        raise ValidationError(_("A kit holds at least one item."))
    check_quantities(held, least=1)
    same = Kit.objects.filter(name__iexact=name)
    if same.exclude(pk=kit.pk if kit else 0).exists():
        raise ValidationError({"name": _("Another kit has this name.")})
    is_new = kit is None
    stored = kit or Kit()
    stored.name, stored.retired = name, False
    stored.revision += 0 if is_new else 1
    stored.save()
    stored.items.all().delete()
    KitItem.objects.bulk_create(
        KitItem(kit=stored, item=item, quantity=number) for item, number in held.items()
    )
    journal.record(
        actor=actor,
        action=f"harm_reduction.{'add' if is_new else 'correct'}_kit",
        subject=f"kit {stored.pk}",
        detail={"items": held},
    )
    return stored


@transaction.atomic
def retire_kit(*, actor: Any, kit: Kit) -> None:
    """A kit that is no longer handed out; it can be put back by correcting it."""
    kit.retired = True
    kit.revision += 1
    kit.save(update_fields=["retired", "revision"])
    journal.record(actor=actor, action="harm_reduction.retire_kit", subject=f"kit {kit.pk}")


def check_quantities(quantities: Mapping[str, int], *, least: int) -> None:
    """Refuse an unknown item or a number out of bounds. Raises `ValidationError`."""
    known = set(lists.get("material").codes)
    if not known.issuperset(quantities):
        raise ValidationError(_("This item is not in the list."))
    if any(not least <= number <= MOST for number in quantities.values()):
        raise ValidationError(
            _("A quantity goes from %(least)s to %(most)s.") % {"least": least, "most": MOST}
        )


def _sums(items: Mapping[str, int]) -> dict[str, int]:
    """The sums of movements, of items never counted too: deliveries before the first count."""
    rows = StockMovement.objects.filter(item__in=list(items)).values_list("item")
    return dict(rows.annotate(now=Sum("quantity")).values_list("item", "now"))
