"""A picture or a PDF in a person's file."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from filrouge.access.files import LABELS, Compartment
from filrouge.people.models import Person
from filrouge.vault.files import SealedFile


class Attachment(SealedFile):
    """Readable by whoever may open its compartment of the file. The name is sealed like the rest:
    "convocation du juge" says as much as the letter."""

    class Removal(models.TextChoices):
        """Why one is deleted; a word of a list, since the journal holds no text about anybody."""

        WRONG_FILE = "wrong_file", _("put in the wrong file")
        WRONG_PART = "wrong_part", _("put in the wrong part, added again elsewhere")
        REPLACED = "replaced", _("replaced by a better copy")
        ASKED = "asked", _("the person asks for it")
        NEEDLESS = "needless", _("no longer needed")

    person = models.ForeignKey(Person, models.PROTECT, related_name="attachments")
    compartment = models.CharField(
        _("part of the file"),
        max_length=12,
        choices=[(one.value, LABELS[one]) for one in Compartment],
    )
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta(SealedFile.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-added_at", "-pk"]
        indexes = [
            models.Index(fields=["person", "compartment"], name="attachment_person_compartment")
        ]
        constraints = [
            *SealedFile.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(compartment__in=[one.value for one in Compartment]),
                name="attachment_compartment",
            ),
        ]
