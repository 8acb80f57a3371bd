"""The rules of the institution workbook that span cells."""

from collections import defaultdict
from decimal import Decimal

from filrouge.common.text import label_key
from filrouge.imports.sheets import institution as sheets

from .base import Book, Span


def check_institution(book: Book) -> None:
    """The rules of `docs/format.md`, section 3."""
    _check_full_time(book)
    _check_replaced(book)


def _check_full_time(book: Book) -> None:
    """Somebody with several positions on one day rarely works more than full time."""
    positions: dict[str, list[Span]] = defaultdict(list)
    for row in book.standing(sheets.POSITIONS):
        span = Span(row["start"], row["end"], row)
        same = positions[label_key(row["code"])]
        total: Decimal = row["fte"] + sum(o.row["fte"] for o in same if o.overlaps(span))
        same.append(span)
        if total > 1:
            place = book.place(sheets.POSITIONS)
            place.tell("fte_above_one", row, "fte", who=row["code"], total=total.normalize())


def _check_replaced(book: Book) -> None:
    codes = {label_key(row["code"]) for row in book.rows(sheets.POSITIONS, "code")}
    for row in book.rows(sheets.POSITIONS, "replaces"):
        if row["replaces"] and label_key(row["replaces"]) not in codes:
            book.place(sheets.POSITIONS).tell("unknown_replaced", row, "replaces")
