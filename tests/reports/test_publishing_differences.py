"""What was published beside what would be computed today: which figures differ, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from filrouge.people.models import Person
from filrouge.reports.differences import between, differences
from filrouge.reports.models import Publication
from tests.figures import lives
from tests.figures.test_pages import Clients, page
from tests.reports import editions
from tests.reports.editions import VISITS, quick_files
from tests.reports.nodes import value

__all__ = ["quick_files"]
SHARE = value(
    "hf.share",
    "22\u202f%",
    "520/2383",
    "percent",
    base=2383,
    numerator="520",
    denominator="2383",
    records=520,
    digest="a",
)


def because(**changes: Any) -> str:
    """Why the share differs when today's computation has these changes."""
    found = between({"hf.share": SHARE}, {"hf.share": replace(SHARE, **changes)})
    return found[0].because if found else ""


def test_nothing_differs_when_nothing_changed() -> None:
    assert between({"hf.share": SHARE}, {"hf.share": SHARE}) == []


def test_an_indicator_that_is_gone() -> None:
    (found,) = between({"hf.share": SHARE}, {})
    assert (found.published, found.current) == ("22\u202f%", "")
    assert found.because == "L’indicateur n’existe plus."


def test_says_how_many_records_came_or_went() -> None:
    assert because(records=522, numerator="522", digest="b", text="x") == (
        "2 enregistrements de plus sont comptés (520 → 522)."
    )
    assert because(records=519, numerator="519", digest="b") == (
        "1 enregistrement de moins est compté (520 → 519)."
    )


def test_says_that_other_records_are_counted() -> None:
    assert because(digest="b") == "Autant d’enregistrements sont comptés, mais pas les mêmes."


def test_says_the_version_and_the_base() -> None:
    assert because(version=2, base=2384, denominator="2384") == (
        "La définition est passée de la version 1 à la version 2, "
        "la base est passée de 2\u202f383 à 2\u202f384."
    )


def test_says_that_the_parts_changed() -> None:
    total = value("hf.total", "12", "12")
    (found,) = between({"hf.total": total}, {"hf.total": replace(total, text="13", display="13")})
    assert found.because == "Les chiffres dont il est fait ont changé."
    assert not found.same_value


def test_values_that_changed_come_first() -> None:
    same = replace(SHARE, key="hf.other", id="hf.other")
    found = between(
        {"hf.other": same, "hf.share": SHARE},
        {"hf.other": replace(same, digest="b"), "hf.share": replace(SHARE, text="23")},
    )
    assert [(one.key, one.same_value) for one in found] == [("hf.share", False), ("hf.other", True)]


# --- on the pages --------------------------------------------------------------------------------


@pytest.fixture
def published(quick_files: None, user_of: Callable[[str], Any]) -> Publication:
    editions.records()
    return editions.publish(user_of("hf_director"), editions.edition())


@pytest.mark.django_db
def test_an_edition_does_not_differ_when_it_appears(published: Publication) -> None:
    assert differences(published) == []


@pytest.mark.django_db
def test_later_records_show_and_never_alter_it(published: Publication, client_of: Clients) -> None:
    before = published.content
    lives.visit(Person.objects.earliest("number"), date(2024, 6, 1), row=998)
    found = {one.key: one for one in differences(published)}
    visits = found[VISITS]
    assert (visits.published, visits.current) == ("6", "7")
    assert visits.because == "1 enregistrement de plus est compté (6 → 7)."
    published.refresh_from_db()
    assert published.content == before
    text = page(client_of("care_worker"), "/rapports/2024/publication/").get_text()
    assert "L’édition publiée n’a pas changé" in text
    assert visits.because in text


@pytest.mark.django_db
def test_the_page_of_a_figure_says_what_was_published(
    published: Publication, client_of: Clients
) -> None:
    address = f"/chiffres/2024/{VISITS}/"
    client = client_of("reporting_officer")
    assert "Publié dans le rapport" not in page(client, address).get_text()
    lives.visit(Person.objects.earliest("number"), date(2024, 6, 1), row=998)
    text = page(client, address).get_text()
    assert "Publié dans le rapport 2024 (édition 1) : 6" in text
    assert "Aujourd’hui : 7." in text


@pytest.mark.django_db
def test_the_page_of_a_figure_says_where_the_comparison_comes_from(
    published: Publication, client_of: Clients
) -> None:
    lives.published(VISITS, 2023, "5")
    text = page(client_of("reporting_officer"), f"/chiffres/2025/{VISITS}/").get_text()
    assert "gardé par l’édition figée 1" in text
    assert text.count("gardé par") == 1
