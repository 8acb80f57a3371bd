"""The home page opens on the figures of the reader's own programme."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from filrouge.access.policy import ROLES
from filrouge.figures.definitions import catalogue
from filrouge.home.headlines import HEADLINES, OWN
from tests.figures import lives
from tests.figures.test_dashboards import asked
from tests.figures.test_pages import Clients, page

pytestmark = pytest.mark.django_db


WITH_A_DAY = {
    "care_worker": "/aujourdhui/",
    "peer_worker": "/aujourdhui/",
    "housing_officer": "/logement/",
}


@pytest.mark.parametrize("role", WITH_A_DAY)
def test_whoever_opens_files_meets_their_day_and_the_housing_team_its_desk(
    client_of: Clients, role: str
) -> None:
    answer = client_of(role).get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, WITH_A_DAY[role])


@pytest.mark.parametrize("role", [role for role in ROLES if role not in WITH_A_DAY])
def test_each_role_meets_its_own_programme(client_of: Clients, role: str) -> None:
    lives.followed(1)
    asked(1)
    found = page(client_of(role), "/")
    shown = [str(link["href"]) for link in found.select("main a[href^='/tableaux/']")]
    own = OWN.get(role)
    wanted = [own] if own else list(HEADLINES)
    assert shown == [f"/tableaux/2024/{code.replace('_', '-')}/" for code in wanted]
    ids = {str(link["href"]).split("/")[3] for link in found.select(".card a.traced")}
    assert ids <= {id_ for code in wanted for id_ in HEADLINES[code]}


def test_the_mobile_team_reads_its_requests(client_of: Clients) -> None:
    for number in range(1, 4):
        asked(number)
    found = page(client_of("support_worker"), "/")
    link = found.find("a", href="/chiffres/2024/support.mobile.requests.new/")
    assert link is not None
    assert link.get_text() == "3"


def test_headlines_are_figures_of_the_catalogue() -> None:
    assert {id_ for ids in HEADLINES.values() for id_ in ids} <= set(catalogue())


@pytest.mark.parametrize("requests", [1, 3])
def test_asks_as_much_whatever_the_records(
    client_of: Clients, requests: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, requests + 1):
        asked(number)
    client = client_of("reporting_officer")
    client.get("/")
    with django_assert_num_queries(24):
        client.get("/")


@pytest.mark.parametrize("role", ["support_worker", "reporting_officer"])
def test_the_menu_leads_to_every_dashboard(client_of: Clients, role: str) -> None:
    asked(1)
    found = page(client_of(role), "/tableaux/2024/connect/")
    entries = {str(link["href"]) for link in found.select("nav.nav a[href^='/tableaux/']")}
    assert entries == {
        f"/tableaux/{code}/" for code in ("housing-first", "support", "connect", "institution")
    }
    current = found.select("nav.nav a[aria-current]")
    assert {link["href"] for link in current} == {"/tableaux/connect/"}
