"""The address at which a phone reads one's agenda: made, told once, revoked; and what it gives."""

from __future__ import annotations

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from filrouge.access.policy import ANYONE, Capability, policy
from filrouge.access.throttle import address_of
from filrouge.people.reading import reader
from filrouge.staff.domain import account_of, make_feed, revoke_feed
from filrouge.staff.models import CalendarFeed

from ..feed import calendar_of

PER_ADDRESS = 120
"""Readings in 15 minutes from one address: an office behind one line has many phones."""
WINDOW = 15 * 60


@policy(Capability.VIEW_IDENTITY)
@require_http_methods(["GET", "HEAD", "POST"])
def subscription(request: HttpRequest) -> HttpResponseBase:
    """Make the address, which is told once, or end it."""
    user, address = reader(request), ""
    if request.method == "POST":
        if request.POST.get("act") == "revoke":
            revoke_feed(actor=user)
            messages.success(request, _("The address gives nothing any more."))
            return redirect("daily:feed")
        secret = make_feed(actor=user)
        address = request.build_absolute_uri(reverse("daily:feed_file", args=[secret]))
    feed = CalendarFeed.objects.filter(account=user).first()
    return render(request, "daily/feed.html", {"feed": feed, "address": address})


@policy(ANYONE)
@require_safe
def feed_file(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Hours and kinds, no name. A wrong secret, a revoked one and a closed account: not found."""
    if _too_often(request):
        return HttpResponse(status=429)
    user = account_of(secret)
    if user is None:
        return HttpResponse(status=404)
    with translation.override("fr"):
        content = calendar_of(user, request.build_absolute_uri(reverse("daily:agenda")))
    headers = {"Content-Disposition": 'attachment; filename="filrouge.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


def _too_often(request: HttpRequest) -> bool:
    """Count a reading, by a digest of the address: a reading writes nothing in the database."""
    key = salted_hmac("filrouge.daily.ical", address_of(request), algorithm="sha256").hexdigest()
    cache.add(f"calendar-{key}", 0, WINDOW)
    try:
        return cache.incr(f"calendar-{key}") > PER_ADDRESS
    except ValueError:  # the window ended in between
        return False
