"""Certificates of erasures: on the screen and to print. They say nothing of anybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from filrouge.access.policy import Capability, policy

from .. import paper, told
from ..models import Erasure
from ..rights import LARGEST

SIZE = 12


@policy(Capability.REVIEW_ACCESS)
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The certificate to read."""
    done = get_object_or_404(Erasure, pk=min(pk, LARGEST))
    context = {"done": done, "paper": told.certificate(done)}
    return render(request, "privacy/erased.html", context)


@policy(Capability.REVIEW_ACCESS)
@require_safe
def printed(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The certificate as a PDF."""
    done = get_object_or_404(Erasure, pk=min(pk, LARGEST))
    disposition = f'attachment; filename="effacement-{done.pk}.pdf"'
    return HttpResponse(
        paper.pdf(told.certificate(done), SIZE),
        content_type="application/pdf",
        headers={"Content-Disposition": disposition},
    )
