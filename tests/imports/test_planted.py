"""Every planted error is told at its sheet, row and column, and nothing is stored."""

from pathlib import Path

import pytest

from filrouge.imports.api import run_import
from filrouge.imports.diagnostics import Report
from filrouge.imports.models import ImportedRecord, ImportRun
from filrouge.imports.validate import Source, read_one
from tests.imports import planted_connect, planted_institution, planted_support
from tests.imports.books import Book, places, save
from tests.imports.books_programmes import WHOLE
from tests.imports.planting import Planted

PLANTED = [
    pytest.param(kind, planted, id=f"{kind}-{number}-{planted}")
    for kind, some in (
        ("institution", planted_institution.PLANTED),
        ("connect", planted_connect.PLANTED),
        ("support", planted_support.PLANTED),
    )
    for number, planted in enumerate(some)
]


def report(kind: str, book: Book, folder: Path) -> Report:
    found = Report()
    name = f"{kind}_2024.xlsx"
    read_one(Source(save(book, folder / name), name), found)
    return found


@pytest.mark.parametrize("kind", WHOLE)
def test_a_whole_workbook_raises_nothing(kind: str, tmp_path: Path) -> None:
    assert [d.as_dict() for d in report(kind, WHOLE[kind](), tmp_path)] == []


@pytest.mark.parametrize(("kind", "planted"), PLANTED)
def test_an_error_is_told_at_its_place_alone(kind: str, planted: Planted, tmp_path: Path) -> None:
    book = WHOLE[kind]()
    place = planted.plant(book)
    assert places(report(kind, book, tmp_path).sorted()) == [place]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", WHOLE)
def test_one_error_and_nothing_of_the_three_workbooks_is_stored(kind: str, tmp_path: Path) -> None:
    planted = next(param.values[1] for param in PLANTED if param.values[0] == kind)
    assert isinstance(planted, Planted)
    paths = []
    for name, whole in WHOLE.items():
        book = whole()
        if name == kind:
            planted.plant(book)
        paths.append(save(book, tmp_path / f"{name}_2024.xlsx"))
    outcome = run_import(paths, actor=None)
    assert outcome.run.state == ImportRun.State.REFUSED
    assert not ImportedRecord.objects.exists()


def test_there_are_enough_of_them() -> None:
    assert len(PLANTED) >= 60
    assert len({param.values[1].code for param in PLANTED}) >= 30  # type: ignore[union-attr]
