"""What a follow-up allows and what follows from it: encounters inside or outside, a death last.

These look at a whole life whatever the doors of who writes: a housing officer may correct a
follow-up and never reads the encounters whose place in the figures changes with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from itertools import batched
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import formats
from django.utils.translation import gettext as _

from filrouge.access import isolation
from filrouge.records.declaration import kind_of
from filrouge.records.domain import correct_record, version_of

from .models import (
    Encounter,
    EncounterPerson,
    FollowUp,
    FollowUpTerm,
    FunctioningScore,
    SymptomReview,
    UseReview,
)
from .rules import DEATH, death_of

AT_ONCE = 500
"""Encounters marked in one statement."""
LIVED = (FunctioningScore, SymptomReview, UseReview)


def follow_up_in_a_life(record: FollowUp, values: Mapping[str, Any]) -> None:
    """Begins after birth and before a death; a death ends everything."""
    if record.start <= record.person.birth_date:
        raise ValidationError(
            {"start": _("The follow-up begins after the date of birth of the person.")}
        )
    death = death_of(record.person_id, but=record.pk)
    if death and record.start >= death:
        said = _("The person died on %(day)s: nothing can be recorded after it.")
        raise ValidationError({"start": said % {"day": _day(death)}})
    if record.end_reason == DEATH:
        _check_comes_last(record)
    elif death is None and death_of(record.person_id) and ended_by_death(record.person_id):
        said = _("A stay ends by the death of the person: correct the stay first.")
        raise ValidationError({"end_reason": said})


def _check_comes_last(record: FollowUp) -> None:
    """Nothing is recorded after a death: neither a follow-up nor what is lived."""
    later = FollowUp.objects.filter(person=record.person_id, start__gt=record.start)
    if later.exclude(pk=record.pk).exists():
        said = _("A later follow-up is recorded: it cannot end by a death.")
        raise ValidationError({"end_reason": said})
    lived = last_lived(record.person_id)
    if record.end and lived and lived > record.end:
        # A day only: who writes may not read what happened on it.
        said = _("Something is dated %(day)s in this file, after that day: correct it first.")
        raise ValidationError({"end": said % {"day": _day(lived)}})


def _day(day: date) -> str:
    return formats.date_format(day, "j N Y")


def resumed(record: FollowUp, values: Mapping[str, Any]) -> None:
    """A follow-up that comes after another one is a resumption."""
    if record.start:
        earlier = FollowUp.objects.filter(person=record.person_id, start__lt=record.start)
        record.resumed = earlier.exclude(pk=record.pk).exists()


def after_follow_up(actor: Any, record: FollowUp, before: Mapping[str, Any]) -> None:
    """Team and funding at the start move with it; encounters are inside or outside again."""
    if before and before["start"] != record.start:
        _move_terms(actor, record, before["start"])
    if before and before["end_reason"] == record.end_reason == DEATH:
        _move_end_of_home(actor, record, before["end"])
    _say_which_resume(record.person_id)
    mark_outside(record.person_id)


def _say_which_resume(person_id: int) -> None:
    """The first follow-up begins, the others are resumptions, whatever was added or deleted."""
    mine = FollowUp.objects.filter(person=person_id)
    for place, one in enumerate(mine.order_by("start")):
        if one.resumed != bool(place):
            mine.filter(pk=one.pk).update(resumed=bool(place))


def _move_terms(actor: Any, record: FollowUp, start: date) -> None:
    kind = kind_of(FollowUpTerm)
    assert kind is not None
    terms = FollowUpTerm.objects.filter(person=record.person_id, effective_on=start, initial=True)
    for term in terms:
        correct_record(
            actor=actor,
            kind=kind,
            key=term.pk,
            values={"effective_on": record.start},
            version=version_of(term),
        )


def _move_end_of_home(actor: Any, record: FollowUp, was: date) -> None:
    """A death on another day: the stay and the titles that it ended go with it."""
    if record.end == was:
        return
    ended = {"person": record.person_id, "end": was}
    for name, more in (("Stay", {"destination": DEATH}), ("Title", {})):
        model = apps.get_model("housing", name)
        kind = kind_of(model)
        assert kind is not None
        for one in model._default_manager.filter(**ended, **more):
            correct_record(
                actor=actor,
                kind=kind,
                key=one.pk,
                values={"end": record.end},
                version=version_of(one),
            )


def ended_by_death(person_id: int) -> bool:
    """Whether a stay of a person says that it ended by their death."""
    stays = apps.get_model("housing", "Stay")._default_manager
    return bool(stays.filter(person=person_id, destination=DEATH).exists())


@isolation.purpose("lives")
def mark_outside(person_id: int) -> None:
    """Say again which held encounters of a person no figure counts: those outside a follow-up of
    one of their persons. The revision of an encounter does not move: nobody corrected it."""
    mine = EncounterPerson.objects.filter(person=person_id).values("encounter")
    present = defaultdict(set)
    for encounter, person in EncounterPerson.objects.filter(encounter__in=mine).values_list(
        "encounter", "person"
    ):
        present[encounter].add(person)
    spans = _spans({person for persons in present.values() for person in persons})
    wrong: dict[bool, list[int]] = {True: [], False: []}
    rows = Encounter.objects.filter(pk__in=mine).values_list(
        "pk", "day", "status", "outside_follow_up"
    )
    for key, day, status, marked in rows:
        inside = all(_covered(spans[person], day) for person in present[key])
        outside = status == "held" and not inside
        if outside != marked:
            wrong[outside].append(key)
    for outside, keys in wrong.items():
        for some in batched(keys, AT_ONCE):
            Encounter.objects.filter(pk__in=some).update(outside_follow_up=outside)


type _Spans = list[tuple[date, date | None]]


def _spans(persons: set[int]) -> dict[int, _Spans]:
    found: dict[int, _Spans] = {person: [] for person in persons}
    rows = FollowUp.objects.filter(person__in=persons).values_list("person", "start", "end")
    for person, start, end in rows:
        found[person].append((start, end))
    return found


def _covered(spans: _Spans, day: date) -> bool:
    return any(start <= day and (end is None or day <= end) for start, end in spans)


@isolation.purpose("lives")
def last_lived(person_id: int) -> date | None:
    """The last day on which a person was met or reviewed."""
    met = EncounterPerson.objects.filter(person=person_id, encounter__status="held")
    found = [met.aggregate(last=Max("encounter__day"))["last"]]
    for model in LIVED:
        found.append(model.objects.filter(person=person_id).aggregate(last=Max("day"))["last"])
    return max((day for day in found if day), default=None)
