"""The list of files that somebody may open, and the search in it by letters of a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from filrouge.access.files import open_to
from filrouge.access.links import Restriction
from filrouge.access.models import User
from filrouge.common.text import label_key
from filrouge.followup.models import FollowUpTerm
from filrouge.people.models import Person
from filrouge.vocabulary import lists

SHORTEST = 2
MOST_FOUND = 25


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list."""

    pk: int
    number: int
    name: str
    team: str


def open_files(user: User) -> QuerySet[Person]:
    """Files open to somebody, by number of the paper file."""
    return open_to(user).order_by("number")


def found(user: User, letters: str) -> list[int]:
    """Keys of the open, unrestricted files whose name holds these letters, accents aside."""
    restricted = Restriction.objects.filter(person=OuterRef("pk"), lifted_at__isnull=True)
    names = open_files(user).exclude(Exists(restricted))
    wanted = label_key(letters)
    return [
        pk
        for pk, first, last in names.values_list("pk", "first_name", "last_name")
        if wanted in label_key(f"{first} {last}") or wanted in label_key(f"{last} {first}")
    ]


def lines(persons: Sequence[Person]) -> list[Listed]:
    """Number, name and today's team of persons whose showing is already in the journal."""
    teams = dict(
        FollowUpTerm.objects.filter(
            person__in=[person.pk for person in persons],
            effective_on__lte=timezone.localdate(),
        )
        .exclude(team="")
        .order_by("effective_on", "-initial", "pk")
        .values_list("person_id", "team")
    )
    return [
        Listed(
            person.pk,
            person.number,
            str(person),
            lists.get("care_team").label(teams.get(person.pk, "")),
        )
        for person in persons
    ]
