"""What waits for an account: counted inside the product, told outside by a number only."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone

from filrouge.access.files import Compartment, doors
from filrouge.access.models import User
from filrouge.dossiers.models import Notice
from filrouge.followup.domain_tasks import own_tasks
from filrouge.followup.models import Encounter, EncounterPerson, EncounterWorker
from filrouge.followup.rules import living
from filrouge.staff.models import Absence


@dataclass(frozen=True, slots=True)
class Waiting:
    """Notices not read, tasks that a colleague gave, encounters planned on a day of absence."""

    notices: int
    tasks: int
    clashes: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.notices + self.tasks + self.clashes


def waiting(user: User) -> Waiting:
    """Three counts; nobody is named."""
    given = own_tasks(user).filter(assigned_to=user, done_at__isnull=True).exclude(made_by=user)
    return Waiting(
        notices=Notice.objects.filter(to=user, read_at__isnull=True).count(),
        tasks=given.count(),
        clashes=_clashes(user),
    )


def _clashes(user: User) -> int:
    if Compartment.PSYCHOSOCIAL not in doors(user):
        return 0
    away = Absence.objects.filter(
        worker__account=user, start__lte=OuterRef("day"), end__gte=OuterRef("day")
    )
    # Not by a join: SQLite would read every encounter that the worker ever had.
    mine = EncounterWorker.objects.filter(encounter=OuterRef("pk"), worker__account=user)
    planned = Encounter.objects.filter(
        Exists(mine), status="planned", day__gte=timezone.localdate()
    )
    dead = EncounterPerson.objects.filter(encounter=OuterRef("pk")).exclude(living("person"))
    return planned.filter(Exists(away), ~Exists(dead)).count()
