"""Checks that hold for any sheet: repetitions, keys, references, order of dates."""

from collections.abc import Hashable
from typing import Any

from filrouge.common.text import label_key
from filrouge.imports.sheets.base import ParsedSheet, Refers, Row, SheetSpec

from .base import Book


def check_rows(book: Book) -> None:
    """Every generic check on every sheet."""
    for sheet in book.workbook.sheets.values():
        if not sheet.readable:
            continue
        repeated = _check_repetitions(book, sheet)
        _check_keys(book, sheet, repeated)
        _check_end_after_start(book, sheet.spec)
    for sheet in book.workbook.sheets.values():
        if sheet.readable:
            for refers in sheet.spec.refers:
                _check_reference(book, sheet, refers)
    for sheet in book.workbook.sheets.values():
        if sheet.readable and sheet.spec.blank_yes_no:
            _check_blank_answers(book, sheet.spec)


def comparable(value: Any) -> Hashable:
    """The form under which keys are compared: labels without accents or case."""
    return label_key(value) if isinstance(value, str) else value


def _check_repetitions(book: Book, sheet: ParsedSheet) -> set[int]:
    """Refuse a row equal to an earlier one in every column; a warning where both may count."""
    spec, place = sheet.spec, book.place(sheet.spec)
    names = [name for name in spec.by_name if name in sheet.places]
    first: dict[tuple[Any, ...], int] = {}
    repeated = set()
    for row in sheet.rows:
        if row.bad:
            signature = tuple(
                str(row.raw[sheet.places[name]]) if name in row.bad else row.values[name]
                for name in names
            )
        else:
            signature = tuple(row.values[name] for name in names)
        seen = first.setdefault(signature, row.number)
        if seen == row.number:
            continue
        repeated.add(row.number)
        if _may_repeat(spec, row):
            place.tell("repeated_row", row, first=seen)
        elif spec.key and row.good(*spec.key):
            headers = ", ".join(spec.header(name) for name in spec.key)
            place.refuse("duplicate_key", row, spec.key[0], first=seen, columns=headers)
        else:
            place.refuse("duplicate_row", row, first=seen)
    return repeated


def _may_repeat(spec: SheetSpec, row: Row) -> bool:
    if spec.may_repeat == "time":
        return row["time"] is None and row.good("time")
    return spec.may_repeat == "always"


def _check_keys(book: Book, sheet: ParsedSheet, repeated: set[int]) -> None:
    spec = sheet.spec
    for names, code in ((spec.key, "duplicate_key"), (spec.pair, "duplicate_pair")):
        if not names:
            continue
        place = book.place(spec)
        first: dict[tuple[Hashable, ...], int] = {}
        for row in sheet.rows:
            if row.number in repeated or not row.good(*names):
                continue
            seen = first.setdefault(tuple(comparable(row[n]) for n in names), row.number)
            if seen != row.number:
                column = names[0] if code == "duplicate_key" else names[-1]
                headers = ", ".join(spec.header(name) for name in names)
                place.refuse(code, row, column, first=seen, columns=headers)


def _check_end_after_start(book: Book, spec: SheetSpec) -> None:
    if "start" not in spec.by_name or "end" not in spec.by_name:
        return
    for row in book.rows(spec, "start", "end"):
        if row["start"] and row["end"] and row["end"] < row["start"]:
            row.bad.add("end")
            book.place(spec).refuse("end_before_start", row, "end", start=row["start"])


def _check_reference(book: Book, sheet: ParsedSheet, refers: Refers) -> None:
    """Refuse rows that name what no row of the other sheet holds.

    A refused row of the other sheet still counts as known: one fault is told once.
    """
    rows = [row for row in book.rows(sheet.spec, refers.column) if _named(row[refers.column])]
    target = book.workbook.sheets.get(refers.sheet)
    if target is None:
        if rows:
            book.tell("missing_sheet", refers.sheet, by=sheet.title)
        return
    if not target.readable:
        return
    known = _known(target, refers)
    place = book.place(sheet.spec)
    for row in rows:
        values = row[refers.column]
        for value in values if isinstance(values, tuple) else (values,):
            if comparable(value) not in known:
                many = isinstance(values, tuple) and len(values) > 1
                code = refers.list_code if many else refers.code
                place.refuse(code, row, refers.column, number=value)
                break


def _named(value: Any) -> bool:
    return value is not None and value not in ("", ())


def _known(target: ParsedSheet, refers: Refers) -> set[Hashable]:
    known = {comparable(row[refers.target]) for row in target.rows if row.good(refers.target)}
    if refers.aliases:
        known |= {
            label_key(alias) for row in target.rows for alias in aliases_of(row[refers.aliases])
        }
    return known


def aliases_of(text: str) -> list[str]:
    """Other names, written in one cell and separated by "|"."""
    return [alias.strip() for alias in text.split("|") if alias.strip()]


def _check_blank_answers(book: Book, spec: SheetSpec) -> None:
    """Blank may mean "not asked" in these columns: say so once a row."""
    place = book.place(spec)
    for row in book.rows(spec):
        blank = [
            name
            for name in spec.blank_yes_no
            if name in place.sheet.places and row[name] is None and name not in row.bad
        ]
        if blank:
            headers = ", ".join(spec.header(name) for name in blank)
            place.tell("blank_yes_no", row, blank[0], columns=headers)
