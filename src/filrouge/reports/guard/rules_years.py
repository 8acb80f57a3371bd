"""Plans whose years overlap, and durations that do not fit the year something began."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from django.utils.translation import gettext as _

from filrouge.reports.guard.facts import SAME
from filrouge.reports.guard.findings import Finding, excerpt, said
from filrouge.reports.guard.lexicon import FAINT, MONTHS, content, stem, word_set
from filrouge.reports.guard.numbers import Number
from filrouge.reports.guard.reading import Reading, Sentence

_PLANS = frozenset(
    stem(word)
    for word in word_set(
        "plan programme contrat convention cycle mandat agrément stratégie projet accord charte"
        " feuille programmation législature plans cycles conventions"
    )
)
_SINCE = re.compile(
    r"\b(?:depuis|il y a)\s(?:plus de |près de |environ |bientôt |presque )?$", re.I
)
_AGED = re.compile(
    r"\b(?:exist\w*|fête\w*|a|fonctionn\w*|travaill\w*|célèbre\w*)\s(?:\w+\s){0,3}?"
    r"(?:ses\s|plus d[e’']\s?|près d[e’']\s?|déjà\s)?$",
    re.IGNORECASE,
)
_START = re.compile(
    r"\b(?:depuis|créé\w*|né\w*|fondé\w*|lancé\w*|démarr\w*|début\w*|commenc\w*|ouvert\w*|naissance"
    r"|mis\w* (?:en place|sur pied)|vu le jour|existe\w*|création|inaugur\w*|date\w*|remonte)\b",
    re.IGNORECASE,
)
MOST = 200


@dataclass(frozen=True, slots=True)
class _Range:
    sentence: Sentence
    first: int
    last: int
    kind: str
    about: frozenset[str]


def plans(reading: Reading) -> Iterator[Finding]:
    """ "Le plan qualité 2022-2026" and "le plan qualité 2025-2029": one ends after the other."""
    found = [one for sentence in reading.sentences for one in _ranges(sentence)][:MOST]
    for left, right in combinations(found, 2):
        if left.kind != right.kind or (left.first, left.last) == (right.first, right.last):
            continue
        overlap = left.first < right.last and right.first < left.last
        shared = left.about & right.about
        if overlap and (shared or not (left.about and right.about)):
            yield Finding(
                rule="plan_years",
                section=right.sentence.section.code,
                excerpt=excerpt(right.sentence.text),
                message=_("%(here)s here and %(there)s in “%(place)s”: the two overlap.")
                % {
                    "here": f"{right.first}-{right.last}",
                    "there": f"{left.first}-{left.last}",
                    "place": left.sentence.section.title,
                },
                remedy=_("Keep the years of one plan, or say which one replaces the other."),
            )


def _ranges(sentence: Sentence) -> Iterator[_Range]:
    for years in sentence.years:
        if years.last - years.first < 2:
            continue
        before = [w for w in sentence.words if years.start - 60 <= w.start < years.start]
        kinds = [w for w in before if w.stem in _PLANS]
        if kinds:
            kind = kinds[-1]
            near = [w for w in sentence.words if kind.start < w.start < years.start]
            about = frozenset(w.stem[:SAME] for w in near if w.stem not in FAINT)
            yield _Range(sentence, years.first, years.last, kind.stem, about - _VAGUE)


_VAGUE = frozenset(
    stem(w)[:SAME] for w in word_set("quinquennal triennal pluriannuel période nouveau")
)


@dataclass(frozen=True, slots=True)
class _Life:
    sentence: Sentence
    about: frozenset[str]
    number: Number | None = None
    year: int = 0
    month: int = 0


def durations(reading: Reading) -> Iterator[Finding]:
    """ "Existe depuis cinq ans" and "lancé en septembre 2020" in a report about 2024."""
    lasting, starts = [], []
    for sentence in reading.sentences:
        lasting.extend(_lasting(sentence))
        starts.extend(_starts(sentence))
    end = reading.document.year
    for one in lasting[:MOST]:
        assert one.number is not None
        for start in starts[:MOST]:
            if not (one.about & start.about) and one.sentence is not start.sentence:
                continue
            if one.sentence is not start.sentence and not _alike(one, start):
                continue
            exact = _months(start, end)
            if _fits(one.number, exact, end - start.year):
                continue
            told = f"{MONTHS[start.month - 1]} {start.year}" if start.month else str(start.year)
            yield Finding(
                rule="duration",
                section=one.sentence.section.code,
                excerpt=excerpt(one.sentence.text),
                message=_(
                    "%(years)s years here, but the start is %(start)s: %(exact)s at the end of %(year)s."
                )
                % {
                    "years": said(one.number.value),
                    "start": told,
                    "exact": said(exact[0]),
                    "year": end,
                },
                remedy=_("Write the year it started rather than a duration."),
            )
            break


def _alike(one: _Life, start: _Life) -> bool:
    shared = one.about & start.about
    return len(shared) * 2 >= min(len(one.about), len(start.about))


def _lasting(sentence: Sentence) -> Iterator[_Life]:
    for number in sentence.numbers:
        if number.unit != "time" or not number.typed or number.noun not in ("an", "anne", "ans"):
            continue
        before = sentence.text[max(0, number.start - 50) : number.start].replace("\u00a0", " ")
        if _SINCE.search(before) or re.search(r"\bexist\w*\b|\bfête|\bcélèbre", before):
            yield _Life(sentence, _subject(sentence), number=number)


def _starts(sentence: Sentence) -> Iterator[_Life]:
    for years in sentence.years:
        before = sentence.text[max(0, years.start - 60) : years.start]
        if years.first == years.last and _START.search(before):
            month = next(
                (i for i, m in enumerate(MONTHS, 1) if before.lower().rstrip().endswith(m)), 0
            )
            yield _Life(sentence, _subject(sentence), year=years.first, month=month)


def _subject(sentence: Sentence) -> frozenset[str]:
    return frozenset(
        w.stem[:SAME]
        for w in sentence.words
        if w.stem not in FAINT and not _START.match(sentence.text[w.start : w.end])
    )


def _months(start: _Life, end: int) -> tuple[int, int]:
    """Whole years lived at the end of the year, least and most."""
    if start.month:
        lived = (end - start.year) * 12 + 12 - (start.month - 1)
        return lived // 12, lived // 12
    return end - start.year, end - start.year + (1 if not start.month else 0)


def _fits(number: Number, exact: tuple[int, int], years: int) -> bool:
    low, high = exact
    value = number.value
    if number.approx in ("about", "nearly"):
        return low <= value <= high + 1
    if number.approx in ("over", "least"):
        return value <= high
    return low <= value <= high or value == years


_UNUSED = content
