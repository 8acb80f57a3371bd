"""Sessions: how long they last, which are one's own, what was typed in one that ended.

A session ends after 20 minutes without activity (`FILROUGE_IDLE_MINUTES`) and after 10 hours in any
case (goal G18 of the design), whatever the browser keeps.
"""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from filrouge.audit import journal

from .models import User

SINCE = "since"
SEEN = "seen"
HELD = "held"
SEEN_EVERY = 60
"""Seconds between two notes of activity: a page that only reads seldom writes."""
HELD_FOR = 3600
MOST_HELD = 500_000
BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"))
SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")


def begin(session: SessionBase) -> None:
    """Both clocks start at the log-in."""
    session[SINCE] = session[SEEN] = time.time()


def is_over(session: SessionBase | dict[str, Any]) -> bool:
    """Whether a session reached one of its limits; one without clocks did."""
    now = time.time()
    since, seen = session.get(SINCE, 0), session.get(SEEN, 0)
    return bool(now - since >= settings.SESSION_LONGEST or now - seen >= settings.SESSION_IDLE)


def note_activity(session: SessionBase) -> None:
    """Push the idle limit away."""
    now = time.time()
    if now - session.get(SEEN, 0) >= SEEN_EVERY:
        session[SEEN] = now


def renew(request: HttpRequest) -> None:
    """Give the session another identifier: what was stolen before an elevation is worth nothing."""
    before = request.session.session_key
    request.session.cycle_key()
    own = UserSession.objects.filter(session_key=before)
    own.update(session_key=request.session.session_key)


def end_others(request: HttpRequest, user: User) -> int:
    """End every other session of an account; return how many."""
    return end_all(user, but=request.session.session_key)


def end_all(user: User, *, but: str | None = None) -> int:
    """End the sessions of an account."""
    others = list(UserSession.objects.filter(user=user).exclude(session_key=but))
    for session in others:
        session.end()
    return len(others)


# One's own sessions


@dataclass(frozen=True, slots=True)
class Line:
    """One open session, as its owner reads it."""

    pk: int
    browser: str
    address: str
    since: datetime
    seen: datetime
    current: bool


def lines(request: HttpRequest, user: User) -> list[Line]:
    """The open sessions of an account, the present one first, then the latest."""
    own = {session.session_key: session for session in UserSession.objects.filter(user=user)}
    stored = Session.objects.filter(session_key__in=own, expire_date__gt=timezone.now())
    expected = user.get_session_auth_hash()
    found = []
    for session in stored:
        data = session.get_decoded()
        if data.get(HASH_SESSION_KEY) != expected or is_over(data):
            continue
        ours = own[session.session_key]
        found.append(
            Line(
                pk=ours.pk,
                browser=browser_of(ours.user_agent),
                address=ours.ip,
                since=datetime.fromtimestamp(data[SINCE], UTC),
                seen=datetime.fromtimestamp(data[SEEN], UTC),
                current=session.session_key == request.session.session_key,
            )
        )
    return sorted(found, key=lambda line: (not line.current, -line.seen.timestamp()))


def browser_of(agent: str) -> str:
    """Name a browser and its system: enough to recognise one's own."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "")
    if not browser and re.search(r"Version/.*Safari", agent):
        browser = "Safari"
    system = next((name for name in SYSTEMS if name in agent), "")
    return ", ".join(part for part in (browser, system) if part) or _("unknown browser")


@require_safe
def own_sessions(request: HttpRequest) -> HttpResponse:
    """The page of one's sessions."""
    assert isinstance(request.user, User)
    return render(request, "access/sessions.html", {"sessions": lines(request, request.user)})


@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """End one session of one's own; the present one is ended by logging out."""
    found = UserSession.objects.filter(pk=pk, user_id=request.user.pk)
    found = found.exclude(session_key=request.session.session_key)
    session = found.first()
    if session is None:
        raise Http404
    session.end()
    return _ended(request, 1)


@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """End every session of one's own but the present one."""
    assert isinstance(request.user, User)
    return _ended(request, end_others(request, request.user))


def _ended(request: HttpRequest, count: int) -> HttpResponse:
    journal.record(actor=request.user, action="access.end_sessions", detail={"count": count})
    words = ngettext("%(count)s session is ended.", "%(count)s sessions are ended.", count)
    messages.success(request, words % {"count": count})
    return HttpResponseRedirect(reverse("own_sessions"))


# What was typed in a session that ended


def hold(request: HttpRequest, reader: str, page: str = "") -> bool:
    """Keep what a form sent too late, sealed, for the same reader; return whether it could be.

    `page`: where it is given back, the address it was sent to unless said otherwise. Never what an
    account page sent (a password), nor files.
    """
    from .adapter import sealer

    sent = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    small = sum(len(value) for _name, value in sent) <= MOST_HELD
    if request.FILES or not small or request.path.startswith(reverse("mfa_index")):
        return False
    path = page or request.get_full_path()
    text = json.dumps({"reader": reader, "path": path, "sent": sent})
    request.session[HELD] = sealer().encrypt(text.encode()).decode("ascii")
    return True


def held(request: HttpRequest) -> list[tuple[str, str]] | None:
    """What the reader sent to this address before the session ended, given back once."""
    from cryptography.fernet import InvalidToken

    from .adapter import sealer

    sealed = request.session.get(HELD)
    if not sealed or not request.user.is_authenticated:
        return None
    try:
        kept = json.loads(sealer().decrypt(sealed.encode("ascii"), ttl=HELD_FOR))
    except InvalidToken:
        kept = {}
    ours = kept.get("reader") == str(request.user.pk)
    if ours and kept["path"] != request.get_full_path():
        return None
    del request.session[HELD]
    return [(name, value) for name, value in kept["sent"]] if ours else None
