"""From an open file: write a request down, add the person's own words. And holding a file."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from filrouge.access import isolation
from filrouge.access.domain_links import Refused
from filrouge.access.files import Compartment
from filrouge.access.models import User
from filrouge.access.policy import Capability, policy
from filrouge.audit import journal
from filrouge.dossiers import sections
from filrouge.followup.models import Encounter
from filrouge.people.models import Person
from filrouge.people.reading import OpenFile, banner, open_file

from .. import erasure, holds, requests, rights, told
from ..forms import HoldForm, KindForm, LiftHoldForm, WordsForm

ACT = "read_for_right"


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
def demand(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write down that the person uses a right; what an erasure takes and leaves is said there."""
    found = open_file(request, pk, ACT)
    form = KindForm(request.POST or None, initial={"kind": request.GET.get("droit", "")})
    if request.method == "POST" and form.is_valid():
        made = requests.record_request(
            actor=request.user, number=found.person.number, **form.cleaned_data
        )
        said = _(
            "Request %(number)s recorded: the answer is due on %(day)s. The data-protection "
            "officer carries it out."
        )
        day = made.due_on.strftime("%d/%m/%Y")
        messages.success(request, said % {"number": made.pk, "day": day})
        return redirect("dossiers:file", pk)
    context = {**banner(found), "form": form, "going": told.in_general()}
    return render(request, "privacy/file_demand.html", context, status=422 if form.errors else 200)


@policy(Capability.VIEW_CARE, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The person's own words: beside the note of `?rencontre=`, or at the head of the file."""
    found = open_file(request, pk, ACT)
    if Compartment.PSYCHOSOCIAL not in found.compartments:
        raise Http404
    note = _note(request, found)
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        requests.add_statement(
            actor=request.user,
            person=found.person,
            text=form.cleaned_data["text"],
            encounter=note,
        )
        messages.success(request, _("The person's words are in the file."))
        return redirect("dossiers:file", pk)
    context = {**banner(found), "form": form, "note": note}
    return render(request, "privacy/file_words.html", context, status=422 if form.errors else 200)


def _note(request: HttpRequest, found: OpenFile) -> Encounter | None:
    """The meeting that the address names, if the reader may read its note; else the same 404."""
    asked = request.GET.get("rencontre", "")
    if not asked:
        return None
    key = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
    met = Encounter.objects.filter(pk=key, attendances__person=found.person).first()
    if met is None or sections.with_strangers([met], found.person, cast("User", request.user)):
        raise Http404
    return met


@policy(Capability.HANDLE_RIGHTS, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Keep a file that falls due, or let it go; by its key, nobody is named."""
    user = cast("User", request.user)
    person = _to_hold(user, pk)
    journal.record(
        actor=user, action="privacy.read_hold", persons=[person.pk], detail={"role": user.role}
    )
    running = holds.running(person.pk)
    form_class = LiftHoldForm if running else HoldForm
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if running:
                holds.lift(actor=user, person=person)
                messages.success(request, _("Nothing keeps the file any more."))
            else:
                holds.place(actor=user, person=person, ground=form.cleaned_data["ground"])
                messages.success(request, _("The file is kept until the hold is lifted."))
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect("privacy:due")
    context = {"key": person.pk, "hold": running, "form": form}
    return render(request, "privacy/hold.html", context, status=422 if form.errors else 200)


@isolation.purpose("rights")
def _to_hold(user: User, pk: int) -> Person:
    person = Person.objects.filter(pk=min(pk, rights.LARGEST)).first()
    if person is None or erasure.is_erased(person) or rights.kept_out(user, person.pk):
        raise Http404
    return person
