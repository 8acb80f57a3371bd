"""The dashboard: every chart with its table, nothing the policy refuses, light."""

from __future__ import annotations

import re
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from filrouge.common.periods import Period
from filrouge.figures import charts
from filrouge.figures.charts import Mark
from filrouge.figures.dashboard import drawings, housing_first, housing_first_charts
from filrouge.figures.dashboard.named import CHARTS
from filrouge.figures.dashboard.programmes import DASHBOARDS
from filrouge.figures.definitions import catalogue, open_families
from filrouge.figures.tiles import PLACES, tile_map
from filrouge.vocabulary import lists
from tests.figures import lives
from tests.figures.test_pages import Clients, page

DASHBOARD = "/tableaux/2024/housing-first/"


@pytest.mark.django_db
def test_leads_to_the_latest_year(client_of: Clients) -> None:
    assert page(client_of("reporting_officer"), "/tableaux/housing-first/").h1
    lives.followed(1)
    assert client_of("reporting_officer").get("/tableaux/housing-first/")["Location"] == DASHBOARD


@pytest.mark.django_db
def test_every_chart_is_named_and_has_its_table(client_of: Clients) -> None:
    lives.followed(1, visits=3)
    found = page(client_of("reporting_officer"), DASHBOARD)
    figures = found.select("figure.chart")
    # No home and no review here: communes, years in a home, symptoms and scores are not drawn.
    assert len(figures) == sum(len(section.charts) for section in housing_first.SECTIONS) - 4
    for figure in figures:
        drawing = figure.svg
        assert drawing is not None
        assert drawing["role"] == "img"
        assert drawing["aria-label"]
        assert figure.select("details tbody tr")


@pytest.mark.django_db
@pytest.mark.parametrize("persons", [1, 3])
def test_the_dashboard_asks_as_much_whatever_the_records(
    client_of: Clients, persons: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, persons + 1):
        lives.followed(number, visits=persons)
    client = client_of("hf_director")
    with django_assert_num_queries(38):
        client.get(DASHBOARD)


@pytest.mark.django_db
@pytest.mark.parametrize("persons", [1, 3])
def test_last_year_is_computed_once_more_and_no_oftener(
    client_of: Clients, persons: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, persons + 1):
        person = lives.followed(number, visits=persons)
        lives.visit(person, date(2023, 3, number), row=1000 + number)
    client = client_of("hf_director")
    with django_assert_num_queries(56):
        client.get(DASHBOARD)


@pytest.mark.django_db
def test_the_dashboard_is_light(client_of: Clients) -> None:
    lives.followed(1)
    assert len(client_of("hf_director").get(DASHBOARD).content) < 120_000


@pytest.mark.parametrize("programme", DASHBOARDS)
def test_every_figure_named_is_defined(programme: str) -> None:
    dashboard = DASHBOARDS[programme]
    families = [open_family(family.entry["id"]) for family in open_families()]
    for pattern in dashboard.patterns:
        sample = drawings.of_year(pattern, Period.year(2024)).replace("*", "x")
        known = pattern in catalogue() or any(family.fullmatch(sample) for family in families)
        assert known or "*" in pattern, pattern
    drawn = [name for section in dashboard.sections for name in section.charts]
    assert sorted(drawn) == sorted(dashboard.charts)
    codes = [section.code for section in dashboard.sections]
    assert len(codes) == len(set(codes))


def open_family(id_: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{[a-z]+\\}", "[a-z0-9_]+", re.escape(id_)))


def test_the_map_of_homes_names_defined_figures() -> None:
    assert set(housing_first_charts.HOMES) <= set(catalogue())


MARKS = [
    Mark("Cygne <script>", 3, "3", 5, "5"),
    Mark("Râle & Pie", 1.5, "1,5"),
    Mark("Geai", None, "—", 2, "2"),
]


@pytest.mark.parametrize("draw", ["bars", "line"])
def test_a_drawing_obeys_the_content_policy(draw: str) -> None:
    if draw == "bars":
        drawing = charts.bars("Titre", "Nom", MARKS, "2024", "2023")
    else:
        drawing = charts.line("Titre", "Nom", MARKS)
    assert not re.search(r"<style|<script|style=|\son\w+=|#0a0b|http", drawing.svg)
    assert "currentColor" in drawing.svg
    assert "&lt;script&gt;" in drawing.svg
    assert len(drawing.svg) < 6_000
    assert drawing.rows[0][:2] == ("Cygne <script>", "3")


def test_both_years_are_named_on_a_chart_that_compares() -> None:
    drawing = charts.bars("Titre", "Nom", [Mark("a", 1, "1"), *MARKS], "2024", "2023")
    assert "1 · 2024" in drawing.svg
    assert "5 · 2023" in drawing.svg
    assert drawing.columns == ("Nom", "2024", "2023")


def test_a_chart_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    import vl_convert

    charts.bars("Une fois", "Nom", MARKS, "2031")
    monkeypatch.setattr(vl_convert, "vegalite_to_svg", lambda _spec: pytest.fail("drawn again"))
    charts.bars("Une fois", "Nom", MARKS, "2031")


@pytest.mark.parametrize(
    "svg", ["<svg><style/></svg>", '<svg><g style="x"/></svg>', "<svg><a/></svg>"]
)
def test_what_the_policy_refuses_is_not_served(svg: str) -> None:
    with pytest.raises(ValueError, match="content policy"):
        charts.plain(svg)


def test_every_commune_has_one_tile() -> None:
    assert set(PLACES) == set(lists.get("commune").codes)
    places = {(column, row) for column, row, _name in PLACES.values()}
    assert len(places) == 19
    drawing = tile_map({"21015": 11}, "Schaerbeek 11")
    assert drawing.count('class="tile"') == 19
    assert ">11</text>" in drawing


def test_a_long_label_is_written_over_several_lines() -> None:
    label = "Aide aux personnes en situation de handicap"
    drawing = charts.bars("Titre", "Nom", [Mark(label, 3, "3"), Mark("a", 1, "1")], "2024")
    assert "<tspan>Aide aux personnes en</tspan>" in drawing.svg
    assert "situation de handicap</tspan>" in drawing.svg
    assert drawing.rows[0][0] == label
    assert label in drawing.svg


def test_a_drawing_does_not_depend_on_those_made_before() -> None:
    """No clip: its number grows with each drawing, and two charts of a page would share one."""
    drawing = charts.bars("Titre", "Nom", MARKS, "2024", "2023")
    assert "clip" not in drawing.svg
    assert not re.search(r"\sid=", drawing.svg)


def test_every_chart_has_a_name_of_its_own() -> None:
    assert len(CHARTS) == sum(len(one.charts) for one in DASHBOARDS.values())
