"""The figures of a period for other software: `id,value,unit,base,version`."""

import csv
import io
import json
from collections.abc import Iterable

from filrouge.common.text import harmless

from .values import Figure

COLUMNS = ("id", "value", "unit", "base", "version")


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
