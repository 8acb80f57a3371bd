"""What every page knows about its reader: rights and the navigation they open."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from filrouge.web import navigation

from .policy import Capability, can


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor of every page.

    ``can`` maps each capability to yes or no (``{% if can.view_care %}``); ``nav`` holds the
    entries open to the reader; ``organisation`` and ``demo`` come from the settings.
    """
    user = getattr(request, "user", None)
    rights = {
        capability.value: user is not None and can(user, capability) for capability in Capability
    }
    return {
        "can": rights,
        "nav": navigation.menu(rights, request.path),
        "organisation": getattr(settings, "FILROUGE_ORGANISATION", ""),
        "demo": getattr(settings, "FILROUGE_DEMO", False),
    }
