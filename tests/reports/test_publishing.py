"""Freezing an edition: what refuses it, what it keeps, and that nothing changes it any more."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from filrouge.audit.models import JournalEntry
from filrouge.common.periods import Period
from filrouge.context.models import FrozenFigure
from filrouge.figures.facts.scope import Scope
from filrouge.people.models import Person
from filrouge.reports import frozen, publishing
from filrouge.reports.models import (
    Artefact,
    Chapter,
    Edition,
    Justification,
    Publication,
    PublicationError,
)
from filrouge.reports.readiness import Readiness
from filrouge.reports.refusal import RefusedError
from filrouge.reports.triggers import PUBLISHED
from tests.figures import lives
from tests.reports import editions
from tests.reports.editions import VISITS, quick_files

__all__ = ["quick_files"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_files")]


@pytest.fixture
def director(user_of: Callable[[str], Any]) -> Any:
    return user_of("hf_director")


@pytest.fixture
def published(director: Any) -> Publication:
    editions.records()
    return editions.publish(director, editions.edition())


def refusal(director: Any, edition: Edition, reason: str = "") -> str:
    """The sentences of a refusal; nothing was stored."""
    before = Publication.objects.count()
    with pytest.raises(RefusedError) as refused:
        editions.publish(director, edition, reason)
    assert Publication.objects.count() == before
    assert not FrozenFigure.objects.exists() or before
    return str(refused.value)


def test_keeps_text_figures_files_and_comparators(published: Publication) -> None:
    kept = frozen.read(published.content)
    value = kept.figures[VISITS]
    assert (value.text, value.version, value.records) == ("6", 1, 6)
    assert len(value.digest) == 64
    assert value.definition
    assert kept.document.values[VISITS].display == "6"
    assert frozen.digest(published.content) == published.digest
    assert [one.kind for one in published.artefacts.order_by("kind")] == list(editions.KINDS)
    row = FrozenFigure.objects.get(indicator=VISITS)
    assert (row.year, row.publication, row.value, row.version) == (2024, 1, "6", 1)
    states = set(published.edition.chapters.values_list("state", flat=True))
    assert states == {Chapter.State.FROZEN}


def test_the_journal_says_which_edition_and_how_much(published: Publication) -> None:
    entry = JournalEntry.objects.get(action="reports.publish_edition")
    assert entry.subject == "edition 2024"
    assert entry.detail["number"] == 1
    assert entry.detail["digest"] == published.digest
    assert entry.detail["chapters"] == 3


def _composed(edition: Edition) -> tuple[Any, Any]:
    ready = Readiness(edition)
    return ready.document, ready.figures


def test_keeps_no_row_about_a_person(published: Publication) -> None:
    Person.objects.update(first_name="Sarcelle", last_name="Myosotis")
    again = frozen.written(*_composed(published.edition))
    for person in Person.objects.all():
        assert person.last_name not in again
        assert person.first_name not in again
    value = json.loads(published.content)["figures"][VISITS]
    assert not any("ids" in key or "rows" in key for key in value)


def test_what_leaves_the_house_tells_no_small_group_and_no_digest(published: Publication) -> None:
    inside = frozen.figures_of(published)
    outside = frozen.disclosed(inside, frozen.document_of(published))
    assert not any(value.digest for value in outside.values())
    followed = {key: value for key, value in inside.items() if value.of_people and value.text}
    small = [key for key, value in followed.items() if value.text in {"1", "2", "3", "4"}]
    assert small
    assert all(outside[key].exact == "" and outside[key].records is None for key in small)
    assert all(outside[key].display == "<\u202f5" for key in small)
    assert outside[VISITS].text == "6"


# --- refusals ------------------------------------------------------------------------------------


def test_refuses_chapters_that_are_not_approved(director: Any) -> None:
    editions.records()
    edition = editions.edition()
    edition.chapters.filter(code="realisations").update(state=Chapter.State.REREAD)
    assert "Réalisations" in refusal(director, edition)


def test_refuses_figures_that_do_not_exist(director: Any) -> None:
    editions.records()
    edition = editions.edition()
    edition.chapters.filter(code="introduction").update(body="Il y a [hf.encounters.nothing].")
    assert "[hf.encounters.nothing]" in refusal(director, edition)


def test_refuses_a_year_without_records(director: Any) -> None:
    assert "2024" in refusal(director, editions.edition())


def test_refuses_an_edition_without_chapters(director: Any) -> None:
    editions.records()
    edition = Edition.objects.create(year=2024, title="Rapport")
    assert refusal(director, edition)


def test_refuses_findings_until_they_are_justified(director: Any) -> None:
    editions.records()
    edition = editions.edition()
    text = "Sur 100 visites, 30 étaient prévues et 80 ne l’étaient pas, soit 30 % et 80 %."
    edition.chapters.filter(code="introduction").update(body=text)
    from filrouge.reports import queries

    found = queries.findings(edition)
    assert any(one.open for one in found)
    assert "cohérence" in refusal(director, edition)
    for one in found:
        Justification.objects.create(
            edition=edition,
            fingerprint=one.finding.fingerprint,
            rule=one.finding.rule,
            excerpt=one.finding.excerpt,
            reason="Les deux parts se recouvrent.",
            author=director,
        )
    publication = editions.publish(director, edition)
    kept = frozen.read(publication.content).justifications
    assert {one["reason"] for one in kept} == {"Les deux parts se recouvrent."}


def test_a_failure_halfway_stores_nothing(director: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    editions.records()
    edition = editions.edition()

    def fail(_content: str) -> dict[str, bytes]:
        raise RuntimeError

    monkeypatch.setattr(frozen, "rendered", fail)
    with pytest.raises(RuntimeError):
        editions.publish(director, edition)
    assert not Publication.objects.exists()
    assert not FrozenFigure.objects.exists()
    assert not edition.chapters.filter(state=Chapter.State.FROZEN).exists()


# --- corrections ---------------------------------------------------------------------------------


def test_a_published_edition_is_not_published_twice(director: Any, published: Publication) -> None:
    assert "rouvrez" in refusal(director, published.edition, "Une faute.")


def test_a_correction_is_a_further_number_with_its_reason(
    director: Any, published: Publication
) -> None:
    edition = published.edition
    publishing.reopen_edition(actor=director, edition=edition)
    assert refusal(director, edition)
    lives.visit(Person.objects.earliest("number"), date(2024, 5, 1), row=999)
    second = editions.publish(director, edition, "Une visite manquait.")
    assert (second.number, second.reason) == (2, "Une visite manquait.")
    assert frozen.figures_of(second)[VISITS].text == "7"
    assert frozen.figures_of(published)[VISITS].text == "6"
    assert Scope(Period.year(2025)).published[VISITS] == {2024: "7"}


def test_only_a_frozen_edition_is_reopened(director: Any) -> None:
    with pytest.raises(RefusedError):
        publishing.reopen_edition(actor=director, edition=editions.edition())


def test_next_year_compares_with_what_was_published(director: Any, published: Publication) -> None:
    lives.published(VISITS, 2024, "5")
    lives.published(VISITS, 2023, "4")
    assert Scope(Period.year(2025)).published[VISITS] == {2023: "4", 2024: "6"}


# --- never changed -------------------------------------------------------------------------------


def test_python_refuses_to_change_or_remove(published: Publication) -> None:
    artefact = published.artefacts.get(kind="pdf")
    for act in (published.save, published.delete, artefact.save, artefact.delete):
        with pytest.raises(PublicationError):
            act()


@pytest.mark.parametrize("table", PUBLISHED, ids=lambda table: table.table)
def test_the_database_refuses_too(published: Publication, table: Any) -> None:
    for sql in (f"UPDATE {table.table} SET id = id", f"DELETE FROM {table.table}"):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            connection.cursor().execute(sql)
    assert Artefact.objects.count() == len(editions.KINDS)


@pytest.mark.parametrize("table", PUBLISHED, ids=lambda table: table.table)
def test_the_refusal_is_the_triggers_doing(published: Publication, table: Any) -> None:
    """Negative control: without them, the same statement passes."""
    table.unprotect()
    assert len(table.missing()) == 2
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table.table} SET id = id")
        assert cursor.rowcount >= 1
    table.protect()
    assert table.missing() == []
