"""What a day holds besides encounters: who was not met, crises, titles that end, tasks, team."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, F, Max, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.access.files import Compartment, doors, open_to
from filrouge.access.models import User
from filrouge.common.lookups import unindexed
from filrouge.followup.domain_tasks import own_tasks
from filrouge.followup.models import EncounterPerson, EncounterWorker, Task
from filrouge.followup.rhythms import NotMet, not_met
from filrouge.followup.rules import living, still_followed
from filrouge.housing.models import Title
from filrouge.staff.models import Absence, InternalMeeting
from filrouge.vocabulary import lists

CRISIS_DAYS = 14
TITLE_DAYS = 120
LATE_DAYS = 60
"""Planned encounters older than that are left to the upkeep."""
MOST_LATE = 20
"""Planned encounters that nobody told what became of, on the page of the day: the newest."""
MOST_TASKS = 25
"""Tasks on the page of the day; the others are on their own page."""
SHOWN = 6
STAFF_TEAMS = {"act": "hf_act", "icm": "hf_icm", "housing": "hf_housing"}
"""The team of an account in the words of the staff."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A title that ends soon."""

    person: int
    kind: str
    dwelling: str
    end: date
    days: int


@dataclass(slots=True)
class Watched:
    """Persons to think of today, by key: no name yet."""

    not_met: list[NotMet] = field(default_factory=list)
    not_met_more: int = 0
    crisis: list[tuple[int, date]] = field(default_factory=list)
    titles: list[Ending] = field(default_factory=list)
    tasks: list[tuple[int, int | None]] = field(default_factory=list)
    """Key of each task and of its person."""

    @property
    def persons(self) -> set[int]:
        """Everybody named by this part of the page."""
        about = {person for _key, person in self.tasks if person is not None}
        return (
            {one.person for one in self.not_met}
            | {person for person, _day in self.crisis}
            | {one.person for one in self.titles}
            | about
        )


def watched(user: User, day: date, *, every: bool = False) -> Watched:
    """Who must not be forgotten, among the files open to the reader; `every` one not met."""
    found = Watched()
    opened = doors(user)
    if Compartment.PSYCHOSOCIAL in opened:
        followed = open_to(user, Compartment.PSYCHOSOCIAL).filter(living(), still_followed())
        persons = list(followed.values_list("pk", flat=True))
        late = not_met(persons, day)
        most = len(late) if every else SHOWN
        found.not_met, found.not_met_more = late[:most], max(0, len(late) - most)
        found.crisis = _in_crisis(persons, day)
    if Compartment.HOUSING in opened:
        found.titles = _ending(user, day)
    found.tasks = _to_do(user)
    return found


def _in_crisis(persons: list[int], day: date) -> list[tuple[int, date]]:
    told = EncounterPerson.objects.annotate(whom=unindexed("person_id")).filter(
        whom__in=persons,
        encounter__status="held",
        encounter__topics__topic="crisis",
        encounter__day__range=(day - timedelta(days=CRISIS_DAYS), day),
    )
    rows = told.values_list("whom").annotate(last=Max("encounter__day"))
    return sorted(rows.order_by(), key=lambda one: (-one[1].toordinal(), one[0]))


def _ending(user: User, day: date) -> list[Ending]:
    """Titles that end within 120 days and that no other one follows."""
    after = Title.objects.filter(person=OuterRef("person"), start__gt=OuterRef("start"))
    rows = (
        Title.objects.filter(end__range=(day, day + timedelta(days=TITLE_DAYS)))
        .filter(living("person"), person__in=open_to(user, Compartment.HOUSING).values("pk"))
        .exclude(Exists(after))
        .order_by("end", "pk")
        .values_list("person_id", "kind", "dwelling__code", "end")
    )
    kinds = lists.get("title_kind")
    return [
        Ending(person, kinds.label(kind), dwelling, end, (end - day).days)
        for person, kind, dwelling, end in rows
        if end is not None
    ]


def _to_do(user: User) -> list[tuple[int, int | None]]:
    """Tasks not done yet, and those done today, which may still be taken up again."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    mine = own_tasks(user).filter(assigned_to=user)
    wanted = mine.filter(Q(done_at__isnull=True) | Q(done_at__gte=today))
    rows = wanted.order_by(F("done_at").asc(nulls_first=True), "due", "pk")
    return list(rows.values_list("pk", "person_id")[:MOST_TASKS])


def tasks(keys: list[int]) -> list[Task]:
    """Tasks whose persons are written in the journal; the soonest due first, done ones last."""
    rows = list(Task.objects.filter(pk__in=keys).select_related("assigned_to", "made_by"))
    far = date.max
    return sorted(rows, key=lambda one: (one.done_at is not None, one.due or far, one.pk))


def late(day: date) -> Q:
    """Planned and past, and nobody has said what became of it."""
    return Q(status="planned", day__lt=day, day__gte=day - timedelta(days=LATE_DAYS))


def meetings(user: User, start: date, end: date) -> list[InternalMeeting]:
    """Meetings of the reader's teams; the director's are those of every Housing First team."""
    teams = [STAFF_TEAMS[code] for code in user.team_codes if code in STAFF_TEAMS]
    if user.role == "hf_director" or not teams:
        teams = [*STAFF_TEAMS.values(), "hf_management"]
    found = InternalMeeting.objects.filter(team__in=teams, day__range=(start, end))
    return list(found.order_by("day", "pk"))


@dataclass(frozen=True, slots=True)
class Meeting:
    """An internal meeting as read."""

    day: date
    kind: str
    team: str


def meetings_told(rows: list[InternalMeeting]) -> list[Meeting]:
    """Internal meetings in words."""
    kinds, teams = lists.get("meeting_kind"), lists.get("staff_team")
    return [Meeting(one.day, kinds.label(one.kind), teams.label(one.team)) for one in rows]


def absences(start: date, end: date) -> list[Absence]:
    """Who is absent on some of these days."""
    found = Absence.objects.filter(start__lte=end, end__gte=start).select_related("worker")
    return list(found.order_by("start", "worker__code"))


def covered(rows: Iterable[Absence]) -> dict[int, list[date]]:
    """By absence, the days (today or later) of planned encounters left without their worker."""
    today = timezone.localdate()
    coming = [one for one in rows if one.end >= today]
    if not coming:
        return {}
    dead = EncounterPerson.objects.filter(encounter=OuterRef("encounter")).exclude(living("person"))
    planned = EncounterWorker.objects.annotate(who=unindexed("worker_id")).filter(
        ~Exists(dead),
        who__in=[one.worker_id for one in coming],
        encounter__status="planned",
        encounter__day__range=(today, max(one.end for one in coming)),
    )
    days = list(planned.order_by("encounter__day").values_list("worker_id", "encounter__day"))
    found = {
        one.pk: [on for who, on in days if who == one.worker_id and one.start <= on <= one.end]
        for one in coming
    }
    return {key: some for key, some in found.items() if some}


def week_of(day: date) -> str:
    """The week of a day as an address holds it: its year and number of ISO 8601."""
    year, week, _day = day.isocalendar()
    return f"{year}-W{week:02d}"


def away(workers: Iterable[int], on: date) -> list[str]:
    """A sentence for each of some workers who is absent on a day."""
    keys = set(workers)
    return [
        _("%(worker)s is absent on that day.") % {"worker": one.worker.code}
        for one in absences(on, on)
        if one.worker_id in keys
    ]


def absent(rows: list[Absence], code: str, day: date) -> bool:
    """Whether a worker is absent on a day."""
    return any(one.worker.code == code and one.start <= day <= one.end for one in rows)


def met_words(one: NotMet) -> str:
    """How long ago somebody was met."""
    if one.days is None:
        return _("not met for more than three months")
    return _("not met for %(days)s days") % {"days": one.days}
