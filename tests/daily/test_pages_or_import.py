"""Done when 2: a small year typed in pages or imported from a workbook gives the same figures."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from filrouge.imports.sheets.housing_first import HOUSING_FIRST
from tests.small_year import changing, compare
from tests.small_year.changes import CORRECTED, DEATH_MOVED, ENDED, GONE, TEAMS_ENDED, edited
from tests.small_year.ending import end_year
from tests.small_year.office import Office
from tests.small_year.rows import ROWS, Rows
from tests.small_year.year import imported, looked_at, type_year

LEAST_FIGURES, LEAST_CORRECTED, LEAST_ENDED = 170, 80, 20
"""Whole figures of 2024 that must tell something (neither empty nor zero), of them those that the
corrections change, and those that the ends change: below, the comparison would prove little."""
CORRECTED_ROWS = edited(ROWS, [*CORRECTED, *DEATH_MOVED], GONE)
ENDED_ROWS = edited(ROWS, ENDED) | {"Équipes": [*ROWS["Équipes"], *TEAMS_ENDED]}


@pytest.mark.django_db
def test_the_same_year_by_pages_or_by_import(tmp_path: Path, subtests: pytest.Subtests) -> None:
    """Typed, then corrected, then ended: each time the same figures and the same facts."""
    office = Office()
    typed, corrected, ended = (
        imported(tmp_path, rows) for rows in (ROWS, CORRECTED_ROWS, ENDED_ROWS)
    )
    assert len(compare.telling(typed[0])) >= LEAST_FIGURES
    for changed, least in ((corrected, LEAST_CORRECTED), (ended, LEAST_ENDED)):
        names = compare.differences(typed[0], changed[0])
        assert len(compare.telling(changed[0], names)) >= least
    type_year(office, ROWS)
    with subtests.test("typed"):
        assert compare.different(typed, compare.stored()) == {}
    with subtests.test("corrected"):
        found = looked_at(partial(correct_year, office, ROWS), compare.stored)
        assert compare.different(corrected, found) == {}
    with subtests.test("ended"):
        found = looked_at(partial(end_year, office, ROWS), compare.stored)
        assert compare.different(ended, found) == {}


def correct_year(office: Office, rows: Rows) -> None:
    """Every correction and deletion by its page; moving a death moves the end of the home."""
    for edit in [*CORRECTED, *DEATH_MOVED[:1]]:
        changing.correct(office, edit, rows)
    for edit in GONE:
        changing.delete(office, edit, rows)


def test_the_year_holds_something_in_every_column() -> None:
    """A column that no row fills in would not be compared."""
    empty = [
        f"{spec.name} · {column.header}"
        for spec in HOUSING_FIRST.sheets
        for column in spec.columns
        if not any(row.get(column.header) for row in ROWS[spec.name])
    ]
    assert empty == []


def test_every_sheet_is_corrected_ended_or_deleted() -> None:
    touched = {edit.sheet for edit in [*CORRECTED, *DEATH_MOVED, *GONE, *ENDED]}
    assert touched == {spec.name for spec in HOUSING_FIRST.sheets}
