"""What is worth looking at again this week, in the files of a worker: nothing is stored for it.

Only persons followed today and open to the worker, only parts where the worker writes. A fact is
stale by dates alone: a review older than a year (from October on, missing this calendar year, which
the year's figures will need), incomes unconfirmed for a year or since a move, a network not looked
at for a year, a follow-up without referent, a home whose title has ended, a meeting of the last
month without topic or duration. "Not asked" leaves it out until next Monday.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Exists, Max, Min, Model, OuterRef, Q, QuerySet

from filrouge.access.files import Compartment, Moment, may_write, open_to
from filrouge.access.links import CareLink
from filrouge.access.models import User
from filrouge.common.lookups import unindexed
from filrouge.common.periods import months_later
from filrouge.dossiers.pens import compartment_of, may_write_kind
from filrouge.figures.facts.reviews import NOTHING_SAID, PRODUCTS_UNKNOWN
from filrouge.followup.models import (
    CloseTie,
    Confirmation,
    Encounter,
    EncounterTopic,
    EncounterWorker,
    FollowUp,
    FunctioningScore,
    NetworkLink,
    SymptomReview,
    UseReview,
)
from filrouge.followup.models.encounters import FACE_TO_FACE_KINDS
from filrouge.followup.rules import living
from filrouge.housing.models import Stay, Title
from filrouge.people.models import Income
from filrouge.records.declaration import kind_of

S, C = Confirmation.Subject, Compartment
LATE = 10
"""From this month on, what the calendar year lacks is asked for."""
SETTLED = timedelta(days=30)
"""A follow-up begins a month before its first review is missing; and the time that "still no
referent", "still no title" is taken for an answer."""
LATELY = timedelta(days=31)
ENDLESS = date.max


@dataclass(frozen=True, slots=True)
class Stale:
    """A fact to look at. `since`: the last time it was known, None for never. `about`: a key."""

    subject: str
    person: int
    since: date | None
    about: int = 0


class Looking:
    """One look at the files of a worker; each table is read once, whatever the persons."""

    def __init__(self, user: User, *, person: int | None = None) -> None:
        self.user, self.now, self.person = user, Moment.now(), person
        self.today = self.now.day
        self.monday = self.today - timedelta(days=self.today.weekday())

    def open_in(self, part: Compartment) -> set[int]:
        """Persons followed today whose part of the file is open."""
        running = FollowUp.objects.filter(person=OuterRef("pk"), start__lte=self.today)
        found = open_to(self.user, part, now=self.now).filter(
            living(), Exists(running.exclude(end__lt=self.today))
        )
        if self.person is not None:
            found = found.filter(pk=self.person)
        return set(found.values_list("pk", flat=True))

    @cached_property
    def persons(self) -> dict[Compartment, set[int]]:
        """The open files by part, for the parts that some subject needs."""
        parts = dict.fromkeys(part_of(one) for one in FINDERS if writes(self.user, one))
        return {part: self.open_in(part) for part in parts}

    @cached_property
    def everybody(self) -> set[int]:
        return set().union(*self.persons.values()) if self.persons else set()

    @cached_property
    def started(self) -> dict[int, date]:
        """The first day of the follow-up that runs."""
        rows = FollowUp.objects.filter(person__in=self.everybody, start__lte=self.today)
        return dict(rows.exclude(end__lt=self.today).values_list("person", "start"))

    @cached_property
    def answered(self) -> dict[tuple[str, str, int, int], date]:
        """The last day of each answer: by answer, subject, person and record."""
        rows = Confirmation.objects.filter(person__in=self.everybody).order_by()
        found = rows.values_list("answer", "subject", "person", "about")
        return {
            (answer, subject, person, about or 0): day
            for answer, subject, person, about, day in found.annotate(day=Max("day"))
        }

    def confirmed(self, subject: str, person: int, about: int = 0) -> date | None:
        """The last day somebody said that it is still true, or wrote what changed."""
        days = [
            self.answered.get((answer, subject, person, about))
            for answer in (Confirmation.Answer.CONFIRMED, Confirmation.Answer.CHANGED)
        ]
        return max((day for day in days if day), default=None)

    def left_alone(self, one: Stale) -> bool:
        """ "Not asked", said since Monday."""
        key = (Confirmation.Answer.NOT_ASKED.value, one.subject, one.person, one.about)
        said = self.answered.get(key)
        return said is not None and said >= self.monday

    def settled(self, person: int) -> bool:
        return self.started.get(person, self.today) + SETTLED <= self.today

    def is_old(self, last: date | None, *, by_year: bool = False) -> bool:
        """Never, more than a year ago, or (late in the year) not this calendar year."""
        if last is None or last < months_later(self.today, -12):
            return True
        return by_year and self.today.month >= LATE and last.year < self.today.year


type Found = Iterator[Stale]
type Finder = Callable[[Looking, set[int]], Found]


def _last(rows: QuerySet[Any], persons: Iterable[int], *fields: str) -> dict[int, date]:
    """The latest day of each person among some date fields."""
    asked = {f"last_{name}": Max(name) for name in fields}
    found: dict[int, date] = {}
    for person, *days in (
        rows.filter(person__in=persons).order_by().values_list("person").annotate(**asked)
    ):
        known = [day for day in days if day]
        if known:
            found[person] = max(known)
    return found


def _reviews(subject: str, rows: Callable[[], QuerySet[Any]]) -> Finder:
    def find(look: Looking, persons: set[int]) -> Found:
        last = _last(rows(), persons, "day")
        for person in persons:
            day = last.get(person)
            if look.is_old(day, by_year=True) and (day or look.settled(person)):
                yield Stale(subject, person, day)

    return find


def _incomes(look: Looking, persons: set[int]) -> Found:
    ended = Income.objects.filter(Q(end__isnull=True) | Q(end__lte=look.today))
    known = _last(ended.filter(start__lte=look.today), persons, "start", "end")
    moves = _last(Stay.objects.filter(start__lte=look.today), persons, "start")
    for person in persons:
        days = [known.get(person), look.confirmed(S.INCOME, person)]
        last = max((day for day in days if day), default=None)
        moved = last is not None and moves.get(person, date.min) > last
        if (look.is_old(last) or moved) and (last or look.settled(person)):
            yield Stale(S.INCOME, person, last)


def _network(look: Looking, persons: set[int]) -> Found:
    ties: list[type[Model]] = [NetworkLink, CloseTie]
    seen = [
        _last(model._default_manager.filter(start__lte=look.today), persons, "start")
        for model in ties
    ]
    for person in persons:
        days = [*(one.get(person) for one in seen), look.confirmed(S.NETWORK, person)]
        last = max((day for day in days if day), default=None)
        if look.is_old(last) and (last or look.settled(person)):
            yield Stale(S.NETWORK, person, last)


def _referents(look: Looking, persons: set[int]) -> Found:
    links = CareLink.objects.filter(
        person__in=persons, kind=CareLink.Kind.REFERENT, start__lte=look.today
    )
    last = dict(links.order_by().values_list("person").annotate(last=Max("end")))
    for person in persons:
        end = last.get(person)
        said = look.confirmed(S.REFERENT, person)
        if (end is None or end < look.today) and not (said and said + SETTLED > look.today):
            yield Stale(S.REFERENT, person, end or look.started.get(person))


def _titles(look: Looking, persons: set[int]) -> Found:
    homes = Stay.objects.filter(person__in=persons, start__lte=look.today)
    housed = dict(
        homes.exclude(end__lte=look.today).order_by().values_list("person").annotate(Min("start"))
    )
    last: defaultdict[int, date] = defaultdict(lambda: date.min)
    for person, end in Title.objects.filter(person__in=persons).values_list("person", "end"):
        last[person] = max(last[person], end or ENDLESS)
    for person in housed:
        said = look.confirmed(S.TITLE, person)
        over = person in last and last[person] < look.today
        if over and not (said and said + SETTLED > look.today):
            yield Stale(S.TITLE, person, last[person])


def _encounters(look: Looking, persons: set[int]) -> Found:
    """Under the first person named, like the figures; the worker's own when the account is one."""
    rows = (
        Encounter.objects.annotate(whom=unindexed("lead_id"))
        .filter(
            whom__in=persons,
            status="held",
            kind__in=FACE_TO_FACE_KINDS,
            day__range=(look.today - LATELY, look.today),
        )
        .filter(
            Q(duration_min__isnull=True)
            | ~Q(Exists(EncounterTopic.objects.filter(encounter=OuterRef("pk"))))
        )
    )
    me = getattr(look.user, "worker", None)
    if me is not None:
        rows = rows.filter(
            Exists(EncounterWorker.objects.filter(encounter=OuterRef("pk"), worker=me))
        )
    for pk, lead, day in rows.order_by("day").values_list("pk", "lead", "day"):
        if not look.confirmed(S.ENCOUNTER, lead, pk):
            yield Stale(S.ENCOUNTER, lead, day, pk)


FINDERS: dict[str, Finder] = {
    S.SCORE: _reviews(S.SCORE, lambda: FunctioningScore.objects.filter(score__gt=0)),
    S.SYMPTOMS: _reviews(S.SYMPTOMS, lambda: SymptomReview.objects.exclude(NOTHING_SAID)),
    S.USE: _reviews(S.USE, lambda: UseReview.objects.exclude(PRODUCTS_UNKNOWN)),
    S.INCOME: _incomes,
    S.NETWORK: _network,
    S.REFERENT: _referents,
    S.TITLE: _titles,
    S.ENCOUNTER: _encounters,
}
MODELS: dict[str, type[Model]] = {
    S.SCORE: FunctioningScore,
    S.SYMPTOMS: SymptomReview,
    S.USE: UseReview,
    S.INCOME: Income,
    S.NETWORK: NetworkLink,
    S.TITLE: Title,
}
"""Where each subject is recorded, which says the part of the file and who writes it."""


def part_of(subject: str) -> Compartment:
    """The part of the file where a subject stands."""
    if subject == S.ENCOUNTER:
        return C.PSYCHOSOCIAL
    if subject in (S.SYMPTOMS, S.USE):
        return C.HEALTH
    kind = kind_of(MODELS[subject]) if subject in MODELS else None
    return compartment_of(kind) if kind else C.IDENTITY


def writes(user: User, subject: str) -> bool:
    """Whether the role may answer about a subject."""
    kind = kind_of(MODELS[subject]) if subject in MODELS else None
    return may_write(user, part_of(subject)) or (kind is not None and may_write_kind(user, kind))


def stale_facts(user: User, *, person: int | None = None) -> list[Stale]:
    """The stale facts of a worker's files (of one person): the oldest of each subject in turn,
    never known before, so that ten minutes touch every figure."""
    look = Looking(user, person=person)
    found = [
        one
        for subject, find in FINDERS.items()
        if writes(user, subject)
        for one in find(look, look.persons[part_of(subject)])
        if not look.left_alone(one)
    ]
    found.sort(key=lambda one: (one.since or date.min, one.person, one.subject))
    seen: Counter[str] = Counter()
    turns = []
    for one in found:
        turns.append(seen[one.subject])
        seen[one.subject] += 1
    order = sorted(range(len(found)), key=lambda place: (turns[place], place))
    return [found[place] for place in order]
