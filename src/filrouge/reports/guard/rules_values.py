"""One fact, one value: two places that disagree, and numbers typed where a live one exists."""

import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from django.utils.translation import gettext as _

from filrouge.reports.document import Value
from filrouge.reports.guard.facts import (
    ATTENDANCE,
    Fact,
    facts,
    label_marks,
    label_words,
)
from filrouge.reports.guard.findings import Finding, excerpt, said
from filrouge.reports.guard.numbers import Number
from filrouge.reports.guard.reading import Reading
from filrouge.reports.guard.relations import rounded

_PER = re.compile(r"\bpar (?:semaine|mois|jour|an|trimestre|groupe|personne|locataire)", re.I)

MOST_OF_A_NOUN = 300
"""Numbers of one noun compared in pairs: a document that repeats one more is no prose."""


def same_facts(reading: Reading) -> Iterator[Finding]:
    """The same fact with two values in two sentences."""
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts(reading):
        noun = "people" if fact.number.noun in ATTENDANCE else fact.noun
        group = groups[fact.number.unit, noun]
        if (noun or fact.number.unit) and len(group) < MOST_OF_A_NOUN:
            group.append(fact)
    year = str(reading.document.year)
    for group in groups.values():
        for left, right in combinations(group, 2):
            if left.sentence is right.sentence or not (left.number.typed or right.number.typed):
                continue
            if compatible(left.number, right.number) or not _same(left, right, year, len(group)):
                continue
            yield Finding(
                rule="value",
                section=right.sentence.section.code,
                excerpt=excerpt(right.sentence.text),
                message=_("%(here)s here, and %(there)s in “%(place)s”: “%(sentence)s”")
                % {
                    "here": _shown(right),
                    "there": _shown(left),
                    "place": left.sentence.section.title,
                    "sentence": excerpt(left.sentence.text),
                },
                remedy=_("Keep one value: insert the live figure in both places."),
            )


def _shown(fact: Fact) -> str:
    start = max(0, fact.number.start - 12)
    before = fact.sentence.text[start : fact.number.start]
    words = before[before.find(" ") + 1 :] if fact.number.approx else ""
    return " ".join(f"{words}{fact.number.text} {fact.number.noun_text}".split())


def compatible(left: Number, right: Number) -> bool:
    """Whether both can be said of one exact value, "plus de" and "près de" taken at their word."""
    a, b = left.value, right.value
    for one, other in ((left, right), (right, left)):
        if one.approx == "over" and other.approx in ("", "nearly", "under", "most"):
            if other.value <= one.value:
                return False
        if one.approx == "under" and other.approx in ("", "over", "least"):
            if other.value >= one.value:
                return False
        if one.approx == "nearly" and other.approx == "" and other.value > one.value:
            return False
    if left.approx or right.approx:
        if {left.approx, right.approx} & {"over", "least", "under", "most"}:
            far = max(a, b) > 2 * min(a, b)
            return not far
        return abs(a - b) <= max(a, b) / 10
    places = min(left.decimals, right.decimals)
    return rounded(a, places) == rounded(b, places)


def _same(left: Fact, right: Fact, year: str, repeated: int) -> bool:
    """Whether two sentences speak of one fact, as far as their words tell."""
    if left.periods - {f"{year}-{year}"} != right.periods - {f"{year}-{year}"}:
        return False
    if (left.marks - right.marks) and (right.marks - left.marks):
        return False
    plain_left = {one for one in left.marks if not one.startswith("@")}
    plain_right = {one for one in right.marks if not one.startswith("@")}
    if plain_left != plain_right:
        return False
    for one, other in ((left, right), (right, left)):
        # A later number of a sentence is about its subject: "Elle" may be anything.
        if one.later and not one.head & (other.head if other.later else other.about):
            return False
    noun = {left.noun} if left.number.noun not in ATTENDANCE and left.noun else set()
    ours, theirs = left.about | noun, right.about | noun
    shared = ours & theirs
    least = min(len(ours), len(theirs))
    values = (left.number.value, right.number.value)
    if values[0] == values[1]:
        # The same number with words that exclude it ("plus de 50", "50"): hardly a coincidence.
        rare = bool(noun) and repeated <= 3
        return bool(shared) and (rare or len(shared) * 2 >= least)
    if len(shared) < 2:
        return False
    close = abs(values[0] - values[1]) <= max(Fraction(1), max(values) / 5)
    if left.beside != right.beside and (left.beside ^ right.beside) - shared:
        return False
    if close:
        one_sided = not (ours - theirs) or not (theirs - ours)
        return one_sided or (len(shared) >= 3 and len(shared) * 4 >= 3 * least)
    return (
        len(shared) >= 3
        and (ours <= theirs or theirs <= ours)
        and abs(len(ours) - len(theirs)) <= 2
    )


# --- against the catalogue -------------------------------------------------------------------------

_UNITS = {"percent": ("percent",), "euro": ("EUR", "euro", "eur"), "": ()}


def typed_figures(reading: Reading) -> Iterator[Finding]:
    """A number typed by hand of which the software knows the figure, equal or not."""
    index = _index(reading)
    year = reading.document.year
    for fact in facts(reading):
        number = fact.number
        if not number.typed or number.unit == "times":
            continue
        if any(y.first != y.last or y.first != year for y in fact.sentence.years):
            told = " ".join(fact.sentence.text[y.start : y.end] for y in fact.sentence.years)
        else:
            told = ""
        candidates = _candidates(fact, index, told)
        if not candidates:
            continue
        equal = [one for _size, one in candidates if _prints(one, number)]
        if equal:
            yield _typed(fact, equal[0])
            continue
        most = candidates[0][0]
        best = [one for size, one in candidates if size == most]
        if len({one.exact for one in best}) == 1 and _comparable(fact, best[0]):
            yield _different(fact, best[0])


def _comparable(fact: Fact, figure: Value) -> bool:
    """Whether a typed number is that figure at another date, and not another subject.

    Nearly the same value, or words that are exactly those of the label.
    """
    value, other = fact.number.value, Fraction(figure.exact)
    if figure.measure not in ("", "count") and fact.number.unit == "" and other.denominator != 1:
        return abs(value - other) * 5 <= max(value, other)
    words = label_words(figure.label)
    about = fact.about | ({fact.noun} if fact.noun else set())
    exactly = len(words) >= 2 and about <= words and fact.noun in words
    return exactly or abs(value - other) <= max(Fraction(2), max(value, other) * Fraction(3, 10))


def _index(reading: Reading) -> dict[str, list[tuple[Value, frozenset[str]]]]:
    """Figures by the rarest way in: any word of their label."""
    index: dict[str, list[tuple[Value, frozenset[str]]]] = defaultdict(list)
    for figure in reading.figures.values():
        if figure.exact and not figure.within and figure.period == reading.document.period:
            words = label_words(figure.label)
            for word in words:
                index[word].append((figure, words))
    return index


def _candidates(
    fact: Fact, index: dict[str, list[tuple[Value, frozenset[str]]]], told: str
) -> list[tuple[int, Value]]:
    """The figures whose whole label is in the words around the number, longest labels first."""
    number = fact.number
    about = fact.about | ({fact.noun} if fact.noun else set())
    if fact.periods and not told and not all(one[:4].isdigit() for one in fact.periods):
        return []
    found: dict[str, tuple[int, Value]] = {}
    for word in about:
        for figure, words in index.get(word, ()):
            if figure.id in found or not words <= about or not _same_unit(figure, number):
                continue
            if any(mark not in fact.sentence.text for mark in label_marks(figure.label)):
                continue
            if told and not label_marks(figure.label):
                continue
            if _PER.search(figure.label) and not _PER.search(fact.sentence.text):
                continue
            left_over = about - words - {fact.noun}
            noun_named = number.unit != "" or fact.noun in words or number.noun in ATTENDANCE
            if not noun_named or len(left_over) > (0 if len(words) == 1 else 2):
                continue
            if len(words) == 1 and not _same_programme(fact, figure):
                continue
            found[figure.id] = (len(words), figure)
    ours = [one for one in found.values() if _same_programme(fact, one[1])]
    return sorted(ours or found.values(), key=lambda one: -one[0])


def _same_programme(fact: Fact, figure: Value) -> bool:
    here = fact.sentence.section.programme
    return not here or not figure.programme or figure.programme.startswith(here)


def _same_unit(figure: Value, number: Number) -> bool:
    if number.unit == "percent":
        return figure.unit == "percent"
    if number.unit == "euro":
        return figure.unit.lower() in ("eur", "euro", "euros")
    return figure.unit not in (
        "percent",
        "points",
        "EUR",
        "list",
        "words",
        "text",
        "minutes",
        "days",
    )


def _prints(figure: Value, number: Number) -> bool:
    try:
        exact = Fraction(figure.exact)
    except (ValueError, ZeroDivisionError):
        return False
    if number.approx in ("over", "least", "under", "most", "about", "nearly"):
        return abs(exact - number.value) <= exact / 10
    return rounded(exact, number.decimals) == number.value


def _typed(fact: Fact, figure: Value) -> Finding:
    return Finding(
        rule="typed_figure",
        section=fact.sentence.section.code,
        excerpt=excerpt(fact.sentence.text),
        message=_("%(number)s is typed by hand where a live figure exists: “%(label)s”.")
        % {"number": fact.number.text, "label": figure.label},
        remedy=_("Insert [%(id)s].") % {"id": figure.id},
    )


def _different(fact: Fact, figure: Value) -> Finding:
    return Finding(
        rule="value",
        section=fact.sentence.section.code,
        excerpt=excerpt(fact.sentence.text),
        message=_("%(number)s here, and %(value)s in the live figure “%(label)s”.")
        % {
            "number": said(fact.number.value, fact.number.decimals),
            "value": figure.display,
            "label": figure.label,
        },
        remedy=_("Insert [%(id)s].") % {"id": figure.id},
    )
