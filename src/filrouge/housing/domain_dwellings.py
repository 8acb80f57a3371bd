"""What is recorded of a dwelling on a day: its state when empty, an inspection, its photos."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.audit import journal
from filrouge.common.uploads import Upload
from filrouge.people.models import Person
from filrouge.records.domain import Conflict, version_of

from .models import (
    ROOMS,
    Dwelling,
    DwellingPhoto,
    DwellingState,
    Inspection,
    InspectionPhoto,
    Stay,
)

FREE = "free"
"""No state: the dwelling waits for somebody."""


@transaction.atomic
def set_dwelling_state(*, actor: Any, dwelling: Dwelling, state: str, day: date) -> None:
    """From a day on an empty dwelling is under works, reserved, given back, or free again.

    Refused while somebody lives there, and when a later state is already recorded.
    """
    living = Stay.objects.filter(dwelling=dwelling).filter(Q(end__isnull=True) | Q(end__gt=day))
    if living.filter(start__lte=day).exists():
        raise ValidationError({"state": _("Somebody lives there on that day.")})
    if DwellingState.objects.filter(dwelling=dwelling, start__gte=day).exists():
        raise ValidationError({"day": _("A later state is already recorded: correct it.")})
    running = DwellingState.objects.filter(dwelling=dwelling)
    for one in running.filter(Q(end__isnull=True) | Q(end__gte=day)):
        one.end, one.revision = day - timedelta(days=1), one.revision + 1
        one.save(update_fields=["end", "revision"])
    if state != FREE:
        made = DwellingState(dwelling=dwelling, state=state, start=day)
        made.full_clean()
        made.save()
    journal.record(
        actor=actor,
        action="housing.set_dwelling_state",
        subject=f"housing_dwelling {dwelling.pk}",
        detail={"state": state},
    )


@transaction.atomic
def record_inspection(
    *, actor: Any, dwelling: Dwelling, person: Person | None, values: Mapping[str, Any]
) -> Inspection:
    """An inspection: kind, day, rooms, remarks, next one.

    With a person the remarks are sealed in their file; without, the dwelling is empty that day.
    """
    made = Inspection(dwelling=dwelling, person=person)
    _fill(made, values)
    _check(made)
    made.save()
    _write(actor, "housing.record_inspection", made)
    return made


@transaction.atomic
def correct_inspection(
    *, actor: Any, key: int, values: Mapping[str, Any], version: str
) -> Inspection:
    """Another day, state or remark. Raises `Conflict` when it changed since it was read."""
    found = Inspection.objects.select_for_update().get(pk=key)
    if version_of(found) != version:
        raise Conflict(found)
    _fill(found, values)
    _check(found)
    found.revision += 1
    found.save()
    _write(actor, "housing.correct_inspection", found)
    return found


@transaction.atomic
def delete_inspection(*, actor: Any, inspection: Inspection, reason: str) -> None:
    """Remove an inspection and its photos; the journal keeps that there was one, and why."""
    _write(actor, "housing.delete_inspection", inspection, reason=reason)
    inspection.delete()


@transaction.atomic
def add_photo(
    *, actor: Any, inspection: Inspection, upload: Upload
) -> InspectionPhoto | DwellingPhoto:
    """Keep a photo that was drawn again: sealed with the key of whoever lives there, or in clear
    for an empty dwelling."""
    made: InspectionPhoto | DwellingPhoto
    held: dict[str, Any] = {
        "inspection": inspection,
        "kind": upload.kind,
        "size": len(upload.content),
        "content": upload.content,
        "added_by": actor,
    }
    if inspection.person_id is None:
        made = DwellingPhoto.objects.create(**held)
    else:
        made = InspectionPhoto.objects.create(
            person_id=inspection.person_id, name=upload.name, **held
        )
    _write(actor, "housing.add_photo", inspection)
    return made


def _fill(inspection: Inspection, values: Mapping[str, Any]) -> None:
    """Put values on a record, the remark where it belongs. `ValidationError` by field."""
    for name in ("kind", "day", "next_on", *ROOMS):
        if name in values:
            setattr(inspection, name, values[name])
    if "remarks" in values:
        said = values["remarks"].strip()
        nobody = inspection.person_id is None
        inspection.note, inspection.remarks = (said, "") if nobody else ("", said)
    if inspection.next_on and inspection.next_on <= inspection.day:
        raise ValidationError({"next_on": _("The next inspection is after this one.")})


def _check(inspection: Inspection) -> None:
    """What was seen was seen already, of who lived there on that day. `ValidationError` by field:
    a correction, which does not ask whose home it was, says it of the day."""
    person, day, dwelling = inspection.person, inspection.day, inspection.dwelling
    about = "person" if inspection._state.adding else "day"
    if day > timezone.localdate():
        said = _("This day is not there yet: note it as the next inspection of an earlier one.")
        raise ValidationError({"day": said})
    if person is None and inspection.kind != "visit" and _inhabited(dwelling, day):
        raise ValidationError({about: _("Somebody lives there on that day: say whose home.")})
    if person is not None and not _lives(person, dwelling, day):
        raise ValidationError({about: _("The person does not live there on that day.")})


def _lives(person: Person, dwelling: Dwelling, day: date) -> bool:
    """On the day of the entry or of the exit too: an inventory is made on that day."""
    stays = Stay.objects.filter(person=person, dwelling=dwelling, start__lte=day)
    return stays.filter(Q(end__isnull=True) | Q(end__gte=day)).exists()


def _inhabited(dwelling: Dwelling, day: date) -> bool:
    stays = Stay.objects.filter(dwelling=dwelling, start__lte=day)
    return stays.filter(Q(end__isnull=True) | Q(end__gt=day)).exists()


def _write(actor: Any, action: str, inspection: Inspection, **more: str) -> None:
    journal.record(
        actor=actor,
        action=action,
        subject=f"housing_inspection {inspection.pk}",
        persons=[inspection.person_id] if inspection.person_id else [],
        detail={"kind": inspection.kind, **more},
    )
