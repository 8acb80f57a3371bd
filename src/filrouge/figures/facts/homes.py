"""Facts about homes: moves, dwellings lived in, titles, and what became of each first entry."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Any

from filrouge.housing.models import RentLine, Title

from .base import RowFact
from .lifelines import HOMELESS, Life, moves
from .scope import DIMENSIONS, Scope, touching

PRIVATE = "private"
ANNIVERSARIES = (12, 24, 36)


def _moves(scope: Scope) -> Iterator[dict[str, Any]]:
    for move in moves(scope.followed.values(), scope.period):
        yield {
            "id": move.stay_ids[-1],
            "person_ids": move.person_ids,
            "number": ", ".join(str(scope.followed[p].number) for p in move.person_ids),
            "kind": move.kind,
            "day": move.day,
            "left": scope.dwellings[move.left]["code"] if move.left else "",
            "entered": scope.dwellings[move.entered]["code"] if move.entered else "",
            "destination": move.destination,
        }


def _dwellings(scope: Scope) -> Iterator[dict[str, Any]]:
    """A dwelling counts when a person lived in it on a day on which that person was followed."""
    period = scope.period
    used: dict[int, dict[str, Any]] = {}
    for life in scope.followed.values():
        active = life.still_followed(period)
        for stay in life.stays:
            if not any(
                stay.overlap(
                    max(span.start, period.start),
                    period.end if span.end is None else min(span.end, period.end),
                )
                for span in life.follow_ups
            ):
                continue
            use = used.setdefault(stay.dwelling, {"persons": [], "end": False})
            use["persons"].append(life.id)
            use["end"] |= active and stay.covers(period.end)
    rents = _rents(period.end)
    for pk, use in used.items():
        dwelling = scope.dwellings[pk]
        rent = rents.get(pk, dwelling["rent_cents"])
        yield {
            "id": pk,
            "person_ids": tuple(dict.fromkeys(use["persons"])),
            "code": dwelling["code"],
            "commune": dwelling["commune"],
            "landlord": dwelling["landlord__organisation__name"],
            "landlord_key": dwelling["landlord__organisation__key"],
            "landlord_id": dwelling["landlord_id"],
            "landlord_kind": dwelling["landlord__kind"],
            "project": dwelling["landlord__project"],
            "intermediary": dwelling["intermediary"],
            "in_use_end": use["end"],
            "rent_cents": rent if use["end"] else None,
        }


def _rents(day: date) -> dict[int, int]:
    """The rent that holds on a day, for dwellings whose rent changed by then."""
    rows = RentLine.objects.filter(start__lte=day).order_by("start")
    return dict(rows.values_list("dwelling_id", "rent_cents"))


def _titles(scope: Scope) -> Iterator[dict[str, Any]]:
    """Titles that touch both the period and a follow-up of the person."""
    period = scope.period
    rows = (
        Title.objects.filter(touching(period.start, period.end))
        .order_by("person__number", "start")
        .values_list("person_id", "pk", "dwelling_id", "kind", "start", "end", "rolling")
    )
    for person_id, pk, dwelling, kind, start, end, rolling in rows:
        life = scope.followed.get(person_id)
        first, last = max(start, period.start), min(end or period.end, period.end)
        if life is None or not any(
            span.start <= last and (span.end is None or span.end >= first)
            for span in life.follow_ups
        ):
            continue
        yield {
            "id": pk,
            "person_ids": (person_id,),
            "number": life.number,
            "code": scope.dwellings[dwelling]["code"],
            "kind": kind,
            "start": start,
            "end": end,
            "rolling": bool(rolling),
        }


def months_later(day: date, months: int) -> date:
    """The same day some months later, or the last day of a shorter month."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _anniversaries(scope: Scope) -> Iterator[dict[str, Any]]:
    """First entries with their 12th, 24th and 36th month reached by the end of the period.

    Who died, or whose follow-up ended in a home, before that day is no longer observed: left out.
    `sustained`: no departure to street or institution before it. `housed`: lives in a dwelling
    that day.
    """
    for life in scope.everyone.values():
        if life.first_entry is None:
            continue
        for months in ANNIVERSARIES:
            day = months_later(life.first_entry, months)
            if day > scope.period.end or _lost_from_sight(life, day):
                continue
            yield {
                "id": life.id,
                "person_ids": (life.id,),
                "number": life.number,
                "months": months,
                "day": day,
                "sustained": not any(
                    stay.end and stay.end <= day and stay.destination in HOMELESS
                    for stay in life.stays
                ),
                "housed": life.stay_on(day) is not None,
            }


def _lost_from_sight(life: Life, day: date) -> bool:
    ended = [span for span in life.follow_ups if span.end is not None and span.end < day]
    return not life.followed_on(day) and any(
        span.reason == "death" or (span.end and life.stay_on(span.end)) for span in ended
    )


FACTS = (
    RowFact(
        name="move",
        grain="One row per change of dwelling of a household, on its day.",
        compartment="housing",
        table="housing_stay",
        columns=("number", "day", "kind", "left", "entered", "destination"),
        breakdowns=DIMENSIONS,
        vocabularies={"kind": "move_kind", "destination": "stay_destination"},
        build=_moves,
    ),
    RowFact(
        name="dwelling",
        grain="One row per dwelling lived in on a day of the period by a person followed that day.",
        compartment="housing",
        table="housing_dwelling",
        columns=("code", "commune", "landlord", "landlord_kind", "intermediary", "in_use_end"),
        breakdowns=DIMENSIONS,
        vocabularies={
            "commune": "commune",
            "landlord_kind": "landlord_kind",
            "intermediary": "intermediary",
        },
        build=_dwellings,
    ),
    RowFact(
        name="title",
        grain="One row per title of occupation that touches the period and the follow-up.",
        compartment="housing",
        table="housing_title",
        columns=("number", "code", "kind", "start", "end", "rolling"),
        breakdowns=DIMENSIONS,
        vocabularies={"kind": "title_kind"},
        build=_titles,
    ),
    RowFact(
        name="anniversary",
        grain="One row per person and anniversary (12, 24, 36 months) of the first entry.",
        compartment="housing",
        table="people_person",
        columns=("number", "months", "day", "sustained", "housed"),
        breakdowns=("sex",),
        build=_anniversaries,
    ),
)
