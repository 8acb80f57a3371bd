"""What no single cell can say: rows against rows, sheets against sheets."""

from collections.abc import Callable

from filrouge.imports.diagnostics import Report
from filrouge.imports.sheets.base import ParsedWorkbook

from .base import Book
from .connect import check_connect
from .directory import check_directories
from .housing import check_material, check_stays
from .institution import check_institution
from .lives import check_follow_ups, lives
from .people import check_encounters, check_incomes, check_network, check_scores
from .rows import check_rows
from .support import check_support


def check_housing_first(book: Book) -> None:
    """The rules of `docs/format.md`, section 2."""
    check_follow_ups(book)
    known = lives(book)
    check_incomes(book)
    check_scores(book, known)
    check_encounters(book, known)
    check_network(book)
    check_stays(book, known)
    check_material(book)


CHECKS: dict[str, Callable[[Book], None]] = {
    "housing_first": check_housing_first,
    "institution": check_institution,
    "connect": check_connect,
    "support": check_support,
    "differences": lambda book: None,  # rows against rows are all there is
}


def check_workbook(workbook: ParsedWorkbook, report: Report) -> None:
    """Every rule of `docs/format.md` that spans cells: those of any sheet, then its own."""
    book = Book(workbook, report)
    check_rows(book)
    check_directories(book)
    CHECKS[workbook.spec.kind](book)
