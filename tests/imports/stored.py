"""What imports have stored, to compare before and after."""

from typing import Any

from django.db import models

from filrouge.imports.models import ImportedRecord
from filrouge.imports.records import ALL_STEPS

TABLES = [step.model for step in ALL_STEPS] + [
    part.model for step in ALL_STEPS for _name, part in step.parts
]
PARTS = {part.model._meta.label for step in ALL_STEPS for _name, part in step.parts}


def content(*, origins: bool = False) -> dict[str, list[dict[str, Any]]]:
    """Every record made by imports, but for the moment it was recorded."""
    tables: list[type[models.Model]] = [*TABLES, *([ImportedRecord] if origins else [])]
    found = {}
    for model in tables:
        found[model._meta.label] = [
            {name: value for name, value in row.items() if name != "recorded_at"}
            for row in model._base_manager.order_by("pk").values()
        ]
    return found


def without_keys(found: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """The same with the keys of the parts left out: parts are replaced, not changed."""
    return {
        label: [{k: v for k, v in row.items() if k != "id" or label not in PARTS} for row in some]
        for label, some in found.items()
    }
