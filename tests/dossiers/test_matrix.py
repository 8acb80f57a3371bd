"""Pages of a file, every role and relation through HTTP, against the table written by hand.

Each field of the files holds a word found nowhere else: no page shows one whose compartment the
reader may not open. Sabotaged views must be noticed by the very same look.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils.html import escape

from filrouge.access import files
from filrouge.access.files import Compartment
from filrouge.access.models import User
from filrouge.access.policy import ROLES
from filrouge.dossiers import finding, sections, words
from filrouge.dossiers.views import files as views
from filrouge.people import reading
from filrouge.people.models import Person
from tests.access.relations import RELATIONS, TEAM
from tests.dossiers import lives
from tests.dossiers.conftest import Logged
from tests.harness.client import StrictClient

pytestmark = pytest.mark.django_db
C = Compartment
ORACLE = tomllib.loads(
    (Path(__file__).parents[1] / "access" / "files_oracle.toml").read_text("utf-8")
)
LETTERS = {
    "i": C.IDENTITY,
    "h": C.HOUSING,
    "m": C.MONEY,
    "p": C.PSYCHOSOCIAL,
    "s": C.HEALTH,
    "e": C.PEER,
}
PAGES = ("file", "access", "log")
CANARY = lives.WORD


def expected(role: str, relation: str) -> frozenset[Compartment]:
    return frozenset(LETTERS[letter] for letter in ORACLE.get(role, {}).get(relation, ""))


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, int]]:
    """A person for each relation, with one record of each kind; gone after the module."""
    with django_db_blocker.unblock(), transaction.atomic(), transaction.atomic(using="keys"):
        people = {}
        for number, name in enumerate(RELATIONS, start=1):
            who = lives.person(number)
            lives.records(who)
            people[name] = who.pk
        yield people
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="keys")


def related(role: str, world: dict[str, int]) -> User:
    user = User.objects.create(username=f"merle.{role or 'none'}", role=role, teams=f";{TEAM};")
    for name, makers in RELATIONS.items():
        for make in makers:
            make(user, Person.objects.get(pk=world[name]))
    return user


def look(client: StrictClient, role: str, world: dict[str, int]) -> str:
    """The first thing that is not as written by hand; empty when all is."""
    for name, pk in world.items():
        opened = expected(role, name)
        for page in PAGES:
            answer = client.get(reverse(f"dossiers:{page}", args=[pk]))
            if answer.status_code != (200 if opened else 404):
                return f"{role} {name} {page}: {answer.status_code}"
            if fault := _wrong(answer.content.decode(), pk, opened, page):
                return f"{role} {name} {page}: {fault}"
    return _lists(client, role, world)


def _wrong(text: str, pk: int, opened: frozenset[Compartment], page: str) -> str:
    number = Person.objects.values_list("number", flat=True).get(pk=pk)
    allowed = {word for word, one in lives.canaries(number).items() if one in opened}
    seen = set(CANARY.findall(text))
    if seen - allowed:
        return f"shows {sorted(seen - allowed)}"
    if page == "file" and opened and allowed - seen:
        return f"hides {sorted(allowed - seen)}"
    if page == "file":
        for one, kinds in lives.KINDS.items():
            told = [
                f'<span class="kind">{escape(words.KINDS[kind])}</span>' in text for kind in kinds
            ]
            if set(told) != {one in opened}:
                return f"{one} is not as it should"
    return ""


def _lists(client: StrictClient, role: str, world: dict[str, int]) -> str:
    numbers = dict(Person.objects.values_list("pk", "number"))
    open_ones = {name for name in world if expected(role, name)}
    for address, sent, wanted in (
        ("list", None, open_ones),
        ("search", {"letters": "zqlast"}, {n for n in open_ones if "restricted" not in n}),
    ):
        url = reverse(f"dossiers:{address}")
        answer = client.post(url, sent) if sent else client.get(f"{url}?n=100")
        if answer.status_code != (200 if role in ORACLE else 403):
            return f"{role} {address}: {answer.status_code}"
        shown = set(CANARY.findall(answer.content.decode()))
        names = {lives.canary(f, numbers[world[n]]) for n in wanted for f in ("first", "last")}
        if role in ORACLE and shown != names:
            return f"{role} {address}: {sorted(shown ^ names)}"
        if shown and role not in ORACLE:
            return f"{role} {address}: shows {sorted(shown)}"
    return ""


@pytest.mark.parametrize("role", [*ROLES, "", "unknown"])
def test_pages_show_what_was_written_by_hand(
    role: str, world: dict[str, int], logged: Logged
) -> None:
    assert look(logged(related(role, world)), role, world) == ""


# Sabotage: what a hurried change would do to the views.


def _set(module: Any, name: str, value: Any) -> Any:
    return lambda monkey: monkey.setattr(module, name, value)


SABOTAGES: dict[str, Any] = {
    "the list forgets the rules": _set(
        finding, "open_files", lambda user: Person.objects.order_by("number")
    ),
    "the search finds restricted files": _set(
        finding,
        "found",
        lambda user, letters: list(finding.open_files(user).values_list("pk", flat=True)),
    ),
    "a page forgets the rules": _set(
        reading, "compartments_open", lambda user, pk, now: frozenset(Compartment)
    ),
    "a page shows every compartment": _set(
        views.sections,
        "sections",
        lambda person, opened, user, shown=0: real_sections(person, frozenset(C), user, shown),
    ),
    "health is shown as psychosocial": lambda monkey: monkey.setattr(
        sections, "held", _held_together
    ),
    "a page shows identity only": _set(
        views.sections,
        "sections",
        lambda person, opened, user, shown=0: real_sections(
            person, opened & {C.IDENTITY}, user, shown
        ),
    ),
    "recusals are forgotten": _set(files, "_closed", lambda user: files.Q(pk__in=[])),
    "teams open restricted files": lambda monkey: monkey.setattr(
        files,
        "RULES",
        [replace(r, personal=True) if r.code == "team" else r for r in files.RULES],
    ),
}
real_sections = sections.sections
real_held = sections.held


def _held_together() -> Any:
    found = dict(real_held())
    found[C.PSYCHOSOCIAL] = found[C.PSYCHOSOCIAL] + found[C.HEALTH]
    return found


HELD_BY_THE_DATABASE = frozenset({"health is shown as psychosocial"})


@pytest.mark.parametrize("name", SABOTAGES)
def test_a_sabotaged_view_is_noticed(
    name: str, world: dict[str, int], logged: Logged, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = logged(related("peer_worker", world))
    SABOTAGES[name](monkeypatch)
    noticed = bool(look(client, "peer_worker", world))
    # There the rows themselves stay closed: the sabotage shows nothing.
    assert noticed is not (connection.vendor == "postgresql" and name in HELD_BY_THE_DATABASE)
