"""Inspections: recording, correcting, photos, deleting."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from filrouge.access.policy import Capability, policy
from filrouge.common.uploads import PDF
from filrouge.people.reading import fails_closed
from filrouge.records.domain import Conflict, version_of
from filrouge.vault.fields import take_keys
from filrouge.vault.files import GoneContent
from filrouge.vocabulary import lists
from filrouge.web.bodies import body_at_most

from .. import domain_dwellings
from ..forms import InspectionForm, InspectionRemoval, PhotoForm
from ..models import ROOMS, Dwelling, Inspection
from . import base
from .dwellings import worst

CONTENT_POLICY = (
    "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"
)


@policy(Capability.EDIT_HOUSING)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def new(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An inspection of a dwelling: of somebody's home, or of empty walls."""
    dwelling = base.dwelling_at(pk)
    opened = base.opened(request)
    lived = set(dwelling.stays.values_list("person", flat=True)) & opened
    base.shown(request, "read_dwelling", lived, dwelling=dwelling.pk)
    asked = {"person": request.GET.get("personne"), "kind": request.GET.get("genre")}
    initial = {"day": base.today(), **{name: said for name, said in asked.items() if said}}
    form = InspectionForm(request.POST or None, living=lived, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = domain_dwellings.record_inspection(
                actor=request.user,
                dwelling=dwelling,
                person=form.cleaned_data["person"],
                values=form.values,
            )
        except ValidationError as refused:
            base.refuse(form, refused)
        else:
            messages.success(request, _("The inspection is recorded: add photos here."))
            return redirect("housing:inspection", made.pk)
    return base.form_page(
        request,
        form,
        title=_("Inspection"),
        above=dwelling.code,
        back=reverse("housing:dwelling", args=[dwelling.pk]),
        way=_way(dwelling),
    )


@policy(Capability.EDIT_HOUSING, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@body_at_most(lambda: settings.UPLOAD_MAX_MB)
@fails_closed
def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One inspection with its photos; a photo sent is kept or refused with a sentence."""
    inspection = _opened(request, pk, "read_inspection")
    form = PhotoForm()
    if request.method == "POST":
        form = PhotoForm(request.POST, request.FILES)
        if form.is_valid() and form.upload:
            domain_dwellings.add_photo(
                actor=request.user, inspection=inspection, upload=form.upload
            )
            messages.success(request, _("The photo is added."))
            return redirect("housing:inspection", inspection.pk)
    photos = list(_photos(inspection))
    if inspection.person_id is not None:
        take_keys(photos)
    context = {
        "inspection": inspection,
        "kind": lists.get("inspection_kind").label(inspection.kind),
        "rooms": _rooms(inspection),
        "compared": _compared(inspection),
        "worst": worst(inspection),
        "remarks": inspection.note if inspection.person_id is None else inspection.remarks,
        "photos": [(one, one.kind != PDF) for one in photos],
        "form": form,
        "way": _way(inspection.dwelling),
    }
    status = 422 if form.is_bound else 200
    return render(request, "housing/inspection.html", context, status=status)


@policy(Capability.EDIT_HOUSING, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Correct an inspection; both texts when a colleague was quicker."""
    inspection = _opened(request, pk, "write_housing")
    said = inspection.note if inspection.person_id is None else inspection.remarks
    values = {name: getattr(inspection, name) for name in ("kind", "day", "next_on", *ROOMS)}
    initial = {**values, "remarks": said, "version": version_of(inspection)}
    form = InspectionForm(request.POST or None, initial=initial)
    conflict: list[tuple[str, Any, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            domain_dwellings.correct_inspection(
                actor=request.user,
                key=inspection.pk,
                values=form.values,
                version=form.cleaned_data["version"],
            )
        except ValidationError as refused:
            base.refuse(form, refused)
        except Conflict as clash:
            conflict = _differences(form, clash.record)
            again = request.POST.copy()
            again["version"] = version_of(clash.record)
            form.data = again
        else:
            messages.success(request, _("The correction is stored."))
            return redirect("housing:inspection", inspection.pk)
    return base.form_page(
        request,
        form,
        title=_("Correct the inspection"),
        above=inspection.dwelling.code,
        back=reverse("housing:inspection", args=[inspection.pk]),
        way=_way(inspection.dwelling),
        conflict=conflict,
    )


@policy(Capability.EDIT_HOUSING, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def remove(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Delete an inspection and its photos: why, then the word."""
    inspection = _opened(request, pk, "write_housing")
    form = InspectionRemoval(request.POST or None, initial={"version": version_of(inspection)})
    if request.method == "POST" and form.is_valid():
        dwelling = inspection.dwelling_id
        domain_dwellings.delete_inspection(
            actor=request.user, inspection=inspection, reason=form.cleaned_data["reason"]
        )
        messages.success(request, _("The inspection is deleted; the journal keeps the trace."))
        return redirect("housing:dwelling", dwelling)
    return base.form_page(
        request,
        form,
        title=_("Delete the inspection"),
        above=inspection.dwelling.code,
        back=reverse("housing:inspection", args=[inspection.pk]),
        way=_way(inspection.dwelling),
        word=_("Delete"),
        remark=_("Its photos go with it."),
    )


@policy(Capability.EDIT_HOUSING, hidden=True)
@require_safe
@fails_closed
def photo(request: HttpRequest, pk: int, seal: UUID) -> HttpResponseBase:
    """The bytes of a photo: right, journal, then content; always a download."""
    inspection = _opened(request, pk, "download_inspection_photo")
    found = _photos(inspection).filter(seal=seal).first()
    if found is None:
        raise Http404
    try:
        content = found.read()
    except GoneContent:
        raise Http404 from None
    name = f"photo-{found.pk}.{found.kind}"
    return HttpResponse(
        content,
        content_type=found.mime,
        headers={
            "Content-Disposition": content_disposition_header(True, name) or "attachment",
            "Content-Security-Policy": CONTENT_POLICY,
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _photos(inspection: Inspection) -> Any:
    nobody = inspection.person_id is None
    return inspection.empty_photos.all() if nobody else inspection.photos.all()


def _opened(request: HttpRequest, pk: int, act: str) -> Inspection:
    """An inspection, once its file is open and the reading written. `Http404` otherwise."""
    found = Inspection.objects.filter(pk=base.key(pk)).select_related("dwelling", "person").first()
    if found is None:
        raise Http404
    if found.person_id is not None:
        home = base.open_home(request, found.person_id, act, inspection=found.pk)
        if act.startswith("write") or request.method == "POST":
            base.require_pen(request, home)
    return found


def _rooms(inspection: Inspection) -> list[tuple[str, str]]:
    rooms, states = lists.get("room"), lists.get("room_state")
    found = [(room, getattr(inspection, room)) for room in ROOMS]
    return [(rooms.label(room), states.label(str(state))) for room, state in found if state]


def _compared(inspection: Inspection) -> list[tuple[str, str, str, bool]]:
    """An exit beside the entry of the same person: the room, both states, whether it is worse."""
    if inspection.kind != "exit" or inspection.person_id is None:
        return []
    entries = Inspection.objects.filter(
        dwelling=inspection.dwelling_id,
        person=inspection.person_id,
        kind="entry",
        day__lte=inspection.day,
    )
    entry = entries.order_by("-day", "-pk").first()
    if entry is None:
        return []
    rooms, states = lists.get("room"), lists.get("room_state")
    both = [(room, getattr(entry, room), getattr(inspection, room)) for room in ROOMS]
    return [
        (
            rooms.label(room),
            states.label(str(before)) if before else "—",
            states.label(str(after)) if after else "—",
            bool(before and after and after > before),
        )
        for room, before, after in both
        if before or after
    ]


def _differences(form: InspectionForm, stored: Any) -> list[tuple[str, Any, Any]]:
    said = {**{name: getattr(stored, name) for name in form.values if name != "remarks"}}
    said["remarks"] = stored.note if stored.person_id is None else stored.remarks
    both = [(name, said[name], typed) for name, typed in form.values.items()]
    return base.differences(form, both)


def _way(dwelling: Dwelling) -> list[Any]:
    return base.way(
        (_("Dwellings"), reverse("housing:dwellings")),
        (dwelling.code, reverse("housing:dwelling", args=[dwelling.pk])),
    )
