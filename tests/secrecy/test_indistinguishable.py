"""A closed file and an absent one: the same bytes, the same questions, the same time (G3).

The time is measured on demand, machines being what they are:
`FILROUGE_PAIRS=500 .venv/bin/python -m pytest tests/secrecy/test_indistinguishable.py`. What is the
same each time is the number of questions asked of the database, and that is asserted always.
"""

from __future__ import annotations

import gzip
import os
import re
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from filrouge.access.models import BreakGlass
from filrouge.dossiers import finding
from filrouge.dossiers.views.access import ACTS
from filrouge.people import reading
from filrouge.people.models import Person
from tests.dossiers import lives
from tests.secrecy import files_world, oracle, walk
from tests.secrecy.files_world import ABSENT, NUMBERS, World

PAIRS = int(os.environ.get("FILROUGE_PAIRS", "0"))
TOKEN = re.compile(rb'csrfmiddlewaretoken" value="\w+"|x-csrftoken": "\w+"')
KEY = re.compile(r"(?<=/personnes/)\d+")
ROLES = ("care_worker", "peer_worker", "housing_officer", "hf_director")
OF_THE_MOMENT = {"Content-Length", "Expires"}
"""The padded length, the second of the answer."""
RECUSED = ("recused", "recused_with_link", "blocked", "blocked_with_link", "break_glass_recused")


@pytest.fixture(scope="module")
def people(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world, gone after the module."""
    with django_db_blocker.unblock(), transaction.atomic(), transaction.atomic(using="keys"):
        yield files_world.build()
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="keys")


@pytest.fixture
def _still() -> Iterator[None]:
    """One moment: after a minute a session notes that it is alive, whatever the page, and asks
    three questions more; two answers compared must not stand on both sides of it."""
    with time_machine.travel(datetime.now(UTC), tick=False):
        yield


def told(client: Client, verb: str, address: str, sent: Any = None) -> tuple[Any, ...]:
    """All that somebody outside can tell of an answer: status, headers, bytes, questions asked.

    What changes from one answer to the next of the same page is set aside: the padding against
    BREACH, the token of forms, the key that was asked for.
    """
    packed = {"HTTP_ACCEPT_ENCODING": "gzip"}
    with CaptureQueriesContext(connection) as asked, transaction.atomic():
        answer = getattr(client, verb)(address, sent, **packed)
        transaction.set_rollback(True)
    body = answer.content
    if answer.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    headers = {name: value for name, value in answer.headers.items() if name not in OF_THE_MOMENT}
    headers["Location"] = KEY.sub("", headers.get("Location", ""))
    return answer.status_code, sorted(headers.items()), TOKEN.sub(b"", body), len(asked)


def closed(role: str) -> list[str]:
    return [name for name in NUMBERS if not oracle.opened(role, name)]


@pytest.mark.django_db
@pytest.mark.usefixtures("_still")
@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_file_and_every_act(role: str, people: World) -> None:
    """Each relation that opens nothing, each page, each verb, each act."""
    pairs = 0
    with files_world.reading(role, people) as (client, _user):
        for page in oracle.SAID["person_pages"]:
            acts = [("post", {"act": act}) for act in ACTS] if page == "dossiers:access" else []
            for verb, sent in (*((verb, None) for verb in walk.VERBS), *acts):
                absent = told(client, verb, reverse(page, args=[ABSENT]), sent)
                for relation in closed(role):
                    address = reverse(page, args=[people.people[relation]])
                    assert told(client, verb, address, sent) == absent, (page, verb, relation)
                    pairs += 1
    assert pairs > 100


@pytest.mark.django_db
@pytest.mark.usefixtures("_still")
@pytest.mark.parametrize("role", ROLES)
def test_the_search_finds_a_closed_file_like_nobody(role: str, people: World) -> None:
    search = reverse("dossiers:search")
    with files_world.reading(role, people) as (client, _user):
        names = [(lives.canary("last", NUMBERS[one]), one) for one in closed(role)]
        for name, relation in names:
            nobody = "Q" + name[1:]
            found = told(client, "post", search, {"letters": name})
            absent = told(client, "post", search, {"letters": nobody})
            assert found[3] == absent[3], relation
            assert found[2].replace(name.encode(), b"") == absent[2].replace(nobody.encode(), b"")


@pytest.mark.django_db
@pytest.mark.usefixtures("_still")
@pytest.mark.parametrize("role", ROLES)
def test_no_list_and_no_count_changes_with_a_closed_file(role: str, people: World) -> None:
    with files_world.reading(role, people) as (client, _user):
        before = told(client, "get", reverse("dossiers:list"))
        with transaction.atomic():
            lives.person(NUMBERS["none"] + 150)
            assert told(client, "get", reverse("dossiers:list")) == before
            transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.usefixtures("_still")
def test_a_number_that_is_closed_opens_like_one_that_leads_nowhere(people: World) -> None:
    address = reverse("dossiers:break_glass")
    with files_world.reading("care_worker", people) as (client, user):
        assert user is not None
        BreakGlass.objects.filter(worker=user).delete()
        reason = "Appel des urgences, la personne est inconsciente."
        for relation in RECUSED:
            answers = []
            for number in (NUMBERS[relation], 7_999_999):
                said = told(client, "post", address, {"number": number, "reason": reason})
                answers.append((said[0], said[2].replace(str(number).encode(), b""), said[3]))
            assert answers[0] == answers[1], relation


@pytest.mark.skipif(not PAIRS, reason="timing on demand: FILROUGE_PAIRS=500")
@pytest.mark.django_db
def test_both_take_the_same_time(people: World) -> None:
    """Pairs in turn, the first one drawn in turn too; medians and a Mann-Whitney test."""
    from scipy.stats import mannwhitneyu

    times: dict[bool, list[float]] = {True: [], False: []}
    with files_world.reading("care_worker", people) as (client, _user):
        names = closed("care_worker")
        for place in range(PAIRS + 20):
            relation = names[place % len(names)]
            order = (True, False) if place % 2 else (False, True)
            for there in order:
                key = people.people[relation] if there else ABSENT
                start = time.process_time()
                client.get(f"/personnes/{key}/")
                if place >= 20:
                    times[there].append(time.process_time() - start)
    ratio = statistics.median(times[True]) / statistics.median(times[False])
    chance = mannwhitneyu(times[True], times[False]).pvalue
    print(f"{PAIRS} pairs: ratio of medians {ratio:.3f}, p = {chance:.3f}")
    assert 0.9 <= ratio <= 1.1


# Sabotages.


def _looks_first(monkey: pytest.MonkeyPatch) -> None:
    plain = reading.compartments_open

    def curious(user: Any, pk: int, now: Any) -> Any:
        Person.objects.filter(pk=pk).select_related("referrer").first() and list(
            Person.objects.filter(pk=pk)
        )
        return plain(user, pk, now=now)

    monkey.setattr(reading, "compartments_open", curious)


def _says_refused(monkey: pytest.MonkeyPatch) -> None:
    from django.core.exceptions import PermissionDenied

    plain = reading.compartments_open

    def open_or_refused(user: Any, pk: int, now: Any) -> Any:
        found = plain(user, pk, now=now)
        if not found and Person.objects.filter(pk=pk).exists():
            raise PermissionDenied
        return found

    monkey.setattr(reading, "compartments_open", open_or_refused)


@pytest.mark.django_db
@pytest.mark.parametrize("sabotage", [_looks_first, _says_refused])
def test_a_page_that_tells_them_apart_is_seen(
    sabotage: Any, people: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    sabotage(monkeypatch)
    with files_world.reading("care_worker", people) as (client, _user):
        there = told(client, "get", f"/personnes/{people.people['none']}/")
        assert there != told(client, "get", f"/personnes/{ABSENT}/")


@pytest.mark.django_db
def test_a_search_that_counts_closed_files_is_seen(
    people: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "open_files", lambda user: Person.objects.order_by("number"))
    with pytest.raises(AssertionError):
        test_the_search_finds_a_closed_file_like_nobody("care_worker", people)
