"""Opening a file without a link, reviewing these openings, and the notices they send."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from filrouge.access import isolation
from filrouge.access.domain_links import NoSuchFile, Refused
from filrouge.access.domain_openings import (
    NeedsAgreement,
    break_glass,
    overdue,
    review_opening,
    used_this_month,
)
from filrouge.access.links import MOST_BREAK_GLASS, REVIEW_WITHIN, BreakGlass
from filrouge.access.policy import LOGGED_IN, Capability, policy
from filrouge.people.reading import fails_closed, reader, write_down
from filrouge.vault.fields import take_keys

from .. import domain
from ..confirming import page_that_asks
from ..forms import OpeningForm
from ..models import Notice

REVIEWED_SHOWN = 25


@policy(Capability.VIEW_IDENTITY)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def open_without_link(request: HttpRequest) -> HttpResponseBase:
    """Number and reason; a number that leads nowhere and one that is closed answer the same."""
    if address := page_that_asks(request):
        return redirect(address)
    user = reader(request)
    form = OpeningForm(request.POST or None)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            return _opened(request, form.cleaned_data)
        except NoSuchFile:
            write_down(request, "refused_opening", [], {})
            refused = _("No file opens to you with this number.")
            kept = {name: form.cleaned_data[name] for name in ("reason", "narratives")}
            form = OpeningForm(initial=kept)
        except Refused as said:
            refused = str(said)
    context = {
        "form": form,
        "refused": refused,
        "used": used_this_month(user),
        "most": MOST_BREAK_GLASS,
        "suspended": overdue(user).exists(),
    }
    return render(
        request, "dossiers/break_glass.html", context, status=422 if request.POST else 200
    )


def _opened(request: HttpRequest, sent: dict[str, Any]) -> HttpResponseBase:
    user = reader(request)
    try:
        opening = break_glass(
            actor=user,
            person_id=domain.person_at(sent["number"]),
            reason=sent["reason"],
            narratives=sent["narratives"],
        )
    except NeedsAgreement as refused:
        domain.ask_agreement(
            actor=user,
            number=sent["number"],
            reason=sent["reason"],
            narratives=sent["narratives"],
        )
        messages.warning(request, str(refused))
        messages.info(request, _("Your request waits for a colleague, for 12 hours."))
        return redirect("dossiers:break_glass")
    return redirect("dossiers:file", opening.person_id)


@policy(Capability.REVIEW_ACCESS)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
@isolation.purpose("review")
def reviews(request: HttpRequest) -> HttpResponseBase:
    """Openings to judge and requests to settle: number, who, why. The file stays closed."""
    user = reader(request)
    if request.method == "POST":
        return _judge(request)
    openings = BreakGlass.objects.select_related("worker", "reviewed_by", "confirmed_by")
    waiting = list(openings.filter(reviewed_at__isnull=True))
    judged = list(openings.filter(reviewed_at__isnull=False)[:REVIEWED_SHOWN])
    write_down(request, "read_reviews", [one.person_id for one in (*waiting, *judged)], {})
    take_keys([*waiting, *judged])
    numbers = domain.numbers_of([one.person_id for one in (*waiting, *judged)])
    context = {
        "asked": [
            {"opening": one, "reason": domain.reason_of(one), "mine": one.worker_id == user.pk}
            for one in domain.waiting().select_related("worker")
        ],
        "waiting": [
            {
                "opening": one,
                "number": numbers[one.person_id],
                "due": one.started_at + REVIEW_WITHIN,
                "late": one.started_at + REVIEW_WITHIN < timezone.now(),
                "mine": one.worker_id == user.pk,
            }
            for one in waiting
        ],
        "judged": [{"opening": one, "number": numbers[one.person_id]} for one in judged],
    }
    return render(request, "dossiers/reviews.html", context)


def _judge(request: HttpRequest) -> HttpResponseBase:
    user, sent = reader(request), request.POST
    key = sent.get("key", "")
    number = int(key) if key.isascii() and key.isdigit() and len(key) < 10 else 0
    try:
        if sent.get("act") == "settle":
            domain.settle(actor=user, asked_id=number, agrees=sent.get("answer") == "yes")
            messages.success(request, _("Your answer is recorded."))
        else:
            review_opening(actor=user, opening_id=number, verdict=sent.get("answer", ""))
            messages.success(request, _("The review is recorded."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("dossiers:reviews")


@policy(LOGGED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest) -> HttpResponseBase:
    """What was told to me, without content; sending the form marks all of it read."""
    mine = Notice.objects.filter(to=reader(request))
    if request.method == "POST":
        mine.filter(read_at__isnull=True).update(read_at=timezone.now())
        return redirect("dossiers:notices")
    context = {"notices": list(mine[:100]), "unread": mine.filter(read_at__isnull=True).exists()}
    return render(request, "dossiers/notices.html", context)
