"""Rereading a chapter: its next state, the remarks on it."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from filrouge.access.policy import Capability, policy, require

from .. import queries, reviewing
from ..forms import RemarkForm
from ..models import Chapter, Comment
from .shared import address, chapter_of, told, whole
from .writing import chapter_page


@policy(Capability.WRITE_REPORT)
@require_POST
def state(request: HttpRequest, year: int, code: str) -> HttpResponseBase:
    """Hand over, approve, send back or reopen, as `geste` says."""
    chapter = chapter_of(year, code)
    geste = request.POST.get("geste", "")
    version = whole(request.POST.get("version", ""))
    if geste != "relire":
        require(request.user, Capability.APPROVE_REPORT)
    if geste == "renvoyer":
        return _send_back(request, chapter, version)
    with told(request, _told(geste)):
        if geste == "relire":
            reviewing.hand_over(actor=request.user, chapter=chapter, version=version)
        elif geste == "approuver":
            reviewing.approve_chapter(
                actor=request.user,
                chapter=chapter,
                version=version,
                findings=len(queries.findings_of(chapter)),
            )
        else:
            reviewing.reopen_chapter(actor=request.user, chapter=chapter)
    return redirect(address(chapter))


def _told(geste: str) -> str:
    said = {
        "relire": _("The chapter is given to reread."),
        "approuver": _("The chapter is approved."),
        "rouvrir": _("The chapter is open again."),
    }
    if geste not in said:
        raise Http404(geste)
    return said[geste]


def _send_back(request: HttpRequest, chapter: Chapter, version: int) -> HttpResponseBase:
    form = RemarkForm(request.POST, prefix="r")
    if not form.is_valid():
        return chapter_page(request, chapter, form, status=422)
    with told(request, _("The chapter is sent back with your remark.")):
        reviewing.send_back(
            actor=request.user,
            chapter=chapter,
            version=version,
            remark=form.cleaned_data["text"],
            passage=form.cleaned_data["passage"],
        )
    return redirect(address(chapter))


@policy(Capability.WRITE_REPORT)
@require_POST
def remark(request: HttpRequest, year: int, code: str) -> HttpResponseBase:
    """Add a remark."""
    chapter = chapter_of(year, code)
    form = RemarkForm(request.POST, prefix="r")
    if not form.is_valid():
        return chapter_page(request, chapter, form, status=422)
    with told(request, _("The remark is kept.")):
        reviewing.add_comment(actor=request.user, chapter=chapter, **form.cleaned_data)
    return redirect(f"{address(chapter)}#remarques")


@policy(Capability.WRITE_REPORT)
@require_POST
def settle(request: HttpRequest, year: int, code: str, pk: int) -> HttpResponseBase:
    """Settle a remark, or take that back."""
    chapter = chapter_of(year, code)
    found = get_object_or_404(Comment, pk=pk, chapter=chapter)
    settled = request.POST.get("geste") != "rouvrir"
    with told(request, _("The remark is settled.") if settled else _("The remark is open again.")):
        reviewing.settle_comment(actor=request.user, comment=found, settled=settled)
    return redirect(f"{address(chapter)}#remarques")
