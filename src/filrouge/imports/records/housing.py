"""Landlords, dwellings, rents, stays, titles."""

from collections.abc import Iterator

from filrouge.common.text import clean, label_key
from filrouge.housing.models import Dwelling, Landlord
from filrouge.imports.sheets import housing_first as hf
from filrouge.imports.sheets.base import ParsedWorkbook

from .base import Draft, Ids
from .names import organisation
from .people import person_of


def dwelling_of(ids: Ids, code: str) -> int:
    return ids.get(Dwelling, (label_key(code),))


def landlords(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(hf.LANDLORDS.name):
        values = {
            "organisation_id": organisation(ids, row, "name"),
            "kind": row["kind"],
            "intermediary": row["intermediary"],
            "project": row["project"],
        }
        yield Draft((label_key(clean(row["name"])),), values, hf.LANDLORDS.name, row.number)


def dwellings(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(hf.DWELLINGS.name):
        values = {
            "code": row["code"],
            "address": row["address"],
            "commune": row["commune"],
            "landlord_id": ids.get(Landlord, (label_key(clean(row["landlord"])),)),
            "intermediary": row["intermediary"],
            "capacity": row["capacity"],
            "rent_cents": row["rent"],
            "charges_cents": row["charges"],
        }
        yield Draft((label_key(row["code"]),), values, hf.DWELLINGS.name, row.number)


def rent_lines(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(hf.RENTS.name):
        values = {
            "dwelling_id": dwelling_of(ids, row["dwelling"]),
            "start": row["start"],
            "rent_cents": row["rent"],
            "charges_cents": row["charges"],
        }
        identity = (label_key(row["dwelling"]), row["start"])
        yield Draft(identity, values, hf.RENTS.name, row.number)


def stays(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(hf.STAYS.name):
        values = {
            "person_id": person_of(ids, row["tenant"]),
            "dwelling_id": dwelling_of(ids, row["dwelling"]),
            "start": row["start"],
            "end": row["end"],
            "exit_reason": row["exit_reason"],
            "destination": row["destination"],
        }
        yield Draft((row["tenant"], row["start"]), values, hf.STAYS.name, row.number)


def titles(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(hf.TITLES.name):
        values = {
            "person_id": person_of(ids, row["tenant"]),
            "dwelling_id": dwelling_of(ids, row["dwelling"]),
            "kind": row["kind"],
            "start": row["start"],
            "end": row["end"],
            "rolling": row["rolling"],
        }
        identity = (label_key(row["dwelling"]), row["tenant"], row["kind"], row["start"])
        yield Draft(identity, values, hf.TITLES.name, row.number)
