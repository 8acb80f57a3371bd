"""Intervision groups of every audience, and events."""

from collections.abc import Iterator
from typing import Any

from filrouge.common.text import join_codes, label_key
from filrouge.exchange.models import Event, Group
from filrouge.imports.sheets import connect, peer_support
from filrouge.imports.sheets.base import ParsedWorkbook, Row

from .base import Draft, Ids, Link, copied, sector_of
from .names import Names


def _years(row: Row) -> str:
    first, last = row["cycle"]
    return f"{first}-{last}"


def _group(book: ParsedWorkbook, ids: Ids, row: Row) -> dict[str, Any]:
    return {"group_id": ids.get(Group, (book.spec.kind, label_key(row["group"])))}


def groups(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for spec in (connect.GROUPS, peer_support.GROUPS):
        for row in book.rows(spec.name):
            values = {"programme": book.spec.kind, "cycle": _years(row)}
            values |= copied(row, "code", "audience", "start", "end")
            for name in ("name", "weekday", "half_day", "language"):
                values[name] = row.values.get(name, "")
            yield Draft((book.spec.kind, label_key(row["code"])), values, spec.name, row.number)


def animators(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    names = Names(book, ids)
    for row in book.rows(connect.ANIMATORS.name):
        values = {
            **_group(book, ids, row),
            "code": row["animator"],
            "organisation_id": names.one(row["organisation"]),
            "side": row["side"],
        }
        identity = (book.spec.kind, label_key(row["group"]), label_key(row["animator"]))
        yield Draft(identity, values, connect.ANIMATORS.name, row.number)
    for row in book.rows(peer_support.GROUPS.name):
        group = label_key(row["code"])
        for code in row["animators"]:
            values = {
                "group_id": ids.get(Group, (book.spec.kind, group)),
                "code": code,
                "organisation_id": None,
                "side": "",
            }
            identity = (book.spec.kind, group, label_key(code))
            yield Draft(identity, values, peer_support.GROUPS.name, row.number)


NOT_MOTIVATED = "à motiver"
"""The derogation of a second worker of an institution whose row gives none: a notice tells it."""


def enrolments(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    names = Names(book, ids)
    accepted: set[tuple[int, int | None]] = set()
    for spec in (connect.ENROLMENTS, peer_support.ENROLMENTS):
        for row in book.rows(spec.name):
            values = {
                "one_per_institution": spec is connect.ENROLMENTS,
                **_group(book, ids, row),
                "organisation_id": names.one(row["organisation"]),
                "sector": sector_of(row),
                "derogation": row.values.get("derogation", ""),
                "withdrawn_on": row.values.get("withdrawn_on"),
                **copied(row, "participant", "enrolled_on", "status"),
            }
            place = (values["group_id"], values["organisation_id"])
            if values["one_per_institution"] and row["status"] == "accepted":
                if place in accepted and not values["derogation"]:
                    values["derogation"] = NOT_MOTIVATED
                if not values["derogation"]:
                    accepted.add(place)
            identity = (book.spec.kind, label_key(row["group"]), label_key(row["participant"]))
            yield Draft(identity, values, spec.name, row.number)


def sessions(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    names = Names(book, ids)
    for spec in (connect.SESSIONS, peer_support.SESSIONS):
        for row in book.rows(spec.name):
            values = {
                **_group(book, ids, row),
                "host_id": names.one(row.values.get("host", "")),
                "themes": row.values.get("themes", ""),
                **copied(row, "day", "status"),
            }
            identity = (book.spec.kind, label_key(row["group"]), row["day"])
            yield Draft(identity, values, spec.name, row.number)


def attendances(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(peer_support.ATTENDANCES.name):
        values = {**_group(book, ids, row), **copied(row, "day", "participant", "present")}
        group, participant = label_key(row["group"]), label_key(row["participant"])
        identity = (book.spec.kind, group, row["day"], participant)
        yield Draft(identity, values, peer_support.ATTENDANCES.name, row.number)


def events(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    names = Names(book, ids)
    for row in book.rows(connect.EVENTS.name):
        parent = label_key(row["parent"])
        values = {
            "parent_id": Link((parent,)) if parent else None,
            "programmes": join_codes(row["programmes"]),
            **copied(row, "code", "kind", "title", "start", "end", "audience", "language"),
        }
        parts = {"co_organisers": names.many(row["co_organisers"])}
        yield Draft((label_key(row["code"]),), values, connect.EVENTS.name, row.number, parts)


def participants(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    names = Names(book, ids)
    for row in book.rows(connect.PARTICIPANTS.name):
        event = label_key(row["event"])
        values = {
            "event_id": ids.get(Event, (event,)),
            "organisation_id": names.one(row["organisation"]),
            "sector": sector_of(row),
            **copied(row, "participant", "role", "present"),
        }
        identity = (event, label_key(row["participant"]), row["role"])
        yield Draft(identity, values, connect.PARTICIPANTS.name, row.number)


def steering(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    names = Names(book, ids)
    for row in book.rows(connect.STEERING.name):
        event = label_key(row["event"])
        values = {
            "event_id": ids.get(Event, (event,)),
            "organisation_id": names.one(row["organisation"]),
            **copied(row, "start", "end"),
        }
        identity = (event, label_key(names.resolve(row["organisation"])), row["start"])
        yield Draft(identity, values, connect.STEERING.name, row.number)
