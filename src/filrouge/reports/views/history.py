"""The versions of a chapter, what changed between two, and the way back to one."""

from collections.abc import Sequence
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from filrouge.access.policy import Capability, policy
from filrouge.web.paging import first_rows

from .. import queries
from ..history import differences
from ..models import ChapterText
from ..refusal import RefusedError
from ..writing import restore_text
from .shared import address, chapter_of, hue, way, whole


@policy(Capability.VIEW_FIGURES)
@require_safe
def history(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Versions, latest first; `de` and `a` choose the two that are compared."""
    chapter = chapter_of(year, code)
    after = whole(request.GET.get("a") or str(chapter.version))
    before = whole(request.GET.get("de") or str(max(after - 1, 0)))
    texts = queries.texts(chapter, (before, after))
    rows = cast("Sequence[ChapterText]", queries.versions(chapter))
    page = first_rows(request, rows, chapter.version)
    known = before in texts and after in texts
    context = {
        "chapter": chapter,
        "way": way(chapter.edition, chapter),
        "hue": hue(chapter.programme),
        "page": page,
        "numbers": range(chapter.version, -1, -1),
        "before": before,
        "after": after,
        "changes": differences(texts[before], texts[after]) if known else [],
        "known": known,
    }
    return render(request, "reports/chapter_history.html", context)


@policy(Capability.VIEW_FIGURES)
@require_safe
def version(request: HttpRequest, year: int, code: str, number: int) -> HttpResponse:
    """One version as it was typed, to read or to take back."""
    chapter = chapter_of(year, code)
    found = get_object_or_404(
        ChapterText.objects.select_related("author"), chapter=chapter, number=number
    )
    context = {"chapter": chapter, "text": found, "way": way(chapter.edition, chapter)}
    return render(request, "reports/chapter_version.html", context)


@policy(Capability.WRITE_REPORT)
@require_POST
def restore(request: HttpRequest, year: int, code: str, number: int) -> HttpResponseBase:
    """Make an earlier version the text again."""
    chapter = chapter_of(year, code)
    try:
        restore_text(
            actor=request.user,
            chapter=chapter,
            version=whole(request.POST.get("version", "")),
            number=number,
        )
    except RefusedError as refused:
        messages.error(request, str(refused))
        return redirect(address(chapter, "history"))
    messages.success(request, _("Version %(number)s is the text again.") % {"number": number})
    return redirect(address(chapter))
