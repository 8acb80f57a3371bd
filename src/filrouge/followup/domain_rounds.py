"""Rounds in the street: noted, corrected, deleted; known persons have an encounter each.

No figure counts a round. An encounter of a round is an encounter like any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.audit import journal
from filrouge.common.days import slip_of
from filrouge.records.domain import Conflict, version_of
from filrouge.vocabulary import lists

from .domain_encounters import Stored, note_encounter
from .encounter_said import Said
from .models import OutreachRound, RoundEncounter
from .models.groups import LONGEST_MIN

KIND = "street_outreach"
MOST_CONTACTS = 500


@dataclass(frozen=True, slots=True)
class Walk:
    """What is said of a round. `workers` are keys."""

    day: date
    zone: str = ""
    duration_min: int | None = None
    contacts: int = 0
    workers: tuple[int, ...] = ()


@transaction.atomic
def note_round(*, actor: Any, said: Walk) -> OutreachRound:
    """Store a round. Raises `ValidationError` by field."""
    _checked(said)
    walk = OutreachRound()
    _fill(walk, said)
    _tell(actor, "note_round", walk)
    return walk


@transaction.atomic
def correct_round(*, actor: Any, key: int, version: str, said: Walk) -> OutreachRound:
    """Change a round read at `version`; its encounters stay as they are.

    Raises `Conflict` when it changed since, `ValidationError` by field.
    """
    _checked(said)
    walk = _read_at(key, version)
    if said.day != walk.day and walk.encounters.exists():
        raise ValidationError(
            {"day": _("Encounters are noted on this day: correct them from the files.")}
        )
    walk.revision += 1
    _fill(walk, said)
    _tell(actor, "correct_round", walk)
    return walk


@transaction.atomic
def delete_round(*, actor: Any, key: int, version: str, reason: str) -> None:
    """Remove a round; encounters and material stay where they are.

    Raises `Conflict`, or `ValidationError` without a reason.
    """
    if not reason:
        raise ValidationError({"reason": _("Say why.")})
    walk = _read_at(key, version)
    _tell(actor, "delete_round", walk, reason=reason)
    walk.delete()


@transaction.atomic
def meet_in_round(*, actor: Any, walk: OutreachRound, person_id: int) -> Stored:
    """A person whose file is open was met: an encounter held on that day, with the same workers.

    Raises `ValidationError` when the file is closed or the person was met already.
    """
    if walk.encounters.filter(encounter__attendances__person=person_id).exists():
        raise ValidationError({"person": _("This person is in the round already.")})
    workers = tuple(walk.workers.order_by("pk").values_list("pk", flat=True))
    stored = note_encounter(
        actor=actor,
        said=Said(persons=[person_id], kind=KIND, day=walk.day, workers=workers),
    )
    RoundEncounter.objects.create(round=walk, encounter=stored.encounter)
    return stored


def _checked(said: Walk) -> None:
    wrong = {}
    if said.day > timezone.localdate():
        wrong["day"] = _("This day is still to come.")
    elif slip := slip_of(said.day):
        wrong["day"] = slip
    if said.zone and said.zone not in lists.get("commune").codes:
        wrong["zone"] = _("This commune is not in the list.")
    if said.duration_min is not None and not 0 < said.duration_min <= LONGEST_MIN:
        wrong["duration_min"] = _("From 1 to %(most)s minutes.") % {"most": LONGEST_MIN}
    if not 0 <= said.contacts <= MOST_CONTACTS:
        wrong["contacts"] = _("From 0 to %(most)s persons.") % {"most": MOST_CONTACTS}
    if wrong:
        raise ValidationError(wrong)


def _fill(walk: OutreachRound, said: Walk) -> None:
    walk.day, walk.zone, walk.contacts = said.day, said.zone, said.contacts
    walk.duration_min = said.duration_min
    walk.save()
    walk.workers.set(said.workers)


def _read_at(key: int, version: str) -> OutreachRound:
    walk = OutreachRound.objects.select_for_update().get(pk=key)
    if version_of(walk) != version:
        raise Conflict(walk)
    return walk


def _tell(actor: Any, act: str, walk: OutreachRound, **more: Any) -> None:
    journal.record(
        actor=actor,
        action=f"followup.{act}",
        subject=f"round {walk.pk}",
        detail={"day": str(walk.day), **more},
    )
