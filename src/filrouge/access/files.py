"""Who may open which part of a person's file: one table of rules, asked as a list or one by one.

`open_to(user, compartment)` is the set of persons; `decide(user, person, compartment)` looks a
person up in that same set, so that the list and the page can never disagree. A role only opens
the door of a compartment; behind it, a *relation* must lead to the person: a care link of one's
own, the person's team, or an opening without a link (`BreakGlass`). A recusal or a block closes the
file whatever the relation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .compartments import Compartment as Compartment  # noqa: PLC0414
from .links import Block, BreakGlass, CareLink, Recusal, Restriction

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


C = Compartment
LABELS: dict[Compartment, StrPromise] = {
    C.IDENTITY: _("identity"),
    C.HOUSING: _("housing and incomes"),
    C.MONEY: _("money of housing"),
    C.PSYCHOSOCIAL: _("psychosocial"),
    C.HEALTH: _("health"),
    C.PEER: _("peer support"),
}
DOORS: dict[str, frozenset[Compartment]] = {
    "care_worker": frozenset({C.IDENTITY, C.HOUSING, C.PSYCHOSOCIAL, C.HEALTH}),
    "peer_worker": frozenset({C.IDENTITY, C.PSYCHOSOCIAL, C.PEER}),
    "housing_officer": frozenset({C.IDENTITY, C.HOUSING, C.MONEY}),
    "hf_director": frozenset({C.IDENTITY, C.HOUSING, C.MONEY, C.PSYCHOSOCIAL, C.HEALTH}),
}
"""The compartments each role may ever open. A role that is not here opens no file."""
PENS: dict[str, frozenset[Compartment]] = {
    "care_worker": frozenset({C.IDENTITY, C.PSYCHOSOCIAL, C.HEALTH}),
    "peer_worker": frozenset({C.PSYCHOSOCIAL, C.PEER}),
    "housing_officer": frozenset({C.IDENTITY, C.HOUSING, C.MONEY}),
    "hf_director": frozenset({C.IDENTITY, C.HOUSING, C.MONEY, C.PSYCHOSOCIAL, C.HEALTH}),
}
"""The compartments each role may write in, of a file open to it: never more than it reads."""
BREAK_GLASS_DOORS = frozenset({C.IDENTITY, C.HOUSING})
"""What an opening without a link shows; the rest of the role's doors only when asked for."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When a question is asked: links run by day, openings without a link by the minute."""

    day: date
    at: datetime

    @classmethod
    def now(cls) -> Moment:
        at = timezone.now()
        return cls(timezone.localdate(at), at)


type Relation = Callable[[Any, Moment], Q]
"""Given a worker and a moment, a condition on persons: those the relation leads to."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A relation, its name in the journal, whether it also leads to restricted files, and where."""

    code: str
    label: StrPromise
    relation: Relation
    personal: bool
    narratives: bool = True


def _linked(worker: Any, now: Moment) -> Q:
    links = CareLink.objects.filter(
        person=OuterRef("pk"), worker=worker.pk, start__lte=now.day, end__gte=now.day
    )
    return Q(Exists(links))


def _opened(worker: Any, now: Moment, *, narratives: bool) -> Q:
    openings = BreakGlass.objects.filter(
        person=OuterRef("pk"), worker=worker.pk, started_at__lte=now.at, ends_at__gt=now.at
    )
    return Q(Exists(openings.filter(narratives=True) if narratives else openings))


RULES: list[Rule] = [
    Rule("link", _("a care link of your own"), _linked, personal=True),
    Rule(
        "break_glass",
        _("an opening without a link, for an hour"),
        lambda worker, now: _opened(worker, now, narratives=False),
        personal=True,
        narratives=False,
    ),
    Rule(
        "break_glass_narratives",
        _("an opening without a link, for an hour, notes included"),
        lambda worker, now: _opened(worker, now, narratives=True),
        personal=True,
    ),
]
"""Relations that lead to a file. Apps above add theirs with `add_relation` when they start."""


def add_relation(code: str, label: StrPromise, relation: Relation) -> None:
    """Declare a relation that comes from what is recorded, such as the team of a follow-up.

    It never leads to a restricted file. Declaring it again changes nothing.
    """
    if all(rule.code != code for rule in RULES):
        RULES.append(Rule(code, label, relation, personal=False))


def doors(user: Any) -> frozenset[Compartment]:
    """The compartments of a role; none for a visitor, a closed account or an unknown role."""
    if not (user.is_authenticated and user.is_active):
        return frozenset()
    return DOORS.get(getattr(user, "role", ""), frozenset())


def may_write(user: Any, compartment: Compartment) -> bool:
    """Whether a role writes in a compartment of the files it may open."""
    return compartment in doors(user) & PENS.get(getattr(user, "role", ""), frozenset())


def condition(user: Any, compartment: Compartment, *, now: Moment | None = None) -> Q:
    """The persons whose compartment `user` may open, as a condition on `people.Person`."""
    if compartment not in doors(user):
        return Q(pk__in=[])
    now = now or Moment.now()
    found = Q(pk__in=[])
    for rule in _rules(compartment):
        reached = rule.relation(user, now)
        found |= reached if rule.personal else reached & ~_restricted()
    return found & ~_closed(user)


def _rules(compartment: Compartment) -> Iterable[Rule]:
    return (rule for rule in RULES if rule.narratives or compartment in BREAK_GLASS_DOORS)


def _restricted() -> Q:
    return Q(Exists(Restriction.objects.filter(person=OuterRef("pk"), lifted_at__isnull=True)))


def _closed(user: Any) -> Q:
    """A recusal or a block: stronger than any relation."""
    named = {"person": OuterRef("pk"), "worker": user.pk, "lifted_at__isnull": True}
    return Q(Exists(Recusal.objects.filter(**named))) | Q(Exists(Block.objects.filter(**named)))


def open_to(
    user: Any, compartment: Compartment = C.IDENTITY, *, now: Moment | None = None
) -> QuerySet[Any]:
    """The persons whose compartment `user` may open."""
    persons = apps.get_model("people", "Person")._default_manager.all()
    return persons.filter(condition(user, compartment, now=now))


@dataclass(frozen=True, slots=True)
class Decision:
    """An answer and why: the codes of the rules that lead there, empty when none does."""

    allowed: bool
    because: tuple[str, ...] = ()


def decide(
    user: Any, person_id: int, compartment: Compartment, *, now: Moment | None = None
) -> Decision:
    """Whether `user` may open a compartment of one file now, by the same table as `open_to`."""
    now = now or Moment.now()
    if not open_to(user, compartment, now=now).filter(pk=person_id).exists():
        return Decision(False)
    persons = apps.get_model("people", "Person")._default_manager.filter(pk=person_id)
    because = tuple(
        rule.code
        for rule in _rules(compartment)
        if persons.filter(rule.relation(user, now)).exists()
    )
    return Decision(True, because)


def compartments_open(
    user: Any, person_id: int, *, now: Moment | None = None
) -> frozenset[Compartment]:
    """Every compartment of a file that `user` may open now."""
    now = now or Moment.now()
    return frozenset(
        one for one in doors(user) if open_to(user, one, now=now).filter(pk=person_id).exists()
    )
