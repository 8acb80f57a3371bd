"""Index of a programme, list, page, form and deletion: the same five pages for every record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from filrouge.access.policy import Capability, can, policy
from filrouge.web.paging import first_rows
from filrouge.web.partials import render_page

from . import changes, queries, shape
from .declaration import EDITORS, Kind, kind_at
from .display import name_of
from .domain import (
    Conflict,
    StillUsed,
    ValidationError,
    correct_record,
    create_record,
    delete_record,
    version_of,
)
from .forms import DeleteForm, RecordForm
from .sentences import still_used

READ = Capability.VIEW_OPEN_RECORDS
WRITE = tuple(EDITORS.values())


@policy(READ)
@require_safe
def index(request: HttpRequest, programme: str = "") -> HttpResponse:
    """The kinds of records, with how many there are: of a programme, or of all."""
    counts = [(kind, count) for kind, count in queries.counts(programme) if may_read(request, kind)]
    context = {
        "programme": programme,
        "words": shape.programme_words(programme),
        "sections": shape.sections(counts, programme),
    }
    return render(request, "records/index.html", context)


@policy(READ)
@require_safe
def record_list(request: HttpRequest, kind_slug: str) -> HttpResponse:
    """The records of a kind: filters as words, the count with its base, 25 lines and more."""
    kind = _readable(request, kind_slug)
    asked = request.GET.dict()
    found = queries.rows(kind, asked)
    total = found.count()
    narrowed = shape.narrowing(kind, asked)
    everything = kind.model._default_manager.count() if narrowed else total
    ordered = cast("Sequence[Any]", queries.sorted_rows(kind, found, asked.get("tri", "")))
    page = first_rows(request, ordered, total)
    context = {
        "kind": kind,
        "way": shape.way(kind),
        "headings": shape.headings(kind, asked),
        "lines": [shape.line(kind, record) for record in page.rows],
        "page": page,
        "everything": everything,
        "filters": shape.filters(kind, asked),
        "narrowed": bool(narrowed),
        "parents": shape.parents(kind, asked),
        "kept": [(name, value) for name, value in narrowed.items() if name != "q"],
        "q": asked.get("q", ""),
        "new_url": shape.new_url(kind, asked) if may_edit(request, kind) else "",
        "empty_text": _("Each record appears here, whether it is imported or added with the form."),
    }
    return render_page(
        request, "records/list.html", context, fragments={"rows": "records/list.html#rows"}
    )


@policy(READ)
@require_safe
def record_page(request: HttpRequest, kind_slug: str, pk: int) -> HttpResponse:
    """One record: every field, what rests on it, where it came from, what became of it."""
    kind = _readable(request, kind_slug)
    record = _record(kind, pk)
    context = {
        "kind": kind,
        "record": record,
        "name": name_of(record),
        "way": shape.way(kind, listed=True),
        "facts": shape.facts(kind, record),
        "related": shape.related(kind, record, may_edit=lambda k: may_edit(request, k)),
        "origin": shape.origin(kind, record),
        "history": changes.history(kind, pk),
        "may_edit": may_edit(request, kind, record),
    }
    return render(request, "records/page.html", context)


@policy(*WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def new_record(request: HttpRequest, kind_slug: str) -> HttpResponseBase:
    """Add a record. `?group=12` fills in what one was looking at."""
    kind = _writable(request, kind_slug)
    form = RecordForm(kind, request.POST or None, initial=shape.prefilled(kind, request.GET.dict()))
    if request.method == "POST" and form.is_valid() and _stays_within(request, kind, form):
        try:
            record = create_record(actor=request.user, kind=kind, values=form.values)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Added: %(name)s") % {"name": name_of(record)})
            return redirect("records:page", kind_slug, record.pk)
    context = {"kind": kind, "form": form, "way": shape.way(kind, listed=True), "conflict": []}
    context["back"] = reverse("records:list", args=[kind_slug])
    return render(request, "records/form.html", context, status=422 if form.errors else 200)


@policy(*WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_record(request: HttpRequest, kind_slug: str, pk: int) -> HttpResponseBase:
    """Correct a record; when a colleague was quicker, show both texts."""
    kind = _writable(request, kind_slug)
    record = _record_to_write(request, kind, pk)
    form = RecordForm(
        kind, request.POST or None, record=record, initial={"version": version_of(record)}
    )
    conflict: list[Any] = []
    if request.method == "POST" and form.is_valid() and _stays_within(request, kind, form):
        try:
            correct_record(
                actor=request.user,
                kind=kind,
                key=pk,
                values=form.values,
                version=form.cleaned_data["version"],
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        except Conflict as found:
            conflict = changes.differences(kind, found.record, form.values)
            again = request.POST.copy()
            again["version"] = version_of(found.record)
            form.data = again
        else:
            messages.success(request, _("The correction is stored."))
            return redirect("records:page", kind_slug, pk)
    context = {
        "kind": kind,
        "form": form,
        "record": record,
        "name": name_of(record),
        "way": shape.way(kind, record),
        "conflict": conflict,
        "who": changes.last_author(kind, pk) if conflict else "",
        "back": reverse("records:page", args=[kind_slug, pk]),
    }
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "records/form.html", context, status=status)


@policy(*WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def remove_record(request: HttpRequest, kind_slug: str, pk: int) -> HttpResponseBase:
    """Say what a deletion removes, then do it once the word is typed."""
    kind = _writable(request, kind_slug)
    record = _record_to_write(request, kind, pk)
    form = DeleteForm(request.POST or None, initial={"version": version_of(record)})
    if request.method == "POST" and form.is_valid():
        try:
            delete_record(
                actor=request.user, kind=kind, key=pk, version=form.cleaned_data["version"]
            )
        except StillUsed as refused:
            form.add_error(None, still_used(refused.counts))
        except Conflict:
            form.add_error(None, _("This record was corrected since: read it again first."))
        else:
            messages.success(request, _("The record is deleted; the journal keeps the trace."))
            return redirect("records:list", kind_slug)
    context = {
        "kind": kind,
        "form": form,
        "record": record,
        "name": name_of(record),
        "facts": shape.facts(kind, record),
        "way": shape.way(kind, record),
        "back": reverse("records:page", args=[kind_slug, pk]),
    }
    return render(request, "records/delete.html", context, status=422 if form.errors else 200)


def may_edit(request: HttpRequest, kind: Kind, record: Any = None) -> bool:
    """Whether the reader may write this kind, or this very record of it."""
    if any(can(request.user, capability) for capability in kind.editors):
        return True
    role = getattr(request.user, "role", "")
    if role in kind.also or role not in kind.within:
        return role in kind.also
    name, codes = kind.within[role]
    return record is None or getattr(record, name) in codes


def _stays_within(request: HttpRequest, kind: Kind, form: RecordForm) -> bool:
    """Whether what was typed is for the reader to write; otherwise the form says where it ends."""
    typed = kind.model()
    for name, (bound, _codes) in kind.within.items():
        if name == getattr(request.user, "role", ""):
            setattr(typed, bound, form.values[bound])
            if not may_edit(request, kind, typed):
                form.add_error(bound, _("You write this for your own teams only."))
                return False
    return True


def may_read(request: HttpRequest, kind: Kind) -> bool:
    """Whether the reader may read this kind; what names people is for those who write it."""
    return not kind.reserved or may_edit(request, kind)


def _readable(request: HttpRequest, kind_slug: str) -> Kind:
    kind = _kind(kind_slug)
    if not may_read(request, kind):
        raise PermissionDenied
    return kind


def _kind(kind_slug: str) -> Kind:
    kind = kind_at(kind_slug)
    if kind is None:
        raise Http404
    return kind


def _writable(request: HttpRequest, kind_slug: str) -> Kind:
    kind = _kind(kind_slug)
    if not may_edit(request, kind):
        raise PermissionDenied
    return kind


def _record_to_write(request: HttpRequest, kind: Kind, pk: int) -> Any:
    record = _record(kind, pk)
    if not may_edit(request, kind, record):
        raise PermissionDenied
    return record


def _record(kind: Kind, pk: int) -> Any:
    found = queries.sorted_rows(kind, kind.model._default_manager.filter(pk=pk), "").first()
    if found is None:
        raise Http404
    return found
