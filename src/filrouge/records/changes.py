"""Who did what to a record, and what two people's versions of it differ in, in words."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from filrouge.audit.models import JournalEntry

from . import queries
from .declaration import Kind
from .display import told, typed_name
from .domain import held, same


def history(kind: Kind, key: int) -> list[tuple[JournalEntry, str, list[str]]]:
    """Who did what to a record: entry, act, what changed."""
    acts = {
        kind.action("create"): _("added"),
        kind.action("correct"): _("corrected"),
        kind.action("delete"): _("deleted"),
    }
    return [
        (entry, acts[entry.action], _changes(kind, entry.detail.get("changed", {})))
        for entry in queries.history(kind, key)
    ]


def _changes(kind: Kind, changed: Mapping[str, list[Any]]) -> list[str]:
    """What changed, in words; the journal holds no text that could be a name."""
    made = []
    for name, (before, after) in changed.items():
        if name not in kind.fields:
            continue
        plain = not kind.fields[name].is_relation
        texts = [
            told(kind, name, _typed(kind, name, one)) if plain else "" for one in (before, after)
        ]
        text = f"{texts[0] or '—'} → {texts[1] or '—'}" if any(texts) else ""
        made.append(f"{kind.label(name)} {text}".rstrip())
    return made


def _typed(kind: Kind, name: str, value: Any) -> Any:
    return kind.fields[name].to_python(value) if value is not None else None


def last_author(kind: Kind, key: int) -> str:
    """Who changed a record last, and when."""
    entries = queries.history(kind, key)
    return entries[0].actor_name if entries else ""


def differences(
    kind: Kind, record: models.Model, values: Mapping[str, Any]
) -> list[tuple[Any, str, str]]:
    """Fields that differ between what is stored and what was typed: both texts."""
    stored = held(kind, record)
    return [
        (kind.label(name), _text(kind, name, stored[name]), _text(kind, name, values[name]))
        for name in kind.fields
        if not same(stored[name], values[name])
    ]


def _text(kind: Kind, name: str, value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(typed_name(one) for one in value)
    if isinstance(value, models.Model):
        return typed_name(value)
    return told(kind, name, value)
