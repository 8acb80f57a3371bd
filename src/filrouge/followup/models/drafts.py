"""What somebody is typing about an encounter, kept until it is stored."""

from __future__ import annotations

import json
from typing import Any, override
from uuid import uuid4

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from filrouge.access.adapter import sealer
from filrouge.people.models import Person
from filrouge.vault.fields import SealedText, Unreadable


class EncounterDraft(models.Model):
    """The form of an encounter as typed so far, its owner's alone.

    `key` is drawn with the form: a form sent twice is stored once. Once it is stored the words go
    and `stored_as` stays. Words are sealed with the key of the first person chosen, and with the
    key of the service as long as nobody is.
    """

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="encounter_drafts"
    )
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    typed = SealedText(blank=True, person="person")
    seal = models.UUIDField(default=uuid4, editable=False)
    service_typed = models.TextField(blank=True, editable=False)
    saved_at = models.DateTimeField(default=timezone.now)
    stored_as = models.BigIntegerField(null=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, service_typed="")
                | Q(person__isnull=True, typed=""),
                name="encounter_draft_sealed_once",
            ),
        ]
        indexes = [models.Index(fields=["owner", "saved_at"], name="encounter_draft_of")]

    @override
    def __str__(self) -> str:
        return f"{self.owner_id}: {self.key}"

    def say(self, sent: dict[str, list[str]], person_id: int | None) -> None:
        """Seal what was sent with the right key."""
        text = json.dumps(sent, ensure_ascii=False)
        self.person_id = person_id
        if person_id is not None:
            self.typed, self.service_typed = text, ""
        else:
            self.typed = ""
            self.service_typed = sealer().encrypt(text.encode()).decode("ascii")

    def said(self) -> dict[str, list[str]]:
        """What was sent; nothing when the key is gone."""
        text: Any = self.typed
        if self.person_id is None and self.service_typed:
            try:
                text = sealer().decrypt(self.service_typed.encode("ascii")).decode()
            except InvalidToken:
                return {}
        if not text or isinstance(text, Unreadable):
            return {}
        found: dict[str, list[str]] = json.loads(text)
        return found
