"""Trainings of every owner: modules, days, participants."""

from collections.abc import Iterator

from filrouge.common.text import label_key
from filrouge.imports.sheets import housing_first as hf
from filrouge.imports.sheets import peer_support, training
from filrouge.imports.sheets.base import ParsedWorkbook

from .base import Draft, Ids, copied, sector_of
from .names import Names, staff


def modules(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    for row in book.rows(training.MODULES.name):
        values = {
            "duration_min": row["duration"],
            "is_described": row["described"],
            **copied(row, "code", "title", "theme", "owner", "start", "end"),
        }
        yield Draft((label_key(row["code"]),), values, training.MODULES.name, row.number)


def days(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    """Days of Housing First, of the training axis and of peer support."""
    kind = book.spec.kind
    for spec, session in ((hf.TRAININGS, "session"), (training.TRAINING_DAYS, "action")):
        for row in book.rows(spec.name):
            values = {
                "owner": row.values.get("owner", kind),
                "context": row.values.get("context", ""),
                "session": row[session],
                "audience": "",
                "participant_count": None,
                "duration_days": row["days"],
                **copied(row, "module", "day", "status"),
            }
            parts = {"trainers": staff(ids, row["trainers"])}
            named = (kind, label_key(row[session]), row["day"])
            yield Draft(named, values, spec.name, row.number, parts)
    for row in book.rows(peer_support.PEER_TRAININGS.name):
        values = {
            "owner": "pat",
            "session": "",
            "module": "",
            "participant_count": row["participants"],
            "duration_days": row["days"],
            **copied(row, "context", "audience", "day", "status"),
        }
        identity = (kind, "audience", label_key(row["audience"]), row["day"])
        yield Draft(identity, values, peer_support.PEER_TRAININGS.name, row.number)


def participants(book: ParsedWorkbook, ids: Ids) -> Iterator[Draft]:
    names = Names(book, ids)
    for row in book.rows(training.TRAINING_PARTICIPANTS.name):
        values = {
            "session": row["action"],
            "organisation_id": names.one(row["organisation"]),
            "sector": sector_of(row),
            **copied(row, "day", "participant", "present"),
        }
        identity = (label_key(row["action"]), row["day"], label_key(row["participant"]))
        yield Draft(identity, values, training.TRAINING_PARTICIPANTS.name, row.number)
