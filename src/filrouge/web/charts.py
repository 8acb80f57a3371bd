"""Small charts as SVG, from numbers.

Drawn without inline style, so that the pages keep their strict content policy, and in the
colours of the page (``currentColor`` and classes), so that they follow the dark scheme and print.
Every chart stands beside its own table: the drawing itself is hidden from screen readers unless
it carries a label.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .components import Point

_SLOTS = 6
"""Two or three values stay slim: they take the place of two or three of six."""
_LABELLED = 8
"""Up to this many points, each carries its own value; beyond, only the last one."""


def sparkline(values: Sequence[float | None], label: str = "") -> SafeString:
    """Draw one small bar a value, the last in the programme's colour, the others grey.

    Bars start at zero, so that heights compare; the latest is always at the right. ``label`` is
    what a screen reader says; without it the drawing is decoration beside a figure that is
    already read.
    """
    known = [abs(value) for value in values if value is not None]
    top = max(known, default=0) or 1
    slots = max(len(values), _SLOTS)
    width = 100 / slots
    bars = format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>',
        (
            (
                _short((slots - len(values) + place) * width + width * 0.1),
                _short(24 - max(abs(value) / top * 22, 1)),
                _short(width * 0.8),
                _short(max(abs(value) / top * 22, 1)),
                "currentColor" if place == len(values) - 1 else "var(--before)",
            )
            for place, value in enumerate(values)
            if value is not None
        ),
    )
    said = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else SafeString("aria-hidden=true")
    )
    return format_html(
        '<svg class="spark" viewBox="0 0 100 24" preserveAspectRatio="none" {}>{}</svg>',
        said,
        bars,
    )


def bar(value: float | None, largest: float, was: float | None = None) -> SafeString:
    """Draw one horizontal bar out of ``largest``, with last year's thinner and grey under it."""
    now = format_html(
        '<rect width="{}" height="{}" rx="1" fill="currentColor"/>',
        _short(_part(value, largest)),
        11 if was is not None else 14,
    )
    before = (
        format_html(
            '<rect class="was" y="13" width="{}" height="4" rx="1"/>', _short(_part(was, largest))
        )
        if was is not None
        else ""
    )
    return format_html(
        '<svg viewBox="0 0 100 18" preserveAspectRatio="none" aria-hidden="true">{}{}</svg>',
        now,
        before,
    )


def line(points: Sequence[Point], *, height: int = 180) -> SafeString:
    """Draw a trend: a line with a dot a point, labelled directly, zero at the bottom.

    The line breaks where a value is unknown. A single known value is one dot.
    """
    width, left, right, head, foot = 400, 12, 34, 26, 28
    known = [point.value for point in points if point.value is not None]
    top = max(known, default=0) or 1
    step = (width - left - right) / max(len(points) - 1, 1)

    def at(place: int, value: float) -> tuple[str, str]:
        across = left + place * step
        down = head + (1 - value / top) * (height - head - foot)
        return _short(across), _short(down)

    ground = _short(height - foot)
    parts = [
        format_html('<line class="grid" x1="0" x2="{}" y1="{}" y2="{}"/>', width, ground, ground),
        _strokes(points, at),
    ]
    for place, point in enumerate(points):
        last = place == len(points) - 1
        anchor = "start" if place == 0 and len(points) > 1 else "middle"
        across, _down = at(place, 0)
        parts.append(
            format_html(
                '<text class="axis" x="{}" y="{}" text-anchor="{}">{}</text>',
                across,
                height - 8,
                anchor,
                point.label,
            )
        )
        if point.value is not None:
            labelled = last or len(points) <= _LABELLED
            parts.append(_dot(point, at(place, point.value), anchor if labelled else "", last))
    return format_html(
        '<svg viewBox="0 0 {} {}" aria-hidden="true">{}</svg>',
        width,
        height,
        format_html_join("", "{}", ((part,) for part in parts)),
    )


def _dot(point: Point, spot: tuple[str, str], anchor: str, last: bool) -> SafeString:
    """A known value: its dot, and its text when `anchor` says how to hang it; the last is bold."""
    across, down = spot
    dot = format_html(
        '<circle cx="{}" cy="{}" r="{}" fill="currentColor"/>', across, down, 5 if last else 3.5
    )
    if not anchor:
        return dot
    return dot + format_html(
        '<text x="{}" y="{}" text-anchor="{}"{}>{}</text>',
        across,
        _short(float(down) - 10),
        anchor,
        SafeString(' font-weight="600"') if last else "",
        point.display,
    )


def _strokes(points: Sequence[Point], at: Callable[[int, float], tuple[str, str]]) -> SafeString:
    """Draw one polyline per run of known values."""
    runs: list[list[tuple[str, str]]] = [[]]
    for place, point in enumerate(points):
        if point.value is None:
            runs.append([])
        else:
            runs[-1].append(at(place, point.value))
    return format_html_join(
        "",
        '<polyline points="{}" fill="none" stroke="currentColor" stroke-width="2.5"'
        ' stroke-linejoin="round"/>',
        ((" ".join(f"{across},{down}" for across, down in run),) for run in runs if len(run) > 1),
    )


def _part(value: float | None, largest: float) -> float:
    """Return the share of ``largest`` in hundredths; a small value keeps a visible sliver."""
    if not value or largest <= 0:
        return 0
    return min(max(value / largest * 100, 0.6), 100)


def _short(number: float) -> str:
    """Write a coordinate with at most one decimal."""
    return f"{number:.1f}".removesuffix(".0")
