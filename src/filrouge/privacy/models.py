"""Erasures that were done, never of whom; holds that keep a file from erasure."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Erasure(models.Model):
    """An erasure that was carried out: what its certificate says. No person can be found from it.

    `counts`: by kind of record, how many were deleted, emptied or kept without identity.
    """

    class Ground(models.TextChoices):
        REQUEST = "request", _("asked by the person")
        RETENTION = "retention", _("end of the time of keeping")

    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ground = models.CharField(max_length=12, choices=Ground.choices)
    key_destroyed = models.BooleanField(default=False)
    counts = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("erasure")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ground__in=["request", "retention"]), name="erasure_ground"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} · {self.at:%Y-%m-%d}"


class Hold(models.Model):
    """A file that must not be erased for now: a claim, an inquiry, a request under way."""

    class Ground(models.TextChoices):
        CLAIM = "claim", _("claim or proceedings")
        REQUEST = "request", _("request of the person under way")
        DEBT = "debt", _("rights still to be obtained for the person")

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=12, choices=Ground.choices)
    since = models.DateTimeField(default=timezone.now)
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("hold")
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ground__in=["claim", "request", "debt"]), name="hold_ground"
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(lifted_at__isnull=True),
                name="hold_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.ground}"
