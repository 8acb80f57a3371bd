"""The home page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from filrouge.access.policy import LOGGED_IN, Capability, can, policy
from filrouge.common.periods import Period
from filrouge.figures.facts.coverage import years_covered
from filrouge.imports.models import ImportRun

from .headlines import headlines

RUNS_SHOWN = 3


@policy(LOGGED_IN)
@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """Open on the main job: the day of whoever opens files, the desk of the housing team, else (and
    for whoever brings the workbooks in) the figures of one's programme.

    Each part shows only to those whose role may read it. Without records, says how they come.
    """
    works = can(request.user, Capability.VIEW_IDENTITY)
    if works and not can(request.user, Capability.VIEW_IMPORTS):
        houses = can(request.user, Capability.EDIT_HOUSING)
        desk = houses and not can(request.user, Capability.VIEW_CARE)
        return redirect("housing:desk" if desk else "daily:today")
    context: dict[str, Any] = {"period": None, "programmes": [], "runs": []}
    if can(request.user, Capability.VIEW_FIGURES):
        years = years_covered()
        if years:
            context["period"] = Period.year(years[0])
            context["programmes"] = headlines(context["period"], getattr(request.user, "role", ""))
    if can(request.user, Capability.VIEW_IMPORTS):
        context["runs"] = ImportRun.objects.prefetch_related("files")[:RUNS_SHOWN]
    return render(request, "home/home.html", context)
