"""The documents of a file: the list and what adds one, one of them, and its content.

The content leaves by a view only: right, journal, then bytes. It is always a download, of the kind
that its bytes are, and a page of Filrouge may show it as a picture but nothing in it can run.
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from filrouge.access.files import Compartment
from filrouge.access.policy import Capability, policy
from filrouge.common.uploads import PDF
from filrouge.people.reading import (
    LARGEST,
    OPENINGS,
    OpenFile,
    banner,
    fails_closed,
    open_file,
    reader,
)
from filrouge.vault.files import GoneContent
from filrouge.web.bodies import body_at_most

from .. import attaching
from ..attaching_forms import AttachmentForm, RemovalForm
from ..attachment import Attachment

CONTENT_POLICY = (
    "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"
)


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@body_at_most(lambda: settings.UPLOAD_MAX_MB)
@fails_closed
def index(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The documents of the open compartments; a file sent is kept or refused with a sentence."""
    found = open_file(request, pk, "list_attachments")
    form = AttachmentForm(found.compartments)
    if request.method == "POST" and _lasting(found):
        form = AttachmentForm(found.compartments, request.POST, request.FILES)
        if form.is_valid() and form.upload:
            attaching.add(
                actor=reader(request),
                person_id=found.person.pk,
                compartment=Compartment(form.cleaned_data["compartment"]),
                upload=form.upload,
                seal=form.cleaned_data["seal"],
            )
            messages.success(request, _("The document is added."))
            return redirect("dossiers:attachments", pk)
    context = {
        **banner(found),
        "parts": attaching.listed(found.person.pk, found.compartments),
        "form": form if _lasting(found) else None,
    }
    status = 422 if form.is_bound else 200
    return render(request, "dossiers/attachments.html", context, status=status)


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def show(request: HttpRequest, pk: int, seal: UUID) -> HttpResponseBase:
    """One document: what it is, the picture itself, and what deletes it."""
    piece, found = _opened(request, pk, seal, "read_attachment")
    form = RemovalForm(request.POST or None)
    if request.method == "POST" and _lasting(found) and form.is_valid():
        reason = Attachment.Removal(form.cleaned_data["reason"])
        attaching.remove(actor=reader(request), piece=piece, reason=reason)
        messages.success(request, _("The document is deleted."))
        return redirect("dossiers:attachments", pk)
    context = {
        **banner(found),
        "piece": piece,
        "is_picture": piece.kind != PDF,
        "form": form if _lasting(found) else None,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "dossiers/attachment.html", context, status=status)


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_safe
@fails_closed
def content(request: HttpRequest, pk: int, seal: UUID) -> HttpResponseBase:
    """The bytes, to be saved or shown by a page of ours."""
    piece, _found = _opened(request, pk, seal, "download_attachment")
    try:
        content = piece.read()
    except GoneContent:
        messages.error(request, _("This document can no longer be read."))
        return redirect("dossiers:attachments", pk)
    disposition = content_disposition_header(as_attachment=True, filename=piece.name)
    return HttpResponse(
        content,
        content_type=piece.mime,
        headers={
            "Content-Disposition": disposition or "attachment",
            "Content-Security-Policy": CONTENT_POLICY,
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _opened(request: HttpRequest, pk: int, seal: UUID, act: str) -> tuple[Attachment, OpenFile]:
    """A document and its file, once the reading is written. `Http404` when either is closed."""
    piece = attaching.find(reader(request), min(pk, LARGEST), seal)
    if piece is None:
        raise Http404
    detail = {"attachment": piece.pk, "compartments": [piece.compartment]}
    return piece, open_file(request, pk, act, **detail)


def _lasting(found: OpenFile) -> bool:
    """An opening without a link shows what is there; it changes nothing."""
    return bool(set(found.because) - OPENINGS)
