"""The oracle gives the expected values of 2024 and the answers of the hand-counted workbooks."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from . import compute
from .cases import Case
from .hand_counted import CASES
from .validity import refusals

DATA = Path(__file__).parents[1] / "data" / "2024"


def expected_2024() -> dict[str, str]:
    with (DATA / "expected_2024.csv").open(encoding="utf-8", newline="") as lines:
        return {
            row["id"]: row["value"]
            for row in csv.DictReader(lines)
            if row["workbook"] == "housing_first"
        }


def test_every_expected_value_of_2024() -> None:
    assert compute(DATA / "housing_first_2024.xlsx", 2024) == expected_2024()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_hand_counted(case: Case, tmp_path: Path) -> None:
    path = tmp_path / f"housing_first_{case.year}.xlsx"
    case.write(path)
    assert refusals(path, case.year) == []
    figures = compute(path, case.year)
    assert {name: figures.get(name) for name in case.expected} == dict(case.expected)


def test_another_year_of_the_same_workbook() -> None:
    """The file's name decides nothing: in 2025 only the planned rows remain."""
    figures = compute(DATA / "housing_first_2024.xlsx", 2025)
    assert figures["hf.tenants.followed"] == expected_2024()["hf.tenants.active_year_end"]
    assert figures["hf.deaths"] == "0"
    assert "hf.tenants.followed.growth" not in figures
