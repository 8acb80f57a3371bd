"""What is asked of every request before its page: a session still open, a second factor set up.

And what the database may show it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from . import files, isolation, second_factor, sessions
from .compartments import Compartment
from .policy import ANYONE, declared_policy

type GetResponse = Callable[[HttpRequest], HttpResponseBase]


def has_cookie(request: HttpRequest) -> bool:
    """Whether the browser came with a session."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


class SessionLimits:
    """Ends a session that reached a limit, without losing what its reader was sending."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Without the cookie nobody is logged in: a public page stays one that anybody may keep.
        if has_cookie(request) and SESSION_KEY in request.session:
            if sessions.is_over(request.session):
                request.ended_reader = request.session[SESSION_KEY]  # type: ignore[attr-defined]
                logout(request)
                words = _("Your session ended for lack of activity: log in again to go on.")
                messages.info(request, words)
            else:
                sessions.note_activity(request.session)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        """Runs after the protection against forged requests: only what its reader sent is kept."""
        declared = declared_policy(view)
        if declared is None or declared.needs is ANYONE:
            return None
        reader = getattr(request, "ended_reader", None)
        if reader and request.method == "POST":
            htmx: Any = getattr(request, "htmx", None)
            if not htmx:
                return self._hold(request, reader)
            if getattr(view, "typed_here", False) and htmx.current_url_abs_path:
                return self._hold_draft(request, reader, htmx.current_url_abs_path)
        if request.method == "GET" and has_cookie(request) and sessions.HELD in request.session:
            sent = sessions.held(request)
            if sent is not None:
                response = render(request, "access/resume.html", {"sent": sent})
                add_never_cache_headers(response)
                return response
        return None

    def _hold_draft(self, request: HttpRequest, reader: str, page: str) -> HttpResponseBase | None:
        """A draft that a page was keeping: given back on that page, once logged in again."""
        if not sessions.hold(request, reader, page):
            return None
        back = urlencode({"next": page})
        return HttpResponseClientRedirect(f"{reverse('account_login')}?{back}")

    def _hold(self, request: HttpRequest, reader: str) -> HttpResponseBase | None:
        if not sessions.hold(request, reader):
            return None
        back = urlencode({"next": request.get_full_path()})
        return HttpResponseRedirect(f"{reverse('account_login')}?{back}")


class Isolation:
    """Lets the database show a request the compartments of its reader's role, and no other.

    What was seen before the request is put back after it, whatever happens in between; a visitor
    sees none. Finer rules, by relation, are those of `files.py`.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with isolation.doors(isolation.NOTHING):
            doors = files.doors(request.user) if has_cookie(request) else isolation.NOTHING
        with isolation.doors(doors):
            response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse) and not response.is_async:
            # Read after this has returned, a piece at a time.
            pieces = cast("Iterable[bytes]", response.streaming_content)
            response.streaming_content = _each_within(doors, pieces)
        return response


def _each_within(doors: frozenset[Compartment], pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces of an answer, each made with these doors; between two of them, as before."""
    left = iter(pieces)
    while True:
        with isolation.doors(doors):
            piece = next(left, None)
        if piece is None:
            return
        yield piece


class SecondFactorFirst:
    """Leads whoever may open a file, or manages accounts, to the page that adds a second factor.

    Looked at on each request: a role given a minute ago counts now.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if match is not None and match.view_name in second_factor.REACHABLE:
            return None
        if not has_cookie(request):
            return None
        if not second_factor.is_missing(request.user):
            return None
        address = reverse("second_factor")
        if getattr(request, "htmx", False):
            return HttpResponseClientRedirect(address)
        return HttpResponseRedirect(address)
