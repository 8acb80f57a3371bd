"""The figures of a period for other software: `id,value,unit,base,version`."""

import csv
import io
import json
from collections.abc import Iterable

from .values import Figure

COLUMNS = ("id", "value", "unit", "base", "version")
# What spreadsheets take for a formula, after blanks too; full-width signs count as plain ones.
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_BLANK_FIRST = ("\t", "\r", "\n", "\ufeff", "\u200b")


def rows(figures: Iterable[Figure]) -> list[dict[str, str | int | None]]:
    """One row per figure; `value` as text, rounded as printed, empty when there is none."""
    return [
        {
            "id": figure.id,
            "value": figure.text,
            "unit": figure.unit,
            "base": figure.base,
            "version": figure.version,
        }
        for figure in figures
    ]


def as_csv(figures: Iterable[Figure]) -> str:
    """The rows as CSV. A text a spreadsheet would run as a formula is kept a text."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for figure, row in zip(figures, rows(figures), strict=True):
        numbers = {"value"} if figure.result.number is not None else set()
        writer.writerow(
            {
                name: harmless(cell) if isinstance(cell, str) and name not in numbers else cell
                for name, cell in row.items()
            }
        )
    return out.getvalue()


def as_json(figures: Iterable[Figure]) -> str:
    return json.dumps(rows(figures), ensure_ascii=False, indent=1)


def harmless(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would take for a formula."""
    runs = text.startswith(_BLANK_FIRST) or text.lstrip().startswith(_STARTS_A_FORMULA)
    return f"'{text}" if runs else text
