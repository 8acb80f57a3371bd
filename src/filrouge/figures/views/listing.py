"""The figures of a period: by chapter, searched, for any period."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from filrouge.access.policy import Capability, policy
from filrouge.common.periods import Period
from filrouge.web.components import Filter
from filrouge.web.partials import render_page

from .. import engine, groups, lines, periods
from ..dashboard.programmes import DASHBOARDS
from ..facts.coverage import years_covered
from ..facts.scope import Scope
from ..forms import DatesForm
from .asked import indicator_of, period_of


def period_address(period: Period, programme: str = "") -> str:
    """The list of figures, of one programme or of all."""
    address = reverse("figures:year", args=[period.slug])
    return f"{address}?programme={programme}" if programme else address


@policy(Capability.VIEW_FIGURES)
@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """Lead to the latest year with records, keeping the words searched for."""
    years = years_covered()
    if not years:
        return render(request, "figures/none.html")
    words = request.GET.get("q", "").strip()
    query = f"?{urlencode({'q': words})}" if words else ""
    return HttpResponseRedirect(period_address(Period.year(years[0])) + query)


@policy(Capability.VIEW_FIGURES)
@require_safe
def period(request: HttpRequest, slug: str) -> HttpResponse:
    """Every figure of a period, or those that hold the words of `q`."""
    asked = period_of(slug)
    words = request.GET.get("q", "").strip()[:100]
    programme = request.GET.get("programme", "")
    programme = programme if programme in groups.PROGRAMME_TITLES else ""
    report = engine.compute(asked, programme=programme or None)
    found = list(groups.matching(report.values(), words))
    covered = years_covered()
    context = {
        "period": asked,
        "words": words,
        "programme": programme,
        "filters": _programmes(asked, programme),
        "hue": lines.PROGRAMMES.get(programme, ""),
        "programmes": groups.programmes(found, lines.differences(asked)),
        "found": len(found),
        "total": len(report),
        "before": str(asked.start.year - 1) if asked.is_year else "",
        "covered": any(asked.start.year <= year <= asked.end.year for year in covered),
        **choice_of_period(asked, covered, lambda other: period_address(other, programme)),
    }
    return render_page(
        request, "figures/period.html", context, fragments={"figures": "figures/period.html#found"}
    )


def _programmes(asked: Period, chosen: str) -> list[Filter]:
    """The programmes, as words."""
    return [
        Filter(str(title), period_address(asked, code), code == chosen)
        for code, title in (("", _("All programmes")), *groups.PROGRAMME_TITLES.items())
    ]


def choice_of_period(
    asked: Period, covered: Iterable[int], address: periods.Address, id_: str = ""
) -> dict[str, Any]:
    """What the choice of a period needs; `id_` is the figure to come back to."""
    return {
        "years": periods.years(asked, covered, address),
        "parts": periods.parts(asked, address),
        "dates": DatesForm(initial={"start": asked.start, "end": asked.end}, prefix="d"),
        "figure_id": id_,
    }


@policy(Capability.VIEW_FIGURES)
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Free dates become an address: the list, the figure `id` or a dashboard; mistakes are said."""
    id_, dashboard = request.GET.get("id", ""), request.GET.get("tableau", "")
    if id_:
        indicator_of(id_)
    form = DatesForm(request.GET, prefix="d")
    if form.is_valid():
        if id_:
            return redirect("figures:figure", form.period.slug, id_)
        if dashboard in DASHBOARDS:
            return redirect("figures:dashboard", form.period.slug, dashboard)
        return redirect("figures:year", form.period.slug)
    return render(
        request, "figures/dates.html", {"dates": form, "figure_id": id_, "dashboard": dashboard}
    )


def neighbours(id_: str, period: Period) -> tuple[str, str]:
    """The figures before and after in the same chapter; "" at either end."""
    known = engine.known(Scope(period), [id_])
    chapter = known[id_].chapter
    ids = [ind.id for ind in known.values() if ind.chapter == chapter]
    place = ids.index(id_)
    return (ids[place - 1] if place else "", ids[place + 1] if place + 1 < len(ids) else "")
