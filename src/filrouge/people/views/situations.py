"""Past situations of a candidate: told, corrected, deleted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from filrouge.access.policy import Capability, policy
from filrouge.people import kinds
from filrouge.people.domain_candidates import (
    add_situation,
    correct_situation,
    delete_situation,
)
from filrouge.people.models import Candidate, HomelessnessPeriod
from filrouge.people.reading import LARGEST, fails_closed, reader
from filrouge.records import changes, shape
from filrouge.records.declaration import Kind
from filrouge.records.display import name_of
from filrouge.records.domain import Conflict, version_of
from filrouge.records.forms import DeleteFromFileForm, RecordForm

from .reading import address, form_status, to_write, way


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def new(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Tell where a candidate lived over days."""
    candidate = to_write(request, pk)
    kind = kinds.period_of(candidate)
    form = RecordForm(kind, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_situation(actor=reader(request), candidate=candidate, values=form.values)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The situation is noted."))
            return redirect(address(candidate))
    return _form(request, candidate, {"kind": kind, "form": form, "conflict": []})


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def edit(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """Correct a situation; both texts when a colleague was quicker."""
    candidate, kind, period = _period(request, pk, number)
    form = RecordForm(
        kind, request.POST or None, record=period, initial={"version": version_of(period)}
    )
    conflict: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            correct_situation(
                actor=reader(request),
                candidate=candidate,
                period=period,
                values=form.values,
                version=form.cleaned_data["version"],
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        except Conflict as clash:
            conflict = changes.differences(kind, clash.record, form.values)
            again = request.POST.copy()
            again["version"] = version_of(clash.record)
            form.data = again
        else:
            messages.success(request, _("The correction is stored."))
            return redirect(address(candidate))
    context = {"kind": kind, "form": form, "record": period, "conflict": conflict}
    context["who"] = changes.last_author(kind, period.pk) if conflict else ""
    return _form(request, candidate, {**context, "name": name_of(period)})


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def remove(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """Delete a situation told by mistake: why, then the word."""
    candidate, kind, period = _period(request, pk, number)
    form = DeleteFromFileForm(request.POST or None, initial={"version": version_of(period)})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            delete_situation(
                actor=reader(request),
                candidate=candidate,
                period=period,
                version=said["version"],
                reason=said["reason"],
            )
        except Conflict:
            form.add_error(None, _("This record was corrected since: read it again first."))
        else:
            messages.success(request, _("The record is deleted; the journal keeps the trace."))
            return redirect(address(candidate))
    context = {
        "kind": kind,
        "form": form,
        "record": period,
        "name": name_of(period),
        "facts": shape.facts(kind, period),
        "way": way(candidate),
        "back": address(candidate),
    }
    return render(request, "records/delete.html", context, status=422 if form.errors else 200)


def _period(
    request: HttpRequest, pk: int, number: int
) -> tuple[Candidate, Kind, HomelessnessPeriod]:
    """A situation of this very candidate."""
    candidate = to_write(request, pk)
    period = candidate.periods.filter(pk=min(number, LARGEST)).first()
    if period is None:
        raise Http404
    return candidate, kinds.period_of(candidate), period


def _form(request: HttpRequest, candidate: Candidate, context: dict[str, Any]) -> HttpResponseBase:
    context |= {"way": way(candidate), "back": address(candidate)}
    return render(request, "records/form.html", context, status=form_status(context))
