"""Who wrote in a file: found from what the file holds, never from all that was read of it.

After years a person has tens of thousands of lines in the journal, nearly all of them readings of a
list. What was written is named in the journal by its record: each is looked up by this name.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Cast, Concat

from filrouge.access.files import Compartment
from filrouge.access.models import User
from filrouge.audit.models import JournalEntry, JournalQuerySet
from filrouge.common.lookups import unindexed
from filrouge.followup.models import Encounter, EncounterWorker
from filrouge.harm_reduction.models import MaterialIssue
from filrouge.people.models import Person

from .attachment import Attachment
from .sections import held, mine
from .traces import deleted

HANDOUT = "handout"


def written(person: Person, opened: Iterable[Compartment], user: User) -> list[Any]:
    """The lines of the journal that write a record of the open parts: sets of them, since records
    are named by their table (encounters by their model), material by its hand-over."""
    kept = [model for one in opened for model in held()[one]]
    names = [
        mine(model, person, user)
        .order_by()
        .annotate(named=Concat(Value(f"{name} "), Cast("pk", models.CharField())))
        .values_list("named", flat=True)
        for model in kept
        for name in (model._meta.db_table, *(["encounter"] if model is Encounter else []))
    ]
    found: list[Any] = [names[0].union(*names[1:], all=True)] if names else []
    if MaterialIssue in kept:
        handouts = mine(MaterialIssue, person, user).exclude(handout=None)
        found.append([f"{HANDOUT} {one}" for one in handouts.values_list("handout", flat=True)])
    lines = JournalEntry.objects
    return [_by_somebody(lines.filter(subject__in=subjects), person) for subjects in found]


def _by_somebody(lines: JournalQuerySet, person: Person) -> JournalQuerySet:
    return lines.also_concerning(person.pk).exclude(actor=None).order_by()


def authored(
    person: Person, opened: Iterable[Compartment], user: User, account: int
) -> dict[str, frozenset[Any]]:
    """The records of the open parts that an account wrote or corrected: keys by table."""
    found: dict[str, set[Any]] = {}
    for lines in written(person, opened, user):
        whose = lines.annotate(whose=unindexed("actor_id")).filter(whose=account)
        for subject in whose.values_list("subject", flat=True).distinct():
            table, _space, key = subject.rpartition(" ")
            known = found.setdefault(table, set())
            known.add(UUID(key) if table == HANDOUT else int(key))
    return {table: frozenset(keys) for table, keys in found.items()}


def authors(person: Person, opened: frozenset[Compartment], user: User) -> list[tuple[str, str]]:
    """Whom the thread may be narrowed to: workers met (by their code), then every account that
    wrote, corrected or deleted anything in the open parts, however long ago."""
    met: Iterable[tuple[int, str]] = ()
    wrote = Q(pk__in=_by_somebody(deleted(opened), person).values("actor"))
    for lines in written(person, opened, user):
        wrote |= Q(pk__in=lines.values("actor"))
    pieces = Attachment.objects.filter(person=person, compartment__in=opened).order_by()
    wrote |= Q(pk__in=pieces.exclude(added_by=None).values("added_by"))
    if Compartment.PSYCHOSOCIAL in opened:
        met = (
            EncounterWorker.objects.filter(encounter__attendances__person=person)
            .order_by("worker__code")
            .values_list("worker_id", "worker__code")
            .distinct()
        )
        noted = Encounter.objects.filter(attendances__person=person).order_by()
        wrote |= Q(pk__in=noted.exclude(recorded_by=None).values("recorded_by"))
    accounts = User.objects.filter(wrote).order_by("username")
    return [
        *((f"w{pk}", code) for pk, code in met),
        *((f"u{one.pk}", one.display_name) for one in accounts),
    ]
