"""What happened to a person and what the person wants: dated facts, never labels.

An overdose or a stay in hospital belongs to the health part of the file; a matter of justice or an
administrator of goods to the psychosocial one. Two tables, since the database closes whole tables.
"""

from typing import override
from uuid import uuid4

from django.db import models
from django.db.models import Q

from filrouge.common.models import Record, one_of, ordered
from filrouge.people.models import Person
from filrouge.vault.fields import SealedText
from filrouge.vocabulary import lists


class HealthEvent(Record):
    """An overdose or a stay in hospital, over days (last day included; blank: one day, or not
    over, as the kind tells)."""

    compartment = "care"

    person = models.ForeignKey(Person, models.PROTECT, related_name="health_events")
    kind = models.CharField(max_length=40)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    note = SealedText(blank=True, person="person", max_length=500)
    seal = models.UUIDField(default=uuid4, editable=False)

    class Meta:
        constraints = [
            one_of("kind", lists.get("health_event").codes, "health_event_kind_known"),
            ordered("start", "end", "health_event_end_after_start"),
        ]
        indexes = [models.Index(fields=["person", "start"], name="health_event_by_person")]

    @override
    def __str__(self) -> str:
        return lists.get("health_event").label(self.kind)


class LifeEvent(Record):
    """A matter of justice, an administrator of goods or another fact, over days (last included)."""

    compartment = "care"

    person = models.ForeignKey(Person, models.PROTECT, related_name="life_events")
    kind = models.CharField(max_length=40)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    note = SealedText(blank=True, person="person", max_length=500)
    seal = models.UUIDField(default=uuid4, editable=False)

    class Meta:
        constraints = [
            one_of("kind", lists.get("life_event").codes, "life_event_kind_known"),
            ordered("start", "end", "life_event_end_after_start"),
        ]
        indexes = [models.Index(fields=["person", "start"], name="life_event_by_person")]

    @override
    def __str__(self) -> str:
        return lists.get("life_event").label(self.kind)


class Goal(Record):
    """What the person wants, in the person's own words. It ends reached or left, on a day."""

    compartment = "care"

    person = models.ForeignKey(Person, models.PROTECT, related_name="goals")
    text = SealedText(person="person", max_length=500)
    seal = models.UUIDField(default=uuid4, editable=False)
    topic = models.CharField(max_length=40, blank=True)
    start = models.DateField()
    state = models.CharField(max_length=40, default="open")
    end = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("topic", lists.get("topic").codes, "goal_topic_known", blank=True),
            one_of("state", lists.get("goal_state").codes, "goal_state_known"),
            ordered("start", "end", "goal_end_after_start"),
            models.CheckConstraint(
                condition=Q(state="open", end__isnull=True)
                | (~Q(state="open") & Q(end__isnull=False)),
                name="goal_end_with_state",
            ),
        ]
        indexes = [models.Index(fields=["person", "start"], name="goal_by_person")]

    @override
    def __str__(self) -> str:
        return f"{self.person_id}: {self.start}"
