"""What waits at the desk of the housing team: titles that end, inspections, agreements, moves.

Everything is read for the persons whose file the reader may open; of the others only a number.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from filrouge.people.models import Person
from filrouge.vocabulary import lists

from .domain_moves import OPEN
from .models import (
    Dwelling,
    HeadLease,
    Inspection,
    LandlordAgreement,
    MovePlan,
    Stay,
    Title,
    TitleStep,
)

THRESHOLDS = (30, 60, 120)
"""Days before the end of a title at which it shows, each time more pressing."""
INVENTORY_DAYS = 60
"""An inventory is asked for during that many days after an entry or an exit."""
NEXT_DAYS = 30
AGREEMENT_DAYS = 60


@dataclass(slots=True)
class Ending:
    """A title that ends: in how many days (below 0: since), and the steps done and to do."""

    title: Title
    days: int
    steps: list[tuple[str, str, TitleStep | None]]

    @property
    def flag(self) -> str:
        """How pressing: expired or 30 days, 60, 120."""
        return "danger" if self.days <= 30 else "warning" if self.days <= 60 else "info"

    @property
    def band(self) -> str:
        """The heading it stands under."""
        return "expired" if self.days < 0 else str(next(x for x in THRESHOLDS if self.days <= x))

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step is not None for _code, _word, step in self.steps)

    @property
    def unfolded(self) -> bool:
        """Whether its checklist shows at once: what is for this month."""
        return abs(self.days) <= min(THRESHOLDS)

    @property
    def words(self) -> str:
        """“in 25 days”, “expired 3 days ago”."""
        count = abs(self.days)
        if self.days < 0:
            said = ngettext("expired %(n)s day ago", "expired %(n)s days ago", count)
        elif self.days == 0:
            return _("ends today")
        else:
            said = ngettext("in %(n)s day", "in %(n)s days", count)
        return said % {"n": count}


@dataclass(slots=True)
class Due:
    """An inspection to make. `kind`: entry, exit, visit. `gone`: the person died, and only the
    dwelling is told."""

    kind: str
    day: date
    person: Person | None
    dwelling: Dwelling
    gone: bool = False

    @property
    def word(self) -> str:
        """The kind in the reader's language."""
        return lists.get("inspection_kind").label(self.kind)

    @property
    def named(self) -> Person | None:
        """Who may be named beside it."""
        return None if self.gone else self.person


@dataclass(slots=True)
class Shown[T]:
    """What may be shown, and how many more there are in files that are closed to the reader."""

    lines: list[T] = field(default_factory=list)
    hidden: int = 0


def titles_ending(
    today: date, opened: Collection[int], gone: Collection[int] = ()
) -> Shown[Ending]:
    """The latest title of each dwelling where the person still lives, ending within 120 days or
    over already; the most pressing first. Nothing of those who died (`gone`)."""
    found = Shown[Ending]()
    for title in _ending(today).exclude(person__in=gone):
        if title.person_id not in opened:
            found.hidden += 1
            continue
        assert title.end is not None
        found.lines.append(Ending(title, (title.end - today).days, steps_of(title)))
    return found


def _ending(today: date) -> QuerySet[Title]:
    later = Title.objects.filter(
        person=OuterRef("person"), dwelling=OuterRef("dwelling"), start__gt=OuterRef("start")
    )
    found = Title.objects.filter(
        Exists(_living(today)),
        ~Exists(later),
        start__lte=today,
        end__lte=today + timedelta(days=max(THRESHOLDS)),
    )
    steps = Prefetch("steps", TitleStep.objects.select_related("by"))
    return (
        found.select_related("person", "dwelling__landlord__organisation")
        .prefetch_related(steps)
        .order_by("end", "pk")
    )


def _living(today: date) -> QuerySet[Stay]:
    """The stay of a title's person in its dwelling, on a day."""
    rows = Stay.objects.filter(person=OuterRef("person"), dwelling=OuterRef("dwelling"))
    return rows.filter(Q(end__isnull=True) | Q(end__gt=today), start__lte=today)


def steps_of(title: Title) -> list[tuple[str, str, TitleStep | None]]:
    """The checklist of a title: code, word, the step when it is done."""
    done = {step.code: step for step in title.steps.all()}
    return [(term.code, term.label, done.get(term.code)) for term in lists.get("title_step").terms]


@dataclass(slots=True)
class Handover:
    """A lease that the association holds and the tenant takes over, with the sublease beside it.
    `title` only for a file that is open to the reader."""

    lease: HeadLease
    day: date
    days: int
    title: Title | None

    @property
    def flag(self) -> str:
        """How pressing, as for titles."""
        return "danger" if self.days <= 30 else "warning" if self.days <= 60 else "info"

    @property
    def words(self) -> str:
        """“in 25 days”, “since 3 days”."""
        count = abs(self.days)
        if self.days < 0:
            said = ngettext("%(n)s day late", "%(n)s days late", count)
        elif self.days == 0:
            return _("today")
        else:
            said = ngettext("in %(n)s day", "in %(n)s days", count)
        return said % {"n": count}


def handovers(today: date, opened: Collection[int], gone: Collection[int] = ()) -> list[Handover]:
    """Leases of the association that run, to be taken over or ending within 120 days, the most
    pressing first, each beside the rolling title that rests on it."""
    limit = today + timedelta(days=max(THRESHOLDS))
    running = HeadLease.objects.filter(Q(end__isnull=True) | Q(end__gte=today), start__lte=today)
    leases = running.filter(Q(transfer_on__lte=limit) | Q(end__lte=limit))
    leases = leases.select_related("dwelling__landlord__organisation")
    titles = Title.objects.filter(
        Q(end__isnull=True) | Q(end__gte=today),
        Exists(_living(today)),
        dwelling__in=leases.values("dwelling"),
        rolling=True,
        start__lte=today,
        person__in=opened,
    ).exclude(person__in=gone)
    by_dwelling = {
        one.dwelling_id: one for one in titles.select_related("person").order_by("start")
    }
    found = []
    for lease in leases:
        day = min(day for day in (lease.transfer_on, lease.end) if day is not None)
        title = by_dwelling.get(lease.dwelling_id)
        found.append(Handover(lease, day, (day - today).days, title))
    return sorted(found, key=lambda one: (one.day, one.lease.pk))


def inspections_due(today: date, opened: Collection[int], gone: Collection[int] = ()) -> Shown[Due]:
    """Inventories that recent entries and exits lack, and inspections planned for these days.

    Of those who died (`gone`) the exit of their home is asked for, by its address; nothing else.
    """
    found = Shown[Due]()
    for kind, rows in (("entry", _entered(today)), ("exit", _left(today))):
        for stay in rows:
            day = stay.start if kind == "entry" else stay.end
            assert day is not None
            dead = stay.person_id in gone
            if not dead or kind == "exit":
                _keep(found, Due(kind, day, stay.person, stay.dwelling, dead), opened)
    for one in _next(today):
        assert one.next_on is not None
        if one.person_id not in gone:
            _keep(found, Due("visit", one.next_on, one.person, one.dwelling), opened)
    found.lines.sort(key=lambda due: due.day)
    return found


def _keep(found: Shown[Due], due: Due, opened: Collection[int]) -> None:
    if due.person is not None and due.person.pk not in opened:
        found.hidden += 1
    else:
        found.lines.append(due)


def _made(kind: str, today: date) -> Exists:
    since = today - timedelta(days=2 * INVENTORY_DAYS)
    rows = Inspection.objects.filter(person=OuterRef("person"), dwelling=OuterRef("dwelling"))
    return Exists(rows.filter(kind=kind, day__gte=since))


def _entered(today: date) -> QuerySet[Stay]:
    since = today - timedelta(days=INVENTORY_DAYS)
    rows = Stay.objects.filter(~_made("entry", today), start__gte=since, start__lte=today)
    return rows.select_related("person", "dwelling").order_by("start", "pk")


def _left(today: date) -> QuerySet[Stay]:
    since = today - timedelta(days=INVENTORY_DAYS)
    rows = Stay.objects.filter(~_made("exit", today), end__gte=since, end__lte=today)
    rows = rows.exclude(destination="same_dwelling")
    return rows.select_related("person", "dwelling").order_by("end", "pk")


def _next(today: date) -> QuerySet[Inspection]:
    later = Inspection.objects.filter(dwelling=OuterRef("dwelling"), day__gt=OuterRef("day"))
    rows = Inspection.objects.filter(~Exists(later), next_on__lte=today + timedelta(days=NEXT_DAYS))
    return rows.select_related("person", "dwelling").order_by("next_on", "pk")


def agreements_due(today: date) -> list[LandlordAgreement]:
    """Agreements to be evaluated within sixty days, or that end without having been."""
    limit = today + timedelta(days=AGREEMENT_DAYS)
    rows = LandlordAgreement.objects.filter(evaluated_on__isnull=True).filter(
        Q(evaluation_due__lte=limit) | Q(evaluation_due__isnull=True, end__lte=limit)
    )
    return list(
        rows.select_related("landlord__organisation").order_by(
            F("evaluation_due").asc(nulls_last=True), "end", "pk"
        )
    )


def moves_planned(opened: Collection[int], gone: Collection[int] = ()) -> Shown[MovePlan]:
    """Moves that are not done, by day; nothing of those who died (`gone`)."""
    rows = MovePlan.objects.filter(state__in=OPEN).exclude(person__in=gone)
    found = Shown[MovePlan]()
    for plan in rows.select_related("person", "dwelling").order_by("day", "pk"):
        if plan.person_id in opened:
            found.lines.append(plan)
        else:
            found.hidden += 1
    return found
