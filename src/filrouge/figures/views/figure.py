"""One figure: what it says, what it stands on, what it is made of, how it varies."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from filrouge.access.policy import Capability, can, policy
from filrouge.common.periods import Period
from filrouge.web.components import Crumb, Filter
from filrouge.web.partials import render_page

from .. import engine, explain, frozen, groups, lines, making
from ..facts.base import Fact
from ..facts.coverage import years_covered
from ..facts.scope import Scope
from ..kernel.indicator import Indicator
from ..lines import address, sentence_case
from ..values import Figure
from .asked import indicator_of, period_of, rights_for
from .listing import choice_of_period, neighbours, period_address


@policy(Capability.VIEW_FIGURES)
@require_safe
def show(request: HttpRequest, slug: str, id_: str) -> HttpResponse:
    """The page of a figure for a period; `par` chooses the breakdown."""
    period = period_of(slug)
    indicator = indicator_of(id_, period)
    scope = Scope(period)
    ids = [id_, *(part.id for part in explain.parts(indicator, period))]
    report = engine.compute(period, ids=ids, scope=scope)
    figure = report[id_]
    fact = explain.fact_of(indicator)
    entitled = fact is not None and may_read(request, fact)
    printed = lines.differences(period)
    editions = frozen.last_frozen(id_)
    context = {
        "figure": figure,
        "period": period,
        "title": sentence_case(figure.label),
        "chapter": groups.chapter_title(indicator.chapter),
        "way": way(period, indicator),
        "hue": lines.PROGRAMMES[indicator.programme],
        "entitled": entitled,
        "halves": making.halves(figure, records_addresses(figure, entitled)),
        "records_url": records_address(figure) if entitled else "",
        "made_of": [
            lines.number(report[part.id], printed)
            for part in explain.parts(indicator, period)
            if part.id != id_
        ],
        "published": printed.get(id_),
        "frozen": frozen.note(figure, editions),
        "earlier": making.earlier_years(figure, editions),
        "years_points": making.years_as_points(figure),
        "months": making.months(indicator, period),
        "placeholder": f"[{id_}]{{period={period.slug}}}",
        "previous": _neighbour(neighbours(id_, period)[0], figure),
        "next": _neighbour(neighbours(id_, period)[1], figure),
        **choice_of_period(period, years_covered(), lambda other: address(id_, other), id_),
        **_breakdown(request, figure, scope, entitled),
    }
    return render_page(
        request,
        "figures/figure.html",
        context,
        fragments={"breakdown": "figures/figure.html#groups"},
    )


def may_read(request: HttpRequest, fact: Fact) -> bool:
    """Whether the reader may see the records of a fact."""
    return all(can(request.user, right) for right in rights_for(fact))


def way(period: Period, indicator: Indicator) -> list[Crumb]:
    listing, chapter = period_address(period), indicator.chapter
    of_programme = period_address(period, indicator.programme)
    return [
        Crumb(period.label, listing),
        Crumb(groups.programme_title(chapter), of_programme),
        Crumb(groups.chapter_title(chapter), f"{of_programme}#{groups.anchor(chapter)}"),
    ]


def records_address(figure: Figure, **query: str) -> str:
    path = reverse("figures:records", args=[figure.period.slug, figure.id])
    return f"{path}?{urlencode(query)}" if query else path


def records_addresses(figure: Figure, entitled: bool) -> Callable[[str], str]:
    """The address of the records of a part, for whoever may follow it."""
    return lambda part: records_address(figure, part=part) if entitled else ""


def _neighbour(id_: str, figure: Figure) -> tuple[str, str] | None:
    """Label and address of the figure before or after."""
    if not id_:
        return None
    return lines.title(engine.find(id_, figure.period), figure.period), address(id_, figure.period)


def _breakdown(
    request: HttpRequest, figure: Figure, scope: Scope, entitled: bool
) -> dict[str, Any]:
    """The chosen breakdown, the first one when the address names none that exists."""
    possible = engine.dimensions(figure.indicator)
    if figure.result.number is None:
        # A text or a list has no length to draw.
        possible = ()
    asked = request.GET.get("par", "")
    chosen = asked if asked in possible else next(iter(possible), "")
    if not chosen:
        return {"dimension": "", "bars": [], "hidden": False, "dimensions": []}
    bars, hidden = making.groups(
        figure,
        chosen,
        scope,
        entitled=entitled,
        address=lambda code: records_address(figure, par=chosen, groupe=code),
    )
    return {
        "dimension": making.DIMENSION_TITLES[chosen](),
        "bars": bars,
        "hidden": hidden,
        "dimensions": [
            Filter(
                making.DIMENSION_TITLES[name](),
                f"{address(figure.id, figure.period)}?par={name}#breakdown",
                name == chosen,
            )
            for name in possible
        ],
    }
