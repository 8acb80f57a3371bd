"""What the coherence guard says of an edition, and the justifications."""

from collections import defaultdict

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from filrouge.access.policy import Capability, policy

from .. import queries, reviewing
from ..forms import ReasonForm
from ..models import Edition, Justification
from .shared import edition_of, hue, told, way


@policy(Capability.VIEW_FIGURES)
@require_safe
def coherence(request: HttpRequest, year: int) -> HttpResponse:
    """Every finding by chapter: its place, what contradicts what, the remedy."""
    return _page(request, edition_of(year))


def _page(
    request: HttpRequest, edition: Edition, refused: ReasonForm | None = None, mark: str = ""
) -> HttpResponse:
    chapters = queries.chapters_of(edition)
    by_chapter: defaultdict[str, list[queries.Judged]] = defaultdict(list)
    judged = queries.findings(edition)
    for one in judged:
        by_chapter[one.finding.section].append(one)
    context = {
        "edition": edition,
        "way": way(edition),
        "groups": [
            (one, hue(one.programme), by_chapter[one.code])
            for one in chapters
            if by_chapter.get(one.code)
        ],
        "open": sum(one.open for one in judged),
        "justified": sum(bool(one.justification) for one in judged),
        "written": sum(one.version > 0 for one in chapters),
        "reason": ReasonForm(auto_id=False),
        "refused": refused,
        "mark": mark,
    }
    return render(request, "reports/guard.html", context, status=422 if refused else 200)


@policy(Capability.APPROVE_REPORT)
@require_POST
def justify(request: HttpRequest, year: int) -> HttpResponseBase:
    """Write why a finding stands."""
    edition = edition_of(year)
    mark = request.POST.get("empreinte", "")
    form = ReasonForm(request.POST, auto_id=False)
    if not form.is_valid():
        return _page(request, edition, form, mark)
    judged = next(
        (one for one in queries.findings(edition) if one.finding.fingerprint == mark), None
    )
    with told(request, _("The justification is kept: this no longer stops the publication.")):
        reviewing.justify_finding(
            actor=request.user,
            edition=edition,
            finding=judged.finding if judged and judged.justifiable else None,
            reason=form.cleaned_data["reason"],
        )
    return redirect(reverse("reports:guard", args=[year]))


@policy(Capability.APPROVE_REPORT)
@require_POST
def withdraw(request: HttpRequest, year: int, pk: int) -> HttpResponseBase:
    """Take a justification back."""
    found = get_object_or_404(Justification, pk=pk, edition__year=year)
    with told(request, _("The justification is withdrawn.")):
        reviewing.withdraw_justification(actor=request.user, justification=found)
    return redirect(reverse("reports:guard", args=[year]))
