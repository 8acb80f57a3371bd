"""Traces go on their day: journal, requests, notices, sessions, guesses, drafts, imports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from filrouge.access.models import Attempts
from filrouge.audit import chain, journal, pruning
from filrouge.audit.models import JournalEntry
from filrouge.directory.models import Organisation
from filrouge.dossiers.models import AskedOpening, Notice
from filrouge.housing.models import Dwelling, Landlord, Stay
from filrouge.imports.models import ImportedChange, ImportedRecord, ImportRun
from filrouge.imports.undo import UndoRefused, undo_run
from filrouge.people.models import Person
from filrouge.privacy import registry, retention
from filrouge.privacy.models import PersonRequest
from filrouge.reports.models import Chapter, Draft, Edition

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 15)
NOON = datetime(2024, 3, 15, 11, tzinfo=UTC)
BY_HAND = {"account", "staff", "network", "training", "accounting"}
"""Decided and done by somebody: the program says so and does nothing by itself."""
WITHOUT_END = {"aggregate", "publication", "certificate", "key"}
"""Nobody in it, or gone with the person."""


def test_every_time_of_keeping_has_a_rule_or_says_why_none() -> None:
    said = set(registry.processings()["retentions"])
    ruled = {rule.retention for rule in retention.rules()}
    assert ruled | BY_HAND | WITHOUT_END == said
    assert not ruled & (BY_HAND | WITHOUT_END)
    texts = registry.processings()["retentions"]
    assert all("sans limite" in texts[code] for code in WITHOUT_END - {"key"})
    assert all("main" in texts[code] for code in BY_HAND - {"account"})


def test_every_rule_says_when_how_long_what_and_who() -> None:
    for rule in retention.rules():
        assert rule.trigger in retention.TRIGGERS, rule.code
        assert rule.action in retention.ACTIONS, rule.code
        assert rule.months + rule.days > 0, rule.code
        assert rule.name, rule.code
        assert rule.when, rule.code
        assert rule.does, rule.code
        assert rule.confirms in {"review_access", retention.NOBODY}, rule.code
    assert {rule.trigger for rule in retention.rules()} == set(retention.TRIGGERS)
    assert {rule.action for rule in retention.rules()} == set(retention.ACTIONS)


def rule(code: str) -> retention.Rule:
    return next(one for one in retention.rules() if one.code == code)


def done(code: str, on: date) -> list[int]:
    return [one.key for one in retention.carry_out(on) if one.rule.code == code]


def goes_on_its_day(code: str, start: date) -> None:
    """Nothing the day before, one thing that day, nothing left the day after."""
    on = rule(code).due_on(start)
    assert done(code, on - timedelta(days=1)) == []
    assert len(done(code, on)) == 1
    assert done(code, on + timedelta(days=1)) == []


def test_the_words_of_the_journal(db: None) -> None:
    assert rule("journal").months == pruning.KEPT_MONTHS
    journal.record(actor=None, action="people.read", subject="file", persons=[7])
    JournalEntry.objects.get()
    goes_on_its_day("journal", timezone.localdate())
    first = JournalEntry.objects.order_by("number")[0]
    assert (first.action, first.subject, first.persons) == ("", "", [])
    assert chain.verify().faults == ()


def test_an_answered_request() -> None:
    for answered in (DAY, None):
        PersonRequest.objects.create(
            kind="access", received_on=date(2024, 3, 1), due_on=date(2024, 4, 1),
            answered_on=answered, outcome="done" if answered else "",
        )  # fmt: skip
    goes_on_its_day("request", DAY)
    assert PersonRequest.objects.get().answered_on is None


def test_what_was_asked_of_a_colleague(user_of: Callable[[str], Any]) -> None:
    AskedOpening.objects.create(worker=user_of("care_worker"), number=41, reason="x", asked_at=NOON)
    goes_on_its_day("asked", DAY)
    assert (AskedOpening.objects.get().number, AskedOpening.objects.get().reason) == (0, "")


def test_a_notice(user_of: Callable[[str], Any]) -> None:
    Notice.objects.create(to=user_of("care_worker"), kind="opened", at=NOON)
    goes_on_its_day("notice", DAY)
    assert not Notice.objects.exists()


def test_sessions_and_guesses() -> None:
    Session.objects.create(session_key="a" * 32, session_data="x", expire_date=NOON)
    Attempts.objects.create(key="k", last_at=NOON)
    open_one = Session.objects.create(
        session_key="b" * 32, session_data="x", expire_date=datetime(2060, 1, 1, tzinfo=UTC)
    )
    goes_on_its_day("session", DAY)
    assert list(Session.objects.all()) == [open_one]
    assert not Attempts.objects.exists()


def test_a_draft_left_alone(user_of: Callable[[str], Any]) -> None:
    edition = Edition.objects.create(year=2024, title="Rapport", organisation="Réseau Sterne")
    chapter = Chapter.objects.create(
        edition=edition, code="c", position=1, level=1, title="Orme", body="gardé"
    )
    draft = Draft.objects.create(
        chapter=chapter, author=user_of("care_worker"), base_version=1, body="laissé"
    )
    goes_on_its_day("draft", timezone.localdate(draft.saved_at))
    assert not Draft.objects.exists()
    assert Chapter.objects.get().body == "gardé"


def test_what_an_import_quotes_and_replaces() -> None:
    run = ImportRun.objects.create(
        state=ImportRun.State.STORED, finished_at=NOON, problems=[{"row": "Merle"}]
    )
    record = ImportedRecord.objects.create(
        table="t", object_id=1, identity="i", fingerprint="f", source="s", sheet="s", row=2,
        created_by=run, changed_by=run,
    )  # fmt: skip
    ImportedChange.objects.create(run=run, record=record, values={"a": "Merle"}, origin={})
    goes_on_its_day("import_cells", DAY)
    assert ImportRun.objects.get().can_be_undone
    goes_on_its_day("import_values", DAY)
    run.refresh_from_db()
    assert (run.problems, run.can_be_undone) == ([], False)
    assert not ImportedChange.objects.exists()
    with pytest.raises(UndoRefused):
        undo_run(run=run, actor=None)


def test_the_address_of_a_dwelling_that_everybody_left() -> None:
    person = Person.objects.create(number=1, sex="F", birth_date=date(1980, 1, 1))
    owner = Organisation.objects.create(name="Régie du Troglodyte")
    landlord = Landlord.objects.create(organisation=owner, kind="private")
    for code, end in (("quitté", DAY), ("habité", None)):
        dwelling = Dwelling.objects.create(
            code=code, address=f"rue du {code}", commune="21004", capacity=1, landlord=landlord
        )
        Stay.objects.create(
            person=person, dwelling=dwelling, destination="street" if end else "", end=end,
            start=date(2023, 1, 1) if end else date(2025, 1, 1),
        )  # fmt: skip
    goes_on_its_day("dwelling", DAY)
    assert {one.code: one.address for one in Dwelling.objects.all()} == {
        "quitté": "",
        "habité": "rue du habité",
    }


def test_traces_that_nobody_decides_on_are_not_announced(user_of: Callable[[str], Any]) -> None:
    Notice.objects.create(to=user_of("care_worker"), kind="opened", at=NOON)
    PersonRequest.objects.create(
        kind="access", received_on=date(2024, 3, 1), due_on=date(2024, 4, 1),
        answered_on=DAY, outcome="done",
    )  # fmt: skip
    told = {one.rule.code for one in retention.preview(date(2027, 3, 1))}
    assert told == {"request"}


def test_a_rule_that_forgets_its_days_would_be_seen(
    monkeypatch: pytest.MonkeyPatch, user_of: Callable[[str], Any]
) -> None:
    """Negative control: due a day too soon."""
    Notice.objects.create(to=user_of("care_worker"), kind="opened", at=NOON)
    real = retention.Rule.due_on
    monkeypatch.setattr(
        retention.Rule, "due_on", lambda one, start: real(one, start) - timedelta(days=1)
    )
    early = rule("notice").due_on(DAY)
    monkeypatch.undo()
    assert done("notice", early) == []
