"""Which kinds of records of a file a worker may write."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from filrouge.access.files import Compartment, may_write
from filrouge.access.models import User
from filrouge.people.models import Person
from filrouge.records.declaration import Kind, kinds_of_files

from . import words


def compartment_of(kind: Kind) -> Compartment:
    """The part of the file where records of a kind stand."""
    label = kind.model._meta.label_lower
    declared: str = kind.model.compartment  # type: ignore[attr-defined]
    return words.OF_MODELS.get(label) or words.OF_RECORDS[declared]


def may_write_kind(user: User, kind: Kind) -> bool:
    """Whether a worker's role writes records of this kind."""
    return may_write(user, compartment_of(kind)) or user.role in kind.also


def of_compartment(user: User, compartment: Compartment) -> list[Kind]:
    """The kinds of a part of the file that a worker writes."""
    return [
        kind
        for kind in kinds_of_files()
        if compartment_of(kind) is compartment and may_write_kind(user, kind)
    ]


def adds(kinds: list[Kind], person: Person) -> list[tuple[str, str]]:
    """What may be added: the word and the address. An identity is corrected instead."""
    return [
        (
            _("Correct the identity"),
            reverse("dossiers:edit_record", args=[person.pk, kind.slug, person.pk]),
        )
        if kind.of == "id"
        else (str(kind.singular), reverse("dossiers:new_record", args=[person.pk, kind.slug]))
        for kind in kinds
    ]
