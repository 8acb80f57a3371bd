"""How a stored value reads: labels of controlled lists, dates, euros, names of other records."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import formats
from django.utils.translation import gettext as _

from filrouge.common.text import split_codes

from .declaration import Kind, finder_of, kind_of
from .listing import listed

UNGROUPED = ("year", "_year")
NARROW = "\u202f"


def name_of(record: models.Model, but: str = "") -> str:
    """What a record is called: the values of its kind's heading, one of them left out."""
    kind = kind_of(type(record))
    if kind is None:
        return str(record)
    parts = [shown(kind, record, name) for name in kind.heading if name != but]
    return " · ".join(part for part in parts if part) or f"{kind.singular} {record.pk}"


def shown(kind: Kind, record: models.Model, name: str) -> str:
    """A field of a record as read. Several records are joined by commas."""
    described = kind.fields[name]
    if isinstance(described, models.ManyToManyField):
        return ", ".join(name_of(one) for one in getattr(record, name).all())
    value = getattr(record, name)
    if isinstance(described, models.ForeignKey):
        return name_of(value) if value is not None else ""
    return told(kind, name, value)


def told(kind: Kind, name: str, value: Any) -> str:
    """A plain value as read; the text of a related record is not looked up."""
    if value is None or value == "":
        return ""
    vocabulary = kind.lists.get(name) or kind.suggests.get(name)
    if vocabulary:
        return listed(vocabulary).label(value)
    if name in kind.several:
        known = listed(kind.several[name])
        return ", ".join(known.label(code) for code in split_codes(value))
    if isinstance(value, int | Decimal):
        return _figure(name, value)
    if isinstance(value, date):
        return formats.date_format(value, "F Y" if name in kind.months else "j N Y")
    return str(value)


def amount(cents: int | Decimal) -> str:
    """An amount of cents in euros: “1 234,50 €”."""
    return f"{number(Decimal(cents) / 100, 2)}{NARROW}€"


def _figure(name: str, value: int | Decimal) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name.endswith("_cents"):
        return amount(value)
    if name.endswith(UNGROUPED):
        return str(value)
    plain = Decimal(value).normalize()
    return number(plain, max(0, -int(plain.as_tuple().exponent)))


def number(value: int | Decimal, decimals: int) -> str:
    """A number in the reader's language, thousands apart."""
    return formats.number_format(value, decimals, use_l10n=True, force_grouping=True)


def is_figure(kind: Kind, name: str) -> bool:
    """Whether a column holds numbers, read at the right."""
    described = kind.fields[name]
    counted = isinstance(described, models.IntegerField | models.DecimalField)
    return counted and not name.endswith(UNGROUPED)


def relations(kind: Kind, names: tuple[str, ...], depth: int = 3) -> list[str]:
    """The paths to follow at once so that naming related records asks nothing more."""
    paths: list[str] = []
    for name in names:
        described = kind.fields[name]
        if not isinstance(described, models.ForeignKey):
            continue
        paths.append(name)
        target = kind_of(described.related_model)
        if target is not None and depth > 1:
            paths += [f"{name}__{path}" for path in relations(target, target.heading, depth - 1)]
    return paths


def typed_name(record: models.Model) -> str:
    """The name under which a form asks for a record."""
    finder = finder_of(type(record))
    return finder.name(record) if finder else name_of(record)
