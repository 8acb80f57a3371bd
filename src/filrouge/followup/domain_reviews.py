"""Reviewing how a person is: functioning, symptoms, use of substances, incomes.

One review a day: a second one on the same day corrects the first. What was not asked, refused or
not known is never a no: the columns stay empty and `unanswered` says why.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.access.compartments import TABLES
from filrouge.audit import journal
from filrouge.people.models import Income, Person
from filrouge.vocabulary import lists

from .models import Confirmation, FollowUp, FunctioningScore, SymptomReview, UseReview
from .rules import before_death

SYMPTOMS = ("depression", "paranoia", "hallucinations", "aggression", "cognitive")
MODES = ("crack_smoked", "injection", "overdose_ever")
SUBSTANCES = "substances"
"""The name of the question on products in `UseReview.unanswered`."""
STEP = 5
NO_INCOME = "none"
PLAIN: Mapping[str, bool] = {"yes": True, "no": False}
DEFAULT = "not_asked"


@transaction.atomic
def review_score(
    *, actor: Any, person: Person, day: date, score: int, moment: str = "current"
) -> FunctioningScore:
    """Store the global functioning of a day: 5 to 100 by 5, or 0 when not enough is known.

    Raises `ValidationError` by field; an entry score is one a follow-up.
    """
    if score % STEP or not 0 <= score <= 100:
        raise ValidationError({"score": _("A score goes from 0 to 100, by 5.")})
    if moment not in lists.get("score_moment").codes:
        raise ValidationError({"moment": _("Choose one of the list.")})
    today = FunctioningScore.objects.select_for_update().filter(person=person, day=day)
    record = today.filter(moment=moment).order_by("-pk").first()
    record = record or FunctioningScore(person=person, day=day, moment=moment)
    if moment == "entry" and has_entry_score(person.pk, day, but=record.pk):
        raise ValidationError(
            {"moment": _("This follow-up already has its score at the entry: correct that one.")}
        )
    record.score = score
    return _stored(actor, "review_score", record)


def has_entry_score(person_id: int, day: date, *, but: int | None = None) -> bool:
    """Whether the follow-up that covers a day already has its score at the entry."""
    running = FollowUp.objects.filter(person=person_id, start__lte=day).order_by("-start").first()
    scores = FunctioningScore.objects.filter(person=person_id, moment="entry").exclude(pk=but or 0)
    return scores.filter(day__gte=running.start).exists() if running else scores.exists()


@transaction.atomic
def review_symptoms(
    *, actor: Any, person: Person, day: date, answers: Mapping[str, str]
) -> SymptomReview:
    """Store what was answered about each symptom: yes, no, or a code of the list `unanswered`."""
    if all((answers.get(name) or DEFAULT) == DEFAULT for name in SYMPTOMS):
        raise ValidationError({"": _("Nothing was asked: this part can be left.")})
    reviews = SymptomReview.objects.select_for_update().filter(person=person, day=day)
    record = reviews.order_by("-pk").first() or SymptomReview(person=person, day=day)
    record.unanswered = _answer(record, SYMPTOMS, answers)
    return _stored(actor, "review_symptoms", record)


@transaction.atomic
def review_use(
    *,
    actor: Any,
    person: Person,
    day: date,
    products: Mapping[str, str],
    none: bool = False,
    unanswered: str = "",
    answers: Mapping[str, str] | None = None,
) -> UseReview:
    """Store the products used or stopped and the ways of using them.

    `products` maps codes to "used" or "stopped"; `none` says that nothing is used now, which is an
    answer; `unanswered` why the products are not known. Such a review is in no figure.
    """
    known = {code: said for code, said in products.items() if said in {"used", "stopped"}}
    _check_products(known, none=none, unanswered=unanswered)
    reviews = UseReview.objects.select_for_update().filter(person=person, day=day)
    record = reviews.order_by("-pk").first() or UseReview(person=person, day=day)
    reasons = _answer(record, MODES, answers or {})
    silent = f"{SUBSTANCES}={unanswered}" if unanswered else ""
    record.unanswered = ";".join(part for part in (silent, reasons) if part)
    stored = _stored(actor, "review_use", record)
    stored.substances.all().delete()
    for code, said in known.items():
        stored.substances.create(substance=code, stopped=said == "stopped")
    return stored


def _check_products(known: Mapping[str, str], *, none: bool, unanswered: str) -> None:
    if set(known) - set(lists.get("substance").codes):
        raise ValidationError({SUBSTANCES: _("Choose one of the list.")})
    if unanswered and unanswered not in lists.get("unanswered").codes:
        raise ValidationError({SUBSTANCES: _("Choose one of the list.")})
    if none and "used" in known.values():
        raise ValidationError({SUBSTANCES: _("“None” cannot stand beside a product used now.")})
    if unanswered and (none or known):
        raise ValidationError(
            {SUBSTANCES: _("Either the products are known, or why they are not.")}
        )
    if not (known or none or unanswered):
        raise ValidationError(
            {SUBSTANCES: _("Say which products, “none”, or why this is not known.")}
        )


@transaction.atomic
def review_incomes(
    *, actor: Any, person: Person, day: date, kinds: Collection[str]
) -> list[Income]:
    """From a day on the person has these incomes and no other; unchanged ones are confirmed.

    What began that very day and goes was typed wrong: it is removed. What ended the day before
    and comes back never ended.
    """
    wanted = set(kinds)
    _check_incomes(person, day, wanted)
    incomes = Income.objects.select_for_update().filter(person=person)
    running = list(incomes.filter(start__lte=day).exclude(end__lt=day))
    changed = [
        _end_income(actor, one, day - timedelta(days=1))
        for one in running
        if one.kind not in wanted
    ]
    for kind in sorted(wanted - {one.kind for one in running}):
        before = incomes.filter(kind=kind, end=day - timedelta(days=1)).first()
        one = before or Income(person=person, kind=kind, start=day)
        one.end = None
        changed.append(_save(actor, "review_incomes", one))
    Confirmation.objects.create(
        person=person,
        compartment=TABLES["people.income"].value,
        subject=Confirmation.Subject.INCOME,
        answer=Confirmation.Answer.CHANGED if changed else Confirmation.Answer.CONFIRMED,
        day=day,
        by=actor,
    )
    if not changed:
        journal.record(actor=actor, action="followup.confirm_incomes", persons=[person.pk])
    return changed


def _check_incomes(person: Person, day: date, wanted: set[str]) -> None:
    if not wanted:
        raise ValidationError({"kinds": _("Choose the incomes, or “no income”.")})
    if wanted - set(lists.get("income_kind").codes):
        raise ValidationError({"kinds": _("Choose one of the list.")})
    if NO_INCOME in wanted and len(wanted) > 1:
        raise ValidationError({"kinds": _("“No income” stands alone.")})
    before_death(Income(person=person, start=day), {})
    _not_later(day, "day")
    if Income.objects.filter(person=person, start__gt=day).exists():
        raise ValidationError(
            {"day": _("Incomes that begin later are recorded: correct them one by one.")}
        )


def _end_income(actor: Any, income: Income, last: date) -> Income:
    if income.start <= last:
        income.end = last
        return _save(actor, "review_incomes", income)
    journal.record(
        actor=actor,
        action="people.delete_income",
        subject=f"{Income._meta.db_table} {income.pk}",
        persons=[income.person_id],
        detail={"reason": "typed_wrong"},
    )
    income.delete()
    return income


def _answer(record: Any, names: Collection[str], answers: Mapping[str, str]) -> str:
    """Put plain answers in their columns; the others as `unanswered` keeps them."""
    reasons: list[str] = []
    for name in names:
        said = answers.get(name) or DEFAULT
        if said not in PLAIN and said not in lists.get("unanswered").codes:
            raise ValidationError({name: _("Choose one of the list.")})
        setattr(record, name, PLAIN.get(said))
        if said not in PLAIN:
            reasons.append(f"{name}={said}")
    return ";".join(reasons)


def _stored[R: (FunctioningScore, SymptomReview, UseReview)](actor: Any, verb: str, record: R) -> R:
    before_death(record, {})
    _not_later(record.day, "day")
    return _save(actor, verb, record)


def _not_later(day: date, field: str) -> None:
    if day > timezone.localdate():
        raise ValidationError({field: _("A review is not dated in the future.")})


def _save[R: (FunctioningScore, SymptomReview, UseReview, Income)](
    actor: Any, verb: str, record: R
) -> R:
    corrects = record.pk is not None
    if corrects:
        record.revision += 1
    record.save()
    journal.record(
        actor=actor,
        action=f"followup.{verb}",
        subject=f"{record._meta.db_table} {record.pk}",
        persons=[record.person_id],
        detail={"corrects": corrects},
    )
    return record
