"""A frozen edition is made again byte for byte, whatever happened to records and definitions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from filrouge.common.periods import Period
from filrouge.figures import definitions, engine
from filrouge.people.models import Person
from filrouge.reports import frozen
from filrouge.reports.models import Artefact, Chapter, Publication
from filrouge.reports.text import exhibits
from filrouge.vocabulary import lists
from tests.figures import lives
from tests.harness.client import StrictClient
from tests.reports import editions
from tests.reports.editions import KINDS, VISITS

pytestmark = pytest.mark.django_db
BODY = """
Les équipes ont réalisé [hf.encounters.home_visits] visites, dont
[hf.encounters.missed.share]{format=share} manquées. Voir [le sommaire](#introduction).

[figure: housing_first.ages]

[figure: hf.encounters.home_visits]{by=month}

[table: hf.encounters.home_visits, hf.tenants.followed]{columns="value,base,previous"}

- une liste : [hf.tenants.followed]{format=words} ;
- **la fin**.
"""


@pytest.fixture
def published(user_of: Callable[[str], Any]) -> Publication:
    editions.records(visits=9)
    edition = editions.edition()
    edition.chapters.filter(code="housing-first").update(body=BODY)
    return editions.publish(user_of("hf_director"), edition)


def files(publication: Publication) -> dict[str, str]:
    """The digest of each file as it was first made."""
    return dict(publication.artefacts.values_list("kind", "digest"))


def again(publication: Publication) -> dict[str, str]:
    """The digest of each file made again."""
    made = frozen.rendered(publication.content)
    return {kind: frozen.digest(file) for kind, file in made.items()}


def test_there_are_files_and_they_are_made_of_the_records(published: Publication) -> None:
    """Without this, files made of nothing would pass every test below."""
    assert set(files(published)) == set(KINDS)
    html = bytes(published.artefacts.get(kind="html").content).decode()
    assert "9" in html
    assert "<svg" in html
    assert all(len(bytes(one.content)) > 500 for one in published.artefacts.all())


def test_rendering_reads_no_record(
    published: Publication, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    content = published.content
    with django_assert_num_queries(0):
        frozen.rendered(content)


def test_same_bytes_after_records_changed(published: Publication) -> None:
    lives.visit(Person.objects.earliest("number"), date(2024, 7, 1), row=997)
    lives.followed(12, visits=5)
    assert computed(VISITS).text == "15"
    assert again(published) == files(published)
    assert all(same for _kind, same in frozen.differing(published))


def test_same_bytes_after_people_were_erased(published: Publication) -> None:
    editions.erase_people()
    assert computed(VISITS).text in ("", "0")
    assert again(published) == files(published)


def test_same_bytes_after_chapters_were_rewritten(published: Publication) -> None:
    Chapter.objects.update(title="Autre", body="Autre chose.", state=Chapter.State.IN_PROGRESS)
    published.edition.title = "Autre"
    published.edition.save()
    assert again(published) == files(published)


def test_same_bytes_after_definitions_charts_and_words_changed(
    published: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = {
        id_: replace(one, version=one.version + 1, decimals=3)
        for id_, one in definitions.catalogue().items()
    }
    monkeypatch.setattr(engine, "catalogue", lambda: changed)
    assert computed(VISITS).version == 2
    monkeypatch.setattr(exhibits, "CHARTS", {})
    monkeypatch.setattr(lists, "get", _nothing)
    assert again(published) == files(published)


def test_same_bytes_when_nothing_can_be_computed_any_more(
    published: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "compute", _nothing)
    monkeypatch.setattr(engine, "known", _nothing)
    monkeypatch.setattr(engine, "breakdown", _nothing)
    assert again(published) == files(published)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_same_bytes_in_every_language(published: Publication, language: str) -> None:
    with translation.override(language):
        assert again(published) == files(published)


def test_the_public_page_stays_when_everybody_is_erased(
    published: Publication, client: StrictClient
) -> None:
    address = "/publications/2024/housing-first/"
    before = client.get(address).content
    editions.erase_people()
    assert b"9" in before
    assert client.get(address).content == before


def test_a_kept_content_that_changed_is_found(published: Publication) -> None:
    """Negative control: what differs is said."""
    published.content = published.content.replace("Réseau Sterne", "Réseau Pinson")
    found = dict(frozen.differing(published))
    assert not found["content"]
    assert not found["pdf"]
    assert Artefact.objects.filter(publication=published).count() == len(KINDS)


def computed(id_: str) -> Any:
    return engine.compute(Period.year(2024), ids=[id_])[id_]


def _nothing(*_arguments: Any, **_named: Any) -> Any:
    raise AssertionError("a frozen edition asked for something")
