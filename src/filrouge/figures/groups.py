"""The list of figures, laid out: chapters, and families of figures folded together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from filrouge.common.text import label_key
from filrouge.web.components import Number

from .definitions import CHAPTERS
from .lines import PROGRAMMES, Differences, number
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
    "intervision": _("Intervision"),
    "events": _("Debates and meetings"),
    "representation": _("Representation and publications"),
    "newsletter": _("The newsletter"),
    "networks": _("Social networks"),
    "mobile": _("The mobile team"),
    "supervision": _("Team supervision"),
    "pat": _("Peer And Team support (PAT)"),
    "pat_training": _("PAT training"),
    "support/intervision": _("Intervision of peer workers"),
    "support/representation": _("Representation of peer support"),
    "training": _("Training"),
    "governance": _("Members and board"),
    "funding": _("Funding"),
    "staff": _("Staff"),
    "quality": _("Quality"),
    "lists": _("Lists and objectives"),
}
"""By chapter, or by programme and chapter where two programmes use one word."""

PROGRAMME_TITLES: Mapping[str, "StrPromise"] = {
    "housing_first": _("Housing First"),
    "support": _("Support"),
    "connect": _("Connect"),
    "institution": _("Institution"),
}

FOLDED: Mapping[str, "StrPromise"] = {
    "hf.income.{code}": _("By kind of income"),
    "hf.landlord.{code}.units": _("By landlord"),
    "hf.topics.{code}.count": _("By topic, number"),
    "hf.topics.{code}.share": _("By topic, share"),
    "hf.harm_reduction.{category}.{code}": _("By item"),
    "hf.network.function.{code}.entries": _("Partners by function"),
    "connect.intervision.{cycle}.sector.{sector}": _("Participants by sector"),
    "connect.intervision.{cycle}.{group}.sessions": _("Sessions by group"),
    "connect.intervision.{cycle}.{group}.institutions": _("Institutions by group"),
    "connect.intervision.{cycle}.{group}.enrolments": _("Enrolments by group"),
    "connect.intervision.{cycle}.{group}.animators": _("Animators by group"),
    "connect.intervision.{cycle}.{group}.institutions.list": _("Lists of institutions by group"),
    "x.connect.intervision.sector.{sector}.share": _("Balance of sectors"),
    "connect.representation.{code}.meetings": _("Meetings by body"),
    "connect.newsletter.sector.{code}.share": _("Themes of the newsletter"),
    "connect.newsletter.sector.{theme}.share": _("Themes of the newsletter"),
    "connect.social.sector.{code}.share": _("Themes of the posts"),
    "connect.social.sector.{theme}.share": _("Themes of the posts"),
    "connect.linkedin.post.{code}.reach": _("Most seen posts: reach"),
    "connect.linkedin.post.{code}.clicks": _("Most seen posts: clicks"),
    "connect.linkedin.post.{code}.reactions": _("Most seen posts: reactions"),
    "connect.linkedin.post.{code}.shares": _("Most seen posts: shares"),
    "support.mobile.requests.channel.{code}": _("By channel"),
    "support.mobile.requests.motive.{code}": _("By motive"),
    "support.mobile.supervision.{team}.meetings": _("Meetings by team"),
    "x.support.mobile.supervision.{team}.meetings": _("Meetings by team"),
    "support.pat.accompaniments.sector.{code}.share": _("Sectors accompanied"),
    "support.pat.intervision.sector.{code}.share": _("Sectors of the peer workers"),
    "support.pat.intervision.sector.{sector}.share": _("Sectors of the peer workers"),
    "support.training.sector.{code}.share": _("Sectors of the participants"),
    "support.training.sector.{sector}.share": _("Sectors of the participants"),
    "x.support.training.sector.{code}.share_all": _("Sectors, share of all participants"),
    "support.pat.training.{code}.sessions": _("Training sessions by group"),
    "support.pat.training.{code}.participants_per_session": _("Participants a session by group"),
    "funding.{code}.amount": _("Amount by source"),
    "funding.{code}.share": _("Share by source"),
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

    path: str
    title: str
    numbers: list[Number] = field(default_factory=list)
    folds: dict[str, Fold] = field(default_factory=dict)

    @property
    def programme(self) -> str:
        return self.path.partition("/")[0]

    @property
    def hue(self) -> str:
        return PROGRAMMES[self.programme]

    @property
    def anchor(self) -> str:
        """Two programmes have a chapter called "context": the programme is part of the anchor."""
        return anchor(self.path)

    @property
    def count(self) -> int:
        return len(self.numbers) + sum(len(fold.numbers) for fold in self.folds.values())


def anchor(chapter: str) -> str:
    """Where the list shows "housing_first/persons"."""
    return chapter.replace("/", "-")


def chapter_title(chapter: str) -> str:
    """The title of "housing_first/persons"."""
    code = chapter.rpartition("/")[2]
    return str(CHAPTER_TITLES.get(chapter) or CHAPTER_TITLES.get(code) or code)


def programme_title(chapter: str) -> str:
    """The programme of "housing_first/persons"."""
    return str(PROGRAMME_TITLES[chapter.partition("/")[0]])


def matching(figures: Iterable[Figure], words: str) -> Iterator[Figure]:
    """Figures whose label, identifier or chapter holds every word, accents and case aside."""
    wanted = label_key(words).split()
    for figure in figures:
        chapter = figure.indicator.chapter
        place = f"{programme_title(chapter)} {chapter_title(chapter)}"
        text = label_key(f"{figure.label} {place}") + f" {figure.id}"
        if all(word in text for word in wanted):
            yield figure


@dataclass
class Programme:
    """The chapters of a programme that have figures to show."""

    code: str
    title: str
    hue: str
    chapters: list[Chapter]


def programmes(figures: Iterable[Figure], printed: Differences) -> list[Programme]:
    """The figures by programme and chapter, in the order of the report; empty ones left out."""
    found = {
        path: Chapter(path, chapter_title(path))
        for programme, codes in CHAPTERS.items()
        for path in (f"{programme}/{code}" for code in codes)
    }
    for figure in figures:
        chapter = found[figure.indicator.chapter]
        line = number(figure, printed)
        if title := FOLDED.get(figure.indicator.family):
            # Two families of one title are one list: named members, and those met in the data.
            fold = chapter.folds.setdefault(str(title), Fold(title))
            fold.numbers.append(line)
        else:
            chapter.numbers.append(line)
    return [
        Programme(code, str(title), PROGRAMMES[code], chapters)
        for code, title in PROGRAMME_TITLES.items()
        if (chapters := [one for one in found.values() if one.programme == code and one.count])
    ]
