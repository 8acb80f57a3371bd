"""Facts about the staff: positions, meetings, hours. An end is the last day worked."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from filrouge.common.rounding import exact
from filrouge.common.text import label_key
from filrouge.staff.models import Assignment, InternalMeeting, WorkingTime

from .base import RowFact
from .names import key_of
from .scope import Scope

HOUSING_FIRST_TEAMS = ("hf_act", "hf_icm", "hf_housing", "hf_management")


def _successors(rows: list[Assignment], since: date) -> defaultdict[str, set[tuple[str, str, str]]]:
    """By code replaced: the code, team and function of those who replace it and still do."""
    named: defaultdict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for row in rows:
        if row.replaces and (row.end is None or row.end >= since):
            named[row.replaces].add((row.worker.code, row.team, row.function))
    return named


def _positions(scope: Scope) -> Iterator[dict[str, Any]]:
    """Positions begun by the end of the period; `active`: at some time in it."""
    period = scope.period
    every = list(
        Assignment.objects.select_related("worker", "funder").order_by(
            "worker__code", "start", "pk"
        )
    )
    rows = [row for row in every if row.start <= period.end]
    # A successor, or other hours, may begin on the first day after the period.
    replaced = {row.replaces for row in every if row.replaces != row.worker.code}
    named = _successors(rows, period.start)
    staying = {
        (row.worker_id, row.team) for row in every if row.end is None or row.end > period.end
    }
    for row in rows:
        active = row.end is None or row.end >= period.start
        last = period.end if row.end is None else min(row.end, period.end)
        days = (last - max(row.start, period.start)).days + 1 if active else 0
        ended = row.end is not None and period.start <= row.end <= period.end
        by_others = {who for who in named[row.worker.code] if who[0] != row.worker.code}
        yield {
            "id": row.pk,
            "person_ids": (),
            "worker": row.worker.code,
            "team": row.team,
            "staff_team": row.team,
            "funder": row.funder.name,
            "in_housing_first": row.team in HOUSING_FIRST_TEAMS,
            "function": row.function,
            "fte": exact(row.fte),
            "fte_days": exact(row.fte) * days,
            "organisation": row.funder.name,
            "funder_key": row.funder.key,
            "start": row.start,
            "start_year": row.start.year,
            "end": row.end,
            "active": active,
            "in_post_end": row.end is None or row.end >= period.end,
            "departed": ended
            and row.worker.code in replaced
            and (row.worker_id, row.team) not in staying,
            "replaced_by_a_peer": any(who[1:] == (row.team, row.function) for who in by_others),
            "certification": label_key(row.certification),
            "trainer": bool(row.is_trainer),
        }


def _meetings(scope: Scope) -> Iterator[dict[str, Any]]:
    days = (scope.period.start, scope.period.end)
    rows = InternalMeeting.objects.filter(day__range=days).order_by("day", "pk")
    for pk, team, kind, day, number in rows.values_list("pk", "team", "kind", "day", "days"):
        yield {
            "id": pk,
            "person_ids": (),
            "team": team,
            "kind": kind,
            "day": day,
            "days": None if number is None else exact(number),
        }


def _hours(scope: Scope) -> Iterator[dict[str, Any]]:
    """Months whose first day is in the period."""
    days = (scope.period.start, scope.period.end)
    rows = WorkingTime.objects.filter(month__range=days).order_by("month", "pk")
    for pk, team, month, activity, hours in rows.values_list(
        "pk", "team", "month", "activity", "hours"
    ):
        yield {
            "id": pk,
            "person_ids": (),
            "team": team,
            "team_key": key_of(team),
            "day": month,
            "activity": activity,
            "hours": Fraction(exact(hours)),
        }


FACTS = (
    RowFact(
        name="position",
        grain="One row per position begun by the end of the period.",
        compartment="open",
        table="staff_assignment",
        columns=("worker", "team", "function", "fte", "organisation", "start", "end"),
        breakdowns=("staff_team", "funder"),
        vocabularies={"team": "staff_team", "function": "staff_function"},
        build=_positions,
    ),
    RowFact(
        name="internal_meeting",
        grain="One row per internal meeting, on its day.",
        compartment="open",
        table="staff_internalmeeting",
        columns=("team", "kind", "day", "days"),
        vocabularies={"team": "staff_team", "kind": "meeting_kind"},
        build=_meetings,
    ),
    RowFact(
        name="hours",
        grain="One row per team, month and activity.",
        compartment="open",
        table="staff_workingtime",
        columns=("team", "day", "activity", "hours"),
        vocabularies={"activity": "work_activity"},
        build=_hours,
    ),
)
