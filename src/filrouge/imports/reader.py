"""From a file to rows of plain values: checked first, then read by the spreadsheet library.

The library only gets a zip rebuilt from the parts that were checked and that are needed, so that
nothing unchecked reaches it. Formulas are never evaluated.
"""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from .archive import READ_PARTS, Archive, RefusedFile, SheetPart
from .cells import CellScan, check_reach, check_strings, scan

type Cells = list[Any]


@dataclass
class RawSheet:
    """The values of a sheet: `rows[0]` is line 1. Formula and error cells are named apart."""

    name: str
    rows: list[Cells]
    formulas: set[tuple[int, int]] = field(default_factory=set)
    errors: set[tuple[int, int]] = field(default_factory=set)
    merged: bool = False


@dataclass
class RawWorkbook:
    """The sheets that were asked for, and the names of all."""

    sheet_names: list[str]
    sheets: dict[str, RawSheet]


def read_workbook(path: Path, wanted: Callable[[list[str]], list[str]]) -> RawWorkbook:
    """Read the sheets that `wanted` keeps among all names. Raises `RefusedFile`."""
    with Archive.open(path) as archive:
        names = [sheet.name for sheet in archive.sheets]
        chosen = set(wanted(names))
        parts = [sheet for sheet in archive.sheets if sheet.name in chosen]
        scans = {sheet.path: scan(archive, sheet.path) for sheet in parts}
        check_reach(scans)
        check_strings(archive, scans)
        rebuilt = _rebuild(archive, parts)
    return RawWorkbook(names, _values(rebuilt, parts, scans))


def _rebuild(archive: Archive, sheets: list[SheetPart]) -> io.BytesIO:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for name in (*READ_PARTS, *(sheet.path for sheet in sheets)):
            if not archive.has(name):
                continue
            with target.open(name, "w", force_zip64=True) as part:
                for chunk in archive.chunks(name):
                    part.write(chunk)
    content.seek(0)
    return content


def _values(
    content: io.BytesIO, parts: list[SheetPart], scans: dict[str, CellScan]
) -> dict[str, RawSheet]:
    sheets = {}
    try:
        with CalamineWorkbook.from_filelike(content) as workbook:
            for part in parts:
                found = scans[part.path]
                rows = workbook.get_sheet_by_name(part.name).to_python(skip_empty_area=False)
                sheets[part.name] = RawSheet(
                    part.name, rows, found.formulas, found.errors, found.merged
                )
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # the library's own panics are not `Exception`s
        raise RefusedFile("file_damaged") from error
    return sheets
