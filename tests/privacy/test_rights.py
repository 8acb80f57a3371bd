"""A request is carried out from its page: by the officer alone, journalled, nothing shown."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from filrouge.access import files
from filrouge.access.files import Compartment
from filrouge.access.links import Block, CareLink, Recusal, Restriction
from filrouge.access.policy import ROLES
from filrouge.audit import journal
from filrouge.audit.models import JournalEntry
from filrouge.dossiers import log
from filrouge.people.models import Person
from filrouge.privacy import export, requests, rights
from filrouge.privacy.models import PersonRequest, Statement
from tests.dossiers import lives
from tests.privacy.asking import OFFICER, Client, acts, asked, content, copy_sent, page_of, words_of

pytestmark = pytest.mark.django_db


# --- who


@pytest.mark.parametrize("role", [*(role for role in ROLES if role != OFFICER), "", "unknown"])
def test_another_role_gets_what_an_absent_request_gets(
    client_of: Client, heron: Person, role: str
) -> None:
    client = client_of(role)
    found = asked(heron, "access")
    for address in (page_of(found), reverse("privacy:hold", args=[heron.pk])):
        assert client.get(address).status_code == 404
        assert client.post(address, copy_sent(41)).status_code == 404
    assert "privacy.export_person" not in acts()


@pytest.mark.parametrize("closing", [Recusal, Block])
def test_an_officer_kept_out_gets_what_an_absent_request_gets(
    client_of: Client, user_of: Callable[[str], Any], heron: Person, closing: Any
) -> None:
    found, client = asked(heron, "access"), client_of(OFFICER)
    assert client.get(page_of(found)).status_code == 200
    closing.objects.create(person=heron, worker=user_of(OFFICER))
    answers = [
        client.post(f"/vie-privee/{page}/", copy_sent(41))
        for page in (f"demandes/{found.pk}", "demandes/999", f"conservation/{heron.pk}")
    ]
    assert [one.status_code for one in answers] == [404, 404, 404]
    assert "privacy.export_person" not in acts()


def test_any_number_is_an_address(client_of: Client) -> None:
    client = client_of(OFFICER)
    for page in ("demandes", "effacements", "conservation"):
        assert client.get(f"/vie-privee/{page}/{10**30}/").status_code == 404


@pytest.mark.parametrize("kind", PersonRequest.Kind.values)
def test_pages_show_no_content(client_of: Client, heron: Person, kind: str) -> None:
    """No word of the file, no name, no number: and the look is in the journal."""
    text = client_of(OFFICER).get(page_of(asked(heron, kind))).content.decode()
    assert not lives.WORD.search(text)
    assert ">41<" not in text
    line = JournalEntry.objects.get(action="privacy.read_request")
    assert line.persons == [heron.pk]


def test_without_journal_no_page(
    client_of: Client, heron: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, client = asked(heron, "access"), client_of(OFFICER)

    def broken(**_named: Any) -> None:
        raise journal.NoJournal

    monkeypatch.setattr(journal, "record", broken)
    assert client.get(page_of(found)).status_code == 503
    assert client.post(page_of(found), copy_sent(41)).status_code == 503


def test_a_second_factor_is_asked_again(
    client_of: Client, heron: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    from filrouge.access import second_factor

    found, client = asked(heron, "access"), client_of(OFFICER)
    monkeypatch.setattr(second_factor, "has_one", lambda _user: True)
    answer = client.post(page_of(found), copy_sent(41))
    assert answer.status_code == 302
    assert f"next=%2Fvie-privee%2Fdemandes%2F{found.pk}%2F" in answer.url
    assert "privacy.export_person" not in acts()


# --- copy


def test_the_copy_holds_everything_and_masks_others(client_of: Client, heron: Person) -> None:
    meeting = lives.encounter(heron)
    meeting.note = "Va mieux. [[Sa voisine Fauvette boit.]] Revient lundi."
    meeting.save()
    requests.add_statement(actor=None, person=heron, text="Je parlais fort.", encounter=meeting)
    requests.add_statement(actor=None, person=heron, text="Je suis d’accord.")
    found = asked(heron, "access")
    answer = client_of(OFFICER).post(page_of(found), copy_sent(41))
    assert answer["Content-Disposition"] == f'attachment; filename="demande-{found.pk}-copie.zip"'
    archive = zipfile.ZipFile(io.BytesIO(content(answer)))
    told = json.loads(archive.read("copie.json"))
    assert told["fiches"]["people.person"][0]["number"] == 41
    assert lives.canary("address", 41) in str(told["noms"]["housing.stay"])
    text = words_of(archive.read("copie.pdf"))
    for word in set(lives.canaries(41)) - {lives.canary("detail", 41)}:
        assert word in text, word
    for word in ("Va mieux.", "Revient lundi.", "Je parlais fort.", "Je suis d’accord."):
        assert word in text
    for word in ("Fauvette", lives.canary("detail", 41)):
        assert word not in text
        assert word not in archive.read("copie.json").decode()
    assert len(told["consultations"]) == JournalEntry.objects.concerning(heron.pk).count()
    assert acts()[-3:] == ["privacy.read_request", "privacy.export_person", "privacy.hand_over"]


def test_masking_removed_would_be_seen(
    client_of: Client, heron: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: brackets that mask nothing."""
    import re

    monkeypatch.setattr(export, "_BRACKETS", re.compile(r"(?!)"))
    with pytest.raises(AssertionError):
        test_the_copy_holds_everything_and_masks_others(client_of, heron)


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_the_sheet_is_short_and_names_nobody(
    client_of: Client, heron: Person, language: str
) -> None:
    found = asked(heron, "access")
    answer = client_of(OFFICER).post(page_of(found), copy_sent(41, "sheet", language))
    pdf = pypdf.PdfReader(io.BytesIO(content(answer)))
    assert 1 <= len(pdf.pages) <= 2
    assert not lives.WORD.search("".join(page.extract_text() for page in pdf.pages))
    assert str(pdf.trailer["/Root"]["/Lang"]).startswith(language)  # type: ignore[index]


@pytest.mark.parametrize("fault", ["number", "kind", "answered", "unsure", "what", "nobody"])
def test_no_copy_but_on_an_open_request_for_one(
    client_of: Client, heron: Person, fault: str
) -> None:
    found = asked(heron, "erasure" if fault == "kind" else "access")
    sent = copy_sent(40 if fault == "number" else 41)
    if fault == "answered":
        requests.answer_request(actor=None, key=found.pk, outcome="done")
    if fault == "nobody":
        PersonRequest.objects.filter(pk=found.pk).update(person=None)
    sent |= {"copy-sure": ""} if fault == "unsure" else {}
    sent |= {"copy-what": "everything"} if fault == "what" else {}
    answer = client_of(OFFICER).post(page_of(found), sent)
    assert answer.status_code == 422
    assert "privacy.export_person" not in acts()


# --- the person's words


def words_sent(**more: Any) -> dict[str, Any]:
    return {"act": "words", "words-text": "Je parlais fort, sans crier.", **more}


def test_words_stand_beside_the_contested_note_and_answer_the_request(
    client_of: Client, heron: Person
) -> None:
    found = asked(heron, "correction")
    client_of(OFFICER).post(page_of(found), words_sent(**{"words-day": str(lives.DAY)}))
    said = Statement.objects.get()
    assert said.encounter is not None
    assert said.encounter.day == lives.DAY
    found.refresh_from_db()
    assert found.outcome == "done"


def test_a_day_with_several_meetings_asks_which(client_of: Client, heron: Person) -> None:
    second = lives.encounter(heron)
    found, client = asked(heron, "correction"), client_of(OFFICER)
    day = {"words-day": str(lives.DAY)}
    for sent in (day, day | {"words-which": "3"}, {"words-day": "2020-01-01"}):
        assert client.post(page_of(found), words_sent(**sent)).status_code == 422
    assert not Statement.objects.exists()
    first = second.__class__.objects.filter(day=lives.DAY).order_by("time", "pk").first()
    client.post(page_of(found), words_sent(**day, **{"words-which": "1"}))
    assert Statement.objects.get().encounter == first


# --- restriction


@pytest.mark.parametrize(("kind", "answered"), [("restriction", True), ("objection", False)])
def test_a_restriction_closes_the_file_to_the_team_and_is_lifted(
    client_of: Client, user_of: Callable[[str], Any], heron: Person, kind: str, answered: bool
) -> None:
    worker = user_of("care_worker")
    worker.teams = ";act;"
    worker.save()
    found, client = asked(heron, kind), client_of(OFFICER)
    assert files.decide(worker, heron.pk, Compartment.IDENTITY).allowed
    assert client.post(page_of(found), {"act": "confirm"}).status_code == 422
    client.post(page_of(found), {"act": "confirm", "confirm-sure": "on"})
    assert not files.decide(worker, heron.pk, Compartment.IDENTITY).allowed
    found.refresh_from_db()
    assert (found.answered_on is not None) is answered
    CareLink.objects.create(
        person=heron, worker=worker, kind="referent", start=lives.DAY, end=date(2099, 1, 1)
    )
    assert files.decide(worker, heron.pk, Compartment.IDENTITY).allowed
    client.post(page_of(found), {"act": "lift", "lift-sure": "on"})
    assert not Restriction.objects.filter(lifted_at=None).exists()
    assert "access.lift_restriction" in acts()


def test_a_danger_is_not_lifted_by_the_officer(client_of: Client, heron: Person) -> None:
    found = asked(heron, "restriction")
    Restriction.objects.create(person=heron, kind="danger")
    client_of(OFFICER).post(page_of(found), {"act": "lift", "lift-sure": "on"})
    assert Restriction.objects.filter(lifted_at=None).exists()


@pytest.mark.parametrize("act", ["", "x", "erase", "copy", "words", "hold", "lift"])
def test_nonsense_breaks_nothing(client_of: Client, heron: Person, act: str) -> None:
    found = asked(heron, "access")
    sent = {"act": act, "copy-number": "9" * 40, "words-day": "0000", "erase-number": "-1"}
    assert client_of(OFFICER).post(page_of(found), sent).status_code in {200, 422}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("kind", "queries"), [("access", 68), ("erasure", 190)])
def test_the_page_asks_as_much_whatever_the_records(
    client_of: Client, heron: Person, rows: int, kind: str, queries: int
) -> None:
    for _time in range(rows):
        lives.encounter(heron)
        requests.add_statement(actor=None, person=heron, text="x")
    found, client = asked(heron, kind), client_of(OFFICER)
    client.get(page_of(found))
    with CaptureQueriesContext(connection) as captured:
        client.get(page_of(found))
    assert len(captured) == queries


def test_every_act_of_this_app_on_a_person_has_words() -> None:
    import re
    from pathlib import Path

    import filrouge.privacy

    root = Path(filrouge.privacy.__file__).parent
    said = {
        action
        for path in root.rglob("*.py")
        for action in re.findall(r'"((?:privacy|access)\.[a-z]+_[a-z_]+)"', path.read_text("utf-8"))
    }
    nobodys = {"privacy.hand_over"}
    assert said - set(log.WORDS) - nobodys == set()
    assert rights.KINDS_OF_RESTRICTION
