"""An error planted in a small workbook, and where an import must tell it."""

from dataclasses import dataclass, field
from typing import Any

from tests.imports.books import Book, rows


@dataclass(frozen=True)
class Planted:
    """One change of a sheet, and the column and code of the error it makes.

    `source` 0 adds a row; with `copies` a copy of that row is added; else the row itself changes.
    """

    sheet: str
    source: int
    changes: dict[str, Any] = field(hash=False)
    column: str
    code: str
    copies: bool = False

    def __str__(self) -> str:
        return f"{self.sheet}-{self.column}-{self.code}"

    def plant(self, book: Book) -> tuple[str, int, str, str]:
        """Change the workbook; the sheet, row, column and code that must be told."""
        found = rows(book, self.sheet)
        if not self.source:
            row = found.new(self.changes)
        elif self.copies:
            row = found.copy(self.source, **self.changes)
        else:
            row = self.source
            for header, value in self.changes.items():
                found.set(row, header, value)
        return self.sheet, row, self.column, self.code


def cell(sheet: str, row: int, header: str, value: Any, code: str, at: str = "") -> Planted:
    """One cell changes; the error is told in its column, or in `at`."""
    return Planted(sheet, row, {header: value}, at or header, code)


def again(sheet: str, row: int, column: str, code: str, **changes: Any) -> Planted:
    """A copy of a row is added, with changes by header."""
    return Planted(sheet, row, changes, column, code, copies=True)


def added(sheet: str, values: dict[str, Any], column: str, code: str) -> Planted:
    """A row is added."""
    return Planted(sheet, 0, values, column, code)
