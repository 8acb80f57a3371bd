"""Verbs on the documents of a file: find, add, remove.

Each takes the compartments that the reader may open: a document of another one is not found, like
one that does not exist. Row and content are one row; the journal's line is in its transaction.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID, uuid4

from django.db import transaction

from filrouge.access.files import LABELS, Compartment, compartments_open
from filrouge.access.models import User
from filrouge.audit import journal
from filrouge.common.uploads import Upload
from filrouge.vault.fields import take_keys

from .attachment import Attachment


def listed(person_id: int, opened: Collection[Compartment]) -> list[tuple[str, list[Attachment]]]:
    """The documents of each open compartment, newest first; empty compartments too."""
    found = list(
        Attachment.objects.filter(person=person_id, compartment__in=opened).select_related(
            "added_by"
        )
    )
    take_keys(found)
    return [
        (str(LABELS[one]), [piece for piece in found if piece.compartment == one])
        for one in Compartment
        if one in opened
    ]


def find(user: User, person_id: int, seal: UUID) -> Attachment | None:
    """A document of a compartment that `user` may open now."""
    opened = compartments_open(user, person_id)
    pieces = Attachment.objects.filter(person=person_id, compartment__in=opened, seal=seal)
    return pieces.select_related("added_by").first()


@transaction.atomic
def add(
    *, actor: User, person_id: int, compartment: Compartment, upload: Upload, seal: UUID
) -> Attachment:
    """Keep a document that passed `common.uploads`. Sent twice (same `seal`), it is kept once."""
    known: Attachment | None = Attachment.objects.filter(seal=seal).first()
    if known is not None and known.person_id == person_id:
        return known
    seal = seal if known is None else uuid4()
    made: Attachment = Attachment.objects.create(
        person_id=person_id,
        seal=seal,
        compartment=compartment,
        kind=upload.kind,
        name=upload.name,
        size=len(upload.content),
        content=upload.content,
        added_by=actor,
    )
    _write(actor, "dossiers.add_attachment", made)
    return made


@transaction.atomic
def remove(*, actor: User, piece: Attachment, reason: Attachment.Removal) -> None:
    """Delete a document; the journal keeps that there was one, and why it went."""
    _write(actor, "dossiers.remove_attachment", piece, reason=reason.value)
    piece.delete()


def _write(actor: User, action: str, piece: Attachment, **more: str) -> None:
    journal.record(
        actor=actor,
        action=action,
        subject=f"attachment {piece.pk}",
        persons=[piece.person_id],
        detail={"role": actor.role, "compartments": [piece.compartment], **more},
    )
