"""Planned moves and the stock of furniture. A move that took place is told by stays alone."""

from __future__ import annotations

from typing import override
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from filrouge.common.models import Record, one_of
from filrouge.people.models import Person
from filrouge.vault.fields import SealedText
from filrouge.vocabulary import lists

from .homes import Dwelling


class MovePlan(Record):
    """A move of a person to a dwelling on a day, with who carries, what, cleaning and treatment.

    Where the person leaves from is the stay that runs on that day: it is never typed. Carried out,
    the plan leads to the stay it opened.
    """

    compartment = "housing"

    person = models.ForeignKey(Person, models.PROTECT, related_name="move_plans")
    day = models.DateField()
    dwelling = models.ForeignKey(Dwelling, models.PROTECT, related_name="move_plans")
    state = models.CharField(max_length=20, default="planned")
    workers = models.ManyToManyField("staff.Worker", blank=True, related_name="+")
    sil = models.BooleanField(default=False)
    cleaning_on = models.DateField(null=True, blank=True)
    treatment = models.CharField(max_length=20, default="none")
    treatment_on = models.DateField(null=True, blank=True)
    note = SealedText(blank=True, person="person", max_length=2000)
    seal = models.UUIDField(default=uuid4, editable=False)

    class Meta:
        verbose_name = "move"
        constraints = [
            one_of("state", lists.get("move_state").codes, "move_state_known"),
            one_of("treatment", lists.get("treatment").codes, "move_treatment_known"),
        ]
        indexes = [models.Index(fields=["state", "day"], name="move_plan_by_state")]

    @override
    def __str__(self) -> str:
        return lists.get("move_state").label(self.state)


class FurnitureItem(Record):
    """A kind of furniture that the association keeps in stock."""

    name = models.CharField(max_length=100, unique=True)

    @override
    def __str__(self) -> str:
        return self.name


class FurnitureMovement(models.Model):
    """Furniture that comes in (above 0) or goes out (below 0). With a plan, it leaves the stock on
    the day the move is done; until then it is set aside."""

    item = models.ForeignKey(FurnitureItem, models.PROTECT, related_name="movements")
    day = models.DateField()
    quantity = models.SmallIntegerField()
    plan = models.ForeignKey(
        MovePlan, models.PROTECT, null=True, blank=True, related_name="furniture"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(quantity=0), name="furniture_quantity_not_zero"),
            models.CheckConstraint(
                condition=Q(plan__isnull=True) | Q(quantity__lt=0), name="furniture_of_move_leaves"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.item_id}: {self.quantity}"
