"""The directories of names: an alias leads to one organisation."""

from filrouge.common.text import label_key
from filrouge.imports.directories import aliases_of
from filrouge.imports.sheets.base import SheetSpec

from .base import Book


def check_directories(book: Book) -> None:
    """Tell aliases that two rows of a directory share; a name is stronger than any alias."""
    for spec in book.workbook.spec.sheets:
        if spec.aliases:
            _check_aliases(book, spec)


def _check_aliases(book: Book, spec: SheetSpec) -> None:
    owners: dict[str, int] = {}
    for row in book.rows(spec, "name"):
        owners.setdefault(label_key(row["name"]), row.number)
    for row in book.rows(spec, "name", spec.aliases):
        for alias in aliases_of(row[spec.aliases]):
            first = owners.setdefault(label_key(alias), row.number)
            if first != row.number:
                book.place(spec).tell("alias_of_two", row, spec.aliases, alias=alias, first=first)
