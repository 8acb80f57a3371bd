"""The person's log says what the journal says: all of it, and nothing else."""

from __future__ import annotations

import random

import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from filrouge.access.files import RULES
from filrouge.audit import journal
from filrouge.audit.models import JournalEntry, JournalQuerySet
from filrouge.dossiers import log
from filrouge.people.models import Candidate
from filrouge.privacy import export
from tests.dossiers import lives, paths
from tests.dossiers.conftest import Logged, Workers

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", range(5))
def test_the_log_equals_the_journal_on_random_histories(worker: Workers, seed: int) -> None:
    dice = random.Random(seed)
    users = [worker("care_worker"), worker("peer_worker"), None]
    acts = [*log.WORDS, *["an.act_without_words"] * 20]
    for _step in range(120):
        journal.record(
            actor=dice.choice(users),
            action=dice.choice(acts),
            persons=dice.sample(range(1, 25), dice.randrange(0, 6)),
            detail={"because": dice.sample([rule.code for rule in RULES], 1)},
        )
    for person in range(1, 25):
        wanted = {e.pk for e in JournalEntry.objects.all() if person in e.persons}
        assert {line.entry for line in log.consultations(person)} == wanted


def test_a_log_that_forgets_would_be_noticed(
    worker: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: a log that leaves out what it has no words for."""
    plain = JournalQuerySet.concerning
    monkeypatch.setattr(
        JournalQuerySet, "concerning", lambda self, pk: plain(self, pk).filter(action__in=log.WORDS)
    )
    with pytest.raises(AssertionError):
        test_the_log_equals_the_journal_on_random_histories(worker, 1)


def test_ids_are_not_taken_for_their_parts(worker: Workers) -> None:
    journal.record(actor=worker("care_worker"), action="dossiers.read_file", persons=[12, 121])
    assert len(log.consultations(12)) == 1
    assert log.consultations(1) == log.consultations(2) == log.consultations(21) == []


def test_a_line_says_what_which_role_and_why_but_no_name(worker: Workers, logged: Logged) -> None:
    user, who = worker("care_worker"), lives.person(1, followed=True)
    user.first_name, user.last_name = "Mésange", "Origan"
    user.save()
    client = logged(user)
    client.get(f"/personnes/{who.pk}/")
    page = BeautifulSoup(client.get(f"/personnes/{who.pk}/consultations/").content, "html.parser")
    lines = page.select("main ol > li")
    assert len(lines) == JournalEntry.objects.filter(action__startswith="dossiers").count() == 2
    text = lines[-1].get_text(" ")
    assert "ACT" in text
    assert str(log.WORDS["dossiers.read_file"]) in text
    assert "Origan" not in text
    assert user.username not in text


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_the_log_is_told_in_the_language_of_the_person(
    worker: Workers, logged: Logged, language: str
) -> None:
    who = lives.person(1, followed=True)
    address = f"/personnes/{who.pk}/consultations/?langue={language}"
    page = logged(worker("care_worker")).get(address).content.decode()
    assert f'<html lang="{language}"' in page
    with translation.override(language):
        assert str(log.WORDS["dossiers.read_log"]) in page


def test_every_act_that_names_persons_has_words(worker: Workers) -> None:
    """The verbs of access and the pages of files write no act that the log does not know."""
    import re
    from pathlib import Path

    import filrouge

    root = Path(filrouge.__file__).parent
    written: set[str] = set()
    for path in (root / "access").glob("domain_*.py"):
        text = path.read_text("utf-8")
        written |= {f"access.{verb}" for verb in re.findall(r'_write\(actor, "(\w+)"', text)}
        written |= set(re.findall(r'action="(access\.\w+)"', text))
    for path in (root / "dossiers" / "views").glob("*.py"):
        text = path.read_text("utf-8")
        found = re.findall(r'(?:write_down\(request|open_file\(request, pk), "(\w+)"', text)
        written |= {f"dossiers.{act}" for act in found}
    assert written - {"dossiers.refused_opening"} <= set(log.WORDS)
    assert len(written) > 12


def test_what_was_written_in_a_file_is_told_by_its_kind(worker: Workers) -> None:
    user = worker("care_worker")
    for verb in ("create", "correct", "delete", "burn"):
        journal.record(actor=user, action=f"followup.{verb}_goal", persons=[7])
    with translation.override("fr"):
        told = [line.what for line in reversed(log.consultations(7))]
        assert told == [
            *(
                str(log.VERBS[verb]) % {"kind": "objectif"}
                for verb in ("create", "correct", "delete")
            ),
            str(log.OTHER),
        ]


def test_the_time_before_the_entry_is_told_too(worker: Workers) -> None:
    """What was read of a candidate names no person; once they have a file, their log says it."""
    reader, director = worker("peer_worker"), worker("hf_director")
    other = Candidate.objects.create(code="C99", referred_on=lives.DAY)
    who = paths.entered(director, lives.DAY)
    mine = Candidate.objects.get(became=who).pk
    before = [line.entry for line in log.consultations(who.pk)]
    for act, keys in (
        ("list_candidates", [mine, other.pk]),
        ("read_candidate", [mine]),
        ("read_candidate", [other.pk]),
        ("list_candidates", [other.pk]),
    ):
        detail = {"role": "peer_worker", "candidates": keys}
        journal.record(
            actor=reader, action=f"people.{act}", subject="people_candidate", detail=detail
        )
    for key in (mine, other.pk):
        journal.record(
            actor=director, action="people.decide_candidate", subject=f"people_candidate {key}"
        )
    told = [line for line in log.consultations(who.pk) if line.entry not in before]
    assert [line.what for line in told] == [
        str(log.WORDS[f"people.{act}_candidate{s}"])
        for act, s in (("decide", ""), ("read", ""), ("list", "s"))
    ]
    assert log.consultations(who.pk, 2) == told[:2]
    given = export.export(actor=director, person=who)["consultations"]
    assert {str(log.WORDS["people.list_candidates"])} < {line["en clair"] for line in given}
    entries = [line.entry for line in log.consultations(who.pk)]
    assert len(entries) == len(set(entries))
