"""The map of a person's ties, drawn: the person in the middle, a sector a function.

No script and no inline style; the same ties stand beside it as a list, under the same numbers. The
drawing holds no name of the person: it can be handed over and pinned up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, pi, sin
from textwrap import wrap

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .network import Sector, Tie

WIDE, HIGH = 490, 380
"""Half of the drawing, each way: titles stand beside it, not above."""
INNER, OUTER = 72, 318
TITLES = 346
RINGS = (190, 262, 130)
"""Distances from the middle, in turn, so that neighbours do not touch."""
NAMED = 3
"""Up to this many ties in a sector carry their name; the others their number only."""
LINE = 20
"""Height of a line of a name."""
SPREAD = 0.8
"""The part of a sector's angle over which its ties are spread."""
SIGNS = {"keep": "=", "more": "+", "less": "\u2212", "end": "\u00d7"}


def drawn(sectors: Sequence[Sector]) -> SafeString:
    """The drawing, with one sentence for who does not see it."""
    step = 2 * pi / max(1, len(sectors))
    middles = [-pi / 2 + step * (place + 0.5) for place in range(len(sectors))]
    count = sum(len(sector.ties) for sector in sectors)
    said = _("Map of %(number)s ties; the same ties are in the list, under the same numbers.")
    return format_html(
        '<svg class="network" viewBox="{} {} {} {}" role="img" aria-label="{}">{}{}{}{}</svg>',
        -WIDE,
        -HIGH,
        2 * WIDE,
        2 * HIGH,
        said % {"number": count},
        SafeString("".join(_borders(middles, step))),
        SafeString("".join(_title(s, angle) for s, angle in zip(sectors, middles, strict=True))),
        SafeString(
            "".join(
                mark
                for sector, angle in zip(sectors, middles, strict=True)
                for mark in _ties(sector, angle, step)
            )
        ),
        format_html(
            '<circle class="self" r="52"/><text class="self" y="9">{}</text>',
            _("me, in the middle"),
        ),
    )


def _borders(middles: Sequence[float], step: float) -> Iterator[SafeString]:
    yield format_html('<circle class="rim" r="{}"/>', OUTER)
    for angle in middles:
        (x1, y1), (x2, y2) = _at(angle - step / 2, INNER), _at(angle - step / 2, OUTER)
        yield format_html('<line class="border" x1="{}" y1="{}" x2="{}" y2="{}"/>', x1, y1, x2, y2)


def _title(sector: Sector, angle: float) -> SafeString:
    x, y = _at(angle, TITLES)
    css = f"sector {'left' if x < 0 else 'right'}" + ("" if sector.ties else " none")
    return _text(css, x, y, wrap(sector.label, 14), 25)


def _ties(sector: Sector, angle: float, step: float) -> Iterator[SafeString]:
    """Lines first, so that no line passes over a node."""
    count = len(sector.ties)
    placed = []
    for rank, tie in enumerate(sector.ties):
        off = (rank + 0.5) / count - 0.5
        ring = RINGS[rank % len(RINGS)] if count > 1 else RINGS[0] + 10
        placed.append((tie, *_at(angle + off * step * SPREAD, ring)))
    for tie, x, y in placed:
        weight = f"tie weight-{tie.strength}" + (" ending" if tie.wish == "end" else "")
        yield format_html('<line class="{}" x2="{}" y2="{}"/>', weight, x, y)
    for rank, (tie, x, y) in enumerate(placed):
        yield _node(
            tie,
            x,
            y,
            lines=_short(tie.label) if count <= NAMED else [],
            above=count > 1 and _above(rank, x, y),
        )


def _above(rank: int, x: float, y: float) -> bool:
    """Whether a name stands over its node: of two neighbours, one each way.

    Beside the middle the higher one; above or below it the outer one goes outwards.
    """
    second = rank % 2 == 1
    return (x < 0) is second if abs(x) > abs(y) else (y < 0) is second


def _node(tie: Tie, x: float, y: float, *, lines: Sequence[str], above: bool) -> SafeString:
    sign = SIGNS.get(tie.wish, "")
    marks = [
        format_html('<circle class="node" cx="{}" cy="{}" r="21"/>', x, y),
        _text("place", x, y + 8, [str(tie.place)], 0),
    ]
    if sign:
        marks.append(format_html('<circle class="wish" cx="{}" cy="{}" r="13"/>', x + 22, y - 18))
        marks.append(_text("wish", x + 22, y - 11, [sign], 0))
    if lines:
        top = y - 32 - LINE * (len(lines) - 1) if above else y + 40
        marks.append(_text("named", x, top, lines, LINE))
    return format_html("<g>{}</g>", format_html_join("", "{}", ((mark,) for mark in marks)))


def _text(css: str, x: float, y: float, lines: Sequence[str], height: float) -> SafeString:
    top = y - height * (len(lines) - 1) / 2 if css.startswith("sector") else y
    return format_html(
        '<text class="{}">{}</text>',
        css,
        format_html_join(
            "",
            '<tspan x="{}" y="{}">{}</tspan>',
            ((x, round(top + height * place, 1), line) for place, line in enumerate(lines)),
        ),
    )


def _short(label: str) -> list[str]:
    """A name on two short lines at most; the list says it whole."""
    return wrap(label, 16, max_lines=2, placeholder="…")


def _at(angle: float, distance: float) -> tuple[float, float]:
    return round(cos(angle) * distance, 1), round(sin(angle) * distance, 1)
