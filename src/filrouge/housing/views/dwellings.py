"""A dwelling: its state, rents, leases, who lived there, inspections, keys."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from filrouge.access.policy import Capability, policy
from filrouge.people.reading import fails_closed
from filrouge.vocabulary import lists

from .. import domain_dwellings, occupancy
from ..forms import StateForm
from ..models import ROOMS, Dwelling, Inspection
from . import base


@policy(Capability.EDIT_HOUSING)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One dwelling. Persons are named only when their file is open to the reader."""
    dwelling = base.dwelling_at(pk)
    form = StateForm(request.POST or None, initial={"day": base.today()})
    if request.method == "POST" and form.is_valid():
        try:
            domain_dwellings.set_dwelling_state(
                actor=request.user, dwelling=dwelling, **form.cleaned_data
            )
        except ValidationError as refused:
            base.refuse(form, refused)
        else:
            messages.success(request, _("The state is recorded."))
            return redirect("housing:dwelling", dwelling.pk)
    context = _context(request, dwelling)
    context["form"] = None if context["place"].living else form
    return render(request, "housing/dwelling.html", context, status=422 if form.errors else 200)


def _context(request: HttpRequest, dwelling: Dwelling) -> dict[str, Any]:
    opened = base.opened(request)
    stays = list(dwelling.stays.filter(person__in=opened).order_by("-start"))
    mine = Q(person__isnull=True) | Q(person__in=opened)
    inspections = list(dwelling.inspections.filter(mine).order_by("-day", "-pk"))
    named = {one.person_id for one in stays}
    named |= {one.person_id for one in inspections if one.person_id is not None}
    base.shown(request, "read_dwelling", named, dwelling=dwelling.pk)
    persons = base.persons(named)
    known = lists.get("inspection_kind")
    return {
        "dwelling": dwelling,
        "commune": lists.get("commune").label(dwelling.commune),
        "intermediary": base.intermediary(dwelling.intermediary or dwelling.landlord.intermediary),
        "place": occupancy.places(base.today(), Dwelling.objects.filter(pk=dwelling.pk))[0],
        "lives": [(one, persons[one.person_id]) for one in stays],
        "hidden": dwelling.stays.count() - len(stays),
        "rents": dwelling.rent_lines.order_by("-start"),
        "leases": dwelling.head_leases.order_by("-start"),
        "states": dwelling.states.order_by("-start"),
        "inspections": [
            (one, known.label(one.kind), worst(one), persons.get(one.person_id or 0))
            for one in inspections
        ],
        "hidden_inspections": dwelling.inspections.count() - len(inspections),
        "record": reverse("records:page", args=["logements", dwelling.pk]),
        "way": base.way((_("Dwellings"), reverse("housing:dwellings"))),
    }


def worst(inspection: Inspection) -> list[tuple[str, str]]:
    """The rooms that are not in a good state: the room and its state in words."""
    rooms, states = lists.get("room"), lists.get("room_state")
    found = [(room, getattr(inspection, room)) for room in ROOMS]
    return [
        (rooms.label(room), states.label(str(state))) for room, state in found if state in (2, 3)
    ]
