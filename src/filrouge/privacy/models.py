"""What the rights of a person leave: erasures done, holds, requests, the person's own words."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from filrouge.vault.fields import SealedText


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


class PersonRequest(models.Model):
    """A right that somebody uses, and the month within which the answer is due (GDPR art. 12).

    `person` is empty when no file has the number that was given: whoever records a request does
    not learn it.
    """

    class Kind(models.TextChoices):
        ACCESS = "access", _("access, copy")
        CORRECTION = "correction", _("correction")
        OBJECTION = "objection", _("objection")
        RESTRICTION = "restriction", _("restriction")
        ERASURE = "erasure", _("erasure")

    class Outcome(models.TextChoices):
        DONE = "done", _("done")
        PARTLY = "partly", _("done in part, with reasons")
        REFUSED = "refused", _("refused, with reasons")
        WITHDRAWN = "withdrawn", _("withdrawn")

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    received_on = models.DateField(_("received on"))
    due_on = models.DateField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=12, blank=True, choices=Outcome.choices)

    class Meta:
        verbose_name = _("request of a person")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_on__isnull=True, outcome="")
                | (models.Q(answered_on__isnull=False) & ~models.Q(outcome="")),
                name="request_outcome_with_answer",
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__gt=models.F("received_on")), name="request_due_after"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} · {self.kind}"


class Statement(models.Model):
    """The person's own words, beside what is written: a correction never replaces the text it
    contests (`encounter`), it stands next to it; without one it is about the whole file."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="statements")
    encounter = models.ForeignKey(
        "followup.Encounter",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
    )
    text = SealedText(_("in the person's words"), person="person")
    seal = models.UUIDField(default=uuid4, editable=False)
    at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("statement of the person")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.at:%Y-%m-%d}"
