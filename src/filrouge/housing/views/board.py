"""Occupancy by commune and by landlord, and the list of dwellings."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from filrouge.access.policy import Capability, policy
from filrouge.vocabulary import lists
from filrouge.web.components import Filter
from filrouge.web.paging import first_rows

from .. import occupancy
from . import base

SUMS = ("dwellings", "occupied", "persons", "capacity", "weeks")


@policy(Capability.EDIT_HOUSING)
@require_safe
def occupation(request: HttpRequest) -> HttpResponseBase:
    """The nineteen communes as tiles and as a table, then landlords; nobody is named."""
    found = occupancy.places(base.today())
    communes, landlords = occupancy.by_commune(found), occupancy.by_landlord(found)
    listed = reverse("housing:dwellings")
    for one in communes:
        one.url = f"{listed}?{urlencode({'commune': one.code})}"
    for one in landlords:
        one.url = reverse("housing:landlord", args=[one.code])
    context = {
        "tiles": communes,
        "communes": [one for one in communes if one.dwellings],
        "landlords": landlords,
        "total": {name: sum(getattr(one, name) for one in communes) for name in SUMS},
        "long": sum(occupancy.dormant(one) for one in found),
        "today": base.today(),
    }
    return render(request, "housing/board.html", context)


@policy(Capability.EDIT_HOUSING)
@require_safe
def dwellings(request: HttpRequest) -> HttpResponseBase:
    """Dwellings by state and commune; nobody is named."""
    state, commune = request.GET.get("etat", ""), request.GET.get("commune", "")
    found = occupancy.places(base.today())
    of_place = [one for one in found if not commune or one.dwelling.commune == commune]
    kept = [one for one in of_place if not state or one.state == state]
    words = [Filter(_("all"), _address(commune=commune), not state)]
    for code, word in occupancy.WORDS.items():
        count = sum(one.state == code for one in of_place)
        if count or code == state:
            url = _address(commune=commune, etat=code)
            words.append(Filter(f"{word} {count}", url, code == state))
    page = first_rows(request, kept, len(kept))
    context = {
        "page": page,
        "words": words,
        "commune": lists.get("commune").label(commune) if commune else "",
    }
    return render(request, "housing/dwellings.html", context)


def _address(**asked: str) -> str:
    kept = {name: value for name, value in asked.items() if value}
    return f"{reverse('housing:dwellings')}?{urlencode(kept)}"
