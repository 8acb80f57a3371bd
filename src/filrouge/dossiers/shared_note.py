"""A note that one side of the house deliberately shares with the other.

Care and housing do not read each other's notes. What the other side must know is written apart, for
a purpose, to an audience, until a day; it stands in the housing part of the file, which both open.
"""

from __future__ import annotations

from typing import override
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from filrouge.access.models import User
from filrouge.common.models import Record, one_of, ordered
from filrouge.people.models import Person
from filrouge.vault.fields import SealedText, take_keys
from filrouge.vocabulary import lists

READERS: dict[str, frozenset[str]] = {
    "housing_team": frozenset({"housing_officer"}),
    "care_team": frozenset({"care_worker"}),
}
"""The roles of each audience. A director and whoever wrote the note read it too."""
OVERSEES = "hf_director"


class SharedNote(Record):
    """A text shared from `start` to `until`, both included, or until it was withdrawn."""

    compartment = "housing"

    person = models.ForeignKey(Person, models.PROTECT, related_name="shared_notes")
    purpose = models.CharField(_("purpose"), max_length=40)
    audience = models.CharField(_("audience"), max_length=40)
    text = SealedText(_("text"), person="person", max_length=1000)
    seal = models.UUIDField(default=uuid4, editable=False)
    start = models.DateField(_("from"))
    until = models.DateField(_("until"))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("shared note")
        verbose_name_plural = _("shared notes")
        constraints = [
            one_of("purpose", lists.get("shared_purpose").codes, "shared_note_purpose_known"),
            one_of("audience", lists.get("shared_audience").codes, "shared_note_audience_known"),
            ordered("start", "until", "shared_note_until_after_start"),
        ]
        indexes = [models.Index(fields=["person", "start"], name="shared_note_by_person")]

    @override
    def __str__(self) -> str:
        return f"{self.purpose} {self.start}"

    @property
    def purpose_label(self) -> str:
        """What it is for, in words."""
        return lists.get("shared_purpose").label(self.purpose)


def readable_by(user: User) -> Q:
    """Which shared notes a worker reads: those of their audience while they run, their own, and
    all of them for a director."""
    if user.role == OVERSEES:
        return Q()
    today = timezone.localdate()
    audiences = [code for code, roles in READERS.items() if user.role in roles]
    runs = Q(start__lte=today, until__gte=today, withdrawn_on__isnull=True)
    return Q(written_by=user.pk) | (runs & Q(audience__in=audiences))


def told_to(user: User, person_id: int) -> list[SharedNote]:
    """What somebody else shares today with the role of a reader: it is seen before the rest."""
    today = timezone.localdate()
    audiences = [code for code, roles in READERS.items() if user.role in roles]
    notes = list(
        SharedNote.objects.filter(
            person=person_id,
            audience__in=audiences,
            start__lte=today,
            until__gte=today,
            withdrawn_on__isnull=True,
        )
        .exclude(written_by=user.pk)
        .select_related("written_by")
        .order_by("-start", "-pk")
    )
    take_keys(notes)
    return notes
