"""Every address, verb, reader and relation: who gets in, what leaves, what is written down.

G1, G2 and the matrix of G23 in one pass, each answer read for the words of every file: some six
thousand cells here, more than twenty thousand with
`FILROUGE_MATRIX=full .venv/bin/python -m pytest tests/secrecy/test_matrix.py`. What must be seen is
sabotaged below, and must be seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from filrouge.access import files
from filrouge.access.policy import ANYONE, declared_policy, policy
from filrouge.audit import journal
from filrouge.dossiers import finding, sections
from filrouge.dossiers.views import files as views
from filrouge.people import reading
from filrouge.people.models import Person
from tests.secrecy import files_world, oracle, walk, world
from tests.secrecy.files_world import World

CELLS = 20_000 if walk.FULL else 5_000


@pytest.fixture(scope="module")
def people(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world, gone after the module."""
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        transaction.atomic(using="keys"),
    ):
        yield files_world.build()
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="keys")


@pytest.fixture(scope="module")
def found(people: World) -> walk.Found:
    return walk.walk(people)


@pytest.mark.django_db
def test_every_cell_answers_what_was_written_by_hand(found: walk.Found) -> None:
    assert found.wrong == []
    assert found.cells >= CELLS, found.cells
    assert {200, 302, 403, 404, 405} <= set(found.statuses)
    assert found.statuses[200] >= CELLS / 10, "too few pages say something"


@pytest.mark.django_db
def test_no_word_of_a_file_reaches_a_reader_who_may_not_read_it(found: walk.Found) -> None:
    assert found.leaks == []
    unread = {*oracle.SAID["words"], *oracle.SAID["words_of_roles"]} - found.words
    assert unread == set(oracle.SAID["unread"]), "words that nobody read prove nothing"


@pytest.mark.django_db
def test_every_person_opened_is_in_the_journal(found: walk.Found) -> None:
    assert found.unwritten == []
    assert found.let <= set(oracle.SAID["records_let"])
    assert found.by_values <= set(oracle.SAID["reads_by_value"])


def test_every_address_says_its_verbs_and_whether_it_is_about_a_person() -> None:
    names = {place.name for place in world.all_pages()}
    for place in world.all_pages():
        oracle.group_of(place)
        declared = declared_policy(place.view)
        hidden = declared is not None and declared.hidden
        known = {*oracle.SAID["person_pages"], *oracle.SAID["hidden_otherwise"]}
        assert hidden == (place.name in known), f"say in oracle.toml whose page {place.name} is"
    assert set().union(*oracle.VERBS.values()) == names


# Sabotages: what a hurried change would do. Each must be seen by the walk.


def _set(module: Any, name: str, value: Any) -> Any:
    return lambda monkey: monkey.setattr(module, name, value)


def _silent(**_said: Any) -> None:
    return None


def _everybody(user: Any) -> Any:
    return Person.objects.order_by("number")


def _in_a_header(monkey: pytest.MonkeyPatch) -> None:
    plain = views.render

    def told(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        answer = plain(request, name, context)
        answer["X-Debug"] = ",".join(Person.objects.values_list("last_name", flat=True))
        return answer

    monkey.setattr(views, "render", told)


real_sections = sections.sections
real_open_to = files.open_to
SABOTAGES: dict[str, tuple[str, Any]] = {
    "a page forgets the rules": (
        "wrong",
        _set(reading, "compartments_open", lambda *_a, **_k: frozenset(files.Compartment)),
    ),
    "the list forgets the rules": ("leaks", _set(finding, "open_files", _everybody)),
    "every part is shown": (
        "leaks",
        _set(
            views.sections,
            "sections",
            lambda person, opened, user, shown=0: real_sections(
                person, frozenset(files.Compartment), user, shown
            ),
        ),
    ),
    "shared notes are shown": ("leaks", _set(sections, "with_strangers", lambda *_a: set())),
    "a name in a header": ("leaks", _in_a_header),
    "the journal is forgotten": ("unwritten", _set(journal, "record", _silent)),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", SABOTAGES)
def test_a_sabotage_is_seen(name: str, people: World, monkeypatch: pytest.MonkeyPatch) -> None:
    seen, sabotage = SABOTAGES[name]
    sabotage(monkeypatch)

    def some(cell: walk.Cell) -> bool:
        return cell.verb == "get" and cell.place.name in {"dossiers:file", "dossiers:list"}

    assert getattr(walk.walk(people, ["peer_worker"], some), seen)


@pytest.mark.django_db
def test_a_page_opened_to_everybody_is_seen(people: World, monkeypatch: pytest.MonkeyPatch) -> None:
    place = walk.by_name()["imports:list"]
    monkeypatch.setattr(place.view, "policy", policy(ANYONE)(lambda request: None).policy)
    with pytest.raises(AssertionError, match="disagree"):
        walk.walk(people, ["care_worker"], lambda cell: cell.place == place)


@pytest.mark.django_db
def test_a_view_without_its_guard_is_seen(people: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The declaration stays, what enforces it is gone."""
    monkeypatch.setattr("filrouge.access.policy.Policy.admits", lambda self, user: True)
    place = walk.by_name()["imports:list"]
    monkeypatch.setattr(oracle, "admitted", lambda place, reader: False)
    assert walk.walk(people, ["care_worker"], lambda cell: cell.place == place).wrong


@pytest.mark.django_db
def test_an_address_that_nobody_wrote_down_is_seen(
    people: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(oracle, "VERBS", {**oracle.VERBS, "safe": frozenset()})
    with pytest.raises(AssertionError, match="which verbs"):
        walk.walk(people, ["care_worker"], lambda cell: cell.place.name == "figures:year")
