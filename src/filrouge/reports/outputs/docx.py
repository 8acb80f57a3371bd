"""The report for a word processor: real styles, captions, header rows, alternative texts.

The contents are a field that the word processor fills when asked (right click, update); nothing
pops up on opening. The archive is written again with fixed dates: same document, same bytes.
"""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _
from docx import Document as new_document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

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
    Strong,
    Text,
    Unknown,
)
from .drawing import pngs, standing_alone
from .html import SAFE_LINKS, caption
from .xlsx import how_to_read

THREAD = RGBColor(0xA8, 0x20, 0x2F)
INK = RGBColor(0x24, 0x1E, 0x1A)
WIDTH = Cm(15.5)
DEEPEST = 3
"""Levels of list that have a style of their own."""
_FIXED = (1980, 1, 1, 0, 0, 0)
_CONTROL = dict.fromkeys([*range(0x20), 0x7F, 0xFFFE, 0xFFFF])
del _CONTROL[0x09], _CONTROL[0x0A]


def docx(document: Document) -> bytes:
    """The whole report as a .docx file."""
    book: Any = new_document()
    _prepare(book, document)
    _cover(book, document)
    writer = _Writer(book, document)
    for section in document.sections:
        if section.level == 1:
            book.add_page_break()
        book.add_heading(clean(section.title), section.level)
        writer.blocks(section.blocks)
    book.add_page_break()
    book.add_heading(clean(_("How to read the figures")), 1)
    for sentence in how_to_read():
        book.add_paragraph(clean(sentence), style="List Bullet")
    kept = io.BytesIO()
    book.save(kept)
    return _without_dates(kept.getvalue())


def clean(text: str) -> str:
    """The text without the control characters that XML refuses."""
    return text.translate(_CONTROL)


def _without_dates(archive: bytes) -> bytes:
    """The same files in the same order, all of one date."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _FIXED), old.read(name), zipfile.ZIP_DEFLATED)
    return kept.getvalue()


# --- the frame ---------------------------------------------------------------------------------


def _prepare(book: Any, document: Document) -> None:
    """Language, fonts, page, properties, header and footer."""
    about = book.core_properties
    about.title = clean(f"{document.title} {document.year}")
    about.author = about.last_modified_by = clean(document.organisation)
    about.comments, about.language = "", f"{document.language}-BE"
    about.created = about.modified = datetime(document.year, 12, 31, tzinfo=UTC)
    for name, size in (("Normal", 10.5), ("Title", 30), ("Heading 1", 22), ("Heading 2", 16)):
        style = book.styles[name]
        style.font.name, style.font.size = "Georgia", Pt(size)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:asciiTheme"), "minorHAnsi")
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(theme), None)
    for level in range(1, 7):
        book.styles[f"Heading {level}"].font.color.rgb = INK
    book.styles["Caption"].font.color.rgb = INK
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), f"{document.language}-BE")
    book.styles["Normal"].element.get_or_add_rPr().append(spoken)
    page = book.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.7)
    page.different_first_page_header_footer = True
    said = f"{document.organisation} · {document.title} {document.year}"
    page.header.paragraphs[0].text = clean(said)
    foot = page.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(foot, "PAGE", "1")


def _cover(book: Any, document: Document) -> None:
    book.add_paragraph(clean(document.organisation))
    book.add_paragraph(clean(document.title), style="Title")
    year = book.add_paragraph().add_run(str(document.year))
    year.font.size, year.font.color.rgb = Pt(40), THREAD
    if document.subtitle:
        book.add_paragraph(clean(document.subtitle), style="Subtitle")
    book.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    # Not a heading: the contents do not list themselves.
    book.add_paragraph().add_run(clean(_("Contents"))).bold = True
    contents = book.add_paragraph()
    _field(contents, 'TOC \\o "1-2" \\h \\z \\u', "")
    for section in document.sections:
        line = book.add_paragraph(clean(section.title))
        line.paragraph_format.left_indent = Cm(0.6 * (section.level - 1))
        line.paragraph_format.space_after = Pt(2)


def _field(paragraph: Any, code: str, shown: str) -> None:
    """A field of the word processor, with what it shows until it is filled."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", shown), ("end", "")):
        run = paragraph.add_run()
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        elif kind == "text":
            run.text = text
            continue
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = text
        run._r.append(mark)


# --- the text ----------------------------------------------------------------------------------


class _Writer:
    """Writes blocks one after the other. Pictures are made at once for the whole report."""

    def __init__(self, book: Any, document: Document) -> None:
        self.book = book
        drawn = [one for one in document.exhibits if one.svg]
        made = pngs([standing_alone(one.svg, one.programme) for one in drawn])
        self.pictures = {one.anchor: png for one, png in zip(drawn, made, strict=True)}

    def blocks(self, blocks: tuple[Block, ...], style: str | None = None, depth: int = 0) -> None:
        for block in blocks:
            self.block(block, style, depth)

    def block(self, node: Block, style: str | None, depth: int) -> None:
        match node:
            case Heading():
                self.words(self.book.add_heading("", min(node.level, 6)), node.children)
            case Paragraph():
                self.words(self.book.add_paragraph(style=style), node.children)
            case Listing():
                self._listing(node, depth)
            case Quote():
                self.blocks(node.blocks, "Quote", depth)
            case Grid():
                self._grid(node)
            case Preformatted():
                run = self.book.add_paragraph().add_run(clean(node.text))
                run.font.name, run.font.size = "Courier New", Pt(9)
            case Rule():
                self.book.add_paragraph("* * *").alignment = WD_ALIGN_PARAGRAPH.CENTER
            case Exhibit():
                self._exhibit(node)
            case Faulty():
                self._marked(self.book.add_paragraph(style=style), node.written, node.reason)

    def _listing(self, node: Listing, depth: int) -> None:
        name = "List Number" if node.ordered else "List Bullet"
        level = min(depth + 1, DEEPEST)
        style = name if level == 1 else f"{name} {level}"
        for item in node.items:
            first, rest = item[:1], item[1:]
            self.blocks(first, style, depth + 1)
            self.blocks(rest, "List Continue", depth + 1)

    def words(self, paragraph: Any, children: tuple[Inline, ...], **look: bool) -> None:
        for node in children:
            match node:
                case Text():
                    self._run(paragraph, node.text, **look)
                case Live():
                    self._run(paragraph, node.shown, **look)
                case Emphasis():
                    self.words(paragraph, node.children, **{**look, "italic": True})
                case Strong():
                    self.words(paragraph, node.children, **{**look, "bold": True})
                case Code():
                    self._run(paragraph, node.text, **look).font.name = "Courier New"
                case Break():
                    paragraph.add_run().add_break()
                case Link():
                    self._link(paragraph, node, **look)
                case Unknown():
                    self._marked(paragraph, node.written, node.reason)

    def _run(self, paragraph: Any, text: str, **look: bool) -> Any:
        run = paragraph.add_run(clean(text))
        for name, on in look.items():
            setattr(run, name, on)
        return run

    def _link(self, paragraph: Any, node: Link, **look: bool) -> None:
        """A link outside is one; inside the report its words are enough."""
        if not node.url.startswith(SAFE_LINKS[:3]):
            self.words(paragraph, node.children, **look)
            return
        before = len(paragraph._p)
        self.words(paragraph, node.children, **look)
        link = OxmlElement("w:hyperlink")
        key = paragraph.part.relate_to(node.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), key)
        for run in list(paragraph._p)[before:]:
            link.append(run)
        paragraph._p.append(link)

    def _marked(self, paragraph: Any, written: str, reason: str) -> None:
        run = paragraph.add_run(clean(f"{written} ({reason})"))
        run.font.highlight_color = 7  # yellow

    # --- tables --------------------------------------------------------------------------------

    def _grid(self, node: Grid) -> None:
        lines = (node.header, *node.rows)
        for row, cells in zip(lines, self._table(len(lines), len(node.header)), strict=True):
            for cell, words in zip(cells, row, strict=False):
                bold = {"bold": True} if row is node.header else {}
                self.words(cell.paragraphs[0], words, **bold)
        self.book.add_paragraph()

    def _exhibit(self, node: Exhibit) -> None:
        title = self.book.add_paragraph(clean(caption(node)), style="Caption")
        title.paragraph_format.keep_with_next = True
        if node.svg:
            picture = self.book.add_picture(io.BytesIO(self.pictures[node.anchor]), width=WIDTH)
            picture._inline.docPr.set("descr", clean(node.alt or node.title))
            picture._inline.docPr.set("title", clean(node.title))
        lines = (node.columns, *node.rows)
        for row, cells in zip(lines, self._table(len(lines), len(node.columns)), strict=True):
            for place, (cell, text) in enumerate(zip(cells, row, strict=False)):
                run = self._run(cell.paragraphs[0], text)
                run.bold = row is node.columns or None
                run.font.size = Pt(9)
                if place and len(node.columns) > 1:
                    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for told in filter(None, (node.base, node.note)):
            self._run(self.book.add_paragraph(), told, italic=True).font.size = Pt(8.5)
        self.book.add_paragraph()

    def _table(self, rows: int, columns: int) -> list[list[Any]]:
        """The cells of a new table, row by row; its first row is repeated on each page."""
        columns = max(columns, 1)
        table = self.book.add_table(rows=rows, cols=columns, style="Light List")
        mark = OxmlElement("w:tblHeader")
        mark.set(qn("w:val"), "true")
        table.rows[0]._tr.get_or_add_trPr().append(mark)
        # Asked once: the library walks the whole table each time.
        cells = table._cells
        return [cells[place : place + columns] for place in range(0, len(cells), columns)]
