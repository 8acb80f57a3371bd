"""Paper by Typst: PDF/UA-1, tagged, the same bytes each time.

What is printed reaches the template as data (`sys.inputs.data`), never as markup: nothing typed by
anybody can be read as an instruction. Only the fonts carried by Typst are used.
"""

import json
import re
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

import typst

STANDARD: Final = "ua-1"
REPLACEMENT: Final = "□"
"""What stands for a character no font has: said, never left out."""
_ENDLESS: Final = re.compile(r"\S{30}(?=\S)")
"""A run of characters longer than any word may be cut there."""


def pdf(template: bytes, data: Any) -> bytes:
    """Print data with a template. Raises ``typst.TypstError`` when it would not be accessible."""
    made: Any = typst.compile(
        template,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=STANDARD,
        timestamp=0,
    )
    return bytes(made)


def printable(text: str) -> str:
    """The text with a mark for each character that no font of the print has."""
    return _unprintable().sub(REPLACEMENT, text)


def printable_data(data: Any, but: Collection[str] = ()) -> Any:
    """Every text with only characters that can be drawn, and no word past the margin.

    `but`: keys whose values are not words to print.
    """
    if isinstance(data, str):
        return _ENDLESS.sub("\\g<0>\u200b", printable(data))
    if isinstance(data, Mapping):
        return {key: one if key in but else printable_data(one, but) for key, one in data.items()}
    return [printable_data(one, but) for one in data] if isinstance(data, list | tuple) else data


@cache
def _unprintable() -> re.Pattern[str]:
    lines = files(__package__).joinpath("glyphs.txt").read_text("ascii").splitlines()
    ranges = [one.split("-") for line in lines if line[0] != "#" for one in line.split()]
    known = "".join(rf"\U{int(a, 16):08x}-\U{int(b, 16):08x}" for a, b in ranges)
    return re.compile(rf"[^\n{known}]")
