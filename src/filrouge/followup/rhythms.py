"""Who should have been met by now: once a week at the start, then at the person's own rhythm.

Source: the Housing First notices (at least one meeting a week in the first three months).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import F, Max, Q

from filrouge.common.lookups import unindexed
from filrouge.common.periods import months_later

from .models import EncounterPerson, FollowUp, MeetingRhythm
from .models.encounters import FACE_TO_FACE_KINDS
from .models.tasks import LONGEST_RHYTHM

WEEK = 7
MONTHS_OF_START = 3
MET = (*FACE_TO_FACE_KINDS, "street_outreach")
"""Kinds of held encounters in which a person is met; a phone contact is not one."""


@dataclass(frozen=True, slots=True)
class NotMet:
    """A person, the days since the last meeting (None: none in three months), the rhythm."""

    person: int
    days: int | None
    rhythm: int

    @property
    def late_by(self) -> int:
        """Days beyond the rhythm."""
        return (LONGEST_RHYTHM if self.days is None else self.days) - self.rhythm


def rhythm(started: date, own: int | None, day: date) -> int:
    """Days between two meetings, on a day: the person's own, else the usual one."""
    if own is not None:
        return own
    usual: int = settings.RHYTHM_DAYS
    return WEEK if day < months_later(started, MONTHS_OF_START) else usual


def not_met(persons: Iterable[int], day: date) -> list[NotMet]:
    """Persons followed on a day whose last meeting is older than their rhythm; the latest first.

    Three questions to the database, whatever the number of persons or of encounters.
    """
    running = FollowUp.objects.filter(person__in=persons, start__lte=day)
    started = dict(running.exclude(end__lt=day).values_list("person", "start"))
    own = dict(
        MeetingRhythm.objects.filter(person__in=started, start__lte=day)
        .order_by("start")
        .values_list("person", "days")
    )
    since = day - timedelta(days=LONGEST_RHYTHM)
    key = unindexed("person_id") if len(started) > 1 else F("person_id")
    held = EncounterPerson.objects.annotate(whom=key).filter(
        Q(encounter__status="held", encounter__kind__in=MET),
        whom__in=list(started),
        encounter__day__range=(since, day),
    )
    last = dict(held.values_list("whom").annotate(last=Max(F("encounter__day"))).order_by())
    found = []
    for person, start in started.items():
        days = rhythm(start, own.get(person), day)
        met = last.get(person, start if start >= since else None)
        gone = None if met is None else (day - met).days
        if gone is None or gone > days:
            found.append(NotMet(person, gone, days))
    return sorted(found, key=lambda one: (-one.late_by, one.person))
