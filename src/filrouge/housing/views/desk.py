"""The desk of the housing team, and the steps ticked on it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from filrouge.access.files import Compartment, open_to
from filrouge.access.policy import Capability, can, policy
from filrouge.people.reading import fails_closed, reader

from .. import desk, domain_titles, late, occupancy, rules
from ..models import Title
from ..models.titles import STEPS
from . import base

MOST = 12
"""Empty dwellings on the desk; the others are on their list."""
BANDS = ("expired", "30", "60", "120")


@policy(Capability.EDIT_HOUSING)
@require_safe
@fails_closed
def show(request: HttpRequest) -> HttpResponseBase:
    """Titles that end, dwellings empty, inspections and agreements due, moves planned."""
    day, opened, gone = base.today(), base.opened(request), rules.deceased()
    titles = desk.titles_ending(day, opened, gone)
    inspections = desk.inspections_due(day, opened, gone)
    moves = desk.moves_planned(opened, gone)
    leases = desk.handovers(day, opened, gone)
    base.shown(
        request,
        "read_housing_desk",
        [
            *(one.title.person_id for one in titles.lines),
            *(one.named.pk for one in inspections.lines if one.named),
            *(one.title.person_id for one in leases if one.title),
            *(one.person_id for one in moves.lines),
        ],
    )
    found = occupancy.places(day)
    waiting = [one for one in occupancy.counted(found) if not one.living]
    empty = sorted(waiting, key=lambda one: -one.weeks)
    context = {
        "titles": titles,
        "bands": [(band, [one for one in titles.lines if one.band == band]) for band in BANDS],
        "inspections": inspections,
        "agreements": desk.agreements_due(day),
        "moves": moves,
        "leases": leases,
        **_late(request, day),
        "empty": empty[:MOST],
        "rest": max(0, len(empty) - MOST),
        "long": sum(occupancy.dormant(one) for one in found),
        "today": day,
    }
    return render(request, "housing/desk.html", context)


def _late(request: HttpRequest, day: date) -> dict[str, Any]:
    """How many owe rent or a part of a plan, and how much rent: nobody."""
    if not can(request.user, Capability.VIEW_MONEY):
        return {"money": False}
    lines = late.late(open_to(reader(request), Compartment.MONEY).values("pk"), day)
    owed = sum(one.rent.total for one in lines)
    return {"money": True, "late": len(lines), "owed": owed}


@policy(Capability.EDIT_HOUSING, hidden=True)
@require_POST
@fails_closed
def step(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Tick a step of a title, or take it back; then where one came from."""
    title = Title.objects.filter(pk=base.key(pk), person__in=base.opened(request)).first()
    if title is None:
        raise Http404
    found = base.open_home(request, title.person_id, "write_housing")
    base.require_pen(request, found)
    code = request.POST.get("step", "")
    if code not in STEPS:
        raise Http404
    if request.POST.get("undo"):
        domain_titles.untick_step(actor=request.user, title=title, code=code)
        messages.success(request, _("The step is to be done again."))
    else:
        domain_titles.tick_step(actor=request.user, title=title, code=code, day=base.today())
        messages.success(request, _("The step is done."))
    if request.POST.get("back") == "person":
        return redirect("housing:tenant", title.person_id)
    return redirect(f"{reverse('housing:desk')}#titres")
