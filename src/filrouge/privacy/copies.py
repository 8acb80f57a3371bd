"""The copy that a person asked for, as files: on an open request for access only, journalled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from filrouge.access import isolation
from filrouge.access.domain_links import Refused
from filrouge.access.models import User
from filrouge.audit import journal
from filrouge.people.models import Person

from . import export, paper, readable, rights, sheet
from .models import PersonRequest

LANGUAGES = ("fr", "nl")
TYPES = {"zip": "application/zip", "pdf": "application/pdf", "json": "application/json"}
IN_MEMORY = 32 * 2**20
"""Bytes of an archive beyond which it waits on the disk, in a file without a name."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A file to hand over. Its name says no name."""

    name: str
    type: str
    content: IO[bytes]


@isolation.purpose("rights")
@transaction.atomic
def made(*, actor: User, found: PersonRequest, number: int, what: str, language: str) -> Copy:
    """The copy (`zip`, `pdf`, `json`) or the sheet, in a language. Refused in a sentence."""
    person = rights.open_access(found)
    rights.check_number(person, number)
    if language not in LANGUAGES or what not in MAKERS:
        raise Refused(_("Choose what to hand over."))
    data = export.export(actor=actor, person=person)
    detail = {"request": found.pk, "what": what, "language": language}
    journal.record(
        actor=actor, action="privacy.hand_over", subject=f"request {found.pk}", detail=detail
    )
    with translation.override(language):
        name, content = MAKERS[what](data, person)
    kind = name.rsplit(".", 1)[1]
    content.seek(0)
    return Copy(f"demande-{found.pk}-{name}", TYPES[kind], content)


def _pdf(data: dict[str, Any], person: Person) -> tuple[str, IO[bytes]]:
    return "copie.pdf", BytesIO(paper.pdf(readable.paper(data, person)))


def _json(data: dict[str, Any], _person: Person) -> tuple[str, IO[bytes]]:
    told = data | {"noms": readable.all_names(data)}
    return "copie.json", BytesIO(export.as_json(told).encode())


def _sheet(data: dict[str, Any], _person: Person) -> tuple[str, IO[bytes]]:
    return "ce-qui-est-ecrit-sur-vous.pdf", BytesIO(paper.pdf(sheet.paper(data), paper.LARGE))


def _zip(data: dict[str, Any], person: Person) -> tuple[str, IO[bytes]]:
    """Everything: the copy in words and as data, the sheet, and the documents of the file."""
    # Closed by the answer that sends it.
    whole: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
    with ZipFile(whole, "w", ZIP_STORED) as archive:
        for make in (_pdf, _json, _sheet):
            name, content = make(data, person)
            archive.writestr(name, content.read(), ZIP_DEFLATED)
        for name, piece in export.documents(person):
            archive.writestr(name, piece)
    return "copie.zip", whole


MAKERS: dict[str, Callable[[dict[str, Any], Person], tuple[str, IO[bytes]]]] = {
    "zip": _zip,
    "pdf": _pdf,
    "json": _json,
    "sheet": _sheet,
}
