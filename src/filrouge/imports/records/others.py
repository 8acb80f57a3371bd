"""Material, agreements, and the sheets present in every workbook."""

from collections import Counter
from collections.abc import Iterator

from filrouge.common.text import label_key
from filrouge.imports.sheets import common
from filrouge.imports.sheets import housing_first as hf
from filrouge.imports.sheets.base import ParsedWorkbook
from filrouge.imports.sheets.differences import DIFFERENCES_SHEET

from .base import Draft, Ids
from .names import organisation
from .people import person_of


def material(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(hf.MATERIAL.name):
        number = row["tenant"]
        values = {
            "day": row["day"],
            "item": row["item"],
            "quantity": row["quantity"],
            "person_id": None if number is None else person_of(ids, number),
        }
        yield Draft((row["day"], row["item"], number), values, hf.MATERIAL.name, row.number)


def agreements(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(hf.AGREEMENTS.name):
        values = {
            "organisation_id": organisation(ids, row, "partner"),
            "programme": book.spec.kind,
            "evaluated_on": row["evaluated_on"],
        }
        identity = (book.spec.kind, label_key(row["partner"]), row["evaluated_on"])
        yield Draft(identity, values, hf.AGREEMENTS.name, row.number)


def published(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(common.HISTORY.name):
        values = {name: row[name] for name in ("indicator", "year", "value")}
        identity = (label_key(row["indicator"]), row["year"])
        yield Draft(identity, values, common.HISTORY.name, row.number)


def differences(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    """What a past report printed; what was computed then is not kept: it is computed again."""
    for row in book.rows(DIFFERENCES_SHEET.name):
        values = {
            "indicator": row["indicator"],
            "year": book.year,
            "published": row["published"],
            "reason": row["reason"],
        }
        identity = (label_key(row["indicator"]), book.year)
        yield Draft(identity, values, DIFFERENCES_SHEET.name, row.number)


def typed(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(common.CONTEXT.name):
        values = {name: row[name] for name in ("indicator", "year", "value", "source")}
        identity = (label_key(row["indicator"]), row["year"])
        yield Draft(identity, values, common.CONTEXT.name, row.number)


def list_items(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    """Elements keep the order of the sheet within their list and year."""
    met: Counter[tuple[str, int]] = Counter()
    for row in book.rows(common.LISTS.name):
        group = (label_key(row["name"]), row["year"])
        met[group] += 1
        values = {
            "name": row["name"],
            "year": row["year"],
            "position": met[group],
            "text": row["text"],
        }
        yield Draft((*group, label_key(row["text"])), values, common.LISTS.name, row.number)
