"""Facts about the mobile team: requests, the interventions of their files, partnerships.

A request belongs to the day it was received; a file opened later still belongs to its request.
"""

from collections.abc import Iterator
from typing import Any

from filrouge.directory.models import Partnership
from filrouge.mobile_team.models import Intervention, Request

from .base import RowFact
from .centres import INSTITUTION, centre, centre_id, named
from .names import key_of
from .scope import UNKNOWN, Scope, touching

type Record = dict[str, Any]
_READ = (
    "id",
    "code",
    "kind",
    "received_on",
    "first_response_on",
    "arrival",
    "team",
    "sector",
    "channel",
    "motive",
    "outcome",
    "file_code",
    "opened_on",
    "closed_on",
    "planned_start",
)


def _interventions(scope: Scope) -> Iterator[Record]:
    rows = Intervention.objects.filter(day__range=(scope.period.start, scope.period.end))
    for row in rows.order_by("day", "pk").values(
        "id",
        "day",
        "request_id",
        "request__file_code",
        "worker_count",
        "place",
        "duration_min",
        "with_user",
    ):
        yield {
            "id": row["id"],
            "person_ids": (),
            "day": row["day"],
            "request": row["request_id"],
            "file": row["request__file_code"],
            "workers": row["worker_count"] or None,
            "place": row["place"],
            "duration": row["duration_min"],
            "with_user": bool(row["with_user"]),
        }


def _requests(scope: Scope) -> Iterator[Record]:
    """`with_file`: opened by the end of the period. `carried_over`: a file of earlier years."""
    start, end = scope.period.start, scope.period.end
    met = {row["request"] for row in INTERVENTION.every(scope)}
    rows = Request.objects.filter(received_on__lte=end).order_by("received_on", "pk")
    for row in rows.values(*_READ, *INSTITUTION):
        received, answered, opened = row["received_on"], row["first_response_on"], row["opened_on"]
        with_file = opened is not None and opened <= end
        not_closed = row["closed_on"] is None or row["closed_on"] >= start
        yield {
            "id": row["id"],
            "person_ids": (),
            "code": row["code"],
            "kind": row["kind"],
            "day": received,
            "answered": answered,
            "delay": (answered - received).days if answered else None,
            "arrival": row["arrival"],
            "organisation": centre(scope, row),
            "team": row["team"],
            "team_key": (centre_id(row), key_of(row["team"])),
            "sector": row["sector"] or UNKNOWN,
            "channel": row["channel"],
            "motive": row["motive"],
            "outcome": row["outcome"],
            "file": row["file_code"],
            "opened": opened,
            "closed": row["closed_on"],
            "planned_start": row["planned_start"],
            "received": received >= start,
            "with_file": with_file,
            "carried_over": received < start and with_file and not_closed and row["id"] in met,
        }


def _partnerships(scope: Scope) -> Iterator[Record]:
    rows = Partnership.objects.filter(touching(scope.period.start, scope.period.end))
    for row in rows.order_by("organisation__key", "pk").values(
        "id", "organisation_id", "organisation__name", "kind", "start", "end"
    ):
        yield row | {
            "person_ids": (),
            "organisation": named(scope)(row["organisation_id"], row["organisation__name"]),
        }


INTERVENTION = RowFact(
    name="intervention",
    grain="One row per intervention of the mobile team in a file, on its day.",
    compartment="open",
    table="mobile_team_intervention",
    columns=("day", "file", "workers", "place", "duration", "with_user"),
    vocabularies={"place": "contact_place"},
    build=_interventions,
)
REQUEST = RowFact(
    name="request",
    grain="One row per request received by the end of the period, on the day it was received.",
    compartment="open",
    table="mobile_team_request",
    columns=(
        "code",
        "day",
        "kind",
        "organisation",
        "team",
        "sector",
        "channel",
        "motive",
        "outcome",
        "answered",
        "opened",
        "closed",
    ),
    breakdowns=("sector", "motive"),
    vocabularies={
        "kind": "request_kind",
        "sector": "sector",
        "channel": "discovery_channel",
        "motive": "request_motive",
        "outcome": "request_outcome",
    },
    build=_requests,
)
FACTS = (
    INTERVENTION,
    REQUEST,
    RowFact(
        name="partnership",
        grain="One row per partnership that touches the period.",
        compartment="open",
        table="directory_partnership",
        columns=("organisation", "kind", "start", "end"),
        vocabularies={"kind": "partnership_kind"},
        build=_partnerships,
    ),
)
