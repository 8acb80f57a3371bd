"""What falls due, and the requests of persons: for whoever reviews accesses."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from filrouge.access import isolation
from filrouge.access.policy import Capability, policy

from .. import requests, retention
from ..forms import RequestForm
from ..models import Erasure, PersonRequest

ANSWERED_SHOWN = 50


@policy(Capability.REVIEW_ACCESS)
@require_safe
def due(request: HttpRequest) -> HttpResponseBase:
    """The thirty days ahead: kinds and days, by the record's identifier; nobody is named."""
    context = {"found": retention.preview(), "rules": retention.rules()}
    return render(request, "privacy/due.html", context)


@policy(Capability.REVIEW_ACCESS)
@require_http_methods(["GET", "HEAD", "POST"])
@isolation.purpose("review")
def demands(request: HttpRequest) -> HttpResponseBase:
    """The register of requests, without names or numbers, and its clock."""
    form = RequestForm(request.POST or None)
    if request.method == "POST" and "answer" in request.POST:
        return _answer(request)
    if request.method == "POST" and form.is_valid():
        made = requests.record_request(actor=request.user, **form.cleaned_data)
        told = _("Request %(number)s recorded: the answer is due on %(day)s.")
        messages.success(
            request, told % {"number": made.pk, "day": made.due_on.strftime("%d/%m/%Y")}
        )
        return redirect("privacy:demands")
    everything = PersonRequest.objects.all()
    context = {
        "form": form,
        "waiting": list(everything.filter(answered_on=None)),
        "answered": list(everything.exclude(answered_on=None).order_by("-pk")[:ANSWERED_SHOWN]),
        "erasures": list(Erasure.objects.all()[:ANSWERED_SHOWN]),
        "today": timezone.localdate(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "privacy/demands.html", context, status=status)


def _answer(request: HttpRequest) -> HttpResponseBase:
    key, outcome = request.POST.get("key", ""), request.POST["answer"]
    number = int(key) if key.isascii() and key.isdigit() and len(key) < 10 else 0
    known = outcome in PersonRequest.Outcome
    if known and requests.answer_request(actor=request.user, key=number, outcome=outcome):
        messages.success(request, _("The answer is recorded."))
    else:
        messages.error(request, _("No open request has this number."))
    return redirect("privacy:demands")
