"""What stands beside the text being written: how it reads, figures, last year, remarks, help."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .. import picking, queries, rendering
from ..models import Chapter

TABS: Mapping[str, Any] = {
    "apercu": _("Preview"),
    "chiffres": _("Figures"),
    "an-dernier": _("Last year"),
    "remarques": _("Remarks"),
    "aide": _("Help"),
}


def beside(request: HttpRequest, chapter: Chapter, body: str) -> dict[str, Any]:
    """The context of `parts/beside.html`: the tab asked for and what it shows."""
    asked = request.POST.get("vers") or request.POST.get("cote") or request.GET.get("cote", "")
    if "chiffre" in request.POST or "retour" in request.POST:
        asked = "chiffres"
    tab = asked if asked in TABS else "apercu"
    shown: dict[str, Callable[[], dict[str, Any]]] = {
        "apercu": lambda: _preview(chapter, body),
        "chiffres": lambda: _figures(request, chapter),
        "an-dernier": lambda: _last_year(chapter),
        "remarques": lambda: {
            "remarks": [one for one in queries.remarks(chapter) if one.settled_at is None]
        },
        "aide": dict,
    }
    return {
        "tab": tab,
        "tabs": [(code, word, code == tab) for code, word in TABS.items()],
        **shown[tab](),
    }


def _preview(chapter: Chapter, body: str) -> dict[str, Any]:
    return {"html": rendering.chapter_html(chapter, body) if body.strip() else ""}


def _figures(request: HttpRequest, chapter: Chapter) -> dict[str, Any]:
    """Figures found by words, or every way to write the one chosen."""
    words = request.POST.get("q", "").strip()[:100]
    id_ = request.POST.get("chiffre", "")[:200]
    chosen = picking.choice(chapter, id_) if id_ else None
    found, total = (
        ([], 0) if chosen else picking.search(words, chapter.edition.year, chapter.programme)
    )
    return {
        "q": words,
        "chosen": chosen,
        "found": found,
        "total": total,
        "charts": [] if chosen or words else picking.charts(chapter),
    }


def _last_year(chapter: Chapter) -> dict[str, Any]:
    """Last year's text of the chapter, and what in it the figures of this year contradict."""
    before = queries.last_year(chapter)
    if before is None:
        return {"before": None}
    return {
        "before": before,
        "before_html": rendering.chapter_html(before, before.body),
        "turned": queries.turned(chapter, before),
    }
