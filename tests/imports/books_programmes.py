"""A small whole workbook of each of the three other kinds."""

from collections.abc import Callable

from filrouge.imports.sheets.connect import CONNECT
from filrouge.imports.sheets.institution import INSTITUTION
from filrouge.imports.sheets.support import SUPPORT
from tests.imports.book_connect import CONNECT_ROWS
from tests.imports.book_institution import INSTITUTION_ROWS
from tests.imports.book_support import SUPPORT_ROWS
from tests.imports.books import Book, filled


def institution() -> Book:
    return filled(INSTITUTION, INSTITUTION_ROWS)


def connect() -> Book:
    return filled(CONNECT, CONNECT_ROWS)


def support() -> Book:
    return filled(SUPPORT, SUPPORT_ROWS)


WHOLE: dict[str, Callable[[], Book]] = {
    "institution": institution,
    "connect": connect,
    "support": support,
}
"""A whole workbook of each kind."""
