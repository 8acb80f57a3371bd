"""The demonstration workbooks as plain rows, read without the product."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

type Row = dict[str, Any]
type Book = dict[str, list[Row]]


def read(path: Path) -> Book:
    """Every sheet as rows by header; blanks are None, whole numbers are integers."""
    book = CalamineWorkbook.from_path(path)
    found: Book = {}
    for name in book.sheet_names:
        header, *lines = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        found[name] = [dict(zip(map(str, header), map(_cell, line), strict=True)) for line in lines]
    return found


def _cell(value: object) -> object:
    if value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def items(text: object) -> list[str]:
    """A list in one cell, with semicolons or commas."""
    return [part.strip() for part in str(text or "").replace(",", ";").split(";") if part.strip()]


def aliases(row: Row) -> list[str]:
    return [part.strip() for part in (row["Alias"] or "").split("|") if part.strip()]


def is_yes(text: object) -> bool:
    return str(text).lower() in {"oui", "o", "x", "vrai", "1"}


def in_post(book: Book, day: date, *teams: str) -> set[str]:
    """Codes of the staff sheet in post that day, in the teams or in any."""
    return {
        row["Code"]
        for row in book["Personnel"]
        if row["Début"] <= day <= (row["Fin"] or date.max) and (not teams or row["Équipe"] in teams)
    }


def numbers(row: Row) -> list[int]:
    """Tenant numbers of an encounter: one, or a list in one cell."""
    return [int(part) for part in str(row["N°"]).split(";")]


def followups(book: Book) -> dict[int, list[tuple[date, date, str]]]:
    """First day, last day (9999 while it runs) and reason of each follow-up, by tenant."""
    found: dict[int, list[tuple[date, date, str]]] = {}
    for row, start in _starts(book):
        end = row["Fin d'accompagnement" if "Nom" in row else "Fin"] or date.max
        found.setdefault(row["N°"], []).append((start, end, row["Motif de fin"] or ""))
    return found


def _starts(book: Book) -> Iterator[tuple[Row, date]]:
    for row in book["Locataires"]:
        yield row, row["Début d'accompagnement"]
    for row in book["Reprises"]:
        yield row, row["Reprise"]


def deaths(book: Book) -> dict[int, date]:
    return {
        number: end
        for number, periods in followups(book).items()
        for _, end, reason in periods
        if reason == "Décès"
    }
