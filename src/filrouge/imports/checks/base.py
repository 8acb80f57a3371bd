"""What every check needs: the rows of the workbook and a way to tell a problem."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from filrouge.imports.diagnostics import Diagnostic, Report
from filrouge.imports.sheets.base import ParsedSheet, ParsedWorkbook, Row, SheetSpec
from filrouge.imports.tables import Place

FAR = date.max


class Book:
    """A parsed workbook under check."""

    def __init__(self, workbook: ParsedWorkbook, report: Report) -> None:
        self.workbook = workbook
        self.report = report

    def sheet(self, spec: SheetSpec) -> ParsedSheet | None:
        """The sheet, unless it is absent or refused as a whole."""
        found = self.workbook.sheets.get(spec.name)
        return found if found and found.readable else None

    def place(self, spec: SheetSpec) -> Place:
        return Place(self.report, self.workbook.file_name, self.workbook.sheets[spec.name])

    def rows(self, spec: SheetSpec, *names: str) -> Iterator[Row]:
        """Rows, refused ones included, whose named columns were read."""
        sheet = self.sheet(spec)
        if sheet:
            yield from (row for row in sheet.rows if row.good(*names))

    def standing(self, spec: SheetSpec) -> Iterator[Row]:
        """Rows that nothing has refused so far."""
        sheet = self.sheet(spec)
        if sheet:
            yield from (row for row in sheet.rows if not row.refused)

    def tell(self, code: str, sheet: str, **params: object) -> None:
        """A problem of a sheet as a whole."""
        self.report.add(
            Diagnostic(
                code,
                workbook=self.workbook.file_name,
                sheet=sheet,
                params={name: str(value) for name, value in params.items()},
            )
        )


type Check = Callable[[Book], None]


@dataclass(frozen=True)
class Span:
    """Days from `start` to `end` (None: still running), and the row that says so."""

    start: date
    end: date | None
    row: Row

    def overlaps(self, other: "Span", *, last_day_included: bool = True) -> bool:
        mine, theirs = self.end or FAR, other.end or FAR
        if last_day_included:
            return self.start <= theirs and other.start <= mine
        if self.start == mine or other.start == theirs:  # an empty stay overlaps nothing
            return False
        return self.start < theirs and other.start < mine
