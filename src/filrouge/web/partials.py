"""Whole page or fragment: the same template gives both.

A template marks the fragment with ``{% partialdef name inline %}``; the address is the same, so
that what is shown can be sent to a colleague.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def fragment_asked(request: HttpRequest) -> str:
    """Return the id of the element htmx wants to fill, empty when the whole page is asked."""
    htmx = getattr(request, "htmx", None)
    return (htmx.target or "") if htmx else ""


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    fragments: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the page, or only the fragment that htmx asked for.

    ``fragments`` maps the id of an element to the template that fills it, usually
    ``"app/page.html#name"``. Anything else gets the whole page.
    """
    name = (fragments or {}).get(fragment_asked(request), template)
    response = render(request, name, dict(context), status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response
