"""Read the cells of a workbook as FORMAT.md says, with nothing but calamine and the library.

The oracle only reads valid workbooks: a label or a value it does not know raises ValueError, so
that an error in a test workbook is seen at once instead of becoming a wrong figure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

_YES = {"oui", "o", "x", "vrai", "1"}
_NO = {"", "non", "n", "faux", "0"}


def fold(text: str) -> str:
    """The form under which two labels or headers are equal (accents, case, blanks, ' and -)."""
    text = text.replace("’", "'").replace("–", "-").replace("\u00a0", " ")
    decomposed = unicodedata.normalize("NFD", text)
    bare = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
    return re.sub(r"\s*/\s*", "/", " ".join(bare.casefold().split()))


def fold_commune(text: str) -> str:
    """As `fold`, a hyphen and a blank being equal and a leading postcode ignored."""
    return re.sub(r"^\d{4} ", "", " ".join(fold(text).replace("-", " ").split()))


def parse_date(cell: object) -> date | None:
    """A date cell, day first when it is text; None when blank."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = str(cell).strip()
    if not text:
        return None
    if match := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        day, month, year = (int(part) for part in match.groups())
        return date(year, month, day)
    if match := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text):
        year, month, day = (int(part) for part in match.groups())
        return date(year, month, day)
    raise ValueError(f"not a date: {cell!r}")


def parse_number(cell: object) -> Fraction | None:
    """An exact number: floats are read through their shortest decimal text; None when blank."""
    if isinstance(cell, bool):
        raise ValueError(f"not a number: {cell!r}")
    if isinstance(cell, (int, float)):
        return Fraction(Decimal(repr(cell)))
    text = re.sub(r"\s", "", str(cell)).replace(",", ".")
    return Fraction(Decimal(text)) if text else None


@dataclass(frozen=True)
class Row:
    """One line of a sheet; columns are asked by their header as written in FORMAT.md."""

    cells: Mapping[str, Any]

    def raw(self, column: str) -> Any:
        """The cell as calamine gives it; '' when the sheet has no such column."""
        return self.cells.get(fold(column), "")

    def text(self, column: str) -> str:
        """The cell as text, blanks around removed; a whole number has no decimal."""
        cell = self.raw(column)
        if isinstance(cell, float) and cell.is_integer():
            return str(int(cell))
        return " ".join(str(cell).replace("\u00a0", " ").split())

    def maybe_date(self, column: str) -> date | None:
        return parse_date(self.raw(column))

    def date(self, column: str) -> date:
        found = self.maybe_date(column)
        if found is None:
            raise ValueError(f"{column} is blank")
        return found

    def maybe_number(self, column: str) -> Fraction | None:
        return parse_number(self.raw(column))

    def number(self, column: str) -> Fraction:
        found = self.maybe_number(column)
        if found is None:
            raise ValueError(f"{column} is blank")
        return found

    def whole(self, column: str) -> int:
        found = self.number(column)
        if found.denominator != 1:
            raise ValueError(f"{column}: {found} is not whole")
        return found.numerator

    def yes(self, column: str) -> bool:
        cell = self.raw(column)
        key = str(int(cell)) if isinstance(cell, (bool, float)) else fold(str(cell))
        if key not in _YES | _NO:
            raise ValueError(f"{column}: {cell!r} is neither yes nor no")
        return key in _YES

    def items(self, column: str) -> list[str]:
        """The elements of a list cell, each once, in the order of the cell."""
        parts = (part.strip() for part in re.split("[;,]", self.text(column)))
        return list(dict.fromkeys(part for part in parts if part))

    def code(self, column: str, labels: Mapping[str, str]) -> str:
        """The code of a label, '' when blank; the keys of `labels` are folded labels."""
        text = self.text(column)
        return code_of(text, labels) if text else ""

    def codes(self, column: str, labels: Mapping[str, str]) -> list[str]:
        return list(dict.fromkeys(code_of(item, labels) for item in self.items(column)))

    def people(self, column: str) -> list[int]:
        """The tenant numbers of a cell `14` or `14; 15`."""
        return list(dict.fromkeys(int(item) for item in self.items(column)))


def code_of(text: str, labels: Mapping[str, str]) -> str:
    """The code of one label; ValueError when no label of the list is equal to it."""
    key = fold(text)
    if key not in labels:
        raise ValueError(f"unknown label {text!r}")
    return labels[key]


type Book = dict[str, list[Row]]


def read_book(path: Path) -> Book:
    """Every sheet by folded name, blank lines left out."""
    workbook = CalamineWorkbook.from_path(path)
    book: Book = {}
    for name in workbook.sheet_names:
        lines = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        header = [fold(str(cell)) for cell in lines[0]] if lines else []
        book[fold(name)] = [
            Row(dict(zip(header, line, strict=False)))
            for line in lines[1:]
            if any(str(cell).strip() for cell in line)
        ]
    return book


def sheet(book: Book, name: str) -> list[Row]:
    """The rows of a sheet, none when the workbook has no such sheet."""
    return book.get(fold(name), [])
