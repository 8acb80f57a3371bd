"""My day: what is planned, what is late, who must not be forgotten, what there is to do."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from filrouge.access.files import Compartment, doors, may_write
from filrouge.access.models import User
from filrouge.access.policy import Capability, policy
from filrouge.people.reading import fails_closed, reader, write_down

from .. import board, day, noting
from ..board import Named
from ..forms import TaskForm
from ..waiting import waiting

TEAM = "equipe"
DIRECTOR = "hf_director"


@policy(Capability.VIEW_IDENTITY)
@require_safe
@fails_closed
def today(request: HttpRequest) -> HttpResponseBase:
    """The page that a day at work opens on: what I go to, and what is planned with those I follow.

    `?qui=equipe` for the whole team's day, `?tous=1` for everybody who was not met.
    """
    user, now = reader(request), timezone.localdate()
    worker = board.worker_of(user)
    team = request.GET.get("qui", "") == TEAM or user.role == DIRECTOR
    wanted = Q(day=now) | day.late(now)
    found = _encounters(user, worker, wanted, team=team)
    older = board.leave_out(found, now, day.MOST_LATE)
    watched = day.watched(user, now, every=request.GET.get("tous", "") == "1")
    persons = found.persons | watched.persons
    write_down(request, "read_today", persons, {"shown": len(persons)})
    names = board.names_of(persons)
    lines, plans = board.told(found, names), may_write(user, Compartment.PSYCHOSOCIAL)
    context = {
        "day": now,
        "now": now,
        "back": "jour",
        "team": team,
        "director": user.role == DIRECTOR,
        "worker": worker,
        "plans": plans,
        "planned": [line for line in lines if line.day == now],
        "late": [line for line in lines if line.day < now],
        "older": older,
        "meetings": day.meetings_told(day.meetings(user, now, now)),
        "absences": day.absences(now, now),
        **_watched(watched, names),
        "tasks": day.tasks([key for key, _person in watched.tasks]),
        "names": names,
        "form": TaskForm(user),
        "waiting": waiting(user),
        "drafts": noting.own_drafts(user).count() if plans else 0,
    }
    return render(request, "daily/today.html", context)


def _encounters(user: User, worker: Any, wanted: Q, *, team: bool) -> board.Gathered:
    """None for a role that reads no encounter, or for an account that no worker logs in with."""
    if Compartment.PSYCHOSOCIAL not in doors(user) or (worker is None and not team):
        return board.Gathered()
    return board.gather(user, worker, wanted, ours=not team)


def _watched(watched: day.Watched, names: dict[int, str]) -> dict[str, Any]:
    def named(person: int) -> Named:
        return Named(person, names[person])

    return {
        "not_met": [(named(one.person), day.met_words(one), one.rhythm) for one in watched.not_met],
        "not_met_more": watched.not_met_more,
        "crisis": [(named(person), last) for person, last in watched.crisis],
        "titles": [(named(one.person), one) for one in watched.titles],
    }
