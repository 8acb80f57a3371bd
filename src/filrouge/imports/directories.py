"""Directories of names: sheets where each row has a name and other names."""

from filrouge.common.text import clean, label_key

from .sheets.base import ParsedWorkbook, SheetSpec


def aliases_of(text: str) -> list[str]:
    """Other names, written in one cell and separated by "|"."""
    return [alias.strip() for alias in text.split("|") if alias.strip()]


def lookup(book: ParsedWorkbook, spec: SheetSpec) -> dict[str, str]:
    """Names of a directory sheet by every name and alias; names win over aliases."""
    found: dict[str, str] = {}
    rows = book.rows(spec.name)
    for row in rows:
        for alias in aliases_of(row[spec.aliases]):
            found.setdefault(label_key(alias), clean(row["name"]))
    for row in rows:
        found[label_key(row["name"])] = clean(row["name"])
    return found
