"""The report in print: PDF/UA-1 by Typst, tagged, with alternative texts, the same bytes each time.

The document reaches the template (`report.typ`) as data, never as markup: nothing typed in a
chapter can be read as an instruction. Only the fonts carried by Typst are used.
"""

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Final

import typst
from django.utils.translation import gettext as _

from ..document import (
    Block,
    Document,
    Exhibit,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Section,
    Strong,
    plain,
    to_data,
)
from ..text.values import hue_of
from .drawing import HUES, printable, standing_alone
from .html import SAFE_LINKS, caption
from .xlsx import how_to_read

STANDARD: Final = "ua-1"
_ENDLESS: Final = re.compile(r"\S{30}(?=\S)")
"""A run of characters longer than any word may be cut there."""


def pdf(document: Document) -> bytes:
    """Raises ``typst.TypstError`` when the document would not be accessible."""
    template = (files("filrouge.reports") / "outputs" / "report.typ").read_bytes()
    made: Any = typst.compile(
        template,
        sys_inputs={"data": json.dumps(_data(document), ensure_ascii=False)},
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=STANDARD,
        timestamp=0,
    )
    return bytes(made)


def _data(document: Document) -> dict[str, Any]:
    anchors = {section.anchor for section in document.sections}
    sections = [_section(one, anchors) for one in document.sections]
    known = {anchor for section in sections for anchor in section["anchors"]}
    said: dict[str, Any] = _printable(
        {
            "title": document.title,
            "subtitle": document.subtitle,
            "organisation": document.organisation,
            "year": str(document.year),
            "language": document.language,
            "sections": sections,
            "read": how_to_read(),
            "words": {
                "contents": _("Contents"),
                "figures": _("List of figures"),
                "tables": _("List of tables"),
                "read": _("How to read the figures"),
                "page": _("Page"),
            },
        }
    )
    # Addresses and colours are not words to print.
    return {**said, "anchors": sorted(known), "hues": HUES, "links": list(SAFE_LINKS[:3])}


def _section(section: Section, anchors: set[str]) -> dict[str, Any]:
    """A section as data; its headings follow each other without skipping a level."""
    seen = {section.anchor}
    level, blocks = section.level, []
    for block in section.blocks:
        if isinstance(block, Heading) and plain(block.children).strip():
            level = min(block.level, level + 1)
        blocks.append(_block(block, level, anchors, seen))
    return {
        "level": section.level,
        "title": section.title,
        "anchor": section.anchor,
        "hue": hue_of(section.programme),
        "blocks": blocks,
        "anchors": sorted(seen),
    }


def _block(block: Block, level: int, anchors: set[str], seen: set[str]) -> dict[str, Any]:
    """A block as data, and those inside it; `level` is that of the heading in force."""
    data: dict[str, Any] = to_data(block)
    match block:
        case Heading() if not plain(block.children).strip():
            # A heading that says nothing is refused by the standard: it prints nothing.
            data = {"is": "Paragraph", "children": []}
        case Heading():
            data |= {"level": level, "anchor": _anchor(block.anchor, anchors, seen)}
        case Exhibit():
            data["anchor"] = _anchor(block.anchor, anchors, seen)
            data["caption"] = caption(block)
            data["alt"] = block.alt or block.title
            if block.svg:
                data["svg"] = standing_alone(block.svg, block.programme)
        case Quote():
            data["blocks"] = [_inside(one, level, anchors, seen) for one in block.blocks]
        case Listing():
            data["items"] = [
                [_inside(one, level, anchors, seen) for one in item] for item in block.items
            ]
    return data


def _inside(block: Block, level: int, anchors: set[str], seen: set[str]) -> dict[str, Any]:
    """A block of a list or a quote. A heading there is words in bold: no reader looks for it."""
    if isinstance(block, Heading):
        said: dict[str, Any] = to_data(Paragraph((Strong(block.children),)))
        return said
    return _block(block, level, anchors, seen)


def _anchor(anchor: str, anchors: set[str], seen: set[str]) -> str:
    """The anchor, or "" when it is used already: a reference to it would be ambiguous."""
    if not anchor or anchor in anchors:
        return ""
    anchors.add(anchor)
    seen.add(anchor)
    return anchor


def _printable(data: Any) -> Any:
    """Every text with only characters that can be drawn, and no word past the margin."""
    if isinstance(data, str):
        return _ENDLESS.sub("\\g<0>\u200b", printable(data))
    if isinstance(data, Mapping):
        return {
            key: one if key in {"anchor", "url", "is", "svg"} else _printable(one)
            for key, one in data.items()
        }
    return [_printable(one) for one in data] if isinstance(data, list | tuple) else data
