"""The team's agenda: a week with its encounters, a month with its counts; planning and moving."""

from __future__ import annotations

import calendar
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from filrouge.access.files import Compartment, doors, may_write, open_to
from filrouge.access.models import User
from filrouge.access.policy import Capability, policy
from filrouge.followup.domain_planning import move_encounter, plan_encounter
from filrouge.followup.models import Encounter
from filrouge.followup.models.groups import GroupActivity
from filrouge.people.models import Person
from filrouge.people.reading import LARGEST, fails_closed, reader, write_down
from filrouge.records.domain import Conflict
from filrouge.vocabulary import lists

from .. import board, day
from ..day import Meeting
from ..forms import MoveForm, PlanForm

ME = "moi"


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the week as drawn."""

    day: date
    lines: list[tuple[board.Line, list[str]]]
    """Each encounter, and the workers of it who are absent that day."""
    meetings: list[Meeting]
    groups: list[str]
    absent: list[str]


@policy(Capability.VIEW_IDENTITY)
@require_safe
@fails_closed
def agenda(request: HttpRequest) -> HttpResponseBase:
    """A week of the team (`?semaine=2026-W48`), or mine alone (`?qui=moi`); a month of counts."""
    if request.GET.get("mois"):
        return _month(request)
    user, monday = reader(request), _monday(request.GET.get("semaine", ""))
    sunday, mine = monday + timedelta(days=6), request.GET.get("qui", "") == ME
    worker = board.worker_of(user)
    found = _gathered(user, worker, Q(day__range=(monday, sunday)), mine=mine)
    write_down(request, "read_agenda", found.persons, {"shown": len(found.rows)})
    lines = board.told(found, board.names_of(found.persons))
    context = {
        "days": _days(user, monday, lines),
        "monday": monday,
        "sunday": sunday,
        "week": week_of(monday),
        "before": week_of(monday - timedelta(days=7)),
        "after": week_of(monday + timedelta(days=7)),
        "month": monday.strftime("%Y-%m"),
        "mine": mine,
        "worker": worker,
        "plans": may_write(user, Compartment.PSYCHOSOCIAL),
        "today": timezone.localdate(),
        "now": timezone.localdate(),
    }
    return render(request, "daily/agenda.html", context)


def _gathered(user: User, worker: Any, wanted: Q, *, mine: bool) -> board.Gathered:
    if Compartment.PSYCHOSOCIAL not in doors(user):
        return board.Gathered()
    return board.gather(user, worker, wanted, only_mine=mine)


def week_of(monday: date) -> str:
    """A week as an address holds it: its year and number of ISO 8601."""
    year, week, _day = monday.isocalendar()
    return f"{year}-W{week:02d}"


def _monday(asked: str) -> date:
    """The Monday of a week asked for, else of this week."""
    today = timezone.localdate()
    try:
        year, week = asked.split("-W")
        return date.fromisocalendar(int(year), int(week), 1)
    except (ValueError, OverflowError):
        return today - timedelta(days=today.weekday())


def _days(user: User, monday: date, lines: list[board.Line]) -> list[Day]:
    sunday = monday + timedelta(days=6)
    meetings = day.meetings_told(day.meetings(user, monday, sunday))
    away = day.absences(monday, sunday)
    kinds = lists.get("group_activity_kind")
    groups = list(
        GroupActivity.objects.filter(day__range=(monday, sunday))
        .order_by("day", "pk")
        .values_list("day", "kind")
    )
    return [
        Day(
            one,
            [
                (line, [code for code in line.workers if day.absent(away, code, one)])
                for line in lines
                if line.day == one
            ],
            [meeting for meeting in meetings if meeting.day == one],
            [kinds.label(kind) for on, kind in groups if on == one],
            [who.worker.code for who in away if who.start <= one <= who.end],
        )
        for one in (monday + timedelta(days=n) for n in range(7))
    ]


def _month(request: HttpRequest) -> HttpResponseBase:
    """How many encounters each day: nobody is named, each day leads to its week."""
    user, asked = reader(request), request.GET["mois"]
    try:
        first = date.fromisoformat(f"{asked}-01")
    except ValueError:
        first = timezone.localdate().replace(day=1)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    counts: Counter[date] = Counter()
    if Compartment.PSYCHOSOCIAL in doors(user):
        opened = open_to(user, Compartment.PSYCHOSOCIAL).values("pk")
        team = Encounter.objects.filter(day__range=(first, last), persons__in=opened)
        counts.update(team.exclude(status="cancelled").distinct().values_list("day", flat=True))
    meetings = Counter(one.day for one in day.meetings(user, first, last))
    away = day.absences(first, last)
    start = first - timedelta(days=first.weekday())
    weeks = (last - start).days // 7 + 1
    grid = [
        [_cell(start + timedelta(days=7 * n + k), first, counts, meetings, away) for k in range(7)]
        for n in range(weeks)
    ]
    context = {
        "first": first,
        "grid": grid,
        "before": (first - timedelta(days=1)).strftime("%Y-%m"),
        "after": (last + timedelta(days=1)).strftime("%Y-%m"),
        "today": timezone.localdate(),
    }
    return render(request, "daily/month.html", context)


def _cell(
    one: date, first: date, counts: Counter[date], meetings: Counter[date], away: list[Any]
) -> dict[str, Any]:
    return {
        "day": one,
        "inside": one.month == first.month,
        "week": week_of(one),
        "encounters": counts[one],
        "meetings": meetings[one],
        "absent": sum(who.start <= one <= who.end for who in away),
    }


@policy(Capability.VIEW_IDENTITY)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def plan(request: HttpRequest) -> HttpResponseBase:
    """Plan an encounter; `?personne=12&jour=2026-11-24` fills in what one was looking at."""
    user = reader(request)
    if not may_write(user, Compartment.PSYCHOSOCIAL):
        raise PermissionDenied
    keys = list(open_to(user, Compartment.PSYCHOSOCIAL).values_list("pk", flat=True))
    write_down(request, "list_to_plan", keys, {"shown": len(keys)})
    persons = list(Person.objects.filter(pk__in=keys).order_by("first_name", "last_name", "pk"))
    worker = board.worker_of(user)
    initial = {
        "persons": request.GET.get("personne", ""),
        "day": request.GET.get("jour", "") or timezone.localdate(),
        "workers": [str(worker.pk)] if worker else [],
    }
    form = PlanForm(persons, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = plan_encounter(
                actor=user,
                persons=form.chosen,
                kind=said["kind"],
                day=said["day"],
                time=said["time"],
                workers=[int(one) for one in said["workers"]],
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The encounter is planned."))
            _warn(request, made.day, said["workers"])
            return redirect(f"{reverse('daily:agenda')}?semaine={week_of(made.day)}")
    status = 422 if form.errors else 200
    return render(request, "daily/plan.html", {"form": form}, status=status)


def _warn(request: HttpRequest, on: date, workers: list[str]) -> None:
    away = [one for one in day.absences(on, on) if str(one.worker_id) in workers]
    for one in away:
        said = _("%(worker)s is absent on that day.") % {"worker": one.worker.code}
        messages.warning(request, said)


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def move(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Another day or hour for a planned encounter of persons whose file is open."""
    user = reader(request)
    if not may_write(user, Compartment.PSYCHOSOCIAL):
        raise Http404
    found = board.gather(user, None, Q(pk=min(pk, LARGEST), status="planned"))
    write_down(request, "move_encounter", found.persons, {"encounter": pk})
    lines = board.told(found, board.names_of(found.persons))
    if not lines or lines[0].others:
        raise Http404
    line = lines[0]
    initial = {"version": str(line.revision), "day": line.day, "time": line.time}
    form = MoveForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            move_encounter(
                actor=user,
                encounter_id=line.pk,
                day=said["day"],
                time=said["time"],
                version=said["version"],
            )
        except ValidationError as refused:
            form.add_error("day", refused.messages)
        except Conflict:
            sentence = _("A colleague changed this encounter meanwhile: look again, then move it.")
            messages.warning(request, sentence)
            return redirect("daily:move", pk)
        else:
            messages.success(request, _("The encounter is moved."))
            return redirect(f"{reverse('daily:agenda')}?semaine={week_of(said['day'])}")
    context = {"form": form, "line": line}
    return render(request, "daily/move.html", context, status=422 if form.errors else 200)
