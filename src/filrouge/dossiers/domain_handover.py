"""Handing the persons of a worker over to others: who leaves, who is away for long, or persons
whom nobody refers to.

Nobody loses their referent worker unnoticed: a step that would leave a person without one says so
and is refused until this is acknowledged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.access.domain_links import NoSuchFile, may_decide
from filrouge.access.files import doors
from filrouge.access.links import Block, CareLink, Recusal
from filrouge.access.models import User
from filrouge.audit import journal
from filrouge.followup.domain_encounters import pass_encounters
from filrouge.followup.domain_tasks import pass_tasks

REFERENT = CareLink.Kind.REFERENT
LATEST = timedelta(days=183)
"""A handover is written down at most six months ahead."""


@dataclass(frozen=True, slots=True)
class Handover:
    """From whom (`None`: from nobody), from which day, whether they leave for good, and the kind of
    the new links (empty: the kind of the link that is handed over). `plans`: what they planned from
    that day on and their open tasks go along with each person."""

    worker: User | None
    day: date
    leaves: bool
    kind: str = ""
    plans: bool = True


@dataclass(frozen=True, slots=True)
class Done:
    """What a handover did, counted."""

    persons: int
    meetings: int
    tasks: int


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to one person: the new worker, or nobody; `alone`: no referent from that day."""

    person: int
    to: User | None
    kind: str
    old: CareLink | None
    alone: bool
    fault: str = ""

    @property
    def kind_label(self) -> str:
        """The kind of the new link in words."""
        return str(CareLink.Kind(self.kind).label)

    @property
    def until(self) -> date | None:
        """The last day of the link that is handed over, when it ends by this."""
        return self.old.end if self.old else None


def check(handover: Handover) -> None:
    """Raises `ValidationError` by field."""
    today = timezone.localdate()
    if not today <= handover.day <= today + LATEST:
        raise ValidationError({"day": _("A handover begins today or in the next six months.")})
    if handover.kind and handover.kind not in CareLink.Kind.values:
        raise ValidationError({"kind": _("Choose the kind of link.")})


def plan(handover: Handover, choices: Mapping[int, User | None]) -> list[Step]:
    """What a handover would do, person by person, in the order given; the same few questions
    whatever their number."""
    links = _links(choices, handover.day)
    closed = {
        (person, worker)
        for closing in (Recusal, Block)
        for person, worker in closing.objects.filter(
            person__in=choices, lifted_at__isnull=True
        ).values_list("person", "worker")
    }
    return [
        _step(handover, person, to, links.get(person, []), closed=closed)
        for person, to in choices.items()
    ]


def _links(persons: Iterable[int], day: date) -> dict[int, list[CareLink]]:
    """The links that run on a day, by person, of accounts that are still open."""
    running = CareLink.objects.filter(
        person__in=list(persons), start__lte=day, end__gte=day, worker__is_active=True
    )
    found: dict[int, list[CareLink]] = {}
    for link in running.order_by("pk"):
        found.setdefault(link.person_id, []).append(link)
    return found


def _step(
    handover: Handover,
    person: int,
    to: User | None,
    links: list[CareLink],
    *,
    closed: set[tuple[int, int]],
) -> Step:
    worker = handover.worker
    old = next((one for one in links if worker and one.worker_id == worker.pk), None)
    kind = handover.kind or (old.kind if old else str(REFERENT))
    stay = [one for one in links if not (handover.leaves and one is old)]
    referents = {one.worker_id for one in stay if one.kind == REFERENT}
    if to is not None and kind == REFERENT:
        referents.add(to.pk)
    fault = ""
    if to is not None and (to == worker or not doors(to) or (person, to.pk) in closed):
        fault = _("This worker cannot accompany this person: choose another.")
    return Step(person, to, kind, old, alone=not referents, fault=fault)


@transaction.atomic
def hand_over(
    *, actor: User, handover: Handover, choices: Mapping[int, User | None], alone: bool = False
) -> Done:
    """Carry a plan out, and say what was done.

    Raises `ValidationError` when something stands against it (a person would have no referent and
    `alone` does not say that this is known), `NoSuchFile` for a person on whom the actor has no
    say.
    """
    check(handover)
    for person in choices:
        if not may_decide(actor, person):
            raise NoSuchFile
    steps = plan(handover, choices)
    faults = [step.fault for step in steps if step.fault]
    if faults:
        raise ValidationError(faults[0])
    if not alone and any(step.alone for step in steps):
        raise ValidationError(_("Somebody would have no referent worker: choose one, or say so."))
    moved = [step for step in steps if step.to or (handover.leaves and step.old)]
    for step in moved:
        _move(actor, handover, step)
    to = {step.person: step.to for step in moved if step.to is not None}
    if handover.worker is None or not handover.plans:
        return Done(len(moved), 0, 0)
    leaver, day = handover.worker, handover.day
    meetings = pass_encounters(actor=actor, leaver=leaver, day=day, to=to)
    return Done(len(moved), meetings, pass_tasks(actor=actor, leaver=leaver, day=day, to=to))


def _move(actor: User, handover: Handover, step: Step) -> None:
    if handover.leaves and step.old:
        _end(step.old, handover.day)
    if step.to is not None:
        _open(actor, handover.day, step, step.to)
    journal.record(
        actor=actor,
        action="dossiers.hand_over",
        persons=[step.person],
        detail={
            "role": actor.role,
            "from": handover.worker.pk if handover.worker else None,
            "to": step.to.pk if step.to else None,
            "kind": step.kind,
            "day": handover.day.isoformat(),
            "leaves": handover.leaves,
            "alone": step.alone,
            "plans": handover.plans,
        },
    )


def _end(link: CareLink, day: date) -> None:
    """The last day is the one before; a link that would not have begun is taken away."""
    if link.start >= day:
        link.delete()
        return
    link.end = day - timedelta(days=1)
    link.save(update_fields=["end"])


def _open(actor: User, day: date, step: Step, to: User) -> None:
    """A link of the new worker from that day; one that runs already becomes it."""
    running = CareLink.objects.select_for_update().filter(
        person=step.person, worker=to, end__gte=day
    )
    for link in running:
        if link.kind == REFERENT and step.kind != REFERENT and link.start <= day:
            return
        _end(link, day)
    CareLink.objects.create(
        person_id=step.person,
        worker=to,
        kind=step.kind,
        start=day,
        end=CareLink.last_day(step.kind, day),
        opened_by=actor,
    )
