"""Lines of the public pages: contents, downloads, figures."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from django.db.models.functions import Length
from django.utils.translation import gettext as _

from filrouge.common.rounding import half_up
from filrouge.figures.definitions import catalogue
from filrouge.figures.frozen import counted
from filrouge.figures.lines import published_text, sentence_case
from filrouge.figures.values import number_text

from ..document import Section, Value
from ..models import Publication
from ..published import Page, Reading, Sheet

NAMES: Mapping[str, Callable[[], str]] = {
    "pdf": lambda: _("The report, laid out for print and screen readers (PDF)"),
    "docx": lambda: _("The report, for word processors (Word)"),
    "xlsx": lambda: _("Every figure with its base and definition (spreadsheet)"),
    "json": lambda: _("The same, for other software (JSON)"),
}


@dataclass(frozen=True, slots=True)
class Download:
    kind: str
    name: str
    size: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the contents, and where each of its chapters is."""

    title: str
    hue: str
    page: Page
    chapters: tuple[tuple[Section, Page], ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """The chapters of a programme in the list of figures: title, address, number of figures."""

    title: str
    hue: str
    chapters: list[tuple[str, str, int]]


@dataclass(frozen=True, slots=True)
class Line:
    """A figure as the list shows it; texts are those of the publication."""

    id: str
    label: str
    display: str
    base: str
    definition: str
    choice: str
    source: str
    reason: str
    version: int
    previous: tuple[tuple[int, str], ...]


def download(kind: str, size: int) -> Download:
    """A file with its size: "820 ko", "1,2 Mo"."""
    if size < 1_000_000:
        return Download(kind, NAMES[kind](), _("%(size)s kB") % {"size": ceil(size / 1000)})
    text = number_text(half_up(Fraction(size, 1_000_000), 1))
    return Download(kind, NAMES[kind](), _("%(size)s MB") % {"size": text})


def sizes(publication: Publication) -> dict[str, int]:
    """Bytes of each file of a publication, the files themselves unread."""
    rows = publication.artefacts.annotate(size=Length("content")).order_by("kind")
    return dict(rows.values_list("kind", "size"))


def contents(whole: Reading) -> list[Part]:
    """The parts with their chapters, each leading to its page."""
    place = {section.code: page for page in whole.pages for section in page.sections}
    return [
        Part(
            part[0].title,
            place[part[0].code].hue,
            place[part[0].code],
            tuple((section, place[section.code]) for section in part[1:]),
        )
        for part in whole.document.parts
    ]


def programmes(sheets: Iterable[Sheet]) -> list[Programme]:
    """The programmes with their chapters, each leading to its place on a page of figures."""
    found: dict[str, Programme] = {}
    for sheet in sheets:
        one = found.setdefault(sheet.programme, Programme(sheet.programme, sheet.hue, []))
        one.chapters.extend(
            (title, f"{sheet.code}/#{anchor}", len(values))
            for anchor, title, values in sheet.chapters
        )
    return list(found.values())


def chapters(sheet: Sheet) -> list[tuple[str, str, list[Line]]]:
    """The figures of a page by chapter: anchor, title, lines."""
    return [
        (anchor, title, [line(value) for value in values])
        for anchor, title, values in sheet.chapters
    ]


def line(value: Value) -> Line:
    indicator = catalogue().get(value.id)
    return Line(
        value.id,
        sentence_case(value.label),
        value.display,
        "" if value.base is None else counted(indicator)(str(value.base)),
        value.definition,
        value.choice,
        value.source,
        value.empty_reason,
        value.version,
        tuple(
            (year, published_text(text, indicator) if indicator else text)
            for year, text in value.previous[:3]
        ),
    )
