"""Too big a body is refused on its announced length, before anything of it is read.

Reading the protection against forged requests already reads the whole body, files included: the
announced length is looked at before. A body that announces none is read as empty, and one that
lies is read no further than it said.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

MEGA = 1024 * 1024
ROOM = MEGA
"""For what a form says beside its files."""


def body_at_most[**P](
    megabytes: Callable[[], int],
) -> Callable[[Callable[P, HttpResponseBase]], Callable[P, HttpResponseBase]]:
    """Declare that a view takes files: how many megabytes in all."""

    def declare(view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
        view.body_at_most = megabytes  # type: ignore[attr-defined]
        return view

    return declare


class BoundedBodies:
    """Stands before the protection against forged requests, which reads the body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        """Answer 413 when more is announced than the view takes."""
        declared = getattr(view, "body_at_most", None)
        limit = declared() * MEGA if declared else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        announced = request.META.get("CONTENT_LENGTH") or "0"
        known = announced.isascii() and announced.isdigit() and len(announced) < 16
        if known and int(announced) <= limit + ROOM:
            return None
        context = {"limit": limit // MEGA, "back": request.path}
        return render(request, "web/too_big.html", context, status=413)
