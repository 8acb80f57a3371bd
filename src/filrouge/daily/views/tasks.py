"""Tasks: the page that lists and adds, and the two taps, done and not done after all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from filrouge.access.files import open_to
from filrouge.access.models import User
from filrouge.access.policy import Capability, policy
from filrouge.followup.domain_tasks import NoSuchTask, add_task, do_task, own_tasks, undo_task
from filrouge.followup.models import Task
from filrouge.followup.rules import living
from filrouge.people.reading import LARGEST, fails_closed, reader, write_down

from .. import board, day
from ..board import Named
from ..forms import TaskForm

MOST = 200


@policy(Capability.VIEW_IDENTITY)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def tasks(request: HttpRequest) -> HttpResponseBase:
    """My tasks and those I gave; `?personne=12` adds one about a person whose file is open."""
    user, now = reader(request), timezone.localdate()
    rows = list(_shown(user))
    about = _about(request, user)
    persons = {person for _key, person in rows if person is not None} | set(about)
    write_down(request, "read_tasks", persons, {"shown": len(rows)})
    names = board.names_of(persons)
    form = TaskForm(user, request.POST or None, initial={"person": next(iter(about), None)})
    if request.method == "POST" and form.is_valid() and _added(user, form):
        messages.success(request, _("The task is added."))
        return redirect(_back(request))
    lines = day.tasks([key for key, _person in rows])
    context = {
        "mine": [one for one in lines if one.assigned_to_id == user.pk],
        "given": [one for one in lines if one.assigned_to_id != user.pk],
        "about": [Named(one, names[one]) for one in about],
        "names": names,
        "form": form,
        "day": now,
    }
    return render(request, "daily/tasks.html", context, status=422 if form.errors else 200)


def _about(request: HttpRequest, user: User) -> list[int]:
    """The person that the form is about, when their file is open."""
    asked = request.POST.get("task-person") or request.GET.get("personne", "")
    key = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
    return list(open_to(user).filter(living(), pk=key).values_list("pk", flat=True))


def _shown(user: User) -> QuerySet[Task, tuple[int, int | None]]:
    """Not done, and done in the last week."""
    since = timezone.now() - timedelta(days=7)
    wanted = own_tasks(user).filter(Q(done_at__isnull=True) | Q(done_at__gte=since))
    return wanted.order_by("due", "pk").values_list("pk", "person_id")[:MOST]


def _added(user: User, form: TaskForm) -> bool:
    """Whether the task was stored; otherwise the form says why."""
    said = form.cleaned_data
    try:
        add_task(
            actor=user,
            words=said["words"],
            assigned_to=User.objects.filter(pk=int(said["assigned_to"] or 0)).first(),
            person_id=said["person"],
            due=said["due"],
        )
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    return True


@policy(Capability.VIEW_IDENTITY)
@require_POST
def done(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One tap: done."""
    return _tapped(request, pk, do_task, _("Done. It can be taken up again until tomorrow."))


@policy(Capability.VIEW_IDENTITY)
@require_POST
def undone(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One tap: not done after all."""
    return _tapped(request, pk, undo_task, _("The task is to be done again."))


def _tapped(request: HttpRequest, pk: int, act: Callable[..., None], said: str) -> HttpResponseBase:
    try:
        act(actor=reader(request), task_id=min(pk, LARGEST))
    except NoSuchTask:
        raise Http404 from None
    messages.success(request, said)
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    """The page of ours that the form stood on."""
    back = request.POST.get("back", "")
    safe = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if safe else reverse("daily:today")
