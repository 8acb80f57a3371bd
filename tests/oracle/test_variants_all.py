"""The variants of the three other workbooks are valid, and their form changes no figure."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import compute, compute_all
from .dice import Dice
from .test_oracle import DATA
from .validity_programmes import refusals
from .variants import variant_year
from .variants_all import load, variant_all, write

NAMES = ("connect", "support", "institution")
SOURCES = [DATA / f"{name}_2024.xlsx" for name in NAMES]


@pytest.mark.parametrize("source", SOURCES, ids=NAMES)
def test_the_source_is_valid(source: Path) -> None:
    assert refusals(source, 2024) == []


@pytest.mark.parametrize("seed", range(8))
def test_a_variant_is_valid(seed: int, tmp_path: Path) -> None:
    year = variant_year(seed)
    paths = variant_all(SOURCES, tmp_path, seed)
    assert [refusals(path, year) for path in paths] == [[], [], []]
    assert compute_all(paths, year) != compute_all(SOURCES, 2024)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", range(3))
def test_the_form_changes_no_figure(seed: int, name: str, tmp_path: Path) -> None:
    """Order of rows, columns and sheets, spellings, aliases, dates as text: the same figures."""
    source, path = DATA / f"{name}_2024.xlsx", tmp_path / f"{name}_2024.xlsx"
    write(name, load(source, name), path, Dice(seed, 2024), share=0.4)
    assert compute(path, 2024) == compute(source, 2024)
