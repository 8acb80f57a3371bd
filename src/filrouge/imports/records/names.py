"""Organisations and workers: records that rows only name."""

from collections.abc import Iterator

from filrouge.common.text import clean, label_key
from filrouge.directory.models import Organisation
from filrouge.imports.checks.rows import aliases_of
from filrouge.imports.sheets import housing_first as hf
from filrouge.imports.sheets.base import ParsedWorkbook, Row

from .base import Draft, Ids

_NAMING = (
    (hf.REFERRERS, "name"),
    (hf.LANDLORDS, "name"),
    (hf.NETWORK, "partner"),
    (hf.AGREEMENTS, "partner"),
)


def organisations(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    """One organisation per name, in the spelling met first."""
    seen = set()
    for spec, column in _NAMING:
        for row in book.rows(spec.name):
            name = clean(row[column])
            key = label_key(name)
            if key not in seen:
                seen.add(key)
                yield Draft((key,), {"name": name, "key": key}, spec.name, row.number)


def aliases(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    """Other names of the referring services; one that is a service's own name adds nothing."""
    taken = {label_key(row["name"]) for row in book.rows(hf.REFERRERS.name)}
    for row in book.rows(hf.REFERRERS.name):
        for alias in aliases_of(row["aliases"]):
            key = label_key(alias)
            if key in taken:
                continue
            taken.add(key)
            owner = ids.get(Organisation, (label_key(row["name"]),))
            values = {"name": clean(alias), "key": key, "organisation_id": owner}
            yield Draft((key,), values, hf.REFERRERS.name, row.number)


def workers(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    """One worker per code written on an encounter or a training."""
    seen = set()
    for spec, column in ((hf.ENCOUNTERS, "workers"), (hf.TRAININGS, "trainers")):
        for row in book.rows(spec.name):
            for code in row[column]:
                key = label_key(code)
                if key not in seen:
                    seen.add(key)
                    yield Draft((key,), {"code": code}, spec.name, row.number)


def referrers(book: ParsedWorkbook, ids: Ids) -> dict[str, int]:
    """Organisations by every name and alias of the sheet Envoyeurs; names win over aliases."""
    found: dict[str, int] = {}
    for row in book.rows(hf.REFERRERS.name):
        key = organisation(ids, row, "name")
        for alias in aliases_of(row["aliases"]):
            found.setdefault(label_key(alias), key)
    for row in book.rows(hf.REFERRERS.name):
        found[label_key(row["name"])] = organisation(ids, row, "name")
    return found


def organisation(ids: Ids, row: Row, column: str) -> int:
    return ids.get(Organisation, (label_key(clean(row[column])),))
