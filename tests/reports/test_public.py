"""What anybody reads: published editions only, light pages, the same for everyone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from filrouge.reports import publishing
from filrouge.reports.models import Publication
from tests.figures import lives
from tests.harness.client import StrictClient
from tests.reports import editions
from tests.reports.editions import VISITS, quick_files

__all__ = ["quick_files"]
pytestmark = pytest.mark.django_db
HOME = "/publications/2024/"
PAGES = (
    "/publications/",
    HOME,
    f"{HOME}introduction/",
    f"{HOME}housing-first/",
    f"{HOME}chiffres/",
    f"{HOME}chiffres/connect-1/",
    f"{HOME}edition-1/",
    f"{HOME}edition-1/housing-first/",
    f"{HOME}rapport.pdf",
    f"{HOME}rapport.json",
    f"{HOME}edition-1/rapport.xlsx",
)
MOST = 150_000


@pytest.fixture
def published(quick_files: None, user_of: Callable[[str], Any]) -> Publication:
    editions.records()
    return editions.publish(user_of("hf_director"), editions.edition())


@pytest.mark.parametrize("url", [*PAGES, f"{HOME}chiffres/{VISITS}"])
def test_before_publication_there_is_nothing(client: StrictClient, url: str) -> None:
    editions.edition()
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("url", PAGES)
def test_anybody_reads_what_is_published(
    published: Publication, client: StrictClient, url: str
) -> None:
    response = client.get(url)
    assert response.status_code == 200
    assert "public" in response["Cache-Control"]
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies
    assert len(response.content) < MOST
    if response["Content-Type"].startswith("text/html"):
        text = response.content.decode()
        assert "noindex" not in text
        assert '<html lang="fr">' in text
        assert "<script" not in text
        assert "csrf" not in text


@pytest.mark.parametrize("url", PAGES)
def test_what_is_known_already_is_not_sent_again(
    published: Publication, client: StrictClient, url: str
) -> None:
    first = client.get(url)
    again = client.get(url, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Last-Modified"] == first["Last-Modified"]
    assert client.get(url, headers={"If-None-Match": '"other"'}).status_code == 200


def test_nothing_of_a_draft_is_public(published: Publication, client: StrictClient) -> None:
    chapter = published.edition.chapters.get(code="housing-first")
    chapter.body = "Un secret de brouillon."
    chapter.save()
    editions.edition(2025)
    for url in PAGES:
        assert "secret" not in client.get(url).content.decode(errors="replace")
    assert client.get("/publications/2025/").status_code == 404
    assert "2025" not in client.get("/publications/").content.decode()


def test_is_in_french_whatever_the_reader_chose(
    published: Publication, client: StrictClient
) -> None:
    client.cookies["django_language"] = "nl"
    assert "Sommaire" in client.get(HOME).content.decode()


@pytest.mark.parametrize(
    ("kind", "type_", "place"),
    [
        ("pdf", "application/pdf", "inline"),
        ("json", "application/json", "attachment"),
        (
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "attachment",
        ),
        (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "attachment",
        ),
    ],
)
def test_files_are_those_made_at_publication(
    published: Publication, client: StrictClient, kind: str, type_: str, place: str
) -> None:
    response = client.get(f"{HOME}rapport.{kind}")
    assert response.content == bytes(published.artefacts.get(kind=kind).content)
    assert response["Content-Type"] == type_
    assert response["Content-Disposition"] == f'{place}; filename="rapport-2024.{kind}"'


def test_other_files_do_not_exist(published: Publication, client: StrictClient) -> None:
    assert client.get(f"{HOME}rapport.html").status_code == 404
    assert client.get(f"{HOME}rapport.exe").status_code == 404


def test_the_contents_lead_to_every_chapter(published: Publication, client: StrictClient) -> None:
    text = client.get(HOME).content.decode()
    for link in ("introduction/", "housing-first/", "housing-first/#realisations"):
        assert f'href="{link}"' in text
    moved = client.get(f"{HOME}realisations/")
    assert moved.status_code == 302
    assert moved["Location"] == f"{HOME}housing-first/#realisations"


def test_links_lead_to_the_page_that_holds_them(
    published: Publication, client: StrictClient
) -> None:
    first = client.get(f"{HOME}introduction/").content.decode()
    assert 'href="../housing-first/#housing-first"' in first
    second = client.get(f"{HOME}housing-first/").content.decode()
    assert 'href="#housing-first"' in second
    leads = re.search(rf'href="\.\./(chiffres/[a-z0-9_-]+/)#{VISITS}"', second)
    assert leads
    assert f'id="{VISITS}"' in client.get(HOME + leads[1]).content.decode()
    found = client.get(f"{HOME}chiffres/{VISITS}")
    assert found["Location"] == f"{HOME}{leads[1]}#{VISITS}"
    assert client.get(f"{HOME}chiffres/hf.nothing").status_code == 404


def test_every_figure_is_on_one_page_with_its_definition(
    published: Publication, client: StrictClient
) -> None:
    index = client.get(f"{HOME}chiffres/").content.decode()
    codes = set(re.findall(r'href="([a-z0-9_-]+)/#', index))
    assert codes
    found: list[str] = []
    for code in codes:
        text = client.get(f"{HOME}chiffres/{code}/").content.decode()
        assert len(text.encode()) < MOST
        found.extend(re.findall(r'<div id="([^"]+)">', text))
    from filrouge.reports.frozen import figures_of

    assert sorted(found) == sorted(figures_of(published))


def test_earlier_editions_stay_at_their_address(
    published: Publication, client: StrictClient, user_of: Callable[[str], Any]
) -> None:
    director, edition = user_of("hf_director"), published.edition
    publishing.reopen_edition(actor=director, edition=edition)
    lives.followed(9, visits=4)
    editions.publish(director, edition, "Une personne manquait.")
    latest = client.get(HOME).content.decode()
    assert "Une personne manquait." in latest
    assert f'href="{HOME}edition-1/"' in latest
    old = client.get(f"{HOME}edition-1/housing-first/").content.decode()
    assert "a été corrigée depuis" in old
    assert "a été corrigée depuis" not in client.get(f"{HOME}housing-first/").content.decode()
    response = client.get(f"{HOME}edition-2/rapport.pdf")
    assert 'filename="rapport-2024-edition-2.pdf"' in response["Content-Disposition"]
    assert client.get(f"{HOME}edition-3/").status_code == 404


@pytest.mark.parametrize(
    ("url", "queries"), [(HOME, 3), (f"{HOME}housing-first/", 1), (f"{HOME}rapport.pdf", 3)]
)
def test_a_page_asks_the_database_very_little(
    published: Publication,
    client: StrictClient,
    django_assert_num_queries: DjangoAssertNumQueries,
    url: str,
    queries: int,
) -> None:
    client.get(url)
    with django_assert_num_queries(queries):
        assert client.get(url).status_code == 200
