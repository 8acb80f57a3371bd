"""Checks that hold for any sheet: repetitions, keys, references, order of dates, needs."""

from collections.abc import Hashable
from difflib import get_close_matches
from typing import Any

from filrouge.common.text import clean, label_key
from filrouge.imports.directories import aliases_of
from filrouge.imports.messages import MESSAGES
from filrouge.imports.sheets.base import Needs, Order, ParsedSheet, Refers, Row, SheetSpec

from .base import Book


def check_rows(book: Book) -> None:
    """Every generic check on every sheet."""
    for sheet in book.workbook.sheets.values():
        if not sheet.readable:
            continue
        repeated = _check_repetitions(book, sheet)
        _check_keys(book, sheet, repeated)
        for order in sheet.spec.orders:
            _check_order(book, sheet.spec, order)
        for needs in sheet.spec.needs:
            _check_needs(book, sheet.spec, needs)
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
    once = ((names, "held_once") for names in spec.once)
    for names, code in ((spec.key, "duplicate_key"), (spec.pair, "duplicate_pair"), *once):
        if not names:
            continue
        place = book.place(spec)
        first: dict[tuple[Hashable, ...], int] = {}
        for row in sheet.rows:
            if row.number in repeated or not row.good(*names):
                continue
            if code == "held_once" and not all(_named(row[name]) for name in names):
                continue
            seen = first.setdefault(tuple(comparable(row[n]) for n in names), row.number)
            if seen != row.number:
                column = names[0] if code == "duplicate_key" else names[-1]
                headers = ", ".join(spec.header(name) for name in names)
                place.refuse(code, row, column, first=seen, columns=headers)


def _check_order(book: Book, spec: SheetSpec, order: Order) -> None:
    if order.first not in spec.by_name or order.then not in spec.by_name:
        return
    for row in book.rows(spec, order.first, order.then):
        first, then = row[order.first], row[order.then]
        if first and then and then < first:
            row.bad.add(order.then)
            book.place(spec).refuse(order.code, row, order.then, start=first)


def _check_needs(book: Book, spec: SheetSpec, needs: Needs) -> None:
    """A column that another one makes mandatory, or leaves blank."""
    place, header = book.place(spec), spec.header(needs.by)
    for row in book.rows(spec, needs.column, needs.by):
        needed, filled = row[needs.by] in needs.codes, _named(row[needs.column])
        if needed == filled or (filled and not needs.only) or not row[needs.by]:
            continue
        code = "needed_here" if needed else "blank_here"
        place.refuse(code, row, needs.column, by=header, label=place.cell(row, needs.by))


def _check_reference(book: Book, sheet: ParsedSheet, refers: Refers) -> None:
    """Refuse rows that name what no row of the other sheet holds.

    A refused row of the other sheet still counts as known: one fault is told once.
    """
    rows = [
        row
        for row in book.rows(sheet.spec, refers.column)
        if _named(row[refers.column]) and not _excused(row, refers)
    ]
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
                near = _nearest(value, known) if f"{code}_near" in MESSAGES else ""
                code = f"{code}_near" if near else code
                place.refuse(code, row, refers.column, number=value, near=near)
                break


def _excused(row: Row, refers: Refers) -> bool:
    if refers.unless is None:
        return False
    column, code = refers.unless
    return not row.good(column) or bool(row[column] == code)


def _nearest(value: Any, known: dict[Hashable, str]) -> str:
    """The known name that looks most like the value, as it is written."""
    keys = [key for key in known if isinstance(key, str)]
    near = get_close_matches(label_key(str(value)), keys, 1, 0.7)
    return known[near[0]] if near else ""


def _named(value: Any) -> bool:
    return value is not None and value not in ("", ())


def _known(target: ParsedSheet, refers: Refers) -> dict[Hashable, str]:
    """What may be named, in the form that is compared, and as it is written."""
    rows = [row for row in target.rows if row.good(refers.target)]
    known = {comparable(row[refers.target]): str(row[refers.target]) for row in rows}
    for row in target.rows if refers.aliases else ():
        for alias in aliases_of(row[refers.aliases]):
            known.setdefault(label_key(alias), clean(alias))
    return known


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
