"""The mobile team: requests, interventions, supervisions; partnerships and hours of teams."""

from collections.abc import Iterator
from datetime import date

from filrouge.common.text import clean, label_key
from filrouge.imports.sheets import support
from filrouge.imports.sheets.base import ParsedWorkbook
from filrouge.mobile_team.models import Request, SupervisionProcess

from .base import Draft, Ids, copied, sector_of
from .names import Names, staff


def requests(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    names = Names(book, ids)
    for row in book.rows(support.REQUESTS.name):
        values = {
            "received_on": row["received"],
            "first_response_on": row["answered"],
            "organisation_id": names.one(row["organisation"]),
            "team": clean(row["team"]),
            "sector": sector_of(row),
            "file_code": row["file"],
            "opened_on": row["opened"],
            "closed_on": row["closed"],
            "planned_start": row["planned"],
            **copied(row, "code", "kind", "arrival", "channel", "motive", "outcome"),
        }
        yield Draft((label_key(row["code"]),), values, support.REQUESTS.name, row.number)


def interventions(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    """An intervention belongs to the request whose file it names."""
    requests = {
        label_key(row["file"]): label_key(row["code"])
        for row in book.rows(support.REQUESTS.name)
        if row["file"]
    }
    for row in book.rows(support.INTERVENTIONS.name):
        file = label_key(row["file"])
        workers = staff(ids, row["workers"])
        values = {
            "request_id": ids.get(Request, (requests[file],)),
            "worker_count": len(workers),
            "duration_min": row["duration"],
            **copied(row, "day", "place", "with_user"),
        }
        identity = (row["day"], file)
        parts = {"workers": workers}
        yield Draft(identity, values, support.INTERVENTIONS.name, row.number, parts)


def supervisions(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    names = Names(book, ids)
    for row in book.rows(support.SUPERVISIONS.name):
        values = {
            "organisation_id": names.one(row["organisation"]),
            "team": clean(row["team"]),
            "wishes_to_continue": row["wishes"],
            **copied(row, "code", "start", "end", "state"),
        }
        yield Draft((label_key(row["code"]),), values, support.SUPERVISIONS.name, row.number)


def supervision_sessions(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(support.SUPERVISION_SESSIONS.name):
        process = label_key(row["process"])
        values = {
            "process_id": ids.get(SupervisionProcess, (process,)),
            "duration_min": row["duration"],
            **copied(row, "day", "status"),
        }
        parts = {"workers": staff(ids, row["workers"])}
        identity = (process, row["day"])
        yield Draft(identity, values, support.SUPERVISION_SESSIONS.name, row.number, parts)


def partnerships(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    names = Names(book, ids)
    for row in book.rows(support.PARTNERSHIPS.name):
        values = {
            "organisation_id": names.one(row["name"]),
            **copied(row, "kind", "start", "end"),
        }
        identity = (label_key(row["name"]), row["kind"], row["start"])
        yield Draft(identity, values, support.PARTNERSHIPS.name, row.number)


def working_time(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(support.WORKING_TIME.name):
        year, _dash, month = row["month"].partition("-")
        values = {
            "month": date(int(year), int(month), 1),
            **copied(row, "team", "activity", "hours"),
        }
        identity = (label_key(row["team"]), row["month"], row["activity"])
        yield Draft(identity, values, support.WORKING_TIME.name, row.number)
