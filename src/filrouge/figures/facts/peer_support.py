"""Facts about peer support (PAT): accompaniments, activities, hires, contacts of those in charge.

"Of the count": the accompaniments that the report counts, those of Brussels paid by Cocom with an
activity done in the period.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from filrouge.common.rounding import exact
from filrouge.peer_support.models import Accompaniment, Activity, Hire, LeadContact

from .base import RowFact
from .centres import INSTITUTION, centre
from .names import words
from .scope import UNKNOWN, Scope

type Record = dict[str, Any]
HIRED = ("signed", "started", "left")


def _accompaniments_of(scope: Scope) -> dict[int, Record]:
    """Every accompaniment with its activities done in the period, read once a computation."""
    if "accompaniments" not in scope.__dict__:
        done = Counter(row["accompaniment_id"] for row in _done(scope) if row["status"] == "done")
        rows = Accompaniment.objects.order_by("code").values(
            "id",
            "code",
            *INSTITUTION,
            "team",
            "sector",
            "region",
            "funding",
            "state",
            "start",
            "end",
        )
        found = {row["id"]: _accompaniment(scope, row, done[row["id"]]) for row in rows}
        scope.__dict__["accompaniments"] = found
    accompaniments: dict[int, Record] = scope.__dict__["accompaniments"]
    return accompaniments


def _accompaniment(scope: Scope, row: Record, done: int) -> Record:
    period = scope.period
    started = row["start"] <= period.end
    sector = row["sector"] or UNKNOWN
    return {
        "id": row["id"],
        "person_ids": (),
        "code": row["code"],
        "organisation": centre(scope, row),
        "team": row["team"],
        "sector": sector,
        "sector_words": words("sector", sector),
        "region": row["region"],
        "funding": row["funding"],
        "state": row["state"],
        "start": row["start"],
        "end": row["end"],
        "started": started,
        "running": started and (row["end"] is None or row["end"] >= period.start),
        "done": done,
        "of_count": done > 0 and row["region"] == "brussels" and row["funding"] == "cocom",
    }


def _done(scope: Scope) -> list[Record]:
    """The activities of the period, whatever became of them; read once a computation."""
    if "pat_activities" not in scope.__dict__:
        rows = Activity.objects.filter(day__range=(scope.period.start, scope.period.end))
        scope.__dict__["pat_activities"] = list(
            rows.order_by("day", "pk").values(
                "id", "accompaniment_id", "day", "kind", "duration_days", "worker_count", "status"
            )
        )
    activities: list[Record] = scope.__dict__["pat_activities"]
    return activities


def _accompaniments(scope: Scope) -> Iterator[Record]:
    yield from _accompaniments_of(scope).values()


def _activities(scope: Scope) -> Iterator[Record]:
    """`quantity`: one, but the days of a day of training."""
    accompaniments = _accompaniments_of(scope)
    for row in _done(scope):
        owner = accompaniments[row["accompaniment_id"]]
        days = row["duration_days"]
        yield {
            "id": row["id"],
            "person_ids": (),
            "code": owner["code"],
            "organisation": owner["organisation"],
            "team": owner["team"],
            "day": row["day"],
            "kind": row["kind"],
            "duration_days": days,
            "quantity": exact(days or 0) if row["kind"] == "training_days" else 1,
            "workers": row["worker_count"] or None,
            "status": row["status"],
            "of_count": owner["of_count"],
        }


def _hires(scope: Scope) -> Iterator[Record]:
    """Hires of every year. `hired`: a contract dated by the end of the period."""
    accompaniments, period = _accompaniments_of(scope), scope.period
    for row in Hire.objects.order_by("code").values(
        "id", "code", "accompaniment_id", "region", "state", "contract_on", "target_year"
    ):
        owner = accompaniments.get(row["accompaniment_id"], {})
        signed, day = row["state"] in HIRED, row["contract_on"]
        hired = signed and day is not None and day <= period.end
        yield {
            "id": row["id"],
            "person_ids": (),
            "code": row["code"],
            "organisation": owner.get("organisation", ""),
            "region": row["region"],
            "state": row["state"],
            "contract": day,
            "signed": signed,
            "hired": hired,
            "of_period": hired and day is not None and day >= period.start,
            "of_count": owner.get("of_count", False),
            "target_year": row["target_year"],
            "next_year": row["target_year"] == period.end.year + 1,
        }


def _contacts(scope: Scope) -> Iterator[Record]:
    rows = LeadContact.objects.filter(day__range=(scope.period.start, scope.period.end))
    for row in rows.order_by("day", "pk").values("id", "day", "mode", *INSTITUTION):
        yield {
            "id": row["id"],
            "person_ids": (),
            "day": row["day"],
            "month": row["day"].month,
            "mode": row["mode"],
            "organisation": centre(scope, row),
        }


FACTS = (
    RowFact(
        name="accompaniment",
        grain="One row per accompaniment of a team of any year.",
        compartment="open",
        table="peer_support_accompaniment",
        columns=("code", "organisation", "team", "sector", "region", "funding", "state", "start"),
        breakdowns=("sector", "region"),
        vocabularies={
            "sector": "sector",
            "region": "region",
            "funding": "pat_funding",
            "state": "accompaniment_state",
        },
        build=_accompaniments,
    ),
    RowFact(
        name="pat_activity",
        grain="One row per activity of an accompaniment, on its day.",
        compartment="open",
        table="peer_support_activity",
        columns=("day", "organisation", "kind", "duration_days", "workers", "status"),
        vocabularies={"kind": "pat_activity_kind", "status": "activity_status"},
        build=_activities,
    ),
    RowFact(
        name="hire",
        grain="One row per hiring of a peer worker of any year.",
        compartment="open",
        table="peer_support_hire",
        columns=("code", "organisation", "region", "state", "contract", "target_year"),
        vocabularies={"region": "region", "state": "hire_state"},
        build=_hires,
    ),
    RowFact(
        name="lead_contact",
        grain="One row per contact with somebody in charge of a team, on its day.",
        compartment="open",
        table="peer_support_leadcontact",
        columns=("day", "mode", "organisation"),
        build=_contacts,
    ),
)
