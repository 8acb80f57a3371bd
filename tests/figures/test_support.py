"""The Support workbook through the users' door: every figure against values from elsewhere."""

import csv
from pathlib import Path

import pytest

from filrouge.common.periods import Period
from filrouge.figures import engine, explain
from filrouge.figures.facts import Scope
from tests.oracle import compute as oracle
from tests.oracle.cases import Case
from tests.oracle.hand_counted import PROGRAMME_CASES
from tests.oracle.variants import variant_year
from tests.oracle.variants_all import variant_all

from .test_expected import DATA, same, store

SOURCE = DATA / "2024" / "support_2024.xlsx"
CASES = [case for case in PROGRAMME_CASES if case.workbook == "support"]

pytestmark = pytest.mark.django_db


def expected_2024() -> dict[str, dict[str, str]]:
    with (DATA / "2024" / "expected_2024.csv").open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row for row in csv.DictReader(lines) if row["workbook"] == "support"}


def differences(expected: dict[str, str | None], year: int) -> dict[str, tuple[str | None, str]]:
    """What is expected and what is computed, where they differ; an id not met has no value."""
    report = engine.compute(Period.year(year), programme="support")
    found = {id_: figure.text for id_, figure in report.items()}
    return {
        id_: (value, found.get(id_, ""))
        for id_, value in expected.items()
        if not same(value, found.get(id_, ""))
    }


def made_of_nothing(expected: dict[str, str], year: int) -> set[str]:
    """Ids with a value that the second reading of the format does not give, `x.` left out."""
    report = engine.compute(Period.year(year), programme="support")
    return {
        id_
        for id_, figure in report.items()
        if figure.text and id_ not in expected and not id_.startswith("x.")
    }


def test_every_expected_value_of_2024_and_the_way_back(subtests: pytest.Subtests) -> None:
    store(SOURCE)
    rows, period = expected_2024(), Period.year(2024)
    with subtests.test("values"):
        assert differences({id_: row["value"] for id_, row in rows.items()}, 2024) == {}
        assert made_of_nothing({id_: row["value"] for id_, row in rows.items()}, 2024) == set()
    scope, report = Scope(period), engine.compute(period, programme="support")
    with subtests.test("units"):
        units = {id_: row["unit"] for id_, row in rows.items()}
        assert {id_: report[id_].unit for id_ in rows} == units
    with subtests.test("the records behind a count are as many as the count says"):
        for id_, figure in report.items():
            if figure.indicator.measure == "count":
                records = explain.records(id_, period, scope=scope)
                assert records and records.count == figure.value, id_
    with subtests.test("quarters add up to the year"):
        quarters = [
            engine.compute(Period.parse(f"2024-T{n}"), programme="support") for n in range(1, 5)
        ]
        for id_ in (
            "support.mobile.requests.new",
            "support.mobile.supervision.meetings.total",
            "support.pat.training.days.total",
            "support.training.days",
            "support.pat.leads_intervision.sessions",
            "support.pat.representation.actions",
            "x.support.mobile.interventions",
        ):
            total = sum(quarter[id_].result.number or 0 for quarter in quarters)
            assert total == report[id_].result.number, id_


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_hand_counted(case: Case, tmp_path: Path) -> None:
    path = tmp_path / case.file_name
    case.write(path)
    store(path)
    assert differences(dict(case.expected), case.year) == {}


@pytest.mark.parametrize("seed", range(3))
def test_workbooks_nobody_has_seen(seed: int, tmp_path: Path) -> None:
    year = variant_year(seed)
    (path,) = variant_all([SOURCE], tmp_path, seed)
    store(path)
    expected = oracle(path, year)
    assert len(expected) > 100
    assert differences(dict(expected), year) == {}
    assert made_of_nothing(expected, year) == set()
