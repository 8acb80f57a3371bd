"""Sharing a note with the other team, reading those that are shared, withdrawing one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from filrouge.access.files import Compartment
from filrouge.access.models import User
from filrouge.access.policy import Capability, policy
from filrouge.people.models import Person
from filrouge.people.reading import banner, fails_closed, open_file, reader
from filrouge.vault.fields import take_keys
from filrouge.vocabulary import lists

from ..domain_sharing import USUAL, audiences, share_note, withdraw_note
from ..forms import ShareForm
from ..pens import may_share
from ..shared_note import OVERSEES, SharedNote, readable_by

SHOWN = 100


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The notes shared about a person that the reader may read, and a form to share one."""
    found = open_file(request, pk, "read_shared_notes")
    user = reader(request)
    if Compartment.HOUSING not in found.compartments:
        raise Http404
    if not may_share(user, found.compartments):
        raise PermissionDenied
    form = ShareForm(
        audiences(user),
        request.POST if request.POST.get("act") == "share" else None,
        initial={"until": timezone.localdate() + USUAL},
    )
    if request.method == "POST" and _acted(request, user, found.person, form):
        return redirect("dossiers:share", pk)
    context = {**banner(found), "form": form, "notes": _notes(user, found.person)}
    return render(request, "dossiers/share.html", context, status=422 if form.errors else 200)


def _acted(request: HttpRequest, user: User, person: Person, form: ShareForm) -> bool:
    """Do what was asked; whether the page is to be shown afresh."""
    if request.POST.get("act") == "withdraw":
        withdraw_note(actor=user, note=_note(request, user, person))
        messages.success(request, _("The note is no longer shared."))
        return True
    if not form.is_valid():
        return False
    try:
        share_note(actor=user, person=person, **form.cleaned_data)
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    messages.success(request, _("The note is shared until the day you chose."))
    return True


def _note(request: HttpRequest, user: User, person: Person) -> SharedNote:
    """A note of this file that the reader may withdraw."""
    key = request.POST.get("note", "")
    if not (key.isascii() and key.isdigit() and len(key) < 10):
        raise Http404
    mine = SharedNote.objects.filter(readable_by(user), person=person, pk=int(key))
    note = mine.first() if user.role == OVERSEES else mine.filter(written_by=user).first()
    if note is None:
        raise Http404
    return note


def _notes(user: User, person: Person) -> list[dict[str, Any]]:
    rows = SharedNote.objects.filter(readable_by(user), person=person)
    notes = list(rows.select_related("written_by").order_by("-start", "-pk")[:SHOWN])
    take_keys(notes)
    today = timezone.localdate()
    return [
        {
            "key": note.pk,
            "start": note.start,
            "until": note.until,
            "withdrawn": note.withdrawn_on,
            "over": note.until < today,
            "purpose": lists.get("shared_purpose").label(note.purpose),
            "audience": lists.get("shared_audience").label(note.audience),
            "text": note.text,
            "who": note.written_by.display_name if note.written_by else "",
            "mine": note.withdrawn_on is None
            and (note.written_by_id == user.pk or user.role == OVERSEES),
        }
        for note in notes
    ]
