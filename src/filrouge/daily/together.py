"""Who is named on the page of an activity or of a round: those whose file is open, no other."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from filrouge.access.files import Compartment, open_to
from filrouge.access.models import User
from filrouge.dossiers.finding import found as found_files
from filrouge.followup.models import (
    EncounterPerson,
    GroupActivity,
    GroupAttendance,
    RoundEncounter,
)
from filrouge.followup.rules import deaths_of
from filrouge.vocabulary import lists

MOST_FOUND = 10


@dataclass(frozen=True, slots=True)
class Attending:
    """A person and the word for whether they came. `name` is filled once the journal holds it."""

    pk: int
    status: str
    name: str = ""

    @property
    def word(self) -> str:
        return lists.get("group_attendance").label(self.status)


def attending(user: User, activity: int) -> tuple[list[Attending], int]:
    """Those whose file is open to the reader, and how many others are noted. Two questions."""
    rows = GroupAttendance.objects.filter(activity=activity).order_by("status", "pk")
    found = list(rows.values_list("person_id", "status"))
    opened = readable(user, [person for person, _status in found])
    shown = [Attending(person, status) for person, status in found if person in opened]
    return shown, len(found) - len(shown)


def met(user: User, round_key: int) -> tuple[list[int], int]:
    """The known persons met in a round: those whose file is open, and how many others."""
    rows = EncounterPerson.objects.filter(
        encounter__in=_encounters(round_key), encounter__status="held"
    )
    found = list(rows.order_by("pk").values_list("person_id", flat=True))
    opened = readable(user, found)
    shown = [person for person in found if person in opened]
    return shown, len(found) - len(shown)


def named(found: list[Attending], names: Mapping[int, str]) -> list[Attending]:
    """The same with names, by name."""
    lines = [Attending(one.pk, one.status, names[one.pk]) for one in found]
    return sorted(lines, key=lambda one: (one.status != "present", one.name))


def readable(user: User, persons: list[int]) -> set[int]:
    """Those of these persons whose encounters the reader may open."""
    opened = open_to(user, Compartment.PSYCHOSOCIAL).filter(pk__in=persons)
    return set(opened.values_list("pk", flat=True))


def proposed(user: User, letters: str, day: date, but: Collection[int]) -> list[int]:
    """Who a search proposes for an activity of a day: open files, nobody who died before it."""
    found = [one for one in found_files(user, letters) if one not in but] if letters else []
    opened, died = readable(user, found), deaths_of(found)
    return [one for one in found if one in opened and died.get(one, day) >= day][:MOST_FOUND]


def present_counts(activities: list[int]) -> dict[int, int]:
    """How many named persons came to each activity."""
    rows = GroupActivity.objects.filter(pk__in=activities).values_list("pk")
    came = Count("attendances", filter=Q(attendances__status="present"))
    return dict(rows.annotate(came=came).values_list("pk", "came"))


def _encounters(round_key: int) -> Any:
    return RoundEncounter.objects.filter(round=round_key).values("encounter")
