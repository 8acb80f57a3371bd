"""What no single cell can say: rows against rows, sheets against sheets."""

from filrouge.imports.diagnostics import Report
from filrouge.imports.sheets.base import ParsedWorkbook

from .base import Book
from .housing import check_material, check_stays
from .lives import check_follow_ups, lives
from .people import check_encounters, check_incomes, check_network, check_scores
from .rows import check_rows


def check_housing_first(workbook: ParsedWorkbook, report: Report) -> None:
    """Every rule of `docs/format.md`, sections 1 and 2, that spans cells."""
    book = Book(workbook, report)
    check_rows(book)
    check_follow_ups(book)
    known = lives(book)
    check_incomes(book)
    check_scores(book, known)
    check_encounters(book, known)
    check_network(book)
    check_stays(book, known)
    check_material(book)


def check_differences(workbook: ParsedWorkbook, report: Report) -> None:
    """Rows against rows only: no two differences for one figure."""
    check_rows(Book(workbook, report))


CHECKS = {"housing_first": check_housing_first, "differences": check_differences}
