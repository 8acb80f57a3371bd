"""Sentences with live figures: `[hf.tenants.followed]` becomes the figure, linked to its page.

`{ending}` and `{starting}` are the cycles that end and begin in the year, in an id and in words.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from filrouge.common.periods import Period

from ..lines import address
from ..values import Figure
from .drawings import cycles, of_year

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

PLACE = re.compile(r"\[([a-z][a-z0-9_.{}]*)\]")


@dataclass(frozen=True)
class Section:
    """A part of a chapter, as written: its key numbers, its paragraphs, its charts by name.

    A paragraph is a list of sentences, each written so that it can stand alone.
    """

    code: str
    title: "StrPromise"
    keys: tuple[str, ...]
    paragraphs: tuple[tuple["StrPromise", ...], ...]
    charts: tuple[str, ...] = ()


def ids_in(sections: Iterable[Section]) -> list[str]:
    """Every figure the sections name, each once, as they write it."""
    found: dict[str, None] = {}
    for section in sections:
        found.update(dict.fromkeys(section.keys))
        for paragraph in section.paragraphs:
            for sentence in paragraph:
                found.update(dict.fromkeys(PLACE.findall(str(sentence))))
    return list(found)


def filled(sentence: str, figures: Mapping[str, Figure], period: Period) -> SafeString | None:
    """The sentence with its figures; None when one of them has no value: nothing is said then."""
    sentence = PLACE.sub(lambda place: of_year(place[0], period), sentence)
    named = [figures.get(id_) for id_ in PLACE.findall(sentence)]
    if any(figure is None or figure.empty_reason for figure in named):
        return None
    for name, cycle in cycles(period).items():
        sentence = sentence.replace(f"{{{name}}}", cycle.replace("_", "-"))
    text = PLACE.sub(lambda place: _link(figures[place[1]]), str(escape(sentence)))
    return mark_safe(text)  # noqa: S308  the sentence and each link are escaped


def paragraph(
    sentences: Iterable["StrPromise"], figures: Mapping[str, Figure], period: Period
) -> SafeString:
    """The sentences that can be said, one after the other."""
    said = (filled(str(sentence), figures, period) for sentence in sentences)
    return mark_safe(" ".join(one for one in said if one))  # noqa: S308


def _link(figure: Figure) -> str:
    return format_html(
        '<a class="traced" href="{}">{}</a>', address(figure.id, figure.period), figure.display
    )
