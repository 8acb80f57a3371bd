"""A chapter: read it, write it, keep what is being typed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filrouge.access.policy import Capability, policy
from filrouge.web.partials import render_page

from .. import queries, rendering
from ..forms import RemarkForm, TextForm
from ..history import differences
from ..models import Chapter
from ..refusal import RefusedError
from ..writing import Saved, discard_draft, save_draft, save_text
from .beside import beside
from .shared import ICONS, address, chapter_of, edition_of, hue, told, way

SHORT = 300
"""Characters of a colleague's paragraph repeated in a message."""


@policy(Capability.VIEW_FIGURES)
@require_safe
def whole_edition(request: HttpRequest, year: int) -> HttpResponse:
    """The edition from its first line to its last, as it is written now."""
    found = edition_of(year)
    titles = {one.code: one for one in queries.chapters_of(found)}
    context = {
        "edition": found,
        "way": way(found),
        "sections": [
            (titles[code], hue(titles[code].programme), html)
            for code, html in rendering.edition_html(found).items()
        ],
    }
    return render(request, "reports/edition_read.html", context)


@policy(Capability.VIEW_FIGURES)
@require_safe
def chapter(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """The chapter as it reads, with its state, its next step and the remarks on it."""
    return chapter_page(request, chapter_of(year, code), RemarkForm(prefix="r"))


def chapter_page(
    request: HttpRequest, found: Chapter, remark: RemarkForm, status: int = 200
) -> HttpResponse:
    """The page of a chapter; `remark` may hold what was refused."""
    remarks = queries.remarks(found)
    context = {
        "chapter": found,
        "edition": found.edition,
        "way": way(found.edition),
        "hue": hue(found.programme),
        "icon_of_state": ICONS[found.state],
        "html": rendering.chapter_html(found, found.body) if found.body.strip() else "",
        "remarks": remarks,
        "open_remarks": sum(one.settled_at is None for one in remarks),
        "remark_form": remark,
        "writing": queries.writers([found], but=request.user).get(found.pk, []),
    }
    return render(request, "reports/chapter.html", context, status=status)


@policy(Capability.WRITE_REPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, year: int, code: str) -> HttpResponseBase:
    """The editor. Without scripts, every button sends the text along: nothing typed is lost."""
    found = chapter_of(year, code)
    if found.state in (Chapter.State.APPROVED, Chapter.State.FROZEN):
        return _closed(request, found)
    if request.method == "POST":
        return _typed(request, found)
    draft = queries.own_draft(found, request.user)
    if draft is None:
        return _editor(request, found, found.version, found.body)
    if request.GET.get("brouillon") == "1":
        return _editor(request, found, draft.base_version, draft.body)
    context = {
        "chapter": found,
        "way": way(found.edition, found),
        "draft": draft,
        "changes": differences(found.body, draft.body),
    }
    return render(request, "reports/chapter_draft.html", context)


def _closed(request: HttpRequest, found: Chapter) -> HttpResponseBase:
    """The page of the chapter says why it is closed; what was typed meanwhile is a draft."""
    form = TextForm(request.POST)
    if request.method == "POST" and form.is_valid():
        with told(request, _("Your text is kept as a draft: it comes back when this is reopened.")):
            save_draft(
                actor=request.user,
                chapter=found,
                version=form.cleaned_data["version"],
                body=form.cleaned_data["body"],
            )
    return redirect(address(found))


def _typed(request: HttpRequest, found: Chapter) -> HttpResponseBase:
    """What was typed: saved when that was asked, else shown again with what stands beside."""
    form = TextForm(request.POST)
    if not form.is_valid():
        return _editor(request, found, found.version, request.POST.get("body", ""), form=form)
    version, body = form.cleaned_data["version"], form.cleaned_data["body"]
    geste = request.POST.get("geste", "")
    try:
        if geste not in ("enregistrer", "continuer"):
            save_draft(actor=request.user, chapter=found, version=version, body=body)
            return _editor(request, found, version, body)
        saved = save_text(actor=request.user, chapter=found, version=version, body=body)
    except RefusedError as refused:
        form.add_error("body", str(refused))
        return _editor(request, found, version, body, form=form)
    if saved.conflict:
        return _choose(request, saved, body)
    _tell(request, saved)
    return redirect(address(found, "edit") if geste == "continuer" else address(found))


def _tell(request: HttpRequest, saved: Saved) -> None:
    """Say that it is saved and, after a merge, what came from a colleague."""
    received = saved.merge.received if saved.merge else ()
    messages.success(request, _("The chapter is saved."))
    if received:
        text = " […] ".join(one[:SHORT] for one in received[:3])
        messages.info(
            request,
            _("A colleague saved meanwhile; both texts are in the chapter. Theirs: “%(text)s”")
            % {"text": text},
        )


def _choose(request: HttpRequest, saved: Saved, body: str) -> HttpResponse:
    """Both texts and their merge: the writer chooses, over the version saved meanwhile."""
    assert saved.merge is not None
    context = {
        "chapter": saved.chapter,
        "way": way(saved.chapter.edition, saved.chapter),
        "mine": body,
        "merge": saved.merge,
        "who": saved.chapter.changed_by,
    }
    return render(request, "reports/chapter_merge.html", context, status=409)


def _editor(
    request: HttpRequest, found: Chapter, version: int, body: str, form: TextForm | None = None
) -> HttpResponse:
    context = {
        "chapter": found,
        "edition": found.edition,
        "way": way(found.edition, found),
        "hue": hue(found.programme),
        "version": version,
        "body": body,
        "errors": form.errors.get("body", []) if form else [],
        "writing": queries.writers([found], but=request.user).get(found.pk, []),
        "behind": version != found.version,
        **beside(request, found, body),
    }
    return render(request, "reports/chapter_edit.html", context, status=422 if form else 200)


@policy(Capability.WRITE_REPORT)
@require_POST
def side(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """What stands beside the text, for scripts: the same words as in the page."""
    found = chapter_of(year, code)
    body = request.POST.get("body", "")
    context: dict[str, Any] = {"chapter": found, "edition": found.edition}
    return render_page(
        request,
        "reports/parts/beside.html",
        {**context, **beside(request, found, body)},
        fragments={
            "preview": "reports/parts/preview.html",
            "found": "reports/parts/found.html",
        },
    )


@policy(Capability.WRITE_REPORT)
@require_POST
def draft(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Keep what is being typed; says when it was kept, or why it was not."""
    found = chapter_of(year, code)
    form = TextForm(request.POST)
    if not form.is_valid():
        return render(request, "reports/parts/draft_said.html", {"refused": _("Not kept.")})
    try:
        kept = save_draft(
            actor=request.user,
            chapter=found,
            version=form.cleaned_data["version"],
            body=form.cleaned_data["body"],
        )
    except RefusedError as refused:
        return render(request, "reports/parts/draft_said.html", {"refused": str(refused)})
    when = formats.time_format(timezone.localtime(kept.saved_at), "H:i") if kept else ""
    return render(request, "reports/parts/draft_said.html", {"when": when})


@policy(Capability.WRITE_REPORT)
@require_POST
def drop_draft(request: HttpRequest, year: int, code: str) -> HttpResponseBase:
    """Throw one's own draft away and write over the saved text."""
    found = chapter_of(year, code)
    discard_draft(actor=request.user, chapter=found)
    messages.success(request, _("The draft is thrown away; the saved text is unchanged."))
    return redirect(address(found, "edit"))
