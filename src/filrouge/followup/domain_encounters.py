"""Encounters: planned, held, missed, cancelled, corrected, deleted.

What must be known is a person, a day and a kind; what figures would miss is told afterwards and
never refused. A note belongs to the file of the first person named (`lead`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from filrouge.access.files import Compartment, may_write, open_to
from filrouge.audit import journal
from filrouge.records.domain import Conflict, version_of
from filrouge.staff.models import Worker

from .encounter_said import (
    ABSENT,
    CANCELLED,
    HELD,
    PLANNED,
    Said,
    checked,
    not_past,
    outside,
    warnings_of,
)
from .models import (
    Encounter,
    EncounterPartner,
    EncounterPerson,
    EncounterTopic,
    EncounterWorker,
)

if TYPE_CHECKING:
    from filrouge.access.models import User


@dataclass(frozen=True, slots=True)
class Stored:
    """The encounter, and a sentence for each figure that it would miss in."""

    encounter: Encounter
    warnings: list[str] = field(default_factory=list)


def note_encounter(*, actor: Any, said: Said) -> Stored:
    """Store an encounter; one that is planned is for today or later. `ValidationError` by field."""
    said = checked(said)
    if said.status == PLANNED:
        not_past(said.day)
    _may_write_all(actor, said.persons)
    with transaction.atomic():
        encounter = Encounter(recorded_by=actor)
        _fill(encounter, said)
        encounter.save(force_insert=True)
        _relate(encounter, said)
        _tell(actor, "note_encounter", encounter, said.persons)
    return Stored(encounter, warnings_of(said))


def correct_encounter(*, actor: Any, key: int, version: str, said: Said) -> Stored:
    """Change an encounter read at `version`: a planned one that was held, or a mistake.

    Raises `Conflict` when it changed since, `ValidationError` by field.
    """
    with transaction.atomic():
        encounter = _read_at(key, version)
        before = said_of(encounter)
        said = checked(replace(said, persons=list(dict.fromkeys(said.persons))))
        _may_write_all(actor, {*before.persons, *said.persons})
        changed = [one.name for one in fields(Said) if _differs(one.name, before, said)]
        if changed:
            _fill(encounter, said)
            encounter.revision += 1
            encounter.save(force_update=True)
            _relate(encounter, said)
            persons = {*before.persons, *said.persons}
            _tell(actor, "correct_encounter", encounter, persons, changed=changed)
    return Stored(encounter, warnings_of(said))


def hold_encounter(*, actor: Any, key: int, version: str) -> Stored:
    """A planned encounter took place."""
    return _become(actor, key, version, HELD)


def miss_encounter(*, actor: Any, key: int, version: str) -> Stored:
    """The person was not there; only for a home visit or an outing."""
    return _become(actor, key, version, ABSENT)


def cancel_encounter(*, actor: Any, key: int, version: str, by: str = "") -> Stored:
    """A planned encounter was called off, `by` "them" or "us"."""
    return _become(actor, key, version, CANCELLED, by)


def plan_again(*, actor: Any, key: int, version: str) -> Stored:
    """Undo: the encounter is planned again."""
    return _become(actor, key, version, PLANNED)


def delete_encounter(*, actor: Any, key: int, version: str, reason: str) -> None:
    """Remove an encounter; the journal keeps why, and what it held but for words.

    Raises `Conflict` when it changed since it was read.
    """
    with transaction.atomic():
        encounter = _read_at(key, version)
        said = said_of(encounter)
        _may_write_all(actor, said.persons)
        encounter.delete()
        kept = {"kind": said.kind, "status": said.status, "day": str(said.day)}
        journal.record(
            actor=actor,
            action="followup.delete_encounter",
            subject=f"encounter {key}",
            persons=said.persons,
            detail={"held": kept, "reason": reason},
        )


@transaction.atomic
def pass_encounters(*, actor: Any, leaver: User, day: date, to: Mapping[int, User]) -> int:
    """Give what `leaver` planned from a day on to whoever takes each person over; how many.

    Whoever calls decides on these files. Nothing goes to an account without a worker's code, nor
    when the actor writes no encounter.
    """
    planned = EncounterWorker.objects.filter(
        worker__account=leaver, encounter__status=PLANNED, encounter__day__gte=day
    )
    mine = Encounter.objects.filter(attendances__person__in=to, pk__in=planned.values("encounter"))
    found = (
        list(mine.distinct().order_by("pk")) if may_write(actor, Compartment.PSYCHOSOCIAL) else []
    )
    met: defaultdict[int, list[int]] = defaultdict(list)
    for one in EncounterPerson.objects.filter(encounter__in=found):
        met[one.encounter_id].append(one.person_id)
    accounts = {user.pk for user in to.values()}
    codes = {one.account_id: one.pk for one in Worker.objects.filter(account__in=accounts)}
    passed = 0
    for encounter in found:
        goes = {to[person].pk for person in met[encounter.pk] if person in to}
        if wanted := {codes[account] for account in goes if account in codes}:
            beside = EncounterWorker.objects.filter(encounter=encounter)
            beside.filter(worker__account=leaver).delete()
            for worker in sorted(wanted - set(beside.values_list("worker", flat=True))):
                EncounterWorker.objects.create(encounter=encounter, worker_id=worker)
            encounter.revision += 1
            encounter.save(update_fields=["revision"])
            _tell(actor, "pass_encounter", encounter, met[encounter.pk])
            passed += 1
    return passed


def said_of(encounter: Encounter) -> Said:
    """What is stored of an encounter, its first person first."""
    others = encounter.attendances.exclude(person=encounter.lead_id)
    beside = EncounterWorker.objects.filter(encounter=encounter).order_by("pk")
    return Said(
        persons=[encounter.lead_id, *others.order_by("pk").values_list("person_id", flat=True)],
        kind=encounter.kind,
        day=encounter.day,
        status=encounter.status,
        time=encounter.time,
        duration_min=encounter.duration_min,
        travel_min=encounter.travel_min,
        topics=list(encounter.topics.order_by("pk").values_list("topic", flat=True)),
        workers=list(beside.values_list("worker_id", flat=True)),
        note=encounter.note,
        place=encounter.place,
        cancelled_by=encounter.cancelled_by,
        partners=list(encounter.partners.order_by("pk").values_list("organisation_id", flat=True)),
    )


def same(encounter: Encounter, said: Said) -> bool:
    """Whether a form says what is stored already. Raises `ValidationError` by field."""
    stored, said = said_of(encounter), checked(said)
    return not any(_differs(one.name, stored, said) for one in fields(Said))


def _become(actor: Any, key: int, version: str, status: str, by: str = "") -> Stored:
    with transaction.atomic():
        encounter = _read_at(key, version)
        said = checked(replace(said_of(encounter), status=status, cancelled_by=by))
        _may_write_one(actor, said.persons)
        was = encounter.status
        encounter.status, encounter.cancelled_by = said.status, said.cancelled_by
        encounter.outside_follow_up = outside(said)
        encounter.revision += 1
        encounter.save(update_fields=["status", "cancelled_by", "outside_follow_up", "revision"])
        _tell(actor, _ACTS[status], encounter, said.persons, was=was)
    return Stored(encounter, warnings_of(said))


_ACTS = {
    HELD: "hold_encounter",
    ABSENT: "miss_encounter",
    CANCELLED: "cancel_encounter",
    PLANNED: "plan_again",
}


def _read_at(key: int, version: str) -> Encounter:
    encounter = Encounter.objects.select_for_update().get(pk=key)
    if version_of(encounter) != version:
        raise Conflict(encounter)
    return encounter


def _may_write_all(actor: Any, persons: Iterable[int]) -> None:
    wanted = set(persons)
    opened = open_to(actor, Compartment.PSYCHOSOCIAL).filter(pk__in=wanted).count()
    if not may_write(actor, Compartment.PSYCHOSOCIAL) or opened < len(wanted):
        raise ValidationError({"persons": _("One of these files is not open to you.")})


def _may_write_one(actor: Any, persons: Iterable[int]) -> None:
    opened = open_to(actor, Compartment.PSYCHOSOCIAL).filter(pk__in=set(persons))
    if not may_write(actor, Compartment.PSYCHOSOCIAL) or not opened.exists():
        raise ValidationError({"persons": _("This file is not open to you.")})


def _fill(encounter: Encounter, said: Said) -> None:
    assert said.day is not None
    encounter.lead_id = said.persons[0]
    encounter.person_count = len(said.persons)
    encounter.kind, encounter.status = said.kind, said.status
    encounter.day, encounter.time = said.day, said.time
    encounter.duration_min, encounter.travel_min = said.duration_min, said.travel_min
    encounter.note, encounter.place = said.note, said.place
    encounter.cancelled_by = said.cancelled_by
    encounter.outside_follow_up = outside(said)


def _relate(encounter: Encounter, said: Said) -> None:
    """Rows beside the encounter, replaced where they differ."""
    for model, name, wanted in (
        (EncounterPerson, "person_id", said.persons),
        (EncounterWorker, "worker_id", said.workers),
        (EncounterTopic, "topic", said.topics),
        (EncounterPartner, "organisation_id", said.partners),
    ):
        manager: Any = model._default_manager
        rows = manager.filter(encounter=encounter)
        kept = set(rows.values_list(name, flat=True))
        rows.exclude(**{f"{name}__in": wanted}).delete()
        fresh = [one for one in wanted if one not in kept]
        manager.bulk_create(manager.model(encounter=encounter, **{name: one}) for one in fresh)


def _differs(name: str, before: Said, after: Said) -> bool:
    one, other = getattr(before, name), getattr(after, name)
    if name in {"topics", "workers", "partners"}:
        return set(one) != set(other)
    return bool(list(one) != list(other) if name == "persons" else one != other)


def _tell(actor: Any, act: str, encounter: Encounter, persons: Iterable[int], **more: Any) -> None:
    journal.record(
        actor=actor,
        action=f"followup.{act}",
        subject=f"encounter {encounter.pk}",
        persons=persons,
        detail={"kind": encounter.kind, "status": encounter.status, **more},
    )
