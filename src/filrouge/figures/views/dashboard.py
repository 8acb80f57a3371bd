"""The dashboard of a programme: the year so far, beside the same dates a year earlier."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from filrouge.access.policy import Capability, can, policy
from filrouge.common.periods import Period
from filrouge.vocabulary import lists
from filrouge.web.components import Filter

from .. import groups, lines, making
from ..dashboard import comparison, drawings
from ..dashboard.comparison import Comparison, Figures
from ..dashboard.programmes import DASHBOARDS, Dashboard
from ..dashboard.sections import Section
from ..dashboard.worth import worth
from ..facts.coverage import years_covered, years_of
from ..facts.scope import UNKNOWN, Scope
from .asked import period_of
from .listing import choice_of_period

TEAM = "equipe"
READS_PERSONS = (Capability.VIEW_IDENTITY, Capability.VIEW_CARE, Capability.VIEW_HOUSING)


def dashboard_address(period: Period, programme: str, team: str = "") -> str:
    address = reverse("figures:dashboard", args=[period.slug, programme])
    return f"{address}?{TEAM}={team}" if team else address


def _dashboard(programme: str) -> Dashboard:
    if programme not in DASHBOARDS:
        raise Http404(_("This programme has no dashboard."))
    return DASHBOARDS[programme]


@policy(Capability.VIEW_FIGURES)
@require_safe
def latest(request: HttpRequest, programme: str = "housing_first") -> HttpResponse:
    """Lead to the dashboard of a programme for its latest year with records."""
    _dashboard(programme)
    years = years_of(programme) or set(years_covered())
    if not years:
        return render(request, "figures/none.html")
    return redirect(dashboard_address(Period.year(max(years)), programme))


@policy(Capability.VIEW_FIGURES)
@require_safe
def moved(request: HttpRequest, slug: str = "", programme: str = "housing_first") -> HttpResponse:
    """The addresses of the chapters of figures, before they became dashboards."""
    _dashboard(programme)
    if slug:
        return redirect("figures:dashboard", slug, programme, permanent=True)
    return redirect("figures:dashboard_of", programme, permanent=True)


@policy(Capability.VIEW_FIGURES)
@require_safe
def show(request: HttpRequest, slug: str, programme: str) -> HttpResponse:
    """Key numbers and charts of a period, then what they are worth."""
    period = period_of(slug)
    dashboard = _dashboard(programme)
    covered = sorted(years_of(programme), reverse=True)
    compared = comparison.compare(period, covered, timezone.localdate())
    scope = Scope(compared.shown)
    teams = _teams(request, dashboard, scope)
    team = request.GET.get(TEAM, "")
    if team and team not in teams:
        raise Http404(_("No team of this period has this name."))
    found = comparison.figures(dashboard, compared, scope, team)
    sections = _sections(dashboard, compared, found, scope, team)
    context = {
        "period": period,
        "programme": groups.PROGRAMME_TITLES[programme],
        "code": programme,
        "hue": lines.PROGRAMMES[programme],
        "compared": compared.sentence(team),
        "others": [
            Filter(str(groups.PROGRAMME_TITLES[code]), dashboard_address(period, code))
            for code in DASHBOARDS
            if code != programme
        ],
        "teams": _team_filters(period, programme, teams, team),
        "team": team,
        "covered": any(period.start.year <= year <= period.end.year for year in covered),
        "sections": sections,
        "worth": worth(
            programme,
            scope,
            team=team,
            workers=can(request.user, Capability.VIEW_CARE),
            opened=can(request.user, Capability.VIEW_OPEN_RECORDS),
        ),
        **choice_of_period(
            period, covered, lambda other: dashboard_address(other, programme, team)
        ),
    }
    return render(request, "figures/dashboard.html", context)


def _teams(request: HttpRequest, dashboard: Dashboard, scope: Scope) -> list[str]:
    """The teams a reader may choose: too small ones are for those who read the records."""
    if not dashboard.dimension:
        return []
    present = set(scope.dimensions[dashboard.dimension].values())
    codes = [code for code in lists.get("care_team").codes if code in present]
    if all(can(request.user, right) for right in READS_PERSONS):
        return codes
    hidden = making.small_groups(scope, dashboard.dimension, [*codes, *(present - set(codes))])
    return [code for code in codes if code not in hidden]


def _team_filters(period: Period, programme: str, teams: list[str], chosen: str) -> list[Filter]:
    if not teams:
        return []
    named = [("", _("All the teams"))]
    named += [(code, lists.get("care_team").label(code)) for code in teams if code != UNKNOWN]
    return [
        Filter(label, dashboard_address(period, programme, code), code == chosen)
        for code, label in named
    ]


def _sections(
    dashboard: Dashboard, compared: Comparison, found: Figures, scope: Scope, team: str
) -> list[dict[str, Any]]:
    """The sections that have something to show; those of a whole year are never cut at today."""
    printed = {} if team else lines.differences(compared.shown)
    yearly = [section for section in dashboard.sections if section.whole_year]
    whole, whole_found = scope, found
    if compared.running and yearly and compared.period.is_year:
        uncut = replace(compared, shown=compared.period, before=compared.period.previous_year())
        whole = Scope(uncut.shown)
        names = [name for section in yearly for name in section.charts]
        alone = Dashboard(yearly, {name: dashboard.charts[name] for name in names})
        whole_found = comparison.figures(alone, uncut, whole, team)
    shown = []
    for section in dashboard.sections:
        figures, of = (whole_found, whole) if section.whole_year else (found, scope)
        charts = [dashboard.charts[name] for name in section.charts]
        if team:
            # A chart that reads more than figures reads everybody: it is not of the team.
            charts = [one for one in charts if one.ids and set(one.ids) <= set(figures)]
        part = _section(section, charts, figures, of, printed)
        if part["numbers"] or part["drawings"]:
            shown.append(part | {"whole_year": section.whole_year and compared.running})
    return shown


def _section(
    section: Section,
    charts: Iterable[drawings.Chart],
    found: Figures,
    scope: Scope,
    printed: lines.Differences,
) -> dict[str, Any]:
    keys = [drawings.of_year(id_, scope.period) for id_ in section.keys]
    numbers = [
        lines.card(found[id_], printed)
        for id_ in keys
        if id_ in found and not found[id_].empty_reason
    ]
    return {
        "code": section.code,
        "title": section.title,
        "numbers": numbers,
        "drawings": drawings.drawn(charts, found, scope),
    }
