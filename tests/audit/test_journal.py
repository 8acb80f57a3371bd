"""The journal: written in the same transaction, never changed, and no page without it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, OperationalError, connection, transaction
from django.db.models import ProtectedError

from filrouge.access.models import User
from filrouge.audit import journal
from filrouge.audit.models import AppendOnlyError, JournalEntry, Provenance
from filrouge.audit.triggers import JOURNAL
from tests.harness.client import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def cygne() -> User:
    return User.objects.create(username="cygne", role="care_worker")


@pytest.fixture
def entry(cygne: User) -> JournalEntry:
    return journal.record(
        actor=cygne, action="figures.read_records", subject="hf.deaths", persons=[3, 1, 3]
    )


def test_an_entry_says_who_what_and_about_whom(cygne: User, entry: JournalEntry) -> None:
    entry.refresh_from_db()
    assert (entry.actor, entry.actor_name) == (cygne, "cygne")
    assert entry.persons == [1, 3]
    assert (entry.subject, entry.detail) == ("hf.deaths", {})


@pytest.mark.parametrize("nobody", [None, AnonymousUser()])
def test_nobody_is_written_as_nobody(nobody: AnonymousUser | None) -> None:
    written = journal.record(actor=nobody, action="access.log_in_failed")
    assert (written.actor, written.actor_name) == (None, "")


def test_python_refuses_to_change_or_remove(entry: JournalEntry) -> None:
    entry.action = "nothing"
    for act in (
        entry.save,
        entry.delete,
        JournalEntry.objects.all().delete,
        lambda: JournalEntry.objects.update(action="nothing"),
        lambda: JournalEntry.objects.bulk_update([entry], ["action"]),
    ):
        with pytest.raises(AppendOnlyError), transaction.atomic():
            act()
    assert JournalEntry.objects.get().action == "figures.read_records"


@pytest.mark.parametrize(
    "sql",
    ["UPDATE audit_journalentry SET action = 'nothing'", "DELETE FROM audit_journalentry"],
)
def test_the_database_refuses_too(entry: JournalEntry, sql: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(sql)
    assert JournalEntry.objects.get().action == "figures.read_records"


def test_the_refusal_is_the_triggers_doing(entry: JournalEntry) -> None:
    """Negative control: without them, the same statement passes."""
    JOURNAL.unprotect()
    assert len(JOURNAL.missing()) == 2
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_journalentry SET action = 'nothing'")
        assert cursor.rowcount == 1
    JOURNAL.protect()
    assert JOURNAL.missing() == []


def test_an_account_that_acted_cannot_be_removed(cygne: User, entry: JournalEntry) -> None:
    with pytest.raises(ProtectedError):
        cygne.delete()


def test_an_entry_goes_with_its_transaction(cygne: User) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        journal.record(actor=cygne, action="people.edit_person", persons=[1])
        raise RuntimeError
    assert not JournalEntry.objects.exists()


def test_an_origin_reads_as_a_place_in_a_workbook() -> None:
    origin = Provenance.objects.create(
        table="people_person", object_id=1, run_id=1, workbook="hf.xlsx", sheet="Locataires", row=7
    )
    assert str(origin) == "hf.xlsx › Locataires › 7"


def no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: Any, **_kwargs: Any) -> None:
        raise OperationalError("disk full")

    monkeypatch.setattr("filrouge.audit.chain.extend", refuse)


def test_a_line_that_cannot_be_written_says_so_in_one_way(
    cygne: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_room(monkeypatch)
    with pytest.raises(journal.NoJournal):
        journal.record(actor=cygne, action="figures.read_records")


def test_a_reader_gets_an_honest_page_whatever_the_page(
    client_of: Callable[[str], StrictClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not a page of files: ending one's other sessions is written down too."""
    client = client_of("care_worker")
    no_room(monkeypatch)
    answer = client.post("/compte/sessions/autres/terminer/")
    assert answer.status_code == 503
    assert "no-store" in answer.headers["Cache-Control"]
    assert "journal" in answer.content.decode()


def test_without_that_middleware_the_page_breaks(
    client_of: Callable[[str], StrictClient], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "NoJournal" not in name]
    client = client_of("care_worker")
    no_room(monkeypatch)
    with pytest.raises(journal.NoJournal):
        client.post("/compte/sessions/autres/terminer/")
