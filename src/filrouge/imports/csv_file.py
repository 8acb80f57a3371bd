"""The one table that comes as text: the differences of a past report."""

import csv
import io
from pathlib import Path

from django.conf import settings

from filrouge.common.text import label_key

from .archive import MEGA, RefusedFile
from .identify import year_in_name
from .reader import RawSheet, RawWorkbook
from .sheets.differences import DIFFERENCES, DIFFERENCES_SHEET


def is_csv(name: str) -> bool:
    return name.lower().endswith(".csv")


def read_differences(path: Path, name: str) -> RawWorkbook:
    """The rows of the file as one sheet; its year is in its name. Raises `RefusedFile`."""
    if year_in_name(name) is None:
        raise RefusedFile("unknown_workbook", expected=DIFFERENCES.title)
    size = path.stat().st_size
    if size > settings.IMPORT_MAX_MB * MEGA:
        raise RefusedFile("file_too_big", size=size // MEGA, limit=settings.IMPORT_MAX_MB)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedFile("file_damaged") from error
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > 1 else ",")
    try:
        lines = [list(row) for row in rows]
    except csv.Error as error:
        raise RefusedFile("file_damaged") from error
    if not lines or "id" not in map(label_key, lines[0]):
        raise RefusedFile("file_not_workbook")
    width = max(map(len, lines))
    if len(lines) > settings.IMPORT_MAX_ROWS or width > settings.IMPORT_MAX_COLUMNS:
        raise RefusedFile(
            "file_too_wide", rows=settings.IMPORT_MAX_ROWS, columns=settings.IMPORT_MAX_COLUMNS
        )
    lines = [line + [""] * (width - len(line)) for line in lines]
    sheet = DIFFERENCES_SHEET.name
    return RawWorkbook([sheet], {sheet: RawSheet(sheet, lines)})
