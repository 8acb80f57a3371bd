"""Trainings given: one row per day, with one owner, so that days are never added twice."""

from typing import override

from django.db import models
from django.db.models import Q

from filrouge.common.models import Record, one_of
from filrouge.staff.models import Worker
from filrouge.vocabulary import lists


class TrainingDay(Record):
    """A day (or a part of one) of a session."""

    owner = models.CharField(max_length=40, default="housing_first")
    session = models.CharField(max_length=100)
    module = models.CharField(max_length=200)
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
