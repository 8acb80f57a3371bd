"""The chapter of a programme for a year, to be read and printed."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from filrouge.access.policy import Capability, policy
from filrouge.common.periods import Period
from filrouge.web.components import Filter

from .. import engine, groups, lines, periods
from ..dashboard import drawings, prose
from ..dashboard.chapters import CHAPTERS
from ..engine import Report
from ..facts.coverage import years_covered
from ..facts.scope import Scope
from .asked import period_of
from .listing import chapter_address


@policy(Capability.VIEW_FIGURES)
@require_safe
def latest(request: HttpRequest, programme: str = "housing_first") -> HttpResponse:
    """Lead to the chapter of a programme for the latest year with records."""
    years = years_covered()
    if not years:
        return render(request, "figures/none.html")
    if programme not in CHAPTERS:
        raise Http404(_("No chapter is written for this programme."))
    return redirect(chapter_address(Period.year(years[0]), programme))


@policy(Capability.VIEW_FIGURES)
@require_safe
def show(request: HttpRequest, slug: str, programme: str) -> HttpResponse:
    """The chapter: prose made of figures, key numbers, charts."""
    period = period_of(slug)
    chapter = CHAPTERS.get(programme)
    if chapter is None:
        raise Http404(_("No chapter is written for this programme."))
    scope, covered = Scope(period), years_covered()
    report = engine.compute(period, ids=chapter.ids(scope), scope=scope)
    printed = lines.differences(period)
    sections = [
        _section(section, chapter.charts, report, scope, printed) for section in chapter.sections
    ]
    context = {
        "period": period,
        "programme": groups.PROGRAMME_TITLES[programme],
        "code": programme,
        "hue": lines.PROGRAMMES[programme],
        "years": periods.years(period, covered, lambda other: chapter_address(other, programme)),
        "others": [
            Filter(str(groups.PROGRAMME_TITLES[code]), chapter_address(period, code), False)
            for code in CHAPTERS
            if code != programme
        ],
        "covered": period.start.year in covered,
        "anchors": [
            Filter(str(section["title"]), f"#{section['code']}")
            for section in sections
            if section["said"]
        ],
        "sections": [section for section in sections if section["said"]],
    }
    return render(request, "figures/chapter.html", context)


def _section(
    section: prose.Section,
    charts: Mapping[str, drawings.Chart],
    report: Report,
    scope: Scope,
    printed: lines.Differences,
) -> dict[str, Any]:
    """A section as it can be said; `said` is false when nothing of it has a value."""
    keys = [drawings.of_year(id_, scope.period) for id_ in section.keys]
    numbers = [
        lines.card(report[id_], printed)
        for id_ in keys
        if id_ in report and not report[id_].empty_reason
    ]
    paragraphs = [
        text
        for sentences in section.paragraphs
        if (text := prose.paragraph(sentences, report, scope.period))
    ]
    drawn = drawings.drawn((charts[name] for name in section.charts), report, scope)
    return {
        "code": section.code,
        "title": section.title,
        "numbers": numbers,
        "paragraphs": paragraphs,
        "drawings": drawn,
        "said": bool(numbers or paragraphs or drawn),
    }
