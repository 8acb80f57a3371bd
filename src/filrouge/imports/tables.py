"""From raw cells to the rows of a declared sheet: headers found, cells read, problems named."""

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from typing import Any

from filrouge.common.text import clean, label_key

from .diagnostics import Diagnostic, Report, plain, said
from .labels import Label, ListOf
from .parsing import BadCell, CellType, Context, is_blank
from .reader import RawSheet
from .sheets.base import Column, ParsedSheet, Row, SheetSpec

_NOTHING: Any = object()


@dataclass
class Place:
    """Where problems are told from: a sheet of a workbook, and its columns."""

    report: Report
    workbook: str
    sheet: ParsedSheet

    def tell(self, code: str, row: Row | None, name: str = "", **params: object) -> None:
        """Report a problem at a column (by its name in the declaration) of a row."""
        column = self.sheet.spec.by_name[name] if name else None
        value = ""
        if row and column and not column.private:
            value = self.cell(row, name)
        self.report.add(
            Diagnostic(
                code,
                workbook=self.workbook,
                sheet=self.sheet.title,
                row=row.number if row else None,
                column=self.sheet.headers.get(name, column.header if column else ""),
                value=value,
                params={key: said(param) for key, param in params.items()},
                cells=self._cells(row) if row else (),
            )
        )

    def cell(self, row: Row, name: str) -> str:
        """A cell as it was typed."""
        place = self.sheet.places.get(name)
        return plain(row.raw[place]) if place is not None else ""

    def refuse(self, code: str, row: Row, name: str = "", **params: object) -> None:
        """Report an error: the row is not stored."""
        row.refused = True
        self.tell(code, row, name, **params)

    def _cells(self, row: Row) -> tuple[tuple[str, str], ...]:
        """The row as typed, without names, addresses and notes."""
        shown = []
        for column in self.sheet.spec.columns:
            place = self.sheet.places.get(column.name)
            if place is None or column.private:
                continue
            shown.append((column.header, plain(row.raw[place])))
        return tuple(shown)


def parse_sheet(
    spec: SheetSpec, raw: RawSheet, context: Context, report: Report, workbook: str
) -> ParsedSheet:
    """Read a sheet. Every problem of every cell is reported; refused rows are marked."""
    sheet = ParsedSheet(spec, raw.name, [], {}, {})
    place = Place(report, workbook, sheet)
    _find_headers(sheet, raw, place)
    if raw.merged:
        place.tell("merged_cells", None)
    if sheet.readable:
        _read_rows(sheet, raw, context, place)
    return sheet


def _find_headers(sheet: ParsedSheet, raw: RawSheet, place: Place) -> None:
    spec = sheet.spec
    header = [clean(plain(cell)) for cell in raw.rows[0]] if raw.rows else []
    if spec.may_be_empty and not any(header):
        place.tell("empty_sheet", None)
        sheet.readable = False
        return
    unknown: dict[str, str] = {}
    for index, text in enumerate(header):
        column = spec.by_key.get(label_key(text))
        if column is None:
            if text:
                unknown[label_key(text)] = text
        elif column.name in sheet.places:
            _tell_header(place, "duplicate_header", text)
        else:
            sheet.places[column.name] = index
            sheet.headers[column.name] = text
    absent = [column for column in spec.columns if column.name not in sheet.places]
    for column in absent:
        if column.mandatory:
            sheet.readable = False
            _tell_missing(place, column, unknown)
    optional = [column for column in absent if not column.mandatory]
    _tell_unknown(place, unknown, optional)
    for column in optional if sheet.readable else ():
        _tell_header(place, "absent_column", column.header)


def _tell_missing(place: Place, column: Column, unknown: dict[str, str]) -> None:
    near = get_close_matches(column.key, unknown, 1, 0.6)
    if near:
        found = unknown.pop(near[0])
        _tell_header(place, "misspelt_header", found, expected=column.header)
    else:
        _tell_header(place, "missing_header", column.header)


def _tell_unknown(place: Place, unknown: dict[str, str], optional: list[Column]) -> None:
    keys = {column.key: column.header for column in optional}
    for key, text in unknown.items():
        near = get_close_matches(key, keys, 1, 0.75)
        if near:
            _tell_header(place, "extra_column_near", text, near=keys[near[0]])
        else:
            _tell_header(place, "extra_column", text)


def _tell_header(place: Place, code: str, text: str, **params: str) -> None:
    place.report.add(
        Diagnostic(
            code,
            workbook=place.workbook,
            sheet=place.sheet.title,
            row=1,
            column=text,
            value=text,
            params=params,
        )
    )


def _read_rows(sheet: ParsedSheet, raw: RawSheet, context: Context, place: Place) -> None:
    columns = [
        (column, sheet.places.get(column.name), _reader(column.type))
        for column in sheet.spec.columns
    ]
    known = {index + 1 for index in sheet.places.values()}
    special = {
        cell[0] for cells in (raw.formulas, raw.errors) for cell in cells if cell[1] in known
    }
    for number, cells in enumerate(raw.rows[1:], 2):
        if number not in special and not any(cell != "" and not is_blank(cell) for cell in cells):
            continue
        row = Row(number, {}, cells)
        if number in special:
            _note_special(row, sheet, raw, place)
        elif all(is_blank(cells[index]) for index in sheet.places.values()):
            continue
        for column, index, read in columns:
            if column.name in row.bad:
                row.values[column.name] = column.type.blank
                continue
            value = cells[index] if index is not None else None
            if value is None or value == "" or is_blank(value):
                row.values[column.name] = column.type.blank
                if column.mandatory:
                    row.bad.add(column.name)
                    place.refuse("missing_mandatory", row, column.name)
                continue
            _read_cell(row, column.name, partial(read, value, context), context, place)
        sheet.rows.append(row)


def _read_cell(
    row: Row,
    name: str,
    read: Callable[[], Any],
    context: Context,
    place: Place,
) -> None:
    try:
        row.values[name] = read()
    except BadCell as bad:
        row.values[name] = place.sheet.spec.by_name[name].type.blank
        row.bad.add(name)
        place.refuse(bad.code, row, name, **bad.params)
    if context.warnings:
        for code, params in context.warnings:
            place.tell(code, row, name, **params)
        context.warnings.clear()


def _note_special(row: Row, sheet: ParsedSheet, raw: RawSheet, place: Place) -> None:
    for name, index in sheet.places.items():
        cell = (row.number, index + 1)
        if cell in raw.formulas or cell in raw.errors:
            row.bad.add(name)
            place.refuse("formula" if cell in raw.formulas else "error_value", row, name)


def _reader(kind: CellType) -> Callable[[Any, Context], Any]:
    """The reader of a column; words of a controlled list are looked up once each."""
    if not isinstance(kind, Label | ListOf):
        return kind.read
    known: dict[str, Any] = {}

    def read(value: Any, context: Context) -> Any:
        if not isinstance(value, str):
            return kind.read(value, context)
        found = known.get(value, _NOTHING)
        if found is _NOTHING:
            found = known[value] = kind.read(value, context)
        return found

    return read
