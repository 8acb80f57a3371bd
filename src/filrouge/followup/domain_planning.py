"""Moving a planned encounter to another day or hour: for today or later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from filrouge.access.models import User

from .domain_encounters import correct_encounter, said_of
from .encounter_said import PLANNED, not_past
from .models import Encounter


def move_encounter(
    *, actor: User, encounter_id: int, day: date, time: time | None, version: str
) -> Encounter:
    """Give a planned encounter another day or hour.

    Raises `ValidationError` by field, `Conflict` when it changed since it was read,
    `Encounter.DoesNotExist` when it is planned no more.
    """
    not_past(day)
    found = Encounter.objects.get(pk=encounter_id, status=PLANNED)
    said = replace(said_of(found), day=day, time=time)
    stored = correct_encounter(actor=actor, key=encounter_id, version=version, said=said)
    return stored.encounter
