"""The rules of a record, refused with a sentence at the field one would correct.

Rules that compare two fields, or a field with a number, tell it by themselves; the others are told
by the declaration (`Kind.refusals`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models.constraints import BaseConstraint
from django.utils.translation import gettext as _

from .declaration import Kind
from .display import number


def checked(kind: Kind, record: models.Model, values: Mapping[str, Any]) -> None:
    """Check every rule of the record. Raises `ValidationError` by field of the form."""
    errors: dict[str, list[Any]] = {}
    try:
        record.full_clean(validate_constraints=False, validate_unique=False)
    except ValidationError as found:
        for name, said in found.error_dict.items():
            errors.setdefault(_place(kind, name), []).extend(said)
    if not errors:
        for name, sentence in [*_unique(kind, record), *_constraints(kind, record)]:
            errors.setdefault(_place(kind, name), []).append(sentence)
    if kind.checks and not errors:
        kind.checks(record, values)
    if errors:
        raise ValidationError(errors)


def _place(kind: Kind, name: str) -> str:
    return name if name in kind.fields else NON_FIELD_ERRORS


def _unique(kind: Kind, record: models.Model) -> Iterator[tuple[str, str]]:
    """Single columns that no two records share, a derived one told by the refusals."""
    for described in record._meta.concrete_fields:
        if not described.unique or described.primary_key:
            continue
        value = getattr(record, described.attname)
        others = type(record)._base_manager.filter(**{described.attname: value})
        if value is not None and others.exclude(pk=record.pk).exists():
            yield _refusal(kind, described.name) or (described.name, taken(kind, described.name))


def _constraints(kind: Kind, record: models.Model) -> Iterator[tuple[str, str]]:
    for constraint in type(record)._meta.constraints:
        try:
            constraint.validate(type(record), record)
        except ValidationError:
            yield sentence_of(kind, constraint)


def _refusal(kind: Kind, name: str) -> tuple[str, str] | None:
    """What the declaration says of a rule, in the reader's language."""
    if name not in kind.refusals:
        return None
    place, sentence = kind.refusals[name]
    return place, str(sentence)


def taken(kind: Kind, *names: str) -> str:
    """Say that another record already has these values."""
    told = _(" and ").join(_("“%(word)s”") % {"word": kind.label(name)} for name in names)
    return _("Another record already has the same %(fields)s.") % {"fields": told}


def sentence_of(kind: Kind, constraint: BaseConstraint) -> tuple[str, str]:
    """The field and the sentence of a rule. KeyError when nothing tells it."""
    if refusal := _refusal(kind, constraint.name):
        return refusal
    if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
        return constraint.fields[-1], taken(kind, *constraint.fields)
    if isinstance(constraint, models.CheckConstraint):
        for path, value in _leaves(constraint.condition):
            name, _sep, lookup = path.partition("__")
            if lookup in {"gte", "lte", "gt"} and isinstance(value, models.F):
                return name, _compared(kind, name, lookup, str(value.name))  # type: ignore[attr-defined]
            if lookup in {"gte", "lte", "gt"}:
                return name, _bounded(kind, constraint.condition, name)
            if lookup == "in" and name in kind.lists:
                return name, _("“%(field)s”: choose one of the list.") % {"field": kind.label(name)}
    raise KeyError(constraint.name)


def _compared(kind: Kind, name: str, lookup: str, other: str) -> str:
    words = {"field": kind.label(name), "other": kind.label(other)}
    if isinstance(kind.fields[name], models.DateField) or name.endswith("_year"):
        return _("“%(field)s” cannot be before “%(other)s”.") % words
    if lookup == "lte":
        return _("“%(field)s” cannot be above “%(other)s”.") % words
    return _("“%(field)s” cannot be below “%(other)s”.") % words


def _bounded(kind: Kind, condition: Any, name: str) -> str:
    limits = {path.partition("__")[2]: value for path, value in _leaves(condition)}
    words = {
        "field": kind.label(name),
        "least": number(limits.get("gte", limits.get("gt", 0)), 0),
        "most": number(limits.get("lte", 0), 0),
    }
    if "lte" in limits:
        return _("“%(field)s” is between %(least)s and %(most)s.") % words
    if "gt" in limits:
        return _("“%(field)s” is above %(least)s.") % words
    return _("“%(field)s” is at least %(least)s.") % words


def _leaves(condition: Any) -> Iterator[tuple[str, Any]]:
    for child in condition.children:
        if isinstance(child, models.Q):
            yield from _leaves(child)
        else:
            yield child


def still_used(counts: list[tuple[str, int]]) -> str:
    """Say what rests on a record that cannot be deleted."""
    told_counts = ", ".join(f"{name} ({count})" for name, count in counts)
    return _("Other records rest on this one: %(records)s. Correct or delete them first.") % {
        "records": told_counts
    }
