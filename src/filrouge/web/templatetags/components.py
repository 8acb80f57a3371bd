"""The components as template tags. Each is described in docs/design.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from heroicons.templatetags.heroicons import heroicon_outline

from filrouge.web import charts
from filrouge.web.components import Bar, Crumb, Filter, Number, Point, Step

register = template.Library()

_NOTES = {
    "ok": "check-circle",
    "info": "information-circle",
    "choice": "scale",
    "warning": "exclamation-triangle",
    "danger": "x-circle",
}


@register.simple_tag
@cache
def icon(name: str, size: int = 20) -> str:
    """Draw an icon beside a word that says the same: hidden from screen readers.

    Drawn once: a page has thirty, always the same few.
    """
    return heroicon_outline(name, size=size, aria_hidden="true")


@register.simple_tag
def spark(values: Sequence[float | None], label: str = "") -> SafeString:
    """Draw a small trend beside a figure."""
    return charts.sparkline(values, label)


@register.simple_block_tag(end_name="endcallout")
def callout(content: str, kind: str, title: str) -> SafeString:
    """Frame a remark: icon, title, then whatever the block holds."""
    return format_html(
        '<div class="note {}">{}<strong>{}</strong><div>{}</div></div>',
        kind,
        icon(_NOTES[kind]),
        title,
        content,
    )


@register.inclusion_tag("web/components/note.html")
def note(kind: str, title: object, text: object = "") -> dict[str, Any]:
    """Frame a remark of one sentence. Kinds: ok, info, choice, warning, danger."""
    return {"kind": kind, "title": title, "text": text, "icon": _NOTES[kind]}


@register.inclusion_tag("web/components/flag.html")
def flag(kind: str, word: object) -> dict[str, Any]:
    """Say one word with its icon, inside a line."""
    return {"kind": kind, "word": word, "icon": _NOTES[kind]}


@register.inclusion_tag("web/components/figure_card.html")
def figure_card(number: Number) -> dict[str, Any]:
    """Show one figure as a card."""
    return {"number": number}


@register.inclusion_tag("web/components/figure_table.html")
def figure_table(
    numbers: Sequence[Number], caption: str, now: object, was: object = ""
) -> dict[str, Any]:
    """List figures, one line each. ``now`` and ``was`` head the columns of the two years."""
    return {"numbers": numbers, "caption": caption, "now": now, "was": was}


@register.inclusion_tag("web/components/facts.html")
def facts(pairs: Iterable[tuple[object, object]]) -> dict[str, Any]:
    """Lay out terms and what they mean; a pair without a second half is left out."""
    return {"pairs": [(term, text) for term, text in pairs if text not in ("", None)]}


@register.inclusion_tag("web/components/bars.html")
def bars(
    rows: Sequence[Bar], caption: str, heading: str, now: object, was: object = ""
) -> dict[str, Any]:
    """Draw a breakdown: a table whose second column is the chart.

    ``heading`` names what the lines are, ``now`` and ``was`` the two periods.
    """
    largest = max(
        (value for row in rows for value in (row.value, row.was) if value is not None), default=0
    )
    return {
        "rows": [(row, charts.bar(row.value, largest, row.was)) for row in rows],
        "caption": caption,
        "heading": heading,
        "now": now,
        "was": was,
        "bases": any(row.base for row in rows),
    }


@register.inclusion_tag("web/components/trend.html")
def trend(points: Sequence[Point], caption: str, heading: str) -> dict[str, Any]:
    """Draw a line with its table one key away."""
    return {
        "points": points,
        "chart": charts.line(points),
        "caption": caption,
        "heading": heading,
    }


@register.inclusion_tag("web/components/thread.html")
def thread(steps: Sequence[Step]) -> dict[str, Any]:
    """Run the red line down a list of steps: where this comes from."""
    return {"steps": steps}


@register.inclusion_tag("web/components/crumbs.html")
def crumbs(way: Sequence[Crumb]) -> dict[str, Any]:
    """Show the way back up, for pages below the second level."""
    return {"way": way}


@register.inclusion_tag("web/components/filters.html")
def filters(words: Sequence[Filter], label: str) -> dict[str, Any]:
    """Show filters as words."""
    return {"words": words, "label": label}


@register.inclusion_tag("web/components/empty.html")
def empty(
    title: str, text: str, url: str = "", action: str = "", image: str = "inbox"
) -> dict[str, Any]:
    """Say what will appear here and how to make it appear."""
    return {"title": title, "text": text, "url": url, "action": action, "image": image}


@register.inclusion_tag("web/components/more.html", takes_context=True)
def more(context: Context, page: object, target: str = "") -> dict[str, Any]:
    """Say how many lines of how many are shown, and offer the next ones.

    ``page`` comes from :func:`filrouge.web.paging.first_rows`; ``target`` is the id of the
    element the longer list replaces.
    """
    return {"page": page, "target": target, "request": context.get("request")}


@register.inclusion_tag("web/components/copy.html")
def copy(text: str, label: str) -> dict[str, Any]:
    """Offer to copy a text; the text stays readable for who cannot copy."""
    return {"text": text, "label": label}


@register.inclusion_tag("web/components/records.html")
def records(columns: Sequence[str], rows: Sequence[Sequence[Any]], caption: str) -> dict[str, Any]:
    """Show records in a table that scrolls inside itself at phone width."""
    return {"columns": columns, "rows": rows, "caption": caption}
