"""Work outside any file: meetings of the team, trainings followed, hours. Three taps each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from filrouge.access.policy import Capability, can, policy
from filrouge.people.reading import reader
from filrouge.records.declaration import Kind, kind_of
from filrouge.records.domain import create_record
from filrouge.staff.models import FollowedTraining, InternalMeeting, Worker, WorkingTime
from filrouge.vocabulary import lists

from .. import board
from ..work_forms import HoursForm, MeetingForm, TrainingForm, own_team

RECENT_DAYS = 14
FORMS: dict[str, type[MeetingForm | TrainingForm | HoursForm]] = {
    "meeting": MeetingForm,
    "training": TrainingForm,
    "hours": HoursForm,
}


@policy(Capability.VIEW_IDENTITY)
@require_http_methods(["GET", "HEAD", "POST"])
def work(request: HttpRequest) -> HttpResponseBase:
    """Three short forms, today and one's own team filled in; what was added lately below."""
    user = reader(request)
    me, team = board.worker_of(user), own_team(user)
    sent = request.POST.get("what", "") if request.method == "POST" else ""
    made = {
        name: form(request.POST if name == sent else None, prefix=name, me=me, team=team)
        for name, form in FORMS.items()
    }
    status = 422 if request.method == "POST" else 200
    if sent in made and made[sent].is_valid() and _stored(request, sent, made[sent]):
        return redirect("daily:work")
    since = timezone.localdate() - timedelta(days=RECENT_DAYS)
    meetings = InternalMeeting.objects.filter(team=team, day__gte=since).order_by("-day", "-pk")
    followed = FollowedTraining.objects.filter(worker=me, day__gte=since).order_by("-day", "-pk")
    context = {
        "forms": made,
        "kinds": [one for one in lists.get("meeting_kind").terms if one.code != "away_day"],
        "meetings": [(one.day, lists.get("meeting_kind").label(one.kind)) for one in meetings],
        "followed": list(followed),
        "care": can(user, Capability.VIEW_CARE),
        "team": lists.get("staff_team").label(team),
    }
    return render(request, "daily/work.html", context, status=status)


def _stored(request: HttpRequest, what: str, form: forms.Form) -> bool:
    """Store by the same verb as the record cards; otherwise the form says why not."""
    values = dict(form.cleaned_data)
    model: Any = {"meeting": InternalMeeting, "training": FollowedTraining}.get(what, WorkingTime)
    if what == "meeting" and InternalMeeting.objects.filter(**values).exists():
        form.add_error(None, _("A colleague noted this meeting already."))
        return False
    if what == "training":
        values["worker"] = Worker.objects.get(pk=values["worker"])
    kind = kind_of(model)
    assert isinstance(kind, Kind)
    full = {name: values.get(name, _blank(kind, name)) for name in kind.fields}
    try:
        create_record(actor=reader(request), kind=kind, values=full)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return False
    messages.success(request, _("Noted."))
    return True


def _blank(kind: Kind, name: str) -> Any:
    return None if kind.fields[name].null else ""
