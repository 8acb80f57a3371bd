"""Why somebody may open a person's file, and what closes it: dated rows, never a role alone.

A link ends by itself: 15 months for a referent, 3 for an occasional worker, 1 for an emergency or a
replacement (source: how long a therapeutic link lasts on the Brussels health network). Only a
restriction is about everybody; a recusal or a block closes the file for one worker.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from filrouge.common.periods import months_later
from filrouge.vault.fields import SealedText

BREAK_GLASS = timedelta(minutes=60)
REVIEW_WITHIN = timedelta(hours=72)
MOST_BREAK_GLASS = 3
"""Times a month a worker may open a file alone; then a colleague confirms."""


class CareLink(models.Model):
    """A worker accompanies a person from `start` to `end`, both included."""

    class Kind(models.TextChoices):
        REFERENT = "referent", _("referent worker")
        OCCASIONAL = "occasional", _("occasional worker")
        EMERGENCY = "emergency", _("emergency")
        REPLACEMENT = "replacement", _("replacement")

    MONTHS: ClassVar = {
        Kind.REFERENT: 15,
        Kind.OCCASIONAL: 3,
        Kind.EMERGENCY: 1,
        Kind.REPLACEMENT: 1,
    }

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="care_links")
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="care_links"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    start = models.DateField(_("from"))
    end = models.DateField(_("to"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    opened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("care link")
        verbose_name_plural = _("care links")
        constraints = [
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="care_link_in_order"),
            models.CheckConstraint(
                condition=Q(kind__in=["referent", "occasional", "emergency", "replacement"]),
                name="care_link_kind",
            ),
        ]
        indexes = [models.Index(fields=["worker", "end", "start"], name="care_link_of_worker")]

    def __str__(self) -> str:
        return f"{self.worker_id} · {self.person_id} · {self.kind}"

    @classmethod
    def last_day(cls, kind: str, start: date) -> date:
        """The last day of a link of a kind that begins on `start`. KeyError for another kind."""
        months: int = cls.MONTHS[cls.Kind(kind)]
        return months_later(start, months) - timedelta(days=1)


class _Closing(models.Model):
    """What closes a person's file for one worker, until it is lifted."""

    since = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class Recusal(_Closing):
    """A worker knows this person: the file vanishes for them, and nobody is told why."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("recusal")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "worker"],
                condition=Q(lifted_at__isnull=True),
                name="recusal_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.worker_id} · {self.person_id}"


class Block(_Closing):
    """The person does not want this worker to read their file."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("block asked by the person")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "worker"], condition=Q(lifted_at__isnull=True), name="block_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.worker_id} · {self.person_id}"


class Restriction(_Closing):
    """The file is opened by those with a link of their own only, and no search finds it."""

    class Kind(models.TextChoices):
        DANGER = "danger", _("somebody looks for this person")
        ASKED = "asked", _("asked by the person (restriction of processing)")
        OBJECTION = "objection", _("the person objects; an answer is awaited")

    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, related_name="restrictions"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("restriction")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["danger", "asked", "objection"]), name="restriction_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.kind}"


class BreakGlass(models.Model):
    """A file opened without a link, for an hour, for one person, with a reason that is reviewed."""

    class Verdict(models.TextChoices):
        JUSTIFIED = "justified", _("justified")
        ABUSE = "abuse", _("not justified")

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = SealedText(_("reason"), person="person", max_length=1000)
    seal = models.UUIDField(default=uuid4, editable=False)
    narratives = models.BooleanField(_("care and health notes too"), default=False)
    started_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    verdict = models.CharField(max_length=12, blank=True, choices=Verdict.choices)

    class Meta:
        verbose_name = _("opening without a link")
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("started_at")), name="break_glass_in_order"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("worker")),
                name="break_glass_reviewed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.worker_id} · {self.person_id} · {self.started_at:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """An opening lasts an hour, whatever is asked."""
        if self._state.adding:
            self.ends_at = self.started_at + BREAK_GLASS
        super().save(*args, **kwargs)
