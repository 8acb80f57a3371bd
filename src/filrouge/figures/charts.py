"""Charts of the report, drawn on the server by Vega and put into the page as plain SVG.

The drawing holds no style element and no style attribute, so that the content policy stays strict,
and takes its colours from the page, so that it follows the dark scheme and prints. It is drawn
380 units wide at most: on a phone its text stays about as large as the text around it.
"""

import functools
import hashlib
import json
import re
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

WIDTH = 380
LINE_HEIGHT = 110
LINE_OF_LABEL, MOST_LINES = 24, 3
"""Letters in a line of a label of a bar, and lines at most."""
LINE_OF_TEXT = 14
_KEPT_FOR = 24 * 3600
# Vega must be given colours: these stand for the page's own, put in their place afterwards.
_COLOURS = {
    "#0a0b01": "currentColor",
    "#0a0b02": "var(--before)",
    "#0a0b03": "var(--ink)",
    "#0a0b04": "var(--muted)",
    "#0a0b05": "var(--line)",
    "#0a0b06": "var(--paper)",
}
NOW, BEFORE, INK, MUTED, LINE, PAPER = _COLOURS

_UNUSED = re.compile(
    r' (?:class|role|aria-[a-z]+|pointer-events|xmlns:xlink|version|font-family|opacity="1")'
    r'(?:="[^"]*")?'
)
_EMPTY_PATHS = re.compile(r'<path[^>]* d="(?:M0,0h0v0h0Z)?"[^>]*/>')
_LINES = re.compile(r'translate\((-?[\d.]+),(-?[\d.]+)\)"([^>]*)>(<tspan>.*?)</text>')
_LONG_NUMBER = re.compile(r"-?\d+\.\d{2,}(?:e-?\d+)?")
_ROOT = re.compile(r'^<svg [^>]*viewBox="([^"]*)"[^>]*>')


@dataclass(frozen=True)
class Mark:
    """One bar or one dot. `was` is last year's; both are shown by their words."""

    label: str
    value: float | None
    display: str
    was: float | None = None
    was_display: str = ""


@dataclass(frozen=True)
class Drawing:
    """A chart with the table that says the same."""

    title: str
    svg: SafeString
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def bars(title: str, heading: str, marks: Sequence[Mark], now: str, was: str = "") -> Drawing:
    """Horizontal bars, last year's thinner and grey under this year's, each with its value.

    The years are written on the first bars: no legend.
    """
    compared = bool(was) and any(mark.was is not None for mark in marks)
    data: list[dict[str, Any]] = []
    unnamed = {"now": now, "was": was} if compared else {}
    for mark in marks:
        for year, value, words in (
            ("now", mark.value, mark.display),
            ("was", mark.was if compared else None, mark.was_display),
        ):
            if value is None:
                continue
            name = unnamed.pop(year, "")
            named = f"{words} · {name}" if name else words
            label = wrapped(mark.label)
            data.append({"label": label, "year": year, "value": value, "words": named})
    columns = (heading, now, was) if compared else (heading, now)
    rows = tuple((m.label, m.display, m.was_display)[: len(columns)] for m in marks)
    labels = [wrapped(mark.label) for mark in marks]
    svg = _drawn(_bar_spec, (data, labels, compared), _said(title, marks))
    return Drawing(title, svg, columns, rows)


def wrapped(label: str) -> str:
    """A long label over several lines, the last one cut when even these are not enough."""
    return "\n".join(
        textwrap.wrap(
            label, LINE_OF_LABEL, max_lines=MOST_LINES, placeholder="…", break_on_hyphens=False
        )
    )


def _bar_spec(data: list[dict[str, Any]], labels: list[str], compared: bool) -> dict[str, Any]:
    import altair

    lines = max((label.count("\n") + 1 for label in labels), default=1)
    # A bar keeps its height whatever the room its label takes. No rounded corner: it would be cut
    # out by a clip whose number depends on what was drawn before.
    high, step = (27, 36) if compared else (18, 24)
    step = max(step, LINE_OF_TEXT * lines + 4)
    base = altair.Chart({"values": data}).encode(
        y=altair.Y(
            "label:N",
            sort=labels,
            title=None,
            scale=altair.Scale(paddingInner=round(1 - high / step, 3)),
            axis=altair.Axis(labelExpr="split(datum.label, '\\n')", labelLineHeight=LINE_OF_TEXT),
        ),
        x=altair.X(
            "value:Q",
            axis=None,
            # Room for the words at the end of the longest bar.
            scale=altair.Scale(domainMin=0, domainMax=_top(data) * (1.45 if compared else 1.25)),
        ),
        color=altair.Color(
            "year:N", legend=None, scale=altair.Scale(domain=["now", "was"], range=[NOW, BEFORE])
        ),
    )
    if compared:
        base = base.encode(yOffset=altair.YOffset("year:N", sort=["now", "was"]))
    words = base.mark_text(align="left", dx=4).encode(text="words:N", color=altair.value(INK))
    chart = (base.mark_bar() + words).properties(width=WIDTH - 165, height=len(labels) * step)
    return _finished(chart)


def line(title: str, heading: str, marks: Sequence[Mark]) -> Drawing:
    """A line from zero with a dot and a value a point; it breaks where a value is unknown."""
    data = [{"label": mark.label, "value": mark.value, "words": mark.display} for mark in marks]
    rows = tuple((mark.label, mark.display) for mark in marks)
    svg = _drawn(_line_spec, (data,), _said(title, marks))
    return Drawing(title, svg, (heading, title), rows)


def _line_spec(data: list[dict[str, Any]]) -> dict[str, Any]:
    import altair

    base = altair.Chart({"values": data}).encode(
        x=altair.X(
            "label:N",
            sort=[row["label"] for row in data],
            title=None,
            axis=altair.Axis(labelAngle=0, domainColor=LINE),
        ),
        y=altair.Y(
            "value:Q", axis=None, scale=altair.Scale(domainMin=0, domainMax=_top(data) * 1.15)
        ),
    )
    drawn = base.mark_line(color=NOW, strokeWidth=2.5, invalid="break-paths-filter-domains")
    dots = base.mark_point(color=NOW, fill=NOW, size=40, opacity=1)
    words = base.mark_text(dy=-12, color=INK, stroke=PAPER, strokeWidth=4).encode(text="words:N")
    return _finished((drawn + dots + words).properties(width=WIDTH - 30, height=LINE_HEIGHT))


def _top(data: Sequence[dict[str, Any]]) -> float:
    return max((row["value"] for row in data if row["value"] is not None), default=0) or 1


def _finished(chart: Any) -> dict[str, Any]:
    chart = (
        chart.configure(font="DejaVu Sans", background="transparent", padding=2)
        .configure_view(stroke=None)
        .configure_text(fontSize=12)
        .configure_axis(
            labelFontSize=12,
            labelColor=INK,
            labelLimit=165,
            domain=False,
            ticks=False,
            grid=False,
            labelPadding=6,
        )
    )
    spec: dict[str, Any] = chart.to_dict(validate=False)
    return spec


def _said(title: str, marks: Sequence[Mark]) -> str:
    """What a screen reader says of the drawing; the table beside it says the rest."""
    return f"{title} : " + ", ".join(f"{mark.label} {mark.display}" for mark in marks[:12])


def _drawn(
    specify: Callable[..., dict[str, Any]], data: tuple[object, ...], said: str
) -> SafeString:
    """The drawing of some data, kept a day under the hash of the data and of the way it is drawn.

    A chart kept costs neither Vega nor the writing of its specification.
    """
    text = json.dumps([_way_of_drawing(), specify.__name__, data], ensure_ascii=False)
    key = "figures-chart-" + hashlib.sha256(text.encode()).hexdigest()
    drawn = cache.get(key)
    if drawn is None:
        import vl_convert

        from altair.utils.schemapi import debug_mode

        # Our own few shapes, tried by tests: checking them against the schema takes half the time.
        with debug_mode(False):
            spec = specify(*data)
        drawn = plain(vl_convert.vegalite_to_svg(spec))
        cache.set(key, drawn, _KEPT_FOR)
    found = _ROOT.match(drawn)
    found_box, rest = (found[1], drawn[found.end() :]) if found else ("0 0 1 1", "")
    _left, _top, wide, high = (float(part) for part in found_box.split())
    # One width for all, so that all charts write in one size.
    box = f"0 0 {max(round(wide), WIDTH)} {round(high)}"
    # Vega escapes every label; what it drew holds shapes and text only.
    return format_html(
        '<svg viewBox="{}" role="img" aria-label="{}">{}',
        box,
        said,
        mark_safe(rest),  # noqa: S308
    )


@functools.cache
def _way_of_drawing() -> str:
    """Changes with this file: a new look never shows an old drawing."""
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest()


def plain(svg: str) -> str:
    """The drawing without what a page has no use for, in the colours of the page.

    Raises ValueError when it holds a style, a script or a link: the content policy refuses them.
    """
    if re.search(r"<(?:style|script|a|image|foreignObject)\b|\sstyle=|\son[a-z]+=", svg):
        raise ValueError("a chart holds what the content policy refuses")
    svg = _UNUSED.sub("", svg)
    svg = _EMPTY_PATHS.sub("", svg)
    svg = _LONG_NUMBER.sub(lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), svg)
    while "<g></g>" in svg:
        svg = svg.replace("<g></g>", "")
    svg = _LINES.sub(_centred, svg)
    # Words stay readable over a line: the paper shows round the letters, not over them.
    svg = svg.replace(f' stroke="{PAPER}"', f' stroke="{PAPER}" paint-order="stroke"')
    for colour, name in _COLOURS.items():
        svg = svg.replace(colour, name)
    return svg


def _centred(label: re.Match[str]) -> str:
    """A label of several lines beside the middle of its bar: Vega puts its first line there."""
    across, down, more, lines = label.groups()
    up = float(down) - LINE_OF_TEXT / 2 * (lines.count("<tspan") - 1)
    return f'translate({across},{up:g})"{more}>{lines}</text>'
