"""The report as data: what it says, its exhibits, and every figure with its definition and base.

Shape: `{"year", "period", "title", "subtitle", "organisation", "language", "sections": [{"code",
"level", "title", "programme", "text"}], "exhibits": [{"kind", "number", "title", "columns",
"rows", "base", "note"}], "figures": [{"id", "version", "period", "label", "value", "display",
"unit", "base", "numerator", "denominator", "definition", "choice", "source", "previous"}]}`.
`text` is plain, a block a paragraph; numbers are written as text, exact where a figure is.
"""

import json
from collections.abc import Mapping
from typing import Any

from ..document import (
    Block,
    Document,
    Faulty,
    Grid,
    Heading,
    Listing,
    Paragraph,
    Preformatted,
    Quote,
    Value,
    plain,
)
from ..text.protection import for_publication


def as_json(document: Document, figures: Mapping[str, Value]) -> bytes:
    """The same report and figures give the same bytes."""
    said = {
        "year": document.year,
        "period": document.period,
        "title": document.title,
        "subtitle": document.subtitle,
        "organisation": document.organisation,
        "language": document.language,
        "sections": [
            {
                "code": one.code,
                "level": one.level,
                "title": one.title,
                "programme": one.programme,
                "text": "\n\n".join(said for block in one.blocks if (said := _said(block))),
            }
            for one in document.sections
        ],
        "exhibits": [
            {
                "kind": one.kind,
                "number": one.number,
                "title": one.title,
                "columns": list(one.columns),
                "rows": [list(row) for row in one.rows],
                "base": one.base,
                "note": one.note,
            }
            for one in document.exhibits
        ],
        "figures": [_figure(for_publication(one)) for one in figures.values()],
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _figure(value: Value) -> dict[str, Any]:
    return {
        "id": value.id,
        "version": value.version,
        "period": value.period,
        "label": value.label,
        "value": value.text,
        "display": value.display,
        "unit": value.unit,
        "base": value.base,
        "numerator": value.numerator,
        "denominator": value.denominator,
        "definition": value.definition,
        "choice": value.choice,
        "source": value.source,
        "previous": [list(one) for one in value.previous],
    }


def _said(block: Block) -> str:
    """A block as plain words; exhibits are told apart."""
    match block:
        case Heading() | Paragraph():
            said = plain(block.children)
        case Listing():
            said = "\n".join(
                f"- {' '.join(filter(None, map(_said, item)))}" for item in block.items
            )
        case Quote():
            said = "\n".join(filter(None, map(_said, block.blocks)))
        case Grid():
            lines = (block.header, *block.rows)
            said = "\n".join(" | ".join(plain(cell) for cell in line) for line in lines)
        case Preformatted():
            said = block.text
        case Faulty():
            said = block.written
        case _:
            said = ""
    return said
