"""Reading and checking workbooks: everything but storing."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from filrouge.common.text import label_key

from .archive import RefusedFile
from .checks import check_workbook
from .csv_file import is_csv, read_differences
from .diagnostics import Diagnostic, Report
from .identify import kind_of, year_in_name, year_of_rows
from .parsing import Context
from .reader import RawWorkbook, read_workbook
from .sheets.base import ParsedSheet, ParsedWorkbook, WorkbookSpec
from .sheets.differences import DIFFERENCES
from .tables import parse_sheet

type Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Source:
    """A file to import, and the name its owner gave it (the copy on disk may have another)."""

    path: Path
    name: str


def read_all(
    sources: list[Source], report: Report, progress: Progress | None = None
) -> list[ParsedWorkbook]:
    """Read and check every file. Problems go to the report; a refused file is left out."""
    if len(sources) > settings.IMPORT_MAX_FILES:
        report.add(
            Diagnostic(
                "file_too_many",
                params={"count": str(len(sources)), "limit": str(settings.IMPORT_MAX_FILES)},
            )
        )
        return []
    found: dict[str, ParsedWorkbook] = {}
    for number, source in enumerate(sources):
        if progress:
            progress(number, len(sources), "read")
        workbook = read_one(source, report)
        if workbook is None:
            continue
        if workbook.source in found:
            report.add(
                Diagnostic(
                    "same_workbook_twice",
                    workbook=source.name,
                    params={"source": workbook.source},
                )
            )
            continue
        found[workbook.source] = workbook
    return list(found.values())


def read_one(source: Source, report: Report) -> ParsedWorkbook | None:
    """Read and check one file; None, with the reason in the report, when it is refused whole."""
    try:
        if not source.path.is_file():
            raise RefusedFile("file_missing")
        spec: list[WorkbookSpec] = []

        def wanted(names: list[str]) -> list[str]:
            spec.append(kind_of(source.name, names))
            return [name for name in names if label_key(name) in spec[0].by_key]

        if is_csv(source.name):
            spec.append(DIFFERENCES)
            raw = read_differences(source.path, source.name)
        else:
            raw = read_workbook(source.path, wanted)
    except RefusedFile as refused:
        report.add(Diagnostic(refused.code, workbook=source.name, params=refused.params))
        return None
    except OSError:
        report.add(Diagnostic("file_unreadable", workbook=source.name))
        return None
    return _parse(source, spec[0], raw, report)


def _parse(source: Source, spec: WorkbookSpec, raw: RawWorkbook, report: Report) -> ParsedWorkbook:
    year = year_in_name(source.name)
    if year is None:
        year = _inferred_year(source, spec, raw, report)
    workbook = ParsedWorkbook(spec, year, source.name, {})
    context = Context(year)
    for name in raw.sheet_names:
        sheet_spec = spec.by_key.get(label_key(name))
        if sheet_spec is None:
            report.add(Diagnostic("extra_sheet", workbook=source.name, sheet=name))
        elif sheet_spec.name in workbook.sheets:
            report.add(Diagnostic("duplicate_sheet", workbook=source.name, sheet=name))
        else:
            workbook.sheets[sheet_spec.name] = parse_sheet(
                sheet_spec, raw.sheets[name], context, report, source.name
            )
    _tell_missing_sheets(workbook, report)
    check_workbook(workbook, report)
    return workbook


def _inferred_year(source: Source, spec: WorkbookSpec, raw: RawWorkbook, report: Report) -> int:
    from django.utils import timezone

    year, where = year_of_rows(spec, raw), spec.year_from[0]
    if year is None:
        year, where = timezone.localdate().year, "—"
    report.add(
        Diagnostic(
            "year_inferred",
            workbook=source.name,
            params={"year": str(year), "source": where},
        )
    )
    return year


def _tell_missing_sheets(workbook: ParsedWorkbook, report: Report) -> None:
    """An absent sheet is a warning; it becomes an error when a row refers to it (`checks.rows`)."""
    referred = {
        refers.sheet
        for sheet in workbook.sheets.values()
        for refers in sheet.spec.refers
        if _has_values(sheet, refers.column)
    }
    for spec in workbook.spec.sheets:
        if spec.name not in workbook.sheets and spec.name not in referred:
            report.add(
                Diagnostic("missing_sheet_optional", workbook=workbook.file_name, sheet=spec.name)
            )


def _has_values(sheet: ParsedSheet, column: str) -> bool:
    return any(row.good(column) and row[column] not in (None, "", ()) for row in sheet.rows)
