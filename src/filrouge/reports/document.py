"""A composed report: everything a reader sees, already said, and nothing that must be looked up.

A document is made once (`text.compose`) from the chapters and the figures. Every output is a pure
function of it, and a frozen edition is its data kept as JSON: rendering it again reads no record.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from types import MappingProxyType
from typing import Any

# --- words -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words; writers escape them."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Strong:
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Code:
    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """A line break asked for by the writer."""


@dataclass(frozen=True, slots=True)
class Link:
    """`url` is http(s), mailto or an anchor of the document (`#...`): nothing else gets here."""

    url: str
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Live:
    """A figure inside a sentence. `key` finds its `Value` in the document, `shown` is printed.

    `form` is the format asked for (`number`, `words`, `share`...), `written` what was typed.
    """

    key: str
    shown: str
    form: str
    written: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A placeholder that says nothing known; it is shown as typed and blocks publication."""

    written: str
    reason: str


type Inline = Text | Emphasis | Strong | Code | Break | Link | Live | Unknown

# --- blocks ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 3 to 6: 1 is a part, 2 a chapter. `anchor` is unique in the document."""

    level: int
    children: tuple[Inline, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    ordered: bool
    start: int
    items: tuple[tuple["Block", ...], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table typed by hand in the text; `aligned` holds "", "left", "center" or "right"."""

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    aligned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preformatted:
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    pass


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A numbered figure (drawing with its table) or a numbered table of live figures.

    `kind` is "figure" or "table"; `svg` is "" for a table; `columns` and `rows` hold what is read,
    the first column names the row. `base` says on what the shares stand, `note` what is hidden and
    why. `keys` are the values shown. `programme` gives the hue ("hf", "support", "connect",
    "institution").
    """

    kind: str
    number: int
    anchor: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    svg: str
    alt: str
    base: str
    note: str
    programme: str
    keys: tuple[str, ...]
    written: str


@dataclass(frozen=True, slots=True)
class Faulty:
    """A block that says nothing known; it is shown as typed and blocks publication."""

    written: str
    reason: str


type Block = Heading | Paragraph | Listing | Quote | Grid | Preformatted | Rule | Exhibit | Faulty

# --- the whole ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Value:
    """A figure as it was when the document was made: what definition, base and annex print.

    `exact` is the unrounded number as a fraction ("1859", "2549/928") or "" for words, `text` the
    machine form ("2.7"), `display` the reader's. `numerator` and `denominator` are exact too.
    `previous` holds (year, text), latest first. `records` counts the rows behind it (None when it
    is made of other figures or typed) and `digest` tells their ids apart without holding them.
    `time` is "stock" for a count at a date, "flow" for one over the period. `of_people` marks
    counts of persons accompanied: small ones are not published as they are. `within` names the
    group of a breakdown ("team=act"), `lens` the funder the document was made for.
    """

    key: str
    id: str
    version: int
    period: str
    label: str
    unit: str
    measure: str
    decimals: int | None
    exact: str
    text: str
    display: str
    items: tuple[str, ...]
    base: int | None
    numerator: str
    denominator: str
    definition: str
    sentence: str
    choice: str
    source: str
    empty_reason: str
    previous: tuple[tuple[int, str], ...]
    time: str
    of_people: bool
    programme: str
    chapter: str
    within: str = ""
    lens: str = ""
    records: int | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter: its place in the plan and what it says. `level` 1 opens a programme's part."""

    code: str
    level: int
    title: str
    programme: str
    blocks: tuple[Block, ...]

    @property
    def anchor(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True)
class Document:
    """A report ready to be printed. `values` holds every figure shown, by key.

    `disclosure` is what was decided of small numbers of persons (`text.together`); {} when the
    document leaves without an annex.
    """

    year: int
    period: str
    title: str
    subtitle: str
    organisation: str
    language: str
    sections: tuple[Section, ...]
    values: Mapping[str, Value]
    disclosure: Mapping[str, Any] = field(default_factory=dict)

    @property
    def parts(self) -> list[tuple[Section, ...]]:
        """The sections by part: each begins with a section of level 1."""
        found: list[list[Section]] = []
        for section in self.sections:
            if section.level == 1 or not found:
                found.append([])
            found[-1].append(section)
        return [tuple(part) for part in found]

    @property
    def exhibits(self) -> list[Exhibit]:
        """Numbered figures and tables in their order."""
        return [one for _s, one in self.blocks() if isinstance(one, Exhibit)]

    def blocks(self) -> Iterator[tuple[Section, Block]]:
        """Every block with its section, those inside lists and quotes after what holds them."""
        for section in self.sections:
            for block in section.blocks:
                for one in within(block):
                    yield section, one


def within(block: Block) -> Iterator[Block]:
    """A block and those inside it."""
    yield block
    inside: tuple[Block, ...] = ()
    if isinstance(block, Quote):
        inside = block.blocks
    elif isinstance(block, Listing):
        inside = tuple(one for item in block.items for one in item)
    for one in inside:
        yield from within(one)


def inlines(children: tuple[Inline, ...]) -> Iterator[Inline]:
    """Every inline, what is inside others included."""
    for child in children:
        yield child
        if isinstance(child, Emphasis | Strong | Link):
            yield from inlines(child.children)


def plain(children: tuple[Inline, ...]) -> str:
    """The words alone, as read aloud."""
    said = []
    for child in children:
        match child:
            case Text() | Code():
                said.append(child.text)
            case Break():
                said.append(" ")
            case Live():
                said.append(child.shown)
            case Unknown():
                said.append(child.written)
            case Emphasis() | Strong() | Link():
                said.append(plain(child.children))
    return "".join(said)


# --- as data -----------------------------------------------------------------------------------

_NODES: Mapping[str, type] = MappingProxyType(
    {
        kind.__name__: kind
        for kind in (
            Text, Emphasis, Strong, Code, Break, Link, Live, Unknown,
            Heading, Paragraph, Listing, Quote, Grid, Preformatted, Rule, Exhibit, Faulty,
            Value, Section, Document,
        )
    }
)  # fmt: skip


def to_data(node: Any) -> Any:
    """A document (or any part of it) as JSON values; `from_data` is the inverse."""
    if is_dataclass(node) and not isinstance(node, type):
        named = {one.name: to_data(getattr(node, one.name)) for one in fields(node)}
        return {"is": type(node).__name__, **named}
    if isinstance(node, tuple):
        return [to_data(one) for one in node]
    if isinstance(node, Mapping):
        return {str(key): to_data(one) for key, one in node.items()}
    return node


def from_data(data: Any) -> Any:
    """The document of `to_data`. KeyError or TypeError when the data is not one."""
    if isinstance(data, list):
        return tuple(from_data(one) for one in data)
    if not isinstance(data, dict):
        return data
    content = {key: from_data(one) for key, one in data.items() if key != "is"}
    return _NODES[data["is"]](**content) if "is" in data else content
