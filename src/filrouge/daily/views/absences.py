"""Absences of the team: everybody says their own, the director those of all."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from filrouge.access.files import Compartment, doors
from filrouge.access.models import User
from filrouge.access.policy import Capability, policy
from filrouge.people.reading import LARGEST, reader
from filrouge.records.domain import Conflict
from filrouge.staff.domain import (
    DIRECTOR,
    add_absence,
    correct_absence,
    delete_absence,
    may_say_absent,
)
from filrouge.staff.models import Absence, Worker

from .. import clash, day
from ..forms import AbsenceForm, TakeBackForm, team_workers


@policy(Capability.VIEW_IDENTITY)
@require_http_methods(["GET", "HEAD", "POST"])
def absences(request: HttpRequest) -> HttpResponseBase:
    """Who is absent these months; the form adds an absence."""
    user = reader(request)
    workers = _said_by(user)
    form = AbsenceForm(workers, request.POST or None, initial=_first(workers, user))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = add_absence(
                actor=user,
                worker=Worker.objects.get(pk=int(said["worker"])),
                start=said["start"],
                end=said["end"],
                kind=said["kind"],
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The absence is noted."))
            _warn(request, made)
            return redirect("daily:absences")
    now = timezone.localdate()
    rows = day.absences(now - timedelta(days=30), now + timedelta(days=366))
    left = day.covered(rows) if Compartment.PSYCHOSOCIAL in doors(user) else {}
    context = {
        "rows": [(one, may_say_absent(user, one.worker), _left(left.get(one.pk))) for one in rows],
        "form": form if workers else None,
    }
    return render(request, "daily/absences.html", context, status=422 if form.errors else 200)


def _said_by(user: User) -> list[Worker]:
    """The workers whose absences an account says."""
    if user.role == DIRECTOR:
        return team_workers()
    return list(Worker.objects.filter(account=user))


def _first(workers: list[Worker], user: User) -> dict[str, Any]:
    own = [one for one in workers if one.account_id == user.pk]
    return {"worker": str(own[0].pk) if own else "", "start": timezone.localdate()}


def _left(days: list[date] | None) -> tuple[int, str]:
    """How many planned encounters an absence leaves, and the week of the first."""
    return (len(days), day.week_of(days[0])) if days else (0, "")


def _warn(request: HttpRequest, absence: Absence) -> None:
    """Say that planned encounters are left without their worker."""
    if days := day.covered([absence]).get(absence.pk):
        number = len(days)
        said = ngettext(
            "%(number)s planned encounter falls in this absence: move it or hand it over.",
            "%(number)s planned encounters fall in this absence: move them or hand them over.",
            number,
        )
        messages.warning(request, said % {"number": number})


@policy(Capability.VIEW_IDENTITY)
@require_http_methods(["GET", "HEAD", "POST"])
def absence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Correct an absence."""
    user, found = reader(request), _found(request, pk)
    form = AbsenceForm([found.worker], request.POST or None, initial=AbsenceForm.said(found))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = correct_absence(
                actor=user,
                absence_id=found.pk,
                start=said["start"],
                end=said["end"],
                kind=said["kind"],
                revision=said["version"] or 0,
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        except Conflict as changed:
            return _both(request, form, changed)
        else:
            messages.success(request, _("The correction is stored."))
            _warn(request, made)
            return redirect("daily:absences")
    return _page(request, found, form=form)


def _both(request: HttpRequest, form: AbsenceForm, changed: Conflict) -> HttpResponseBase:
    """What is stored now beside what was typed; storing it again replaces that."""
    now: Any = changed.record
    conflict = clash.differences(form, AbsenceForm.said(now))
    clash.again(form, now.revision)
    return _page(request, now, form=form, conflict=conflict)


def _page(
    request: HttpRequest,
    found: Absence,
    *,
    form: AbsenceForm | None = None,
    back: TakeBackForm | None = None,
    conflict: list[tuple[str, str, str]] | None = None,
) -> HttpResponseBase:
    """An absence, its correction and its taking back."""
    form = form or AbsenceForm([found.worker], initial=AbsenceForm.said(found))
    back = back or TakeBackForm(initial={"version": found.revision}, prefix="back")
    context = {"form": form, "back": back, "absence": found, "conflict": conflict}
    status = 409 if conflict is not None else 422 if form.errors or back.errors else 200
    return render(request, "daily/absence.html", context, status=status)


@policy(Capability.VIEW_IDENTITY)
@require_POST
def absence_remove(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take an absence back, and say why."""
    found = _found(request, pk)
    back = TakeBackForm(request.POST, prefix="back")
    if not back.is_valid():
        return _page(request, found, back=back)
    try:
        delete_absence(
            actor=reader(request),
            absence_id=found.pk,
            revision=back.cleaned_data["version"],
            reason=back.cleaned_data["reason"],
        )
    except Conflict:
        sentence = _("A colleague changed this absence meanwhile: look again.")
        messages.warning(request, sentence)
        return redirect("daily:absence", pk)
    messages.success(request, _("The absence is taken back; the journal keeps the trace."))
    return redirect("daily:absences")


def _found(request: HttpRequest, pk: int) -> Absence:
    found = Absence.objects.select_related("worker").filter(pk=min(pk, LARGEST)).first()
    if found is None:
        raise Http404
    if not may_say_absent(reader(request), found.worker):
        raise PermissionDenied
    return found
