"""Saving a chapter, alone or at two; drafts, going back, states, remarks, justifications."""

from __future__ import annotations

from typing import Any

import pytest

from filrouge.audit.models import JournalEntry
from filrouge.reports import plan, reviewing, writing
from filrouge.reports.guard.findings import Finding
from filrouge.reports.models import Chapter, ChapterText, Comment, Draft, Edition, Justification
from filrouge.reports.refusal import RefusedError

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(user_of: Any) -> Edition:
    return plan.open_edition(actor=user_of("hf_director"), year=2024)


@pytest.fixture
def chapter(edition: Edition) -> Chapter:
    return edition.chapters.select_related("edition").get(code="housing-first-analyse")


def save(actor: Any, chapter: Chapter, version: int, body: str) -> writing.Saved:
    return writing.save_text(actor=actor, chapter=chapter, version=version, body=body)


def test_each_save_is_a_version_and_the_first_begins_the_work(
    chapter: Chapter, user_of: Any
) -> None:
    merle, pie = user_of("care_worker"), user_of("hf_director")
    save(merle, chapter, 0, "Un.\r\n\r\nDeux.")
    found = save(pie, chapter, 1, "Un.\n\nDeux.\n\nTrois.").chapter
    assert (found.state, found.version, found.changed_by) == ("in_progress", 2, pie)
    assert list(ChapterText.objects.values_list("number", "body", "author")) == [
        (2, "Un.\n\nDeux.\n\nTrois.", pie.pk),
        (1, "Un.\n\nDeux.", merle.pk),
    ]
    save(pie, chapter, 2, "Un.\n\nDeux.\n\nTrois.")
    assert ChapterText.objects.count() == 2


def test_the_journal_holds_lengths_and_no_words(chapter: Chapter, user_of: Any) -> None:
    save(user_of("care_worker"), chapter, 0, "Un secret.")
    entry = JournalEntry.objects.get(action="reports.save_text")
    assert entry.subject == "chapter 2024/housing-first-analyse"
    assert entry.detail == {"version": 1, "characters": 10, "merged": False}


def test_two_writers_in_two_places_are_merged(chapter: Chapter, user_of: Any) -> None:
    merle, pie = user_of("care_worker"), user_of("hf_director")
    save(merle, chapter, 0, "Un.\n\nDeux.")
    save(pie, chapter, 1, "Un de la pie.\n\nDeux.")
    found = save(merle, chapter, 1, "Un.\n\nDeux du merle.")
    assert found.merge is not None
    assert found.merge.received == ("Un de la pie.",)
    assert found.chapter.body == "Un de la pie.\n\nDeux du merle."
    assert ChapterText.objects.get(number=3).merged


def test_two_writers_in_one_place_choose_and_nothing_is_lost(
    chapter: Chapter, user_of: Any
) -> None:
    merle, pie = user_of("care_worker"), user_of("hf_director")
    save(merle, chapter, 0, "Un.")
    save(pie, chapter, 1, "Un de la pie.")
    found = save(merle, chapter, 1, "Un du merle.")
    assert found.conflict
    chapter.refresh_from_db()
    assert (chapter.body, chapter.version) == ("Un de la pie.", 2)
    assert Draft.objects.get(author=merle).body == "Un du merle."
    assert found.merge is not None
    with pytest.raises(RefusedError):  # the marks are still there
        save(merle, chapter, 2, found.merge.text)
    chosen = save(merle, chapter, 2, "Un des deux.").chapter
    assert (chosen.body, Draft.objects.count()) == ("Un des deux.", 0)


@pytest.mark.parametrize("body", ["x" * 200_001, "[" * 20_001, "> " * 200 + "x"])
def test_a_text_no_chapter_can_hold_is_refused_in_a_sentence(
    chapter: Chapter, user_of: Any, body: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        save(user_of("care_worker"), chapter, 0, body)
    assert str(refused.value).endswith(".")
    assert not ChapterText.objects.exists()


def test_a_draft_is_one_a_person_and_goes_when_saved(chapter: Chapter, user_of: Any) -> None:
    merle, pie = user_of("care_worker"), user_of("hf_director")
    for body in ("U", "Un", "Un."):
        writing.save_draft(actor=merle, chapter=chapter, version=0, body=body)
    writing.save_draft(actor=pie, chapter=chapter, version=0, body="Pie")
    assert Draft.objects.get(author=merle).body == "Un."
    save(merle, chapter, 0, "Un.")
    assert [one.author for one in Draft.objects.all()] == [pie]
    chapter.refresh_from_db()
    assert writing.save_draft(actor=pie, chapter=chapter, version=1, body="Un.") is None
    assert not Draft.objects.exists()


def test_an_earlier_text_comes_back_as_a_new_version(chapter: Chapter, user_of: Any) -> None:
    merle = user_of("care_worker")
    save(merle, chapter, 0, "Un.")
    save(merle, chapter, 1, "Deux.")
    with pytest.raises(RefusedError):
        writing.restore_text(actor=merle, chapter=chapter, version=1, number=1)
    with pytest.raises(RefusedError):
        writing.restore_text(actor=merle, chapter=chapter, version=2, number=9)
    found = writing.restore_text(actor=merle, chapter=chapter, version=2, number=1)
    assert (found.body, found.version, ChapterText.objects.count()) == ("Un.", 3, 3)


def test_a_chapter_goes_from_hand_to_hand(chapter: Chapter, user_of: Any) -> None:
    merle, pie = user_of("care_worker"), user_of("hf_director")
    with pytest.raises(RefusedError):
        reviewing.hand_over(actor=merle, chapter=chapter, version=0)
    save(merle, chapter, 0, "Un.")
    reviewing.hand_over(actor=merle, chapter=chapter, version=1)
    sent = reviewing.send_back(actor=pie, chapter=chapter, version=1, remark="Pourquoi ?")
    assert (sent.state, Comment.objects.get().text) == ("in_progress", "Pourquoi ?")
    reviewing.hand_over(actor=merle, chapter=chapter, version=1)
    assert save(merle, chapter, 1, "Un, car.").chapter.state == "in_progress"
    reviewing.hand_over(actor=merle, chapter=chapter, version=2)
    for version, findings in ((1, 0), (2, 1)):  # another text was read; the guard objects
        with pytest.raises(RefusedError):
            reviewing.approve_chapter(
                actor=pie, chapter=chapter, version=version, findings=findings
            )
    approved = reviewing.approve_chapter(actor=pie, chapter=chapter, version=2, findings=0)
    assert approved.state == "approved"
    with pytest.raises(RefusedError):
        save(merle, chapter, 2, "Un autre.")
    assert reviewing.reopen_chapter(actor=pie, chapter=chapter).state == "in_progress"


def test_what_is_frozen_refuses_everything(chapter: Chapter, user_of: Any) -> None:
    pie = user_of("hf_director")
    save(pie, chapter, 0, "Un.")
    Chapter.objects.filter(edition=chapter.edition).update(state="frozen")
    chapter.refresh_from_db()
    verb: dict[str, Any] = {"actor": pie, "chapter": chapter}
    for refused in (
        lambda: save(pie, chapter, 1, "Deux."),
        lambda: writing.restore_text(**verb, version=1, number=0),
        lambda: reviewing.hand_over(**verb, version=1),
        lambda: reviewing.approve_chapter(**verb, version=1, findings=0),
        lambda: reviewing.send_back(**verb, version=1, remark="Non"),
        lambda: reviewing.reopen_chapter(**verb),
        lambda: reviewing.add_comment(**verb, passage="", text="Oh"),
        lambda: reviewing.justify_finding(
            actor=pie, edition=chapter.edition, finding=FINDING, reason="x" * 30
        ),
    ):
        with pytest.raises(RefusedError):
            refused()


FINDING = Finding("sum", "housing-first-analyse", "43 et 44 font 88", "87, pas 88", "Corriger")


def test_a_justification_is_a_sentence_signed_and_can_be_withdrawn(
    edition: Edition, user_of: Any
) -> None:
    pie = user_of("hf_director")
    unknown = Finding("unknown", "x", "[hf.rien]", "inconnu", "", blocking=True)
    for finding, reason in ((FINDING, "ok"), (unknown, "x" * 40), (None, "x" * 40)):
        with pytest.raises(RefusedError):
            reviewing.justify_finding(actor=pie, edition=edition, finding=finding, reason=reason)
    for reason in ("Une personne est comptée deux fois.", "Une personne change d’équipe."):
        kept = reviewing.justify_finding(actor=pie, edition=edition, finding=FINDING, reason=reason)
    assert kept.fingerprint == FINDING.fingerprint
    assert Justification.objects.get().reason == "Une personne change d’équipe."
    reviewing.withdraw_justification(actor=pie, justification=kept)
    assert not Justification.objects.exists()


def test_a_remark_is_settled_and_opened_again(chapter: Chapter, user_of: Any) -> None:
    pie = user_of("hf_director")
    remark = reviewing.add_comment(actor=pie, chapter=chapter, passage=" Un. ", text="Quoi ?")
    settled = reviewing.settle_comment(actor=pie, comment=remark, settled=True)
    assert (settled.passage, settled.settled_by) == ("Un.", pie)
    assert reviewing.settle_comment(actor=pie, comment=remark, settled=False).settled_at is None
