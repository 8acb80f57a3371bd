"""The team's agenda: a week with its encounters, a month with its counts; planning and moving."""

from __future__ import annotations

import calendar
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from filrouge.access.files import Compartment, doors, may_write
from filrouge.access.models import User
from filrouge.access.policy import Capability, policy
from filrouge.common.days import in_calendar
from filrouge.followup.domain_planning import move_encounter
from filrouge.followup.models.groups import GroupActivity
from filrouge.people.reading import LARGEST, fails_closed, reader, write_down
from filrouge.records.domain import Conflict
from filrouge.vocabulary import lists

from .. import board, clash, day
from ..day import Meeting
from ..forms import MoveForm

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
    """A week of the team (`?semaine=2026-W48`), mine alone (`?qui=moi`), one kind (`?genre=`).

    With `?mois=2026-11`, how many on each day of a month.
    """
    if request.GET.get("mois"):
        return _month(request)
    user, monday = reader(request), _monday(request.GET.get("semaine", ""))
    sunday, (mine, kind) = monday + timedelta(days=6), _filters(request)
    worker = board.worker_of(user)
    found = _gathered(user, worker, _wanted(monday, sunday, kind), mine=mine)
    write_down(request, "read_agenda", found.persons, {"shown": len(found.rows)})
    lines = board.told(found, board.names_of(found.persons))
    context = {
        "days": _days(user, monday, lines),
        "monday": monday,
        "sunday": sunday,
        "week": day.week_of(monday),
        "before": day.week_of(monday - timedelta(days=7)),
        "after": day.week_of(monday + timedelta(days=7)),
        "month": monday.strftime("%Y-%m"),
        **_choices(mine, kind),
        "worker": worker,
        "plans": may_write(user, Compartment.PSYCHOSOCIAL),
        "today": timezone.localdate(),
        "now": timezone.localdate(),
        "back": "agenda",
    }
    return render(request, "daily/agenda.html", context)


def _filters(request: HttpRequest) -> tuple[bool, str]:
    """Whether mine alone, and which kind; a kind that is in no list is all of them."""
    kind = request.GET.get("genre", "")
    known = kind in lists.get("encounter_kind").codes
    return request.GET.get("qui", "") == ME, kind if known else ""


def _wanted(first: date, last: date, kind: str) -> Q:
    wanted = Q(day__range=(first, last))
    return wanted & Q(kind=kind) if kind else wanted


def _choices(mine: bool, kind: str) -> dict[str, Any]:
    """What the addresses of other weeks keep, and what can be chosen instead."""
    asked = {"qui": ME} if mine else {}
    kept = {**asked, "genre": kind} if kind else asked
    terms = lists.get("encounter_kind").terms
    return {
        "this_week": day.week_of(timezone.localdate()),
        "mine": mine,
        "kind": kind,
        "kinds": [(term.code, term.label) for term in terms],
        "kind_words": next((term.label for term in terms if term.code == kind), ""),
        "kept": f"&{urlencode(kept)}" if kept else "",
        "kept_mine": f"&{urlencode(asked)}" if mine else "",
        "kept_kind": f"&{urlencode({'genre': kind})}" if kind else "",
    }


def _gathered(user: User, worker: Any, wanted: Q, *, mine: bool) -> board.Gathered:
    if Compartment.PSYCHOSOCIAL not in doors(user):
        return board.Gathered()
    return board.gather(user, worker, wanted, only_mine=mine)


def _monday(asked: str) -> date:
    """The Monday of a week asked for, else of this week."""
    today = timezone.localdate()
    try:
        year, week = asked.split("-W")
        found = date.fromisocalendar(int(year), int(week), 1)
    except (ValueError, OverflowError):
        found = date.min
    return found if in_calendar(found) else today - timedelta(days=today.weekday())


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
    mine, kind = _filters(request)
    try:
        first = date.fromisoformat(f"{asked}-01")
    except ValueError:
        first = date.min
    if not in_calendar(first):
        first = timezone.localdate().replace(day=1)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    worker, counts = board.worker_of(user), Counter[date]()
    if Compartment.PSYCHOSOCIAL in doors(user):
        wanted = _wanted(first, last, kind)
        found = board.reached(user, worker, wanted, only_mine=mine).exclude(status="cancelled")
        per_day = found.order_by().values("day").annotate(number=Count("pk"))
        counts.update({row["day"]: row["number"] for row in per_day})
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
        "month": first.strftime("%Y-%m"),
        "worker": worker,
        "grid": grid,
        "before": (first - timedelta(days=1)).strftime("%Y-%m"),
        "after": (last + timedelta(days=1)).strftime("%Y-%m"),
        "today": timezone.localdate(),
        **_choices(mine, kind),
    }
    return render(request, "daily/month.html", context)


def _cell(
    one: date, first: date, counts: Counter[date], meetings: Counter[date], away: list[Any]
) -> dict[str, Any]:
    return {
        "day": one,
        "inside": one.month == first.month,
        "week": day.week_of(one),
        "encounters": counts[one],
        "meetings": meetings[one],
        "absent": sum(who.start <= one <= who.end for who in away),
    }


@policy(Capability.VIEW_IDENTITY)
@require_safe
def plan(request: HttpRequest) -> HttpResponseBase:
    """Planning is noting what is to come: `?personne=12&jour=2026-11-24` goes on to that page."""
    if not may_write(reader(request), Compartment.PSYCHOSOCIAL):
        raise PermissionDenied
    asked = {"statut": "planned", "retour": "agenda"}
    for name in ("personne", "jour"):
        if request.GET.get(name):
            asked[name] = request.GET[name]
    return redirect(f"{reverse('daily:note')}?{urlencode(asked)}")


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def move(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Another day or hour for a planned encounter of persons whose file is open."""
    user = reader(request)
    if not may_write(user, Compartment.PSYCHOSOCIAL):
        raise Http404
    found = board.gather(user, None, Q(pk=min(pk, LARGEST)))
    write_down(request, "move_encounter", found.persons, {"encounter": pk})
    lines = board.told(found, board.names_of(found.persons))
    if not lines or lines[0].others:
        raise Http404
    line, conflict = lines[0], None
    if not line.planned:
        sentence = _("This encounter is planned no more: look at what is noted now.")
        messages.info(request, sentence)
        return redirect(f"{reverse('daily:agenda')}?semaine={day.week_of(line.day)}#r{line.pk}")
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
            conflict = clash.differences(form, initial)
            clash.again(form, line.revision)
        else:
            messages.success(request, _("The encounter is moved."))
            for sentence in day.away(found.beside(line.pk), said["day"]):
                messages.warning(request, sentence)
            return redirect(f"{reverse('daily:agenda')}?semaine={day.week_of(said['day'])}")
    context = {
        "form": form,
        "line": line,
        "week": day.week_of(line.day),
        "conflict": conflict,
    }
    status = 409 if conflict is not None else 422 if form.errors else 200
    return render(request, "daily/move.html", context, status=status)
