"""Housing as three objects: the stay of a person, the title that allows it, the rent it costs.

A change of rent or of title never breaks a stay.
"""

from typing import override
from uuid import uuid4

from django.db import models
from django.db.models import Q

from filrouge.common.models import Record, one_of, ordered
from filrouge.common.overlap import NoOverlap
from filrouge.directory.models import Organisation
from filrouge.people.models import Person
from filrouge.vault.fields import SealedText
from filrouge.vocabulary import lists

COMMUNES = lists.get("commune").codes
NO_INTERMEDIARY = "none"


class Landlord(Record):
    """Who lets dwellings. A private owner is never counted among the partners."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="landlord")
    kind = models.CharField(max_length=40)
    intermediary = models.CharField(max_length=40, blank=True)
    project = models.CharField(max_length=40, blank=True)

    @override
    def __str__(self) -> str:
        return str(self.organisation)


class Dwelling(Record):
    """A dwelling with its first known rent. Amounts in cents of euro.

    `intermediary`: blank means the landlord's one; "none" means there is none.
    """

    compartment = "housing"

    code = models.CharField(max_length=40, unique=True)
    address = models.CharField(max_length=200, blank=True)
    commune = models.CharField(max_length=5)
    landlord = models.ForeignKey(Landlord, models.PROTECT, related_name="dwellings")
    intermediary = models.CharField(max_length=40, blank=True)
    capacity = models.PositiveSmallIntegerField()
    rent_cents = models.PositiveIntegerField(null=True, blank=True)
    charges_cents = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("commune", COMMUNES, "dwelling_commune_known"),
        ]

    @override
    def __str__(self) -> str:
        return self.code


class RentLine(Record):
    """The rent of a dwelling from a day on, until the next line."""

    compartment = "housing"

    dwelling = models.ForeignKey(Dwelling, models.PROTECT, related_name="rent_lines")
    start = models.DateField()
    rent_cents = models.PositiveIntegerField()
    charges_cents = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dwelling", "start"], name="rent_line_once_a_day")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.dwelling_id}: {self.start}"


class Stay(Record):
    """A person in a dwelling from `start` up to, not including, `end`."""

    compartment = "housing"

    person = models.ForeignKey(Person, models.PROTECT, related_name="stays")
    dwelling = models.ForeignKey(Dwelling, models.PROTECT, related_name="stays")
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    exit_reason = SealedText(blank=True, person="person", max_length=200)
    seal = models.UUIDField(default=uuid4, editable=False)
    destination = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            one_of(
                "destination",
                lists.get("stay_destination").codes,
                "stay_destination_known",
                blank=True,
            ),
            ordered("start", "end", "stay_end_after_start"),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | ~Q(destination=""), name="stay_end_has_destination"
            ),
            NoOverlap(name="stay_no_overlap", same=("person",), last_day_included=False),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.dwelling_id}: {self.start}"


class Title(Record):
    """What allows a person to live in a dwelling over days (last day included).

    `rolling`: the association holds the lease first, the tenant takes it over later.
    """

    compartment = "housing"

    person = models.ForeignKey(Person, models.PROTECT, related_name="titles")
    dwelling = models.ForeignKey(Dwelling, models.PROTECT, related_name="titles")
    kind = models.CharField(max_length=40)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    rolling = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            ordered("start", "end", "title_end_after_start"),
        ]

    @override
    def __str__(self) -> str:
        return lists.get("title_kind").label(self.kind)
