"""What the pages of the report being written have in common."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from filrouge.figures.lines import PROGRAMMES
from filrouge.web.components import Crumb

from ..models import Chapter, Edition
from ..refusal import RefusedError

ICONS: Mapping[str, str] = {
    "to_write": "pencil",
    "in_progress": "pencil-square",
    "reread": "eye",
    "approved": "check-circle",
    "frozen": "lock-closed",
}
"""The icon beside the word of each state."""


def edition_of(year: int) -> Edition:
    """The edition of a year, or 404."""
    return get_object_or_404(Edition.objects.select_related("responsible"), year=year)


def chapter_of(year: int, code: str) -> Chapter:
    """The chapter of an edition, or 404."""
    found = Chapter.objects.select_related("edition", "responsible", "changed_by")
    return get_object_or_404(found, edition__year=year, code=code)


def whole(value: str, name: str = "") -> int:
    """A whole number of a form that only our pages send; 404 for anything else."""
    if not (value.isascii() and value.isdigit() and len(value) < 9):
        raise Http404(name)
    return int(value)


def way(edition: Edition | None = None, chapter: Chapter | None = None) -> list[Crumb]:
    """The way back up."""
    found = [Crumb(_("Reports"), reverse("reports:editions"))]
    if edition:
        found.append(Crumb(str(edition.year), reverse("reports:edition", args=[edition.year])))
    if edition and chapter:
        found.append(Crumb(chapter.title, address(chapter)))
    return found


def address(chapter: Chapter, name: str = "chapter", *more: Any) -> str:
    """An address of a chapter."""
    return reverse(f"reports:{name}", args=[chapter.edition.year, chapter.code, *more])


def hue(programme: str) -> str:
    """The hue of a programme, as style sheets name it."""
    return PROGRAMMES.get(programme, "")


def address_or_nothing(name: str, *arguments: Any) -> str:
    """An address another part of the report brings; "" as long as it does not."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


@contextmanager
def told(request: HttpRequest, done: Callable[[], str] | str = "") -> Iterator[None]:
    """Say what was done, or the sentence of a refusal."""
    try:
        yield
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        if said := done if isinstance(done, str) else done():
            messages.success(request, said)
