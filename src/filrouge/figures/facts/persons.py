"""Facts about the persons followed: who they are, how follow-ups end, incomes, candidates."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.db.models import Count, F, Min, QuerySet

from filrouge.common.periods import DAYS_PER_MONTH, Period, full_years, years_later
from filrouge.followup.models import EncounterPerson
from filrouge.followup.models.encounters import FACE_TO_FACE_KINDS
from filrouge.housing.models import Stay
from filrouge.people.models import Candidate, Income

from .base import RowFact
from .lifelines import HOMELESS, Life, left_home, start_weeks
from .scope import DIMENSIONS, Scope, touching

MIN_DAYS_FOR_RHYTHM = 30


def _followed(scope: Scope) -> Iterator[dict[str, Any]]:
    period = scope.period
    for life in scope.followed.values():
        reference = life.reference_day(period)
        first_entry = life.first_entry
        active = life.still_followed(period)
        new = first_entry is not None and period.start <= first_entry <= period.end
        housed_end = active and life.stay_on(period.end) is not None
        housed_days = life.days_housed(period)
        yield {
            "id": life.id,
            "person_ids": (life.id,),
            "number": life.number,
            "sex": life.sex,
            "age": full_years(life.birth_date, reference),
            "active_end": active,
            "deceased": life.died_in(period),
            "new": new,
            "housed": life.stay_on(reference) is not None,
            "housed_end": housed_end,
            "lost_reentry": active and not housed_end and _returns_soon(life, period),
            "ever_housed": housed_days > 0,
            "left_home": any(
                stay.destination in HOMELESS and left_home(stay, life, period)
                for stay in life.stays
            ),
            "days": life.days_followed(period),
            "housed_days": housed_days,
            "street_months": life.street_months,
            "days_to_housing": (first_entry - life.referred_on).days
            if new and first_entry and life.referred_on
            else None,
        } | {name: scope.dimensions[name][life.id] for name in DIMENSIONS}


def _returns_soon(life: Life, period: Period) -> bool:
    """A stay ended in the period and another starts within the year that follows it."""
    until = years_later(period.end, 1)
    ended = any(stay.end and period.start <= stay.end <= period.end for stay in life.stays)
    return ended and any(period.end < stay.start <= until for stay in life.stays)


def _ends(scope: Scope) -> Iterator[dict[str, Any]]:
    period = scope.period
    for life in scope.followed.values():
        for span in life.follow_ups:
            if span.end and period.start <= span.end <= period.end:
                yield {
                    "id": span.id,
                    "person_ids": (life.id,),
                    "number": life.number,
                    "day": span.end,
                    "month": _month_number(period, span.end),
                    "reason": span.reason,
                }


def _month_number(period: Period, day: date) -> int:
    """1 for the first month of the period, and so on."""
    return 12 * (day.year - period.start.year) + day.month - period.start.month + 1


def _incomes(scope: Scope) -> Iterator[dict[str, Any]]:
    """A kind counts when valid on the reference day; a salary when it touches the period and
    began by the reference day."""
    period = scope.period
    new = {life.id for life in scope.followed.values() if _is_new(life, period)}
    rows = (
        Income.objects.filter(touching(period.start, period.end))
        .order_by("person__number", "start")
        .values_list("person_id", "pk", "kind", "start", "end")
    )
    seen: set[tuple[int, str]] = set()
    for person_id, pk, kind, start, end in rows:
        life = scope.followed.get(person_id)
        if life is None or (person_id, kind) in seen:
            continue
        reference = life.reference_day(period)
        if start <= reference and (kind == "salary" or end is None or end >= reference):
            seen.add((person_id, kind))
            yield {
                "id": pk,
                "person_ids": (person_id,),
                "number": life.number,
                "kind": kind,
                "start": start,
                "end": end,
                "new": person_id in new,
            }


def _is_new(life: Life, period: Period) -> bool:
    return life.first_entry is not None and period.start <= life.first_entry <= period.end


def _candidates(scope: Scope) -> Iterator[dict[str, Any]]:
    """Candidates; `soon`: in preparation or selected, entry planned in the three months after."""
    after = scope.period.end + timedelta(days=1)
    month = after.month + 2
    until = Period.months(after.year + (month - 1) // 12, 1, (month - 1) % 12 + 1).end
    for pk, code, state, planned in Candidate.objects.order_by("code").values_list(
        "pk", "code", "state", "planned_entry"
    ):
        ready = state in ("preparing", "selected")
        yield {
            "id": pk,
            "person_ids": (),
            "code": code,
            "state": state,
            "planned_entry": planned,
            "soon": ready and planned is not None and after <= planned <= until,
        }


def _attendances(scope: Scope, *kinds: str) -> QuerySet[EncounterPerson]:
    """Persons at held encounters of the period; a couple met together counts for each."""
    return EncounterPerson.objects.filter(
        encounter__status="held",
        encounter__outside_follow_up=False,
        encounter__kind__in=kinds,
        encounter__day__range=(scope.period.start, scope.period.end),
    ).order_by()


def _visit_rhythm(scope: Scope) -> Iterator[dict[str, Any]]:
    period = scope.period
    visits = dict(
        _attendances(scope, "home_visit")
        .values("person_id")
        .annotate(visits=Count("pk"))
        .values_list("person_id", "visits")
    )
    for life in scope.followed.values():
        days = life.days_followed(period)
        if days >= MIN_DAYS_FOR_RHYTHM:
            count = visits.get(life.id, 0)
            yield {
                "id": life.id,
                "person_ids": (life.id,),
                "number": life.number,
                "days": days,
                "visits": count,
                "per_month": count * DAYS_PER_MONTH / days,
            }


def _start_weeks(scope: Scope) -> Iterator[dict[str, Any]]:
    period = scope.period
    new = [life for life in scope.followed.values() if _is_new(life, period)]
    if not new:
        return
    first_entries = Stay.objects.values("person_id").annotate(first=Min("start"))
    entered = first_entries.filter(first__range=(period.start, period.end)).values("person_id")
    # "+ 0": SQLite would look up every newcomer in the index at every encounter.
    met = scope.by_person(
        _attendances(scope, *FACE_TO_FACE_KINDS)
        .annotate(whom=F("person_id") + 0)
        .filter(whom__in=entered)
        .values_list("person_id", "encounter__day"),
        lambda day: day,
    )
    for life in new:
        for first, was_met in start_weeks(life, met.get(life.id, ()), period):
            yield {
                "id": life.id,
                "person_ids": (life.id,),
                "number": life.number,
                "day": first,
                "met": was_met,
            }


_of_persons = partial(RowFact, compartment="identity", table="people_person", breakdowns=DIMENSIONS)

FACTS = (
    _of_persons(
        name="followed",
        grain="One row per person followed in the period, on its reference day.",
        columns=("number", "team", "funding", "sex", "age", "days", "housed", "new"),
        vocabularies={"team": "care_team", "funding": "care_funding", "sex": "sex"},
        build=_followed,
    ),
    _of_persons(
        name="end",
        grain="One row per follow-up that ends in the period, on its last day.",
        table="followup_followup",
        columns=("number", "day", "reason"),
        vocabularies={"reason": "end_reason"},
        build=_ends,
    ),
    _of_persons(
        name="income",
        grain="One row per followed person and kind of income valid on the reference day.",
        compartment="housing",
        table="people_income",
        columns=("number", "kind", "start", "end"),
        vocabularies={"kind": "income_kind"},
        build=_incomes,
    ),
    _of_persons(
        name="candidate",
        grain="One row per candidate, on the planned day of entry.",
        table="people_candidate",
        columns=("code", "state", "planned_entry"),
        breakdowns=(),
        vocabularies={"state": "candidate_state"},
        build=_candidates,
    ),
    _of_persons(
        name="visit_rhythm",
        grain="One row per person followed thirty days or more in the period.",
        compartment="care",
        columns=("number", "visits", "days"),
        build=_visit_rhythm,
    ),
    _of_persons(
        name="start_week",
        grain="One row per new person and complete week among the thirteen after the first entry.",
        compartment="care",
        columns=("number", "day", "met"),
        build=_start_weeks,
    ),
)
