"""A composed document as the guard reads it: passages of sentences with their quantities, lists
and tables. Made once for all rules; nothing here judges.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from filrouge.reports.document import (
    Block,
    Break,
    Code,
    Document,
    Emphasis,
    Exhibit,
    Faulty,
    Grid,
    Heading,
    Inline,
    Link,
    Listing,
    Live,
    Paragraph,
    Quote,
    Section,
    Strong,
    Text,
    Unknown,
    Value,
)
from filrouge.reports.guard.lexicon import WORD, content
from filrouge.reports.guard.numbers import (
    Mask,
    Number,
    Ratio,
    Years,
    masked,
    numbers_in,
    ratios_in,
    years_in,
)

LONGEST = 4000
"""Characters of a sentence: a longer one (a text without a full stop) is read in pieces."""

_END = re.compile(
    r"[.!?…]+[»”\")\u00a0\u202f]{0,3}\s+(?=[«“\"(\u00a0\u202f]{0,3}[A-ZÀ-Ý0-9])|\n{2,}"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:M|MM|Mme|Mmes|Dr|Pr|St|Ste|art|arts|av|bd|cf|chap|etc|ex|fig|n|p|pp|env|min|max|vol|tél|env|incl|resp)"
    r"|\b[A-Z])\.\s+$"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of content: its stem and where it stands in the sentence."""

    stem: str
    start: int
    end: int
    capital: bool


@dataclass(frozen=True)
class Sentence:
    """A sentence as read aloud. `start` is its first character in its passage."""

    section: Section
    text: str
    start: int
    numbers: tuple[Number, ...]
    ratios: tuple[Ratio, ...]
    years: tuple[Years, ...]
    lives: tuple[tuple[int, int, Live], ...] = ()
    """Where live figures are printed, those that print no number included."""

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words that carry content, in order."""
        found = []
        for match in WORD.finditer(self.text):
            if root := content(match[0]):
                found.append(Word(root, match.start(), match.end(), match[0][0].isupper()))
        return tuple(found)

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(word.stem for word in self.words)


@dataclass(frozen=True)
class Passage:
    """A paragraph, a heading, the words of a list's item or a table's caption.

    `kind` is "paragraph", "heading" or "item". `heading` is the nearest title above.
    """

    section: Section
    kind: str
    text: str
    heading: str
    sentences: tuple[Sentence, ...]

    @property
    def numbers(self) -> Iterator[Number]:
        for sentence in self.sentences:
            yield from sentence.numbers


@dataclass(frozen=True)
class TypedList:
    """A list with bullets or numbers; `intro` is the paragraph just before it."""

    section: Section
    intro: Passage | None
    heading: str
    items: tuple[Passage, ...]


@dataclass(frozen=True)
class TypedTable:
    """A table typed by hand: a cell is a sentence of its own."""

    section: Section
    intro: Passage | None
    heading: str
    header: tuple[Sentence, ...]
    rows: tuple[tuple[Sentence, ...], ...]


type Part = Passage | TypedList | TypedTable | Exhibit


@dataclass(frozen=True)
class Reading:
    """The whole document, read. `figures` is every figure known, shown in the text or not."""

    document: Document
    figures: Mapping[str, Value]
    previous: Document | None
    parts: tuple[tuple[Section, tuple[Part, ...]], ...]
    unknown: tuple[tuple[Section, Unknown | Faulty], ...]
    cache: dict[str, object] = field(default_factory=dict, compare=False)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Paragraphs, headings and items of lists, in their order."""
        found: list[Passage] = []
        for _section, parts in self.parts:
            for part in parts:
                if isinstance(part, Passage):
                    found.append(part)
                elif isinstance(part, TypedList):
                    found.extend(part.items)
        return tuple(found)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(one for passage in self.passages for one in passage.sentences)

    @cached_property
    def lists(self) -> tuple[TypedList, ...]:
        return tuple(p for _s, parts in self.parts for p in parts if isinstance(p, TypedList))

    @cached_property
    def tables(self) -> tuple[TypedTable, ...]:
        return tuple(p for _s, parts in self.parts for p in parts if isinstance(p, TypedTable))

    @cached_property
    def exhibits(self) -> tuple[tuple[Section, Exhibit], ...]:
        return tuple((s, p) for s, parts in self.parts for p in parts if isinstance(p, Exhibit))


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    live: Live | None  # None: code or a placeholder, whose digits mean nothing


def read(
    document: Document, figures: Mapping[str, Value], previous: Document | None = None
) -> Reading:
    """Read every section of the document."""
    parts: list[tuple[Section, tuple[Part, ...]]] = []
    unknown: list[tuple[Section, Unknown | Faulty]] = []
    for section in document.sections:
        reader = _Reader(section, document.values)
        reader.take(section.blocks)
        parts.append((section, tuple(reader.parts)))
        unknown.extend((section, one) for one in reader.unknown)
    return Reading(document, figures, previous, tuple(parts), tuple(unknown))


class _Reader:
    """Reads one section in order; the last heading and paragraph introduce what follows."""

    def __init__(self, section: Section, values: Mapping[str, Value]) -> None:
        self.section = section
        self.values = values
        self.parts: list[Part] = []
        self.unknown: list[Unknown | Faulty] = []
        self.heading = section.title
        self.intro: Passage | None = None

    def take(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            match block:
                case Heading():
                    passage = self.passage("heading", (block.children,))
                    self.parts.append(passage)
                    self.heading, self.intro = passage.text, passage
                case Paragraph():
                    self.intro = self.passage("paragraph", (block.children,))
                    self.parts.append(self.intro)
                case Quote():
                    self.take(block.blocks)
                case Listing():
                    self.listing(block)
                case Grid():
                    self.grid(block)
                case Exhibit():
                    self.parts.append(block)
                    self.intro = None
                case Faulty():
                    self.unknown.append(block)
                case _:
                    pass

    def listing(self, block: Listing) -> None:
        """A list: its items' own paragraphs; lists inside items are read after it."""
        items, inner = [], []
        for item in block.items:
            words = tuple(one.children for one in item if isinstance(one, Paragraph | Heading))
            items.append(self.passage("item", words))
            inner.append(
                (items[-1], tuple(b for b in item if not isinstance(b, Paragraph | Heading)))
            )
        self.parts.append(TypedList(self.section, self.intro, self.heading, tuple(items)))
        for passage, rest in inner:
            self.intro = passage
            self.take(rest)
        self.intro = None

    def grid(self, block: Grid) -> None:
        header = tuple(self.cell(cell) for cell in block.header)
        rows = tuple(tuple(self.cell(cell) for cell in row) for row in block.rows)
        self.parts.append(TypedTable(self.section, self.intro, self.heading, header, rows))
        self.intro = None

    def cell(self, children: tuple[Inline, ...]) -> Sentence:
        passage = self.passage("item", (children,))
        if len(passage.sentences) == 1:
            return passage.sentences[0]
        return Sentence(self.section, passage.text, 0, tuple(passage.numbers), (), ())

    def passage(self, kind: str, words: tuple[tuple[Inline, ...], ...]) -> Passage:
        said: list[str] = []
        spans: list[_Span] = []
        for children in words:
            if said:
                said.append("\n\n")
            self._say(children, said, spans)
        text = "".join(said)
        found = tuple(self.sentence(text[a:b], a, spans) for a, b in _cut(text))
        return Passage(self.section, kind, text.strip(), self.heading, found)

    def _say(self, children: tuple[Inline, ...], said: list[str], spans: list[_Span]) -> None:
        for child in children:
            at = sum(map(len, said)) if isinstance(child, Live | Code | Unknown) else 0
            match child:
                case Text():
                    said.append(child.text.replace("\n", " "))
                case Break():
                    said.append(" ")
                case Live():
                    said.append(child.shown)
                    spans.append(_Span(at, at + len(child.shown), child))
                case Code():
                    said.append(child.text)
                    spans.append(_Span(at, at + len(child.text), None))
                case Unknown():
                    self.unknown.append(child)
                    said.append(child.written)
                    spans.append(_Span(at, at + len(child.written), None))
                case Emphasis() | Strong() | Link():
                    self._say(child.children, said, spans)

    def sentence(self, text: str, start: int, spans: list[_Span]) -> Sentence:
        years = years_in(text)
        mask = masked(text, years)
        inside = [s for s in spans if s.start < start + len(text) and s.end > start]
        blank = [(s.start - start, s.end - start) for s in inside if s.live is None]
        if blank:
            mask = Mask([*mask.spans, *blank])
        numbers = tuple(self._enlivened(number, start, inside) for number in numbers_in(text, mask))
        ratios = ratios_in(text, numbers)
        lives = tuple((s.start - start, s.end - start, s.live) for s in inside if s.live)
        return Sentence(self.section, text, start, numbers, ratios, years, lives)

    def _enlivened(self, number: Number, start: int, spans: list[_Span]) -> Number:
        """The number with the live figure that prints it."""
        for span in spans:
            if span.live and span.start <= start + number.start < span.end:
                value = self.values.get(span.live.key)
                return replace(number, live=span.live, figure=value)
        return number


def _cut(text: str) -> list[tuple[int, int]]:
    """Where sentences start and end, the blanks around them left out."""
    cuts, start = [], 0
    for match in _END.finditer(text):
        if _ABBREVIATED.search(text[max(0, match.start() - 6) : match.end()]):
            continue
        cuts.append((start, match.end()))
        start = match.end()
    cuts.append((start, len(text)))
    found = []
    for start, last in cuts:
        first = start
        while last - first > LONGEST:
            space = text.rfind(" ", first + LONGEST // 2, first + LONGEST)
            middle = space + 1 if space > 0 else first + LONGEST
            found.append((first, middle))
            first = middle
        found.append((first, last))
    trimmed = []
    for first, last in found:
        piece = text[first:last]
        left = len(piece) - len(piece.lstrip())
        if right := piece.strip():
            trimmed.append((first + left, first + left + len(right)))
    return trimmed
