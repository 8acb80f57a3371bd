"""Markdown with places for figures, read into the nodes of a document.

CommonMark and tables, without HTML, pictures and reference links: what is not understood stays the
words that were typed. Nothing of a text is ever markup for a browser: writers escape every word.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from .. import document as doc
from . import limits, placeholders

_LINK = re.compile(r"(?:https?://[^\s/?#]+\S*|mailto:[^\s@]+@[^\s@]+|#[\w.-]+)", re.IGNORECASE)
_LONGEST_LINK = 2000
_ALIGNED = re.compile(r"text-align:(left|center|right)")


@dataclass(frozen=True)
class Parsed:
    """A body read once: its tokens, and every placeholder it holds, in their order."""

    tokens: tuple[Token, ...]
    places: tuple[str, ...]
    exhibits: tuple[str, ...]


@dataclass(frozen=True)
class Say:
    """What is put in the place of placeholders, and the anchor given to a heading."""

    place: Callable[[str], doc.Inline]
    exhibit: Callable[[str], doc.Block]
    anchor: Callable[[str], str]


def parse(body: str) -> Parsed:
    """Read a body. Raises `TextRefusedError` when it is beyond what a chapter may hold."""
    limits.check_size(body)
    tokens = _READER.parse(limits.clean_body(body))
    places: list[str] = []
    exhibits: list[str] = []
    _check_tables(tokens)
    for number, token in enumerate(tokens):
        if token.type != "inline":
            continue
        if token.content and tokens[number - 1].type == "paragraph_open":
            found = _exhibits_of(token)
            exhibits += found
            token.meta["exhibits"] = found
            if found:
                continue
        places += [one.content for one in token.children or () if one.type == "place"]
    limits.check_places(len(places) + len(exhibits))
    return Parsed(tuple(tokens), tuple(places), tuple(exhibits))


def blocks(parsed: Parsed, say: Say) -> tuple[doc.Block, ...]:
    """The nodes of a body. Raises `TextRefusedError` when they are nested too deep."""
    return _Walk(parsed.tokens, say).blocks("", 0)


def _exhibits_of(token: Token) -> list[str]:
    """The exhibits of a paragraph that holds nothing else, one a line."""
    lines = token.content.split("\n")
    alone = all(placeholders.EXHIBIT.fullmatch(line.strip()) for line in lines)
    return [line.strip() for line in lines] if alone else []


def _check_tables(tokens: Sequence[Token]) -> None:
    columns = rows = 0
    for token in tokens:
        match token.type:
            case "table_open":
                columns = rows = 0
            case "th_open":
                columns += 1
            case "tr_open":
                rows += 1
            case "table_close":
                limits.check_table(columns, rows - 1)


def _place_rule(state: StateInline, silent: bool) -> bool:
    """`[id]{options}` where an id has a dot; `[words](address)` is left to the rule of links."""
    if state.src[state.pos] != "[":
        return False
    found = placeholders.INLINE.match(state.src, state.pos) or placeholders.EXHIBIT.match(
        state.src, state.pos
    )
    if not found:
        return False
    end = found.end()
    unclosed = not found[found.re.groups] and state.src[end : end + 1] == "{"
    if not silent:
        token = state.push("place", "", 0)
        # With the brace that nothing closes: what is shown as typed shows the mistake.
        token.content = state.src[found.start() : end + unclosed]
    state.pos = end + unclosed
    return True


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": 100}).enable("table")
    reader.disable(["reference", "image", "html_block", "html_inline"])
    reader.inline.ruler.before("link", "place", _place_rule)
    # Addresses are judged when the nodes are made: a refused one leaves its words.
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    return reader


_READER = _reader()


class _Walk:
    """Turns a flat run of tokens into nodes."""

    def __init__(self, tokens: Sequence[Token], say: Say) -> None:
        self._tokens = tokens
        self._say = say
        self._at = 0

    def _next(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def blocks(self, until: str, depth: int) -> tuple[doc.Block, ...]:
        """The blocks up to the token that closes what holds them."""
        limits.check_depth(depth)
        found: list[doc.Block] = []
        while self._at < len(self._tokens):
            token = self._next()
            if token.type == until:
                break
            found += self._block(token, depth)
        return tuple(found)

    def _block(self, token: Token, depth: int) -> list[doc.Block]:
        found: doc.Block
        match token.type:
            case "paragraph_open":
                return self._paragraph()
            case "heading_open":
                found = self._heading(int(token.tag[1:]))
            case "bullet_list_open" | "ordered_list_open":
                found = self._listing(token, depth)
            case "blockquote_open":
                found = doc.Quote(self.blocks("blockquote_close", depth + 1))
            case "table_open":
                found = self._grid()
            case "hr":
                found = doc.Rule()
            case _:  # a fence or a block of code: the words as they are
                found = doc.Preformatted(limits.clean(token.content))
        return [found]

    def _heading(self, level: int) -> doc.Heading:
        children = self._inline(self._next())
        self._next()  # what closes it
        return doc.Heading(min(level + 2, 6), children, self._say.anchor(doc.plain(children)))

    def _paragraph(self) -> list[doc.Block]:
        inline = self._next()
        self._next()
        if exhibits := inline.meta.get("exhibits"):
            return [self._say.exhibit(written) for written in exhibits]
        children = self._inline(inline)
        return [doc.Paragraph(children)] if children else []

    def _listing(self, token: Token, depth: int) -> doc.Listing:
        items = []
        until = token.type.replace("_open", "_close")
        while self._next().type != until:
            items.append(self.blocks("list_item_close", depth + 1))
        start = min(int(token.attrs.get("start", 1)), 999_999)
        return doc.Listing(token.type == "ordered_list_open", start, tuple(items))

    def _grid(self) -> doc.Grid:
        rows: list[list[tuple[doc.Inline, ...]]] = []
        aligned: list[str] = []
        while (token := self._next()).type != "table_close":
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("th_open", "td_open"):
                if token.type == "th_open":
                    found = _ALIGNED.search(str(token.attrs.get("style", "")))
                    aligned.append(found[1] if found else "")
                rows[-1].append(self._inline(self._next()))
        header, *others = [tuple(row) for row in rows]
        return doc.Grid(header, tuple(others), tuple(aligned))

    def _inline(self, token: Token) -> tuple[doc.Inline, ...]:
        return _Words(token.children or (), self._say.place).inlines("", 0)


class _Words:
    """Turns the tokens of one run of words into nodes."""

    def __init__(self, tokens: Sequence[Token], place: Callable[[str], doc.Inline]) -> None:
        self._tokens = tokens
        self._place = place
        self._at = 0

    def inlines(self, until: str, depth: int) -> tuple[doc.Inline, ...]:
        """The words up to the token that closes what holds them."""
        limits.check_depth(depth)
        found: list[doc.Inline] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.type == until:
                break
            for one in self._one(token, depth):
                before = found[-1] if found else None
                if isinstance(one, doc.Text) and isinstance(before, doc.Text):
                    found[-1] = doc.Text(before.text + one.text)
                else:
                    found.append(one)
        return tuple(found)

    def _one(self, token: Token, depth: int) -> tuple[doc.Inline, ...]:
        found: doc.Inline
        words = limits.clean(token.content)
        match token.type:
            case "link_open":
                children = self.inlines("link_close", depth + 1)
                url = limits.clean(str(token.attrs.get("href", "")))
                return (doc.Link(url, children),) if is_safe(url) else children
            case "place":
                found = self._place(token.content)
            case "em_open":
                found = doc.Emphasis(self.inlines("em_close", depth + 1))
            case "strong_open":
                found = doc.Strong(self.inlines("strong_close", depth + 1))
            case "code_inline":
                found = doc.Code(words)
            case "hardbreak":
                found = doc.Break()
            case "softbreak":
                found = doc.Text(" ")
            case _:
                return (doc.Text(words),) if words else ()
        return (found,)


def is_safe(url: str) -> bool:
    """Whether an address may be followed: the web, a mail, or a place of the document."""
    return len(url) <= _LONGEST_LINK and _LINK.fullmatch(url) is not None
