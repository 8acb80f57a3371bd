"""Facts about reviews: the last one of the period for symptoms and use, the paired scores."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet

from filrouge.followup.models import (
    FunctioningScore,
    ReviewedSubstance,
    SymptomReview,
    UseReview,
)
from filrouge.vocabulary import lists

from .base import RowFact
from .scope import DIMENSIONS, Scope

SYMPTOMS = ("depression", "paranoia", "hallucinations", "aggression", "cognitive")
NOTHING_SAID = Q(**dict.fromkeys(SYMPTOMS)) & ~Q(unanswered="")
"""A review where somebody wrote that no question found an answer. An import never writes so."""
PRODUCTS_UNKNOWN = Q(unanswered__contains="substances=")
"""A review that says why the products are not known: nobody is abstinent for that."""


def _last_of_period(scope: Scope, rows: QuerySet[Any], *fields: str) -> dict[int, tuple[Any, ...]]:
    """The last row of the period of each followed person (the last entered of a same day)."""
    period = scope.period
    dated = rows.filter(day__range=(period.start, period.end)).order_by("day", "pk")
    last = {row[0]: row[1:] for row in dated.values_list("person_id", "pk", "day", *fields)}
    return {key: last[key] for key in scope.followed if key in last}


def _symptoms(scope: Scope) -> Iterator[dict[str, Any]]:
    rows = _last_of_period(scope, SymptomReview.objects.exclude(NOTHING_SAID), *SYMPTOMS)
    for person_id, (pk, day, *answers) in rows.items():
        ticked = dict(zip(SYMPTOMS, answers, strict=True))
        yield {
            "id": pk,
            "person_ids": (person_id,),
            "number": scope.followed[person_id].number,
            "day": day,
            "ticked": tuple(name for name in lists.get("symptom").codes if ticked[name]),
        }


def _use(scope: Scope) -> Iterator[dict[str, Any]]:
    rows = _last_of_period(
        scope,
        UseReview.objects.exclude(PRODUCTS_UNKNOWN),
        "crack_smoked",
        "injection",
        "overdose_ever",
    )
    period = scope.period
    used: dict[bool, dict[int, list[str]]] = {False: {}, True: {}}
    for review, substance, stopped in ReviewedSubstance.objects.filter(
        review__day__range=(period.start, period.end)
    ).values_list("review_id", "substance", "stopped"):
        used[stopped].setdefault(review, []).append(substance)
    for person_id, (pk, day, crack, injection, overdose) in rows.items():
        substances = tuple(sorted(used[False].get(pk, ())))
        yield {
            "id": pk,
            "person_ids": (person_id,),
            "number": scope.followed[person_id].number,
            "day": day,
            "substances": substances,
            "products": len(substances),
            "stopped": len(used[True].get(pk, ())),
            "crack_smoked": bool(crack),
            "injection": bool(injection),
            "overdose_ever": bool(overdose),
        }


def _functioning(scope: Scope) -> Iterator[dict[str, Any]]:
    """Entry: the last entry score dated by the end of the period. Current: the last current score
    of the period, none for a person deceased in it. A score of 0 is insufficient information."""
    period = scope.period
    entry: dict[int, int] = {}
    current: dict[int, int] = {}
    rows = FunctioningScore.objects.filter(score__gt=0, day__lte=period.end).order_by("day", "pk")
    for person_id, moment, day, score in rows.values_list("person_id", "moment", "day", "score"):
        if moment == "entry":
            entry[person_id] = score
        elif day >= period.start:
            current[person_id] = score
    for life in scope.followed.values():
        deceased = life.died_in(period)
        first, last = entry.get(life.id), None if deceased else current.get(life.id)
        paired = first is not None and last is not None
        yield {
            "id": life.id,
            "person_ids": (life.id,),
            "number": life.number,
            "entry": first,
            "current": last,
            "gain": last - first if first is not None and last is not None else None,
            "paired": paired,
            "deceased": deceased,
        }


FACTS = (
    RowFact(
        name="symptoms",
        grain="One row per followed person reviewed in the period: the last review counts.",
        compartment="care",
        table="followup_symptomreview",
        columns=("number", "day", "ticked"),
        breakdowns=DIMENSIONS,
        vocabularies={"ticked": "symptom"},
        build=_symptoms,
    ),
    RowFact(
        name="use",
        grain="One row per followed person reviewed in the period: the last review counts.",
        compartment="care",
        table="followup_usereview",
        columns=("number", "day", "substances", "stopped", "crack_smoked", "injection"),
        breakdowns=DIMENSIONS,
        vocabularies={"substances": "substance"},
        build=_use,
    ),
    RowFact(
        name="functioning",
        grain="One row per followed person: the entry score and the last score of the period.",
        compartment="care",
        table="people_person",
        columns=("number", "entry", "current", "gain"),
        breakdowns=DIMENSIONS,
        build=_functioning,
    ),
)
