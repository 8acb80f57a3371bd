"""The chapter of a programme for a year, to be read and printed."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from filrouge.access.policy import Capability, policy
from filrouge.common.periods import Period
from filrouge.web.components import Filter

from .. import engine, groups, lines, periods
from ..chapter import drawings, housing_first, prose
from ..facts.coverage import years_covered
from ..facts.scope import Scope
from .asked import period_of
from .listing import chapter_address

CHAPTERS = {"housing_first": housing_first.SECTIONS}


@policy(Capability.VIEW_FIGURES)
@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """Lead to the Housing First chapter of the latest year with records."""
    years = years_covered()
    if not years:
        return render(request, "figures/none.html")
    return redirect(chapter_address(Period.year(years[0])))


@policy(Capability.VIEW_FIGURES)
@require_safe
def show(request: HttpRequest, slug: str, programme: str) -> HttpResponse:
    """The chapter: prose made of figures, key numbers, charts."""
    period = period_of(slug)
    sections = CHAPTERS.get(programme)
    if sections is None:
        raise Http404(_("No chapter is written for this programme."))
    scope, covered = Scope(period), years_covered()
    ids = dict.fromkeys([*prose.ids_in(sections), *drawings.IDS])
    report = engine.compute(period, ids=list(ids), scope=scope)
    printed = lines.differences(period)
    context = {
        "period": period,
        "programme": groups.PROGRAMME_TITLES[programme],
        "hue": lines.PROGRAMMES[programme],
        "years": periods.years(period, covered, chapter_address),
        "covered": period.start.year in covered,
        "anchors": [Filter(str(section.title), f"#{section.code}") for section in sections],
        "sections": [
            {
                "code": section.code,
                "title": section.title,
                "numbers": [
                    replace(lines.number(report[id_], printed), flag="")
                    for id_ in section.keys
                    if not report[id_].empty_reason
                ],
                "paragraphs": [
                    text
                    for sentences in section.paragraphs
                    if (text := prose.paragraph(sentences, report))
                ],
                "drawings": drawings.drawn(section.charts, report, scope),
            }
            for section in sections
        ],
    }
    return render(request, "figures/chapter.html", context)
