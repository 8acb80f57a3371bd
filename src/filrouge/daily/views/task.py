"""One task: said otherwise, put off, given to somebody else, or taken away with a reason."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from filrouge.access.models import User
from filrouge.access.policy import Capability, policy
from filrouge.followup.domain_tasks import NoSuchTask, correct_task, delete_task, own_tasks
from filrouge.followup.models import Task
from filrouge.people.reading import LARGEST, fails_closed, reader, write_down
from filrouge.records.domain import Conflict

from .. import board, clash, day
from ..board import Named
from ..forms import CorrectTaskForm, DeleteTaskForm


@policy(Capability.VIEW_IDENTITY)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def task(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Correct a task that one has or gave."""
    user, found = reader(request), _found(request, pk)
    form = CorrectTaskForm(
        user, found, request.POST or None, initial=CorrectTaskForm.said(user, found)
    )
    if request.method != "POST" or not form.is_valid():
        return _page(request, found, form=form)
    said = form.cleaned_data
    to = User.objects.filter(pk=int(said["assigned_to"] or 0)).first()
    try:
        correct_task(
            actor=user,
            task_id=found.pk,
            version=said["version"],
            words=said["words"],
            assigned_to=to,
            due=said["due"],
        )
    except NoSuchTask:
        raise Http404 from None
    except ValidationError as refused:
        form.add_error(None, refused)
        return _page(request, found, form=form)
    except Conflict as changed:
        now: Any = changed.record
        stored = CorrectTaskForm.said(user, now)
        conflict = clash.differences(form, stored)
        clash.again(form, stored["version"])
        return _page(request, now, form=form, conflict=conflict)
    messages.success(request, _("The correction is stored."))
    return redirect("daily:tasks")


@policy(Capability.VIEW_IDENTITY)
@require_POST
@fails_closed
def remove(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a task away, and say why."""
    found = _found(request, pk)
    gone = DeleteTaskForm(request.POST, prefix="gone")
    if not gone.is_valid():
        return _page(request, found, gone=gone)
    said = gone.cleaned_data
    try:
        delete_task(
            actor=reader(request),
            task_id=found.pk,
            version=said["version"],
            reason=said["reason"],
        )
    except NoSuchTask:
        raise Http404 from None
    except Conflict:
        messages.warning(request, _("A colleague changed this task meanwhile: look again."))
        return redirect("daily:task", found.pk)
    messages.success(request, _("The task is taken away; the journal keeps the trace."))
    return redirect("daily:tasks")


def _found(request: HttpRequest, pk: int) -> Task:
    """A task of the reader, its person written in the journal first."""
    own = own_tasks(reader(request)).filter(pk=min(pk, LARGEST)).values_list("pk", "person_id")
    keys = own.first()
    if keys is None:
        raise Http404
    write_down(request, "read_tasks", {keys[1]} if keys[1] else set(), {"shown": 1})
    found = day.tasks([keys[0]])
    if not found:
        raise Http404
    return found[0]


def _page(
    request: HttpRequest,
    found: Task,
    *,
    form: CorrectTaskForm | None = None,
    gone: DeleteTaskForm | None = None,
    conflict: list[tuple[str, str, str]] | None = None,
) -> HttpResponseBase:
    user = reader(request)
    said = CorrectTaskForm.said(user, found)
    form = form or CorrectTaskForm(user, found, initial=said)
    gone = gone or DeleteTaskForm(initial={"version": said["version"]}, prefix="gone")
    about = {found.person_id} if found.person_id else set()
    context = {
        "task": found,
        "about": [Named(key, name) for key, name in board.names_of(about).items()],
        "form": form,
        "gone": gone,
        "conflict": conflict,
    }
    status = 409 if conflict is not None else 422 if form.errors or gone.errors else 200
    return render(request, "daily/task.html", context, status=status)
