"""The journal loses its words after its time and stays a chain; emptied otherwise, it is seen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection

from filrouge.audit import chain, heads, journal, pruning, triggers
from filrouge.audit.models import JournalEntry, JournalPerson
from filrouge.common.append_only import AppendOnly
from filrouge.config.cli import main

pytestmark = pytest.mark.django_db
OLD = datetime(2020, 5, 1, 9, tzinfo=UTC)
NOW = datetime(2026, 5, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def outside(settings: Any, tmp_path: Path) -> Path:
    settings.JOURNAL_HEADS = tmp_path / "heads.jsonl"
    settings.JOURNAL_KEY = tmp_path / "key"
    return tmp_path


@pytest.fixture
def clock() -> Iterator[Any]:
    """Five lines of long ago with their head, three of today."""
    with time_machine.travel(OLD, tick=False) as moved:
        written(5)
        heads.sign_head()
        moved.move_to(NOW)
        written(3)
        heads.sign_head()
        yield moved


def written(count: int) -> None:
    for number in range(count):
        journal.record(actor=None, action="people.read", subject="f", persons=[70 + number])


def numbers_that_speak() -> list[int | None]:
    full = JournalEntry.objects.exclude(action="").order_by("number")
    return list(full.values_list("number", flat=True))


def test_words_go_digests_stay_and_the_chain_holds(clock: Any) -> None:
    before = list(JournalEntry.objects.order_by("number").values_list("number", "at", "digest"))
    assert pruning.prune(upto=5) == 5
    assert numbers_that_speak() == [6, 7, 8, 9]
    kept = list(JournalEntry.objects.order_by("number").values_list("number", "at", "digest"))
    assert kept[:8] == before
    signed = heads.read_heads(settings.JOURNAL_HEADS, heads.public_key())
    assert chain.verify(signed).faults == ()
    assert pruning.emptied_too_soon(heads.all_heads(settings.JOURNAL_HEADS)) == []
    emptied = JournalEntry.objects.filter(number__lte=5)
    assert not JournalPerson.objects.filter(entry__in=emptied).exists()
    assert {(one.subject, one.actor_name, str(one.persons)) for one in emptied} == {("", "", "[]")}


def test_pruning_again_goes_on_where_it_stopped(clock: Any) -> None:
    assert [pruning.prune(upto=3), pruning.prune(upto=3), pruning.prune(upto=5)] == [3, 0, 2]
    assert chain.verify().faults == ()
    clock.shift(timedelta(days=1_500))
    written(1)
    assert pruning.prune(upto=9) == 4
    assert pruning.emptied_upto() == 9
    assert chain.verify().faults == ()


def test_the_table_is_closed_again_after_a_pruning(clock: Any) -> None:
    pruning.prune(upto=5)
    for one in (triggers.JOURNAL, triggers.PERSONS):
        assert isinstance(one, AppendOnly)
        assert one.missing() == []


def emptied_behind(upto: int) -> None:
    """What an intruder does to the table, without the product's verb."""
    pruning._empty(upto)


def test_lines_emptied_without_the_act_are_seen(clock: Any) -> None:
    """Negative control."""
    emptied_behind(2)
    assert [fault.number for fault in chain.verify().faults] == [1, 2]


def test_a_line_changed_below_a_pruning_is_seen(clock: Any) -> None:
    """Negative control: only a line that says nothing is accepted there."""
    pruning.prune(upto=5)
    triggers.unprotect()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_journalentry SET subject = 'x' WHERE number = 2")
    assert [fault.number for fault in chain.verify().faults] == [2]


def test_lines_emptied_before_their_time_are_seen_by_the_signed_heads(
    clock: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """Negative control: the act is there, but a head dates the lines above it of today."""
    clock.shift(timedelta(hours=2))
    written(1)
    pruning.prune(upto=9)
    assert chain.verify().faults == ()
    faults = pruning.emptied_too_soon(heads.all_heads(settings.JOURNAL_HEADS))
    assert [fault.number for fault in faults] == [10]
    assert main(["journal", "verify"]) == 1
    assert "ligne 10" in capsys.readouterr().out


def test_the_verifier_says_up_to_where_words_are_gone(
    clock: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    pruning.prune(upto=5)
    assert main(["journal", "verify"]) == 0
    assert "Jusqu'à la ligne 5" in capsys.readouterr().out
