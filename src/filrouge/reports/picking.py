"""Finding a figure to put in a sentence: search, and the ways one figure can be written."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from filrouge.common.periods import Period
from filrouge.common.text import label_key
from filrouge.figures import engine, groups, lines
from filrouge.figures.dashboard.named import CHARTS
from filrouge.figures.facts.scope import Scope
from filrouge.figures.kernel.formulas import Result
from filrouge.figures.kernel.indicator import Indicator
from filrouge.figures.making import DIMENSION_TITLES
from filrouge.figures.values import Figure

from .document import Live, Paragraph
from .models import Chapter
from .rendering import composed

MOST = 12
"""Figures found that are shown at once: more words find fewer."""
FORMATS = (
    "number", "words", "value", "share", "ratio", "change", "trend", "direction", "numerator",
    "base", "list", "count", "sentence", "protected",
)  # fmt: skip
GROUPS = 12
NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Found:
    """A figure that holds the words searched for."""

    id: str
    label: str
    display: str
    base: str
    was: str
    place: str

    @property
    def placeholder(self) -> str:
        """What is typed to have it."""
        return f"[{self.id}]"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to write a figure: what is typed, what is read."""

    placeholder: str
    shown: str


@dataclass(slots=True)
class Choice:
    """A figure with every way to write it, by title."""

    figure: Found
    definition: str
    ways: dict[str, list[Way]] = field(default_factory=dict)
    blocks: dict[str, list[Way]] = field(default_factory=dict)


def search(words: str, year: int, programme: str = "") -> tuple[list[Found], int]:
    """The figures whose label, place or id holds every word, and how many there are.

    Those of the chapter's programme come first. Accents and case do not matter. Only those shown
    are computed.
    """
    if not label_key(words).split():
        return [], 0
    scope = Scope(Period.year(year))
    every = (Figure(one, scope.period, Result(None)) for one in engine.known(scope).values())
    found = [one.indicator for one in groups.matching(every, words)]
    found.sort(key=lambda one: one.programme != programme)
    shown = found[:MOST]
    report = engine.compute(scope.period, ids=[one.id for one in shown], scope=scope)
    return [_found(report[one.id]) for one in shown], len(found)


def _found(figure: Figure) -> Found:
    return Found(
        figure.id,
        lines.sentence_case(figure.label),
        figure.display,
        lines.base_text(figure),
        lines.was(figure),
        place(figure.indicator),
    )


def place(indicator: Indicator) -> str:
    """Where a figure stands in the list of figures."""
    chapter = indicator.chapter
    return f"{groups.programme_title(chapter)} › {groups.chapter_title(chapter)}"


def choice(chapter: Chapter, id_: str) -> Choice | None:
    """Every way to write a figure of the chapter's year; None when there is no such figure."""
    scope = Scope(Period.year(chapter.edition.year))
    try:
        figure = engine.compute(scope.period, ids=[id_], scope=scope)[id_]
    except KeyError:
        return None
    dimensions = engine.dimensions(figure.indicator) if figure.result.number is not None else ()
    found = Choice(_found(figure), figure.texts.definition)
    formats = [f"[{id_}]{{format={name}}}" for name in FORMATS[1:]]
    periods = {
        label: f"[{id_}]{{period={slug}}}" for label, slug in _periods(chapter.edition.year).items()
    }
    ways = _read(chapter, [f"[{id_}]", *formats, *periods.values()])
    found.ways[_("In the sentence")] = _distinct(
        Way(typed, ways[typed]) for typed in (f"[{id_}]", *formats) if typed in ways
    )
    found.ways[_("Of another period")] = [
        Way(typed, f"{label} : {ways[typed]}")
        for label, typed in periods.items()
        if ways.get(typed, NOTHING) != NOTHING
    ]
    for name in dimensions[:4]:
        title = DIMENSION_TITLES[name]()
        rows = engine.breakdown(id_, scope.period, name, scope=scope)[:GROUPS]
        found.ways[title] = [
            Way(f"[{id_}]{{by={name} of={code}}}", f"{label} : {one.display}")
            for code, label, one in rows
            if " " not in code
        ]
        found.blocks[title] = _drawn(id_, f"by={name}")
    if figure.result.number is not None:
        found.blocks[_("By month")] = _drawn(id_, "by=month")[:1]
        if figure.previous:
            found.blocks[_("Year after year")] = _drawn(id_, "by=years")[:1]
    found.ways = {title: rows for title, rows in found.ways.items() if rows}
    return found


def _periods(year: int) -> dict[str, str]:
    """Other periods a sentence may speak of: label and what is typed."""
    quarters = (Period.months(year, first, first + 2) for first in (1, 4, 7, 10))
    return {str(year - 1): "previous", **{one.label: one.slug for one in quarters}}


def _drawn(id_: str, options: str) -> list[Way]:
    return [
        Way(f"[figure: {id_}]{{{options}}}", _("figure")),
        Way(f"[table: {id_}]{{{options}}}", _("table")),
    ]


def _read(chapter: Chapter, typed: Iterable[str]) -> dict[str, str]:
    """What each placeholder shows; those that say nothing are left out."""
    document = composed(chapter, "\n\n".join(typed))
    return {
        child.written: child.shown
        for _section, block in document.blocks()
        if isinstance(block, Paragraph)
        for child in block.children
        if isinstance(child, Live)
    }


def _distinct(ways: Iterable[Way]) -> list[Way]:
    """One way for each thing that can be read."""
    found: dict[str, Way] = {}
    for way in ways:
        if way.shown != NOTHING:
            found.setdefault(way.shown, way)
    return list(found.values())


def charts(chapter: Chapter) -> list[tuple[str, str, str]]:
    """The named charts of the chapter's programme that have something to show this year.

    Title, what is typed for the figure, what is typed for the table.
    """
    names = [one for one in CHARTS if not chapter.programme or one.startswith(chapter.programme)]
    document = composed(chapter, "\n\n".join(f"[table: {name}]" for name in names))
    return [
        (one.title, one.written.replace("[table:", "[figure:"), one.written)
        for one in document.exhibits
    ]
