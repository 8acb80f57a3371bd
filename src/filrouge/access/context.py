"""What every page knows about its reader: rights and the navigation they open."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from filrouge.web import navigation

from .policy import ROLES, Capability, can


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor of every page.

    ``can`` maps each capability to yes or no (``{% if can.view_care %}``), ``nav`` holds the
    entries open to the reader, ``bar`` those of a phone's bar, ``search_url`` the page that
    searches figures, ``find_url`` the quick search of whoever opens files.
    """
    user = getattr(request, "user", None)
    rights = {
        capability.value: user is not None and can(user, capability) for capability in Capability
    }
    nav = navigation.menu(rights, request.path)
    return {
        "can": rights,
        "nav": nav,
        "bar": navigation.bar(nav),
        "search_url": _search_url() if rights[Capability.VIEW_FIGURES] else "",
        "find_url": _address("daily:find") if rights[Capability.VIEW_IDENTITY] else "",
        "organisation": settings.FILROUGE_ORGANISATION,
        "demo_accounts": _demo_accounts() if settings.FILROUGE_DEMO else (),
    }


def _search_url() -> str:
    """Return the address that takes ``?q=``, empty when figures are not installed."""
    return _address("figures:latest")


def _address(name: str) -> str:
    """Return an address, empty when its app is not installed."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@cache
def _demo_accounts() -> tuple[dict[str, Any], ...]:
    """Return the demonstration's accounts for the log-in page.

    The demonstration lies above this app: it is reached by the module the settings name.
    """
    demo = import_module(settings.FILROUGE_DEMO_ACCOUNTS)
    return tuple(
        {
            "username": account.username,
            "password": demo.PASSWORD,
            "role_label": ROLES[account.role].label,
        }
        for account in demo.ACCOUNTS
    )
