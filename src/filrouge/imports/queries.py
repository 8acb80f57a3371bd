"""What the import pages show."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from .diagnostics import ERROR, NOTICE, WARNING, Diagnostic
from .models import ImportRun

SEVERITIES = (ERROR, WARNING, NOTICE)


@dataclass(frozen=True)
class SheetProblems:
    """Problems of one sheet, in the order of its rows."""

    workbook: str
    sheet: str
    problems: Sequence[Diagnostic]


def runs() -> QuerySet[ImportRun]:
    """Newest first, with their files; their problems stay in the database."""
    return ImportRun.objects.defer("problems").select_related("actor").prefetch_related("files")


def problems_of(run: ImportRun) -> list[Diagnostic]:
    return [Diagnostic.load(found) for found in run.problems]


def sheets_of(problems: list[Diagnostic]) -> Counter[str]:
    """Number of problems of each sheet, in the order met."""
    return Counter(found.sheet for found in problems)


def by_sheet(problems: Sequence[Diagnostic]) -> list[SheetProblems]:
    """Group neighbours of the same sheet."""
    groups: dict[tuple[str, str], list[Diagnostic]] = {}
    for found in problems:
        groups.setdefault((found.workbook, found.sheet), []).append(found)
    return [SheetProblems(workbook, sheet, some) for (workbook, sheet), some in groups.items()]
