"""From an open file: a request is written down, the person's words stand beside the notes."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from filrouge.access.links import BreakGlass, CareLink
from filrouge.access.policy import ROLES
from filrouge.audit.models import JournalEntry
from filrouge.dossiers import own_words, sections
from filrouge.followup.models import Encounter
from filrouge.people.models import Person
from filrouge.privacy import requests
from filrouge.privacy.models import PersonRequest, Statement
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers
from tests.dossiers.test_reading import same_but_token

pytestmark = pytest.mark.django_db
ASKED = {"kind": "erasure", "received_on": "2026-03-02"}
SAID = {"text": "Je parlais fort, sans crier."}


def demand(who: Person) -> str:
    return reverse("privacy:file_demand", args=[who.pk])


def words(who: Person, note: Encounter | None = None) -> str:
    address = reverse("privacy:file_words", args=[who.pk])
    return f"{address}?rencontre={note.pk}" if note else address


def test_a_request_is_written_down_from_the_file(worker: Workers, logged: Logged) -> None:
    user, who = worker("housing_officer", teams=";housing;"), lives.person(1, followed=True)
    client = logged(user)
    page = client.get(f"{demand(who)}?droit=erasure").content.decode()
    assert '<option value="erasure" selected>' in page
    today = str(JournalEntry.objects.latest("at").at.date())
    answer = client.post(demand(who), ASKED | {"received_on": today})
    assert answer.url == reverse("dossiers:file", args=[who.pk])
    made = PersonRequest.objects.get()
    assert (made.person, made.kind, made.recorded_by) == (who, "erasure", user)
    assert client.post(demand(who), {"kind": "x"}).status_code == 422


def test_words_stand_beside_the_note_and_at_the_head(worker: Workers, logged: Logged) -> None:
    client, who = logged(worker("care_worker")), lives.person(1, followed=True)
    note = lives.encounter(who)
    client.post(words(who, note), SAID)
    client.post(words(who), {"text": "Je suis là depuis mars."})
    assert set(Statement.objects.values_list("encounter", flat=True)) == {note.pk, None}
    page = BeautifulSoup(client.get(reverse("dossiers:file", args=[who.pk])).content, "html.parser")
    beside = page.select_one("ol.story blockquote.own-words")
    assert beside is not None
    assert "sans crier" in beside.text
    head = page.select_one("main > blockquote.own-words")
    assert head is not None
    assert "depuis mars" in head.text
    assert "[[" in page.select_one(".unfolded").text  # type: ignore[union-attr]
    assert client.post(words(who), {"text": " "}).status_code == 422


def test_who_reads_no_note_reads_no_word_of_the_person(worker: Workers, logged: Logged) -> None:
    who = lives.person(1, followed=True)
    requests.add_statement(actor=None, person=who, text="Zqwords")
    requests.add_statement(actor=None, person=who, text="Zqnote", encounter=lives.encounter(who))
    seen = {}
    for role in ("care_worker", "peer_worker", "housing_officer"):
        text = logged(worker(role)).get(reverse("dossiers:file", args=[who.pk])).content.decode()
        seen[role] = "Zqwords" in text, "Zqnote" in text, words(who) in text
    assert seen["care_worker"] == seen["peer_worker"] == (True, True, True)
    assert seen["housing_officer"] == (False, False, False)


def test_words_beside_a_note_that_is_kept_away_are_kept_away(
    worker: Workers, logged: Logged
) -> None:
    """A meeting with somebody whose file is closed to the reader: neither note nor its contest."""
    client, who, other = (
        logged(worker("care_worker")),
        lives.person(1, followed=True),
        lives.person(2),
    )
    note = lives.records(who, beside=other)["encounter"]
    requests.add_statement(actor=None, person=who, text="Zqnote", encounter=note)
    file = reverse("dossiers:file", args=[who.pk])
    assert b"Zqnote" not in client.get(file).content
    assert client.get(words(who, note)).status_code == 404
    assert client.post(words(who, note), SAID).status_code == 404
    lives.follow(other)
    assert b"Zqnote" in client.get(file).content
    assert client.get(words(who, note)).status_code == 200


def test_a_word_shown_to_all_would_be_noticed(
    worker: Workers, logged: Logged, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: words that do not follow their note."""
    plain = own_words.of

    def every(person: int, meetings: Any) -> Any:
        found = plain(person, list(Encounter.objects.values_list("pk", flat=True)))
        return {0: [one for some in found.values() for one in some], **found}

    monkeypatch.setattr(sections.own_words, "of", every)
    with pytest.raises(AssertionError):
        test_words_beside_a_note_that_is_kept_away_are_kept_away(worker, logged)


@pytest.mark.parametrize("role", [*ROLES, "", "unknown"])
def test_a_closed_file_answers_like_an_absent_one(
    worker: Workers, logged: Logged, role: str
) -> None:
    client, closed = logged(worker(role, teams="")), lives.person(1)
    note = lives.encounter(closed)
    for page in (demand(closed), words(closed), words(closed, note)):
        absent = page.replace(f"/{closed.pk}/", f"/{closed.pk + 999}/")
        for send in (client.get, lambda url: client.post(url, ASKED | SAID)):
            answers = [send(url) for url in (page, absent)]
            assert [one.status_code for one in answers] == [404, 404]
            assert same_but_token(answers[0].content) == same_but_token(answers[1].content)
    assert not PersonRequest.objects.exists()
    assert not Statement.objects.exists()


def test_an_hour_without_notes_opens_no_words(worker: Workers, logged: Logged) -> None:
    user, who = worker("care_worker"), lives.person(1)
    BreakGlass.objects.create(person=who, worker=user, reason="x" * 20)
    client = logged(user)
    assert client.get(demand(who)).status_code == 200
    assert client.get(words(who)).status_code == 404


def test_a_note_of_somebody_else_is_not_contested_here(worker: Workers, logged: Logged) -> None:
    client = logged(worker("care_worker"))
    mine, other = lives.person(1, followed=True), lives.person(2, followed=True)
    for key in (lives.encounter(other).pk, "x", "9" * 30, 0):
        address = f"{words(mine)}?rencontre={key}"
        assert client.post(address, SAID).status_code == 404
    assert not Statement.objects.exists()


def test_each_page_of_a_right_is_in_the_log(worker: Workers, logged: Logged) -> None:
    client, who = logged(worker("care_worker")), lives.person(1, followed=True)
    for address in (demand(who), words(who)):
        client.get(address)
    lines = JournalEntry.objects.filter(action="dossiers.read_for_right")
    assert [line.persons for line in lines] == [[who.pk], [who.pk]]


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_ask_as_much_whatever_the_words(worker: Workers, logged: Logged, rows: int) -> None:
    who = lives.person(1, followed=True)
    CareLink.objects.create(
        person=who,
        worker=worker("care_worker", name="pic"),
        kind="referent",
        start=lives.DAY,
        end=lives.DAY.replace(year=2030),
    )
    for _time in range(rows):
        note = lives.encounter(who)
        requests.add_statement(actor=None, person=who, text="Zq", encounter=note)
        requests.add_statement(actor=None, person=who, text="Zq")
    client, counts = logged(worker("care_worker")), []
    for address in (reverse("dossiers:file", args=[who.pk]), demand(who), words(who, note)):
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counts.append(len(captured))
    assert counts == COUNTS


COUNTS = [42, 16, 17]
