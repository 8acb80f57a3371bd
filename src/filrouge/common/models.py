"""What every stored record has in common."""

from collections.abc import Sequence
from typing import ClassVar

from django.db import models


class Record(models.Model):
    """A dated fact. `revision` grows with each change, so that a later change is always seen."""

    revision = models.PositiveIntegerField(default=1, editable=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    #: Compartment whose right opens the record: identity, care, housing or open.
    compartment: ClassVar[str] = "open"


def one_of(
    field: str, codes: Sequence[str | int], name: str, *, blank: bool = False
) -> models.CheckConstraint:
    """A named database rule: the field holds one of the codes (or nothing when `blank`)."""
    allowed = [*codes, ""] if blank else codes
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": allowed}), name=name)


def ordered(start: str, end: str, name: str) -> models.CheckConstraint:
    """A named database rule: the end, when known, is not before the start."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{end}__isnull": True})
        | models.Q(**{f"{end}__gte": models.F(start)}),
        name=name,
    )
