"""Which records name an organisation: found through the relations of the model.

The directory lies below the apps that use it and imports none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from .models import Organisation


@dataclass(frozen=True, slots=True)
class Reference:
    """Rows of `model` whose column `field` holds an organisation; `through` when it is a link."""

    name: str
    model: type[models.Model]
    source: type[models.Model]
    field: str
    alone: bool
    through: bool

    @property
    def key(self) -> str:
        """How a merge notes it: "mobile_team.request.organisation"."""
        return f"{self.model._meta.label_lower}.{self.field}"

    def rows(self, organisation: int) -> models.QuerySet[Any]:
        """The rows that name the organisation, in a fixed order."""
        rows = self.model._base_manager.filter(**{f"{self.field}_id": organisation})
        return rows.order_by("pk")


def references() -> Iterator[Reference]:
    """Every column of the database that holds an organisation, in the order of the apps."""
    for relation in Organisation._meta.related_objects:
        source: Any = relation.related_model
        if isinstance(relation, models.ManyToManyRel):
            through: Any = relation.through
            field = next(f.name for f in through._meta.fields if f.related_model is Organisation)
            yield Reference(relation.name, through, source, field, alone=False, through=True)
        else:
            alone = isinstance(relation, models.OneToOneRel)
            field = relation.field.name
            yield Reference(relation.name, source, source, field, alone, through=False)
