"""What is handed on paper to a person: a title, sections, points, records. No file is read here."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from importlib.resources import files

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from filrouge.common import typesetting

SMALL, LARGE = 10, 16
"""Sizes of print, in points: a whole file, and a sheet for whoever reads with difficulty."""


@dataclass(frozen=True, slots=True)
class Told:
    """One record: what it is, short facts, then long texts."""

    heading: str
    facts: list[tuple[str, str]] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the paper."""

    title: str
    paragraphs: list[str] = field(default_factory=list)
    points: list[str] = field(default_factory=list)
    records: list[Told] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed."""

    title: str
    intro: list[str]
    parts: list[Part]


def pdf(paper: Paper, size: int = SMALL) -> bytes:
    """Print it, in the language now active."""
    data = {
        "title": paper.title,
        "intro": paper.intro,
        "sections": [asdict(part) for part in paper.parts],
        "organisation": settings.FILROUGE_ORGANISATION or "Filrouge",
        "language": (get_language() or "fr")[:2],
        "page": _("Page"),
        "size": size,
        "small": size == SMALL,
    }
    template = files(__package__).joinpath("paper.typ").read_bytes()
    return typesetting.pdf(template, typesetting.printable_data(data, {"language"}))
