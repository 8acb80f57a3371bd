"""A publication as the public reads it: pages cut from what was kept, nothing computed.

A publication never changes: what is cut once is remembered by the process.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from math import ceil

from django.utils.safestring import SafeString

from filrouge.figures import groups

from . import frozen
from .document import Document, Section, Value
from .models import Artefact, Publication
from .text.values import hue_of

PAGE = 110_000
"""Characters of a page's content at most, unless one chapter alone is longer."""
_SECTION = re.compile(r"<!-- section (\S+) -->(.*?)<!-- /section \1 -->", re.DOTALL)
_ANCHOR = re.compile(r'\sid="([^"]+)"')
_INSIDE = re.compile(r'href="#([^"]+)"')
_FIGURE = re.compile(r'href="\.\./chiffres/([^"]+)"')


@dataclass(frozen=True, slots=True)
class Page:
    """Some chapters of one part, short enough to be read on a telephone.

    `code` is the address: the code of the first chapter. `html` is as it was published, with the
    links to other pages put right.
    """

    code: str
    title: str
    part: str
    hue: str
    sections: tuple[Section, ...]
    html: SafeString


@dataclass(frozen=True, slots=True)
class Sheet:
    """Figures of one programme, by chapter: a page of the annex.

    `chapters` holds (anchor, title, figures).
    """

    code: str
    programme: str
    title: str
    hue: str
    chapters: tuple[tuple[str, str, tuple[Value, ...]], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole publication, cut."""

    document: Document
    figures: Mapping[str, Value]
    pages: tuple[Page, ...]
    sheets: tuple[Sheet, ...]
    sheet_of: Mapping[str, str]
    """The page of the annex that holds a figure."""


def reading(publication: Publication) -> Reading:
    """The publication cut into pages; read once a process."""
    return _reading(publication.pk, publication.digest)


@lru_cache(maxsize=8)
def _reading(pk: int, _digest: str) -> Reading:
    content = frozen.read(Publication.objects.only("content").get(pk=pk).content)
    figures = frozen.disclosed(content.figures, content.document)
    sheets = tuple(_sheets(figures.values()))
    sheet_of = {
        value.id: sheet.code
        for sheet in sheets
        for _code, _title, values in sheet.chapters
        for value in values
    }
    file = Artefact.objects.only("content").get(publication=pk, kind="html")
    html = dict(_SECTION.findall(bytes(file.content).decode()))
    pages = tuple(_pages(content.document, html, sheet_of))
    return Reading(content.document, figures, pages, sheets, sheet_of)


# --- the text ----------------------------------------------------------------------------------


def _pages(
    document: Document, html: Mapping[str, str], sheet_of: Mapping[str, str]
) -> Iterator[Page]:
    cut = [
        (part[0], sections)
        for part in document.parts
        for sections in _cut(part, [len(html.get(one.code, "").encode()) for one in part])
    ]
    place = {
        anchor: sections[0].code
        for _part, sections in cut
        for one in sections
        for anchor in [one.code, *_ANCHOR.findall(html.get(one.code, ""))]
    }
    for part, sections in cut:
        said = "".join(html.get(one.code, "") for one in sections)
        yield Page(
            sections[0].code,
            sections[0].title,
            part.title,
            hue_of(part.programme),
            tuple(sections),
            _linked(said, sections[0].code, place, sheet_of),
        )


def _cut[T](things: Iterable[T], sizes: Sequence[int]) -> Iterator[list[T]]:
    """The things in their order, in groups no larger than a page and about as large."""
    even = sum(sizes) / max(1, ceil(sum(sizes) / PAGE))
    group: list[T] = []
    total = 0
    for thing, size in zip(things, sizes, strict=True):
        if group and (total + size > PAGE or total + size / 2 > even):
            yield group
            group, total = [], 0
        group.append(thing)
        total += size
    if group:
        yield group


def _linked(
    html: str, here: str, place: Mapping[str, str], sheet_of: Mapping[str, str]
) -> SafeString:
    """The text with its links between chapters and to figures leading to the right page."""

    def inside(found: re.Match[str]) -> str:
        other = place.get(unescape(found[1]), here)
        return found[0] if other == here else f'href="../{other}/#{found[1]}"'

    def figure(found: re.Match[str]) -> str:
        sheet = sheet_of.get(unescape(found[1]))
        return f'href="../chiffres/{sheet}/#{found[1]}"' if sheet else found[0]

    # Escaped when it was published; only addresses are written again, from our own codes.
    return SafeString(_FIGURE.sub(figure, _INSIDE.sub(inside, html)))


# --- the annex ---------------------------------------------------------------------------------


def _sheets(figures: Iterable[Value]) -> Iterator[Sheet]:
    """The figures by programme and chapter, in the order of the catalogue, a page at a time."""
    programmes: dict[str, list[Value]] = {}
    for value in figures:
        programmes.setdefault(value.programme, []).append(value)
    for programme, values in programmes.items():
        chapters: dict[str, list[Value]] = {}
        for value in values:
            chapters.setdefault(value.chapter, []).append(value)
        pieces = [
            (chapter, piece)
            for chapter, own in chapters.items()
            for piece in _cut(own, [_size(value) for value in own])
        ]
        cut = _cut(pieces, [sum(map(_size, piece)) for _chapter, piece in pieces])
        name = str(groups.PROGRAMME_TITLES.get(programme, programme))
        for number, own_pieces in enumerate(cut, start=1):
            titles = [groups.chapter_title(chapter) for chapter, _piece in own_pieces]
            yield Sheet(
                f"{programme}-{number}",
                name,
                f"{name} : {', '.join(titles)}",
                hue_of(programme),
                tuple(
                    (f"chapitre-{chapter.replace('/', '-')}", title, tuple(piece))
                    for title, (chapter, piece) in zip(titles, own_pieces, strict=True)
                ),
            )


def _size(value: Value) -> int:
    """About how many bytes a figure takes on its page."""
    return 700 + sum(
        len(text.encode())
        for text in (value.label, value.display, value.definition, value.choice, value.source)
    )
