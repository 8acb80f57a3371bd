"""The work with landlords over time: how far it is, and what was agreed."""

from __future__ import annotations

from typing import override

from django.db import models

from filrouge.common.models import Record, one_of, ordered
from filrouge.vocabulary import lists

from .homes import Landlord

STAGES = lists.get("landlord_stage").codes


class LandlordStage(Record):
    """From a day on, how far the work with a landlord is. `note` is about the landlord only: no
    person accompanied is named there."""

    landlord = models.ForeignKey(Landlord, models.PROTECT, related_name="stages")
    stage = models.CharField(max_length=20)
    day = models.DateField()
    note = models.TextField(blank=True, max_length=1000)

    class Meta:
        constraints = [one_of("stage", STAGES, "landlord_stage_known")]
        indexes = [models.Index(fields=["landlord", "day"], name="landlord_stage_by_day")]

    @override
    def __str__(self) -> str:
        return lists.get("landlord_stage").label(self.stage)


class LandlordAgreement(Record):
    """What is agreed with a landlord over days (last day included), to be evaluated on a day."""

    landlord = models.ForeignKey(Landlord, models.PROTECT, related_name="agreements")
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    evaluation_due = models.DateField(null=True, blank=True)
    evaluated_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            ordered("start", "end", "landlord_agreement_end_after_start"),
            ordered("start", "evaluated_on", "landlord_agreement_evaluated_after_start"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.landlord_id}: {self.start}"
