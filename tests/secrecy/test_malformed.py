"""Requests that no honest browser sends: refused or ignored, never an error (G14)."""

from __future__ import annotations

import os
import random
import re
from typing import Any

import pytest
from django.http import HttpRequest

from tests.secrecy import fuzz, world
from tests.secrecy.test_edges import changed

REQUESTS = int(os.environ.get("FILROUGE_MALFORMED", "400"))
"""The long form: FILROUGE_MALFORMED=100000."""
ENDS_A_SESSION = {"account_logout", "account_change_password", "end_session", "end_other_sessions"}


def errors(requests: int, seed: int) -> dict[str, str]:
    """What answered 500, and how it was asked; the first of each page."""
    chance = random.Random(seed)
    places = [place for place in world.all_pages() if place.name not in ENDS_A_SESSION]
    readers = [world.reader(role) for role in (world.VISITOR, *world.ROLES)]
    urls = {place.name: world.address(place) for place in places}
    fields = {place.name: _fields(urls[place.name], readers) for place in places}
    found: dict[str, str] = {}
    for number in range(requests):
        place, client = chance.choice(places), chance.choice(readers)
        url = fuzz.path_of(place, urls[place.name], chance)
        response = fuzz.send(client, url, chance, fields[place.name])
        if response.status_code >= 500 and place.name not in found:
            found[place.name] = f"request {number}: {url} {response.request.get('QUERY_STRING')}"
        response.close()
    return found


def _fields(url: str, readers: list[Any]) -> tuple[str, ...]:
    """Names of the fields that the page shows to any reader, and those that pages often take."""
    shown: set[str] = set()
    for client in readers:
        response = client.get(url)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            shown |= set(re.findall(r'\bname="([^"]+)"', response.content.decode()))
        response.close()
    return tuple(sorted(shown - {"csrfmiddlewaretoken"})) * 2 + fuzz.NAMES


@pytest.mark.django_db
def test_nothing_malformed_is_an_error() -> None:
    world.build()
    assert errors(REQUESTS, seed=20241122) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("role", [world.VISITOR, "support_worker"])
def test_a_megabyte_is_refused_and_nothing_of_it_is_kept(role: str) -> None:
    client = world.reader(role)
    before = world.census()
    for place in world.all_pages():
        if place.name in ENDS_A_SESSION or place.name == "account_login":
            continue
        response = client.post(place.url, {"name": "é" * 1_000_000, "body": "x" * 1_000_000})
        assert response.status_code < 500, place.name
    del before["reports_draft"]
    assert changed(before, world.census()) == {}


@pytest.mark.django_db
def test_a_page_that_trusts_a_number_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sabotage: every page reads a number without looking at it."""

    def trusting(_self: Any, request: HttpRequest) -> None:
        int(request.GET.get("page", "1"))

    monkeypatch.setattr("django.middleware.common.CommonMiddleware.process_request", trusting)
    assert errors(300, seed=1)
