"""Facts about intervision groups of every audience: front line, peer workers, team leads.

Participants and animators belong to the cycle, sessions and presences to their calendar day.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from filrouge.exchange.models import Animator, Enrolment

from .base import RowFact
from .intervision_records import (
    Meeting,
    Noted,
    Record,
    groups_of,
    held,
    presences_of,
    sessions_of,
    shared,
)
from .names import key_of, spelling, words
from .scope import Scope

LAST_SESSIONS = 2
"""Who came and was at none of this many last sessions has stopped coming."""

type Member = tuple[int, str]
"""A group and the key of a participant."""


def _sessions(scope: Scope) -> Iterator[Record]:
    """Sessions of the period. Two rows of one day are one meeting for its presences."""
    groups, presences, period = groups_of(scope), presences_of(scope), scope.period
    counted: set[Meeting] = set()
    for row in sessions_of(scope):
        if not period.start <= row["day"] <= period.end:
            continue
        group, place = groups[row["group_id"]], (row["group_id"], row["day"])
        first = row["status"] == "held" and place not in counted
        if first:
            counted.add(place)
        yield shared(group) | {
            "id": row["id"],
            "day": row["day"],
            "status": row["status"],
            "organisation": spelling(scope, group["programme"])(row["host_id"], row["host__name"]),
            "themes": row["themes"],
            "presences": _present(presences.get(place, {})) if first else None,
            "recorded": place in presences,
        }


def _attendances(scope: Scope) -> Iterator[Record]:
    """Who was noted present or absent at a session that was held."""
    groups = groups_of(scope)
    for (group, day), noted in presences_of(scope).items():
        for pk, participant, present in noted.values():
            yield shared(groups[group]) | {
                "id": pk,
                "day": day,
                "participant": participant,
                "present": present,
            }


def _enrolments(scope: Scope) -> Iterator[Record]:
    """`counted`: accepted, or withdrawn on or after the first session held by the group."""
    groups = groups_of(scope)
    first: dict[int, date] = {}
    for session in filter(held, sessions_of(scope)):
        first.setdefault(session["group_id"], session["day"])
    came, gone = _came(scope)
    for row in Enrolment.objects.order_by("group_id", "pk").values(
        "id",
        "group_id",
        "participant",
        "organisation_id",
        "organisation__name",
        "sector",
        "status",
        "withdrawn_on",
    ):
        group, opening = groups[row["group_id"]], first.get(row["group_id"])
        left = row["withdrawn_on"] if row["status"] == "withdrawn" else None
        after = left is not None and opening is not None and left >= opening
        sector = row["sector"] or "unknown"
        named = spelling(scope, group["programme"])
        who = (row["group_id"], key_of(row["participant"]))
        yield shared(group) | {
            "id": row["id"],
            "participant": row["participant"],
            "organisation": named(row["organisation_id"], row["organisation__name"]),
            "sector": sector,
            "sector_known": "" if sector == "unknown" else sector,
            "sector_words": words("sector", sector),
            "status": row["status"],
            "withdrawn_on": row["withdrawn_on"],
            "counted": row["status"] == "accepted" or after,
            "dropped": after,
            "came": who in came,
            "stopped": who in gone,
        }


def _present(noted: Noted) -> int:
    return sum(present for _, _, present in noted.values())


def _came(scope: Scope) -> tuple[set[Member], set[Member]]:
    """Who came in the period; of them, who came to none of the last recorded sessions."""
    days: defaultdict[int, list[set[str]]] = defaultdict(list)
    for (group, _), noted in sorted(presences_of(scope).items(), key=lambda item: item[0][1]):
        days[group].append({key for key, (_, _, present) in noted.items() if present})
    came, gone = set(), set()
    for group, present in days.items():
        late = set().union(*present[-LAST_SESSIONS:])
        came |= {(group, key) for key in set().union(*present)}
        gone |= {(group, key) for key in set().union(*present) - late}
    return came, gone


def _animators(scope: Scope) -> Iterator[Record]:
    """`new`: in no earlier cycle of the same audience."""
    groups = groups_of(scope)
    rows = list(
        Animator.objects.order_by("group_id", "pk").values(
            "id", "group_id", "code", "organisation_id", "organisation__name", "side"
        )
    )
    first: dict[tuple[str, str], str] = {}
    for row in rows:
        group = groups[row["group_id"]]
        who = (group["audience"], key_of(row["code"]))
        first[who] = min(first.get(who, group["cycle"]), group["cycle"])
    for row in rows:
        group, key = groups[row["group_id"]], key_of(row["code"])
        named = spelling(scope, group["programme"])
        yield shared(group) | {
            "id": row["id"],
            "animator": key,
            "code": row["code"],
            "organisation": named(row["organisation_id"], row["organisation__name"]),
            "side": row["side"],
            "new": first[group["audience"], key] == group["cycle"],
        }


def _group_rows(scope: Scope) -> Iterator[Record]:
    """Groups with the size that counts and the number of their animators."""
    sizes: defaultdict[tuple[str, str], int] = defaultdict(int)
    animators: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in ENROLMENT.every(scope):
        sizes[row["audience"], row["group"]] += row["counted"]
    for row in ANIMATOR.every(scope):
        animators[row["audience"], row["group"]].add(row["animator"])
    for row in groups_of(scope).values():
        place = (row["audience"], row["group"])
        yield row | {"enrolled": sizes[place], "animators": len(animators[place])}


ENROLMENT = RowFact(
    name="enrolment",
    grain="One row per enrolment in an intervision group of any cycle, with its frozen sector.",
    compartment="open",
    table="exchange_enrolment",
    columns=("group", "cycle", "participant", "organisation", "sector", "status"),
    breakdowns=("sector",),
    vocabularies={"sector": "sector", "status": "enrolment_status"},
    build=_enrolments,
)
ANIMATOR = RowFact(
    name="intervision_animator",
    grain="One row per animator of an intervision group of any cycle.",
    compartment="open",
    table="exchange_animator",
    columns=("group", "cycle", "code", "organisation", "side"),
    vocabularies={"side": "animator_side"},
    build=_animators,
)
FACTS = (
    RowFact(
        name="intervision_group",
        grain="One row per intervision group of any cycle.",
        compartment="open",
        table="exchange_group",
        columns=("group", "cycle", "audience", "start", "end", "enrolled", "animators"),
        vocabularies={"audience": "intervision_audience"},
        build=_group_rows,
    ),
    ANIMATOR,
    ENROLMENT,
    RowFact(
        name="intervision_session",
        grain="One row per session of an intervision group, on its day.",
        compartment="open",
        table="exchange_session",
        columns=("group", "day", "organisation", "status", "presences"),
        vocabularies={"status": "session_status"},
        build=_sessions,
    ),
    RowFact(
        name="attendance",
        grain="One row per participant noted at a held session, on the day of the session.",
        compartment="open",
        table="",
        columns=("group", "day", "participant", "present"),
        build=_attendances,
    ),
)
