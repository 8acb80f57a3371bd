"""Harm-reduction material: what is handed over, anonymous by default; its stock and its orders."""

from typing import ClassVar, override

from django.db import models
from django.db.models import Q

from filrouge.common.models import Record, one_of
from filrouge.directory.models import Organisation
from filrouge.people.models import Person
from filrouge.vocabulary import lists

MOVEMENTS = lists.get("stock_reason").codes


class MaterialIssue(Record):
    """A quantity of one item handed over on a day; the category follows from the item.

    `handout` joins what was handed over at one time. `zone` is a commune, never an address. The
    encounter and the round say on which occasion; both may go without the material going.
    """

    compartment = "open"  # shown without the person: never product and name together

    day = models.DateField(db_index=True)
    item = models.CharField(max_length=40)
    quantity = models.PositiveIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    zone = models.CharField(max_length=40, blank=True, default="", db_default="")
    handout = models.UUIDField(null=True, blank=True, editable=False, db_index=True)
    encounter = models.ForeignKey(
        "followup.Encounter", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    outreach_round = models.ForeignKey(
        "followup.OutreachRound", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="material_quantity_positive"),
        ]

    @override
    def __str__(self) -> str:
        return f"{lists.get('material').label(self.item)} x {self.quantity}"


class Kit(Record):
    """A bag made in advance. Handed over, it counts as the items it holds, never as a kit."""

    name = models.CharField(max_length=60, unique=True)
    retired = models.BooleanField(default=False)

    @override
    def __str__(self) -> str:
        return self.name


class KitItem(models.Model):
    """How many of an item are in a kit."""

    kit = models.ForeignKey(Kit, models.CASCADE, related_name="items")
    item = models.CharField(max_length=40)
    quantity = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kit", "item"], name="kit_item_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="kit_quantity_positive"),
        ]

    @override
    def __str__(self) -> str:
        return f"{lists.get('material').label(self.item)} x {self.quantity}"


class Order(Record):
    """An order to a supplier. `closed_on`: what has not come will not come."""

    day = models.DateField(db_index=True)
    supplier = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_on = models.DateField(null=True, blank=True)

    @override
    def __str__(self) -> str:
        return f"{self.day}"


class OrderLine(models.Model):
    """How many of an item were ordered."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="lines")
    item = models.CharField(max_length=40)
    quantity = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "item"], name="order_item_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="order_quantity_positive"),
        ]

    @override
    def __str__(self) -> str:
        return f"{lists.get('material').label(self.item)} x {self.quantity}"


class StockMovement(Record):
    """What enters or leaves the cupboard: the stock of an item is the sum of its movements.

    `counted` is what a stock-take found; its quantity is then the difference with the stock, zero
    when both agree. `handout` is the hand-over that took the items out: it says nobody.
    """

    compartment: ClassVar[str] = "open"

    item = models.CharField(max_length=40)
    day = models.DateField()
    quantity = models.IntegerField()
    reason = models.CharField(max_length=40)
    counted = models.PositiveIntegerField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    batch = models.CharField(max_length=40, blank=True)
    order_line = models.ForeignKey(
        OrderLine, models.PROTECT, null=True, blank=True, related_name="received"
    )
    handout = models.UUIDField(null=True, blank=True, editable=False, db_index=True)

    class Meta:
        constraints = [
            one_of("reason", MOVEMENTS, "stock_reason_known"),
            models.CheckConstraint(
                condition=~Q(quantity=0) | Q(counted__isnull=False), name="stock_quantity_moves"
            ),
            models.CheckConstraint(
                condition=~Q(reason="received") | Q(quantity__gt=0), name="stock_received_enters"
            ),
            models.CheckConstraint(
                condition=~Q(reason__in=["issued", "expired", "lost"]) | Q(quantity__lt=0),
                name="stock_gone_leaves",
            ),
        ]
        indexes = [models.Index(fields=["item", "day"], name="stock_by_item")]

    @override
    def __str__(self) -> str:
        return f"{lists.get('material').label(self.item)} {self.quantity:+d}"
