"""Requests of persons: recorded with their clock, answered, told when late."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from filrouge.audit import journal
from filrouge.common.periods import months_later
from filrouge.followup.models import Encounter
from filrouge.people.models import Person

from .models import PersonRequest, Statement

MONTHS_TO_ANSWER = 1


@transaction.atomic
def record_request(*, actor: Any, number: int, kind: str, received_on: date) -> PersonRequest:
    """Write a request down, due a month later. Nothing tells whether a file has the number."""
    person = Person.objects.filter(number=number).first()
    made = PersonRequest.objects.create(
        person=person,
        kind=PersonRequest.Kind(kind),
        received_on=received_on,
        due_on=months_later(received_on, MONTHS_TO_ANSWER),
        recorded_by=actor,
    )
    journal.record(
        actor=actor,
        action="privacy.record_request",
        subject=f"request {made.pk}",
        persons=[person.pk] if person else [],
    )
    return made


@transaction.atomic
def answer_request(*, actor: Any, key: int, outcome: str) -> bool:
    """Close a request; False when there is none open with this key. ValueError: unknown outcome."""
    outcome = PersonRequest.Outcome(outcome)
    found = PersonRequest.objects.select_for_update().filter(pk=key, answered_on=None).first()
    if found is None:
        return False
    found.outcome, found.answered_on = outcome, timezone.localdate()
    found.save(update_fields=["outcome", "answered_on"])
    journal.record(
        actor=actor,
        action="privacy.answer_request",
        subject=f"request {found.pk}",
        persons=[found.person_id] if found.person_id else [],
        detail={"outcome": outcome},
    )
    return True


@transaction.atomic
def add_statement(
    *, actor: Any, person: Person, text: str, encounter: Encounter | None = None
) -> Statement:
    """Keep the person's words, beside the note they contest or for the whole file.

    ValueError when the note is of a meeting where the person was not.
    """
    if encounter and not encounter.attendances.filter(person=person).exists():
        raise ValueError(encounter.pk)
    made = Statement.objects.create(
        person=person, encounter=encounter, text=text, recorded_by=actor
    )
    journal.record(
        actor=actor,
        action="privacy.add_statement",
        subject=f"statement {made.pk}",
        persons=[person.pk],
    )
    return made
