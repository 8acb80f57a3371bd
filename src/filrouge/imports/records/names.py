"""Organisations and workers: records that rows only name."""

from collections.abc import Iterator
from datetime import date

from filrouge.common.text import clean, label_key
from filrouge.directory.models import Organisation
from filrouge.imports.directories import aliases_of, lookup
from filrouge.imports.sheets import housing_first as hf
from filrouge.imports.sheets.base import ParsedWorkbook, Row, SheetSpec
from filrouge.staff.models import Worker

from .base import Draft, Ids


class Names:
    """Organisations as the rows of a workbook name them: its directory first, else as typed."""

    def __init__(self, book: ParsedWorkbook, ids: Ids, spec: SheetSpec | None = None) -> None:
        found = spec or book.spec.directory
        self._names = lookup(book, found) if found else {}
        self._ids = ids

    def resolve(self, text: str) -> str:
        return self._names.get(label_key(text), clean(text))

    def one(self, text: str) -> int | None:
        """The organisation of a name; None when blank."""
        if not clean(text):
            return None
        return self._ids.get(Organisation, (label_key(self.resolve(text)),))

    def many(self, texts: tuple[str, ...]) -> tuple[tuple[int], ...]:
        """The organisations of a list of names, each once, as rows of a part."""
        return tuple((key,) for key in dict.fromkeys(map(self.one, texts)) if key is not None)


def _named(book: ParsedWorkbook) -> Iterator[tuple[str, SheetSpec, Row]]:
    """Every name that a row gives to an organisation, directories first."""
    names = Names(book, Ids())
    for spec in sorted(book.spec.sheets, key=lambda spec: not spec.aliases):
        for column in spec.names:
            for row in book.rows(spec.name):
                values = row[column]
                for value in values if isinstance(values, tuple) else (values,):
                    name = clean(value) if spec.aliases else names.resolve(value)
                    if name and _is_organisation(row):
                        yield name, spec, row


def _is_organisation(row: Row) -> bool:
    """A member may be a person, who is no organisation."""
    return row.values.get("kind") != "person"


def organisations(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    """One organisation per name, in the spelling met first."""
    seen = set()
    for name, spec, row in _named(book):
        key = label_key(name)
        if key not in seen:
            seen.add(key)
            yield Draft((key,), {"name": name, "key": key}, spec.name, row.number)


def aliases(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    """Other names of the directories; one that is a name of its own adds nothing."""
    directories = [spec for spec in book.spec.sheets if spec.aliases]
    taken = {label_key(name) for name, _spec, _row in _named(book)}
    for spec in directories:
        for row in book.rows(spec.name):
            for alias in aliases_of(row[spec.aliases]):
                key = label_key(alias)
                if key in taken:
                    continue
                taken.add(key)
                owner = ids.get(Organisation, (label_key(row["name"]),))
                values = {"name": clean(alias), "key": key, "organisation_id": owner}
                yield Draft((key,), values, spec.name, row.number)


def entries(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    """How this workbook spells each organisation that it names."""
    seen = set()
    for name, spec, row in _named(book):
        owner = ids.get(Organisation, (label_key(name),))
        if owner in seen:
            continue
        seen.add(owner)
        values = {
            "organisation_id": owner,
            "directory": book.spec.kind,
            "name": name,
            "commune": row.values.get("commune", "") if spec is book.spec.directory else "",
        }
        yield Draft((book.spec.kind, label_key(name)), values, spec.name, row.number)


def sectors(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    """The sector that the directory of the year gives: one period a year."""
    spec, seen = book.spec.directory, set()
    if spec is None:
        return
    for row in book.rows(spec.name):
        owner = ids.get(Organisation, (label_key(row["name"]),))
        if row["sector"] and owner not in seen:
            seen.add(owner)
            values = {
                "organisation_id": owner,
                "directory": book.spec.kind,
                "sector": row["sector"],
                "start": date(book.year, 1, 1),
            }
            identity = (book.spec.kind, book.year, label_key(row["name"]))
            yield Draft(identity, values, spec.name, row.number)


def workers(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    """One worker per code written anywhere."""
    seen = set()
    for spec in book.spec.sheets:
        for column in spec.workers:
            for row in book.rows(spec.name):
                codes = row[column]
                for code in codes if isinstance(codes, tuple) else (codes,):
                    key = label_key(code)
                    if key not in seen:
                        seen.add(key)
                        yield Draft((key,), {"code": code}, spec.name, row.number)


def staff(ids: Ids, codes: tuple[str, ...]) -> tuple[tuple[int], ...]:
    """The workers of a list of codes, each once, as rows of a part."""
    known = ids.all(Worker)
    return tuple((key,) for key in dict.fromkeys(known[(label_key(code),)] for code in codes))


def referrers(book: ParsedWorkbook, ids: Ids) -> dict[str, int]:
    """Organisations by every name and alias of the sheet Envoyeurs."""
    known = lookup(book, hf.REFERRERS)
    return {key: ids.get(Organisation, (label_key(name),)) for key, name in known.items()}


def organisation(ids: Ids, row: Row, column: str) -> int:
    return ids.get(Organisation, (label_key(clean(row[column])),))
