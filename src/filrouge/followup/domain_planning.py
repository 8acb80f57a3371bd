"""Planning an encounter and moving it to another day or hour: for today or later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.access.models import User

from .domain_encounters import correct_encounter, note_encounter, said_of
from .encounter_said import PLANNED, Said
from .models import Encounter


def plan_encounter(
    *,
    actor: User,
    persons: Sequence[int],
    kind: str,
    day: date,
    time: time | None = None,
    workers: Sequence[int] = (),
) -> Encounter:
    """Plan an encounter with persons whose file is open to the actor; the first one leads.

    Raises `ValidationError` by field.
    """
    _in_the_future(day)
    said = Said(persons=persons, kind=kind, day=day, time=time, status=PLANNED, workers=workers)
    return note_encounter(actor=actor, said=said).encounter


def move_encounter(
    *, actor: User, encounter_id: int, day: date, time: time | None, version: str
) -> Encounter:
    """Give a planned encounter another day or hour.

    Raises `ValidationError` by field, `Conflict` when it changed since it was read,
    `Encounter.DoesNotExist` when it is planned no more.
    """
    _in_the_future(day)
    found = Encounter.objects.get(pk=encounter_id, status=PLANNED)
    said = replace(said_of(found), day=day, time=time)
    stored = correct_encounter(actor=actor, key=encounter_id, version=version, said=said)
    return stored.encounter


def _in_the_future(day: date) -> None:
    if day < timezone.localdate():
        sentence = _("An encounter is planned for today or later; note it if it took place.")
        raise ValidationError({"day": sentence})
