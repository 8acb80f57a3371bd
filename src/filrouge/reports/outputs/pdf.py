"""The report in print (`common/typesetting.py`), with alternative texts; template `report.typ`."""

from importlib.resources import files
from typing import Any, Final

from django.utils.translation import gettext as _

from filrouge.common import typesetting

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
from .drawing import HUES, standing_alone
from .html import SAFE_LINKS, caption
from .xlsx import how_to_read

NOT_PRINTED: Final = frozenset({"anchor", "url", "is", "svg"})
"""Addresses and drawings are not words to print."""


def pdf(document: Document) -> bytes:
    """Raises ``typst.TypstError`` when the document would not be accessible."""
    template = (files("filrouge.reports") / "outputs" / "report.typ").read_bytes()
    return typesetting.pdf(template, _data(document))


def _data(document: Document) -> dict[str, Any]:
    anchors = {section.anchor for section in document.sections}
    sections = [_section(one, anchors) for one in document.sections]
    known = {anchor for section in sections for anchor in section["anchors"]}
    said: dict[str, Any] = typesetting.printable_data(
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
        },
        NOT_PRINTED,
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
