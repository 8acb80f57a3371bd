"""What is wrong, doubtful or worth saying about a cell, a row, a sheet or a file."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Self

from django.conf import settings

from .messages import ERROR, MESSAGES, NOTICE, WARNING

MAX_VALUE = 80
PER_CODE = 300
"""At most so many warnings of one code are kept for a sheet; the rest is counted."""


@dataclass(frozen=True)
class Diagnostic:
    """One problem, at one place. `row` counts as the spreadsheet does: the header is row 1.

    The sentence is built when it is read, in the reader's language.
    """

    code: str
    workbook: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    params: Mapping[str, str] = field(default_factory=dict)
    cells: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> str:
        return MESSAGES[self.code].severity

    @property
    def message(self) -> str:
        """The sentence: what is wrong and what to do."""
        words = {
            "workbook": self.workbook,
            "sheet": self.sheet,
            "column": self.column,
            "value": self.value,
            **self.params,
        }
        return str(MESSAGES[self.code].text) % words

    def as_dict(self) -> dict[str, Any]:
        """The same for programs (`filrouge import --json`)."""
        return {
            "workbook": self.workbook,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
        }

    def dump(self) -> dict[str, Any]:
        """Everything needed to build the diagnostic again."""
        return {
            "code": self.code,
            "workbook": self.workbook,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "params": dict(self.params),
            "cells": [list(cell) for cell in self.cells],
        }

    @classmethod
    def load(cls, data: Mapping[str, Any]) -> Self:
        """The inverse of `dump`."""
        return cls(**{**data, "cells": tuple((name, text) for name, text in data["cells"])})


class Report:
    """Gathers diagnostics, keeps their number within reason and counts them all."""

    def __init__(self) -> None:
        self._kept: list[Diagnostic] = []
        self._seen: Counter[tuple[str, str, str]] = Counter()
        self._severities: Counter[str] = Counter()
        self.left_out = 0

    def add(self, diagnostic: Diagnostic) -> None:
        """Count it, and keep it: every error up to the limit, of the others some of each code."""
        key = (diagnostic.workbook, diagnostic.sheet, diagnostic.code)
        self._seen[key] += 1
        self._severities[diagnostic.severity] += 1
        if diagnostic.severity == ERROR:
            plenty = self._severities[ERROR] > settings.IMPORT_MAX_PROBLEMS
        else:
            plenty = self._seen[key] > PER_CODE
        if plenty:
            self.left_out += 1
        else:
            self._kept.append(diagnostic)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.sorted())

    def sorted(self) -> list[Diagnostic]:
        """By workbook and sheet in the order met, then by row."""
        order: dict[tuple[str, str], int] = {}
        for found in self._kept:
            order.setdefault((found.workbook, found.sheet), len(order))
        return sorted(
            self._kept, key=lambda d: (order[d.workbook, d.sheet], d.row or 0, d.column, d.code)
        )

    def count(self, severity: str) -> int:
        """How many, those left out included."""
        return self._severities[severity]

    @property
    def ok(self) -> bool:
        return not self._severities[ERROR]


def said(value: object) -> str:
    """A parameter of a sentence: text as it is, anything else as the reader writes it."""
    return value if isinstance(value, str) else plain(value)


def plain(value: object) -> str:
    """A cell as text, short enough for a message."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, date | time):
        return _moment(value)
    text = str(value)
    return text if len(text) <= MAX_VALUE else text[: MAX_VALUE - 1] + "…"


def _moment(value: date | time) -> str:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, datetime) and value.time() != time(0):
        return f"{value:%d/%m/%Y %H:%M}"
    return f"{value:%d/%m/%Y}"


__all__ = ["ERROR", "NOTICE", "WARNING", "Diagnostic", "Report", "plain", "said"]
