"""Adding, correcting and deleting a record of a file: the same three pages for every kind."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from filrouge.access.policy import Capability, policy
from filrouge.people.reading import LARGEST, OpenFile, fails_closed, open_file, reader
from filrouge.records import changes, shape
from filrouge.records.declaration import Kind, kind_at
from filrouge.records.display import name_of
from filrouge.records.domain import (
    Conflict,
    StillUsed,
    correct_record,
    create_record,
    delete_record,
    version_of,
)
from filrouge.records.forms import DeleteFromFileForm, RecordForm
from filrouge.records.sentences import still_used
from filrouge.web.components import Crumb

from ..pens import PARTS_REVIEWED, compartment_of, may_write_kind


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def new(request: HttpRequest, pk: int, slug: str) -> HttpResponseBase:
    """Add a record to a file."""
    found = open_file(request, pk, "write_file", kind=slug)
    kind = _kind(request, found, slug)
    if kind.of == "id":
        raise Http404
    if kind.slug in ONLY_REVIEWED:
        return redirect(_review(found, kind))
    form = RecordForm(kind, request.POST or None, initial=_prefilled(kind, request))
    if request.method == "POST" and form.is_valid():
        try:
            record = create_record(
                actor=request.user, kind=kind, values=form.values, person=found.person
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Added: %(name)s") % {"name": name_of(record)})
            return redirect("dossiers:file", pk)
    context = {"form": form, "conflict": [], "back": reverse("dossiers:file", args=[pk])}
    return _form(request, found, kind, context)


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def edit(request: HttpRequest, pk: int, slug: str, key: int) -> HttpResponseBase:
    """Correct a record of a file, or its identity; both texts when a colleague was quicker."""
    found = open_file(request, pk, "write_file", kind=slug)
    kind = _kind(request, found, slug)
    record = _record(kind, found, key)
    if kind.slug in ONLY_REVIEWED:
        return redirect(_review(found, kind, f"?jour={record.day:%Y-%m-%d}"))
    form = RecordForm(
        kind, request.POST or None, record=record, initial={"version": version_of(record)}
    )
    conflict: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            correct_record(
                actor=request.user,
                kind=kind,
                key=record.pk,
                values=form.values,
                version=form.cleaned_data["version"],
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        except Conflict as clash:
            conflict = changes.differences(kind, clash.record, form.values)
            again = request.POST.copy()
            again["version"] = version_of(clash.record)
            form.data = again
        else:
            messages.success(request, _("The correction is stored."))
            return redirect("dossiers:file", pk)
    context = {
        "form": form,
        "record": record,
        "name": name_of(record),
        "conflict": conflict,
        "who": changes.last_author(kind, record.pk) if conflict else "",
        "back": reverse("dossiers:file", args=[pk]),
    }
    return _form(request, found, kind, context)


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def remove(request: HttpRequest, pk: int, slug: str, key: int) -> HttpResponseBase:
    """Delete a record of a file: why, then the word; the trace stays in the thread."""
    found = open_file(request, pk, "write_file", kind=slug)
    kind = _kind(request, found, slug)
    if kind.of == "id":
        raise Http404
    record = _record(kind, found, key)
    form = DeleteFromFileForm(request.POST or None, initial={"version": version_of(record)})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            delete_record(
                actor=request.user,
                kind=kind,
                key=record.pk,
                version=said["version"],
                reason=said["reason"],
            )
        except StillUsed as refused:
            form.add_error(None, still_used(refused.counts))
        except Conflict:
            form.add_error(None, _("This record was corrected since: read it again first."))
        else:
            messages.success(request, _("The record is deleted; the journal keeps the trace."))
            return redirect("dossiers:file", pk)
    context = {
        "kind": kind,
        "form": form,
        "record": record,
        "name": name_of(record),
        "facts": shape.facts(kind, record),
        "way": _way(found, kind),
        "back": reverse("dossiers:file", args=[pk]),
    }
    return render(request, "records/delete.html", context, status=422 if form.errors else 200)


ONLY_REVIEWED = frozenset({"consommations"})
"""Kinds whose products stand in lines of their own: only the page of reviews writes them whole."""


def _review(found: OpenFile, kind: Kind, day: str = "") -> str:
    address = reverse("dossiers:review", args=[found.person.pk])
    return f"{address}{day}#{PARTS_REVIEWED[kind.slug]}"


def _kind(request: HttpRequest, found: OpenFile, slug: str) -> Kind:
    """The kind at an address of the file. 404 when its part is closed, 403 without the pen."""
    kind = kind_at(slug, of_files=True)
    if kind is None or compartment_of(kind) not in found.compartments:
        raise Http404
    if not may_write_kind(reader(request), kind):
        raise PermissionDenied
    return kind


def _record(kind: Kind, found: OpenFile, key: int) -> Any:
    """A record of this very file."""
    mine = {kind.of: found.person.pk}
    record = kind.model._default_manager.filter(**mine).filter(pk=min(key, LARGEST)).first()
    if record is None:
        raise Http404
    return record


def _prefilled(kind: Kind, request: HttpRequest) -> dict[str, Any]:
    return shape.prefilled(kind, request.GET.dict())


def _way(found: OpenFile, kind: Kind) -> list[Crumb]:
    """Files, this file: no address holds a name, the words beside it may."""
    address = reverse("dossiers:file", args=[found.person.pk])
    return [
        Crumb(_("Persons"), reverse("dossiers:list")),
        Crumb(str(found.person), address),
        Crumb(str(kind.plural), address),
    ]


def _form(
    request: HttpRequest, found: OpenFile, kind: Kind, context: dict[str, Any]
) -> HttpResponseBase:
    form, conflict = context["form"], context["conflict"]
    status = 409 if conflict else 422 if form.errors else 200
    context |= {"kind": kind, "way": _way(found, kind)}
    return render(request, "records/form.html", context, status=status)
