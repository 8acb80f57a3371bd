"""Rounds in the street: the list, a page each, the known persons met, the material."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from filrouge.access.files import Compartment, may_write
from filrouge.access.policy import Capability, policy
from filrouge.followup.domain_rounds import (
    Walk,
    correct_round,
    delete_round,
    meet_in_round,
    note_round,
)
from filrouge.followup.models import OutreachRound
from filrouge.harm_reduction import handed
from filrouge.people.reading import LARGEST, fails_closed, reader, write_down
from filrouge.records.domain import Conflict, version_of
from filrouge.vocabulary import lists
from filrouge.web.paging import first_rows

from .. import board, clash, together
from ..group_forms import DeleteWorkForm, LettersForm, RoundForm


@policy(Capability.VIEW_CARE)
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """The rounds, the newest first: where and how many were met, no name."""
    rows = OutreachRound.objects.order_by("-day", "-pk")
    page = first_rows(request, cast("Sequence[OutreachRound]", rows), rows.count())
    lines = [(one, lists.get("commune").label(one.zone)) for one in page.rows]
    return render(request, "daily/rounds.html", {"lines": lines, "page": page})


@policy(Capability.VIEW_CARE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int = 0) -> HttpResponseBase:
    """Add a round, or correct it."""
    _with_pen(request)
    found = _found(pk) if pk else None
    sent = request.POST if request.method == "POST" else None
    form = RoundForm(sent, initial=_initial(request, found))
    conflict = None
    if sent is not None and form.is_valid():
        try:
            stored = _stored(request, form, found)
        except ValidationError as refused:
            form.add_error(None, refused)
        except Conflict as changed:
            now = cast("OutreachRound", changed.record)
            conflict = clash.differences(form, _initial(request, now))
            clash.again(form, version_of(now))
        else:
            messages.success(request, _("The round is stored."))
            return redirect("daily:round", stored.pk)
    status = 409 if conflict is not None else 422 if form.errors else 200
    context = {"form": form, "found": found, "conflict": conflict, "what": "round"}
    return render(request, "daily/work_form.html", context, status=status)


@policy(Capability.VIEW_CARE)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A round; two letters find a known person, one tap notes the encounter.

    The material handed out is a number of items: this page has names.
    """
    user, walk = reader(request), _found(pk)
    sent = request.POST if request.method == "POST" else None
    if sent is not None and "person" in sent:
        _with_pen(request)
        return _meet(request, walk)
    form = LettersForm(sent)
    letters = form.cleaned_data["letters"] if form.is_bound and form.is_valid() else ""
    shown, others = together.met(user, walk.pk)
    hits = together.proposed(user, letters, walk.day, shown)
    persons = {*shown, *hits}
    write_down(request, "read_round", persons, {"round": walk.pk, "shown": len(persons)})
    names = board.names_of(persons)
    context = {
        "round": walk,
        "zone": lists.get("commune").label(walk.zone),
        "workers": [one.code for one in walk.workers.order_by("code")],
        "lines": [board.Named(one, names[one]) for one in shown],
        "hidden": others,
        "hits": [board.Named(one, names[one]) for one in hits],
        "searched": bool(letters),
        "form": form,
        "material": handed.of_round(walk.pk),
        "pen": may_write(user, Compartment.PSYCHOSOCIAL),
    }
    status = 422 if form.errors else 200
    return render(request, "daily/round.html", context, status=status)


@policy(Capability.VIEW_CARE)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Delete a round, with a reason; its encounters stay."""
    _with_pen(request)
    walk = _found(pk)
    sent = request.POST if request.method == "POST" else None
    form = DeleteWorkForm(sent, initial={"version": version_of(walk)})
    if sent is not None and form.is_valid():
        try:
            delete_round(actor=reader(request), key=walk.pk, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        except Conflict:
            form.add_error(None, _("This record was corrected since: read it again first."))
        else:
            messages.success(request, _("The round is deleted; the journal keeps the trace."))
            return redirect("daily:rounds")
    context = {"form": form, "found": walk, "what": "round"}
    status = 422 if form.errors else 200
    return render(request, "daily/work_delete.html", context, status=status)


def _found(pk: int) -> OutreachRound:
    return get_object_or_404(OutreachRound, pk=min(pk, LARGEST))


def _with_pen(request: HttpRequest) -> None:
    if not may_write(reader(request), Compartment.PSYCHOSOCIAL):
        raise Http404


def _initial(request: HttpRequest, found: OutreachRound | None) -> dict[str, Any]:
    if found is None:
        me = board.worker_of(reader(request))
        return {"workers": [me.pk] if me else []}
    return {
        "version": version_of(found),
        "day": found.day,
        "zone": found.zone,
        "contacts": found.contacts,
        "duration_min": found.duration_min,
        "workers": list(found.workers.values_list("pk", flat=True)),
    }


def _stored(request: HttpRequest, form: RoundForm, found: OutreachRound | None) -> OutreachRound:
    data = form.cleaned_data
    said = Walk(
        day=data["day"],
        zone=data["zone"],
        duration_min=data["duration_min"],
        contacts=data["contacts"] or 0,
        workers=tuple(data["workers"]),
    )
    if found is None:
        return note_round(actor=reader(request), said=said)
    return correct_round(actor=reader(request), key=found.pk, version=data["version"], said=said)


def _meet(request: HttpRequest, walk: OutreachRound) -> HttpResponseBase:
    """One tap: the encounter of a known person."""
    key = request.POST.get("person", "")
    person = int(key) if key.isascii() and key.isdigit() and len(key) < 10 else 0
    try:
        stored = meet_in_round(actor=reader(request), walk=walk, person_id=person)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        address = f"{reverse('daily:note')}?rencontre={stored.encounter.pk}"
        link = format_html('<a href="{}">{}</a>', address, _("Complete or correct it"))
        messages.success(request, format_html("{} {}", _("The encounter is noted."), link))
        for sentence in stored.warnings:
            messages.warning(request, sentence)
    return redirect("daily:round", walk.pk)
