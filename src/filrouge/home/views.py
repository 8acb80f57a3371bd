"""The home page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from filrouge.access.policy import LOGGED_IN, policy


@policy(LOGGED_IN)
def home(request: HttpRequest) -> HttpResponse:
    """Show what the reader most likely came for."""
    return render(request, "home/home.html")
