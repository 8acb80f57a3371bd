"""Nobody is read unwritten; a closed file answers like one that does not exist."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from filrouge.access.models import CareLink, Restriction
from filrouge.audit import journal
from filrouge.audit.models import JournalEntry
from filrouge.people import reading
from filrouge.people.models import Person
from tests.access import relations
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers
from tests.figures import lives as figures

pytestmark = pytest.mark.django_db
TOKEN = re.compile(rb'csrfmiddlewaretoken" value="\w+"|x-csrftoken": "\w+"')
PAIRS = 50
PAGES = ("file", "access", "log")
FIGURES = (
    "/chiffres/2024/hf.tenants.followed/donnees/",
    "/chiffres/2024/hf.encounters.home_visits/donnees/",
)


def same_but_token(body: bytes) -> bytes:
    return TOKEN.sub(b"", body)


def written(since: int) -> set[int]:
    entries = JournalEntry.objects.filter(pk__gt=since).values_list("persons", flat=True)
    return {person for persons in entries for person in persons}


def last() -> int:
    return JournalEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def test_forbidden_and_absent_files_answer_the_same(worker: Workers, logged: Logged) -> None:
    """Fifty pairs, of every reason to refuse: byte for byte, and as many questions asked."""
    user = worker("care_worker")
    client = logged(user)
    refused = [name for name in relations.RELATIONS if name in CLOSED]
    client.get(reverse("dossiers:file", args=[10**6]))
    for number in range(1, PAIRS + 1):
        who = lives.person(number)
        for make in relations.RELATIONS[refused[number % len(refused)]]:
            make(user, who)
        page = PAGES[number % len(PAGES)]
        answers = []
        for pk in (who.pk, 10**6 + number):
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(reverse(f"dossiers:{page}", args=[pk]))
            answers.append((answer.status_code, same_but_token(answer.content), len(asked)))
        assert answers[0] == answers[1]
        assert answers[0][0] == 404
        assert lives.canary("last", number) not in str(answers)


CLOSED = frozenset(
    {
        "none",
        "expired_link",
        "future_link",
        "other_team",
        "team_left_long_ago",
        "recused",
        "recused_with_link",
        "blocked",
        "restricted_team",
        "break_glass_over",
    }
)


@pytest.mark.parametrize("act", ["link", "recuse", "block", "restrict", "renew", "nonsense"])
def test_acts_on_a_closed_file_answer_like_an_absent_one(
    worker: Workers, logged: Logged, act: str
) -> None:
    client = logged(worker("hf_director"))
    closed = lives.person(1)
    bodies = [
        same_but_token(client.post(reverse("dossiers:access", args=[pk]), {"act": act}).content)
        for pk in (closed.pk, closed.pk + 999)
    ]
    assert bodies[0] == bodies[1]


def test_any_number_is_an_address(worker: Workers, logged: Logged) -> None:
    client = logged(worker("care_worker"))
    assert client.get(f"/personnes/{10**30}/").status_code == 404


def test_the_difference_would_be_noticed(
    worker: Workers, logged: Logged, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: a page that looks the person up first asks more of an existing one."""
    client, who = logged(worker("care_worker")), lives.person(1)
    plain = reading.compartments_open

    def curious(user: Any, pk: int, now: Any) -> Any:
        if Person.objects.filter(pk=pk).exists():
            Person.objects.get(pk=pk)
        return plain(user, pk, now=now)

    monkeypatch.setattr(reading, "compartments_open", curious)
    counts = []
    for pk in (who.pk, who.pk + 999):
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("dossiers:file", args=[pk]))
        counts.append(len(asked))
    assert counts[0] != counts[1]


@pytest.mark.parametrize("role", ["care_worker", "peer_worker", "housing_officer", "hf_director"])
def test_persons_materialised_are_persons_written_down(
    worker: Workers, logged: Logged, materialised: set[int], role: str
) -> None:
    """Over every page of the files and the records behind figures, set for set."""
    user = worker(role)
    mine, other = lives.person(1, followed=True), lives.person(2)
    lives.records(mine, beside=other)
    for number in (3, 4):
        figures.followed(number, team="act" if number == 3 else "icm")
    client = logged(user)
    pages = [
        *(reverse(f"dossiers:{page}", args=[pk]) for pk in (mine.pk, other.pk) for page in PAGES),
        reverse("dossiers:list"),
        reverse("dossiers:notices"),
        *FIGURES,
    ]
    seen: set[int] = set()
    for address in pages:
        before = last()
        materialised.clear()
        client.get(address)
        assert materialised == written(before), address
        seen |= materialised
    before = last()
    materialised.clear()
    client.post(reverse("dossiers:search"), {"letters": "zq"})
    assert materialised == written(before) == {mine.pk}
    assert mine.pk in seen
    assert other.pk not in seen


def test_an_unwritten_reading_would_be_noticed(
    worker: Workers, logged: Logged, materialised: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: a page that forgets the journal."""
    monkeypatch.setattr(reading, "write_down", lambda *_a, **_k: None)
    who, client = lives.person(1, followed=True), logged(worker("care_worker"))
    materialised.clear()
    before = last()
    client.get(reverse("dossiers:file", args=[who.pk]))
    assert not materialised <= written(before)


def test_without_journal_no_file(
    worker: Workers, logged: Logged, monkeypatch: pytest.MonkeyPatch, materialised: set[int]
) -> None:
    user = worker("hf_director")
    who, client = lives.person(1, followed=True), logged(user)
    lives.records(who)
    relations.RELATIONS["break_glass"][0](worker("care_worker"), who)

    def broken(**_kwargs: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(journal, "record", broken)
    materialised.clear()
    for address in (
        *(reverse(f"dossiers:{page}", args=[who.pk]) for page in PAGES),
        reverse("dossiers:list"),
        reverse("dossiers:reviews"),
    ):
        answer = client.get(address)
        assert answer.status_code == 503
        assert not lives.WORD.search(answer.text)
        assert "no-store" in answer.headers["Cache-Control"]
    answer = client.post(reverse("dossiers:search"), {"letters": "zq"})
    assert (answer.status_code, bool(lives.WORD.search(answer.text))) == (503, False)
    assert not materialised


def test_a_reading_says_what_was_opened_and_why(worker: Workers, logged: Logged) -> None:
    user, who = worker("housing_officer", teams=";housing;"), lives.person(1, followed=True)
    logged(user).get(reverse("dossiers:file", args=[who.pk]))
    entry = JournalEntry.objects.get(action="dossiers.read_file")
    assert entry.persons == [who.pk]
    assert entry.detail == {
        "role": "housing_officer",
        "compartments": ["housing", "identity", "money"],
        "because": ["team"],
    }


def test_a_shared_encounter_names_nobody_else(worker: Workers, logged: Logged) -> None:
    """Somebody whose file is closed is counted, and the note that concerns them is kept away."""
    user, who, other = worker("care_worker"), lives.person(1, followed=True), lives.person(2)
    lives.records(who, beside=other)
    address = reverse("dossiers:file", args=[who.pk])
    text = logged(user).get(address).content.decode()
    assert lives.canary("note", 1) not in text
    assert lives.canary("last", 2) not in text
    lives.follow(other)
    text = logged(user).get(address).content.decode()
    assert lives.canary("note", 1) in text
    assert lives.canary("last", 2) not in text


@pytest.mark.parametrize("persons", [1, 3])
def test_pages_ask_as_much_whatever_the_records(
    worker: Workers, logged: Logged, persons: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    user = worker("hf_director")
    for number in range(1, persons + 1):
        who = lives.person(number, followed=True)
        for _time in range(persons if number == 1 else 0):
            lives.encounter(who)
        CareLink.objects.create(
            person=who,
            worker=worker("care_worker", name=f"pic{number}"),
            kind="referent",
            start=lives.DAY,
            end=lives.DAY.replace(year=2030),
        )
    client = logged(user)
    first = Person.objects.get(number=1)
    for page, queries in QUERIES.items():
        address = reverse(f"dossiers:{page}", args=[] if page == "list" else [first.pk])
        with django_assert_num_queries(queries):
            assert client.get(address).status_code == 200


QUERIES = {"list": 11, "file": 42, "access": 29, "log": 19}


def test_a_long_file_shows_its_newest_records_and_more(worker: Workers, logged: Logged) -> None:
    who = lives.person(1, followed=True)
    for _time in range(30):
        lives.encounter(who)
    client = logged(worker("care_worker"))
    address = reverse("dossiers:file", args=[who.pk])
    assert client.get(address).content.count(b"Zqvisit") == 25
    assert client.get(f"{address}?n=50").content.count(b"Zqvisit") == 30


def test_a_list_of_25_and_more(worker: Workers, logged: Logged) -> None:
    for number in range(1, 28):
        lives.person(number, followed=True)
    client = logged(worker("care_worker"))
    address = reverse("dossiers:list")
    assert client.get(address).content.count(b"Zqlast") == 25
    assert client.get(f"{address}?n=50").content.count(b"Zqlast") == 27
    shown = JournalEntry.objects.filter(action="dossiers.list_files").order_by("pk")
    assert [len(entry.persons) for entry in shown] == [25, 27]


@pytest.mark.parametrize(
    ("letters", "found"),
    [("elan", 1), ("ÉLAN", 1), ("b", None), ("", None), ("colibri elan", 1), ("zz", 0)],
)
def test_search_by_letters_whatever_their_accents(
    worker: Workers, logged: Logged, letters: str, found: int | None
) -> None:
    who = lives.person(1, followed=True)
    Person.objects.filter(pk=who.pk).update(first_name="Élan", last_name="Colibri")
    answer = logged(worker("care_worker")).post(reverse("dossiers:search"), {"letters": letters})
    assert answer.status_code == (422 if found is None else 200)
    assert answer.content.count(b"Colibri</a>") == (found or 0)


def test_a_restricted_file_is_opened_by_its_link_and_found_by_nobody(
    worker: Workers, logged: Logged
) -> None:
    user, who = worker("care_worker"), lives.person(1)
    relations.RELATIONS["link"][0](user, who)
    client = logged(user)
    assert b"Zqlast1x" in client.post(reverse("dossiers:search"), {"letters": "zq"}).content
    Restriction.objects.create(person=who, kind="danger")
    assert b"Zqlast1x" not in client.post(reverse("dossiers:search"), {"letters": "zq"}).content
    assert client.get(reverse("dossiers:file", args=[who.pk])).status_code == 200
