"""Whole workbooks through the users' door: every figure against values from elsewhere.

The expected values of 2024 were computed by others; the oracle is a second reading of the format
(`tests/oracle`) that shares no code with the product; the cases are counted by hand.
"""

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from filrouge.common.periods import Period
from filrouge.demo.api import workbooks
from filrouge.figures import definitions, engine, explain, facts
from filrouge.figures.facts import Scope
from filrouge.imports import api
from tests.oracle import compute as oracle
from tests.oracle import compute_all
from tests.oracle.cases import Case
from tests.oracle.hand_counted import CASES
from tests.oracle.variants import variant, variant_year

DATA = Path(__file__).parents[1] / "data"
SOURCE = DATA / "2024" / "housing_first_2024.xlsx"

pytestmark = pytest.mark.django_db


def same(expected: str | None, text: str) -> bool:
    """Equal as texts or as numbers; no value is an empty text."""
    if (expected or "") == text:
        return True
    try:
        return Fraction(expected or "") == Fraction(text)
    except ValueError:
        return bool(expected) and sorted((expected or "").split("; ")) == sorted(text.split("; "))


def differences(expected: dict[str, str | None], year: int) -> dict[str, tuple[str | None, str]]:
    report = engine.compute(Period.year(year))
    found = {id_: report[id_].text if id_ in report else "" for id_ in expected}
    return {
        id_: (value, found[id_]) for id_, value in expected.items() if not same(value, found[id_])
    }


def store(path: Path) -> None:
    outcome = api.run_import([path], actor=None)
    assert outcome.ok, [d.message for d in outcome.diagnostics if d.severity == "error"]


def all_expected_2024() -> dict[str, dict[str, str]]:
    with (DATA / "2024" / "expected_2024.csv").open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row for row in csv.DictReader(lines)}


def expected_2024() -> dict[str, dict[str, str]]:
    rows = all_expected_2024()
    return {id_: row for id_, row in rows.items() if row["workbook"] == "housing_first"}


def test_units_are_those_of_the_published_figures() -> None:
    catalogue = definitions.catalogue()
    wrong = {
        id_: (catalogue[id_].unit, row["unit"])
        for id_, row in expected_2024().items()
        if catalogue[id_].unit != row["unit"]
    }
    assert wrong == {}


def test_every_expected_value_of_2024_and_the_way_back(subtests: pytest.Subtests) -> None:
    store(SOURCE)
    with subtests.test("values"):
        assert differences({k: row["value"] for k, row in expected_2024().items()}, 2024) == {}
    period = Period.year(2024)
    scope, report = Scope(period), engine.compute(period)
    with subtests.test("the records behind a count are as many as the count says"):
        for id_, figure in report.items():
            if figure.indicator.measure == "count":
                assert figure.value == _count(id_, period, "numerator", scope), id_
            elif figure.indicator.measure in ("share", "mean"):
                assert figure.base == _count(id_, period, "denominator", scope), id_
    with subtests.test("the groups of a breakdown add up to the whole"):
        for id_, figure in report.items():
            if figure.indicator.measure not in ("count", "sum"):
                continue
            for dimension in engine.dimensions(figure.indicator):
                groups = engine.breakdown(id_, period, dimension, scope=scope)
                total = sum(group.result.number or 0 for _, _, group in groups)
                assert total == (figure.result.number or 0), (id_, dimension)
    with subtests.test("quarters add up to the year"):
        quarters = [engine.compute(Period.parse(f"2024-T{n}")) for n in range(1, 5)]
        events = {"encounter", "topic", "material", "end", "move", "training_day", "agreement"}
        for id_, figure in report.items():
            if figure.indicator.fact in events and figure.indicator.measure in ("count", "sum"):
                total = sum(quarter[id_].result.number or 0 for quarter in quarters)
                assert total == figure.result.number, id_


def _count(id_: str, period: Period, part: str, scope: Scope) -> int:
    found = explain.records(id_, period, part, scope=scope)
    assert found is not None
    return found.count


def test_the_demo_year_against_the_oracle() -> None:
    assert api.run_import(workbooks(), actor=None).ok
    expected = compute_all(workbooks(), 2024)
    assert len(expected) > 670
    assert differences(dict(expected), 2024) == {}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_hand_counted(case: Case, tmp_path: Path) -> None:
    path = tmp_path / f"housing_first_{case.year}.xlsx"
    case.write(path)
    store(path)
    assert differences(dict(case.expected), case.year) == {}


@pytest.mark.parametrize("seed", range(4))
def test_workbooks_nobody_has_seen(seed: int, tmp_path: Path) -> None:
    year = variant_year(seed)
    path = tmp_path / f"housing_first_{year}.xlsx"
    variant(SOURCE, path, seed)
    store(path)
    expected = oracle(path, year)
    assert len(expected) > 200
    assert differences(dict(expected), year) == {}


def test_an_empty_organisation_has_figures_without_a_number_made_up() -> None:
    report = engine.compute(Period.year(2024))
    assert report["hf.tenants.followed"].text == "0"
    assert report["hf.retention.rate"].text == ""
    assert report["hf.age.mean"].text == ""
    assert report["hf.harm_reduction.sniff.leaflet"].text == "0"
    assert report["hf.retention.rate"].empty_reason


def test_every_definition_reads_fields_that_its_fact_has() -> None:
    """A misspelt field in the catalogue would only show on the day somebody asks for it."""
    scope = Scope(Period.year(2024))
    for indicator in definitions.catalogue().values():
        for dimension in ("", *engine.dimensions(indicator)):
            if dimension:
                engine.breakdown(indicator.id, scope.period, dimension, scope=scope)
        if fact := explain.fact_of(indicator):
            assert fact is facts.ALL[indicator.fact]
            explain.records(indicator.id, scope.period, scope=scope)


@pytest.mark.parametrize("persons", [1, 3])
def test_a_year_costs_as_many_queries_whatever_its_size(
    persons: int, tmp_path: Path, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    from tests.oracle.cases import flats, stay, tenant

    numbers = range(1, persons + 1)
    small = Case(
        "small",
        {
            **flats(persons),
            "Locataires": [tenant(n, "2024-01-01") for n in numbers],
            "Occupations": [stay(n, f"D{n}", "2024-01-01") for n in numbers],
        },
        {},
    )
    path = tmp_path / "housing_first_2024.xlsx"
    small.write(path)
    store(path)
    with django_assert_num_queries(70):  # type: ignore[operator]
        report = engine.compute(Period.year(2024))
    assert report["hf.tenants.followed"].value == persons
