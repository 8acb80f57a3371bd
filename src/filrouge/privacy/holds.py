"""Keeping a file from erasure for now, with a ground, until the hold is lifted."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.access import isolation
from filrouge.access.domain_links import Refused
from filrouge.audit import journal
from filrouge.people.models import Person

from .models import Hold


@isolation.purpose("rights")
def running(person_id: int) -> Hold | None:
    """The hold on a file, if any."""
    return Hold.objects.filter(person=person_id, lifted_at__isnull=True).first()


@isolation.purpose("rights")
@transaction.atomic
def place(*, actor: Any, person: Person, ground: str) -> Hold:
    """Keep the file. Refused when it is held already or the ground is not one."""
    if ground not in Hold.Ground.values:
        raise Refused(_("Say why the file must be kept."))
    if running(person.pk):
        raise Refused(_("This file is already held."))
    made = Hold.objects.create(person=person, ground=ground, placed_by=actor)
    journal.record(
        actor=actor,
        action="privacy.place_hold",
        subject=f"hold {made.pk}",
        persons=[person.pk],
        detail={"ground": ground},
    )
    return made


@isolation.purpose("rights")
@transaction.atomic
def lift(*, actor: Any, person: Person) -> None:
    """Let the file be erased again. Refused when nothing holds it."""
    found = Hold.objects.select_for_update().filter(person=person, lifted_at__isnull=True).first()
    if found is None:
        raise Refused(_("Nothing holds this file."))
    found.lifted_at = timezone.now()
    found.save(update_fields=["lifted_at"])
    journal.record(
        actor=actor,
        action="privacy.lift_hold",
        subject=f"hold {found.pk}",
        persons=[person.pk],
    )
