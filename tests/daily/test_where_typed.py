"""Every column of the Housing First workbook has a page and a field: the table is written by hand
(`tests/small_year/where.py`), the columns are those the import declares."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from filrouge.imports.sheets.housing_first import HOUSING_FIRST
from filrouge.people.models import Candidate
from tests.dossiers.paths import dwelling, entered, home
from tests.small_year.forms import forms_of
from tests.small_year.office import Office, Pen
from tests.small_year.where import pages_of

START = date(2024, 1, 10)
COLUMNS = [(spec.name, column.header) for spec in HOUSING_FIRST.sheets for column in spec.columns]
THE_FILE = "N°"
"""In the sheets that lead to a file, this column is the file one writes in."""


def test_the_table_names_every_column_and_no_other() -> None:
    named = {(spec.name, header) for spec in HOUSING_FIRST.sheets for header in pages_of(spec.name)}
    told = {(sheet, header) for sheet, header in COLUMNS if header != THE_FILE}
    assert named - {(sheet, THE_FILE) for sheet, _header in named} == told


@pytest.fixture
def office(db: None) -> Office:
    """The accounts, and somebody who has entered and lives somewhere."""
    made = Office()
    entered(made["direction"].user, START, home(dwelling("D1"), START))
    Candidate.objects.create(code="C-Tarin", state="selected")
    return made


def test_each_page_asks_its_column(office: Office) -> None:
    """Every page of the table, opened by who writes there, holds the field."""
    wanted = {
        (sheet, header): pages_of(sheet)[header]
        for sheet, header in COLUMNS
        if header in pages_of(sheet)
    }
    held: dict[str, set[str]] = {}
    for page, _field in wanted.values():
        if page not in held:
            held[page] = {name for form in forms_of(_open(office, page)) for name in form.fields}
    missing = {place: (page, f) for place, (page, f) in wanted.items() if f not in held[page]}
    assert missing == {}
    assert len(wanted) > 90


def _open(office: Office, named: str) -> str:
    page, _blank, slug = named.partition(" ")
    person = office.person(1)
    candidate = Candidate.objects.get(code="C-Tarin").pk
    arguments: dict[str, tuple[Any, ...]] = {
        "records:new": (slug,),
        "dossiers:new_record": (person, slug),
        "dossiers:edit_record": (person, slug, person),
        "dossiers:enter": (candidate,),
        "people:decide_candidate": (candidate,),
        "people:new_candidate": (),
        "daily:note": (),
    }
    query = f"?personne={person}" if page == "daily:note" else ""
    return _pen(office, page).open(page, *arguments.get(page, (person,)), query=query)


def _pen(office: Office, page: str) -> Pen:
    """Care is typed by who accompanies; the direction writes whatever it opens."""
    return office["accompagnement" if page.startswith(("daily", "harm")) else "direction"]
