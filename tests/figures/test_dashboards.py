"""Dashboards: the same dates a year earlier, one team, what the figures are worth."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag
from pytest_django import DjangoAssertNumQueries

from filrouge.common.periods import Period
from filrouge.directory.models import Organisation
from filrouge.figures.dashboard import comparison, drawings
from filrouge.followup.models import Encounter, EncounterWorker
from filrouge.institution.models import Funder, FundingLine
from filrouge.mobile_team.models import Request
from filrouge.staff.models import Worker
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


def on(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make it another day."""
    monkeypatch.setattr("filrouge.figures.views.dashboard.timezone.localdate", lambda: day)


def cards(found: BeautifulSoup) -> dict[str, Tag]:
    """The cards of a dashboard by the figure they lead to."""
    links = found.select(".card a.traced")
    return {str(link["href"]).split("/")[3]: link.find_parent("article") for link in links}  # type: ignore[misc]


def visits(*days: date) -> None:
    person = lives.followed(1, visits=0)
    for number, day in enumerate(days, 1):
        lives.visit(person, day, row=number)


def test_a_running_year_is_cut_today_and_so_is_the_year_before(
    client_of: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    visits(*(date(2023, month, 5) for month in (3, 6, 9, 11)), date(2024, 4, 5), date(2024, 5, 5))
    on(date(2024, 6, 30), monkeypatch)
    found = page(client_of("hf_director"), "/tableaux/2024/housing-first/")
    assert (
        "1 jan. – 30 juin 2024, contre la même période de 2023"
        in found.select_one("main header").get_text()
    )  # type: ignore[union-attr]
    # Two visits against two by the same day, not against the four of the whole year.
    card = cards(found)["hf.encounters.home_visits"]
    assert card.select_one(".number").get_text().strip() == "2"  # type: ignore[union-attr]
    assert card.select_one(".change").get_text() == "0\u202f%"  # type: ignore[union-attr]
    assert "/chiffres/2024-01-01..2024-06-30/hf.encounters.home_visits/" in str(card)


def test_without_records_of_the_year_before_what_was_printed_is_used(client_of: Clients) -> None:
    visits(date(2024, 4, 5), date(2024, 5, 5))
    lives.published("hf.encounters.home_visits", 2023, "1")
    found = page(client_of("hf_director"), "/tableaux/2024/housing-first/")
    assert "comparé à ce que le rapport" in found.get_text()
    change = cards(found)["hf.encounters.home_visits"].select_one(".change")
    assert change is not None
    assert change.get_text() == "+100\u202f%"


def test_part_of_a_year_is_never_measured_against_a_whole_one(client_of: Clients) -> None:
    visits(date(2024, 4, 5))
    lives.published("hf.encounters.home_visits", 2023, "1")
    found = page(client_of("hf_director"), "/tableaux/2024-T2/housing-first/")
    assert "rien à quoi comparer" in found.get_text()
    change = cards(found)["hf.encounters.home_visits"].select_one(".change")
    assert change is not None
    assert change.get_text() == ""


def test_money_belongs_to_the_year_even_while_it_runs(
    client_of: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    organisation = Organisation.objects.create(name="Fondation du Loriot")
    funder = Funder.objects.create(organisation=organisation)
    for year, cents in ((2023, 100_00), (2024, 150_00)):
        FundingLine.objects.create(funder=funder, year=year, amount_cents=cents)
    on(date(2024, 6, 30), monkeypatch)
    found = page(client_of("finance_director"), "/tableaux/2024/institution/")
    card = cards(found)["funding.total.amount"]
    assert card.select_one(".change").get_text() == "+50\u202f%"  # type: ignore[union-attr]
    assert "150,00" in card.get_text()
    assert "De toute l’année" in found.get_text()


def test_one_team_shows_its_own_figures_and_no_other(client_of: Clients) -> None:
    for number in range(1, 6):
        lives.followed(number, visits=number)
    for number in range(6, 12):
        lives.followed(number, team="icm", visits=1)
    lives.published("hf.encounters.home_visits", 2023, "1")
    client = client_of("reporting_officer")
    found = page(client, "/tableaux/2024/housing-first/?equipe=act")
    card = cards(found)["hf.encounters.home_visits"]
    assert card.select_one(".number").get_text().strip() == "15"  # type: ignore[union-attr]
    # What was printed is of both teams.
    assert card.select_one(".change").get_text() == ""  # type: ignore[union-attr]
    gauges = {row.th.get_text(): row.get_text() for row in found.select(".gauges tbody tr")}  # type: ignore[union-attr]
    assert "15 sur 15" in gauges["Durée des rencontres"]
    assert client.get("/tableaux/2024/housing-first/?equipe=xyz").status_code == 404


def test_a_team_too_small_is_for_those_who_read_the_records(client_of: Clients) -> None:
    for number in range(1, 4):
        lives.followed(number)
    address = "/tableaux/2024/housing-first/?equipe=act"
    assert client_of("hf_director").get(address).status_code == 200
    assert client_of("reporting_officer").get(address).status_code == 404


def test_what_is_missing_is_counted_and_says_who_can_mend_it(client_of: Clients) -> None:
    person = lives.followed(1, visits=3)
    lives.followed(2, team="icm", visits=0)
    Encounter.objects.filter(day__lt=date(2024, 3, 3)).update(duration_min=None)
    worker = Worker.objects.create(code="GEA")
    for encounter in Encounter.objects.all():
        EncounterWorker.objects.create(encounter=encounter, worker=worker)
    found = page(client_of("hf_director"), "/tableaux/2024/housing-first/")
    gaps = [" ".join(gap.get_text().split()) for gap in found.select(".gaps li")]
    assert "Rencontres tenues sans durée 2 À compléter par ACT (2) · présent·es : GEA (2)" in gaps
    assert "Personnes sans revue des symptômes 2 À compléter par ACT (1), ICM (1)" in gaps
    assert person.last_name not in found.get_text()
    others = page(client_of("reporting_officer"), "/tableaux/2024/housing-first/")
    assert "GEA" not in others.get_text()


def test_missing_records_have_a_list_for_who_may_open_it(client_of: Clients) -> None:
    asked(1)
    Request.objects.update(sector="unknown")
    address = "/fiches/demandes/?annee=2024&sector=unknown"
    found = page(client_of("support_worker"), "/tableaux/2024/support/")
    assert found.find("a", href=address)
    assert client_of("support_worker").get(address).status_code == 200
    assert not page(client_of("reporting_officer"), "/tableaux/2024/support/").find(
        "a", href=address
    )


def test_a_section_without_any_value_is_not_shown(client_of: Clients) -> None:
    asked(1)
    found = page(client_of("support_worker"), "/tableaux/2024/support/")
    shown = [section["id"] for section in found.select("section.dashboard")]
    assert "mobile" in shown
    for section in found.select("section.dashboard")[:-2]:
        assert section.select("a.traced, svg"), section["id"]
    assert found.select_one("main")["data-programme"] == "support"  # type: ignore[index]


@pytest.mark.parametrize("requests", [1, 3])
@pytest.mark.parametrize(
    ("programme", "queries"), [("support", 68), ("connect", 35), ("institution", 18)]
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
        client.get(f"/tableaux/2024/{programme}/")


def test_a_programme_without_a_dashboard_is_not_found(client_of: Clients) -> None:
    lives.followed(1)
    client = client_of("hf_director")
    assert client.get("/tableaux/2024/jardinage/").status_code == 404
    assert client.get("/tableaux/jardinage/").status_code == 404
    assert client.get("/tableaux/demain/connect/").status_code == 404


def test_each_programme_leads_to_its_latest_year(client_of: Clients) -> None:
    asked(1)
    answer = client_of("connect_officer").get("/tableaux/support/")
    assert answer["Location"] == "/tableaux/2024/support/"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/rapport/", "/tableaux/housing-first/"),
        ("/rapport/connect/", "/tableaux/connect/"),
        ("/rapport/2024/connect/", "/tableaux/2024/connect/"),
    ],
)
def test_old_addresses_lead_on_for_good(client_of: Clients, old: str, new: str) -> None:
    answer = client_of("reporting_officer").get(old)
    assert (answer.status_code, answer["Location"]) == (301, new)


def test_free_dates_lead_to_the_dashboard_they_were_asked_from(client_of: Clients) -> None:
    dates = "d-start=2024-02-10&d-end=2024-05-03"
    answer = client_of("hf_director").get(f"/chiffres/periode/?{dates}&tableau=connect")
    assert answer["Location"] == "/tableaux/2024-02-10..2024-05-03/connect/"


def test_cycles_are_those_that_end_and_begin_in_the_year() -> None:
    year = Period.year(2031)
    assert drawings.of_year("a.{ending}.b.{starting}", year) == "a.2030_2031.b.2031_2032"
    assert drawings.of_any_year("a.2031_2032.b", year) == "a.{starting}.b"


def test_a_leap_day_is_compared_with_the_last_of_february() -> None:
    found = comparison.compare(Period.year(2024), {2023}, date(2024, 2, 29))
    assert found.before == Period(date(2023, 1, 1), date(2023, 2, 28))
    assert found.running
    assert found.recorded


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
