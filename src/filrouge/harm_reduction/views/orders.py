"""Orders: proposed from a year's use, made, received."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from filrouge.access.policy import Capability, policy
from filrouge.people.reading import LARGEST, reader
from filrouge.web.paging import first_rows

from .. import shape, stock
from ..domain_orders import Received, close_order, order_material, receive_order
from ..forms import ITEM, SupplierForm, numbers, posted, refuse_unread
from ..models import Order, OrderLine, StockMovement

CAME = "came-"
TYPED = ("came", "expires", "batch")
"""Of what came of a line: how many, until when, which batch."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an order: what was ordered, what came, what is left to come."""

    key: int
    label: str
    quantity: int
    came: int
    typed: Mapping[str, str] = field(default_factory=lambda: dict.fromkeys(TYPED, ""))
    """What a refused form said of it."""

    @property
    def left(self) -> int:
        return max(0, self.quantity - self.came)


def state_of(order: Order, quantity: int, came: int, missing: int) -> tuple[str, str]:
    """A word for an order and its tone. `missing`: items still to come."""
    if not missing:
        return "ok", _("received")
    if order.closed_on:
        return "warning", _("closed, incomplete")
    return ("info", _("partly received")) if came else ("info", _("ordered"))


@policy(Capability.VIEW_CARE)
@require_http_methods(["GET", "HEAD"])
def index(request: HttpRequest) -> HttpResponseBase:
    """The orders, the newest first. Four questions."""
    orders = Order.objects.select_related("supplier").order_by("-day", "-pk")
    page = first_rows(request, cast("Sequence[Order]", orders), orders.count())
    lines = _lines([order.pk for order in page.rows])
    made = []
    for order in page.rows:
        own = lines.get(order.pk, [])
        total, came = sum(one.quantity for one in own), sum(one.came for one in own)
        tone, word = state_of(order, total, came, sum(one.left for one in own))
        made.append((order, total, came, tone, word))
    return render(request, "harm_reduction/orders.html", {"lines": made, "page": page})


@policy(Capability.VIEW_CARE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponseBase:
    """An order, each number proposed from the use of a year, the stock and what is coming."""
    form, typed = SupplierForm(posted(request)), request.POST.dict()
    if request.method == "POST" and form.is_valid():
        try:
            refuse_unread(typed, ITEM)
            order = order_material(
                actor=reader(request),
                items=numbers(typed, ITEM),
                supplier=form.cleaned_data["supplier"],
            )
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("The order is stored."))
            return redirect("harm_reduction:order", order.pk)
    modes = [
        (
            mode,
            [
                (
                    f"{ITEM}{one.term.code}",
                    one,
                    typed.get(f"{ITEM}{one.term.code}", one.proposed or ""),
                )
                for one in held
            ],
        )
        for mode, held in stock.overview(timezone.localdate())
    ]
    status = 422 if form.errors else 200
    context = {"form": form, "modes": modes}
    return render(request, "harm_reduction/order_new.html", context, status=status)


@policy(Capability.VIEW_CARE)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An order: what came, what is left; receiving, and closing."""
    order = get_object_or_404(Order.objects.select_related("supplier"), pk=min(pk, LARGEST))
    lines = _lines([pk]).get(pk, [])
    refusal: list[str] = []
    if request.method == "POST":
        try:
            _receive(request, order, lines)
        except ValidationError as refused:
            refusal = refused.messages
            lines = [_as_typed(request, one) for one in lines]
        else:
            return redirect("harm_reduction:order", pk)
    total, came = sum(one.quantity for one in lines), sum(one.came for one in lines)
    missing = sum(one.left for one in lines)
    tone, word = state_of(order, total, came, missing)
    context: dict[str, Any] = {
        "order": order,
        "lines": lines,
        "tone": tone,
        "word": word,
        "missing": missing,
        "refusal": refusal,
    }
    return render(request, "harm_reduction/order.html", context, status=422 if refusal else 200)


def _receive(request: HttpRequest, order: Order, lines: list[Line]) -> None:
    """What came, or the end of the wait. Raises `ValidationError`."""
    if "close" in request.POST:
        close_order(actor=reader(request), order=order)
        messages.success(request, _("The order is closed."))
        return
    refuse_unread(request.POST.dict(), CAME)
    quantities = numbers(request.POST.dict(), CAME)
    came = [
        Received(
            line.key,
            quantities.get(str(line.key), 0),
            _day(request.POST.get(f"expires-{line.key}", "")),
            str(request.POST.get(f"batch-{line.key}", "")),
        )
        for line in lines
    ]
    total = receive_order(actor=reader(request), order=order, came=came)
    messages.success(request, _("In the stock: %(items)s.") % {"items": shape.pieces(total)})


def _as_typed(request: HttpRequest, line: Line) -> Line:
    """The line with what was typed on it: a refusal takes nothing away."""
    said = {name: str(request.POST.get(f"{name}-{line.key}", ""))[:40] for name in TYPED}
    return replace(line, typed=said)


def _day(text: str) -> date | None:
    found = forms.DateField(required=False).clean(text)
    return found if isinstance(found, date) else None


def _lines(orders: list[int]) -> dict[int, list[Line]]:
    """The lines of orders. Two questions."""
    rows = list(OrderLine.objects.filter(order__in=orders).order_by("pk"))
    came = dict(
        StockMovement.objects.filter(order_line__order__in=orders)
        .values_list("order_line")
        .annotate(number=Sum("quantity"))
        .values_list("order_line", "number")
    )
    made: dict[int, list[Line]] = {}
    for one in rows:
        line = Line(one.pk, shape.label_of(one.item), one.quantity, came.get(one.pk, 0))
        made.setdefault(one.order_id, []).append(line)
    return made
