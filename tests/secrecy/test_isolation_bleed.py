"""Interleaved requests of readers of different doors over four connections: none sees another's.

1,000 requests here; `FILROUGE_ISOLATION=10000 .venv/bin/python -m tests.harness.postgres
.venv/bin/python -m pytest tests/secrecy/test_isolation_bleed.py` for the long form.
"""

from __future__ import annotations

import json
import os
import random
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from filrouge.access import files, isolation, middleware
from filrouge.access.compartments import Compartment
from filrouge.access.models import User
from filrouge.access.postgresql import base
from filrouge.access.postgresql.base import DatabaseWrapper
from tests.secrecy import isolated

ASKED = int(os.environ.get("FILROUGE_ISOLATION", "1000"))
CONNECTIONS = 4
THREADS = 8
ROLES = ("care_worker", "peer_worker", "housing_officer", "hf_director", "connect_officer", "")


def doors_of(role: str) -> frozenset[Compartment]:
    return files.DOORS.get(role, isolation.NOTHING)


@pytest.fixture
def four_connections(settings: Any) -> Iterator[None]:
    """The pages that forget to ask, on a pool of four connections."""
    settings.ROOT_URLCONF = "tests.secrecy.isolated"
    pool = connection.settings_dict["OPTIONS"]["pool"]
    before = dict(pool)
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    pool |= {"min_size": CONNECTIONS, "max_size": CONNECTIONS, "timeout": 120}
    yield
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    pool.clear()
    pool.update(before)


class Readers:
    """The clients of one thread, each logged in as a role (none for "")."""

    def __init__(self) -> None:
        self.clients = {role: self._client(role) for role in ROLES}

    @staticmethod
    def _client(role: str) -> Client:
        client = Client(raise_request_exception=False)
        if role:
            client.force_login(User.objects.get(username=f"{role}.bleed"))
        return client

    def ask(self, role: str, page: str) -> tuple[int, frozenset[str]]:
        """The status, and the models of which a row was shown; what is streamed is read late."""
        response: Any = self.clients[role].get(f"/forgot/{page}/")
        body = b"".join(response.streaming_content) if response.streaming else response.content
        return response.status_code, frozenset(json.loads(body) if page != "broken" else ())


def interleaved(number: int) -> tuple[Counter[str], list[str]]:
    """Ask `number` pages from eight threads; how many of each, and what was not as it must be."""
    local = threading.local()
    told: Counter[str] = Counter()
    wrong: list[str] = []
    drawn = random.Random(26)
    work = [(drawn.choice(ROLES), drawn.choice(isolated.PATHS)) for _ in range(number)]

    def one(asked: tuple[str, str]) -> None:
        if not hasattr(local, "readers"):
            local.readers = Readers()
            connection.close()
        role, page = asked
        status, shown = local.readers.ask(role, page)
        left = isolation.current()
        connection.close()
        told[f"{page} {status}"] += 1
        failed = page == "broken"
        wanted = frozenset() if failed else isolated.behind(doors_of(role))
        if (status, shown, left) != (500 if failed else 200, wanted, isolation.NOTHING):
            wrong.append(f"{role} {page} {status}: {sorted(shown ^ wanted)} {sorted(left)}")

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(one, work))
    return told, wrong


def populate() -> None:
    isolated.fill()
    for role in filter(None, ROLES):
        User.objects.create(username=f"{role}.bleed", role=role)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("four_connections")
def test_no_reader_sees_what_another_may() -> None:
    populate()
    told, wrong = interleaved(ASKED)
    assert wrong == []
    assert sum(told.values()) == ASKED
    assert len(told) == len(isolated.PATHS)


def _believes(self: DatabaseWrapper, told: Any, sql: str, params: Any, many: bool, to: Any) -> Any:
    """A connection that thinks that what it was told for somebody else holds for everybody."""
    wanted = isolation.setting()
    raw: Any = self.connection
    if wanted and not raw.execute("SELECT current_setting('filrouge.doors', true)").fetchone()[0]:
        raw.execute("SELECT set_config('filrouge.doors', %s, false)", [wanted])
    return told(sql, params, many, to)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("four_connections")
def test_a_connection_that_is_not_told_again_bleeds(monkeypatch: Any) -> None:
    populate()
    monkeypatch.setattr(DatabaseWrapper, "_tell_first", _believes)
    monkeypatch.setattr(base, "forget", lambda _connection: None)
    _told, wrong = interleaved(100)
    assert wrong


class NeverReset(middleware.Isolation):
    """The middleware without its way back."""

    def __call__(self, request: Any) -> Any:
        isolation._open.set(files.doors(request.user))
        return self.get_response(request)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("four_connections")
def test_a_middleware_that_puts_nothing_back_is_seen(monkeypatch: Any) -> None:
    populate()
    monkeypatch.setattr(middleware, "Isolation", NeverReset)
    _told, wrong = interleaved(100)
    assert wrong


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("four_connections")
def test_without_the_middleware_nobody_sees_anything(settings: Any) -> None:
    populate()
    name = "filrouge.access.middleware.Isolation"
    assert name in settings.MIDDLEWARE
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if one != name]
    _told, wrong = interleaved(100)
    assert all("200" in line or "500" in line for line in wrong)
    assert {line.split()[0] for line in wrong} == {role for role in ROLES if doors_of(role)}
