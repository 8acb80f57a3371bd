"""The annex of a report: every figure with its definition and base, and every exhibit's rows.

Texts are written as texts: nothing that begins like a formula is one. The file holds no clock.
"""

import io
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from ..document import Document, Value
from ..text.protection import for_publication
from .html import caption

WIDTHS = (34, 46, 14, 10, 10, 14, 14, 12, 8, 70, 40, 30, 26)
CELL = 32_000
"""Characters a cell holds, a little under what the format allows."""


def xlsx(document: Document, figures: Mapping[str, Value]) -> bytes:
    """Three sheets: how to read, the figures, the exhibits."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(
        kept,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties(
        {
            "title": f"{document.title} {document.year}",
            "author": document.organisation,
            "created": datetime(document.year, 12, 31, tzinfo=UTC).replace(tzinfo=None),
        }
    )
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    _read_me(book.add_worksheet(_("Read me")), document, bold, wrapped)
    _figures(book.add_worksheet(_("Figures")), figures, bold, wrapped)
    _exhibits(book.add_worksheet(_("Figures and tables")), document, bold, wrapped)
    book.close()
    return kept.getvalue()


def _read_me(sheet: Any, document: Document, bold: Any, wrapped: Any) -> None:
    sheet.set_column(0, 0, 90)
    sheet.write_string(0, 0, f"{document.title} {document.year}"[:CELL], bold)
    for line, text in enumerate(how_to_read(), start=1):
        sheet.write_string(line, 0, text, wrapped)


def how_to_read() -> list[str]:
    """What a reader has to know of every number, in a few sentences."""
    return [
        _("Every figure is computed from dated records; none is copied by hand."),
        _("A share is printed with its base: what it is a share of."),
        _("Values are rounded once, halves away from zero; shares are not adjusted to reach 100."),
        _("A difference between two shares is in points, not in percent."),
        _("Zero is a count; “not known” is written in words."),
        _("Counts of one to four persons are not printed, so that nobody is recognised."),
        _("Previous years are the values that were published then."),
    ]


def _figures(sheet: Any, figures: Mapping[str, Value], bold: Any, wrapped: Any) -> None:
    heads = (
        _("Identifier"),
        _("Figure"),
        _("Value"),
        _("Unit"),
        _("Base"),
        _("Numerator"),
        _("Denominator"),
        _("Period"),
        _("Version"),
        _("Definition"),
        _("Choice made"),
        _("Source"),
        _("Previous years"),
    )
    for column, (name, width) in enumerate(zip(heads, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, bold)
    for line, value in enumerate(figures.values(), start=1):
        for column, cell in enumerate(_cells(for_publication(value))):
            _write(sheet, line, column, cell, wrapped)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(figures), 1), len(heads) - 1)


def _cells(value: Value) -> Iterator[str | int | Fraction | None]:
    yield value.id
    yield value.label
    yield _number(value.text) if value.text == value.display or _is_number(value) else value.display
    yield value.unit
    yield value.base
    yield _number(value.numerator)
    yield _number(value.denominator)
    yield value.period
    yield value.version
    yield value.definition
    yield value.choice
    yield value.source or value.empty_reason
    yield " · ".join(f"{year} : {text}" for year, text in value.previous)


def _is_number(value: Value) -> bool:
    return bool(value.exact) and isinstance(_number(value.text), Fraction)


def _number(text: str) -> Fraction | str:
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        return text


def _write(
    sheet: Any, line: int, column: int, cell: str | int | Fraction | None, look: Any
) -> None:
    if isinstance(cell, int | Fraction):
        sheet.write_number(line, column, float(cell), look)
    elif cell:
        sheet.write_string(line, column, cell[:CELL], look)


def _exhibits(sheet: Any, document: Document, bold: Any, wrapped: Any) -> None:
    sheet.set_column(0, 0, 50)
    sheet.set_column(1, 8, 16)
    line = 0
    for exhibit in document.exhibits:
        sheet.write_string(line, 0, caption(exhibit)[:CELL], bold)
        for row in (exhibit.columns, *exhibit.rows):
            line += 1
            for column, cell in enumerate(row):
                sheet.write_string(line, column, cell[:CELL], wrapped)
        for told in filter(None, (exhibit.base, exhibit.note)):
            line += 1
            sheet.write_string(line, 0, told[:CELL], wrapped)
        line += 2
