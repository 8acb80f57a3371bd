"""A dwelling over time: its state when empty, the lease behind it, inspections, keys."""

from __future__ import annotations

from typing import override
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from filrouge.common.models import Record, one_of, ordered
from filrouge.common.overlap import NoOverlap
from filrouge.common.uploads import MIME
from filrouge.people.models import Person
from filrouge.vault.fields import SealedText
from filrouge.vault.files import SealedFile
from filrouge.vocabulary import lists

from .homes import Dwelling

ROOMS = tuple(lists.get("room").codes)
WORST = 3
"""A room is in good state (1), to be watched (2), to be repaired (3), or was not looked at."""


class DwellingState(Record):
    """What a dwelling is over days (last day included) when nobody lives there."""

    compartment = "housing"

    dwelling = models.ForeignKey(Dwelling, models.PROTECT, related_name="states")
    state = models.CharField(max_length=20)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("state", lists.get("dwelling_state").codes, "dwelling_state_known"),
            ordered("start", "end", "dwelling_state_end_after_start"),
            NoOverlap(name="dwelling_state_no_overlap", same=("dwelling",)),
        ]

    @override
    def __str__(self) -> str:
        return lists.get("dwelling_state").label(self.state)


class HeadLease(Record):
    """The lease of the association itself, under which a tenant holds a sublease (rolling lease).

    `transfer_on`: the day planned for the tenant to take the lease over. Last day included.
    """

    compartment = "housing"

    dwelling = models.ForeignKey(Dwelling, models.PROTECT, related_name="head_leases")
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    transfer_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            ordered("start", "end", "head_lease_end_after_start"),
            ordered("start", "transfer_on", "head_lease_transfer_after_start"),
            NoOverlap(name="head_lease_no_overlap", same=("dwelling",)),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.dwelling_id}: {self.start}"


def _state() -> models.PositiveSmallIntegerField[int | None, int | None]:
    return models.PositiveSmallIntegerField(null=True, blank=True)


class Inspection(Record):
    """What was seen of a dwelling on a day. With a person, it is about their home and its remarks
    are sealed in their file; of an empty dwelling, `note` is about walls only.

    A room: 1 good, 2 to be watched, 3 to be repaired, nothing when not looked at.
    """

    compartment = "housing"

    dwelling = models.ForeignKey(Dwelling, models.PROTECT, related_name="inspections")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="inspections"
    )
    kind = models.CharField(max_length=20)
    day = models.DateField()
    entrance = _state()
    living = _state()
    kitchen = _state()
    bathroom = _state()
    bedroom = _state()
    windows = _state()
    heating = _state()
    remarks = SealedText(blank=True, person="person", max_length=2000)
    seal = models.UUIDField(default=uuid4, editable=False)
    note = models.TextField(blank=True, max_length=2000)
    next_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "inspection"
        constraints = [
            one_of("kind", lists.get("inspection_kind").codes, "inspection_kind_known"),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(remarks=""), name="inspection_remarks_sealed"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(note=""), name="inspection_note_of_nobody"
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{room}__isnull": True}) | Q(**{f"{room}__in": [1, 2, 3]}),
                    name=f"inspection_{room}_known",
                )
                for room in ROOMS
            ),
        ]
        indexes = [models.Index(fields=["dwelling", "day"], name="inspection_by_day")]

    @override
    def __str__(self) -> str:
        return lists.get("inspection_kind").label(self.kind)


class InspectionPhoto(SealedFile):
    """A photo or a PDF of an inspection of somebody's home: sealed with the person's key."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="inspection_photos")
    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="photos")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta(SealedFile.Meta):
        verbose_name = "photo"
        ordering = ["pk"]


class _WithoutContent(models.Manager["DwellingPhoto"]):
    """Reads what describes a photo; the content comes when it is asked for."""

    @override
    def get_queryset(self) -> models.QuerySet[DwellingPhoto]:
        return super().get_queryset().defer("content")


class DwellingPhoto(models.Model):
    """A photo of an empty dwelling, drawn again, in clear: nobody's (docs/adr/0016)."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="empty_photos")
    seal = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=4)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = _WithoutContent()

    class Meta:
        base_manager_name = "objects"
        ordering = ["pk"]
        constraints = [one_of("kind", list(MIME), "dwelling_photo_kind")]

    @override
    def __str__(self) -> str:
        return f"{self.seal} · {self.kind}"

    @property
    def mime(self) -> str:
        """The type under which the content leaves."""
        return MIME[self.kind]

    def read(self) -> bytes:
        """The content."""
        return bytes(self.content)


class KeyHandover(Record):
    """Keys of a person's home that somebody holds since a day, until they are given back."""

    compartment = "housing"

    person = models.ForeignKey(Person, models.PROTECT, related_name="keys")
    dwelling = models.ForeignKey(Dwelling, models.PROTECT, related_name="keys")
    day = models.DateField()
    holder = models.CharField(max_length=20)
    count = models.PositiveSmallIntegerField()
    returned_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("holder", lists.get("key_holder").codes, "key_holder_known"),
            models.CheckConstraint(condition=Q(count__gt=0), name="key_count_positive"),
            ordered("day", "returned_on", "key_returned_after_day"),
        ]

    @override
    def __str__(self) -> str:
        return lists.get("key_holder").label(self.holder)
