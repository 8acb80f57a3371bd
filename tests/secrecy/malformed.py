"""So many malformed requests to every page by every reader, and what they left behind."""

from __future__ import annotations

import os
import random
import re
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections

from filrouge.access.policy import ROLES
from tests.secrecy import fuzz, world
from tests.secrecy.test_edges import changed

ENDS_A_SESSION = {"account_logout", "account_change_password", "end_session", "end_other_sessions"}
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b", re.IGNORECASE)
OF_THE_READER = {
    "access_attempts",
    "django_session",
    "usersessions_usersession",
    "audit_journalentry",
    "audit_journalperson",
}
"""Tables where a refusal is itself written down."""


@dataclass
class Tally:
    """What went wrong, and how it was asked; the first of each page."""

    errors: dict[str, str] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    """Requests refused that left a row or a file."""
    refused: int = 0
    slowest: float = 0.0
    """Seconds of processor."""
    slowest_page: str = ""
    grown: float = 0.0
    """Megabytes that the process grew by after the first third of the requests."""


def run(
    requests: int,
    seed: int,
    say: Callable[[str], None] = lambda _line: None,
    roles: Sequence[str] = (world.VISITOR, *ROLES),
) -> Tally:
    """Ask, and look after each answer."""
    chance = random.Random(seed)
    places = [place for place in world.all_pages() if place.name not in ENDS_A_SESSION]
    readers = [world.reader(role) for role in roles]
    urls = {place.name: world.address(place) for place in places}
    fields = {place.name: _fields(urls[place.name], readers) for place in places}
    tally = Tally()
    rows, stored, at_a_third = world.census(), files(), memory()
    for number in range(requests):
        place, client = chance.choice(places), chance.choice(readers)
        url = fuzz.path_of(place, urls[place.name], chance)
        with writing() as written:
            start = time.process_time()
            response = fuzz.send(client, url, chance, fields[place.name])
            took = time.process_time() - start
        status = response.status_code
        asked = f"request {number}: {url} {response.request.get('QUERY_STRING')} {status}"
        world.let_go(response)
        if status >= 500 and place.name not in tally.errors:
            tally.errors[place.name] = asked
            say(asked)
        if took > tally.slowest:
            tally.slowest, tally.slowest_page = took, asked
        if written:
            before, rows = rows, world.census()
            if status >= 400 and (more := set(changed(before, rows)) - OF_THE_READER):
                tally.kept.setdefault(place.name, f"{asked} {sorted(more)}")
        if status >= 400:
            tally.refused += 1
            if files() != stored:
                tally.kept.setdefault(place.name, f"{asked} a file")
        stored = files()
        if number == requests // 3:
            at_a_third = memory()
        if number % 1_000 == 999:
            say(f"{number + 1} requests, {memory() - at_a_third:.0f} MB, {tally}")
    tally.grown = memory() - at_a_third
    return tally


@contextmanager
def writing() -> Iterator[list[str]]:
    """The statements that may have changed a row."""
    written: list[str] = []

    def watch(execute: Any, sql: str, *rest: Any) -> Any:
        if WRITES.match(sql):
            written.append(sql)
        return execute(sql, *rest)

    with ExitStack() as stack:
        for alias in connections:
            stack.enter_context(connections[alias].execute_wrapper(watch))
        yield written


def files() -> int:
    """How many files the product keeps, being sent included."""
    folders = {Path(settings.MEDIA_ROOT), Path(settings.FILE_UPLOAD_TEMP_DIR)}
    return sum(len(inside) for folder in folders for _at, _below, inside in os.walk(folder))


def memory() -> float:
    """Megabytes at the highest so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _fields(url: str, readers: list[Any]) -> tuple[str, ...]:
    """Names of the fields that the page shows to any reader, and those that pages often take."""
    shown: set[str] = set()
    for client in readers:
        response = client.get(url)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            shown |= set(re.findall(r'\bname="([^"]+)"', response.content.decode()))
        world.let_go(response)
    return tuple(sorted(shown - {"csrfmiddlewaretoken"})) * 2 + fuzz.NAMES
