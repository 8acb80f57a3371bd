"""The import pages: drop workbooks, follow the job, read its problems, undo it."""

from collections.abc import Sequence
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from filrouge.access.policy import Capability, can, policy, require
from filrouge.audit import journal
from filrouge.web.bodies import body_at_most
from filrouge.web.components import Crumb, Filter
from filrouge.web.paging import first_rows
from filrouge.web.partials import fragment_asked

from . import api, domain, files, queries, telling
from .diagnostics import ERROR, NOTICE, WARNING
from .forms import UndoForm, UploadForm
from .models import ImportRun


@policy(Capability.VIEW_IMPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
@body_at_most(lambda: settings.IMPORT_MAX_FILES * settings.IMPORT_MAX_MB)
def run_list(request: HttpRequest) -> HttpResponseBase:
    """The runs, newest first, and for those who may the form that starts one."""
    if request.method == "POST":
        require(request.user, Capability.IMPORT_WORKBOOKS)
        return upload(request)
    return _show_list(request, UploadForm())


def upload(request: HttpRequest) -> HttpResponse:
    """Start an import from a form."""
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show_list(request, form, status=422)
    run = domain.start_import(
        actor=request.user,
        uploads=form.cleaned_data["workbooks"],
        dry_run=form.cleaned_data["dry_run"],
    )
    return redirect("imports:run", run.pk)


def _show_list(request: HttpRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    runs = queries.runs()
    context: dict[str, Any] = {
        "form": form if can(request.user, Capability.IMPORT_WORKBOOKS) else None,
        "page": first_rows(request, cast("Sequence[ImportRun]", runs), runs.count()),
        "limit": settings.IMPORT_MAX_MB,
    }
    return render(request, "imports/list.html", context, status=status)


@policy(Capability.VIEW_IMPORTS)
@require_safe
def run_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One run: how far it is, then what became of it."""
    run = get_object_or_404(queries.runs(), pk=pk)
    if not run.is_over:
        return _show_progress(request, run)
    if fragment_asked(request) == "progress":
        response = HttpResponse()
        response.headers["HX-Refresh"] = "true"  # over: the page shows the outcome
        return response
    journal.record(
        actor=request.user,
        action="imports.read_report",
        subject=f"import {run.pk}",
        detail={"problems": len(run.problems)},
    )
    return render(request, "imports/run.html", _outcome(request, run))


def _show_progress(request: HttpRequest, run: ImportRun) -> HttpResponse:
    context = {"run": run, "progress": files.progress_of(run.pk), "way": _way()}
    part = fragment_asked(request) == "progress"
    return render(
        request, "imports/progress.html#progress" if part else "imports/progress.html", context
    )


def _outcome(request: HttpRequest, run: ImportRun) -> dict[str, Any]:
    problems = queries.problems_of(run)
    asked = request.GET.get("gravite", "")
    counts = {ERROR: run.error_count, WARNING: run.warning_count, NOTICE: run.notice_count}
    severity = asked if asked in counts else next((s for s in counts if counts[s]), ERROR)
    mine = [found for found in problems if found.severity == severity]
    sheet = request.GET.get("feuille", "")
    sheets = queries.sheets_of(mine)
    shown = [found for found in mine if not sheet or found.sheet == sheet]
    page = first_rows(request, shown, len(shown))
    return {
        "run": run,
        "way": _way(),
        "sentence": telling.sentence_of(run),
        "counts": [(name, count) for name, count in run.counts.items() if any(count.values())],
        "severities": _severity_filters(counts, severity),
        "sheets": _sheet_filters(severity, sheets, sheet) if len(sheets) > 1 else [],
        "groups": queries.by_sheet(page.rows),
        "page": page,
        "severity": severity,
        "can_undo": run.can_be_undone and can(request.user, Capability.IMPORT_WORKBOOKS),
    }


def _severity_filters(counts: dict[str, int], current: str) -> list[Filter]:
    names = {ERROR: _("Errors"), WARNING: _("Warnings"), NOTICE: _("Notices")}
    return [
        Filter(f"{names[severity]} ({count})", f"?gravite={severity}", severity == current)
        for severity, count in counts.items()
        if count
    ]


def _sheet_filters(severity: str, sheets: dict[str, int], current: str) -> list[Filter]:
    words = [Filter(_("All the sheets"), f"?gravite={severity}", not current)]
    for name, count in sheets.items():
        if name:
            query = urlencode({"gravite": severity, "feuille": name})
            words.append(Filter(f"{name} ({count})", f"?{query}", name == current))
    return words


def _way() -> list[Crumb]:
    return [Crumb(_("Imports"), reverse("imports:list"))]


@policy(Capability.IMPORT_WORKBOOKS)
@require_http_methods(["GET", "HEAD", "POST"])
def undo_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what undoing would remove, then do it once the word is typed."""
    run = get_object_or_404(queries.runs(), pk=pk)
    if not run.can_be_undone:
        raise Http404
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            api.undo(run, actor=request.user)
        except api.UndoRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The import was undone."))
        return redirect("imports:run", run.pk)
    context = {
        "run": run,
        "form": form,
        "way": _way(),
        "made": run.created_records.count(),
        "changed": run.changes.count(),
    }
    return render(request, "imports/undo.html", context, status=422 if form.errors else 200)
