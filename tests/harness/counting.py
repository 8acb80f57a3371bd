"""How many questions each page asks of the database, and how much it weighs."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

HEAVIEST = 150_000
"""Bytes of a page, before any compression."""


def counted(client: Any, pages: Mapping[str, str]) -> dict[str, int]:
    """The queries of each page, by its name, the fixed ones (session, account, journal) included.

    The first page of all is asked once before: what a program remembers from then on is no page's.
    """
    client.get(next(iter(pages.values())))
    found = {}
    for name, address in pages.items():
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
        assert response.status_code == 200, f"{name}: {response.status_code}"
        found[name] = len(asked)
    return found


def heavy(client: Any, pages: Mapping[str, str]) -> dict[str, int]:
    """The pages that weigh more than they may."""
    sizes = {name: len(client.get(address).content) for name, address in pages.items()}
    return {name: size for name, size in sizes.items() if size > HEAVIEST}


def not_asked(app: str, pages: Mapping[str, str]) -> set[str]:
    """The names of an app's addresses that none of these pages is."""
    patterns = import_module(f"filrouge.{app}.urls").urlpatterns
    seen = {resolve(address.partition("?")[0]).url_name for address in pages.values()}
    return {pattern.name for pattern in patterns} - seen
