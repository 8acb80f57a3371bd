"""Answering a stale fact: still true, or not asked this time. What changed has forms of its own.

"Still true" of a review is a review of today with the same answers, so that the year's figures
have it; of a score, the score that the worker gives now.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.audit import journal
from filrouge.followup.domain_reviews import (
    MODES,
    SYMPTOMS,
    review_incomes,
    review_score,
    review_symptoms,
    review_use,
)
from filrouge.followup.models import Confirmation
from filrouge.people.models import Person

from . import stale_records as records
from .stale import Stale, part_of

S, A = Confirmation.Subject, Confirmation.Answer
ANSWERS = (A.CONFIRMED, A.NOT_ASKED)


@transaction.atomic
def answer_fact(
    *, actor: Any, person: Person, fact: Stale, answer: str, score: int | None = None
) -> None:
    """Store what a worker answered about a stale fact of a file open to them.

    Raises `ValidationError` by field: a score to give, a fact that nothing is known of.
    """
    if answer not in ANSWERS:
        raise ValidationError({"answer": _("Choose one of the answers.")})
    today = timezone.localdate()
    if answer == A.CONFIRMED:
        _confirm(actor, person, fact, today, score)
    if answer == A.NOT_ASKED or fact.subject != S.INCOME:  # a review of incomes writes its own
        Confirmation.objects.create(
            person=person,
            compartment=part_of(fact.subject).value,
            subject=fact.subject,
            about=fact.about or None,
            answer=answer,
            day=today,
            by=actor,
        )
    journal.record(
        actor=actor,
        action="daily.answer_fact",
        persons=[person.pk],
        detail={"compartments": [part_of(fact.subject).value], "answer": answer},
    )


def _confirm(actor: Any, person: Person, fact: Stale, today: date, score: int | None) -> None:
    match fact.subject:
        case S.SCORE:
            if score is None:
                raise ValidationError({"score": _("Give the score of today.")})
            review_score(actor=actor, person=person, day=today, score=score)
        case S.SYMPTOMS:
            last = _known(records.last_symptoms(person.pk))
            answers = {name: _said(last, name) for name in SYMPTOMS}
            review_symptoms(actor=actor, person=person, day=today, answers=answers)
        case S.USE:
            last = _known(records.last_use(person.pk))
            products = {
                one.substance: "stopped" if one.stopped else "used" for one in last.substances.all()
            }
            review_use(
                actor=actor,
                person=person,
                day=today,
                products=products,
                none="used" not in products.values(),
                answers={name: _said(last, name) for name in MODES},
            )
        case S.INCOME:
            kinds = [one.kind for one in records.incomes(person.pk, today)]
            if not kinds:
                raise ValidationError({"answer": _("No income is recorded: say which one.")})
            review_incomes(actor=actor, person=person, day=today, kinds=kinds)


def _known(last: Any) -> Any:
    if last is None:
        raise ValidationError({"answer": _("Nothing is recorded yet: there is nothing to keep.")})
    return last


def _said(last: Any, name: str) -> str:
    """An answer as a review takes it; why there was none stays said."""
    value = getattr(last, name)
    if value is not None:
        return "yes" if value else "no"
    reasons: dict[str, str] = dict(
        part.split("=", 1) for part in last.unanswered.split(";") if "=" in part
    )
    return reasons.get(name, "not_asked")
