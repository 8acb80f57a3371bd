"""The plan of an edition: opened from last year's, changed, never at the cost of a text."""

from __future__ import annotations

import re
from typing import Any

import pytest

from filrouge.audit.models import JournalEntry
from filrouge.reports import plan, writing
from filrouge.reports.models import Chapter, Edition
from filrouge.reports.refusal import RefusedError
from filrouge.reports.views.writing_urls import EDITION, urlpatterns

pytestmark = pytest.mark.django_db

VALUES = {
    "title": "Le lilas",
    "level": 2,
    "programme": "connect",
    "guidance": "",
    "responsible": None,
}


@pytest.fixture
def edition(user_of: Any) -> Edition:
    return plan.open_edition(actor=user_of("hf_director"), year=2024)


def codes(edition: Edition) -> list[str]:
    return list(edition.chapters.order_by("position").values_list("code", flat=True))


def test_a_first_edition_has_the_usual_plan(edition: Edition) -> None:
    found = codes(edition)
    assert found[0] == "introduction"
    assert found[-1] == "conclusion"
    assert len(found) == len(set(found)) > 40
    assert set(edition.chapters.values_list("programme", flat=True)) == {
        "housing_first", "support", "connect", "institution",
    }  # fmt: skip
    assert JournalEntry.objects.filter(action="reports.open_edition").count() == 1


def test_the_next_edition_copies_the_plan_and_no_text(edition: Edition, user_of: Any) -> None:
    writer = user_of("care_worker")
    chapter = edition.chapters.get(code="housing-first-analyse")
    writing.save_text(actor=writer, chapter=chapter, version=0, body="Un texte.")
    Chapter.objects.filter(pk=chapter.pk).update(responsible=writer, title="Ce qu’on en pense")
    opened = plan.open_edition(actor=user_of("reporting_officer"), year=2025)
    assert codes(opened) == codes(edition)
    copied = opened.chapters.get(code="housing-first-analyse")
    assert (copied.title, copied.responsible) == ("Ce qu’on en pense", writer)
    assert (copied.body, copied.state, copied.version) == ("", "to_write", 0)


@pytest.mark.parametrize("year", [2024, 1200, 3000])
def test_a_year_has_one_edition(edition: Edition, user_of: Any, year: int) -> None:
    with pytest.raises(RefusedError):
        plan.open_edition(actor=user_of("hf_director"), year=year)


def test_a_new_chapter_comes_where_it_was_asked(edition: Edition, user_of: Any) -> None:
    actor = user_of("reporting_officer")
    add = {"actor": actor, "edition": edition, "after": "housing-first"}
    plan.add_chapter(**add, values=VALUES)
    plan.add_chapter(**add, values=VALUES)
    plan.add_chapter(**add, values={**VALUES, "title": "Cohérence"})
    assert codes(edition)[1:5] == ["housing-first", "coherence-2", "le-lilas-2", "le-lilas"]
    assert list(edition.chapters.values_list("position", flat=True)) == list(
        range(1, edition.chapters.count() + 1)
    )


def test_no_chapter_has_the_address_of_a_page() -> None:
    """A code that is a page of the edition would hide the chapter."""
    words = {
        found[1]
        for one in urlpatterns
        if (found := re.match(rf"{re.escape(EDITION)}([a-z]+)/", str(one.pattern)))
    }
    assert words <= plan.RESERVED


def test_a_part_moves_with_its_chapters(edition: Edition, user_of: Any) -> None:
    actor, before = user_of("reporting_officer"), codes(edition)
    part = edition.chapters.get(code="equipe-mobile")
    assert plan.move_chapter(actor=actor, chapter=part, up=True)
    moved = codes(edition)
    assert moved[1] == "equipe-mobile"
    assert moved.index("housing-first") == 11
    assert sorted(moved) == sorted(before)
    assert plan.move_chapter(actor=actor, chapter=part, up=False)
    assert codes(edition) == before


def test_a_chapter_moves_one_place_and_stops_at_the_ends(edition: Edition, user_of: Any) -> None:
    actor = user_of("reporting_officer")
    chapter = edition.chapters.get(code="housing-first-personnes")
    plan.move_chapter(actor=actor, chapter=chapter, up=True)
    assert codes(edition)[2:4] == ["housing-first-personnes", "housing-first-introduction"]
    first = edition.chapters.get(code="introduction")
    assert not plan.move_chapter(actor=actor, chapter=first, up=True)


def test_only_an_empty_chapter_is_taken_out(edition: Edition, user_of: Any) -> None:
    actor = user_of("reporting_officer")
    written = edition.chapters.get(code="housing-first-analyse")
    writing.save_text(actor=actor, chapter=written, version=0, body="Un texte.")
    typed = edition.chapters.get(code="housing-first-reseaux")
    writing.save_draft(actor=actor, chapter=typed, version=0, body="Un brouillon.")
    for one in (written, typed):
        with pytest.raises(RefusedError):
            plan.delete_chapter(actor=actor, chapter=one)
    plan.delete_chapter(actor=actor, chapter=edition.chapters.get(code="conclusion"))
    assert "conclusion" not in codes(edition)


def test_a_change_of_the_plan_does_not_undo_another(edition: Edition, user_of: Any) -> None:
    actor = user_of("reporting_officer")
    chapter = edition.chapters.get(code="conclusion")
    change = {"actor": actor, "chapter": chapter, "revision": chapter.revision}
    plan.change_chapter(**change, values=VALUES)
    with pytest.raises(RefusedError):
        plan.change_chapter(**change, values={**VALUES, "title": "Le merle"})
    chapter.refresh_from_db()
    assert (chapter.title, chapter.code) == ("Le lilas", "conclusion")


def test_a_frozen_edition_keeps_its_plan(edition: Edition, user_of: Any) -> None:
    actor = user_of("reporting_officer")
    edition.chapters.update(state="frozen")
    chapter = edition.chapters.get(code="conclusion")
    heading = {"title": "x", "subtitle": "", "organisation": "", "responsible": None}
    for refused in (
        lambda: plan.change_edition(actor=actor, edition=edition, values=heading),
        lambda: plan.add_chapter(actor=actor, edition=edition, after="", values=VALUES),
        lambda: plan.change_chapter(actor=actor, chapter=chapter, revision=1, values=VALUES),
        lambda: plan.move_chapter(actor=actor, chapter=chapter, up=True),
        lambda: plan.delete_chapter(actor=actor, chapter=chapter),
    ):
        with pytest.raises(RefusedError):
            refused()
