"""Group activities: the list, a page each, who came. Only persons of open files are named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from filrouge.access.files import Compartment, may_write
from filrouge.access.policy import Capability, policy
from filrouge.followup.domain_groups import (
    Group,
    correct_group,
    delete_group,
    note_attendance,
    note_group,
)
from filrouge.followup.models import GroupActivity
from filrouge.people.reading import LARGEST, fails_closed, reader, write_down
from filrouge.records.domain import Conflict, version_of
from filrouge.vocabulary import lists
from filrouge.web.paging import first_rows

from .. import board, clash, together
from ..group_forms import DeleteWorkForm, GroupForm, LettersForm


@policy(Capability.VIEW_CARE)
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """The activities, the newest first, with how many came: no name."""
    rows = GroupActivity.objects.select_related("partner").order_by("-day", "-pk")
    page = first_rows(request, cast("Sequence[GroupActivity]", rows), rows.count())
    came = together.present_counts([one.pk for one in page.rows])
    lines = [
        (one, lists.get("group_activity_kind").label(one.kind), came[one.pk]) for one in page.rows
    ]
    return render(request, "daily/groups.html", {"lines": lines, "page": page})


@policy(Capability.VIEW_CARE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int = 0) -> HttpResponseBase:
    """Add an activity, or correct it."""
    _with_pen(request)
    found = _found(pk) if pk else None
    form = GroupForm(
        request.POST if request.method == "POST" else None, initial=_initial(request, found)
    )
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            stored = _stored(request, form, found)
        except ValidationError as refused:
            form.add_error(None, refused)
        except Conflict as changed:
            now = cast("GroupActivity", changed.record)
            conflict = clash.differences(form, _initial(request, now))
            clash.again(form, version_of(now))
        else:
            messages.success(request, _("The activity is stored."))
            return redirect("daily:group", stored.pk)
    status = 409 if conflict is not None else 422 if form.errors else 200
    context = {"form": form, "found": found, "conflict": conflict, "what": "group"}
    return render(request, "daily/work_form.html", context, status=status)


@policy(Capability.VIEW_CARE)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An activity and who came; two letters find somebody, one tap says present or not."""
    user, activity = reader(request), _found(pk)
    sent = request.POST if request.method == "POST" else None
    if sent is not None and "person" in sent:
        _with_pen(request)
        return _came(request, activity)
    form = LettersForm(sent)
    letters = form.cleaned_data["letters"] if form.is_bound and form.is_valid() else ""
    shown, others = together.attending(user, activity.pk)
    there = {one.pk for one in shown}
    hits = together.proposed(user, letters, activity.day, there)
    persons = there | set(hits)
    write_down(request, "read_group", persons, {"group": activity.pk, "shown": len(persons)})
    names = board.names_of(persons)
    context = {
        "activity": activity,
        "kind": lists.get("group_activity_kind").label(activity.kind),
        "workers": [one.code for one in activity.workers.order_by("code")],
        "lines": together.named(shown, names),
        "hidden": others,
        "hits": [board.Named(one, names[one]) for one in hits],
        "searched": bool(letters),
        "form": form,
        "statuses": [(one.code, one.label) for one in lists.get("group_attendance").terms],
        "pen": may_write(user, Compartment.PSYCHOSOCIAL),
        "version": version_of(activity),
    }
    status = 422 if form.errors else 200
    return render(request, "daily/group.html", context, status=status)


@policy(Capability.VIEW_CARE)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Delete an activity, with a reason."""
    _with_pen(request)
    activity = _found(pk)
    form = DeleteWorkForm(
        request.POST if request.method == "POST" else None,
        initial={"version": version_of(activity)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            delete_group(actor=reader(request), key=activity.pk, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        except Conflict:
            form.add_error(None, _("This record was corrected since: read it again first."))
        else:
            messages.success(request, _("The activity is deleted; the journal keeps the trace."))
            return redirect("daily:groups")
    context = {"form": form, "found": activity, "what": "group"}
    status = 422 if form.errors else 200
    return render(request, "daily/work_delete.html", context, status=status)


def _found(pk: int) -> GroupActivity:
    rows = GroupActivity.objects.select_related("partner")
    return get_object_or_404(rows, pk=min(pk, LARGEST))


def _with_pen(request: HttpRequest) -> None:
    if not may_write(reader(request), Compartment.PSYCHOSOCIAL):
        raise Http404


def _initial(request: HttpRequest, found: GroupActivity | None) -> dict[str, Any]:
    if found is None:
        me = board.worker_of(reader(request))
        return {"workers": [me.pk] if me else []}
    return {
        "version": version_of(found),
        "kind": found.kind,
        "day": found.day,
        "duration_min": found.duration_min,
        "place": found.place,
        "partner": found.partner,
        "others": found.others,
        "workers": list(found.workers.values_list("pk", flat=True)),
    }


def _stored(request: HttpRequest, form: GroupForm, found: GroupActivity | None) -> GroupActivity:
    data = form.cleaned_data
    said = Group(
        kind=data["kind"],
        day=data["day"],
        duration_min=data["duration_min"],
        place=" ".join(data["place"].split()),
        partner=data["partner"],
        workers=tuple(data["workers"]),
        others=data["others"] or 0,
    )
    if found is None:
        return note_group(actor=reader(request), said=said)
    return correct_group(actor=reader(request), key=found.pk, version=data["version"], said=said)


def _came(request: HttpRequest, activity: GroupActivity) -> HttpResponseBase:
    """One tap: somebody came, was excused, did not come, or the line goes."""
    key = request.POST.get("person", "")
    try:
        note_attendance(
            actor=reader(request),
            activity=activity,
            person_id=int(key) if key.isascii() and key.isdigit() and len(key) < 10 else 0,
            status=request.POST.get("status", ""),
        )
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("daily:group", activity.pk)
