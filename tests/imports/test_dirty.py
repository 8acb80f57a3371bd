"""The dirty workbook: every planted error is told at its cell, nothing else is an error."""

import csv

import pytest

from filrouge.imports.api import run_import
from filrouge.imports.diagnostics import Diagnostic, Report
from filrouge.imports.models import ImportedRecord, ImportRun
from filrouge.imports.validate import Source, read_one
from tests.imports.books import DATA, NAME

DIRTY = DATA / "dirty" / NAME
with (DATA / "dirty" / "planted.csv").open(encoding="utf-8", newline="") as file:
    PLANTED = list(csv.DictReader(file))


@pytest.fixture(scope="module")
def found() -> list[Diagnostic]:
    report = Report()
    read_one(Source(DIRTY, NAME), report)
    return report.sorted()


def place(planted: dict[str, str]) -> tuple[str, int, str]:
    return planted["sheet"], int(planted["row"]), planted["column"].strip()


def errors(found: list[Diagnostic]) -> set[tuple[str, int | None, str]]:
    return {(d.sheet, d.row, d.column) for d in found if d.severity == "error"}


@pytest.mark.parametrize("planted", PLANTED, ids=lambda p: f"{p['sheet']}-{p['row']}-{p['kind']}")
def test_planted(planted: dict[str, str], found: list[Diagnostic]) -> None:
    assert (place(planted) in errors(found)) == (planted["must_reject"] == "true")


def test_nothing_else_is_refused(found: list[Diagnostic]) -> None:
    must = {place(planted) for planted in PLANTED if planted["must_reject"] == "true"}
    assert errors(found) == must


def test_the_clean_workbook_has_no_error() -> None:
    report = Report()
    read_one(Source(DATA / "2024" / NAME, NAME), report)
    assert {(d.severity, d.sheet, d.code) for d in report} == {
        ("warning", "Problématiques", "blank_yes_no"),
        ("notice", "EGF", "insufficient_score"),
        ("notice", "Rencontres", "no_duration"),
    }


@pytest.mark.django_db
def test_nothing_is_stored() -> None:
    outcome = run_import([DIRTY], actor=None)
    assert not outcome.ok
    assert outcome.run.state == ImportRun.State.REFUSED
    assert not ImportedRecord.objects.exists()
    assert outcome.run.error_count == sum(p["must_reject"] == "true" for p in PLANTED)


def test_names_and_notes_are_never_quoted(found: list[Diagnostic]) -> None:
    told = " ".join(f"{d.value} {d.message} {d.cells}" for d in found)
    for name in ("Chevalier", "Gambette", "Circaète", "Pivoine", "rue des Hirondelles"):
        assert name not in told
