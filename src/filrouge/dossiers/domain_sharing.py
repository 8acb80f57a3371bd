"""Sharing a note between care and housing, and withdrawing it: deliberate acts, written down."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.access.models import User
from filrouge.audit import journal
from filrouge.people.models import Person
from filrouge.vocabulary import lists

from .pens import CARE, HOUSING
from .shared_note import OVERSEES, SharedNote

USUAL = timedelta(days=30)
LONGEST = timedelta(days=183)
"""A note is shared for six months at most; then the question is asked again."""


def audiences(user: User) -> list[str]:
    """To whom a worker may share: care to housing, housing to care."""
    found = ["housing_team"] if user.role in CARE else []
    return [*found, "care_team"] if user.role in HOUSING else found


@transaction.atomic
def share_note(
    *, actor: User, person: Person, audience: str, purpose: str, text: str, until: date
) -> SharedNote:
    """Write a note for the other team. Raises `ValidationError` by field."""
    today = timezone.localdate()
    faults: dict[str, str] = {}
    if audience not in audiences(actor):
        faults["audience"] = _("A note is shared with the other team: choose it.")
    if purpose not in lists.get("shared_purpose").codes:
        faults["purpose"] = _("Say what this note is for.")
    if not text.strip():
        faults["text"] = _("Write what the other team must know, and nothing more.")
    if not today <= until <= today + LONGEST:
        faults["until"] = _("A note is shared until a day in the next six months.")
    if faults:
        raise ValidationError(faults)
    note = SharedNote.objects.create(
        person=person,
        audience=audience,
        purpose=purpose,
        text=text.strip(),
        start=today,
        until=until,
        written_by=actor,
    )
    _write(actor, "dossiers.share_note", note)
    return note


@transaction.atomic
def withdraw_note(*, actor: User, note: SharedNote) -> None:
    """Stop sharing; whoever wrote the note, or a director. Doing it again changes nothing."""
    note = SharedNote.objects.select_for_update().get(pk=note.pk)
    if actor.pk != note.written_by_id and actor.role != OVERSEES:
        raise ValidationError({"": _("Only who wrote a note, or a director, withdraws it.")})
    if note.withdrawn_on is not None:
        return
    note.withdrawn_on = timezone.localdate()
    note.revision += 1
    note.save(update_fields=["withdrawn_on", "revision"])
    _write(actor, "dossiers.withdraw_note", note)


def _write(actor: User, action: str, note: SharedNote) -> None:
    journal.record(
        actor=actor,
        action=action,
        subject=f"{SharedNote._meta.db_table} {note.pk}",
        persons=[note.person_id],
        detail={
            "role": actor.role,
            "compartments": ["housing"],
            "audience": note.audience,
            "purpose": note.purpose,
            "until": note.until.isoformat(),
        },
    )
