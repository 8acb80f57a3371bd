"""The page of one figure: sentence, base, definition, groups, years, neighbours."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries

from filrouge.figures.definitions import catalogue
from tests.figures import lives
from tests.figures.test_pages import Clients, page

pytestmark = pytest.mark.django_db
VISITS = "/chiffres/2024/hf.encounters.home_visits/"
SHARE = "/chiffres/2024/hf.encounters.missed.share/"
HTMX = {"HX-Request": "true", "HX-Target": "breakdown"}


# One of each kind: what a page does depends on the measure, the fact and the unit only.
EACH_KIND = {(i.measure, i.fact, i.unit): id_ for id_, i in catalogue().items()}.values()


@pytest.mark.parametrize("slug", ["2024", "2024-T1"])
def test_every_kind_of_figure_has_its_page(client_of: Clients, slug: str) -> None:
    lives.followed(1, visits=2)
    lives.followed(2, team="icm")
    client = client_of("hf_director")
    wrong = [id_ for id_ in EACH_KIND if client.get(f"/chiffres/{slug}/{id_}/").status_code != 200]
    assert wrong == []


def test_every_kind_of_figure_has_its_page_without_any_record(client_of: Clients) -> None:
    client = client_of("reporting_officer")
    wrong = [id_ for id_ in EACH_KIND if client.get(f"/chiffres/2024/{id_}/").status_code != 200]
    assert wrong == []


def test_says_the_figure_its_definition_and_its_choice(client_of: Clients) -> None:
    lives.followed(1, visits=3)
    text = page(client_of("reporting_officer"), VISITS).get_text()
    texts = catalogue()["hf.encounters.home_visits"].texts["fr"]
    assert "3 visites à domicile" in text
    assert texts.definition in text
    assert texts.choice in text
    assert "[hf.encounters.home_visits]{period=2024}" in text


def test_a_share_shows_both_halves_and_leads_to_their_records(client_of: Clients) -> None:
    person = lives.followed(1, visits=3)
    lives.visit(person, lives.date(2024, 4, 1), row=7, status="tenant_absent")
    found = page(client_of("hf_director"), SHARE)
    halves = [(a.get_text(), a["href"]) for a in found.select(".halves a")]
    assert halves == [
        ("1", f"{SHARE}donnees/?part=numerator"),
        ("4", f"{SHARE}donnees/?part=denominator"),
    ]


@pytest.mark.parametrize("role", ["reporting_officer", "housing_officer", "finance_director"])
def test_without_the_right_no_link_to_records(client_of: Clients, role: str) -> None:
    lives.followed(1, visits=3)
    for address in (VISITS, SHARE, f"{VISITS}?par=commune"):
        assert "donnees" not in str(page(client_of(role), address))


def test_small_groups_are_hidden_from_whoever_may_not_read_the_records(client_of: Clients) -> None:
    for number in range(1, 7):
        lives.followed(number, team="act")
    for number in range(11, 17):
        lives.followed(number, team="icm", visits=2)
    lives.followed(20, team="icm")

    def lines(role: str, by: str) -> list[str]:
        found = page(client_of(role), f"{VISITS}?par={by}")
        return [" ".join(row.get_text(" ").split()) for row in found.select("#breakdown tbody tr")]

    assert lines("reporting_officer", "team") == lines("hf_director", "team")
    assert lines("hf_director", "team") == ["ACT 6", "ICM 13"]
    alone = lives.Person.objects.get(number=20)
    lives.FollowUpTerm.objects.filter(person=alone).update(funding="tsi")
    assert [line.split()[-1] for line in lines("hf_director", "funding")] == ["18", "1"]
    # One hidden group alone could be found by subtraction: both are hidden.
    assert [line.split()[-1] for line in lines("reporting_officer", "funding")] == ["personnes"] * 2


def test_the_groups_come_alone_when_asked_alone(client_of: Clients) -> None:
    lives.followed(1)
    answer = client_of("hf_director").get(f"{VISITS}?par=sex", headers=HTMX)
    assert b"<html" not in answer.content
    assert "donnees/?par=sex&amp;groupe=F" in answer.content.decode()


def test_an_unknown_breakdown_shows_the_first(client_of: Clients) -> None:
    lives.followed(1)
    assert page(client_of("hf_director"), f"{VISITS}?par=shoe").select("#breakdown tbody tr")


def test_earlier_years_are_compared_in_points_or_percent(client_of: Clients) -> None:
    lives.followed(1, visits=3)
    lives.published("hf.encounters.missed.share", 2023, "24")
    lives.published("hf.encounters.home_visits", 2023, "4")
    client = client_of("hf_director")
    assert "−24 pt" in page(client, SHARE).get_text()
    assert "−25\u202f%" in page(client, VISITS).get_text()


def test_a_figure_printed_otherwise_says_so_and_why(client_of: Clients) -> None:
    lives.followed(1)
    lives.printed("hf.encounters.home_visits", "1 900", "compté deux fois <b>")
    text = page(client_of("hf_director"), VISITS).get_text()
    assert "1 900" in text
    assert "compté deux fois <b>" in text


def test_a_figure_made_of_others_leads_to_them(client_of: Clients) -> None:
    lives.followed(1)
    found = page(client_of("hf_director"), "/chiffres/2024/hf.moves.total/")
    links = [a["href"] for a in found.select(".made-of a")]
    assert links == [
        f"/chiffres/2024/hf.moves.{part}/" for part in ("flat_to_flat", "reentry", "exit")
    ]


def test_neighbours_are_those_of_the_chapter(client_of: Clients) -> None:
    found = page(client_of("hf_director"), "/chiffres/2024/hf.encounters.outings/")
    assert found.find("a", rel="prev")["href"] == VISITS  # type: ignore[index]
    assert found.find("a", rel="next")["href"].endswith("case_conferences/")  # type: ignore[index, union-attr]


def test_months_are_those_of_the_period(client_of: Clients) -> None:
    lives.followed(1, visits=3)
    client: Callable[..., object] = client_of("hf_director")
    year = page(client, VISITS)  # type: ignore[arg-type]
    assert len(year.select(".chart tbody tr")) == 12
    quarter = page(client, VISITS.replace("2024", "2024-T1"))  # type: ignore[arg-type]
    rows = [row.get_text(" ").split() for row in quarter.select(".chart tbody tr")]
    assert rows == [["jan", "0"], ["fév", "0"], ["mar", "3"]]


@pytest.mark.parametrize("persons", [1, 3])
def test_a_figure_asks_as_much_whatever_the_records(
    client_of: Clients, persons: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, persons + 1):
        lives.followed(number, visits=persons)
    client = client_of("hf_director")
    with django_assert_num_queries(28):
        client.get(VISITS)


def test_the_sum_of_a_mean_is_in_the_unit_of_the_mean(client_of: Clients) -> None:
    lives.followed(1)
    lives.Person.objects.update(street_months_total=30)
    found = page(client_of("hf_director"), "/chiffres/2024/hf.street_time.mean_years/")
    # 30 months are 2.5 years.
    assert [part.get_text() for part in found.select(".halves dd")] == ["3", "1"]
