"""One tap on an encounter: held, absent, cancelled, planned again; and deleting one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from filrouge.access.files import Compartment, may_write
from filrouge.access.policy import Capability, policy
from filrouge.followup import domain_encounters as domain
from filrouge.people.reading import LARGEST, fails_closed, reader, write_down
from filrouge.records.domain import Conflict, version_of
from filrouge.records.forms import DeleteFromFileForm

from .. import noting


@policy(Capability.VIEW_CARE, hidden=True)
@require_POST
@fails_closed
def state(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What became of an encounter, in one tap; sent from any page, to which it goes back."""
    encounter = _encounter(request, pk, whole=False)
    asked, _dash, by = request.POST.get("status", "").partition("-")
    common: dict[str, Any] = {
        "actor": reader(request),
        "key": encounter.pk,
        "version": request.POST.get("version", ""),
    }
    try:
        match asked:
            case "held":
                stored, words = domain.hold_encounter(**common), _("Noted as held.")
            case "tenant_absent":
                stored, words = domain.miss_encounter(**common), _("Noted as absent.")
            case "cancelled":
                stored, words = domain.cancel_encounter(**common, by=by), _("Noted as cancelled.")
            case "planned":
                stored, words = domain.plan_again(**common), _("Planned again.")
            case _:
                raise Http404
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    except Conflict:
        messages.warning(request, _("A colleague was quicker: look at what is noted now."))
    else:
        messages.success(request, _with_a_way_back(stored.encounter, asked, words))
        for warning in stored.warnings:
            messages.warning(request, warning)
    return redirect(_back(request, encounter))


def _with_a_way_back(encounter: Any, asked: str, words: str) -> str:
    """What was done, with the way back when the line leaves the page: its day is past."""
    if asked == "planned" or encounter.day >= timezone.localdate():
        return words
    back = f"{reverse('daily:note')}?rencontre={encounter.pk}&statut=planned"
    link: str = format_html('{} <a href="{}">{}</a>', words, back, _("Undo"))
    return link


@policy(Capability.VIEW_CARE, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def remove(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Delete an encounter: why, then the word; the trace stays in the journal."""
    encounter = _encounter(request, pk, whole=True)
    said = domain.said_of(encounter)
    write_down(request, "write_encounter", said.persons, {"compartments": ["psychosocial"]})
    form = DeleteFromFileForm(request.POST or None, initial={"version": version_of(encounter)})
    if request.method == "POST" and form.is_valid():
        try:
            domain.delete_encounter(
                actor=reader(request),
                key=encounter.pk,
                version=form.cleaned_data["version"],
                reason=form.cleaned_data["reason"],
            )
        except Conflict:
            form.add_error(None, _("This record was corrected since: read it again first."))
        else:
            messages.success(request, _("The record is deleted; the journal keeps the trace."))
            return redirect("dossiers:file", encounter.lead_id)
    context = {"form": form, "encounter": encounter}
    status = 422 if form.errors else 200
    return render(request, "daily/delete_encounter.html", context, status=status)


def _encounter(request: HttpRequest, pk: int, *, whole: bool) -> Any:
    """An encounter that the reader writes in. 404 for any other."""
    user = reader(request)
    found = noting.of_encounter(user, min(pk, LARGEST), whole=whole)
    if found is None or not may_write(user, Compartment.PSYCHOSOCIAL):
        raise Http404
    return found


def _back(request: HttpRequest, encounter: Any) -> str:
    asked: str = request.POST.get("next", "")
    if asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return asked
    opened = noting.open_persons(reader(request)).filter(encounters=encounter).first()
    assert opened is not None
    return reverse("dossiers:file", args=[opened.pk])
