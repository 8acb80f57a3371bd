"""A text as its readers will see it, while it is being written."""

from collections.abc import Iterable

from django.utils.safestring import SafeString

from .document import Document
from .models import Chapter, Edition
from .text.compose import Source, compose_chapter, compose_edition


def composed(chapter: Chapter, body: str) -> Document:
    """One chapter alone, with the figures of its edition's year."""
    source = Source(chapter.code, chapter.level, chapter.title, chapter.programme, body)
    return compose_chapter(source, year=chapter.edition.year)


def chapter_html(chapter: Chapter, body: str) -> SafeString:
    """The chapter as a page fragment; every figure leads to its page."""
    return sections_html(composed(chapter, body), link_figures=True)[chapter.code]


def edition_html(edition: Edition) -> Iterable[tuple[str, SafeString]]:
    """The whole edition, chapter by chapter: code and fragment."""
    return sections_html(compose_edition(edition), link_figures=True).items()


def sections_html(document: Document, *, link_figures: bool) -> dict[str, SafeString]:  # TEMPORARY
    from importlib import import_module
    try:
        return import_module("filrouge.reports.outputs.html").sections_html(document, link_figures=link_figures)
    except ImportError:
        from django.utils.html import format_html, format_html_join
        from .document import plain, Paragraph, Heading
        return {s.code: format_html_join("", "<p>{}</p>", ((plain(b.children) if isinstance(b, Paragraph | Heading) else str(type(b).__name__),) for b in s.blocks)) for s in document.sections}
