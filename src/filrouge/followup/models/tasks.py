"""How often a person is met, and what somebody must not forget to do."""

from typing import override
from uuid import uuid4

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from filrouge.access.adapter import sealer
from filrouge.common.models import Record
from filrouge.people.models import Person
from filrouge.vault.fields import SealedText

LONGEST_RHYTHM = 92
"""Days: three months."""


class MeetingRhythm(Record):
    """From `start` on, the person wishes to be met at least once in so many days.

    Without one, once a week in the first three months of a follow-up, then `RHYTHM_DAYS`.
    """

    compartment = "care"

    person = models.ForeignKey(Person, models.PROTECT, related_name="rhythms")
    start = models.DateField()
    days = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_RHYTHM)]
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=LONGEST_RHYTHM), name="rhythm_days_sane"
            ),
            models.UniqueConstraint(fields=["person", "start"], name="rhythm_once_a_day"),
        ]

    @override
    def __str__(self) -> str:
        return str(self.days)


class Task(models.Model):
    """Something to do, by one account, perhaps about a person.

    The words are sealed: with the key of the person, or with the key of the service for a task
    about nobody. `origin` is the code of what made it, empty when somebody typed it.
    """

    class Origin(models.TextChoices):
        TYPED = "", ""
        ENCOUNTER = "encounter", ""
        TITLE = "title", ""
        DEATH = "death", ""

    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="tasks")
    text = SealedText(blank=True, person="person", max_length=500)
    seal = models.UUIDField(default=uuid4, editable=False)
    service_text = models.TextField(blank=True, editable=False)
    assigned_to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="tasks")
    due = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    origin = models.CharField(max_length=12, blank=True, choices=Origin.choices)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(origin__in=["", "encounter", "title", "death"]), name="task_origin"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, service_text="")
                | Q(person__isnull=True, text=""),
                name="task_sealed_once",
            ),
        ]
        indexes = [models.Index(fields=["assigned_to", "done_at", "due"], name="task_of_account")]

    @override
    def __str__(self) -> str:
        return f"{self.assigned_to_id}: {self.pk}"

    @property
    def words(self) -> str:
        """What there is to do; empty when the key of the service changed meanwhile."""
        if self.person_id is not None:
            return str(self.text)
        try:
            return sealer().decrypt(self.service_text.encode("ascii")).decode()
        except InvalidToken:
            return ""

    def say(self, words: str) -> None:
        """Seal the words with the right key."""
        if self.person_id is not None:
            self.text, self.service_text = words, ""
        else:
            self.text = ""
            self.service_text = sealer().encrypt(words.encode()).decode("ascii")
