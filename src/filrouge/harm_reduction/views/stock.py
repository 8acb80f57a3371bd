"""The cupboard: what is there, a stock-take, what is thrown away; kits."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from filrouge.access.policy import Capability, policy
from filrouge.people.reading import LARGEST, reader

from .. import shape, stock
from ..domain_stock import count_stock, discard_stock, retire_kit, store_kit
from ..forms import ITEM, DiscardForm, KitForm, numbers, posted, refuse_unread
from ..models import Kit


@policy(Capability.VIEW_CARE)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponseBase:
    """Stock, coming, use of a year; what goes off soon; taking out what expired."""
    today = timezone.localdate()
    form = DiscardForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            discard_stock(actor=reader(request), **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Taken out of the stock."))
            return redirect("harm_reduction:stock")
    context = {
        "modes": stock.overview(today),
        "expiring": stock.expiring(today),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "harm_reduction/stock.html", context, status=status)


@policy(Capability.VIEW_CARE)
@require_http_methods(["GET", "HEAD", "POST"])
def count(request: HttpRequest) -> HttpResponseBase:
    """A stock-take: the numbers found; what is left blank is not counted."""
    refusal: list[str] = []
    if request.method == "POST":
        typed = request.POST.dict()
        try:
            refuse_unread(typed, ITEM)
            differ = count_stock(actor=reader(request), counted=numbers(typed, ITEM))
        except ValidationError as refused:
            refusal = refused.messages
        else:
            words = ngettext(
                "Stock-take stored: %(number)s difference.",
                "Stock-take stored: %(number)s differences.",
                differ,
            )
            messages.success(request, words % {"number": differ})
            return redirect("harm_reduction:stock")
    now = stock.of_items()
    modes = [
        (
            mode,
            [
                (f"{ITEM}{one.code}", one.label, now.get(one.code), _typed(request, one.code))
                for one in items
            ],
        )
        for mode, items in stock.categories()
    ]
    context = {"refusal": refusal, "modes": modes}
    return render(request, "harm_reduction/count.html", context, status=422 if refusal else 200)


@policy(Capability.VIEW_CARE)
@require_http_methods(["GET", "HEAD"])
def kits(request: HttpRequest) -> HttpResponseBase:
    """The kits and what they hold."""
    found = Kit.objects.prefetch_related("items").order_by("retired", "name")
    context = {"kits": [(kit, shape.held(kit)) for kit in found]}
    return render(request, "harm_reduction/kits.html", context)


@policy(Capability.VIEW_CARE)
@require_http_methods(["GET", "HEAD", "POST"])
def kit(request: HttpRequest, pk: int = 0) -> HttpResponseBase:
    """Add a kit, correct it, or put it aside."""
    found = get_object_or_404(Kit, pk=min(pk, LARGEST)) if pk else None
    form = KitForm(posted(request), initial={"name": found.name if found else ""})
    held = {line.item: line.quantity for line in found.items.all()} if found else {}
    if request.method == "POST" and found and "retire" in request.POST:
        retire_kit(actor=reader(request), kit=found)
        messages.success(request, _("This kit is no longer proposed."))
        return redirect("harm_reduction:kits")
    if request.method == "POST":
        held = numbers(request.POST.dict(), ITEM)
    if request.method == "POST" and form.is_valid():
        try:
            refuse_unread(request.POST.dict(), ITEM)
            store_kit(actor=reader(request), name=form.cleaned_data["name"], items=held, kit=found)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("The kit is stored."))
            return redirect("harm_reduction:kits")
    context: dict[str, Any] = {
        "kit": found,
        "form": form,
        "modes": [
            (mode, [(f"{ITEM}{i.code}", i.label, held.get(i.code, "")) for i in items])
            for mode, items in stock.categories()
        ],
    }
    status = 422 if form.errors else 200
    return render(request, "harm_reduction/kit.html", context, status=status)


def _typed(request: HttpRequest, code: str) -> str:
    return str(request.POST.get(f"{ITEM}{code}", ""))[:12]
