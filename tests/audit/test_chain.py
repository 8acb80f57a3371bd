"""A change of the journal is seen, whoever makes it: the chain, the signed heads, the verifier."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction

from filrouge.audit import chain, heads, journal, triggers
from filrouge.audit.models import JournalEntry

pytestmark = pytest.mark.django_db
TABLE = "audit_journalentry"


@pytest.fixture(autouse=True)
def outside(settings: Any, tmp_path: Path) -> Path:
    """Heads and key of this test only."""
    settings.JOURNAL_HEADS = tmp_path / "heads.jsonl"
    settings.JOURNAL_KEY = tmp_path / "key"
    return tmp_path


def written(count: int) -> None:
    for number in range(count):
        journal.record(
            actor=None,
            action="people.read",
            subject=f"é {number}",
            persons=[number],
            detail={"n": 1},
        )


def sql(statement: str, *values: str | int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_an_untouched_journal_verifies() -> None:
    written(5)
    verdict = chain.verify()
    assert (verdict.lines, verdict.last_number, verdict.faults) == (5, 5, ())


def test_an_empty_journal_verifies() -> None:
    assert chain.verify() == chain.Verdict(0, 0, chain.GENESIS, ())
    assert heads.sign_head() is None


def rebuilt_from(first: int) -> None:
    """What a clever intruder does: every digest from `first` on, computed again."""
    entries = list(JournalEntry.objects.order_by("number").values())
    before = chain.GENESIS
    for place, row in enumerate(entries, start=1):
        content = chain.content_digest({**row, "number": place})
        digest = chain.link(before, place, content)
        if place >= first:
            sql(
                f"UPDATE {TABLE} SET number = %s, content_digest = %s, digest = %s WHERE id = %s",
                place,
                content,
                digest,
                row["id"],
            )
        before = digest


def alter(how: str, dice: random.Random, count: int) -> None:
    target = dice.randint(1, count)
    where = f"WHERE number = {target}"
    match how:
        case "subject":
            sql(f"UPDATE {TABLE} SET subject = 'rien' {where}")
        case "persons":
            sql(f"UPDATE {TABLE} SET persons = '[99]' {where}")
        case "actor":
            sql(f"UPDATE {TABLE} SET actor_name = 'autre' {where}")
        case "date":
            sql(f"UPDATE {TABLE} SET at = '2001-01-01 00:00:00+00:00' {where}")
        case "removed":
            sql(f"DELETE FROM {TABLE} {where}")
        case "tail":
            sql(f"DELETE FROM {TABLE} WHERE number >= {target}")
        case "swapped":
            other = target % count + 1
            subjects = dict(JournalEntry.objects.values_list("number", "subject"))
            sql(f"UPDATE {TABLE} SET subject = %s WHERE number = {target}", subjects[other])
            sql(f"UPDATE {TABLE} SET subject = %s WHERE number = {other}", subjects[target])
        case "inserted":
            row = JournalEntry.objects.values().get(number=target)
            JournalEntry.objects.bulk_create(
                [JournalEntry(**{**row, "id": None, "number": count + 1, "subject": "faux"})]
            )
        case "rebuilt":
            sql(f"UPDATE {TABLE} SET subject = 'rien' {where}")
            rebuilt_from(target)


HOW = ("subject", "persons", "actor", "date", "removed", "tail", "swapped", "inserted", "rebuilt")


def seen(how: str, times: int, signed: Mapping[int, str] | None) -> int:
    """How many of so many alterations of 12 lines are seen, each made by a clever intruder."""
    triggers.unprotect()
    found = 0
    for seed in range(times):
        with transaction.atomic():
            alter(how, random.Random(seed), 12)
            sql("DELETE FROM audit_journalperson")
            triggers.fill()
            found += bool(chain.verify(signed).faults)
            transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("how", HOW)
def test_a_thousand_alterations_are_seen_with_the_heads_kept_outside(how: str) -> None:
    """Nine ways, 112 times each: 1,008, all seen."""
    written(12)
    heads.sign_head()
    signed = heads.read_heads(settings.JOURNAL_HEADS, heads.public_key())
    assert seen(how, 112, signed) == 112


@pytest.mark.parametrize("how", ["rebuilt", "tail"])
def test_without_the_heads_they_pass(how: str) -> None:
    """Negative control: why the heads are kept outside."""
    written(12)
    assert seen(how, 20, None) == 0


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit_journalperson WHERE person = 2",
        "UPDATE audit_journalperson SET person = 77 WHERE person = 2",
        "INSERT INTO audit_journalperson (entry_id, person) VALUES (999999999, 2)",
    ],
)
def test_persons_noted_otherwise_than_the_lines_say_are_seen(
    statement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(4)
    triggers.unprotect()
    sql(statement)
    assert len(chain.verify().faults) == 1
    monkeypatch.setattr(triggers, "differences", lambda _most: [])
    assert chain.verify().faults == ()  # negative control: the chain alone does not tell


def test_a_forged_head_is_refused(outside: Path) -> None:
    written(2)
    heads.sign_head()
    file = outside / "heads.jsonl"
    honest = file.read_text()
    for forged in (honest.replace('"number": 2', '"number": 1'), honest + "{}\n", "nothing\n"):
        file.write_text(forged)
        with pytest.raises(heads.HeadError, match="ligne"):
            heads.read_heads(file, heads.public_key())


def test_a_head_is_signed_once_an_hour(
    outside: Path, django_capture_on_commit_callbacks: Any
) -> None:
    file = outside / "heads.jsonl"
    for _turn in range(3):
        with django_capture_on_commit_callbacks(execute=True):
            written(1)
    assert len(file.read_text().splitlines()) == 1
    long_ago = time.time() - heads.EVERY - 1
    os.utime(file, (long_ago, long_ago))
    with django_capture_on_commit_callbacks(execute=True):
        written(1)
    assert len(file.read_text().splitlines()) == 2
    assert oct(file.stat().st_mode & 0o777) == "0o600"


def test_a_head_that_cannot_be_kept_does_not_stop_the_work(
    outside: Path, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    (outside / "file").write_text("")
    settings.JOURNAL_HEADS = outside / "file" / "heads.jsonl"
    with django_capture_on_commit_callbacks(execute=True):
        written(1)
    assert chain.verify().lines == 1
