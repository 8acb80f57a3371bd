"""Everything held about a person, for the person: complete, readable, third parties masked.

Driven by the registry: a model or a field that is not there fails the tests, so that none is
forgotten. Narratives are opened; passages between double brackets, which concern somebody else,
and the fields of class `third_party` are replaced by a word. The access log comes from the journal:
when, what for, in which role; names of readers on reasoned request only (CJEU C-579/21).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from itertools import chain
from typing import IO, Any
from zipfile import ZIP_STORED, ZipFile

from django.db import models

from filrouge.access import isolation
from filrouge.audit import journal
from filrouge.audit.models import JournalEntry
from filrouge.dossiers import log
from filrouge.people.models import Person
from filrouge.vault.fields import take_keys
from filrouge.vault.files import GoneContent, SealedBytes, SealedFile

from .registry import LABELS, Class, Kind, of_persons, records_of

MASKED = "[concerne une autre personne]"
_BRACKETS = re.compile(r"\[\[.*?\]\]", re.DOTALL)
NOT_GIVEN = frozenset({"access.recusal"})
"""A recusal tells of the life of a worker: the person is told how many there are."""


@isolation.purpose("rights")
def export(*, actor: Any, person: Person) -> dict[str, Any]:
    """The whole file as plain data. The reading is journalled first: no line, no export."""
    journal.record(
        actor=actor, action="privacy.export_person", subject="export", persons=[person.pk]
    )
    return {
        "format": "filrouge-personne-1",
        "fiches": {kind.model: _records(model, kind, person) for model, kind in of_persons()},
        "consultations": list(_consultations(person)),
        "classes": {cls.value: label for cls, label in LABELS.items()},
        "masqué": MASKED,
    }


def as_json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)


def _records(model: type[models.Model], kind: Kind, person: Person) -> Any:
    found = records_of(model, kind, person.pk)
    if kind.model in NOT_GIVEN:
        return {"nombre": found.count()}
    rows = list(found)
    take_keys(rows)
    return [_row(row, kind) for row in rows]


def _row(row: models.Model, kind: Kind) -> dict[str, Any]:
    said = {}
    for field in row._meta.concrete_fields:
        if isinstance(field, SealedBytes):
            said[field.name] = path_of(row)
            continue
        value = getattr(row, field.attname)
        entry = kind.entries[field.name]
        if entry.cls is Class.THIRD_PARTY and value not in (None, ""):
            said[field.name] = MASKED
        elif entry.cls is Class.NARRATIVE:
            said[field.name] = _BRACKETS.sub(MASKED, value)
        else:
            said[field.name] = _plain(value)
    return said


def path_of(row: Any) -> str:
    """Where the content of a document is in the package, beside the text."""
    return f"documents/{row.seal}.{row.kind}"


@isolation.purpose("rights")
def write_package(*, actor: Any, person: Person, target: IO[bytes]) -> None:
    """The whole file as one archive: the text and, beside it, every document in clear.

    Documents are read one at a time: a file that holds hundreds costs the memory of one.
    """
    text = as_json(export(actor=actor, person=person))
    with ZipFile(target, "w", ZIP_STORED) as package:
        package.writestr("dossier.json", text)
        for path, content in documents(person):
            package.writestr(path, content)


def documents(person: Person) -> Iterator[tuple[str, bytes]]:
    """Each document of the file, one at a time: its place in the package and its content."""
    for model, kind in of_persons():
        if issubclass(model, SealedFile):
            for key in records_of(model, kind, person.pk).values_list("pk", flat=True):
                piece = model._base_manager.get(pk=key)
                with suppress(GoneContent):
                    yield path_of(piece), piece.read()


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def _consultations(person: Person) -> Iterator[dict[str, str]]:
    lines = JournalEntry.objects.concerning(person.pk).order_by("at", "pk")
    since = lines.select_related("actor").iterator(1000)
    for line in chain(reversed(log.before_entry(person.pk)), since):
        role = line.actor.role_label if line.actor else ""
        said = log.told(line).what
        yield {"le": line.at.isoformat(), "acte": line.action, "en clair": said, "rôle": role}
