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
    """Rows of `model` whose column `field` holds an organisation.

    `through` when a row is a link and nothing else; `hidden` when an organisation has no name for
    these rows: they are moved by a merge, no question starts from the organisation.
    """

    name: str
    model: type[models.Model]
    source: type[models.Model]
    field: str
    alone: bool
    through: bool
    hidden: bool = False

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
    for hidden in Organisation._meta.get_fields(include_hidden=True):
        if not isinstance(hidden, models.ManyToOneRel) or not hidden.hidden:
            continue
        model: Any = hidden.related_model
        if not model._meta.auto_created:  # links are told above, by the relation they serve
            name, field = model._meta.model_name, hidden.field.name
            yield Reference(name, model, model, field, False, _is_link(model), hidden=True)


def _is_link(model: type[models.Model]) -> bool:
    """Whether rows say only that two things go together, once."""
    others = [field for field in model._meta.concrete_fields if not field.primary_key]
    return all(field.is_relation for field in others) and any(
        isinstance(one, models.UniqueConstraint) for one in model._meta.constraints
    )
