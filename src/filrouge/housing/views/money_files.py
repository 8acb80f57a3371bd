"""What leaves: the ledger of a period for accounting, and letters about money."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from filrouge.access.policy import Capability, policy
from filrouge.people.reading import fails_closed

from .. import accounting, letters, letters_money
from ..forms_money import ExportForm
from .money import open_account, open_persons, shown, way

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@policy(Capability.VIEW_MONEY)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def export(request: HttpRequest) -> HttpResponseBase:
    """The lines of the persons whose account is open; every one is written in the journal."""
    today = timezone.localdate()
    form = ExportForm(
        request.POST or None, initial={"start": today.replace(month=1, day=1), "end": today}
    )
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.errors else 200
        context = {"form": form, "way": way()}
        return render(request, "housing/money/export.html", context, status=status)
    start, end, names = (form.cleaned_data[one] for one in ("start", "end", "names"))
    entries = accounting.lines(open_persons(request).values("pk"), start, end)
    shown(
        request,
        "export_ledger",
        [entry.person_id for entry in entries],
        start=start.isoformat(),
        end=end.isoformat(),
        names=names,
        lines=len(entries),
    )
    name = f"comptes_{start}_{end}"
    if form.cleaned_data["form"] == "csv":
        text = accounting.as_csv(entries, names=names)
        return _file(text.encode(), f"{name}.csv", "text/csv; charset=utf-8")
    return _file(accounting.as_xlsx(entries, end, names=names), f"{name}.xlsx", XLSX)


@policy(Capability.VIEW_MONEY, hidden=True)
@require_safe
@fails_closed
def letter(request: HttpRequest, pk: int, letter: str, ending: str) -> HttpResponseBase:
    """A reminder or a plan, as DOCX or PDF; 404 when there is nothing to write about."""
    if letter not in letters_money.LETTERS or ending not in {"docx", "pdf"}:
        raise Http404
    found = open_account(request, pk, "write_letter", letter=letter, ending=ending)
    made = letters_money.LETTERS[letter](found.person, timezone.localdate())
    if made is None:
        raise Http404
    name = f"{letter}-{found.person.number}.{ending}"
    if ending == "docx":
        return _file(letters.as_docx(made), name, DOCX)
    return _file(letters.pdf(made), name, "application/pdf")


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
