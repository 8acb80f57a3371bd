"""What is written around an exhibit: its title, what its shares stand on, what is left out."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from filrouge.figures import nature
from filrouge.figures.groups import CHAPTER_TITLES
from filrouge.figures.lines import sentence_case
from filrouge.figures.making import DIMENSION_TITLES
from filrouge.figures.values import Figure

from . import formats
from .gathering import Gathered
from .placeholders import ExhibitPlace, PlaceError
from .protection import Cell, note_on

_TOO_SHORT = 8
"""A title of fewer letters says nothing."""


def heading(place: ExhibitPlace, gathered: Gathered) -> str:
    """What the labels of the rows are."""
    return place.options.get("heading") or gathered.heading


def title(place: ExhibitPlace, gathered: Gathered) -> str:
    """The title asked for, or one made of the figures shown."""
    if asked := place.options.get("title"):
        return asked
    first = gathered.cells[0].figure
    label = sentence_case(first.label)
    if gathered.grouped:
        by = DIMENSION_TITLES[place.options["by"]]().lower()
        return _("%(label)s by %(dimension)s") % {"label": label, "dimension": by}
    if gathered.series or len(gathered.cells) == 1:
        return label
    common = _common(sentence_case(one.figure.label) for one in gathered.cells)
    if len(common) >= _TOO_SHORT:
        return common
    chapter = first.indicator.chapter
    said = CHAPTER_TITLES.get(chapter) or CHAPTER_TITLES.get(chapter.partition("/")[2])
    return str(said or label)


def _common(labels: Iterable[str]) -> str:
    """The words with which all the labels begin."""
    first, *others = [label.split(" ") for label in labels]
    kept = 0
    while kept < len(first) and all(other[: kept + 1] == first[: kept + 1] for other in others):
        kept += 1
    return " ".join(first[:kept]).strip(" :,;–«(\u00a0\u202f")


def base_of(figure: Figure) -> str:
    """What a figure stands on, with its unit; "" for a plain count."""
    if figure.base is None:
        return ""
    try:
        return formats.base(figure)
    except PlaceError:
        return ""


def bases_differ(cells: Sequence[Cell]) -> bool:
    """Whether every row stands on a base of its own, which a column then tells."""
    bases = [base_of(one.figure) for one in cells]
    return all(bases) and len(set(bases)) > 1


def base_sentence(gathered: Gathered) -> str:
    """On what the shares of an exhibit stand; "" when nothing does."""
    figures = [one.figure for one in gathered.cells]
    if gathered.series and not all(base_of(one) for one in figures):
        return ""  # published years come without their base: this year's alone would mislead
    return base_of_all(figures)


def base_of_all(figures: Sequence[Figure]) -> str:
    """On what some figures stand, in a sentence; "" when none does."""
    standing = [one for one in figures if base_of(one)]
    bases = {one.base: base_of(one) for one in standing if one.base is not None}
    if not bases:
        return ""
    low, high = bases[min(bases)], bases[max(bases)]
    if low != high:
        return _("Bases from %(low)s to %(high)s.") % {"low": low, "high": high}
    shares = all(nature.is_share(one.indicator) for one in standing)
    if shares and len(standing) == len(figures):
        return _("The shares stand on a base of %(base)s.") % {"base": low}
    return _("Base: %(base)s.") % {"base": low}


def note(gathered: Gathered) -> str:
    """What is hidden or left out, and why; "" when all is shown."""
    notes = [note_on(gathered.cells)]
    if gathered.left:
        shown = len(gathered.cells)
        notes.append(
            _("The %(shown)s first of %(all)s.") % {"shown": shown, "all": shown + gathered.left}
        )
    return " ".join(one for one in notes if one)
