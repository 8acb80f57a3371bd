"""The report in print: PDF/UA-1 by Typst, tagged, with alternative texts, the same bytes each time.

The document reaches the template (`report.typ`) as data, never as markup: nothing typed in a
chapter can be read as an instruction. Only the fonts carried by Typst are used.
"""

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Final

import typst
from django.utils.translation import gettext as _

from ..document import Document, Exhibit, Heading, Section, to_data
from ..text.values import hue_of
from .drawing import HUES, printable, standing_alone
from .html import SAFE_LINKS, caption
from .xlsx import how_to_read

STANDARD: Final = "ua-1"


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
    level, seen, blocks = section.level, {section.anchor}, []
    for block in section.blocks:
        data = to_data(block)
        if isinstance(block, Heading):
            level = min(block.level, level + 1)
            data["level"] = level
            # An anchor used twice would be an ambiguous reference: the first one keeps it.
            data["anchor"] = "" if block.anchor in anchors else block.anchor
            anchors.add(block.anchor)
            seen.add(block.anchor)
        elif isinstance(block, Exhibit):
            _exhibit(block, data)
        blocks.append(data)
    return {
        "level": section.level,
        "title": section.title,
        "anchor": section.anchor,
        "hue": hue_of(section.programme),
        "blocks": blocks,
        "anchors": sorted(seen),
    }


def _exhibit(node: Exhibit, data: dict[str, Any]) -> None:
    data["caption"] = caption(node)
    data["alt"] = node.alt or node.title
    if node.svg:
        data["svg"] = standing_alone(node.svg, node.programme)


def _printable(data: Any) -> Any:
    """Every text of the data with only characters that can be drawn."""
    if isinstance(data, str):
        return printable(data)
    if isinstance(data, Mapping):
        return {
            key: one if key in {"anchor", "url", "is"} else _printable(one)
            for key, one in data.items()
        }
    return [_printable(one) for one in data] if isinstance(data, list | tuple) else data
