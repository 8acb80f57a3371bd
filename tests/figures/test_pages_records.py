"""The records behind a figure: who may, how many, from where, and what the journal keeps."""

from __future__ import annotations

from typing import Any

import pytest

from filrouge.audit import journal
from filrouge.audit.models import JournalEntry
from filrouge.figures import explain
from tests.figures import lives
from tests.figures.test_pages import Clients, page

pytestmark = pytest.mark.django_db
VISITS = "/chiffres/2024/hf.encounters.home_visits/donnees/"
PERSONS = "/chiffres/2024/hf.tenants.followed/donnees/"


def test_as_many_records_as_the_figure_counts(client_of: Clients) -> None:
    lives.followed(1, visits=20)
    lives.followed(2, visits=8)
    client = client_of("hf_director")
    first = page(client, VISITS)
    assert "28 enregistrements" in first.get_text()
    assert len(first.select("tbody:not(#more) tr")) == 25
    more = first.select_one("#more a")
    assert more is not None
    assert more["href"] == "?page=2"
    second = page(client, f"{VISITS}?page=2")
    assert len(second.select("tbody:not(#more) tr")) == 3
    assert second.select_one("#more a") is None


def test_more_comes_as_lines_for_the_same_table(client_of: Clients) -> None:
    lives.followed(1, visits=27)
    headers = {"HX-Request": "true", "HX-Target": "more"}
    answer = client_of("hf_director").get(f"{VISITS}?page=2", headers=headers)
    assert answer.content.strip().startswith(b"<tbody>")


def test_a_record_says_who_when_and_where_it_was_written(client_of: Clients) -> None:
    lives.followed(1)
    text = page(client_of("hf_director"), VISITS).get_text(" ")
    assert "1 · Tilleul Râle" in text
    assert "1 mars 2024" in text
    assert "housing_first_2024.xlsx · Rencontres · ligne 100" in text


def test_one_group_and_one_half(client_of: Clients) -> None:
    lives.followed(1, team="act", visits=2)
    other = lives.followed(2, team="icm", visits=3)
    lives.visit(other, lives.date(2024, 5, 5), row=9, status="tenant_absent")
    client = client_of("hf_director")
    assert "3 enregistrements" in page(client, f"{VISITS}?par=team&groupe=icm").get_text()
    share = "/chiffres/2024/hf.encounters.missed.share/donnees/"
    assert "1 enregistrement" in page(client, f"{share}?part=numerator").get_text()
    assert "6 enregistrements" in page(client, f"{share}?part=denominator").get_text()


@pytest.mark.parametrize(
    "query",
    [
        "part=both",
        "page=0",
        "page=x",
        "page=2",
        "page=9999999999",
        "page=²",
        "par=shoe&groupe=act",
        "par=team",
        "par=team&groupe=nobody",
        "par=age_class&groupe=12",
    ],
)
def test_what_does_not_exist_is_not_found(client_of: Clients, query: str) -> None:
    lives.followed(1)
    assert client_of("hf_director").get(f"{VISITS}?{query}").status_code == 404
    assert not JournalEntry.objects.filter(action="figures.read_records").exists()


@pytest.mark.parametrize("role", ["reporting_officer", "housing_officer", "connect_officer"])
def test_refused_before_any_record_is_read(
    client_of: Clients, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lives.followed(1, visits=4)
    monkeypatch.setattr(explain, "records", lambda *_a, **_k: pytest.fail("records were read"))
    answer = client_of(role).get(f"{VISITS}?par=team&groupe=act")
    assert answer.status_code == 403
    text = answer.content.decode()
    assert "réservé" in text
    assert "Accompagnateur·rice" in text
    assert "Cygne" not in text
    assert "Tilleul" not in text


def test_the_journal_knows_who_was_shown(client_of: Clients, user_of: Any) -> None:
    shown = lives.followed(1, team="act")
    lives.followed(2, team="icm")
    client_of("care_worker").get(f"{VISITS}?par=team&groupe=act")
    entry = JournalEntry.objects.get(action="figures.read_records")
    assert entry.persons == [shown.pk]
    assert entry.actor == user_of("care_worker")
    assert entry.subject == "hf.encounters.home_visits 2024"
    assert "Tilleul" not in str(entry.detail)


def test_without_journal_no_page(client_of: Clients, monkeypatch: pytest.MonkeyPatch) -> None:
    lives.followed(1)
    client = client_of("hf_director")

    def broken(**_kwargs: Any) -> None:
        raise journal.NoJournal

    monkeypatch.setattr(journal, "record", broken)
    answer = client.get(PERSONS)
    assert answer.status_code == 503
    assert b"Tilleul" not in answer.content


def test_a_figure_made_of_others_leads_back_to_its_page(client_of: Clients) -> None:
    answer = client_of("hf_director").get("/chiffres/2024/hf.moves.total/donnees/")
    assert answer["Location"] == "/chiffres/2024/hf.moves.total/"


def test_no_record_is_said(client_of: Clients) -> None:
    lives.followed(1, visits=0)
    assert "Aucun enregistrement" in page(client_of("hf_director"), VISITS).get_text()
