"""What is told to colleagues without content, and openings that wait for their agreement."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .attachment import Attachment
from .shared_note import SharedNote

__all__ = ["AskedOpening", "Attachment", "Notice", "SharedNote"]


class Notice(models.Model):
    """Something happened that an account must know: a kind and a moment, never whose file."""

    class Kind(models.TextChoices):
        OPENED = "opened", _("A file that you accompany was opened without a link.")
        REVIEW = "review", _("An opening without a link waits for its review.")
        AGREEMENT = "agreement", _("A colleague asks for an agreement to open a file.")

    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    at = models.DateTimeField(_("at"), default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["opened", "review", "agreement"]), name="notice_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.to_id} · {self.kind}"


class AskedOpening(models.Model):
    """An opening beyond the month's quota, until a colleague agrees or not.

    It holds the number as typed: whether a file has it is not looked at before the agreement. The
    reason, which can have no key of a person yet, is sealed with the key of the service; once the
    request is settled or too old, number and reason are emptied.
    """

    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    reason = models.TextField(blank=True)
    narratives = models.BooleanField(default=False)
    asked_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("opening to agree to")
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True) | ~Q(settled_by=models.F("worker")),
                name="asked_opening_settled_by_another",
            )
        ]

    def __str__(self) -> str:
        return f"{self.worker_id} · {self.asked_at:%Y-%m-%d %H:%M}"
