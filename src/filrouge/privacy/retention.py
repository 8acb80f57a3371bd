"""The time of keeping: what is due, what is announced thirty days ahead, what the night does.

Rules are data (`retention.toml`). What is due on a day is done in the night that begins it, unless
held: a hold on the person, or a restriction that the person asked for, which forbids erasing too.
Each record has a transaction of its own, so that a night cut short is ended by the next.
"""

from __future__ import annotations

import secrets
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.db.models import Max, Min, Q
from django.utils import timezone

from filrouge.access import isolation
from filrouge.access.links import BreakGlass, Restriction
from filrouge.audit import journal
from filrouge.common.periods import months_later
from filrouge.followup.models import EncounterPerson
from filrouge.people.models import Candidate, HomelessnessPeriod, Person

from . import erasure, retention_traces
from .models import Erasure, Hold

AHEAD = timedelta(days=30)
NOBODY = "nobody"
ANONYMOUS_CANDIDATE = "effacé-"

type Found = Iterable[tuple[int, date]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of `retention.toml`."""

    code: str
    name: str
    trigger: str
    when: str
    action: str
    does: str
    confirms: str
    retention: str
    months: int = 0
    days: int = 0

    @property
    def announced(self) -> bool:
        """Whether somebody sees it thirty days ahead: not so for traces that nobody decides on."""
        return self.confirms != NOBODY

    def due_on(self, start: date) -> date:
        return months_later(start, self.months) + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Due:
    """A record that a rule catches, on the day it is due. `held`: somebody keeps it from going."""

    rule: Rule
    key: int
    on: date
    held: bool


@cache
def rules() -> tuple[Rule, ...]:
    text = files(__package__).joinpath("retention.toml").read_text("utf-8")
    return tuple(Rule(code, **said) for code, said in tomllib.loads(text).items())


def _last_contact() -> Found:
    """Persons who are no longer followed, and the last day something happened with them."""
    persons = Person.objects.filter(number__lt=erasure.FIRST_DRAWN)
    followed = Person.objects.filter(follow_ups__isnull=False, follow_ups__end__isnull=True)
    met = dict(EncounterPerson.objects.values_list("person").annotate(last=Max("encounter__day")))
    ended = persons.exclude(pk__in=followed.values("pk")).annotate(
        last=Max("follow_ups__end"), known=Min("recorded_at")
    )
    for key, last, known in ended.values_list("pk", "last", "known"):
        days = [day for day in (last, met.get(key)) if day is not None]
        yield key, max(days) if days else timezone.localdate(known)


def _refused() -> Found:
    """Candidates refused, from the decision; if it has no day, the later of those recorded."""
    refused = Candidate.objects.filter(state="refused").exclude(
        code__startswith=ANONYMOUS_CANDIDATE
    )
    for key, decided, received, known in refused.values_list(
        "pk", "decided_on", "referred_on", "recorded_at"
    ):
        noted = timezone.localdate(known)
        yield key, decided or (max(received, noted) if received else noted)


def _reviewed() -> Found:
    reviewed = BreakGlass.objects.filter(reviewed_at__isnull=False).exclude(reason="")
    for key, at in reviewed.values_list("pk", "reviewed_at"):
        if at is not None:
            yield key, timezone.localdate(at)


def _written_down() -> Mapping[int, date]:
    """The day a file, or its newest follow-up, was written down.

    A file that comes in already overdue, from a workbook of years ago, is announced like any other.
    """
    persons = Person.objects.annotate(latest=Max("follow_ups__recorded_at"))
    return {
        key: timezone.localdate(max(filter(None, (known, latest))))
        for key, known, latest in persons.values_list("pk", "recorded_at", "latest")
    }


ANNOUNCED_FROM: Mapping[str, Callable[[], Mapping[int, date]]] = {"last_contact": _written_down}
"""The day from which a record could be announced, whenever it is due."""
TRIGGERS: Mapping[str, Callable[[], Found]] = {
    "last_contact": _last_contact,
    "refused": _refused,
    "reviewed": _reviewed,
    **retention_traces.TRIGGERS,
}


def _erase(key: int, actor: Any) -> None:
    person = Person.objects.get(pk=key)
    erasure.erase_person(
        actor=actor,
        person=person,
        digest=erasure.digest_of(person),
        ground=Erasure.Ground.RETENTION,
    )


def _anonymise_candidate(key: int, _actor: Any) -> None:
    HomelessnessPeriod.objects.filter(candidate=key).delete()
    Candidate.objects.filter(pk=key).update(
        code=f"{ANONYMOUS_CANDIDATE}{secrets.token_hex(8)}",
        referrer=None,
        referred_on=None,
        birth_date=None,
        cumulates=None,
        decided_by=None,
        **dict.fromkeys(("first_name", "last_name", "sex", "contact", "priority"), ""),
    )
    erasure.forget_origin(Candidate, [key])


def _empty_reason(key: int, _actor: Any) -> None:
    BreakGlass.objects.filter(pk=key).update(reason="")


ACTIONS: Mapping[str, Callable[[int, Any], None]] = {
    "erase": _erase,
    "anonymise_candidate": _anonymise_candidate,
    "empty_reason": _empty_reason,
    **retention_traces.ACTIONS,
}


WRITE_THEIR_OWN_LINE = frozenset({"erase", "prune_journal"})


def held_persons() -> set[int]:
    """Persons whose file is kept from erasure."""
    holds = Hold.objects.filter(lifted_at__isnull=True).values_list("person", flat=True)
    asked = Restriction.objects.filter(
        Q(lifted_at__isnull=True), kind__in=[Restriction.Kind.ASKED, Restriction.Kind.OBJECTION]
    )
    return {*holds, *asked.values_list("person", flat=True)}


@isolation.purpose("retention")
def due(until: date) -> list[Due]:
    """Everything due by a day, that day included, held or not, soonest first."""
    held = held_persons()
    found = []
    for rule in rules():
        written = ANNOUNCED_FROM.get(rule.trigger, dict)()
        for key, start in TRIGGERS[rule.trigger]():
            on = rule.due_on(start)
            if key in written:
                on = max(on, written[key] + AHEAD)
            if on <= until:
                found.append(Due(rule, key, on, rule.action == "erase" and key in held))
    return sorted(found, key=lambda one: (one.on, one.rule.code, one.key))


def preview(today: date | None = None) -> list[Due]:
    """What falls due in the next thirty days, and what is overdue because it is held."""
    found = due((today or timezone.localdate()) + AHEAD)
    return [one for one in found if one.rule.announced]


@isolation.purpose("retention")
def carry_out(today: date | None = None, *, actor: Any = None, dry_run: bool = False) -> list[Due]:
    """Do what is due; what was (or, in a dry run, would be) done."""
    chosen = [one for one in due(today or timezone.localdate()) if not one.held]
    if dry_run:
        return chosen
    for one in chosen:
        with transaction.atomic():
            ACTIONS[one.rule.action](one.key, actor)
            if one.rule.action not in WRITE_THEIR_OWN_LINE and one.rule.announced:
                journal.record(
                    actor=actor, action=f"privacy.{one.rule.action}", subject=f"record {one.key}"
                )
    return chosen
