"""Every address of the product, ready to be asked for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from filrouge.access.policy import ROLES

ORACLE = tomllib.loads(Path(__file__).with_name("oracle.toml").read_text(encoding="utf-8"))

A_PAGE = "/rapports/"
"""A page of the product that every account with a role reads, with records and without."""

ARGUMENTS: dict[str, Any] = {
    "slug": "2024",
    "id_": "hf.tenants.followed",
    "programme": "housing_first",
    "pk": 1,
    "kind_slug": "demandes",
    "uidb36": "1",
    "key": "unknown-key",
    "kind": "pdf",
    "number": 1,
    "code": "introduction",
    "year": 2024,
    "month": 3,
    "subject": "network",
    "about": 1,
    "letter": "rappel",
    "ending": "pdf",
    "secret": "unknown-secret",
    "handout": "00000000-0000-4000-8000-000000000002",
    "seal": "00000000-0000-4000-8000-000000000001",
}
"""A value for each argument of an address; a new argument is added here."""


@dataclass(frozen=True)
class Page:
    """One address: its name, its route and its view."""

    name: str
    route: str
    view: Any

    @property
    def url(self) -> str:
        """The address with example arguments."""
        return reverse(self.name, kwargs=arguments_of(self.route, ARGUMENTS))


def pages(resolver: URLResolver | None = None, names: str = "", route: str = "") -> Iterator[Page]:
    """Yield every page the resolver reaches."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inside = f"{names}{entry.namespace}:" if entry.namespace else names
            yield from pages(entry, inside, here)
        elif isinstance(entry, URLPattern):
            yield Page(f"{names}{entry.name}", here, entry.callback)


def arguments_of(route: str, known: Mapping[str, Any]) -> dict[str, Any]:
    """A value for each argument of a route; a key is a word in one address, a number in another."""
    names = re.findall(r"<(?:(\w+):)?(\w+)>|\?P<(\w+)>", route)
    found = {first or second: (kind, known[first or second]) for kind, first, second in names}
    return {
        name: 1 if kind == "int" and not isinstance(value, int) else value
        for name, (kind, value) in found.items()
    }


def allowed_by_oracle(name: str) -> frozenset[str] | None:
    """Roles that may open a page, visitors as an empty word; nothing when nobody wrote it down."""
    everyone = frozenset(ROLES)
    if name in ORACLE["public"]:
        return everyone | {""}
    if name in ORACLE["everyone"] or name in ORACLE["every_role"]:
        return everyone
    roles = ORACLE["only"].get(name)
    return None if roles is None else frozenset(roles)
