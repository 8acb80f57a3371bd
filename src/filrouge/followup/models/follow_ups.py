"""The time during which a person is accompanied, and its dated team and funding."""

from typing import override

from django.db import models
from django.db.models import Q

from filrouge.common.models import Record, one_of, ordered
from filrouge.common.overlap import NoOverlap
from filrouge.people.models import Person
from filrouge.vocabulary import lists


class FollowUp(Record):
    """From the first day to the last day of accompaniment, both included.

    A person who comes back has a new follow-up (`resumed`); losing a home never ends one.
    """

    compartment = "identity"

    person = models.ForeignKey(Person, models.PROTECT, related_name="follow_ups")
    start = models.DateField(db_index=True)
    end = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=40, blank=True)
    resumed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            one_of(
                "end_reason", lists.get("end_reason").codes, "followup_reason_known", blank=True
            ),
            ordered("start", "end", "followup_end_after_start"),
            models.CheckConstraint(
                condition=Q(end__isnull=True, end_reason="")
                | (Q(end__isnull=False) & ~Q(end_reason="")),
                name="followup_reason_with_end",
            ),
            NoOverlap(name="followup_no_overlap", same=("person",)),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.person_id}: {self.start}"


class FollowUpTerm(Record):
    """Team and funding valid from a day; blank means unchanged.

    `initial` marks the values noted at the start of the follow-up: a change dated that very day
    comes after them and applies.
    """

    compartment = "identity"

    person = models.ForeignKey(Person, models.PROTECT, related_name="terms")
    effective_on = models.DateField()
    team = models.CharField(max_length=40, blank=True)
    funding = models.CharField(max_length=40, blank=True)
    initial = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "effective_on", "initial"], name="term_once_a_day"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.effective_on}: {self.team} {self.funding}"
