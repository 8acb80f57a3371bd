"""Peer support: accompaniments, their activities, hires, contacts with those in charge."""

from collections.abc import Iterator

from filrouge.common.text import clean, label_key
from filrouge.imports.sheets import peer_support as sheets
from filrouge.imports.sheets.base import ParsedWorkbook
from filrouge.peer_support.models import Accompaniment

from .base import Draft, Ids, copied, sector_of
from .names import Names, staff


def accompaniments(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    names = Names(book, ids)
    for row in book.rows(sheets.ACCOMPANIMENTS.name):
        values = {
            "organisation_id": names.one(row["organisation"]),
            "team": clean(row["team"]),
            "sector": sector_of(row),
            **copied(row, "code", "region", "funding", "state", "start", "end"),
        }
        yield Draft((label_key(row["code"]),), values, sheets.ACCOMPANIMENTS.name, row.number)


def activities(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(sheets.ACTIVITIES.name):
        accompaniment = label_key(row["accompaniment"])
        workers = staff(ids, row["workers"])
        values = {
            "accompaniment_id": ids.get(Accompaniment, (accompaniment,)),
            "duration_days": row["days"],
            "worker_count": len(workers),
            **copied(row, "day", "kind", "status"),
        }
        identity = (accompaniment, row["day"], row["kind"])
        parts = {"workers": workers}
        yield Draft(identity, values, sheets.ACTIVITIES.name, row.number, parts)


def hires(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(sheets.HIRES.name):
        values = {
            "accompaniment_id": ids.get(Accompaniment, (label_key(row["accompaniment"]),)),
            "contract_on": row["contract"],
            **copied(row, "code", "region", "state", "target_year"),
        }
        yield Draft((label_key(row["code"]),), values, sheets.HIRES.name, row.number)


def lead_contacts(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    names = Names(book, ids)
    for row in book.rows(sheets.LEAD_CONTACTS.name):
        values = {
            "organisation_id": names.one(row["organisation"]),
            **copied(row, "day", "mode"),
        }
        identity = (row["day"], label_key(row["mode"]), label_key(row["organisation"]))
        yield Draft(identity, values, sheets.LEAD_CONTACTS.name, row.number)
