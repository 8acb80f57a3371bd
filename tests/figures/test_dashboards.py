"""Chapters of Connect, Support and the institution: one mechanism, prose for any year."""

from __future__ import annotations

import re
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from filrouge.common.periods import Period
from filrouge.directory.models import Organisation
from filrouge.figures.dashboard import drawings, prose
from filrouge.mobile_team.models import Request
from tests.figures import lives
from tests.figures.test_pages import Clients, page

pytestmark = pytest.mark.django_db


def asked(number: int) -> None:
    """A request for intervention of the mobile team, answered the next day."""
    organisation, _new = Organisation.objects.get_or_create(name="Maison du Merle")
    Request.objects.create(
        code=f"D{number:03}",
        kind="intervention",
        received_on=date(2024, 3, number),
        first_response_on=date(2024, 3, number + 1),
        organisation=organisation,
        motive="eviction_risk",
        channel="colleague",
        outcome="phone_only",
        sector="housing",
    )


@pytest.mark.parametrize("programme", ["support", "connect", "institution"])
def test_says_what_has_a_value_and_only_that(client_of: Clients, programme: str) -> None:
    lives.followed(1)
    asked(1)
    found = page(client_of("reporting_officer"), f"/rapport/2024/{programme}/")
    assert found.h1
    for text in found.select(".prose p"):
        said = text.get_text()
        assert "—" not in said
        assert "[" not in said
        assert "{" not in said
        words = "".join(str(part) for part in text.find_all(string=True, recursive=False))
        assert not re.search(r"\d", words.replace("2023-2024", "").replace("2024-2025", ""))
        assert text.select("a.traced")


def test_the_figures_of_the_year_are_said_with_their_thread(client_of: Clients) -> None:
    for number in range(1, 4):
        asked(number)
    found = page(client_of("support_worker"), "/rapport/2024/support/")
    link = found.select_one('.prose a[href="/chiffres/2024/support.mobile.requests.new/"]')
    assert link is not None
    assert link.get_text() == "3"
    assert found.select_one("main")["data-programme"] == "support"  # type: ignore[index]


def test_a_section_without_any_value_is_not_shown(client_of: Clients) -> None:
    asked(1)
    found = page(client_of("support_worker"), "/rapport/2024/support/")
    shown = [section["id"] for section in found.select("section.chapter")]
    assert "mobile" in shown
    for section in found.select("section.chapter"):
        assert section.select("a.traced"), section["id"]


@pytest.mark.parametrize("requests", [1, 3])
@pytest.mark.parametrize(
    ("programme", "queries"), [("support", 72), ("connect", 36), ("institution", 20)]
)
def test_asks_as_much_whatever_the_records(
    client_of: Clients,
    programme: str,
    queries: int,
    requests: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(1, requests + 1):
        lives.followed(number)
        asked(number)
    client = client_of("hf_director")
    with django_assert_num_queries(queries):
        client.get(f"/rapport/2024/{programme}/")


def test_an_unwritten_chapter_is_not_found(client_of: Clients) -> None:
    lives.followed(1)
    client = client_of("hf_director")
    assert client.get("/rapport/2024/jardinage/").status_code == 404
    assert client.get("/rapport/jardinage/").status_code == 404


def test_each_programme_leads_to_its_latest_year(client_of: Clients) -> None:
    asked(1)
    answer = client_of("connect_officer").get("/rapport/connect/")
    assert answer["Location"] == "/rapport/2024/connect/"


def test_cycles_are_those_that_end_and_begin_in_the_year() -> None:
    year = Period.year(2031)
    assert drawings.of_year("a.{ending}.b.{starting}", year) == "a.2030_2031.b.2031_2032"
    assert drawings.of_any_year("a.2031_2032.b", year) == "a.{starting}.b"
    assert prose.filled("cycle {ending}", {}, year) == "cycle 2030-2031"
    assert prose.filled("[a.{ending}.b]", {}, year) is None


def test_the_list_keeps_to_a_programme(client_of: Clients) -> None:
    asked(1)
    client = client_of("hf_director")
    everything = page(client, "/chiffres/2024/")
    found = page(client, "/chiffres/2024/?programme=support")
    ids = {str(link["href"]).split("/")[3] for link in found.select("table.figures td.value a")}
    assert "support.mobile.requests.new" in ids
    assert not [id_ for id_ in ids if id_.startswith("connect.representation")]
    assert len(found.select("td.value a")) < len(everything.select("td.value a"))
    sought = page(client, "/chiffres/2024/?programme=support&q=demandes")
    assert sought.select('input[name="programme"][value="support"]')
    anchors = [section["id"] for section in everything.select("section[id]")]
    assert len(anchors) == len(set(anchors))
