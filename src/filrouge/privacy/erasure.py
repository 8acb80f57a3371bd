"""Erasing a person: identity and narratives go, facts about nobody stay, no past figure changes.

Two steps: `preview` says what goes and what stays, with a digest of the whole file; `erase_person`
is given that digest back and refuses a file that changed meanwhile.

- Narratives: the person's key is destroyed, in the key store, whose copies live thirty days: no
  copy of the database, however old, gives them back. Short texts in clear are emptied.
- Identity: names emptied, the number replaced by one drawn at random, the birthday moved to the
  earliest day of its month at which no age of a past year, quarter, month or end of follow-up
  changes. The month of birth is what ages in past reports rest on.
- Care links, recusals, blocks, restrictions and documents are deleted, and where the records came
  from.
- Kept without identity: dates, dwellings, health facts counted in figures; the journal (ids only).
- Kept in the imports: a digest of the old number, so that the same workbook does not bring the
  person back. Whoever holds that workbook can recognise the line; the workbook holds more.
- A note of a meeting with several persons belongs to the file of the first one named.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import models, transaction
from django.db.models import F

from filrouge.access import isolation
from filrouge.audit import journal
from filrouge.audit.models import Provenance
from filrouge.followup.models import Encounter, FollowUp
from filrouge.imports.models import ImportedChange, ImportedRecord
from filrouge.people.models import Person
from filrouge.vault import keys
from filrouge.vault.fields import SealedText
from filrouge.vault.files import SealedBytes

from .models import Erasure, Hold
from .registry import Class, Kind, of_persons, records_of

DELETED = frozenset(
    {
        "access.carelink",
        "access.recusal",
        "access.block",
        "access.restriction",
        "dossiers.attachment",
        "housing.inspectionphoto",
        "dossiers.sharednote",
        "followup.task",
        "privacy.hold",
    }
)
"""Kinds of records that say nothing once nobody is behind them."""
FIRST_DRAWN, LAST_DRAWN = 1_000_000_000, 2_147_483_647
"""Numbers given to files without a person: ten digits, no paper file has them."""
_CHUNK = 500


class FileChanged(Exception):
    """The file is not the one that was looked at: nothing was erased."""


class AlreadyErased(Exception):
    """This file has no person any more."""


class Held(Exception):
    """Somebody placed a hold on this file: it is kept until the hold is lifted."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What an erasure would do. `deleted`, `emptied` and `kept` count records by kind.

    `shared_lost`: notes of this file about meetings with somebody else too, which go with it;
    `shared_left`: notes in other files about meetings where this person was, to be read again.
    """

    person: int
    digest: str
    deleted: dict[str, int]
    emptied: dict[str, int]
    kept: dict[str, int]
    shared_lost: int
    shared_left: int


def is_erased(person: Person) -> bool:
    return person.number >= FIRST_DRAWN


@isolation.purpose("rights")
def preview(person: Person) -> Preview:
    """What would go and what would stay; changes nothing."""
    deleted: dict[str, int] = {}
    emptied: dict[str, int] = {}
    kept: dict[str, int] = {}
    for model, kind in of_persons():
        found = records_of(model, kind, person.pk)
        if kind.model in DELETED:
            deleted[kind.model] = found.count()
            continue
        kept[kind.model] = found.count()
        for name in texts_of(model, kind):
            count = found.exclude(**{name: ""}).count()
            emptied[kind.model] = emptied.get(kind.model, 0) + count
    notes = Encounter.objects.exclude(note="")
    return Preview(
        person.pk,
        digest_of(person),
        _positive(deleted),
        _positive(emptied),
        _positive(kept),
        notes.filter(lead=person, person_count__gt=1).count(),
        notes.filter(persons=person).exclude(lead=person).count(),
    )


def _positive(counts: dict[str, int]) -> dict[str, int]:
    return {name: count for name, count in counts.items() if count}


def texts_of(model: type[models.Model], kind: Kind) -> Iterator[str]:
    """The fields of a model that hold words about the person or about somebody else."""
    for name in kind.of(Class.NARRATIVE, Class.THIRD_PARTY):
        if isinstance(model._meta.get_field(name), models.CharField | models.TextField):
            yield name


@isolation.purpose("rights")
def digest_of(person: Person) -> str:
    """A digest that changes with anything in the file, ciphertexts included."""
    found = sha256()
    for model, kind in of_persons():
        # The content of a document never changes: its row comes and goes with it.
        names = [f.attname for f in model._meta.concrete_fields if not isinstance(f, SealedBytes)]
        for row in records_of(model, kind, person.pk).values_list(*names):
            found.update(repr((kind.model, row)).encode())
    return found.hexdigest()


@isolation.purpose("rights")
def erase_person(
    *, actor: Any, person: Person, digest: str, ground: str = Erasure.Ground.REQUEST
) -> Erasure:
    """Erase, all or nothing, what `preview` announced.

    FileChanged when the digest is no longer that of the file, AlreadyErased when nobody is left,
    Held when the file must be kept for now.
    The key is destroyed last, before the database confirms: cut short there, the erasure is begun
    again and ends.
    """
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person.pk)
        if is_erased(person):
            raise AlreadyErased
        if Hold.objects.filter(person=person, lifted_at__isnull=True).exists():
            raise Held
        if digest_of(person) != digest:
            raise FileChanged
        told = preview(person)
        _forget_all_origins(person)
        for model, kind in of_persons():
            _empty(model, kind, person.pk)
        _without_identity(person)
        erasure = Erasure.objects.create(
            by=actor,
            ground=ground,
            key_destroyed=True,
            counts={"deleted": told.deleted, "emptied": told.emptied, "kept": told.kept},
        )
        journal.record(
            actor=actor,
            action="privacy.erase_person",
            subject=f"erasure {erasure.pk}",
            persons=[person.pk],
        )
        keys.destroy(person.pk)
    return erasure


def _empty(model: type[models.Model], kind: Kind, person_id: int) -> None:
    found = records_of(model, kind, person_id)
    if kind.model in DELETED:
        found.delete()
        return
    clear = {
        name: ""
        for name in texts_of(model, kind)
        if not isinstance(model._meta.get_field(name), SealedText)
    }
    if clear:
        model._base_manager.filter(pk__in=found.order_by().values("pk")).update(**clear)


def _without_identity(person: Person) -> None:
    number = secrets.randbelow(LAST_DRAWN - FIRST_DRAWN) + FIRST_DRAWN
    Person.objects.filter(pk=person.pk).update(
        first_name="",
        last_name="",
        number=number,
        birth_date=blurred_birth(person),
        revision=F("revision") + 1,
    )


def blurred_birth(person: Person) -> date:
    """The earliest day of the month of birth at which no age that figures use changes.

    Ages are taken on the last day of a period (years, quarters, months) or of a follow-up: only an
    end of follow-up inside the month of birth, before the birthday, asks for a later day.
    """
    born = person.birth_date
    ends = FollowUp.objects.filter(person=person, end__month=born.month, end__day__lt=born.day)
    days = [end.day for end in ends.values_list("end", flat=True) if end is not None]
    return born.replace(day=max(days, default=0) + 1)


def _forget_all_origins(person: Person) -> None:
    for model, kind in of_persons():
        forget_origin(model, list(records_of(model, kind, person.pk).values_list("pk", flat=True)))


def forget_origin(model: type[models.Model], pks: list[int]) -> None:
    """Remove the way back to the lines of workbooks, and the values that imports replaced."""
    for start in range(0, len(pks), _CHUNK):
        some = {"table": model._meta.db_table, "object_id__in": pks[start : start + _CHUNK]}
        imported = ImportedRecord.objects.filter(**some)
        Provenance.objects.filter(**some).delete()
        ImportedChange.objects.filter(record__in=imported).delete()
        imported.update(fingerprint="", sheet="", row=0)


def certificate(erasure: Erasure) -> str:
    """The proof that an erasure was carried out, without personal data, as Markdown in French."""
    counts: dict[str, dict[str, int]] = erasure.counts
    lines = [
        f"# Certificat d’effacement no {erasure.pk}",
        "",
        f"Le {erasure.at:%d/%m/%Y}, les données d’une personne ont été effacées, "
        + ("à sa demande." if erasure.ground == "request" else "au terme de leur conservation."),
        "",
        "- Nom, prénom, numéro de dossier et jour de naissance : effacés.",
        f"- Récits : {sum(counts['emptied'].values())}, illisibles ; la clé qui les ouvrait est "
        "détruite, y compris pour les copies de la base faites avant ce jour. Les copies du "
        "fichier des clés vivent trente jours au plus.",
        f"- Liens d’accompagnement et fermetures : {sum(counts['deleted'].values())}, supprimés.",
        f"- Faits sans identité gardés pour les chiffres publiés : {sum(counts['kept'].values())}.",
        "- Journal des accès : gardé, sans nom, comme la loi le demande.",
        "",
        "Ce certificat ne permet de retrouver personne.",
    ]
    return "\n".join(lines) + "\n"
