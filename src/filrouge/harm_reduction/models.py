"""Harm-reduction material handed over, anonymous by default."""

from typing import override

from django.db import models
from django.db.models import Q

from filrouge.common.models import Record
from filrouge.people.models import Person
from filrouge.vocabulary import lists


class MaterialIssue(Record):
    """A quantity of one item handed over on a day; the category follows from the item."""

    compartment = "open"  # shown without the person: never product and name together

    day = models.DateField(db_index=True)
    item = models.CharField(max_length=40)
    quantity = models.PositiveIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="material_quantity_positive"),
        ]

    @override
    def __str__(self) -> str:
        return f"{lists.get('material').label(self.item)} x {self.quantity}"
