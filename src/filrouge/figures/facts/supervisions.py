"""Facts about supervision by the mobile team. A team is an institution and the name of a team."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from filrouge.mobile_team.models import SupervisionProcess, SupervisionSession
from filrouge.vocabulary import lists

from .base import RowFact
from .centres import INSTITUTION, centre, centre_id
from .names import key_of
from .requests import REQUEST
from .scope import Scope

type Record = dict[str, Any]
type Team = tuple[int | None, str]


def _processes_of(scope: Scope) -> dict[int, Record]:
    """Every process by its id, read once a computation."""
    if "supervisions" not in scope.__dict__:
        rows = SupervisionProcess.objects.order_by("code").values(
            "id", "code", *INSTITUTION, "team", "start", "end", "state", "wishes_to_continue"
        )
        scope.__dict__["supervisions"] = {row["id"]: _process(scope, row) for row in rows}
    processes: dict[int, Record] = scope.__dict__["supervisions"]
    return processes


def _process(scope: Scope, row: Record) -> Record:
    institution = centre(scope, row)
    published = _published(institution, row["team"])
    alone = key_of(institution) == key_of(row["team"])
    return {
        "id": row["id"],
        "person_ids": (),
        "code": row["code"],
        "organisation": institution,
        "team": row["team"],
        "team_key": (centre_id(row), key_of(row["team"])),
        "team_words": row["team"] if alone else f"{row['team']} ({institution})",
        "published": published,
        "unpublished": "" if published else _slug(f"{institution} {row['team']}"),
        "start": row["start"],
        "end": row["end"],
        "state": row["state"],
        "continues": bool(row["wishes_to_continue"]),
        "runs_on": _runs_on(scope, row),
    }


def _published(institution: str, team: str) -> str:
    """The code of a team whose meetings are published; some names are of one commune only."""
    known = lists.get("supervised_team")
    code = known.resolve(team) or ""
    commune = str(known.term(code).extra.get("commune", "")) if code else ""
    return code if commune in key_of(institution) else ""


def _slug(text: str) -> str:
    return re.sub("[^a-z0-9]+", "_", key_of(text)).strip("_")


def _runs_on(scope: Scope, row: Record) -> bool:
    """Still running on the evening of the last day: an end that day is an end of the period."""
    end = scope.period.end
    if row["start"] is not None and row["start"] > end:
        return False
    if row["end"] is None:
        return bool(row["state"] != "ended")
    return bool(row["end"] > end)


def _sessions(scope: Scope) -> Iterator[Record]:
    processes = _processes_of(scope)
    rows = SupervisionSession.objects.filter(day__range=(scope.period.start, scope.period.end))
    for row in rows.order_by("day", "pk").values(
        "id", "process_id", "day", "status", "duration_min"
    ):
        yield processes[row["process_id"]] | {
            "id": row["id"],
            "process": row["process_id"],
            "day": row["day"],
            "status": row["status"],
            "duration": row["duration_min"],
        }


def _supervisions(scope: Scope) -> Iterator[Record]:
    """Processes of every year with their sessions held in the period."""
    held = Counter(row["process"] for row in SESSION.every(scope) if row["status"] == "held")
    for row in _processes_of(scope).values():
        yield row | {"held": held[row["id"]]}


def _teams(scope: Scope) -> Iterator[Record]:
    """Teams that asked for a supervision by the end of the period, or have one."""
    following, found = scope.period.end.year + 1, dict[Team, Record]()

    def team(row: Mapping[str, Any]) -> Record:
        return found.setdefault(
            row["team_key"],
            {
                "id": 0,
                "person_ids": (),
                "organisation": row["organisation"],
                "team": row["team"],
                **dict.fromkeys(_FLAGS, False),
            },
        )

    for row in REQUEST.rows(scope, (("kind", "supervision"),)):
        one, planned = team(row), row["planned_start"]
        one["waiting"] |= row["outcome"] == "waiting"
        if row["received"]:
            one["asked"] = True
            one["not_pursued"] |= row["outcome"] == "not_pursued"
            one["planned_next"] |= planned is not None and planned.year == following
    for process in SUPERVISION.every(scope):
        one = team(process)
        one["supervised"] |= process["held"] > 0
        one["runs_on"] |= process["runs_on"]
    for one in found.values():
        one["requesting"] = one["asked"] or one["waiting"] or one["supervised"]
        yield one


_FLAGS = ("asked", "waiting", "not_pursued", "planned_next", "supervised", "runs_on")
SESSION = RowFact(
    name="supervision_session",
    grain="One row per session of supervision, on its day.",
    compartment="open",
    table="mobile_team_supervisionsession",
    columns=("day", "organisation", "team", "status", "duration"),
    vocabularies={"status": "session_status"},
    build=_sessions,
)
SUPERVISION = RowFact(
    name="supervision",
    grain="One row per supervision process of any year.",
    compartment="open",
    table="mobile_team_supervisionprocess",
    columns=("code", "organisation", "team", "start", "end", "state", "held", "continues"),
    vocabularies={"state": "process_state"},
    build=_supervisions,
)
FACTS = (
    SESSION,
    SUPERVISION,
    RowFact(
        name="supervised_team",
        grain="One row per team that asked for a supervision or has one, whatever the year.",
        compartment="open",
        table="",
        columns=("organisation", "team", *_FLAGS),
        build=_teams,
    ),
)
