"""A valid record of any kind, made from its declaration: the n-th differs from the others."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from filrouge.records.declaration import Kind, kind_of
from filrouge.records.domain import create_record
from filrouge.records.forms import RecordForm
from filrouge.records.listing import listed

SHAPED = ("2023-2024", "2024-01", "2024-02", "2024-03", "2024-04", "2024-05")


LATER = {"demandes": ("opened_on", "closed_on")}
"""What a new record cannot have yet: a file opens after a first meeting."""


def values_of(kind: Kind, number: int, actor: Any) -> dict[str, Any]:
    """Values for every field of a kind; related records are made on the way."""
    later = LATER.get(kind.slug, ())
    return {
        name: None if name in later else _value(kind, name, number, actor) for name in kind.fields
    }


def _value(kind: Kind, name: str, number: int, actor: Any) -> Any:
    described = kind.fields[name]
    if described.is_relation:
        return _related(kind, described, number, actor)
    if name in kind.several:
        return f";{listed(kind.several[name]).codes[0]};"
    if name in kind.lists or name in kind.suggests:
        return listed({**kind.lists, **kind.suggests}[name]).codes[0]
    if name in kind.shapes:
        fitting = [text for text in SHAPED if re.match(kind.shapes[name][0], text)]
        return fitting[(number - 1) % len(fitting)]
    if isinstance(described, models.DateField):
        return date(2024, number, 1)
    if isinstance(described, models.BooleanField):
        return True
    if isinstance(described, models.DecimalField):
        return Decimal("0.5")
    if isinstance(described, models.IntegerField):
        # More newsletters are delivered than opened.
        if name.endswith("year"):
            return 2020 + number
        return 100 + number if name == "delivered" else number
    return f"{name} {number}"[: described.max_length]


def _related(kind: Kind, described: Any, number: int, actor: Any) -> Any:
    target = kind_of(described.related_model)
    assert target is not None
    if target is kind:
        return None
    one = make(target, number, actor)
    return [one] if isinstance(described, models.ManyToManyField) else one


def make(kind: Kind, number: int, actor: Any) -> Any:
    """The n-th record of a kind, stored by the verb, once."""
    heading = {
        name: _value(kind, name, number, actor)
        for name, described in kind.fields.items()
        if described.unique
    }
    if "code" in kind.fields and kind.model._meta.model_name != "animator":
        heading = {"code": _value(kind, "code", number, actor)}
    if kind.model._meta.model_name == "organisation":
        heading = {"name": f"name {number}"}
    found = kind.model._default_manager.filter(**heading).first() if heading else None
    return found or create_record(actor=actor, kind=kind, values=values_of(kind, number, actor))


def typed(kind: Kind, values: dict[str, Any], /, **changes: Any) -> dict[str, Any]:
    """What a browser sends for these values."""
    form = RecordForm(kind, initial=values)
    data: dict[str, Any] = {}
    for bound in form:
        value = bound.field.widget.format_value(bound.value())  # type: ignore[attr-defined]
        if value is not None:
            data[bound.name] = value
    return {**data, **changes}
