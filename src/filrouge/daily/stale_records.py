"""The last records behind a stale fact of one person."""

from __future__ import annotations

from datetime import date

from filrouge.figures.facts.reviews import NOTHING_SAID, PRODUCTS_UNKNOWN
from filrouge.followup.models import Encounter, FunctioningScore, SymptomReview, UseReview
from filrouge.people.models import Income


def last_score(person_id: int) -> FunctioningScore | None:
    """The last score that says something (0 does not)."""
    rows = FunctioningScore.objects.filter(person=person_id, score__gt=0)
    return rows.order_by("-day", "-pk").first()


def last_symptoms(person_id: int) -> SymptomReview | None:
    rows = SymptomReview.objects.filter(person=person_id).exclude(NOTHING_SAID)
    return rows.order_by("-day", "-pk").first()


def last_use(person_id: int) -> UseReview | None:
    rows = UseReview.objects.filter(person=person_id).exclude(PRODUCTS_UNKNOWN)
    return rows.order_by("-day", "-pk").first()


def incomes(person_id: int, day: date) -> list[Income]:
    """The incomes that run on a day."""
    rows = Income.objects.filter(person=person_id, start__lte=day).exclude(end__lt=day)
    return list(rows.order_by("start"))


def encounter(key: int) -> Encounter:
    return Encounter.objects.prefetch_related("topics").get(pk=key)
