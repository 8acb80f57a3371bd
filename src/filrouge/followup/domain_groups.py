"""Group activities: noted, corrected, deleted; who came. No figure counts them.

Only persons whose file is open to the worker are named; the others are a number.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.access.files import Compartment, may_write, open_to
from filrouge.audit import journal
from filrouge.common.days import slip_of
from filrouge.records.domain import Conflict, version_of
from filrouge.vocabulary import lists

from . import rules
from .models import GroupActivity, GroupAttendance
from .models.groups import LONGEST_MIN

MOST_OTHERS = 500


@dataclass(frozen=True, slots=True)
class Group:
    """What is said of an activity. `workers` are keys, `partner` an institution or nobody."""

    kind: str
    day: date
    duration_min: int | None = None
    place: str = ""
    partner: Any = None
    workers: tuple[int, ...] = ()
    others: int = 0


@transaction.atomic
def note_group(*, actor: Any, said: Group) -> GroupActivity:
    """Store an activity. Raises `ValidationError` by field."""
    _checked(said)
    activity = GroupActivity()
    _fill(activity, said)
    _tell(actor, "note_group", activity, [])
    return activity


@transaction.atomic
def correct_group(*, actor: Any, key: int, version: str, said: Group) -> GroupActivity:
    """Change an activity read at `version`; another day is another day for who came.

    Raises `Conflict` when it changed since, `ValidationError` by field.
    """
    _checked(said)
    activity = _read_at(key, version)
    activity.revision += 1
    _fill(activity, said)
    activity.attendances.update(day=said.day)
    _tell(actor, "correct_group", activity, [])
    return activity


@transaction.atomic
def delete_group(*, actor: Any, key: int, version: str, reason: str) -> None:
    """Remove an activity and who came. Raises `Conflict`, or `ValidationError` without a reason
    and when somebody came whose file is closed to the worker."""
    if not reason:
        raise ValidationError({"reason": _("Say why.")})
    activity = _read_at(key, version)
    persons = list(activity.attendances.values_list("person_id", flat=True))
    if _open(actor, persons) < len(persons):
        raise ValidationError(_("Somebody came whose file is not open to you."))
    _tell(actor, "delete_group", activity, persons, reason=reason)
    activity.delete()


@transaction.atomic
def note_attendance(
    *, actor: Any, activity: GroupActivity, person_id: int, status: str
) -> GroupAttendance | None:
    """Say whether somebody came; an empty `status` takes the line away again.

    Raises `ValidationError` when the file is closed, for an unknown word, or after a death.
    """
    if not may_write(actor, Compartment.PSYCHOSOCIAL) or not _open(actor, [person_id]):
        raise ValidationError({"person": _("This file is not open to you.")})
    if status and status not in lists.get("group_attendance").codes:
        raise ValidationError({"status": _("Choose one.")})
    death = rules.death_of(person_id)
    if status and death and activity.day > death:
        raise ValidationError({"person": _("Nothing can be recorded after a death.")})
    rows = GroupAttendance.objects.filter(activity=activity, person=person_id)
    stored = None
    if status:
        stored, _new = GroupAttendance.objects.update_or_create(
            activity=activity,
            person_id=person_id,
            defaults={"status": status, "day": activity.day},
        )
    else:
        rows.delete()
    _tell(actor, "note_attendance", activity, [person_id], status=status)
    return stored


def _open(actor: Any, persons: Iterable[int]) -> int:
    """How many of these files are open to the actor."""
    return open_to(actor, Compartment.PSYCHOSOCIAL).filter(pk__in=list(persons)).count()


def _checked(said: Group) -> None:
    wrong = {}
    if said.kind not in lists.get("group_activity_kind").codes:
        wrong["kind"] = _("Choose one.")
    if said.day > timezone.localdate():
        wrong["day"] = _("This day is still to come.")
    elif slip := slip_of(said.day):
        wrong["day"] = slip
    if said.duration_min is not None and not 0 < said.duration_min <= LONGEST_MIN:
        wrong["duration_min"] = _("From 1 to %(most)s minutes.") % {"most": LONGEST_MIN}
    if not 0 <= said.others <= MOST_OTHERS:
        wrong["others"] = _("From 0 to %(most)s persons.") % {"most": MOST_OTHERS}
    if wrong:
        raise ValidationError(wrong)


def _fill(activity: GroupActivity, said: Group) -> None:
    activity.kind, activity.day, activity.place = said.kind, said.day, said.place
    activity.duration_min, activity.partner = said.duration_min, said.partner
    activity.others = said.others
    activity.save()
    activity.workers.set(said.workers)


def _read_at(key: int, version: str) -> GroupActivity:
    activity = GroupActivity.objects.select_for_update().get(pk=key)
    if version_of(activity) != version:
        raise Conflict(activity)
    return activity


def _tell(
    actor: Any, act: str, activity: GroupActivity, persons: Iterable[int], **more: Any
) -> None:
    journal.record(
        actor=actor,
        action=f"followup.{act}",
        subject=f"group {activity.pk}",
        persons=persons,
        detail={"kind": activity.kind, "day": str(activity.day), **more},
    )
