"""What is said outside: newsletter, posts, publications, public actions, bodies."""

from collections.abc import Iterator

from filrouge.common.text import join_codes, label_key
from filrouge.imports.directories import lookup
from filrouge.imports.sheets import connect, support
from filrouge.imports.sheets.base import ParsedWorkbook
from filrouge.outreach.models import Body

from .base import Draft, Ids, copied
from .names import Names, organisation, staff


def actions(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    """Public actions of Connect, representation of the teams of Support."""
    names = Names(book, ids)
    for spec in (connect.ACTIONS, support.REPRESENTATION):
        for row in book.rows(spec.name):
            values = {
                "level": row.values.get("level", ""),
                "role": row.values.get("role", ""),
                "requester_id": names.one(row.values.get("requester", "")),
                "audience": row.values.get("audience"),
                "number": row.values.get("number"),
                **copied(row, "day", "kind", "title", "programme"),
            }
            parts = {
                "partners": names.many(row.values.get("partners", ())),
                "workers": staff(ids, row.values.get("workers", ())),
            }
            identity = (book.spec.kind, row["day"], row["kind"], label_key(row["title"]))
            yield Draft(identity, values, spec.name, row.number, parts)


def publications(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(connect.PUBLICATIONS.name):
        values = {
            "languages": join_codes(row["languages"]),
            **copied(row, "title", "kind", "series", "number", "published_on"),
            **copied(row, "action_year", "print_run", "from_round_table"),
        }
        identity = (label_key(row["title"]), row["kind"])
        yield Draft(identity, values, connect.PUBLICATIONS.name, row.number)


def bodies(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(connect.BODIES.name):
        values = {
            "organisation_id": organisation(ids, row, "name"),
            "programmes": join_codes(row["programmes"]),
        }
        yield Draft((label_key(row["name"]),), values, connect.BODIES.name, row.number)


def body_meetings(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    known = lookup(book, connect.BODIES)
    for row in book.rows(connect.BODY_MEETINGS.name):
        body = label_key(known[label_key(row["body"])])
        values = {
            "body_id": ids.get(Body, (body,)),
            "programmes": join_codes(row["programmes"]),
            **copied(row, "organ", "day", "present"),
        }
        identity = (body, label_key(row["organ"]), row["day"])
        yield Draft(identity, values, connect.BODY_MEETINGS.name, row.number)


def editions(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(connect.EDITIONS.name):
        values = {
            "code": row["edition"],
            "unique_openers": row["openers"],
            **copied(row, "day", "delivered"),
        }
        yield Draft((row["edition"],), values, connect.EDITIONS.name, row.number)


def items(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(connect.ITEMS.name):
        values = copied(row, "edition", "rubric", "title", "theme", "kind")
        identity = (row["edition"], row["rubric"], label_key(row["title"]))
        yield Draft(identity, values, connect.ITEMS.name, row.number)


def followers(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(connect.FOLLOWERS.name):
        values = copied(row, "channel", "day", "value")
        yield Draft((row["channel"], row["day"]), values, connect.FOLLOWERS.name, row.number)


def measures(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(connect.AUDIENCE.name):
        values = copied(row, "channel", "measure", "year", "value")
        identity = (row["channel"], row["measure"], row["year"])
        yield Draft(identity, values, connect.AUDIENCE.name, row.number)


def posts(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(connect.POSTS.name):
        values = {
            **copied(row, "news", "day", "network", "post_class", "title", "theme"),
            **copied(row, "reach", "clicks", "reactions", "shares"),
        }
        identity = (label_key(row["news"]), row["network"], row["day"])
        yield Draft(identity, values, connect.POSTS.name, row.number)
