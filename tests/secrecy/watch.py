"""What a request opens and what it writes down: persons made from the database, names read, lines.

Three nets, so that no way of reading a person escapes:

- `Model.from_db` of the person, and of every record that belongs to a person's file;
- every statement sent to the database, by the ORM or by a raw cursor, whose columns name somebody
  without going through a model (`values_list`, a cursor): told by the function that sent it;
- the lines of the journal.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from django.db import connection, models
from django.db.models.query import ModelIterable
from django.db.models.signals import post_save

import filrouge
from filrouge.audit.models import JournalEntry
from filrouge.people.models import Person
from filrouge.privacy.registry import of_persons

SOURCE = str(Path(filrouge.__file__).parent)
NAMES = re.compile(
    r'people_person"?\."?(?:first_name|last_name|number|birth_date)\b'
    r'|followup_encounter"?\."?note\b|followup_networklink"?\."?detail\b'
    r'|housing_stay"?\."?exit_reason\b|privacy_statement"?\."?text\b'
)
RAW = re.compile(
    r"\b(?:first_name|last_name|birth_date|exit_reason|note|detail|text)\b|\*(?!\s*\))"
)
TABLES = re.compile(
    r"\b(?:people_person|followup_encounter|followup_networklink|housing_stay|privacy_statement)\b"
)


@dataclass
class Watch:
    """What happened since `clear`. `by_values`: functions that read names without a model."""

    persons: set[int] = field(default_factory=set)
    records: set[tuple[str, int]] = field(default_factory=set)
    written: set[int] = field(default_factory=set)
    by_values: set[str] = field(default_factory=set)

    def clear(self) -> None:
        for one in (self.persons, self.records, self.written, self.by_values):
            one.clear()

    def missing(self, let: frozenset[str] = frozenset()) -> set[int]:
        """Persons opened, themselves or by a record, that no line of the journal names.

        `let`: kinds of records that are listed as exceptions, with their reason.
        """
        by_record = {person for kind, person in self.records if kind not in let}
        return (self.persons | by_record) - self.written


def names_somebody(sql: str) -> bool:
    """Whether a statement returns what names a person or tells about one."""
    if not TABLES.search(sql) or not sql.lstrip("( \n").upper().startswith(("SELECT", "WITH")):
        return False
    columns = re.split(r"\bFROM\b", sql, maxsplit=1, flags=re.IGNORECASE)[0]
    if '"' in columns:
        return bool(NAMES.search(columns))
    return bool(RAW.search(columns)) and "count(" not in columns.lower()


def _relays(file: str) -> bool:
    """Whether a file only passes statements on: the engine that tells PostgreSQL who asks."""
    return "/access/postgresql/" in file


def _sender() -> str:
    """The function of ours that sent a statement; empty when a model is made of its rows."""
    frame: FrameType | None = sys._getframe(2)
    ours = ""
    while frame is not None:
        code = frame.f_code
        if code is ModelIterable.__iter__.__code__:
            return ""
        if (
            not ours
            and code.co_filename.startswith(SOURCE)
            and "postgresql" not in code.co_filename
        ):
            module = code.co_filename[len(SOURCE) + 1 : -3].replace("/", ".")
            ours = f"{module}.{code.co_qualname}"
        frame = frame.f_back
    return ours or "outside"


@contextmanager
def watching() -> Iterator[Watch]:
    """Watch everything until the end of the block."""
    seen = Watch()

    def statement(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if names_somebody(sql) and (sender := _sender()):
            seen.by_values.add(sender)
        return execute(sql, params, many, context)

    def line(instance: JournalEntry, **_more: Any) -> None:
        seen.written.update(instance.persons)

    with pytest.MonkeyPatch.context() as patch, connection.execute_wrapper(statement):
        for model, path in _watched().items():
            _hook(patch, seen, model, path)
        post_save.connect(line, sender=JournalEntry, weak=False)
        try:
            yield seen
        finally:
            post_save.disconnect(line, sender=JournalEntry)


def _watched() -> dict[type[models.Model], str]:
    """The models of persons and the column that leads to the person, when it is one of theirs."""
    return {
        model: "pk" if kind.person == "self" else f"{kind.person}_id"
        for model, kind in of_persons()
        if "__" not in kind.person
    }


def _hook(patch: pytest.MonkeyPatch, seen: Watch, model: type[models.Model], path: str) -> None:
    plain = model.from_db.__func__  # type: ignore[attr-defined]

    def from_db(cls: Any, db: Any, names: Any, values: Any, **more: Any) -> Any:
        made = plain(cls, db, names, values, **more)
        # A deferred column is not asked for: looking must not change what is looked at.
        person = made.pk if path == "pk" else made.__dict__.get(path)
        if model is Person:
            seen.persons.add(person)
        elif person is not None:
            seen.records.add((model._meta.label_lower, person))
        return made

    patch.setattr(model, "from_db", classmethod(from_db))
