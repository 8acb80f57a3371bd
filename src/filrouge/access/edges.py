"""What every answer carries, whoever made it: a page, a refusal, an error, a download."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers


class NotKept:
    """No browser nor proxy keeps an answer, except those that say themselves that anybody may.

    Stands before every other middleware: refusals and errors are covered too. What is public says
    so with `Cache-Control: public` (published reports, style sheets); all the rest is behind a
    log-in, leads to it, or is a form.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        said = response.headers.get("Cache-Control", "")
        if "public" not in said and "no-store" not in said:
            add_never_cache_headers(response)
        return response
