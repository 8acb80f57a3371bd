"""One pass over the XML of a sheet, in bounded memory, before the spreadsheet library sees it.

It answers what the library hides: which cells hold a formula, which hold an error such as #N/A,
and how far the cells reach.
"""

import re
from dataclasses import dataclass, field

from django.conf import settings

from .archive import Archive, RefusedFile, check_markup

_TAG = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?(c|row|f|mergeCell)(?=[\s/>])([^>]*)>")
_CELL = re.compile(rb"""\sr\s*=\s*["']\$?([A-Za-z]{1,3})\$?(\d{1,7})["']""")
_ROW = re.compile(rb"""\sr\s*=\s*["'](\d{1,7})["']""")
_PLACE = re.compile(rb"\sr\s*=")
_KIND = re.compile(rb"""\st\s*=\s*["'](\w+)["']""")
_SPAN = re.compile(rb"""\sref\s*=\s*["']([A-Za-z]{1,3})(\d{1,7}):([A-Za-z]{1,3})(\d{1,7})["']""")
_SHARED = re.compile(rb"""<(?:[\w.-]+:)?c\s[^>]*?t=["']s["'][^>]*><(?:[\w.-]+:)?v>(\d{1,9})<""")
_STRING = re.compile(rb"<(?:[\w.-]+:)?si[\s/>]")
MAX_FORMULAS = 50_000
TAGS_A_CELL = 4
"""Rows, cells, formulas and merges together never are more than so many times the cells."""


@dataclass
class CellScan:
    """What the bytes of a sheet say. Rows and columns count from 1."""

    rows: int = 0
    columns: int = 0
    formulas: set[tuple[int, int]] = field(default_factory=set)
    errors: set[tuple[int, int]] = field(default_factory=set)
    merged: bool = False
    shared_strings: int = 0
    _tags: int = 0
    _row: int = 0
    _column: int = 0

    def feed(self, data: bytes) -> None:
        """Read whole tags. Raises `RefusedFile` when a cell is out of reason."""
        limit = TAGS_A_CELL * settings.IMPORT_MAX_CELLS
        for tag in _TAG.finditer(data):
            name, attributes = tag[1], tag[2]
            self._tags += 1
            if self._tags > limit:
                raise RefusedFile("file_odd_cells")
            if name == b"c":
                self._cell(attributes)
            elif name == b"row":
                self._start_row(attributes)
            elif name == b"f":
                self._formula(attributes)
            else:
                self.merged = True

    def _start_row(self, attributes: bytes) -> None:
        found = _ROW.search(attributes)
        if not found and _PLACE.search(attributes):
            raise RefusedFile("file_odd_cells")
        self._row = int(found[1]) if found else self._row + 1
        self._column = 0
        self._check_reach()

    def _cell(self, attributes: bytes) -> None:
        found = _CELL.search(attributes)
        if found:
            self._column, self._row = column_number(found[1]), int(found[2])
        elif _PLACE.search(attributes):
            raise RefusedFile("file_odd_cells")
        else:
            self._column += 1
        self._check_reach()
        if b" t=" in attributes and (kind := _KIND.search(attributes)):
            if kind[1] == b"e":
                self._note(self.errors, self._row, self._column)
            elif kind[1] == b"s":
                self.shared_strings += 1

    def _formula(self, attributes: bytes) -> None:
        self._note(self.formulas, self._row, self._column)
        kind, span = _KIND.search(attributes), _SPAN.search(attributes)
        if kind and span and kind[1] in {b"array", b"dataTable"}:
            for row in range(int(span[2]), min(int(span[4]), settings.IMPORT_MAX_ROWS) + 1):
                last = min(column_number(span[3]), settings.IMPORT_MAX_COLUMNS)
                for column in range(column_number(span[1]), last + 1):
                    self._note(self.formulas, row, column)

    def _note(self, cells: set[tuple[int, int]], row: int, column: int) -> None:
        cells.add((row, column))
        if len(cells) > MAX_FORMULAS:
            raise RefusedFile("file_too_many_formulas", limit=MAX_FORMULAS)

    def _check_reach(self) -> None:
        self.rows = max(self.rows, self._row)
        self.columns = max(self.columns, self._column)
        if self.rows > settings.IMPORT_MAX_ROWS or self.columns > settings.IMPORT_MAX_COLUMNS:
            raise RefusedFile(
                "file_too_wide",
                rows=settings.IMPORT_MAX_ROWS,
                columns=settings.IMPORT_MAX_COLUMNS,
            )


def scan(archive: Archive, path: str) -> CellScan:
    """Scan a sheet part. Raises `RefusedFile`."""
    result = CellScan()
    rest = b""
    for chunk in archive.chunks(path):
        data = rest + chunk
        end = data.rfind(b">") + 1
        if len(data) - end > 2 * 1024 * 1024:
            raise RefusedFile("file_odd_cells")
        check_markup(data)
        result.feed(data[:end])
        rest = data[end:]
    return result


def check_reach(sheets: dict[str, CellScan]) -> None:
    """Refuse sheets that would be huge once laid out as tables, however few cells they hold."""
    if sum(found.rows * found.columns for found in sheets.values()) > settings.IMPORT_MAX_CELLS:
        raise RefusedFile("file_too_many_cells", limit=settings.IMPORT_MAX_CELLS)


def check_strings(archive: Archive, sheets: dict[str, CellScan]) -> None:
    """Refuse cells that repeat a huge shared text until memory is full.

    The text of a cell may sit once in a table and be named by every cell: the library copies it
    each time. Exact count only when a rough one is above the limit.
    """
    part = "xl/sharedStrings.xml"
    if not archive.has(part):
        return
    content = b"".join(archive.chunks(part))
    check_markup(content)
    starts = [found.start() for found in _STRING.finditer(content)]
    ends = [*starts[1:], len(content)]
    lengths = [end - start for start, end in zip(starts, ends, strict=True)]
    limit = settings.IMPORT_MAX_UNPACKED_MB * 1024 * 1024
    used = sum(found.shared_strings for found in sheets.values())
    if used * max(lengths, default=0) <= limit:
        return
    total = 0
    for path in sheets:
        rest = b""
        for chunk in archive.chunks(path):
            data = rest + chunk
            end = data.rfind(b"</") + 2
            for found in _SHARED.finditer(data[:end]):
                index = int(found[1])
                total += lengths[index] if index < len(lengths) else 0
            rest = data[end:]
        if total > limit:
            raise RefusedFile("file_bomb")


def column_number(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - 64
    return number


def column_letters(number: int) -> str:
    """The inverse of `column_number`."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
