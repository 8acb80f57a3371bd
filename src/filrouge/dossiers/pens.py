"""Which kinds of records of a file a worker may write."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from filrouge.access.files import Compartment, may_write
from filrouge.access.models import User
from filrouge.people.models import Person
from filrouge.records.declaration import Kind, kind_at, kinds_of_files

from . import words
from .domain_endings import NEEDED, may_end

CARE = frozenset({"care_worker", "hf_director"})
HOUSING = frozenset({"housing_officer", "hf_director"})
"""The roles on each side of a shared note."""
PARTS_REVIEWED = {"egf": "score", "problematiques": "symptoms", "consommations": "use"}
"""The kinds that are written on the page of reviews, last time's answers beside, and their part."""


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
    """What may be added: the word and the address. An identity is corrected instead; what is
    reviewed leads to the page of reviews."""
    return [_added(kind, person.pk) for kind in kinds]


def _added(kind: Kind, person_id: int) -> tuple[str, str]:
    if kind.of == "id":
        address = reverse("dossiers:edit_record", args=[person_id, kind.slug, person_id])
        return _("Correct the identity"), address
    part = PARTS_REVIEWED.get(kind.slug)
    if part:
        return str(kind.singular), reverse("dossiers:review", args=[person_id]) + f"#{part}"
    return str(kind.singular), reverse("dossiers:new_record", args=[person_id, kind.slug])


@dataclass(frozen=True, slots=True)
class Acts:
    """What a worker may do from the head of a file."""

    note: bool
    review: bool
    share: bool
    end: bool = False
    hand: bool = False
    task: bool = False


def acts(user: User, opened: frozenset[Compartment]) -> Acts:
    """Noting an encounter, reviewing how the person is, sharing a note, handing material over, a
    task about the person."""
    return Acts(
        note=Compartment.PSYCHOSOCIAL in opened and may_write(user, Compartment.PSYCHOSOCIAL),
        review=bool(reviewed(user, opened)),
        share=may_share(user, opened),
        end=opened >= NEEDED and may_end(user),
        hand=Compartment.HEALTH in opened and may_write(user, Compartment.HEALTH),
        task=user.role in {*CARE, *HOUSING, "peer_worker"},
    )


def reviewed(user: User, opened: frozenset[Compartment]) -> list[str]:
    """The parts of a review that a worker may fill in, of a file with these parts open."""
    found: list[str] = []
    if Compartment.HEALTH in opened and may_write(user, Compartment.HEALTH):
        found += ["score", "symptoms", "use"]
    income = kind_at("revenus", of_files=True)
    if income and compartment_of(income) in opened and may_write_kind(user, income):
        found.append("incomes")
    return found


def may_share(user: User, opened: frozenset[Compartment]) -> bool:
    """Whether a worker is on one side of the notes shared between care and housing."""
    return Compartment.HOUSING in opened and user.role in {*CARE, *HOUSING}
