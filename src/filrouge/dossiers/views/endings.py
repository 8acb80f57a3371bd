"""The end of an accompaniment, and its resumption."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from filrouge.access.policy import Capability, policy
from filrouge.followup.rules import death_of
from filrouge.people.reading import (
    OPENINGS,
    OpenFile,
    banner,
    fails_closed,
    open_file,
    reader,
)
from filrouge.vocabulary import lists
from filrouge.web.components import Crumb

from ..domain_endings import (
    NEEDED,
    end_follow_up,
    may_end,
    preview,
    resume_follow_up,
    running,
)
from ..life_forms import EndingForm, ResumeForm
from ..settling import to_settle


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def end(request: HttpRequest, pk: int) -> HttpResponseBase:
    """When, why, what becomes of the home; what it closes; then what is still to be settled."""
    found = open_file(request, pk, "write_ending")
    _check_pen(request, found)
    if running(found.person.pk) is None:
        return _settle(request, found)
    closes = preview(found.person.pk, timezone.localdate())
    form = EndingForm(request.POST or None, housed=closes.stay is not None)
    if request.method == "POST" and form.is_valid():
        try:
            end_follow_up(actor=reader(request), person=found.person, **form.cleaned_data)
        except ValidationError as refused:
            _tell(form, refused)
        else:
            messages.success(request, _("The end of the accompaniment is stored."))
            return redirect("dossiers:end", pk)
    context = {
        **banner(found),
        "form": form,
        "closes": closes,
        "settle": to_settle(found.person.pk, found.compartments),
        "way": _way(found),
    }
    return render(request, "dossiers/ending.html", context, status=422 if form.errors else 200)


def _settle(request: HttpRequest, found: OpenFile) -> HttpResponseBase:
    """An accompaniment that has ended: what is left of the home, and the way back."""
    person = found.person
    last = person.follow_ups.order_by("-start").first()
    if last is None:
        raise Http404
    died = death_of(person.pk) is not None
    context = {
        **banner(found),
        "last": last,
        "left": None if died else preview(person.pk, last.end or timezone.localdate()),
        "reason": lists.get("end_reason").label(last.end_reason),
        "died": died,
        "settle": to_settle(person.pk, found.compartments),
        "way": _way(found),
    }
    return render(request, "dossiers/ended.html", context)


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def resume(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A person comes back: a new follow-up."""
    found = open_file(request, pk, "write_ending")
    _check_pen(request, found)
    form = ResumeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            resume_follow_up(actor=reader(request), person=found.person, **form.cleaned_data)
        except ValidationError as refused:
            _tell(form, refused)
        else:
            messages.success(request, _("The person is accompanied again."))
            return redirect("dossiers:file", pk)
    context = {**banner(found), "form": form, "way": _way(found)}
    return render(request, "dossiers/resume.html", context, status=422 if form.errors else 200)


def _check_pen(request: HttpRequest, found: OpenFile) -> None:
    """Whoever opens all that an ending touches and writes it; never by an opening of an hour."""
    lasting = set(found.because) - OPENINGS
    if not (lasting and found.compartments >= NEEDED and may_end(reader(request))):
        raise PermissionDenied


def _way(found: OpenFile) -> list[Crumb]:
    return [
        Crumb(_("Persons"), reverse("dossiers:list")),
        Crumb(str(found.person), reverse("dossiers:file", args=[found.person.pk])),
    ]


def _tell(form: Any, refused: ValidationError) -> None:
    for name, said in refused.update_error_dict({}).items():
        form.add_error(name if name in form.fields else None, said)
