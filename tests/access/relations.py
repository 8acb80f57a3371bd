"""Every relation of the hand-written table, made between a worker and a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from filrouge.access.models import Block, BreakGlass, CareLink, Recusal, Restriction, User
from filrouge.followup.models import FollowUp, FollowUpTerm
from filrouge.people.models import Person

TODAY = timezone.localdate
TEAM, OTHER_TEAM = "act", "icm"


def person(number: int = 1) -> Person:
    return Person.objects.create(
        number=number,
        first_name="Cygne",
        last_name=f"Iris {number}",
        sex="F",
        birth_date=date(1980, 5, 5),
    )


def _link(worker: User, who: Person, start: int, end: int) -> None:
    CareLink.objects.create(
        person=who,
        worker=worker,
        kind="referent",
        start=TODAY() + timedelta(days=start),
        end=TODAY() + timedelta(days=end),
    )


def _followed(who: Person, team: str = TEAM, *, left: int | None = None) -> None:
    """Followed for three years by a team, after another one; `left` days ago it ended."""
    start = TODAY() - timedelta(days=1100)
    ended = None if left is None else TODAY() - timedelta(days=left)
    before = OTHER_TEAM if team == TEAM else TEAM
    FollowUp.objects.create(
        person=who, start=start, end=ended, end_reason="" if ended is None else "other"
    )
    FollowUpTerm.objects.create(person=who, effective_on=start, team=before, initial=True)
    FollowUpTerm.objects.create(person=who, effective_on=start + timedelta(days=30), team=team)


def _opened(worker: User, who: Person, *, minutes_ago: int = 5, notes: bool = False) -> None:
    BreakGlass.objects.create(
        person=who,
        worker=worker,
        reason="Appel des urgences, la personne est inconsciente.",
        narratives=notes,
        started_at=timezone.now() - timedelta(minutes=minutes_ago),
    )


def _recused(worker: User, who: Person, *, lifted: bool = False) -> None:
    Recusal.objects.create(person=who, worker=worker, lifted_at=timezone.now() if lifted else None)


def _restricted(who: Person) -> None:
    Restriction.objects.create(person=who, kind="danger")


type Maker = Callable[[User, Person], Any]

RELATIONS: dict[str, tuple[Maker, ...]] = {
    "none": (),
    "link": (lambda w, p: _link(w, p, -10, 10),),
    "expired_link": (lambda w, p: _link(w, p, -100, -1),),
    "future_link": (lambda w, p: _link(w, p, 1, 100),),
    "team": (lambda w, p: _followed(p),),
    "other_team": (lambda w, p: _followed(p, OTHER_TEAM),),
    "team_left_lately": (lambda w, p: _followed(p, left=60),),
    "team_left_long_ago": (lambda w, p: _followed(p, left=120),),
    "recused": (lambda w, p: _followed(p), _recused),
    "recused_with_link": (lambda w, p: _link(w, p, -10, 10), _recused),
    "recusal_lifted": (
        lambda w, p: _followed(p),
        lambda w, p: _recused(w, p, lifted=True),
    ),
    "blocked": (
        lambda w, p: _followed(p),
        lambda w, p: Block.objects.create(person=p, worker=w),
    ),
    "blocked_with_link": (
        lambda w, p: _link(w, p, -10, 10),
        lambda w, p: Block.objects.create(person=p, worker=w),
    ),
    "restricted_team": (lambda w, p: _followed(p), lambda w, p: _restricted(p)),
    "restricted_link": (lambda w, p: _link(w, p, -10, 10), lambda w, p: _restricted(p)),
    "break_glass": (_opened,),
    "break_glass_notes": (lambda w, p: _opened(w, p, notes=True),),
    "break_glass_over": (lambda w, p: _opened(w, p, minutes_ago=61, notes=True),),
    "break_glass_recused": (lambda w, p: _opened(w, p, notes=True), _recused),
    "restricted_break_glass": (_opened, lambda w, p: _restricted(p)),
}
