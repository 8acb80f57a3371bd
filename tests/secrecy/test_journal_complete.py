"""Persons opened are persons written down, wherever a reader goes; no journal, no name (G23).

The matrix is walked in `test_matrix.py`; here readers follow links at random. The long form:
`FILROUGE_STEPS=10000 .venv/bin/python -m pytest tests/secrecy/test_journal_complete.py`.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.urls import reverse

from filrouge.audit import chain, journal
from filrouge.people.models import Person
from tests.secrecy import files_world, oracle, walk, world
from tests.secrecy.canaries import Finder, everything
from tests.secrecy.files_world import World
from tests.secrecy.watch import Watch, names_somebody, watching

STEPS = int(os.environ.get("FILROUGE_STEPS", "500"))
SEED = int(os.environ.get("FILROUGE_SEED", "1"))
LINK = re.compile(r'(?:href|action)="(/[^"#]*)"')
WALKERS = ("care_worker", "peer_worker", "housing_officer", "hf_director", "reporting_officer")
OUT = ("/static/", "/compte/deconnexion/", "/compte/langue/")


@pytest.fixture(scope="module")
def people(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world, gone after the module."""
    with django_db_blocker.unblock(), transaction.atomic(), transaction.atomic(using="keys"):
        yield files_world.build()
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="keys")


def step(client: Client, role: str, address: str, seen: Watch, finder: Finder) -> tuple[str, str]:
    """Open a page: its text, and what is wrong with it."""
    seen.clear()
    answer = client.get(address)
    body = world.body(answer)
    text = everything(answer, body)
    missing = seen.missing(walk.LET)
    shown = [one for one in finder.found(text) if not oracle.may_read(role, *one)]
    fault = f"{role} {address}: {len(missing)} unwritten, shown {shown}" if missing or shown else ""
    if answer.status_code >= 500:
        fault = f"{role} {address}: {answer.status_code}"
    return text, fault


def wander(people: World, steps: int) -> list[str]:
    """Follow links at random, from the home page and from files; every fault met."""
    chance, faults = random.Random(SEED), []
    finder = Finder()
    with watching() as seen:
        for role in WALKERS:
            with files_world.reading(role, people) as (client, _user):
                here = "/"
                for _place in range(steps // len(WALKERS)):
                    text, fault = step(client, role, here, seen, finder)
                    faults += [fault] if fault else []
                    links = [one for one in LINK.findall(text) if not one.startswith(OUT)]
                    if chance.random() < 0.2 or not links:
                        key = chance.choice(list(people.people.values()))
                        links = ["/", "/personnes/", f"/personnes/{key}/"]
                    here = chance.choice(links).replace("&amp;", "&")
    return faults


@pytest.mark.django_db
def test_wherever_a_reader_goes(people: World) -> None:
    assert wander(people, STEPS) == []


@pytest.mark.django_db
def test_a_page_that_forgets_the_journal_is_met(
    people: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "record", lambda **_said: None)
    assert wander(people, 50)


def opening_pages(people: World) -> list[tuple[str, str, dict[str, str]]]:
    """Every page that opens persons: verb, address, what is sent."""
    key = people.people["link"]
    pages = [("get", reverse(name, args=[key]), {}) for name in oracle.SAID["person_pages"]]
    pages += [("get", reverse(name), {}) for name in ("dossiers:list", "dossiers:reviews")]
    pages += [
        ("get", reverse("figures:records", args=[walk.YEAR, id_]), {})
        for id_ in ("hf.tenants.followed", "hf.encounters.home_visits", "hf.symptoms.depression")
    ]
    pages.append(("post", reverse("dossiers:search"), {"letters": "zqlast"}))
    act = reverse("dossiers:access", args=[key])
    pages.append(("post", act, {"act": "recuse"}))
    return pages


def refused(people: World) -> list[str]:
    """Pages that answer otherwise than by an honest 503 without a word of anybody."""
    faults, finder = [], Finder()
    with files_world.reading("hf_director", people) as (client, _user):
        for verb, address, sent in opening_pages(people):
            with transaction.atomic():
                assert getattr(client, verb)(address, sent).status_code in {200, 302}, address
                transaction.set_rollback(True)
        for verb, address, sent in opening_pages(people):
            with transaction.atomic(), no_journal():
                answer = getattr(client, verb)(address, sent)
                transaction.set_rollback(True)
            words = finder.found(everything(answer, answer.content))
            honest = answer.status_code == 503 and "journal" in answer.content.decode()
            if words or not honest:
                faults.append(f"{verb} {address}: {answer.status_code} {words}")
    return faults


class no_journal:
    """The database takes no line any more: a full disk, a table taken away."""

    def __enter__(self) -> None:
        self.patch = pytest.MonkeyPatch()

        def full(*_arguments: Any) -> None:
            raise OperationalError("database or disk is full")

        self.patch.setattr(chain, "extend", full)

    def __exit__(self, *_error: Any) -> None:
        self.patch.undo()


@pytest.mark.django_db
def test_without_journal_nothing_leaves(people: World) -> None:
    assert refused(people) == []


@pytest.mark.django_db
def test_a_journal_that_fails_open_is_seen(people: World, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = journal.record

    def careless(**said: Any) -> Any:
        try:
            return plain(**said)
        except journal.NoJournal:
            return None

    monkeypatch.setattr(journal, "record", careless)
    assert refused(people)


@pytest.mark.django_db
def test_names_read_by_a_raw_cursor_are_seen(people: World) -> None:
    with watching() as seen:
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM people_person")
        list(Person.objects.values_list("last_name", flat=True))
        assert seen.by_values == {"outside"}
        assert not seen.persons
    assert names_somebody("SELECT last_name FROM people_person")
    assert not names_somebody("SELECT COUNT(*) FROM people_person")
