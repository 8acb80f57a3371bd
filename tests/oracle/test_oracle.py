"""The oracle gives the expected values of 2024 and the answers of the hand-counted workbooks."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from . import compute, compute_all
from .cases import Case
from .hand_counted import CASES, PROGRAMME_CASES
from .validity import refusals
from .validity_programmes import refusals as programme_refusals

DATA = Path(__file__).parents[1] / "data" / "2024"


WORKBOOKS = ("housing_first", "connect", "support", "institution")


def expected_2024(*workbooks: str) -> dict[str, str]:
    with (DATA / "expected_2024.csv").open(encoding="utf-8", newline="") as lines:
        return {
            row["id"]: row["value"] for row in csv.DictReader(lines) if row["workbook"] in workbooks
        }


@pytest.mark.parametrize("workbook", WORKBOOKS)
def test_every_expected_value_of_2024(workbook: str) -> None:
    assert compute(DATA / f"{workbook}_2024.xlsx", 2024) == expected_2024(workbook)


def test_the_four_workbooks_in_any_order() -> None:
    for names in (WORKBOOKS, WORKBOOKS[::-1], WORKBOOKS[2:]):
        paths = [DATA / f"{name}_2024.xlsx" for name in names]
        assert compute_all(paths, 2024) == expected_2024(*names)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_hand_counted(case: Case, tmp_path: Path) -> None:
    path = tmp_path / f"housing_first_{case.year}.xlsx"
    case.write(path)
    assert refusals(path, case.year) == []
    figures = compute(path, case.year)
    assert {name: figures.get(name) for name in case.expected} == dict(case.expected)


@pytest.mark.parametrize("case", PROGRAMME_CASES, ids=lambda case: case.name)
def test_hand_counted_programmes(case: Case, tmp_path: Path) -> None:
    path = tmp_path / case.file_name
    case.write(path)
    assert programme_refusals(path, case.year) == []
    figures = compute(path, case.year)
    assert {name: figures.get(name) for name in case.expected} == dict(case.expected)


def test_another_year_of_the_same_workbook() -> None:
    """The file's name decides nothing: in 2025 only the planned rows remain."""
    figures = compute(DATA / "housing_first_2024.xlsx", 2025)
    active = expected_2024("housing_first")["hf.tenants.active_year_end"]
    assert figures["hf.tenants.followed"] == active
    assert figures["hf.deaths"] == "0"
    assert "hf.tenants.followed.growth" not in figures
