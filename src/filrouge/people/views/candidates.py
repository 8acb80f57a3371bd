"""Candidates: the waiting list with its order, a candidate with the proof, a decision."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from filrouge.access.policy import Capability, policy
from filrouge.people import candidates, kinds
from filrouge.people.domain_candidates import (
    SOON,
    correct_candidate,
    create_candidate,
    decide_candidate,
    may_prepare,
)
from filrouge.people.forms import DecisionForm
from filrouge.people.models import Candidate
from filrouge.people.reading import fails_closed, reader
from filrouge.records import changes, shape
from filrouge.records.domain import Conflict, version_of
from filrouge.records.forms import RecordForm
from filrouge.web.paging import first_rows

from .reading import (
    address,
    check_pen,
    form_status,
    open_candidate,
    to_write,
    way,
    write_down,
)

REFUSED_SHOWN = 50


@policy(Capability.VIEW_IDENTITY)
@require_safe
@fails_closed
def index(request: HttpRequest) -> HttpResponseBase:
    """Who may still enter, in order, a sentence each; who was refused, since six months."""
    today = timezone.localdate()
    coming, places = candidates.listed(today)
    page = first_rows(request, places, len(places))
    dated, undated = candidates.refused(today)
    refused, no_day = dated[:REFUSED_SHOWN], undated[:REFUSED_SHOWN]
    shown = [place.candidate.pk for place in (*coming, *page.rows, *refused, *no_day)]
    write_down(request, "list_candidates", shown)
    context = {"coming": coming, "page": page, "refused": refused, "today": today}
    context |= {"refused_total": len(dated), "no_day": no_day, "no_day_total": len(undated)}
    context["prepares"] = may_prepare(reader(request))
    return render(request, "people/candidates.html", context)


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_safe
@fails_closed
def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A candidate: identity, referral, decision, past situations, the condition month by month."""
    candidate = open_candidate(request, pk, "read_candidate")
    periods = list(candidate.periods.select_related("source").order_by("-start"))
    proof = candidates.proof_of(candidate, periods, timezone.localdate())
    prepares = may_prepare(reader(request))
    context = {
        "candidate": candidate,
        "place": candidates.Place(candidate, proof, 0, ""),
        "proof": proof,
        "facts": [(label, text) for label, text, _u in shape.facts(kinds.CANDIDATE, candidate)],
        "decision": candidates.reason_of(candidate),
        "periods": periods,
        "lines": candidates.situations(periods),
        "rule": candidates.rule(),
        "told": candidates.told(candidate, proof),
        "missing": candidates.missing(candidate, proof),
        "strip": candidates.strip(proof),
        "legend": candidates.legend(),
        "prepares": prepares,
        "entry": _entry(candidate),
        "way": way(),
    }
    return render(request, "people/candidate.html", context)


def _entry(candidate: Candidate) -> str:
    """Where a selected candidate enters; files belong to a room above."""
    if candidate.state not in SOON:
        return ""
    try:
        return reverse("dossiers:enter", args=[candidate.pk])
    except NoReverseMatch:
        return ""


@policy(Capability.VIEW_IDENTITY)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def new(request: HttpRequest) -> HttpResponseBase:
    """Note a candidate."""
    check_pen(request)
    form = RecordForm(kinds.CANDIDATE, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_candidate(actor=reader(request), values=form.values)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The candidate is noted."))
            return redirect(address(made))
    context: dict[str, Any] = {"kind": kinds.CANDIDATE, "form": form, "way": way()}
    context |= {"conflict": [], "back": reverse("people:candidates")}
    return render(request, "records/form.html", context, status=form_status(context))


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Correct a candidate; both texts when a colleague was quicker."""
    candidate = to_write(request, pk)
    form = RecordForm(
        kinds.CANDIDATE,
        request.POST or None,
        record=candidate,
        initial={"version": version_of(candidate)},
    )
    conflict: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            correct_candidate(
                actor=reader(request),
                candidate=candidate,
                values=form.values,
                version=form.cleaned_data["version"],
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        except Conflict as clash:
            conflict = changes.differences(kinds.CANDIDATE, clash.record, form.values)
            again = request.POST.copy()
            again["version"] = version_of(clash.record)
            form.data = again
        else:
            messages.success(request, _("The correction is stored."))
            return redirect(address(candidate))
    context = {"kind": kinds.CANDIDATE, "form": form, "record": candidate, "conflict": conflict}
    context |= {"name": candidate.code, "way": way(candidate), "back": address(candidate)}
    context["who"] = changes.last_author(kinds.CANDIDATE, candidate.pk) if conflict else ""
    return render(request, "records/form.html", context, status=form_status(context))


def _meanwhile(candidate: Candidate) -> str:
    """What a colleague stored since the page was opened."""
    told = ", ".join(
        filter(None, (candidates.state_of(candidate), candidates.reason_of(candidate)))
    )
    return _(
        "Meanwhile a colleague changed this candidate. The decision is now: %(told)s. Your answers "
        "are below: storing them replaces it."
    ) % {"told": told}


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def decide(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Select, prepare, keep waiting or refuse."""
    candidate = to_write(request, pk)
    now: dict[str, Any] = {"state": candidate.state, "reason": candidate.decision_reason}
    now |= {"planned_entry": candidate.planned_entry, "version": candidate.revision}
    if candidate.state and not candidate.decided_on:
        now["day"] = None  # a day of the past that was not noted is not today
    form = DecisionForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            decide_candidate(actor=reader(request), candidate=candidate, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        except Conflict as clash:
            candidate = cast("Candidate", clash.record)
            form.add_error(None, _meanwhile(candidate))
            again = request.POST.copy()
            again["version"] = str(candidate.revision)
            form.data = again
        else:
            messages.success(request, _("The decision is stored."))
            return redirect(address(candidate))
    periods = candidate.periods.all()
    proof = candidates.proof_of(candidate, periods, timezone.localdate())
    context = {
        "candidate": candidate,
        "place": candidates.Place(candidate, proof, 0, ""),
        "told": candidates.told(candidate, proof),
        "form": form,
        "way": way(candidate),
    }
    return render(request, "people/decision.html", context, status=422 if form.errors else 200)
