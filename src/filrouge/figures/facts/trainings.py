"""Facts about training: modules, days given, participants. Days of Housing First are apart.

Sessions of PAT for an audience, where participants are only counted, are not days of the axis.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from filrouge.common.rounding import exact
from filrouge.training.models import TrainingDay, TrainingModule, TrainingParticipant

from .base import RowFact
from .centres import INSTITUTION, centre
from .names import key_of, words
from .scope import UNKNOWN, Scope, touching

type Record = dict[str, Any]
_MODULE = ("id", "code", "title", "theme", "owner", "duration_min", "is_described", "start", "end")


def _modules(scope: Scope) -> Iterator[Record]:
    """A theme written in two ways is one theme, as first written."""
    themes: dict[str, str] = {}
    rows = TrainingModule.objects.filter(touching(scope.period.start, scope.period.end))
    for row in rows.order_by("code").values(*_MODULE):
        yield {
            "id": row["id"],
            "person_ids": (),
            "code": row["code"],
            "title": row["title"],
            "theme": themes.setdefault(key_of(row["theme"]), row["theme"]),
            "owner": row["owner"],
            "duration": exact(row["duration_min"]),
            "described": bool(row["is_described"]),
            "start": row["start"],
            "end": row["end"],
        }


def _days_of(scope: Scope) -> list[Record]:
    """The days of the period, of training and PAT, read once a computation."""
    if "training_days" not in scope.__dict__:
        days = (scope.period.start, scope.period.end)
        rows = TrainingDay.objects.filter(day__range=days).exclude(owner="housing_first")
        scope.__dict__["training_days"] = [
            {
                "id": row["id"],
                "person_ids": (),
                "session": row["session"],
                "day": row["day"],
                "duration_days": row["duration_days"],
                "owner": row["owner"],
                "context": row["context"],
                "status": row["status"],
                "audience": row["audience"],
                "participants": row["participant_count"],
            }
            for row in rows.order_by("day", "pk").values(
                "id",
                "session",
                "day",
                "duration_days",
                "owner",
                "context",
                "status",
                "audience",
                "participant_count",
            )
        ]
    found: list[Record] = scope.__dict__["training_days"]
    return found


def _axis_days(scope: Scope) -> Iterator[Record]:
    yield from (row for row in _days_of(scope) if not row["audience"])


def _peer_sessions(scope: Scope) -> Iterator[Record]:
    yield from (row for row in _days_of(scope) if row["audience"])


def _trainees(scope: Scope) -> Iterator[Record]:
    """Participants of actions; their sector is the first one known, by date."""
    given = {
        (key_of(row["session"]), row["day"])
        for row in _axis_days(scope)
        if row["status"] == "given" and row["owner"] == "training"
    }
    found: defaultdict[tuple[str, str], list[Record]] = defaultdict(list)
    rows = TrainingParticipant.objects.filter(
        day__range=(scope.period.start, scope.period.end), present=True
    )
    for row in rows.order_by("day", "sector", "pk").values(
        "id", "session", "day", "participant", "sector", *INSTITUTION
    ):
        action = key_of(row["session"])
        if (action, row["day"]) in given:
            found[key_of(row["participant"]), action].append(row)
    for (person, _action), own in found.items():
        known = [row["sector"] for row in own if row["sector"] not in ("", UNKNOWN)]
        sector = known[0] if known else UNKNOWN
        names = dict.fromkeys(centre(scope, row) for row in own)
        yield {
            "id": own[0]["id"],
            "person_ids": (),
            "participant": own[0]["participant"],
            "person": person,
            "session": own[0]["session"],
            "day": own[0]["day"],
            "organisation": tuple(name for name in names if name),
            "sector": sector,
            "sector_words": words("sector", sector),
            "sector_known": known[0] if known else "",
        }


_DAY_WORDS = {
    "owner": "training_owner",
    "context": "training_context",
    "status": "training_status",
    "audience": "pat_audience",
}
FACTS = (
    RowFact(
        name="module",
        grain="One row per training module offered at some time in the period.",
        compartment="open",
        table="training_trainingmodule",
        columns=("code", "title", "theme", "owner", "duration", "described", "start", "end"),
        vocabularies={"owner": "training_owner"},
        build=_modules,
    ),
    RowFact(
        name="training_axis_day",
        grain="One row per day of an action of the training axis or of PAT, on its day.",
        compartment="open",
        table="training_trainingday",
        columns=("session", "day", "duration_days", "owner", "context", "status"),
        vocabularies=_DAY_WORDS,
        build=_axis_days,
    ),
    RowFact(
        name="pat_training",
        grain="One row per training session of PAT for an audience, on its day.",
        compartment="open",
        table="training_trainingday",
        columns=("audience", "day", "duration_days", "context", "participants", "status"),
        vocabularies=_DAY_WORDS,
        build=_peer_sessions,
    ),
    RowFact(
        name="trainee",
        grain="One row per participant of an action, present on a day given by the training axis.",
        compartment="open",
        table="training_trainingparticipant",
        columns=("participant", "session", "organisation", "sector"),
        breakdowns=("sector",),
        vocabularies={"sector": "sector"},
        build=_trainees,
    ),
)
