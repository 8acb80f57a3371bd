"""Dated reviews of a person: global functioning, symptoms, use of substances.

In a yes/no answer, null is "not recorded": it is not a yes, and it is not a no either. Why it has
no answer, when that was said, is in `unanswered`: "depression=refused;cognitive=not_asked", with
the codes of the list `unanswered`. An import leaves it blank.
"""

from typing import override

from django.db import models
from django.db.models import Q

from filrouge.common.models import Record, one_of
from filrouge.people.models import Person
from filrouge.vocabulary import lists


class FunctioningScore(Record):
    """Global functioning (EGF), whole number 0 to 100; 0 means insufficient information."""

    compartment = "care"

    person = models.ForeignKey(Person, models.PROTECT, related_name="scores")
    day = models.DateField()
    score = models.PositiveSmallIntegerField()
    moment = models.CharField(max_length=40)

    class Meta:
        constraints = [
            one_of("moment", lists.get("score_moment").codes, "score_moment_known"),
            models.CheckConstraint(condition=Q(score__lte=100), name="score_up_to_100"),
        ]
        indexes = [models.Index(fields=["person", "moment", "day"], name="score_by_person")]

    @override
    def __str__(self) -> str:
        return f"{self.day}: {self.score}"


class SymptomReview(Record):
    """Symptoms ticked on a day; only the last review of a period is read."""

    compartment = "care"

    person = models.ForeignKey(Person, models.PROTECT, related_name="symptom_reviews")
    day = models.DateField(db_index=True)
    depression = models.BooleanField(null=True, blank=True)
    paranoia = models.BooleanField(null=True, blank=True)
    hallucinations = models.BooleanField(null=True, blank=True)
    aggression = models.BooleanField(null=True, blank=True)
    cognitive = models.BooleanField(null=True, blank=True)
    unanswered = models.CharField(
        max_length=200, blank=True, default="", db_default="", editable=False
    )

    @override
    def __str__(self) -> str:
        return f"{self.person_id}: {self.day}"


class UseReview(Record):
    """Substances used and stopped as told on a day; only the last review of a period is read."""

    compartment = "care"

    person = models.ForeignKey(Person, models.PROTECT, related_name="use_reviews")
    day = models.DateField(db_index=True)
    crack_smoked = models.BooleanField(null=True, blank=True)
    injection = models.BooleanField(null=True, blank=True)
    overdose_ever = models.BooleanField(null=True, blank=True)
    unanswered = models.CharField(
        max_length=200, blank=True, default="", db_default="", editable=False
    )

    @override
    def __str__(self) -> str:
        return f"{self.person_id}: {self.day}"


class ReviewedSubstance(models.Model):
    """A substance of a review: used now, or stopped."""

    review = models.ForeignKey(UseReview, models.CASCADE, related_name="substances")
    substance = models.CharField(max_length=40)
    stopped = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "substance", "stopped"], name="reviewed_substance_once"
            ),
        ]

    @override
    def __str__(self) -> str:
        return lists.get("substance").label(self.substance)
