"""The map of a person's ties, month by month; its list of organisations."""

from __future__ import annotations

import csv

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from filrouge.access.files import Compartment, may_write
from filrouge.access.policy import Capability, policy
from filrouge.common.periods import Period
from filrouge.common.text import harmless
from filrouge.followup.models import Strength
from filrouge.people.reading import OpenFile, banner, fails_closed, open_file, reader
from filrouge.vocabulary import lists

from .. import network
from ..network_drawing import SIGNS, drawn

MONTH, RANK = "mois", "rang"


@policy(Capability.VIEW_CARE, hidden=True)
@require_safe
@fails_closed
def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The map of `?mois=2026-03`, of the `?rang=4`th month after the first tie, of this month
    without either: drawn, and as a list; to print."""
    found = _opened(request, pk, "read_network")
    housing = Compartment.HOUSING in found.compartments
    today = timezone.localdate()
    ties = network.ties_of(pk, housing=housing)
    months = network.months(ties, today)
    place = _place(request, months)
    sectors = network.sectors(ties, months[place], housing=housing)
    writes = may_write(reader(request), Compartment.PSYCHOSOCIAL)
    context = {
        **banner(found),
        "sectors": sectors,
        "drawing": drawn(sectors),
        "count": sum(len(sector.ties) for sector in sectors),
        "month": months[place],
        "months": [(_code(one), one.label, one is months[place]) for one in months],
        "first": months[-1],
        "last": len(months) - 1,
        "rank": len(months) - 1 - place,
        "before": _code(months[place + 1]) if place + 1 < len(months) else "",
        "after": _code(months[place - 1]) if place else "",
        "met": network.met_lately(pk, today) if writes else [],
        "writes": writes,
        "strengths": Strength.choices,
        "signs": [(SIGNS[term.code], term.label) for term in lists.get("tie_wish").terms],
    }
    return render(request, "dossiers/network.html", context)


@policy(Capability.VIEW_CARE, hidden=True)
@require_safe
@fails_closed
def listed(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The organisations of a month as CSV: nothing that says of whom, nobody close."""
    found = _opened(request, pk, "export_network")
    housing = Compartment.HOUSING in found.compartments
    ties = network.ties_of(pk, housing=housing)
    months = network.months(ties, timezone.localdate())
    month = months[_place(request, months)]
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="partenaires.csv"'
    response.write("\ufeff")
    out = csv.writer(response, delimiter=";", lineterminator="\r\n")
    out.writerow([_("Organisation"), _("Function")])
    rows = {
        (tie.label, sector.label)
        for sector in network.sectors(ties, month, housing=housing)
        for tie in sector.ties
        if tie.organisation
    }
    out.writerows([harmless(name), function] for name, function in sorted(rows))
    return response


def _opened(request: HttpRequest, pk: int, act: str) -> OpenFile:
    """The file, when its psychosocial part is open; else the same 404."""
    found = open_file(request, pk, act)
    if Compartment.PSYCHOSOCIAL not in found.compartments:
        raise Http404
    return found


def _place(request: HttpRequest, months: list[Period]) -> int:
    """Which month is asked; the latest when none of them is."""
    rank = request.GET.get(RANK, "")
    if rank.isascii() and rank.isdigit() and len(rank) < 5:
        return max(0, len(months) - 1 - int(rank))
    asked = request.GET.get(MONTH, "")
    return next((place for place, one in enumerate(months) if _code(one) == asked), 0)


def _code(month: Period) -> str:
    return f"{month.start:%Y-%m}"
