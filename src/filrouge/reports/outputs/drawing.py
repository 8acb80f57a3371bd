"""Drawings of the report outside a page: colours of the light scheme, fonts of the print."""

import json
from typing import Any

import typst

from filrouge.common.typesetting import printable

FONT = "Libertinus Serif"
HUES = {"hf": "#0b7a70", "support": "#a3660c", "connect": "#4a55b0", "institution": "#5a6874"}
"""The hue of each programme, as `web/static/web/css/1-tokens.css` has it in light."""
_COLOURS = {
    "var(--ink)": "#241e1a",
    "var(--before)": "#b5aa9e",
    "var(--muted)": "#564d46",
    "var(--line)": "#e4dcd1",
    "var(--paper)": "#ffffff",
    'class="tile"': 'fill="#f4efe6" stroke="#e4dcd1"',
    'class="axis"': 'fill="#564d46"',
}
_CONTROL = dict.fromkeys([*range(0x20), 0x7F, 0xFFFE, 0xFFFF])
del _CONTROL[0x09], _CONTROL[0x0A]
_PNG = """#set page(width: 380pt, height: auto, margin: 0pt, fill: white)
#for one in json(bytes(sys.inputs.drawings)) [
  #page(image(bytes(one), format: "svg", width: 380pt))
]
"""


def standing_alone(svg: str, programme: str) -> str:
    """A drawing of a page made a file: its colours written out, its text in the print's font."""
    hue = HUES.get(programme, HUES["institution"])
    for name, colour in _COLOURS.items():
        svg = svg.replace(name, colour)
    svg = printable(svg.replace("currentColor", hue))
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" font-family="{FONT}" fill="#241e1a" '
    return svg.replace("<svg ", opening, 1)


def pngs(drawings: list[str]) -> list[bytes]:
    """Each drawing (already standing alone) as an image, 150 dots an inch."""
    if not drawings:
        return []
    made: Any = typst.compile(
        _PNG.encode(),
        sys_inputs={"drawings": json.dumps(drawings)},
        ignore_system_fonts=True,
        format="png",
        ppi=150,
    )
    return [made] if isinstance(made, bytes) else list(made)


def clean(text: str) -> str:
    """The text without the control characters that XML refuses."""
    return text.translate(_CONTROL)
