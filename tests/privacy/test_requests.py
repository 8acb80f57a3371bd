"""Requests have a clock and tell nobody who has a file; the person's words stand beside ours."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from filrouge.audit.models import JournalEntry
from filrouge.followup.models import Encounter, FollowUp
from filrouge.people.models import Person
from filrouge.privacy import erasure, export, requests
from filrouge.privacy.models import PersonRequest, Statement
from filrouge.vault import keys

pytestmark = pytest.mark.django_db
DEMANDS = "/vie-privee/demandes/"
DUE = "/vie-privee/echeances/"


@pytest.fixture
def loriot() -> Person:
    keys.forget()
    return Person.objects.create(
        number=41, first_name="Loriot", last_name="Sureau", sex="F", birth_date=date(1980, 5, 17)
    )


def sent(number: int) -> dict[str, Any]:
    return {"number": number, "kind": "access", "received_on": "2024-01-31"}


@pytest.fixture(autouse=True)
def _in_february() -> Iterator[None]:
    with time_machine.travel(datetime(2024, 2, 3, 12, tzinfo=UTC)):
        yield


def test_a_request_is_due_a_month_later_and_is_answered(
    client_of: Callable[[str], Any], loriot: Person
) -> None:
    client = client_of("data_protection_officer")
    assert client.post(DEMANDS, sent(41)).status_code == 302
    one = PersonRequest.objects.get()
    assert (one.person, one.due_on) == (loriot, date(2024, 2, 29))
    page = client.get(DEMANDS).content.decode()
    assert "Loriot" not in page
    assert "Sureau" not in page
    client.post(DEMANDS, {"key": one.pk, "answer": "done"})
    one.refresh_from_db()
    assert (one.outcome, one.answered_on) == ("done", timezone.localdate())
    acts = JournalEntry.objects.filter(persons=[loriot.pk]).order_by("pk")
    assert [line.action for line in acts] == ["privacy.record_request", "privacy.answer_request"]


def test_the_answer_does_not_tell_whether_a_file_exists(
    client_of: Callable[[str], Any], loriot: Person
) -> None:
    client = client_of("hf_director")
    pages = []
    for number in (41, 999):
        client.post(DEMANDS, sent(number))
        text = client.get(DEMANDS).content.decode()
        pages.append(text.count("<strong>"))
        PersonRequest.objects.all().delete()
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    "data",
    [
        {"key": "x", "answer": "done"},
        {"key": "1", "answer": "x"},
        {"number": "-1"},
        {"number": "1", "kind": "access", "received_on": "9999-12-31"},
        {"number": "1", "kind": "access", "received_on": "0001-01-01"},
        {"number": "1", "kind": "x", "received_on": "2024-01-31"},
    ],
)
def test_nonsense_changes_nothing(client_of: Callable[[str], Any], data: dict[str, str]) -> None:
    client = client_of("hf_director")
    assert client.post(DEMANDS, data).status_code in {302, 422}
    assert not PersonRequest.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_ask_as_much_for_three_as_for_one(client_of: Callable[[str], Any], rows: int) -> None:
    for number in range(rows):
        person = Person.objects.create(number=50 + number, sex="F", birth_date=date(1980, 1, 1))
        end = timezone.localdate() - timedelta(days=720)
        FollowUp.objects.create(person=person, start=end, end=end, end_reason="death")
        requests.record_request(
            actor=None, number=50 + number, kind="access", received_on=timezone.localdate()
        )
    client = client_of("hf_director")
    counts = []
    for address in (DEMANDS, DUE):
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counts.append(len(captured))
    assert counts == COUNTS


COUNTS = [9, 27]


def test_words_of_the_person_stand_beside_the_note(loriot: Person) -> None:
    meeting = Encounter.objects.create(
        kind="home_visit", status="held", day=date(2024, 3, 1), lead=loriot, note="a crié"
    )
    with pytest.raises(ValueError, match=str(meeting.pk)):
        requests.add_statement(actor=None, person=loriot, text="non", encounter=meeting)
    meeting.attendances.create(person=loriot)
    requests.add_statement(
        actor=None, person=loriot, text="je parlais fort, sans crier", encounter=meeting
    )
    keys.forget()
    assert Encounter.objects.get().note == "a crié"
    assert Statement.objects.get().text == "je parlais fort, sans crier"
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM privacy_statement")
        assert "crier" not in str(cursor.fetchall())
    told = export.export(actor=None, person=loriot)["fiches"]["privacy.statement"]
    assert told[0]["text"] == "je parlais fort, sans crier"
    erasure.erase_person(actor=None, person=loriot, digest=erasure.digest_of(loriot))
    keys.forget()
    assert "crier" not in Statement.objects.get().text
