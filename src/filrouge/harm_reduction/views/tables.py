"""What was handed out in a year, by mode of use and month; the same as files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from filrouge.access.policy import Capability, policy
from filrouge.audit import journal
from filrouge.people.reading import reader

from .. import handed, shape, stock

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@policy(Capability.VIEW_CARE)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The table of a year. `?annee=2026`."""
    found = stock.years()
    year = _asked(request) or (found[0] if found else timezone.localdate().year)
    lines = handed.year(year)
    context = {
        "year": year,
        "years": shape.years(found, year, request.path),
        "months": handed.MONTHS,
        "lines": lines,
        "total": sum(line.total for line in lines if line.item is None),
    }
    return render(request, "harm_reduction/table.html", context)


@policy(Capability.VIEW_CARE)
@require_safe
def export(request: HttpRequest, year: int, ending: str) -> HttpResponse:
    """Quantities of items by month, as CSV or as a workbook: nobody is in it."""
    if not 1900 < year < 2200:
        raise Http404
    journal.record(
        actor=reader(request),
        action="harm_reduction.export_year",
        detail={"year": year, "ending": ending},
    )
    content = handed.as_csv(year).encode() if ending == "csv" else handed.as_xlsx(year)
    kind = "text/csv; charset=utf-8" if ending == "csv" else WORKBOOK
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="materiel_{year}.{ending}"'},
    )


def _asked(request: HttpRequest) -> int:
    text = request.GET.get("annee", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    return year if 1900 < year < 2200 else 0
