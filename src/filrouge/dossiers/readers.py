"""Who may open a file now, and why: the table of rules asked for every account at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import batched
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper
from django.utils.translation import gettext_lazy as _

from filrouge.access.domain_links import current_links
from filrouge.access.files import (
    BREAK_GLASS_DOORS,
    DOORS,
    LABELS,
    RULES,
    Compartment,
    Moment,
    condition,
    doors,
)
from filrouge.access.links import Block, CareLink, Recusal, Restriction
from filrouge.access.models import User
from filrouge.people.models import Person

AT_ONCE = 20
"""Accounts asked for in one query: each adds a few conditions to it."""
BRIEF = "break_glass"
REASONS = {
    "link": _("has a care link"),
    "team": _("works in the team that accompanies the person"),
}
"""Rules in words, said of somebody else."""


@dataclass(frozen=True, slots=True)
class Reader:
    """An account that may open the file: what of it, why, until when."""

    user: User
    parts: list[str]
    reasons: list[str]
    link: CareLink | None

    @property
    def until(self) -> date | None:
        """The last day of the link."""
        return self.link.end if self.link else None


def workers() -> list[User]:
    """The active accounts whose role opens files."""
    return list(User.objects.filter(is_active=True, role__in=DOORS).order_by("username"))


def readers(person_id: int) -> list[Reader]:
    """Every account that may open the file now, by name."""
    now = Moment.now()
    links = {link.worker_id: link for link in current_links(person_id)}
    found = [
        Reader(user, _parts(user, codes), _reasons(codes), links.get(user.pk))
        for batch in batched(workers(), AT_ONCE)
        for user, codes in _led(person_id, batch, now)
    ]
    return sorted(found, key=lambda reader: reader.user.display_name.casefold())


def _led(person_id: int, users: tuple[User, ...], now: Moment) -> Iterator[tuple[User, list[str]]]:
    columns: dict[str, Any] = {}
    for place, user in enumerate(users):
        columns[f"open{place}"] = _said(condition(user, Compartment.IDENTITY, now=now))
        for number, rule in enumerate(RULES):
            columns[f"rule{place}_{number}"] = _said(rule.relation(user, now))
    row: Any = Person.objects.filter(pk=person_id).values(**columns).first() or {}
    for place, user in enumerate(users):
        if row.get(f"open{place}"):
            codes = [rule.code for number, rule in enumerate(RULES) if row[f"rule{place}_{number}"]]
            yield user, codes


def _said(condition: Any) -> ExpressionWrapper[Any]:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _parts(user: User, codes: list[str]) -> list[str]:
    opened = doors(user) if set(codes) - {BRIEF} else doors(user) & BREAK_GLASS_DOORS
    return [str(LABELS[one]) for one in Compartment if one in opened]


def _reasons(codes: list[str]) -> list[str]:
    return [str(REASONS.get(rule.code, rule.label)) for rule in RULES if rule.code in codes]


@dataclass(frozen=True, slots=True)
class Closed:
    """A worker to whom the file is closed; why is told only when the person asked for it."""

    user: User
    asked: bool


def closed_to(person_id: int, *, all_of_them: bool) -> list[Closed]:
    """Blocks that the person asked for; for directors recusals too, without saying so."""
    named = {"person": person_id, "lifted_at__isnull": True}
    asked = {row.worker_id: row.worker for row in _closings(Block, named)}
    recused = (
        {row.worker_id: row.worker for row in _closings(Recusal, named)} if all_of_them else {}
    )
    everybody = {**recused, **asked}
    return [Closed(user, pk in asked) for pk, user in everybody.items()]


def _closings(model: Any, named: dict[str, Any]) -> Any:
    return model.objects.filter(**named).select_related("worker")


def restriction(person_id: int) -> Restriction | None:
    """What keeps the file for those with a link of their own."""
    return Restriction.objects.filter(person=person_id, lifted_at__isnull=True).first()
