"""The key store: one key a person, wrapped, in a database of its own."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class PersonKey(models.Model):
    """The data key of a person, wrapped by a master key (`master` is its version).

    `person` is the identifier in the main database. An erased key keeps its line, empty: no other
    key is ever made for that person, and `generation` is part of what each text is bound to.
    """

    person = models.BigIntegerField(unique=True)
    generation = models.PositiveSmallIntegerField(default=1)
    master = models.PositiveIntegerField()
    wrapped = models.BinaryField(max_length=80)
    made_at = models.DateTimeField(default=timezone.now)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True) | models.Q(wrapped=b""),
                name="person_key_erased_is_empty",
            )
        ]
        indexes = [models.Index(fields=["master"], name="person_key_master")]

    def __str__(self) -> str:
        return f"{self.person} · {self.master}"
