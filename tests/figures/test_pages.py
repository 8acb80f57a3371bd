"""The list of figures: latest year, search, periods, exports, what cannot be asked."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from pytest_django import DjangoAssertNumQueries

from filrouge.access.policy import ROLES
from filrouge.common.text import harmless
from filrouge.figures.definitions import catalogue
from tests.figures import lives
from tests.harness.client import StrictClient

pytestmark = pytest.mark.django_db
Clients = Callable[[str], StrictClient]
HTMX = {"HX-Request": "true", "HX-Target": "figures"}


def page(client: StrictClient, address: str, **more: Any) -> BeautifulSoup:
    answer = client.get(address, **more)
    assert answer.status_code == 200, answer.content[:300]
    return BeautifulSoup(answer.content, "html.parser")


def test_without_records_the_page_says_how_they_come(client_of: Clients) -> None:
    found = page(client_of("hf_director"), "/chiffres/")
    assert found.find("a", href="/imports/")
    assert (
        not page(client_of("reporting_officer"), "/chiffres/")
        .find("main")
        .find(  # type: ignore[union-attr]
            "a", href="/imports/"
        )
    )


def test_leads_to_the_latest_year_and_keeps_the_words(client_of: Clients) -> None:
    lives.followed(1)
    answer = client_of("hf_director").get("/chiffres/?q=visites à domicile")
    assert answer.status_code == 302
    assert answer["Location"] == "/chiffres/2024/?q=visites+%C3%A0+domicile"


@pytest.mark.parametrize("role", ROLES)
def test_every_role_reads_the_figures(client_of: Clients, role: str) -> None:
    lives.followed(1)
    assert client_of(role).get("/chiffres/2024/").status_code == 200


def test_every_figure_is_listed_once_and_leads_to_its_page(client_of: Clients) -> None:
    lives.followed(1)
    found = page(client_of("hf_director"), "/chiffres/2024/")
    links = [a["href"] for a in found.select("table.figures td.value a")]
    assert sorted(links) == sorted(f"/chiffres/2024/{id_}/" for id_ in catalogue())


def test_a_line_says_value_base_last_year_and_change(client_of: Clients) -> None:
    person = lives.followed(1, visits=3)
    lives.visit(person, lives.date(2024, 4, 1), row=7, status="tenant_absent")
    lives.published("hf.encounters.missed.share", 2023, "30")
    lives.printed("hf.encounters.missed.share", "31", "mal recopié")
    found = page(client_of("hf_director"), "/chiffres/2024/")
    link = found.find("a", href="/chiffres/2024/hf.encounters.missed.share/")
    assert link is not None
    line = link.find_parent("tr").get_text(" ")  # type: ignore[union-attr]
    assert link.get_text() == "25\u202f%"
    assert "base 4" in line
    assert "30\u202f%" in line
    assert "−5 pt" in line
    assert "publié" in line
    assert "31" in line


def test_a_figure_without_value_says_why(client_of: Clients) -> None:
    lives.followed(1)
    found = page(client_of("hf_director"), "/chiffres/2024/")
    link = found.find("a", href="/chiffres/2024/hf.caseload.per_fte/")
    assert link is not None
    assert link.get_text() == "—"
    assert "vide" in link.find_parent("tr").get_text()  # type: ignore[union-attr]


def test_search_filters_by_words_whatever_their_accents(client_of: Clients) -> None:
    lives.followed(1)
    client = client_of("hf_director")
    found = page(client, "/chiffres/2024/?q=VISITES manquees")
    links = [a["href"] for a in found.select("td.value a")]
    assert "/chiffres/2024/hf.encounters.missed.share/" in links
    assert len(links) < 5
    assert page(client, "/chiffres/2024/?q=hf.encounters.home_visits").select("td.value a")
    assert "Aucun" in page(client, "/chiffres/2024/?q=zzzz").get_text()


def test_searching_while_typing_gets_the_list_alone(client_of: Clients) -> None:
    lives.followed(1)
    answer = client_of("hf_director").get("/chiffres/2024/?q=visites", headers=HTMX)
    assert b"<html" not in answer.content
    assert b"hf.encounters.home_visits" in answer.content


@pytest.mark.parametrize(
    "slug", ["2024-T1", "2024-03", "2024-02-10..2024-05-03", "1999", "2100-T4"]
)
def test_any_period_has_its_page(client_of: Clients, slug: str) -> None:
    lives.followed(1)
    assert page(client_of("hf_director"), f"/chiffres/{slug}/").h1


@pytest.mark.parametrize(
    "address",
    [
        "/chiffres/deux-mille/",
        "/chiffres/2024-13/",
        "/chiffres/2024-05-03..2024-02-10/",
        "/chiffres/0001-01-01..9999-12-31/",
        "/chiffres/2024/hf.nothing/",
        "/chiffres/2024/hf.nothing/donnees/",
        "/chiffres/nope/hf.deaths/",
        "/chiffres/nope/export.csv",
        "/chiffres/periode/?id=hf.nothing",
        "/rapport/2024/autre-chose/",
        "/rapport/20240/housing-first/",
    ],
)
def test_what_does_not_exist_is_not_found(client_of: Clients, address: str) -> None:
    assert client_of("hf_director").get(address).status_code == 404


def test_free_dates_become_an_address(client_of: Clients) -> None:
    client = client_of("hf_director")
    dates = "d-start=2024-01-01&d-end=2024-03-31"
    assert client.get(f"/chiffres/periode/?{dates}")["Location"] == "/chiffres/2024-T1/"
    answer = client.get(f"/chiffres/periode/?{dates}&id=hf.deaths")
    assert answer["Location"] == "/chiffres/2024-T1/hf.deaths/"


@pytest.mark.parametrize(
    "dates",
    [
        "",
        "d-start=2024-05-01&d-end=2024-02-01",
        "d-start=x&d-end=2024-02-01",
        "d-start=0900-01-01&d-end=2024-02-01",
    ],
)
def test_wrong_dates_are_said(client_of: Clients, dates: str) -> None:
    found = page(client_of("hf_director"), f"/chiffres/periode/?{dates}")
    assert found.select(".errors")


@pytest.mark.parametrize("persons", [1, 3])
def test_the_list_asks_as_much_whatever_the_records(
    client_of: Clients, persons: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, persons + 1):
        lives.followed(number, visits=persons)
    client = client_of("hf_director")
    client.get("/chiffres/2024/")
    with django_assert_num_queries(76):
        client.get("/chiffres/2024/")


def test_the_list_is_light(client_of: Clients) -> None:
    lives.followed(1)
    sent = gzip.compress(client_of("hf_director").get("/chiffres/2024/").content)
    assert len(sent) < 150_000


def test_the_csv_holds_every_figure(client_of: Clients) -> None:
    lives.followed(1, visits=3)
    answer = client_of("reporting_officer").get("/chiffres/2024/export.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="chiffres_2024.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert list(rows[0]) == ["id", "value", "unit", "base", "version"]
    assert [row["id"] for row in rows] == list(catalogue())
    assert {r["id"]: r["value"] for r in rows}["hf.encounters.home_visits"] == "3"


def test_the_json_says_the_same(client_of: Clients) -> None:
    lives.followed(1, visits=3)
    rows = json.loads(client_of("reporting_officer").get("/chiffres/2024/export.json").content)
    assert {r["id"]: r["value"] for r in rows}["hf.encounters.home_visits"] == "3"


def test_a_typed_text_never_becomes_a_formula(client_of: Clients) -> None:
    lives.followed(1)
    from filrouge.context.models import ContextFigure

    ContextFigure.objects.create(
        indicator="hf.target.ideal_size", year=2024, value="=HYPERLINK(1)", source="x"
    )
    ContextFigure.objects.create(
        indicator="hf.network.immersion.weeks", year=2024, value="-3", source="x"
    )
    text = client_of("hf_director").get("/chiffres/2024/export.csv").content.decode()
    assert "hf.target.ideal_size,'=HYPERLINK(1)," in text
    assert "hf.network.immersion.weeks,-3," in text
    assert [harmless(t) for t in ("@a", "+1a", "a=b")] == ["'@a", "'+1a", "a=b"]
