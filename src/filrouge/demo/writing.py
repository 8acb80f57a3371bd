"""A workbook written row by row: the same rows always give the same file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter

EPOCH = date(1899, 12, 30).toordinal()
CREATED = datetime(2025, 1, 15, 9, 0)
MAX_ROWS = 1_048_575


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, its header and its records, read once while writing."""

    name: str
    header: tuple[str, ...]
    rows: Iterable[tuple[Any, ...]]


def write(path: Path, sheets: Iterable[Sheet], *, title: str) -> dict[str, int]:
    """Write the sheets in their order; return the number of records of each.

    Raises ValueError when a sheet has more records than a sheet can hold.
    """
    book = xlsxwriter.Workbook(
        path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": CREATED, "title": title, "author": "Démonstration"})
    formats = {
        "header": book.add_format({"bold": True, "bottom": 1}),
        "date": book.add_format({"num_format": "dd/mm/yyyy"}),
        "time": book.add_format({"num_format": "hh:mm"}),
    }
    counts: dict[str, int] = {}
    try:
        for sheet in sheets:
            counts[sheet.name] = _write_sheet(book.add_worksheet(sheet.name), sheet, formats)
    finally:
        book.close()
    return counts


def _write_sheet(target: Any, sheet: Sheet, formats: dict[str, Any]) -> int:
    target.freeze_panes(1, 0)
    for column, title in enumerate(sheet.header):
        target.set_column(column, column, max(11, len(title) + 2))
        target.write_string(0, column, title, formats["header"])
    number, text, count = target.write_number, target.write_string, 0
    for count, record in enumerate(sheet.rows, start=1):
        if count > MAX_ROWS:
            raise ValueError(f"sheet {sheet.name}: more than {MAX_ROWS} records")
        for column, value in enumerate(record):
            if value is None or value == "":
                continue
            if isinstance(value, str):
                text(count, column, value)
            elif isinstance(value, date):
                number(count, column, value.toordinal() - EPOCH, formats["date"])
            elif isinstance(value, time):
                part = (value.hour * 60 + value.minute) / 1440
                number(count, column, part, formats["time"])
            else:
                number(count, column, value)
    return count
