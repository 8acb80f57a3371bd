"""Whose persons may be handed over, who has no referent worker, and what was handed over lately."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from filrouge.access.domain_links import DIRECTOR
from filrouge.access.files import Compartment, may_write, open_to
from filrouge.access.links import BreakGlass, CareLink
from filrouge.access.models import User
from filrouge.audit.models import JournalEntry
from filrouge.followup.domain_tasks import passing
from filrouge.followup.models import EncounterPerson, EncounterWorker, FollowUp, Task
from filrouge.followup.rules import living
from filrouge.people.models import Person
from filrouge.staff.models import Absence, Assignment, Worker
from filrouge.vocabulary import lists

MOST = 60
"""Persons handed over at once; the others come after."""
LATELY = 20


def decided_by(user: User) -> QuerySet[Person]:
    """The files on whose links somebody decides: a director those open to them for good, others
    those whom they refer to. What `may_decide` says of one file, asked of all of them."""
    today, now = timezone.localdate(), timezone.now()
    hour = BreakGlass.objects.filter(
        person=OuterRef("pk"), worker=user, started_at__lte=now, ends_at__gt=now
    )
    found = open_to(user).exclude(Exists(hour))
    if user.role != DIRECTOR:
        found = found.filter(Exists(_links(today).filter(worker=user, kind="referent")))
    return found.order_by("number")


def _links(day: date) -> QuerySet[CareLink]:
    return CareLink.objects.filter(
        person=OuterRef("pk"), start__lte=day, end__gte=day, worker__is_active=True
    )


def of_worker(user: User, worker: User) -> QuerySet[Person]:
    """Those of them whom a worker accompanies by a link, today or soon: the living."""
    links = CareLink.objects.filter(
        person=OuterRef("pk"), worker=worker, end__gte=timezone.localdate()
    )
    return decided_by(user).filter(living(), Exists(links))


def without_referent(user: User) -> QuerySet[Person]:
    """Those of them who are accompanied today and have no referent worker."""
    today = timezone.localdate()
    followed = FollowUp.objects.filter(person=OuterRef("pk"), start__lte=today).exclude(
        end__lt=today
    )
    referents = _links(today).filter(kind="referent")
    return decided_by(user).filter(Exists(followed)).exclude(Exists(referents))


@dataclass(frozen=True, slots=True)
class Position:
    """A position in words, and its days."""

    words: str
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class Around:
    """What else hangs on a worker: positions over time, absences, and what stays with them in any
    case: meetings planned after a day with other persons than those handed over, other tasks."""

    positions: Sequence[Position]
    absences: Sequence[Absence]
    planned: int
    tasks: int


def around(user: User, worker: User, day: date, shown: Collection[int]) -> Around:
    """Positions and tasks for a director only; meetings of files that `user` decides on."""
    positions = Assignment.objects.filter(worker__account=worker).select_related("funder")
    absences = Absence.objects.filter(worker__account=worker, end__gte=timezone.localdate())
    planned = EncounterWorker.objects.filter(
        worker__account=worker,
        encounter__status="planned",
        encounter__day__gte=day,
        encounter__lead__in=decided_by(user),
    )
    goes = EncounterPerson.objects.filter(person__in=shown).values("encounter")
    tasks = Task.objects.filter(assigned_to=worker, done_at__isnull=True).filter(
        Q(person__isnull=True) | Q(person__in=decided_by(user))
    )
    director = user.role == DIRECTOR
    return Around(
        [_position(one) for one in positions.order_by("-start", "-pk")] if director else [],
        list(absences.order_by("start")),
        planned.exclude(encounter__in=goes).count(),
        tasks.exclude(pk__in=passing(worker, day, shown).values("pk")).count() if director else 0,
    )


@dataclass(frozen=True, slots=True)
class Hanging:
    """What a worker planned with each person from a day on, and the open tasks about them;
    `coded`: the accounts that have a worker's code, which a meeting needs."""

    meetings: Counter[int]
    tasks: Counter[int]
    coded: frozenset[int]

    def words(self, person: int, to: User | None = None) -> str:
        """Meetings and tasks of a person; `to`: of these, those that can go to this account."""
        meetings, tasks = self.meetings[person], self.tasks[person]
        if to is not None and to.pk not in self.coded:
            meetings = 0
        return told(meetings, tasks)

    def stays(self, person: int, to: User) -> int:
        """Planned meetings that cannot go to this account."""
        return 0 if to.pk in self.coded else self.meetings[person]


def told(meetings: int, tasks: int) -> str:
    """Meetings and tasks counted, in words; empty when there is none."""
    said = [
        ngettext("%(number)s planned meeting", "%(number)s planned meetings", meetings)
        % {"number": meetings}
        if meetings
        else "",
        ngettext("%(number)s task", "%(number)s tasks", tasks) % {"number": tasks} if tasks else "",
    ]
    return ", ".join(filter(None, said))


def hanging(user: User, worker: User, day: date, persons: Iterable[int]) -> Hanging:
    """What would go along with some persons; meetings for who writes them only."""
    shown = list(persons)
    his = EncounterWorker.objects.filter(worker__account=worker).values("encounter")
    meetings = EncounterPerson.objects.filter(
        person__in=shown,
        encounter__in=his,
        encounter__status="planned",
        encounter__day__gte=day,
    )
    if not may_write(user, Compartment.PSYCHOSOCIAL):
        meetings = meetings.none()
    return Hanging(
        _by_person(meetings),
        _by_person(passing(worker, day, shown)),
        frozenset(
            pk
            for pk in Worker.objects.exclude(account=None).values_list("account", flat=True)
            if pk
        ),
    )


def _by_person(rows: QuerySet[Any]) -> Counter[int]:
    counted = rows.order_by().values_list("person").annotate(number=Count("pk"))
    return Counter(dict(counted))


def _position(one: Assignment) -> Position:
    share = _("%(share)s of full time") % {"share": formats.number_format(one.fte.normalize())}
    said = [_label("staff_function", one.function), _label("staff_team", one.team), share]
    return Position(" · ".join([*said, str(one.funder)]), one.start, one.end)


def _label(name: str, code: str) -> str:
    known = lists.get(name)
    return known.label(code) if code in known.codes else code


@dataclass(frozen=True, slots=True)
class Past:
    """A handover as the journal says it: from whom to whom, how many persons, who decided."""

    at: Any
    day: date
    source: str
    target: str
    count: int
    by: str


def lately(user: User) -> list[Past]:
    """The last handovers; of persons on whom `user` decides, counted."""
    mine = set(decided_by(user).values_list("pk", flat=True))
    lines = JournalEntry.objects.filter(action="dossiers.hand_over").select_related("actor")
    found: dict[tuple[Any, ...], list[JournalEntry]] = {}
    for line in lines.order_by("-pk")[: LATELY * MOST]:
        if mine.issuperset(line.persons):
            said = line.detail
            key = (line.at.replace(second=0, microsecond=0), said["day"], said["from"], said["to"])
            found.setdefault(key, []).append(line)
    keys = {pk for _at, _day, *both in found for pk in both if pk}
    names = {one.pk: one.display_name for one in User.objects.filter(pk__in=keys)}
    return [
        Past(
            at,
            date.fromisoformat(day),
            names.get(source, ""),
            names.get(target, ""),
            len(some),
            some[0].actor.display_name if some[0].actor else "",
        )
        for (at, day, source, target), some in list(found.items())[:LATELY]
    ]
