"""Who is concerned by a line of the journal is noted by the database, and quick to find (G26)."""

from __future__ import annotations

import os
import random
import time
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from filrouge.audit import chain, journal, triggers
from filrouge.audit.models import AppendOnlyError, JournalEntry, JournalPerson

pytestmark = pytest.mark.django_db
LINES = int(os.environ.get("FILROUGE_JOURNAL", "10000"))
"""The long form: FILROUGE_JOURNAL=300000."""


def filled(lines: int, people: int, seed: int = 5) -> None:
    """A journal with a true chain: each line about nobody, one person, or a list of twenty."""
    dice, before, at = random.Random(seed), chain.GENESIS, timezone.now() - timedelta(days=900)
    batch: list[JournalEntry] = []
    for number in range(1, lines + 1):
        several = min(people, dice.choice((0, 1, 1, 1, 20))) if number % 10 == 0 else 1
        entry = JournalEntry(
            at=at + timedelta(minutes=number),
            action="dossiers.read_file",
            subject=f"orme {number}",
            persons=sorted(dice.sample(range(1, people + 1), several)),
            number=number,
        )
        entry.content_digest = chain.content_digest(vars(entry))
        entry.digest = before = chain.link(before, number, entry.content_digest)
        batch.append(entry)
    JournalEntry.objects.bulk_create(batch, batch_size=2_000)


def wanted() -> dict[int, set[int]]:
    """The lines of each person, from the journal alone."""
    found: dict[int, set[int]] = {}
    for pk, persons in JournalEntry.objects.values_list("pk", "persons"):
        for person in persons:
            found.setdefault(person, set()).add(pk)
    return found


def shown(person: int) -> set[int]:
    return {entry.pk for entry in JournalEntry.objects.concerning(person)}


def test_a_thousand_persons_are_shown_what_the_journal_says_of_them() -> None:
    """Set by set, on a long journal; and the whole of it is verified quickly."""
    filled(LINES, 1_000)
    said = wanted()
    assert len(said) == 1_000
    longest = 0.0
    for person, lines in said.items():
        start = time.process_time()
        there = shown(person)
        longest = max(longest, time.process_time() - start)
        assert there == lines
    assert longest <= 2
    start = time.process_time()
    verdict = chain.verify()
    took = time.process_time() - start
    assert (verdict.lines, verdict.faults) == (LINES, ())
    if LINES >= 100_000:
        print(f"{LINES} lines: longest log {longest:.3f} s, {LINES / took:,.0f} lines/s verified")


def test_the_lines_of_a_person_are_looked_up_in_an_index() -> None:
    """Counted, not timed: no statement reads the whole journal."""
    filled(50, 10)
    query = str(JournalEntry.objects.concerning(3).query)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {query}")
            plan = " ".join(str(row[3]) for row in cursor.fetchall())
        assert "INDEX" in plan
        assert "SCAN" not in plan
    assert "persons" not in query.partition("WHERE")[2]


def test_a_person_left_out_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: without the trigger the log is empty, and verifying says so."""
    triggers.drop_fill()
    filled(30, 5)
    assert any(shown(person) != lines for person, lines in wanted().items())
    assert chain.verify().faults


@pytest.mark.parametrize("count", [1, 3])
def test_noting_costs_the_page_no_query(count: int) -> None:
    with CaptureQueriesContext(connection) as asked:
        journal.record(actor=None, action="dossiers.list_files", persons=range(count))
    assert JournalPerson.objects.count() == count
    assert not any("journalperson" in one["sql"] for one in asked)


def test_what_is_noted_goes_with_its_transaction() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        journal.record(actor=None, action="people.edit_person", persons=[1])
        raise RuntimeError
    assert not JournalPerson.objects.exists()


def test_what_is_noted_is_neither_changed_nor_removed() -> None:
    journal.record(actor=None, action="people.edit_person", persons=[7, 7, 8])
    one = JournalPerson.objects.earliest("person")
    for act in (one.save, one.delete):
        with pytest.raises(AppendOnlyError):
            act()
    acts: Any = (
        JournalPerson.objects.all().delete,
        lambda: JournalPerson.objects.update(person=9),
    )
    for act in acts:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()
    assert sorted(JournalPerson.objects.values_list("person", flat=True)) == [7, 8]


def test_lines_older_than_the_table_are_noted_when_it_is_made() -> None:
    triggers.drop_fill()
    filled(30, 5)
    triggers.fill()
    assert all(shown(person) == lines for person, lines in wanted().items())
    assert chain.verify().faults == ()
