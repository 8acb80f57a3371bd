"""The document as fragments of a web page, one a section: escaped, anchored, no style, no script.

Links between sections are plain anchors (`#...`) and figures lead to `../chiffres/ID`: who cuts the
report into pages puts them right. For colleagues, a figure leads to its own page instead.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ..document import (
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
    Preformatted,
    Quote,
    Rule,
    Section,
    Strong,
    Text,
    Unknown,
    Value,
)
from ..text.values import hue_of

SAFE_LINKS = ("http://", "https://", "mailto:", "#")
_ALIGNED = {"right": ' class="num"', "center": ' class="middle"'}


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes nodes; `address` gives the page of a figure, "" when it has none."""

    address: Callable[[Value], str]
    live_class: str
    values: Mapping[str, Value]

    def words(self, children: tuple[Inline, ...]) -> str:
        return "".join(map(self._word, children))

    def _word(self, node: Inline) -> str:
        match node:
            case Text():
                made = escape(node.text)
            case Emphasis():
                made = f"<em>{self.words(node.children)}</em>"
            case Strong():
                made = f"<strong>{self.words(node.children)}</strong>"
            case Code():
                made = f"<code>{escape(node.text)}</code>"
            case Break():
                made = "<br>"
            case Link():
                said = self.words(node.children)
                safe = node.url.startswith(SAFE_LINKS)
                made = f'<a href="{escape(node.url)}">{said}</a>' if safe else said
            case Live():
                made = self._live(node)
            case Unknown():
                made = _marked(node.written, node.reason)
        return made

    def _live(self, node: Live) -> str:
        value = self.values.get(node.key)
        address = self.address(value) if value else ""
        if not address:
            return f'<span class="{self.live_class}">{escape(node.shown)}</span>'
        return f'<a class="{self.live_class}" href="{escape(address)}">{escape(node.shown)}</a>'

    def blocks(self, blocks: tuple[Block, ...]) -> str:
        return "\n".join(map(self.block, blocks))

    def block(self, node: Block) -> str:
        match node:
            case Heading():
                tag = f"h{min(max(node.level, 3), 6)}"
                made = f'<{tag} id="{escape(node.anchor)}">{self.words(node.children)}</{tag}>'
            case Paragraph():
                made = f"<p>{self.words(node.children)}</p>"
            case Listing():
                made = self._listing(node)
            case Quote():
                made = f"<blockquote>{self.blocks(node.blocks)}</blockquote>"
            case Grid():
                made = self._grid(node)
            case Preformatted():
                made = f"<pre>{escape(node.text)}</pre>"
            case Rule():
                made = "<hr>"
            case Exhibit():
                made = "".join(_exhibit(node))
            case Faulty():
                made = f"<p>{_marked(node.written, node.reason)}</p>"
        return made

    def _listing(self, node: Listing) -> str:
        items = "".join(f"<li>{self._item(item)}</li>" for item in node.items)
        if not node.ordered:
            return f"<ul>{items}</ul>"
        start = f' start="{node.start}"' if node.start != 1 else ""
        return f"<ol{start}>{items}</ol>"

    def _item(self, item: tuple[Block, ...]) -> str:
        """An item of one paragraph is its words, without the space round a paragraph."""
        if item and isinstance(item[0], Paragraph):
            return self.words(item[0].children) + self.blocks(item[1:])
        return self.blocks(item)

    def _grid(self, node: Grid) -> str:
        aligned = [_ALIGNED.get(one, "") for one in node.aligned]
        head = "".join(
            f'<th scope="col"{place}>{self.words(cell)}</th>'
            for cell, place in zip(node.header, aligned, strict=False)
        )
        rows = "".join(
            "<tr>"
            + "".join(
                f"<td{place}>{self.words(cell)}</td>"
                for cell, place in zip(row, aligned, strict=False)
            )
            + "</tr>"
            for row in node.rows
        )
        return (
            f'<div class="scroll"><table class="table compact"><thead><tr>{head}</tr></thead>'
            f"<tbody>{rows}</tbody></table></div>"
        )

    def section(self, section: Section, *, title: bool) -> str:
        tag = "h1" if section.level == 1 else "h2"
        heading = f"<{tag}>{escape(section.title)}</{tag}>\n" if title else ""
        return (
            f'<section id="{escape(section.anchor)}" class="level-{section.level}"'
            f' data-programme="{escape(hue_of(section.programme))}">\n'
            f"{heading}{self.blocks(section.blocks)}\n</section>"
        )


def _marked(written: str, reason: str) -> str:
    return (
        f'<mark class="unknown">{escape(written)}</mark>'
        f' <span class="reason">{escape(reason)}</span>'
    )


def caption(node: Exhibit) -> str:
    """ "Figure 3. Title" as every output prints it."""
    words = {"number": node.number, "title": node.title}
    if node.kind == "figure":
        return _("Figure %(number)s. %(title)s") % words
    return _("Table %(number)s. %(title)s") % words


def _exhibit(node: Exhibit) -> Iterator[str]:
    """A figure with its drawing and its table folded under it, or a table of its own."""
    told = "".join(f'<p class="base">{escape(one)}</p>' for one in (node.base, node.note) if one)
    yield (
        f'<figure class="chart exhibit {node.kind}" id="{escape(node.anchor)}"'
        f' data-programme="{escape(node.programme)}">'
    )
    yield f"<figcaption>{escape(caption(node))}</figcaption>"
    if node.svg:
        yield f'<div class="plot">{node.svg}</div>'
        title = _("The numbers of this figure")
        yield f"<details><summary>{escape(title)}</summary>"
        yield f"{_table(node)}</details>"
    else:
        yield _table(node)
    yield f"{told}</figure>"


def _table(node: Exhibit) -> str:
    def number(place: int) -> str:
        return ' class="num"' if place and len(node.columns) > 1 else ""

    head = "".join(
        f'<th scope="col"{number(place)}>{escape(name)}</th>'
        for place, name in enumerate(node.columns)
    )
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td{number(place)}>{escape(cell)}</td>"
            if place
            else f'<th scope="row">{escape(cell)}</th>'
            for place, cell in enumerate(row)
        )
        + "</tr>"
        for row in node.rows
    )
    return (
        f'<div class="scroll"><table class="table compact">'
        f'<caption class="visually-hidden">{escape(caption(node))}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _public(value: Value) -> str:
    return f"../chiffres/{value.id}"


def _of_colleagues(value: Value) -> str:
    try:
        return reverse("figures:figure", args=[value.period, value.id])
    except NoReverseMatch:
        return ""


def sections_html(
    document: Document, *, link_figures: bool = False, titles: bool = True
) -> dict[str, SafeString]:
    """A fragment per section, by code. `link_figures`: each number leads to its page in the house.

    Without `titles` the page around the fragment names the section.
    """
    writer = Writer(
        _of_colleagues if link_figures else _public,
        "traced" if link_figures else "live",
        document.values,
    )
    return {
        # Every word was escaped above; drawings come from our own charts.
        one.code: mark_safe(writer.section(one, title=titles))  # noqa: S308
        for one in document.sections
    }


def html(document: Document) -> bytes:
    """All sections in their order, each between two comments that name it."""
    return "\n".join(
        f"<!-- section {code} -->{said}<!-- /section {code} -->"
        for code, said in sections_html(document).items()
    ).encode()
