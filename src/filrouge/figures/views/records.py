"""The records behind a figure, for whoever may read them. A page of persons is written down."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from filrouge.access.files import Compartment, open_to
from filrouge.access.policy import ROLES, Capability, policy
from filrouge.audit import journal
from filrouge.web.components import Crumb
from filrouge.web.partials import render_page

from .. import engine, explain, lines, making
from ..facts.base import Fact, OpenFiles, Within
from ..facts.scope import AGE_CLASSES, UNKNOWN, Scope, age_class
from ..kernel.indicator import Indicator
from ..lines import address
from .asked import indicator_of, period_of, rights_for
from .figure import may_read, way

PARTS = ("numerator", "denominator")
COMPARTMENTS = {
    "identity": Compartment.IDENTITY,
    "housing": Compartment.HOUSING,
    "care": Compartment.PSYCHOSOCIAL,
    # Rows about nobody: there is no person to ask about.
    "open": Compartment.IDENTITY,
}
HEALTH = frozenset({"symptoms", "use", "functioning"})
"""Facts of the health compartment, among those that the right to care opens."""


@policy(Capability.VIEW_FIGURES)
@require_safe
def show(request: HttpRequest, slug: str, id_: str) -> HttpResponse:
    """Twenty-five records and “more”; `par` and `groupe` keep one group of a breakdown.

    The right is checked before any record is read: without journal, no page. Records of persons
    whose file is not open to the reader are counted and not shown.
    """
    period = period_of(slug)
    indicator = indicator_of(id_, period)
    if (fact := explain.fact_of(indicator)) is None:
        return redirect("figures:figure", period.slug, id_)
    title = lines.title(indicator, period)
    if not may_read(request, fact):
        return _refuse(request, fact, title, address(id_, period))
    part, page, within = _part(request), _page(request), _within(request, indicator)
    scope = Scope(period)
    files = _open_files(request, fact)
    found = explain.records(id_, period, part, page=page, within=within, scope=scope, files=files)
    if found is None or (page > 1 and not found.rows):
        raise Http404(_("There is no such page of records."))
    if found.person_ids:
        _write_down(
            request, f"{id_} {period.slug}", found, part=part, page=page, group=within or ()
        )
    shown = (page - 1) * explain.PAGE + len(found.rows)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "figure": engine.compute(period, ids=[id_], scope=scope)[id_],
        "title": title,
        "hue": lines.PROGRAMMES[indicator.programme],
        "period": period,
        "way": [*way(period, indicator), Crumb(title, address(id_, period))],
        "part": part,
        "group": _group_label(within),
        "found": found,
        "first": (page - 1) * explain.PAGE + 1,
        "shown": shown,
        "page": page,
        "query": query.urlencode(),
        "more": min(explain.PAGE, found.open - shown),
        "width": len(found.columns) + 1,
    }
    return render_page(
        request,
        "figures/records.html",
        context,
        fragments={"more": "figures/records.html#rows"},
    )


def _open_files(request: HttpRequest, fact: Fact) -> OpenFiles:
    """The persons whose compartment the reader may open, for the kind of record that this is."""
    compartment = COMPARTMENTS[fact.compartment]
    if fact.name in HEALTH:
        compartment = Compartment.HEALTH
    return OpenFiles(open_to(request.user, compartment))


def _write_down(
    request: HttpRequest, subject: str, found: explain.RecordSet, **detail: Any
) -> None:
    """Who read which persons' records; its failure is the page's."""
    journal.record(
        actor=request.user,
        action="figures.read_records",
        subject=subject,
        persons=found.person_ids,
        detail={"rows": len(found.rows), **detail},
    )


def _part(request: HttpRequest) -> str:
    part = request.GET.get("part", "numerator")
    if part not in PARTS:
        raise Http404(_("A figure has a numerator and a denominator, nothing else."))
    return part


def _page(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    if not (text.isascii() and text.isdigit() and len(text) < 7 and int(text)):
        raise Http404(_("There is no such page of records."))
    return int(text)


def _within(request: HttpRequest, indicator: Indicator) -> Within:
    dimension = request.GET.get("par", "")
    if not dimension:
        return None
    code = request.GET.get("groupe", "")
    if dimension not in engine.dimensions(indicator) or not _is_a_group(dimension, code):
        raise Http404(_("This figure has no such group."))
    return dimension, code


def _is_a_group(dimension: str, code: str) -> bool:
    if code == UNKNOWN:
        return True
    if dimension == "funder":
        return 0 < len(code) <= 200
    if dimension == "age_class":
        return code in {age_class(low) for low, _high in AGE_CLASSES}
    # A list shows a code it does not hold as it is.
    return bool(code) and engine.LABELS[dimension][0](code) != code


def _group_label(within: Within) -> str:
    """ "Team: ACT" """
    if within is None:
        return ""
    dimension, code = within
    label = _("unknown") if code == UNKNOWN else engine.LABELS[dimension][0](code)
    return _("%(dimension)s: %(group)s") % {
        "dimension": making.DIMENSION_TITLES[dimension](),
        "group": label,
    }


def _refuse(request: HttpRequest, fact: Fact, title: str, url: str) -> HttpResponse:
    """Say who may read these records, and nothing else."""
    needed = rights_for(fact)
    context = {
        "roles": [str(role.label) for role in ROLES.values() if needed <= role.capabilities],
        "title": title,
        "url": url,
    }
    return render(request, "figures/records_refused.html", context, status=403)
