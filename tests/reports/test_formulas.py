"""What a spreadsheet would run is text in every exported column."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import fields, replace
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from filrouge.figures import exports
from filrouge.reports.document import Value
from filrouge.reports.outputs import as_json, xlsx
from tests.reports import nodes
from tests.reports.sample import sample

PREFIXES = ("=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "＝", "＋", "－", "＠")
"""Spreadsheets start a formula at the first four, after blanks, and at their full-width twins."""
BOMB = "1+1|' /C calc'!A0"
RUNS = re.compile(r"^[\s\u200b\ufeff]*[=+\-@＝＋－＠]")


def figure(**columns: Any) -> Any:
    """A figure whose columns hold whatever is asked."""
    said = {"id": "hf.x", "text": "12", "unit": "n", "base": 3, "version": 1} | columns
    return SimpleNamespace(**said, result=SimpleNamespace(number=None))


def live_cells(text: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row
            if RUNS.match(cell)]  # fmt: skip


@pytest.mark.parametrize("prefix", PREFIXES, ids=ascii)
@pytest.mark.parametrize("column", ["id", "text", "unit", "base", "version"])
def test_no_cell_of_the_csv_runs(prefix: str, column: str) -> None:
    assert live_cells(exports.as_csv([figure(**{column: prefix + BOMB})])) == []


def test_a_negative_number_stays_a_number() -> None:
    negative = figure(text="-3")
    negative.result.number = Fraction(-3)
    assert "hf.x,-3,n,3,1" in exports.as_csv([negative])


@pytest.mark.parametrize("prefix", PREFIXES, ids=ascii)
def test_the_json_of_figures_is_data(prefix: str) -> None:
    said = json.loads(exports.as_json([figure(text=prefix + BOMB)]))
    assert said[0]["value"] == prefix + BOMB


@pytest.mark.parametrize("prefix", PREFIXES, ids=ascii)
def test_no_cell_of_a_report_s_workbook_is_a_formula(prefix: str) -> None:
    """Every text column of a figure, every cell of an exhibit, the titles."""
    bomb = prefix + BOMB
    plain = nodes.value("hf.x", "12", "12")
    texts = {f.name: bomb for f in fields(Value) if isinstance(getattr(plain, f.name), str)}
    document = replace(sample(), title=bomb, organisation=bomb)
    book = xlsx.xlsx(document, {"one": replace(plain, **texts)})
    assert formulas(book) == []
    assert as_json.as_json(document, {"one": plain}).startswith(b"{")


def formulas(book: bytes) -> list[str]:
    """Parts of a workbook that a spreadsheet would compute or follow."""
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        return [
            name
            for name in parts.namelist()
            if re.search(rb"<f[ >]|<hyperlink|<ddeLink|<oleLink", parts.read(name))
        ]


def test_sabotages_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    import xlsxwriter

    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept)
    book.add_worksheet().write(0, 0, "=1+1")
    book.close()
    assert formulas(kept.getvalue())
    monkeypatch.setattr(exports, "harmless", str)
    assert live_cells(exports.as_csv([figure(text="=1+1")]))
