"""Planned moves and the stock of furniture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from filrouge.access.policy import Capability, policy
from filrouge.people.reading import OpenFile, banner, fails_closed
from filrouge.records.domain import Conflict, version_of
from filrouge.vocabulary import lists

from .. import domain, domain_moves
from ..forms import AsideForm, DoneForm, MoveForm, StockForm
from ..models import FurnitureItem, MovePlan
from . import base

DETAILS = ("sil", "cleaning_on", "treatment", "treatment_on", "note")


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def plan(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Plan a move of a person."""
    found = base.open_home(request, pk, "write_housing")
    base.require_pen(request, found)
    form = MoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = domain_moves.plan_move(actor=request.user, person=found.person, **form.values)
        except ValidationError as refused:
            base.refuse(form, refused)
        else:
            messages.success(request, _("The move is planned."))
            return redirect("housing:move", found.person.pk, made.pk)
    return _form(request, found, form, title=_("Plan a move"))


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def show(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """A planned move: from where, to where, who, furniture; what makes it go on."""
    found = base.open_home(request, pk, "read_housing")
    one = _plan(found, number)
    writes = base.can_write(request, found)
    form = AsideForm(request.POST or None)
    if request.method == "POST":
        base.require_pen(request, found)
        if form.is_valid():
            try:
                domain_moves.set_furniture_aside(actor=request.user, plan=one, **form.cleaned_data)
            except ValidationError as refused:
                base.refuse(form, refused)
            else:
                messages.success(request, _("The furniture is set aside."))
                return redirect("housing:move", pk, one.pk)
    left = domain.current_stay(found.person.pk, one.day)
    context = {
        **banner(found),
        "plan": one,
        "state": lists.get("move_state").label(one.state),
        "treatment": "" if one.treatment == "none" else lists.get("treatment").label(one.treatment),
        "left": left.dwelling if left and left.dwelling_id != one.dwelling_id else None,
        "workers": ", ".join(str(worker) for worker in one.workers.order_by("code")),
        "furniture": [(line, -line.quantity) for line in one.furniture.select_related("item")],
        "form": form,
        "is_open": one.state in domain_moves.OPEN,
        "writes": writes,
    }
    return render(request, "housing/move.html", context, status=422 if form.errors else 200)


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def edit(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """Change a move that is not done."""
    found = base.open_home(request, pk, "write_housing")
    base.require_pen(request, found)
    one = _plan(found, number)
    initial = {**_held(one), "workers": one.workers.all(), "version": version_of(one)}
    form = MoveForm(request.POST or None, initial=initial)
    conflict: list[tuple[str, Any, Any]] = []
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or version_of(one)
        try:
            domain_moves.change_move(actor=request.user, plan=one, version=version, **form.values)
        except ValidationError as refused:
            base.refuse(form, refused)
        except Conflict as clash:
            conflict = _differences(form, cast("MovePlan", clash.record))
            again = request.POST.copy()
            again["version"] = version_of(clash.record)
            form.data = again
        else:
            messages.success(request, _("The correction is stored."))
            return redirect("housing:move", pk, one.pk)
    return _form(request, found, form, title=_("Change the move"), conflict=conflict)


def _held(plan: MovePlan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in ("dwelling", "day", *DETAILS)}


def _differences(form: MoveForm, stored: MovePlan) -> list[tuple[str, Any, Any]]:
    """The fields where what is stored now and what was typed differ; workers by their names."""
    both = [(name, said, form.values[name]) for name, said in _held(stored).items()]
    coming = (stored.workers.order_by("code"), form.values["workers"].order_by("code"))
    there, typed = (", ".join(str(one) for one in some) for some in coming)
    both.append(("workers", there, typed))
    return base.differences(form, both)


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def done(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """The move took place: one stay ends, another starts."""
    found = base.open_home(request, pk, "write_housing")
    base.require_pen(request, found)
    one = _plan(found, number)
    form = DoneForm(request.POST or None, initial={"day": one.day})
    if request.method == "POST" and form.is_valid():
        try:
            stay = domain_moves.carry_out_move(actor=request.user, plan=one, **form.cleaned_data)
        except ValidationError as refused:
            base.refuse(form, refused)
        else:
            full = domain.full_dwelling(stay.dwelling, stay.start)
            if full:
                messages.warning(request, full)
            messages.success(request, _("The move is done: the stays say so."))
            return redirect("housing:tenant", pk)
    remark = _("The stay that runs ends on that day, and a stay starts in the new dwelling.")
    return _form(
        request, found, form, title=_("The move took place"), above=one.dwelling.code, remark=remark
    )


ACTS: dict[str, tuple[Callable[..., Any], str]] = {
    "organise": (domain_moves.organise_move, "organised"),
    "cancel": (domain_moves.cancel_move, "cancelled"),
}


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_POST
@fails_closed
def act(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """Organised, cancelled, or a line of furniture put back."""
    found = base.open_home(request, pk, "write_housing")
    base.require_pen(request, found)
    one, asked = _plan(found, number), request.POST.get("act", "")
    line = request.POST.get("line", "")
    try:
        if asked in ACTS:
            ACTS[asked][0](actor=request.user, plan=one)
            messages.success(request, _("The state is recorded."))
        elif line.isascii() and line.isdigit():
            key = base.key(int(line))
            domain_moves.put_furniture_back(actor=request.user, plan=one, key=key)
            messages.success(request, _("Back in the stock."))
        else:
            raise Http404
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("housing:move", pk, one.pk)


@policy(Capability.EDIT_HOUSING)
@require_http_methods(["GET", "HEAD", "POST"])
def furniture(request: HttpRequest) -> HttpResponseBase:
    """The stock: what is there, what is set aside, what is free; what comes in or goes out."""
    form = StockForm(request.POST or None, initial={"day": base.today()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        name = " ".join(said["item"].split())
        item = FurnitureItem.objects.filter(name__iexact=name).first()
        try:
            with transaction.atomic():
                domain_moves.move_furniture(
                    actor=request.user,
                    item=item or domain_moves.add_item(actor=request.user, name=name),
                    quantity=said["quantity"],
                    day=said["day"],
                )
        except ValidationError as refused:
            base.refuse(form, refused)
        else:
            messages.success(request, _("The stock is up to date."))
            return redirect("housing:furniture")
    free, there = domain_moves.free_stock(), domain_moves.stock()
    lines = [
        (one, there.get(one.pk, 0), there.get(one.pk, 0) - free.get(one.pk, 0), free.get(one.pk, 0))
        for one in FurnitureItem.objects.order_by("name")
    ]
    context = {"lines": lines, "form": form, "way": base.way()}
    return render(request, "housing/furniture.html", context, status=422 if form.errors else 200)


def _plan(found: OpenFile, number: int) -> MovePlan:
    """A move of this very file."""
    rows = MovePlan.objects.filter(person=found.person).select_related("person", "dwelling")
    one = rows.filter(pk=base.key(number)).first()
    if one is None:
        raise Http404
    return one


def _form(request: HttpRequest, found: OpenFile, form: Any, **context: Any) -> HttpResponseBase:
    back = reverse("housing:tenant", args=[found.person.pk])
    context.setdefault("above", str(found.person))
    crumbs = base.way((str(found.person), back))
    return base.form_page(request, form, back=back, way=crumbs, **context)
