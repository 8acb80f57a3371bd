"""Done when 2: a small year typed in pages or imported from a workbook gives the same figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.small_year import compare
from tests.small_year.office import Office
from tests.small_year.rows import ROWS
from tests.small_year.year import imported, type_year

pytestmark = pytest.mark.django_db
LEAST_FIGURES = 150
"""Whole figures of the year that must be neither empty nor zero, for the comparison to tell."""


def test_the_same_year_by_pages_or_by_import(tmp_path: Path, subtests: pytest.Subtests) -> None:
    office = Office()
    figures, facts = imported(ROWS, tmp_path)
    of_the_year = [name for name in compare.telling(figures) if name.startswith("2024 ")]
    assert len(of_the_year) >= LEAST_FIGURES, len(of_the_year)
    type_year(office, ROWS)
    with subtests.test("facts"):
        assert compare.odd_facts(facts, compare.facts()) == {}
    with subtests.test("figures"):
        assert compare.differences(figures, compare.figures()) == {}
