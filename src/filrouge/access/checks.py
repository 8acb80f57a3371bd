"""Start-up refusals: every view declares its policy, every model about persons its compartment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, URLResolver, get_resolver

from .policy import declared_policy
from .row_security import undeclared

UNDECLARED = "access.E001"
NO_COMPARTMENT = "access.E002"


def every_pattern(
    resolver: URLResolver | None = None, prefix: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Yield ``(route, pattern)`` for every address, however deeply included."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from every_pattern(entry, route)
        else:
            yield route, entry


def undeclared_routes(resolver: URLResolver | None = None) -> list[str]:
    """Return the routes whose view declares no policy, sorted."""
    return sorted(
        route
        for route, pattern in every_pattern(resolver)
        if declared_policy(pattern.callback) is None
    )


@register()
def check_every_view_declares_a_policy(
    app_configs: Sequence[Any] | None = None, **_kwargs: Any
) -> list[CheckMessage]:
    """Django system check: one error per address without a policy."""
    return [
        Error(
            f"The view behind “{route}” declares no policy.",
            hint="Decorate it with filrouge.access.policy.policy(...).",
            id=UNDECLARED,
        )
        for route in undeclared_routes()
    ]


@register()
def check_every_nominative_model_has_a_compartment(
    app_configs: Sequence[Any] | None = None, **_kwargs: Any
) -> list[CheckMessage]:
    """Django system check: one error per model that leads to a person without a compartment."""
    return [
        Error(
            f"The model “{label}” leads to a person and has no compartment.",
            hint="Give it one in filrouge.access.compartments.TABLES.",
            id=NO_COMPARTMENT,
        )
        for label in undeclared()
    ]


def refuse_undeclared_views() -> None:
    """Stop a server that starts without running Django's checks.

    Raises ``ImproperlyConfigured`` naming the addresses at fault.
    """
    routes = undeclared_routes()
    if routes:
        raise ImproperlyConfigured(f"No policy declared for: {', '.join(routes)}")
