"""The institutions of all programmes: the list, the page of one, a merge and its undo."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filrouge.access import isolation
from filrouge.access.policy import Capability, can, policy
from filrouge.records.declaration import kind_of
from filrouge.vocabulary import lists
from filrouge.web.components import Crumb
from filrouge.web.paging import first_rows

from .domain import MergeRefusedError, merge_organisations, preview_merge, undo_merge
from .models import Organisation, OrganisationMerge
from .pages import find
from .queries import ROLES, WORDS, Naming, freshness, named, organisations
from .references import Reference

COMPARTMENTS = {
    "identity": Capability.VIEW_IDENTITY,
    "care": Capability.VIEW_CARE,
    "housing": Capability.VIEW_HOUSING,
    "open": Capability.VIEW_OPEN_RECORDS,
}
FILTERS = ("secteur", "commune", "role", "q")


@policy(Capability.VIEW_OPEN_RECORDS)
@require_safe
@isolation.purpose("references")
def directory(request: HttpRequest) -> HttpResponse:
    """Institutions under filters, each with its sector and how fresh what is known of it is."""
    asked = {name: request.GET[name] for name in FILTERS if request.GET.get(name)}
    found = organisations(asked)
    total = found.count()
    rows = cast("Sequence[Organisation]", found.prefetch_related("sectors", "entries"))
    page = first_rows(request, rows, total)
    names = named([one.pk for one in page.rows])
    context = {
        "page": page,
        "total": total,
        "lines": [
            {
                "organisation": one,
                "sector": _sector_now(one),
                "commune": _commune(one),
                "last": freshness(n for n in names[one.pk] if can(request.user, _right(n))),
            }
            for one in page.rows
        ],
        "asked": asked,
        "q": asked.get("q", ""),
        "choices": [
            (_("Sector"), "secteur", _terms("sector", asked.get("secteur", ""))),
            (_("Commune"), "commune", _terms("commune", asked.get("commune", ""))),
            (
                _("Part played"),
                "role",
                [(code, str(word), code == asked.get("role")) for code, word in ROLES.items()],
            ),
        ],
    }
    return render(request, "directory/list.html", context)


@policy(Capability.VIEW_OPEN_RECORDS)
@require_safe
@isolation.purpose("references")
def institution(request: HttpRequest, pk: int) -> HttpResponse:
    """One institution: its names, sectors and services, and the records that name it."""
    found = get_object_or_404(Organisation.objects.select_related("parent"), pk=pk)
    namings = [one for one in named([pk])[pk] if can(request.user, _right(one))]
    context = {
        "organisation": found,
        "way": _way(),
        "commune": _commune(found),
        "aliases": list(found.aliases.order_by("name")),
        "sectors": [
            (lists.get("sector").label(one.sector), _directory(one.directory), one.start)
            for one in found.sectors.order_by("start", "directory")
        ],
        "services": list(found.services.order_by("key")),
        "namings": [
            (_words(one.reference), one.count, one.last, _records_url(one, pk)) for one in namings
        ],
        "last": freshness(namings),
        "merges": list(OrganisationMerge.objects.filter(kept=pk, undone_at=None)),
    }
    return render(request, "directory/institution.html", context)


@policy(Capability.EDIT_DIRECTORY)
@require_http_methods(["GET", "HEAD", "POST"])
@isolation.purpose("references")
def merge(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Choose the second record (`?avec=`), see what moves, then make one record of both."""
    kept = get_object_or_404(Organisation, pk=pk)
    asked = request.POST.get("avec") or request.GET.get("avec", "")
    other = find([asked]).get(asked) if asked else None
    preview = preview_merge(kept, other) if other else None
    if request.method == "POST" and preview and not preview.refused:
        try:
            merge_organisations(actor=request.user, kept=pk, merged=preview.merged.pk)
        except MergeRefusedError as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The two records are one. This can be undone below."))
            return redirect("directory:institution", pk)
    context = {
        "organisation": kept,
        "way": [*_way(), Crumb(kept.name, reverse("directory:institution", args=[pk]))],
        "asked": asked,
        "unknown": bool(asked) and other is None,
        "preview": preview,
        "moving": [(_words(ref), count) for ref, count in preview.counts] if preview else [],
        "names": Organisation.objects.exclude(pk=pk).order_by("key").values_list("name", flat=True),
    }
    return render(request, "directory/merge.html", context)


@policy(Capability.EDIT_DIRECTORY)
@require_POST
@isolation.purpose("references")
def undo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Part two records that were merged; comes back to the one that was kept."""
    done = OrganisationMerge.objects.filter(pk=pk).first()
    if done is None:
        raise Http404(_("There is no such merge."))
    try:
        undo_merge(actor=request.user, merge=pk)
    except MergeRefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The two records are apart again, as they were."))
    return redirect("directory:institution", done.kept)


def _way() -> list[Crumb]:
    return [Crumb(_("Directory"), reverse("directory:list"))]


def _right(naming: Naming) -> Capability:
    return COMPARTMENTS[getattr(naming.reference.source, "compartment", "open")]


def _words(reference: Reference) -> str:
    kind = kind_of(reference.source)
    known: Any = WORDS.get(reference.name) or (kind.plural if kind else reference.name)
    return str(known)


def _records_url(naming: Naming, pk: int) -> str:
    """The list of these records, when their kind has one."""
    kind = kind_of(naming.reference.source)
    if kind is None:
        return ""
    field = naming.reference.field
    if naming.reference.through:
        field = next(
            f.name for f in kind.model._meta.many_to_many if f.related_model is Organisation
        )
    return f"{reverse('records:list', args=[kind.slug])}?{urlencode({field: pk})}"


def _sector_now(organisation: Organisation) -> str:
    """The latest sector known, whatever the directory that says it."""
    dated = sorted(organisation.sectors.all(), key=lambda one: str(one.start or ""))
    return lists.get("sector").label(dated[-1].sector) if dated else ""


def _commune(organisation: Organisation) -> str:
    """Where it is: as it says itself, else as the first directory that knows says."""
    said = (organisation.commune, *(entry.commune for entry in organisation.entries.all()))
    return lists.get("commune").label(next(filter(None, said), ""))


def _directory(code: str) -> str:
    return lists.get("directory").label(code)


def _terms(vocabulary: str, chosen: str) -> list[tuple[str, str, bool]]:
    names = lists.get(vocabulary)
    return [(code, names.label(code), code == chosen) for code in names.codes]
