"""Trainings: modules, days given, participants.

Each day has one owner and one context, so that days are never added twice.
"""

from typing import override

from django.db import models
from django.db.models import Q

from filrouge.common.models import Record, one_of, ordered
from filrouge.directory.models import Organisation
from filrouge.staff.models import Worker
from filrouge.vocabulary import lists


class TrainingModule(Record):
    """A module of the catalogue, offered from `start` to `end`, both included."""

    code = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=300)
    theme = models.CharField(max_length=200)
    duration_min = models.DecimalField(max_digits=8, decimal_places=2)
    owner = models.CharField(max_length=40)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    is_described = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [ordered("start", "end", "module_end_after_start")]

    @override
    def __str__(self) -> str:
        return self.title


class TrainingDay(Record):
    """A day (or a part of one) of a session.

    `audience` and `participant_count` are noted where participants are not named one by one.
    """

    owner = models.CharField(max_length=40, default="housing_first")
    context = models.CharField(max_length=40, blank=True)
    session = models.CharField(max_length=100)
    module = models.CharField(max_length=200, blank=True)
    audience = models.CharField(max_length=200, blank=True)
    participant_count = models.PositiveIntegerField(null=True, blank=True)
    day = models.DateField(db_index=True)
    duration_days = models.DecimalField(max_digits=6, decimal_places=2)
    status = models.CharField(max_length=40)
    trainers: "models.ManyToManyField[Worker, models.Model]" = models.ManyToManyField(
        Worker, related_name="training_days"
    )

    class Meta:
        constraints = [
            one_of("status", lists.get("training_status").codes, "training_status_known"),
            models.CheckConstraint(
                condition=Q(duration_days__gte=0), name="training_duration_not_negative"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.session} {self.day}"


class TrainingParticipant(Record):
    """Somebody at a training day, with the institution and sector of that day."""

    session = models.CharField(max_length=100)
    day = models.DateField(db_index=True)
    participant = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    sector = models.CharField(max_length=40)
    present = models.BooleanField(null=True, blank=True)

    @override
    def __str__(self) -> str:
        return self.participant
