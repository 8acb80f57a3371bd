"""A record told by its fields, one by one: what its sentence does not say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import formats
from django.utils.translation import gettext as _

from filrouge.housing.models import Dwelling
from filrouge.people.models import Person
from filrouge.records import display
from filrouge.vocabulary import lists

from . import words


def facts_of(record: models.Model, left_out: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """The word for each field that says something, and what it says."""
    label = record._meta.label_lower
    for field in record._meta.concrete_fields:
        if field.name in words.NOT_SHOWN and not isinstance(record, Person):
            continue
        if field.name in {"id", "revision", "recorded_at", *left_out}:
            continue
        text = _told(f"{label}.{field.name}", field.name, getattr(record, field.name))
        if text:
            yield str(words.LABELS.get(field.name, field.verbose_name)), text


def _told(path: str, name: str, value: Any) -> str:  # noqa: PLR0911
    """A value as the reader reads it; empty when there is nothing to say."""
    match value:
        case None | "":
            return ""
        case bool():
            return (
                "" if not value and name in words.FALSE_LEFT_OUT else _("yes") if value else _("no")
            )
        case date():
            return formats.date_format(value, "j N Y")
        case time():
            return formats.time_format(value, "H:i")
        case int() if name.endswith("_cents"):
            return display.amount(value)
        case Decimal():
            plain = value.normalize()
            return formats.number_format(plain, max(0, -int(plain.as_tuple().exponent)))
        case Dwelling():
            return f"{value.code} · {value.address}" if value.address else value.code
        case str() | int() if path in words.LISTS:
            return lists.get(words.LISTS[path]).label(str(value))
        case _:
            return str(value)
