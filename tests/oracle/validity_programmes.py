"""What FORMAT.md refuses in the three other workbooks, from the table of columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from .columns import COLUMNS, DIRECTORY, table
from .directory import Directory
from .labels_programmes import OUTCOME, REQUEST
from .reading import Book, Row, fold, read_book, sheet

ENDS = {"Début": "Fin", "Date début": "Date fin", "Actif depuis": "Actif jusqu'au"}


def refusals(path: Path, year: int) -> list[str]:
    """One sentence per refusal; the workbook is known by its sheets."""
    book = read_book(path)
    workbook = next(name for name, sheets in COLUMNS.items() if _has(book, sheets))
    names, found = Names(book, workbook), []
    for name, columns in COLUMNS[workbook].items():
        for row in sheet(book, name):
            for header, kind in columns.items():
                try:
                    _check(names, row, header, kind, year)
                except ValueError as problem:
                    found.append(f"{name}, {header}: {problem}")
        found += _keys(name, columns, sheet(book, name))
        found += _duplicates(name, sheet(book, name))
        found += _order(name, sheet(book, name))
    return [*found, *_demands(book), *_amounts(book), *_animators(book)]


def _has(book: Book, sheets: dict[str, dict[str, str]]) -> bool:
    return all(fold(name) in book for name in sheets)


def _check(names: Names, row: Row, header: str, kind: str, year: int) -> None:
    """Raise ValueError when the cell is refused."""
    if not row.text(header):
        if kind.endswith("!"):
            raise ValueError("blank")
        return
    kind = kind.rstrip("!")
    what = kind.partition(":")[0]
    if what in ("date", "end"):
        if row.date(header) > date(year + (2 if what == "date" else 30), 12, 31):
            raise ValueError(f"{row.date(header)} is too late")
    elif what in ("number", "whole", "year"):
        value = row.number(header) if what == "number" else row.whole(header)
        if header != "Montant" and value < 0:
            raise ValueError(f"{value} is below 0")
    elif what == "yes":
        row.yes(header)
    else:
        _check_text(names, row, header, kind)


def _check_text(names: Names, row: Row, header: str, kind: str) -> None:
    what = kind.partition(":")[0]
    if what == "label":
        row.code(header, table(names.workbook, kind))
    elif what == "labels":
        row.codes(header, table(names.workbook, kind))
    elif what == "outcome":
        row.code(header, OUTCOME[row.code("Type", REQUEST)])
    elif what in ("inst", "guest", "alias", "ref", "file", "action"):
        speaker = what == "guest" and fold(row.text("Rôle")) == "intervenant"
        if not speaker and fold(row.text(header)) not in names.of(kind):
            raise ValueError(f"{row.text(header)!r} is unknown")


class Names:
    """The names and codes that cells may speak of, read once a sheet."""

    def __init__(self, book: Book, workbook: str) -> None:
        self.book, self.workbook = book, workbook
        self.known: dict[str, set[str]] = {}

    def of(self, kind: str) -> set[str]:
        if kind not in self.known:
            self.known[kind] = set(self._read(kind))
        return self.known[kind]

    def _read(self, kind: str) -> Iterator[str]:
        what, _, name = kind.partition(":")
        name = name.replace("_", " ")
        if what in ("inst", "guest", "alias"):
            yield from Directory(self.book, name or DIRECTORY[self.workbook]).names
            return
        source, column = {
            "file": ("Demandes", "Dossier"),
            "action": ("Formations séances", "Action"),
        }.get(what) or (name, _key(self.workbook, name))
        for row in sheet(self.book, source):
            yield fold(row.text(column))


def _key(workbook: str, name: str) -> str:
    columns = COLUMNS[workbook][name]
    return next(header for header, kind in columns.items() if kind == "key!")


def _keys(name: str, columns: dict[str, str], rows: list[Row]) -> Iterator[str]:
    headers: list[tuple[str, ...]] = [(h,) for h, kind in columns.items() if kind == "key!"]
    headers += [("Indicateur", "Année")] if name in ("Historique", "Contexte") else []
    headers += [("Dossier",)] if name == "Demandes" else []
    for key in headers:
        seen = Counter(tuple(fold(row.text(header)) for header in key) for row in rows)
        for value, times in seen.items():
            if times > 1 and any(value):
                yield f"{name}: {value} {times} times"


def _duplicates(name: str, rows: list[Row]) -> Iterator[str]:
    if name in ("Dons", "Interventions"):
        return
    seen = Counter(
        tuple(sorted((key, str(cell)) for key, cell in row.cells.items())) for row in rows
    )
    for row, times in seen.items():
        if times > 1:
            yield f"{name}: twice {row}"


def _order(name: str, rows: list[Row]) -> Iterator[str]:
    for row in rows:
        for first, last in ENDS.items():
            start, end = row.raw(first), row.raw(last)
            if start != "" and end != "" and row.date(first) > row.date(last):
                yield f"{name}: {row.date(first)} after {row.date(last)}"


def _demands(book: Book) -> Iterator[str]:
    for row in sheet(book, "Demandes"):
        asked = row.code("Type", REQUEST) == "intervention"
        for header in ("Canal", "Motif principal"):
            if bool(row.text(header)) != asked:
                yield f"{row.text('N° demande')}: {header} of a {row.text('Type')}"


def _amounts(book: Book) -> Iterator[str]:
    for row in sheet(book, "Newsletters"):
        if not 0 <= row.number("Ouvreurs uniques") <= row.number("Délivrés") != 0:
            yield f"{row.text('Édition')}: openers"
    for row in sheet(book, "Personnel"):
        if not 0 <= row.number("ETP") <= 1:
            yield f"{row.text('Code')}: ETP"
    for row in sheet(book, "Réunions internes"):
        if fold(row.text("Nature")) == "mise au vert" and not row.text("Jours"):
            yield "away day without Jours"


def _animators(book: Book) -> Iterator[str]:
    """Two per group, one per side, where the sheet has any."""
    sides: dict[str, list[str]] = {}
    for row in sheet(book, "Animateurs"):
        sides.setdefault(fold(row.text("Code groupe")), []).append(fold(row.text("Côté")))
    for group, both in sides.items():
        if sorted(both) != ["sante mentale", "social"]:
            yield f"{group}: animators {both}"
