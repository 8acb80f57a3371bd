"""The housing of a person: stays, titles, inspections, moves; entering, leaving, another title."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from filrouge.access.policy import Capability, policy
from filrouge.people.reading import OpenFile, banner, fails_closed
from filrouge.records.domain import Conflict
from filrouge.vault.fields import take_keys
from filrouge.vocabulary import lists

from .. import desk, domain, occupancy
from ..forms import EntryForm, ExitForm, TitleForm
from ..models import HeadLease, Stay, Title
from . import base

DAY = timedelta(days=1)


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_safe
@fails_closed
def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Stays with their titles and the lease of the association, moves, inspections, keys."""
    found = base.open_home(request, pk, "read_housing")
    person, day = found.person, base.today()
    stays = list(person.stays.select_related("dwelling").order_by("-start"))
    take_keys(stays)
    current = next((s for s in stays if s.start <= day and (s.end is None or s.end > day)), None)
    titles, leases = _titles_of(found), _leases(stays)
    context = {
        **banner(found),
        "stays": [
            (stay, stay == current, _titles(stay, titles), _during(stay, leases)) for stay in stays
        ],
        "current": current,
        "moves": occupancy.moves_of(stays),
        "destinations": lists.get("stay_destination"),
        "plans": person.move_plans.select_related("dwelling").order_by("-day"),
        "inspections": [
            (one, lists.get("inspection_kind").label(one.kind))
            for one in person.inspections.select_related("dwelling").order_by("-day")
        ],
        "keys": [
            (one, lists.get("key_holder").label(one.holder))
            for one in person.keys.select_related("dwelling").order_by("-day")
        ],
        "writes": base.can_write(request, found),
        "today": day,
    }
    return render(request, "housing/tenant.html", context)


type _ByDwelling = dict[int, list[Title]]


def _titles_of(found: OpenFile) -> _ByDwelling:
    by_dwelling: _ByDwelling = {}
    for title in found.person.titles.prefetch_related("steps__by").order_by("-start"):
        by_dwelling.setdefault(title.dwelling_id, []).append(title)
    return by_dwelling


def _titles(stay: Stay, by_dwelling: _ByDwelling) -> list[tuple[Title, str, list[Any]]]:
    """The titles that touch a stay, with the checklist of one that ends soon."""
    made, day = [], base.today()
    for title in by_dwelling.get(stay.dwelling_id, []):
        after = stay.end is not None and title.start >= stay.end and title.start > stay.start
        before = title.end is not None and title.end < stay.start
        if after or before:
            continue
        ending = desk.Ending(title, (title.end - day).days, []) if title.end else None
        runs = stay.end is None and ending is not None and ending.days <= max(desk.THRESHOLDS)
        steps = desk.steps_of(title) if runs else []
        made.append((title, ending.words if ending and runs else "", steps))
    return made


def _leases(stays: list[Stay]) -> dict[int, list[HeadLease]]:
    found: dict[int, list[HeadLease]] = {}
    dwellings = {stay.dwelling_id for stay in stays}
    for lease in HeadLease.objects.filter(dwelling__in=dwellings).order_by("-start"):
        found.setdefault(lease.dwelling_id, []).append(lease)
    return found


def _during(stay: Stay, leases: dict[int, list[HeadLease]]) -> list[HeadLease]:
    """The leases of the association that ran while the person lived there."""
    return [
        one
        for one in leases.get(stay.dwelling_id, [])
        if (one.end is None or one.end >= stay.start) and (not stay.end or one.start < stay.end)
    ]


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def enter(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The person enters a dwelling."""
    found = base.open_home(request, pk, "write_housing")
    base.require_pen(request, found)
    form = EntryForm(request.POST or None, initial={"start": base.today()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            stay = domain.enter_stay(actor=request.user, person=found.person, **said)
        except ValidationError as refused:
            base.refuse(form, refused)
        else:
            _tell_full(request, stay)
            messages.success(request, _("The entry is recorded."))
            return redirect("housing:tenant", found.person.pk)
    return _page(request, found, form, title=_("Entry in a dwelling"))


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def leave(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """A stay ends, with where the person goes."""
    found = base.open_home(request, pk, "write_housing")
    base.require_pen(request, found)
    stay = _stay(found, number)
    form = ExitForm(request.POST or None, initial={"end": base.today()})
    if request.method == "POST" and form.is_valid():
        try:
            domain.end_stay(actor=request.user, stay=stay, **form.cleaned_data)
        except ValidationError as refused:
            base.refuse(form, refused)
        except Conflict:
            form.add_error(None, _("This record was corrected since: read it again first."))
        else:
            messages.success(request, _("The departure is recorded."))
            return redirect("housing:tenant", found.person.pk)
    return _page(
        request, found, form, title=_("Departure from a dwelling"), above=stay.dwelling.code
    )


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def retitle(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """Another title in the same dwelling: no move."""
    found = base.open_home(request, pk, "write_housing")
    base.require_pen(request, found)
    stay = _stay(found, number)
    running = domain.running_titles(found.person.pk, stay.dwelling_id, base.today())
    last = running[-1].end if running else None
    first = max(last + DAY, base.today()) if last else base.today()
    lease = domain.running_lease(stay.dwelling_id, base.today())
    form = TitleForm(request.POST or None, lease=bool(lease), initial={"start": first})
    if request.method == "POST" and form.is_valid():
        try:
            domain.change_title(actor=request.user, stay=stay, **form.cleaned_data)
        except ValidationError as refused:
            base.refuse(form, refused)
        else:
            messages.success(request, _("The new title is recorded; nobody moved."))
            return redirect("housing:tenant", found.person.pk)
    remark = _("The title that runs ends the day before. The stay goes on: this is no move.")
    return _page(
        request, found, form, title=_("Another title"), above=stay.dwelling.code, remark=remark
    )


def _stay(found: OpenFile, number: int) -> Stay:
    rows = found.person.stays.select_related("dwelling", "person")
    stay = rows.filter(pk=base.key(number)).first()
    if stay is None:
        raise Http404
    return stay


def _tell_full(request: HttpRequest, stay: Stay) -> None:
    said = domain.full_dwelling(stay.dwelling, stay.start)
    if said:
        messages.warning(request, said)


def _page(request: HttpRequest, found: OpenFile, form: Any, **context: Any) -> HttpResponseBase:
    back = reverse("housing:tenant", args=[found.person.pk])
    context.setdefault("above", str(found.person))
    crumbs = base.way((str(found.person), back))
    return base.form_page(request, form, back=back, way=crumbs, **context)
