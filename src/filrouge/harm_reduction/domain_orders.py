"""Orders to a supplier: made, received partly or whole, closed when the rest will not come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.audit import journal
from filrouge.directory.models import Organisation

from .domain_stock import MOST, check_quantities
from .models import Order, OrderLine, StockMovement


@dataclass(frozen=True, slots=True)
class Received:
    """What came of a line of an order. One line may come with several dates: one each."""

    line: int
    quantity: int
    expires_on: date | None = None
    batch: str = ""


@transaction.atomic
def order_material(
    *, actor: Any, items: Mapping[str, int], supplier: Organisation | None = None
) -> Order:
    """Store an order of today. Raises `ValidationError`."""
    wanted = {item: number for item, number in items.items() if number}
    if not wanted:
        raise ValidationError(_("Write at least one number."))
    check_quantities(wanted, least=1)
    order = Order.objects.create(day=timezone.localdate(), supplier=supplier)
    OrderLine.objects.bulk_create(
        OrderLine(order=order, item=item, quantity=number) for item, number in wanted.items()
    )
    journal.record(
        actor=actor,
        action="harm_reduction.order_material",
        subject=f"order {order.pk}",
        detail={"items": wanted},
    )
    return order


@transaction.atomic
def receive_order(*, actor: Any, order: Order, came: Sequence[Received]) -> int:
    """Store what came: it enters the stock today. Says how many items. `ValidationError`.

    More than was ordered may come: it is in the cupboard all the same.
    """
    order = Order.objects.select_for_update().get(pk=order.pk)
    if order.closed_on:
        raise ValidationError(_("This order is closed: nothing more was to come."))
    lines = {line.pk: line for line in order.lines.all()}
    kept = [one for one in came if one.quantity]
    if not kept:
        raise ValidationError(_("Write at least one number."))
    if any(one.line not in lines for one in kept):
        raise ValidationError(_("This line is not of this order."))
    if any(not 0 < one.quantity <= MOST for one in kept):
        raise ValidationError(_("A quantity goes from %(least)s to %(most)s.") % _BOUNDS)
    today = timezone.localdate()
    StockMovement.objects.bulk_create(
        StockMovement(
            item=lines[one.line].item,
            day=today,
            quantity=one.quantity,
            reason="received",
            expires_on=one.expires_on,
            batch=one.batch.strip()[:40],
            order_line=lines[one.line],
        )
        for one in kept
    )
    total = sum(one.quantity for one in kept)
    journal.record(
        actor=actor,
        action="harm_reduction.receive_order",
        subject=f"order {order.pk}",
        detail={"items": total},
    )
    return total


@transaction.atomic
def close_order(*, actor: Any, order: Order) -> None:
    """What has not come will not come. `ValidationError` when it is closed already."""
    order = Order.objects.select_for_update().get(pk=order.pk)
    if order.closed_on:
        raise ValidationError(_("This order is closed: nothing more was to come."))
    order.closed_on = timezone.localdate()
    order.revision += 1
    order.save(update_fields=["closed_on", "revision"])
    journal.record(actor=actor, action="harm_reduction.close_order", subject=f"order {order.pk}")


_BOUNDS = {"least": 1, "most": MOST}
