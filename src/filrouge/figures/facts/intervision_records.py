"""What the facts about intervision read, each table once: groups, sessions, presences.

A cycle ("2023-2024") is `current` when a year of the period is in its name.
"""

from collections import defaultdict
from datetime import date
from typing import Any

from filrouge.exchange.models import Attendance, Group, Session

from .names import LANGUAGES, key_of, words
from .scope import Scope

type Record = dict[str, Any]
type Meeting = tuple[int, date]
"""A group and a day."""
type Noted = dict[str, tuple[int, str, bool]]
"""By participant: the record, the name as written, whether present."""
_DUTCH = {"fr": " en néerlandais", "nl": " in het Nederlands", "en": " in Dutch"}
_SHARED = (
    "group",
    "cycle",
    "cycle_id",
    "audience",
    "slot",
    "slot_words",
    "number",
    "current",
    "latest",
    "running",
)


def groups_of(scope: Scope) -> dict[int, Record]:
    """Every group by its id, with what its records are counted by; read once a computation."""
    if "intervision" not in scope.__dict__:
        rows = Group.objects.order_by("cycle", "code", "pk").values()
        found = {row["id"]: _group(scope, {**row}) for row in rows}
        _place(scope, found)
        scope.__dict__["intervision"] = found
    groups: dict[int, Record] = scope.__dict__["intervision"]
    return groups


def _group(scope: Scope, row: Record) -> Record:
    period = scope.period
    begun = row["start"] is None or row["start"] <= period.end
    return {
        "id": row["id"],
        "person_ids": (),
        "group": row["code"],
        "programme": row["programme"],
        "cycle": row["cycle"],
        "cycle_id": row["cycle"].replace("-", "_"),
        "audience": row["audience"],
        "language": row["language"],
        "slot": _slot(row),
        "slot_words": _slot_words(row),
        "start": row["start"],
        "end": row["end"],
        "running": begun and (row["end"] is None or row["end"] >= period.start),
    }


def _slot(row: Record) -> str:
    """Half a day of the week, and the language when it is Dutch: "thursday_pm_nl"."""
    language = "nl" if row["language"] == "nl" else ""
    return "_".join(part for part in (row["weekday"], row["half_day"], language) if part)


def _slot_words(row: Record) -> dict[str, str]:
    day, half = words("weekday", row["weekday"]), words("half_day", row["half_day"])
    dutch = _DUTCH if row["language"] == "nl" else dict.fromkeys(LANGUAGES, "")
    return {name: f"{day[name]} {half[name]}".strip() + dutch[name] for name in LANGUAGES}


def _place(scope: Scope, groups: dict[int, Record]) -> None:
    """Number the groups of a cycle by code; tell the cycles of the period and the latest one."""
    years = {str(year) for year in range(scope.period.start.year, scope.period.end.year + 1)}
    latest: dict[str, str] = {}
    numbers: defaultdict[tuple[str, str], int] = defaultdict(int)
    for row in sorted(groups.values(), key=lambda row: (row["cycle"], key_of(row["group"]))):
        numbers[row["audience"], row["cycle"]] += 1
        row["number"] = numbers[row["audience"], row["cycle"]]
        row["current"] = bool(years & set(row["cycle"].split("-")))
        if row["current"]:
            latest[row["audience"]] = max(latest.get(row["audience"], ""), row["cycle"])
    for row in groups.values():
        row["latest"] = latest.get(row["audience"]) == row["cycle"]


def shared(group: Record) -> Record:
    """What every record of a group tells of it."""
    return {name: group[name] for name in _SHARED} | {"person_ids": ()}


def sessions_of(scope: Scope) -> list[Record]:
    """The sessions of every year, in order of day: a withdrawal is read against the first one."""
    if "intervision_sessions" not in scope.__dict__:
        rows = Session.objects.order_by("day", "pk")
        scope.__dict__["intervision_sessions"] = list(
            rows.values("id", "group_id", "day", "status", "host_id", "host__name", "themes")
        )
    sessions: list[Record] = scope.__dict__["intervision_sessions"]
    return sessions


def presences_of(scope: Scope) -> dict[Meeting, Noted]:
    """Who was noted present or absent at each held session of the period, each once."""
    if "intervision_presences" not in scope.__dict__:
        met = {(row["group_id"], row["day"]) for row in sessions_of(scope) if held(row)}
        found: defaultdict[Meeting, Noted] = defaultdict(dict)
        rows = Attendance.objects.filter(day__range=(scope.period.start, scope.period.end))
        for pk, group, day, participant, present in rows.order_by("day", "pk").values_list(
            "pk", "group_id", "day", "participant", "present"
        ):
            if (group, day) in met:
                noted, key = found[group, day], key_of(participant)
                if key not in noted or present:
                    noted[key] = (pk, participant, bool(present))
        scope.__dict__["intervision_presences"] = dict(found)
    presences: dict[Meeting, Noted] = scope.__dict__["intervision_presences"]
    return presences


def held(session: Record) -> bool:
    """Whether a session took place."""
    return bool(session["status"] == "held")
