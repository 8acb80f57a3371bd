"""Which of the yearly workbooks a file is, and of which year."""

import re
from collections import Counter
from datetime import date
from pathlib import PurePath

from filrouge.common.text import clean, label_key

from .archive import RefusedFile
from .diagnostics import plain
from .reader import RawWorkbook
from .sheets.base import WorkbookSpec
from .sheets.common import EVERYWHERE
from .sheets.connect import CONNECT
from .sheets.housing_first import HOUSING_FIRST
from .sheets.institution import INSTITUTION
from .sheets.support import SUPPORT

KINDS = (HOUSING_FIRST, INSTITUTION, CONNECT, SUPPORT)
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_SHARED = {label_key(sheet.name) for sheet in EVERYWHERE}


def kind_of(file_name: str, sheet_names: list[str]) -> WorkbookSpec:
    """The kind with the most sheets in common; the file name settles the rest.

    Raises `RefusedFile` when no sheet is known.
    """
    present = {label_key(name) for name in sheet_names}
    scores = {spec.kind: len(present & (set(spec.by_key) - _SHARED)) for spec in KINDS}
    named = _kind_in_name(file_name)
    best = max(scores, key=lambda kind: (scores[kind], kind == named))
    if not scores[best]:
        best = named if present & _SHARED else ""
    for spec in KINDS:
        if spec.kind == best:
            return spec
    raise RefusedFile("unknown_workbook", expected=", ".join(spec.title for spec in KINDS))


def _kind_in_name(file_name: str) -> str:
    name = label_key(file_name).replace(" ", "_").replace("-", "_")
    return next((spec.kind for spec in KINDS if spec.kind in name), "")


def year_in_name(file_name: str) -> int | None:
    """The year written in the name of the file: "Housing First 2024 (copie).xlsx" gives 2024."""
    found = _YEAR.search(PurePath(file_name).stem)
    return int(found[1]) if found else None


def year_of_rows(spec: WorkbookSpec, raw: RawWorkbook) -> int | None:
    """The year of most dates of the sheet that tells it; the smallest one on a tie."""
    sheet_name, column_name = spec.year_from
    sheet_spec = next(sheet for sheet in spec.sheets if sheet.name == sheet_name)
    key = sheet_spec.by_name[column_name].key
    for sheet in raw.sheets.values():
        if label_key(sheet.name) != label_key(sheet_name) or not sheet.rows:
            continue
        header = [label_key(clean(plain(cell))) for cell in sheet.rows[0]]
        if key not in header:
            continue
        place = header.index(key)
        years = Counter(_year(row[place]) for row in sheet.rows[1:])
        years.pop(None, None)
        if years:
            return min((-count, year) for year, count in years.items() if year)[1]
    return None


def _year(cell: object) -> int | None:
    if isinstance(cell, date):
        return cell.year
    found = _YEAR.search(cell) if isinstance(cell, str) else None
    return int(found[1]) if found else None
