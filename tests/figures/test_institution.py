"""The institution through the users' door, and the four workbooks in one run."""

from pathlib import Path

import pytest

from filrouge.common.periods import Period
from filrouge.figures import engine, explain
from filrouge.figures.facts import Scope
from filrouge.imports import api
from tests.oracle import compute_all
from tests.oracle.cases import Case
from tests.oracle.hand_counted import PROGRAMME_CASES
from tests.oracle.variants import variant_year
from tests.oracle.variants_all import variant_all

from .test_expected import DATA, all_expected_2024, differences, store

SOURCES = sorted((DATA / "2024").glob("*.xlsx"))
CASES = [case for case in PROGRAMME_CASES if case.workbook == "institution"]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_hand_counted(case: Case, tmp_path: Path) -> None:
    path = tmp_path / case.file_name
    case.write(path)
    store(path)
    assert differences(dict(case.expected), case.year) == {}


@pytest.mark.parametrize("order", [1, -1])
def test_four_workbooks_in_one_run_in_any_order(order: int, subtests: pytest.Subtests) -> None:
    outcome = api.run_import(SOURCES[::order], actor=None)
    assert outcome.ok
    with subtests.test("every expected value"):
        expected = {id_: row["value"] for id_, row in all_expected_2024().items()}
        assert len(expected) == 676
        assert differences(dict(expected), 2024) == {}
    with subtests.test("units"):
        report = engine.compute(Period.year(2024))
        units = {id_: row["unit"] for id_, row in all_expected_2024().items()}
        assert {id_: report[id_].unit for id_ in units} == units
    with subtests.test("the records behind a count are as many as the count says"):
        scope = Scope(Period.year(2024))
        for id_, figure in report.items():
            if figure.indicator.measure == "count":
                records = explain.records(id_, scope.period, scope=scope)
                assert records is not None
                assert records.count == figure.value, id_
    with subtests.test("the groups of a breakdown add up to the whole"):
        for id_, figure in report.items():
            if figure.indicator.measure in ("count", "sum") and figure.result.number is not None:
                for dimension in engine.dimensions(figure.indicator, scope):
                    groups = engine.breakdown(id_, scope.period, dimension, scope=scope)
                    total = sum(group.result.number or 0 for _, _, group in groups)
                    assert total == figure.result.number, (id_, dimension)
    with subtests.test("the same again changes nothing"):
        assert str(api.run_import(SOURCES, actor=None).run.state) == "unchanged"


@pytest.mark.parametrize("seed", range(3))
def test_four_workbooks_nobody_has_seen(seed: int, tmp_path: Path) -> None:
    paths = variant_all(SOURCES, tmp_path, seed)
    assert api.run_import(paths, actor=None).ok
    expected = compute_all(paths, variant_year(seed))
    assert len(expected) > 600
    assert differences(dict(expected), variant_year(seed)) == {}
