"""The institution workbook: members, money, quality, positions."""

from collections import Counter
from collections.abc import Iterator

from filrouge.common.text import clean, label_key
from filrouge.imports.directories import lookup
from filrouge.imports.sheets import institution as sheets
from filrouge.imports.sheets.base import ParsedWorkbook
from filrouge.institution.models import Funder
from filrouge.staff.models import Worker

from .base import Draft, Ids, copied
from .names import Names, organisation

ORGANISATION = "organisation"


def funders(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(sheets.FUNDERS.name):
        values = {"organisation_id": organisation(ids, row, "name"), "thanked": row["thanked"]}
        yield Draft((label_key(row["name"]),), values, sheets.FUNDERS.name, row.number)


def members(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(sheets.MEMBERS.name):
        is_organisation = row["kind"] == ORGANISATION
        values = {
            "name": clean(row["name"]),
            "organisation_id": organisation(ids, row, "name") if is_organisation else None,
            **copied(row, "kind", "start", "end"),
        }
        identity = (label_key(row["name"]), row["start"])
        yield Draft(identity, values, sheets.MEMBERS.name, row.number)


def mandates(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(sheets.MANDATES.name):
        values = {"name": clean(row["name"]), **copied(row, "kind", "start", "end")}
        identity = (label_key(row["name"]), row["kind"], row["start"])
        yield Draft(identity, values, sheets.MANDATES.name, row.number)


def funding_lines(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    known = lookup(book, sheets.FUNDERS)
    for row in book.rows(sheets.FUNDING.name):
        source = label_key(known[label_key(row["source"])])
        values = {
            "funder_id": ids.get(Funder, (source,)),
            "amount_cents": row["amount"],
            **copied(row, "year", "programme", "axis", "received_on", "own_report"),
        }
        identity = (source, row["year"], row["programme"], row["axis"], row["received_on"])
        yield Draft(identity, values, sheets.FUNDING.name, row.number)


def dues(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(sheets.DUES.name):
        values = {
            "member": clean(row["member"]),
            "amount_cents": row["amount"],
            **copied(row, "year", "paid_on"),
        }
        identity = (label_key(row["member"]), row["year"], row["paid_on"])
        yield Draft(identity, values, sheets.DUES.name, row.number)


def donations(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(sheets.DONATIONS.name):
        values = {"amount_cents": row["amount"], **copied(row, "day", "donor")}
        identity = (row["day"], label_key(row["donor"]), row["amount"])
        yield Draft(identity, values, sheets.DONATIONS.name, row.number)


def approvals(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(sheets.APPROVALS.name):
        values = {
            "start_year": row["start"],
            "end_year": row["end"],
            **copied(row, "name", "authority", "programme", "min_years"),
        }
        identity = (label_key(row["name"]), label_key(row["authority"]), row["start"])
        yield Draft(identity, values, sheets.APPROVALS.name, row.number)


def quality_axes(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    """Axes keep the order of the sheet within their year."""
    met: Counter[int] = Counter()
    for row in book.rows(sheets.QUALITY_AXES.name):
        met[row["year"]] += 1
        values = {"position": met[row["year"]], **copied(row, "year", "text")}
        identity = (row["year"], label_key(row["text"]))
        yield Draft(identity, values, sheets.QUALITY_AXES.name, row.number)


def objectives(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(sheets.QUALITY_PLAN.name):
        start, end = row["period"]
        values = {"start_year": start, "end_year": end, **copied(row, "level", "text")}
        identity = (start, end, row["level"], label_key(row["text"]))
        yield Draft(identity, values, sheets.QUALITY_PLAN.name, row.number)


def assignments(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    names = Names(book, ids, sheets.FUNDERS)
    for row in book.rows(sheets.POSITIONS.name):
        values = {
            "worker_id": ids.get(Worker, (label_key(row["code"]),)),
            "funder_id": names.one(row["funder"]),
            **copied(row, "team", "function", "fte", "start", "end", "replaces"),
            **copied(row, "certification", "is_trainer"),
        }
        identity = (label_key(row["code"]), row["team"], row["function"], row["start"])
        yield Draft(identity, values, sheets.POSITIONS.name, row.number)


def meetings(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(sheets.MEETINGS.name):
        values = copied(row, "team", "kind", "day", "days")
        identity = (row["team"], row["kind"], row["day"])
        yield Draft(identity, values, sheets.MEETINGS.name, row.number)
