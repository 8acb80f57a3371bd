"""The variants are valid, differ from their source, and their form changes no figure."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import compute
from .dice import Dice
from .test_oracle import DATA
from .validity import refusals
from .variants import _write, load, variant, variant_year

SOURCE = DATA / "housing_first_2024.xlsx"


def test_the_source_is_valid() -> None:
    assert refusals(SOURCE, 2024) == []


@pytest.mark.parametrize("seed", range(7))
def test_a_variant_is_valid(seed: int, tmp_path: Path) -> None:
    year = variant_year(seed)
    path = tmp_path / f"housing_first_{year}.xlsx"
    variant(SOURCE, path, seed)
    assert refusals(path, year) == []
    assert compute(path, year) != compute(SOURCE, 2024)


@pytest.mark.parametrize("seed", range(2))
def test_the_form_changes_no_figure(seed: int, tmp_path: Path) -> None:
    """Order of rows, columns and sheets, spellings, dates as text: the same figures."""
    path = tmp_path / "housing_first_2024.xlsx"
    _write(load(SOURCE), path, Dice(seed, 2024))
    assert compute(path, 2024) == compute(SOURCE, 2024)
