"""The list of figures, laid out: chapters, and families of figures folded together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from filrouge.common.text import label_key
from filrouge.web.components import Number

from .definitions import CHAPTERS
from .lines import Differences, number
from .values import Figure

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

CHAPTER_TITLES: Mapping[str, "StrPromise"] = {
    "persons": _("Persons"),
    "homes": _("Homes"),
    "health": _("Health"),
    "encounters": _("Encounters"),
    "harm_reduction": _("Harm reduction"),
    "network": _("Network"),
    "context": _("Context"),
}

PROGRAMME_TITLES: Mapping[str, "StrPromise"] = {"housing_first": _("Housing First")}

FOLDED: Mapping[str, "StrPromise"] = {
    "hf.income.{code}": _("By kind of income"),
    "hf.landlord.{code}.units": _("By landlord"),
    "hf.topics.{code}.count": _("By topic, number"),
    "hf.topics.{code}.share": _("By topic, share"),
    "hf.harm_reduction.{category}.{code}": _("By item"),
    "hf.network.function.{code}.entries": _("Partners by function"),
}
"""Families shown as one line that opens: long lists of the same figure."""


@dataclass
class Fold:
    """A family of figures under one title."""

    title: "StrPromise"
    numbers: list[Number] = field(default_factory=list)


@dataclass
class Chapter:
    """A chapter of the list: its figures, then its folded families."""

    code: str
    title: str
    numbers: list[Number] = field(default_factory=list)
    folds: dict[str, Fold] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return len(self.numbers) + sum(len(fold.numbers) for fold in self.folds.values())


def chapter_title(chapter: str) -> str:
    """The title of "housing_first/persons"."""
    code = chapter.rpartition("/")[2]
    return str(CHAPTER_TITLES.get(code, code))


def matching(figures: Iterable[Figure], words: str) -> Iterator[Figure]:
    """Figures whose label, identifier or chapter holds every word, accents and case aside."""
    wanted = label_key(words).split()
    for figure in figures:
        place = chapter_title(figure.indicator.chapter)
        text = label_key(f"{figure.label} {place}") + f" {figure.id}"
        if all(word in text for word in wanted):
            yield figure


def chapters(figures: Iterable[Figure], printed: Differences) -> list[Chapter]:
    """The figures by chapter, in the order of the report; chapters without any are left out."""
    found = {
        f"{programme}/{code}": Chapter(code, chapter_title(code))
        for programme, codes in CHAPTERS.items()
        for code in codes
    }
    for figure in figures:
        chapter = found[figure.indicator.chapter]
        line = number(figure, printed)
        if title := FOLDED.get(figure.indicator.family):
            chapter.folds.setdefault(figure.indicator.family, Fold(title)).numbers.append(line)
        else:
            chapter.numbers.append(line)
    return [chapter for chapter in found.values() if chapter.count]
