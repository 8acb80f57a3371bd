"""A planned move: planned, organised, done. Done runs the verbs of stays: nothing is typed twice.

Furniture set aside for a move leaves the stock on the day it is done.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.audit import journal
from filrouge.people.models import Person
from filrouge.records.domain import Conflict, version_of
from filrouge.staff.models import Worker

from .domain import current_stay, end_stay, enter_stay
from .models import Dwelling, FurnitureItem, FurnitureMovement, MovePlan, Stay

PLANNED, ORGANISED, DONE, CANCELLED = "planned", "organised", "done", "cancelled"
OPEN = (PLANNED, ORGANISED)
ELSEWHERE = "other_dwelling"


@transaction.atomic
def plan_move(
    *,
    actor: Any,
    person: Person,
    dwelling: Dwelling,
    day: date,
    workers: Iterable[Worker] = (),
    **details: Any,
) -> MovePlan:
    """A move is planned; where the person leaves from is read from the stays.

    `details`: sil, cleaning_on, treatment, treatment_on, note. Refused, by field: the dwelling
    where the person already lives, a second open plan of the same person.
    """
    _refuse_same_place(person.pk, dwelling, day)
    if MovePlan.objects.filter(person=person, state__in=OPEN).exists():
        raise ValidationError({"day": _("A move of this person is already planned: change it.")})
    plan = MovePlan.objects.create(person=person, dwelling=dwelling, day=day, **details)
    plan.workers.set(workers)
    _write(actor, "housing.plan_move", plan)
    return plan


@transaction.atomic
def change_move(
    *,
    actor: Any,
    plan: MovePlan,
    dwelling: Dwelling,
    day: date,
    workers: Iterable[Worker] | None = None,
    version: str = "",
    **details: Any,
) -> MovePlan:
    """Another day, another dwelling or other details of a move that is not done. Raises `Conflict`
    when it changed since `version`."""
    plan = MovePlan.objects.select_for_update().get(pk=plan.pk)
    if version and version_of(plan) != version:
        raise Conflict(plan)
    _refuse_closed(plan)
    _refuse_same_place(plan.person_id, dwelling, day)
    for name, value in {"dwelling": dwelling, "day": day, **details}.items():
        setattr(plan, name, value)
    plan.revision += 1
    plan.save()
    if workers is not None:
        plan.workers.set(workers)
    _write(actor, "housing.change_move", plan)
    return plan


@transaction.atomic
def organise_move(*, actor: Any, plan: MovePlan) -> MovePlan:
    """Everybody is told: who carries, what, when."""
    if plan.state != PLANNED:
        raise ValidationError(_("Only a planned move is organised."))
    return _turn(actor, "housing.organise_move", plan, ORGANISED)


@transaction.atomic
def cancel_move(*, actor: Any, plan: MovePlan) -> MovePlan:
    """The move does not take place; what was set aside for it goes back to the stock."""
    _refuse_closed(plan)
    plan.furniture.all().delete()
    return _turn(actor, "housing.cancel_move", plan, CANCELLED)


@transaction.atomic
def carry_out_move(
    *,
    actor: Any,
    plan: MovePlan,
    day: date,
    title_kind: str = "",
    title_end: date | None = None,
    rolling: bool | None = None,
    reason: str = "",
) -> Stay:
    """The move took place on a day: the stay that ran ends there, another one starts.

    Without a stay that runs, it is a first entry or a return to a home. Refused for a day to come.
    """
    _refuse_closed(plan)
    if day > timezone.localdate():
        said = _("This day is not there yet: change the plan, or say the day it took place.")
        raise ValidationError({"day": said})
    _refuse_same_place(plan.person_id, plan.dwelling, day)
    left = current_stay(plan.person_id, day)
    if left is not None:
        end_stay(actor=actor, stay=left, end=day, destination=ELSEWHERE, reason=reason)
    stay = enter_stay(
        actor=actor,
        person=plan.person,
        dwelling=plan.dwelling,
        start=day,
        title_kind=title_kind,
        title_end=title_end,
        rolling=rolling,
    )
    plan.day = day
    plan.furniture.update(day=day)
    _turn(actor, "housing.carry_out_move", plan, DONE)
    return stay


@transaction.atomic
def set_furniture_aside(
    *, actor: Any, plan: MovePlan, item: FurnitureItem, quantity: int
) -> FurnitureMovement:
    """So many pieces for a move; refused when the stock has fewer that are free."""
    _refuse_closed(plan)
    free = free_stock().get(item.pk, 0)
    if not 0 < quantity <= free:
        said = _("%(free)s in stock and free: take fewer, or record what comes in.")
        raise ValidationError({"quantity": said % {"free": max(free, 0)}})
    made = FurnitureMovement.objects.create(
        item=item, day=plan.day, quantity=-quantity, plan=plan, by=actor
    )
    _write(actor, "housing.set_furniture_aside", plan)
    return made


@transaction.atomic
def put_furniture_back(*, actor: Any, plan: MovePlan, key: int) -> None:
    """A line of furniture of a move that is not done goes back to the stock."""
    _refuse_closed(plan)
    plan.furniture.filter(pk=key).delete()
    _write(actor, "housing.put_furniture_back", plan)


def add_item(*, actor: Any, name: str) -> FurnitureItem:
    """A kind of furniture that the stock did not know."""
    made = FurnitureItem.objects.create(name=name)
    subject = f"housing_furnitureitem {made.pk}"
    journal.record(actor=actor, action="housing.add_furniture_item", subject=subject)
    return made


@transaction.atomic
def move_furniture(
    *, actor: Any, item: FurnitureItem, quantity: int, day: date
) -> FurnitureMovement:
    """Furniture comes in (above 0) or goes out otherwise than by a move (below 0)."""
    if quantity == 0:
        raise ValidationError({"quantity": _("Write a number other than 0.")})
    if quantity < 0 and free_stock().get(item.pk, 0) + quantity < 0:
        raise ValidationError({"quantity": _("The stock has fewer that are free.")})
    made = FurnitureMovement.objects.create(item=item, day=day, quantity=quantity, by=actor)
    journal.record(
        actor=actor,
        action="housing.move_furniture",
        subject=f"housing_furnitureitem {item.pk}",
        detail={"quantity": quantity},
    )
    return made


def free_stock() -> dict[int, int]:
    """Pieces of each item that are in stock and not set aside for a move."""
    return _summed(FurnitureMovement.objects.all())


def stock() -> dict[int, int]:
    """Pieces of each item that are there, those set aside included."""
    waiting = Q(plan__state__in=OPEN)
    return _summed(FurnitureMovement.objects.exclude(waiting))


def _summed(movements: QuerySet[FurnitureMovement]) -> dict[int, int]:
    return dict(movements.order_by().values_list("item").annotate(total=Sum("quantity")))


def _refuse_closed(plan: MovePlan) -> None:
    if plan.state not in OPEN:
        raise ValidationError(_("This move is done or cancelled."))


def _refuse_same_place(person_id: int, dwelling: Dwelling, day: date) -> None:
    stay = current_stay(person_id, day)
    if stay is not None and stay.dwelling_id == dwelling.pk:
        said = _("The person already lives there: a change of title is no move.")
        raise ValidationError({"dwelling": said})


def _turn(actor: Any, action: str, plan: MovePlan, state: str) -> MovePlan:
    plan.state, plan.revision = state, plan.revision + 1
    plan.save()
    _write(actor, action, plan)
    return plan


def _write(actor: Any, action: str, plan: MovePlan) -> None:
    journal.record(
        actor=actor,
        action=action,
        subject=f"housing_moveplan {plan.pk}",
        persons=[plan.person_id],
        detail={"state": plan.state},
    )
