"""A text as its readers will see it, while it is being written."""

from django.utils import translation
from django.utils.safestring import SafeString

from .document import Document
from .models import Chapter, Edition
from .outputs.html import sections_html
from .text.compose import Source, compose_chapter, compose_edition


def composed(chapter: Chapter, body: str) -> Document:
    """One chapter alone, with the figures of its edition's year."""
    source = Source(chapter.code, chapter.level, chapter.title, chapter.programme, body)
    return compose_chapter(source, year=chapter.edition.year)


def chapter_html(chapter: Chapter, body: str) -> SafeString:
    """The chapter as a page fragment without its title; every figure leads to its page."""
    return _html(composed(chapter, body), titles=False)[chapter.code]


def edition_html(edition: Edition) -> dict[str, SafeString]:
    """The whole edition by code of chapter, in its order."""
    return _html(compose_edition(edition), titles=True)


def _html(document: Document, *, titles: bool) -> dict[str, SafeString]:
    with translation.override(document.language):
        return sections_html(document, link_figures=True, titles=titles)
