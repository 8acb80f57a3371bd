"""What a number did, read from the sentence itself or from what was published before."""

import re
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from django.utils.translation import gettext as _

from filrouge.reports.guard.findings import said as printed
from filrouge.reports.guard.rules_words_prose import Quantity, Said

TOLERANCE = 2
"""Percent (or points, for shares) below which a number may be called stable."""

NEAR = 40
"""Characters between a value and its year."""

_TO = re.compile(r"[^.;]{0,45}?\b(?:a|vers|jusqu'a) ?(?:\w{1,8} )?")
_BEFORE = re.compile(r"l'an (?:dernier|passe)|l'annee (?:precedente|derniere|passee)")
_WHEN = re.compile(rf" ?(?:\w+ )?(?:en 20\d\d|{_BEFORE.pattern})")


@dataclass(frozen=True)
class Move:
    """A change that can be read: its direction, how much (percent or points), and in words."""

    sign: int
    size: Fraction | None
    shown: str
    before: Fraction = Fraction(0)
    after: Fraction = Fraction(0)

    def agrees(self, allowed: frozenset[int]) -> bool:
        """Whether one of the directions claimed is this one; a small change is stable too."""
        if 0 in allowed and self.size is not None and abs(self.size) <= TOLERANCE:
            return True
        if 0 in allowed and len(allowed) == 1:
            return self.sign == 0
        return self.sign in allowed


def pair_of(said: Said, start: int, end: int) -> Move | None:
    """Two values of one thing at two times, written in a span."""
    inside = [
        q
        for q in said.between(start, end)
        if q.value is not None and q.unit != "time" and q.sign is None
    ]
    for unit in dict.fromkeys(q.unit for q in inside):
        for first, second in pairwise(q for q in inside if q.unit == unit):
            if move := _written(said, first, second, start):
                return move
    return None


def _written(said: Said, first: Quantity, second: Quantity, start: int) -> Move | None:
    """The change two neighbours say: "de 54 à 48", "54 contre 48", "54 en 2024, 48 en 2023"."""
    gap = said.typed[first.end : second.start]
    lead = said.typed[max(start, first.start - 30) : first.start]
    tail = said.typed[second.end : second.end + 28]
    if re.search(r"\bd[e'] ?$", lead) and _TO.fullmatch(gap):
        return moved(first, second)
    if re.search(r"(?:contre|au lieu de|apres|par rapport a(?:ux)?) ?$", gap):
        return moved(second, first)
    if not (re.search(r"\(en 20\d\d ?: ?$|\ben 20\d\d[ ,:(]+$|[( ]$", gap) and _WHEN.match(tail)):
        return None
    one, two = _year_near(said, first), _year_near(said, second)
    if one is not None and two is not None and one != two:
        return moved(first, second) if one < two else moved(second, first)
    # One year alone is that of the value before it: "54 demandes, 48 en 2023".
    return moved(first, second) if _BEFORE.search(gap) else moved(second, first)


def _year_near(said: Said, quantity: Quantity) -> int | None:
    """The year written nearest to a value."""
    single = [year for year in said.sentence.years if year.first == year.last]
    near = [(abs(y.start - quantity.start), y.first) for y in single]
    return min(near)[1] if near and min(near)[0] < NEAR else None


def moved(earlier: Quantity, later: Quantity) -> Move | None:
    """The change between two values."""
    if earlier.value is None or later.value is None:
        return None
    delta = later.value - earlier.value
    size = delta if earlier.unit in ("percent", "points") else None
    if size is None and earlier.value:
        size = 100 * delta / earlier.value
    shown = _("from %(before)s to %(after)s") % {
        "before": printed(earlier.value),
        "after": printed(later.value),
    }
    return Move((delta > 0) - (delta < 0), size, shown, earlier.value, later.value)


def since_published(said: Said, quantity: Quantity) -> Move | None:
    """What a live figure did since the year named in the sentence, or since the last one."""
    figure = quantity.figure
    if figure is None or not figure.exact or not figure.previous or quantity.value is None:
        return None
    if quantity.live is not None and quantity.live.form in ("base", "numerator"):
        return None
    earlier = dict(figure.previous)
    named = [y.first for y in said.sentence.years if y.first in earlier]
    year = named[0] if named else figure.previous[0][0]
    try:
        before = Fraction(earlier[year])
    except ValueError:
        return None
    now = Fraction(figure.text or figure.exact)
    delta = now - before
    size = (
        delta if figure.unit in ("percent", "points") else 100 * delta / before if before else None
    )
    shown = _("%(label)s went from %(before)s in %(year)s to %(after)s") % {
        "label": figure.label,
        "before": printed(before),
        "year": year,
        "after": printed(now),
    }
    return Move((delta > 0) - (delta < 0), size, shown, before, now)
