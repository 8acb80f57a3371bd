"""What a page hands to the components that draw figures.

Plain values, already in the reader's language and rounded: a component draws, it never computes.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """One figure as a card or as a line of the list of figures.

    ``display`` is the figure as read ("1 859", "22 %"), ``base`` what it is counted on, ``url``
    its page, ``change`` the difference with last year ("−4 %", "−2 pt"), ``was`` last year's
    figure, ``trend`` earlier values and this one, oldest first, ``None`` where unknown.
    ``flag`` is a word shown when the definition carries a choice, ``warning`` one that asks for
    attention. ``words`` marks figures that are a text or a list, drawn smaller. ``reason`` says
    why there is no value.
    """

    label: str
    display: str
    url: str = ""
    base: str = ""
    change: str = ""
    was: str = ""
    trend: tuple[float | None, ...] = ()
    flag: str = ""
    programme: str = ""
    words: bool = False
    panel_url: str = ""
    warning: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a breakdown: its bar is drawn from ``value``, the rest is shown as given."""

    label: str
    value: float | None
    display: str
    base: str = ""
    was: float | None = None
    was_display: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One moment of a trend. ``value`` is ``None`` where nothing is known: the line breaks."""

    label: str
    value: float | None
    display: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One knot of a thread: what it is, what it says, where it leads."""

    term: str
    text: str
    url: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way back up."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Filter:
    """One word of a filter line."""

    label: str
    url: str
    current: bool = False
