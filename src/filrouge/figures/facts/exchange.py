"""Facts about events: debates, round tables, study mornings, and who was there.

An event is dated by its first day. The day that round tables of the period belong to is here too,
whatever its own date.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from filrouge.common.text import label_key
from filrouge.exchange.models import Event, EventParticipant, SteeringSeat

from .base import RowFact
from .names import codes, key_of, spelling, words
from .scope import Scope

OWN = "smes"
type Record = dict[str, Any]
_SHARED = (
    "event",
    "title",
    "day",
    "kind",
    "begun",
    "round_table",
    "joint_day",
    "language",
    "with_pat",
)


def _loaded(scope: Scope) -> dict[int, Record]:
    """Events of the period, and the joint days of its round tables, by id, in order of date."""
    if "exchange_events" not in scope.__dict__:
        rows: list[Record] = []
        period, found = scope.period, {}
        for row in Event.objects.order_by("start", "code", "pk").values():
            begun = period.start <= row["start"] <= period.end
            table = begun and row["kind"] == "round_table" and row["parent_id"] is not None
            rows.append({**row, "begun": begun, "round_table": table})
        days = {record["parent_id"] for record in rows if record["round_table"]}
        for record in rows:
            if record["begun"] or record["id"] in days:
                found[record["id"]] = record | {
                    "event": record["code"],
                    "day": record["start"],
                    "person_ids": (),
                    "joint_day": record["id"] in days,
                    "with_pat": "pat" in codes(record["programmes"]),
                }
        scope.__dict__["exchange_events"] = found
    events: dict[int, Record] = scope.__dict__["exchange_events"]
    return events


def _of(event: Record) -> Record:
    """What every record of an event tells of it."""
    return {name: event[name] for name in _SHARED} | {"person_ids": ()}


def _events(scope: Scope) -> Iterator[Record]:
    named = spelling(scope, "connect")
    organisers: defaultdict[int, list[str]] = defaultdict(list)
    rows = Event.objects.filter(co_organisers__isnull=False).order_by("co_organisers__key", "pk")
    for owner, pk, name in rows.values_list("pk", "co_organisers", "co_organisers__name"):
        organisers[owner].append(named(pk, name))
    for pk, event in _loaded(scope).items():
        names = organisers[pk]
        yield _of(event) | {
            "id": pk,
            "audience": event["audience"],
            "language_words": words("language", event["language"]),
            "organisers": tuple(names),
            "others": tuple(name for name in names if label_key(name) != OWN),
        }


def _participants(scope: Scope) -> Iterator[Record]:
    """Those who were there; somebody noted as absent, or not noted, was not."""
    named, events = spelling(scope, "connect"), _loaded(scope)
    rows = EventParticipant.objects.filter(present=True, event__in=list(events))
    for row in rows.order_by("event_id", "pk").values(
        "id",
        "event_id",
        "participant",
        "organisation_id",
        "organisation__name",
        "sector",
        "role",
    ):
        sector = row["sector"]
        yield _of(events[row["event_id"]]) | {
            "id": row["id"],
            "participant": row["participant"],
            "participant_key": key_of(row["participant"]),
            "organisation": named(row["organisation_id"], row["organisation__name"]),
            "sector": "" if sector == "unknown" else sector,
            "role": row["role"],
        }


def _seats(scope: Scope) -> Iterator[Record]:
    named, events = spelling(scope, "connect"), _loaded(scope)
    rows = SteeringSeat.objects.filter(event__in=list(events)).order_by("organisation__key", "pk")
    for row in rows.values(
        "id", "event_id", "organisation_id", "organisation__name", "start", "end"
    ):
        yield _of(events[row["event_id"]]) | {
            "id": row["id"],
            "organisation": named(row["organisation_id"], row["organisation__name"]),
            "start": row["start"],
            "end": row["end"],
        }


FACTS = (
    RowFact(
        name="event",
        grain="One row per event begun in the period, and per joint day of its round tables.",
        compartment="open",
        table="exchange_event",
        columns=("event", "title", "kind", "day", "organisers", "audience"),
        vocabularies={"kind": "event_kind"},
        build=_events,
    ),
    RowFact(
        name="event_participant",
        grain="One row per person present at an event, on the first day of the event.",
        compartment="open",
        table="exchange_eventparticipant",
        columns=("event", "day", "participant", "organisation", "sector", "role"),
        breakdowns=("sector",),
        vocabularies={"sector": "sector", "role": "event_role"},
        build=_participants,
    ),
    RowFact(
        name="steering_seat",
        grain="One row per organisation in the steering committee of an event.",
        compartment="open",
        table="exchange_steeringseat",
        columns=("event", "organisation", "start", "end"),
        build=_seats,
    ),
)
