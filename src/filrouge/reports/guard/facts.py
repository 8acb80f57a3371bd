"""A number with what it is about, so that two sentences saying the same fact meet."""

import re
from dataclasses import dataclass
from functools import lru_cache

from filrouge.common.text import label_key
from filrouge.reports.guard.lexicon import DAYS, FAINT, MONTHS, WORD, content, stem, word_set
from filrouge.reports.guard.numbers import Number
from filrouge.reports.guard.reading import Reading, Sentence
from filrouge.reports.guard.relations import MOST, PEOPLE
from filrouge.reports.guard.series import is_change

SAME = 7
"""Letters of a stem that must agree: "maintien" and "maintiennent" do, "intervision" not."""

_ORDINAL = re.compile(
    r"\b(?:premi(?:er|ère)s?|second(?:e|s|es)?|\w{3,12}ièmes?|1er|1re|\d{1,2}e|autres?|matin|midi"
    r"|après-midi|soir|francophones?|néerlandophones?|hommes?|femmes?|entrées?"
    r"|sorties?|avant|après|anciens?|anciennes?|nouveaux|nouvelles?|minimum|maximum|prochaine?s?"
    r"|précédente?s?|suivante?s?|prévue?s?|jamais|chaque|parmi|dont|moyenne|moyen|record)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\b([a-zéèê]{3,15})[ \u00a0\u202f](\d{1,2}|[IVX]{1,4}|[A-Z])\b")
_PERIOD = re.compile(
    r"\b(?:" + "|".join(MONTHS) + r"|trimestre|semestre|T[1-4]|(?:l[’']|cet |d[’'])été|hiver|printemps|automne|"
    + "|".join(DAYS) + r"|par (?:mois|semaine|an|jour)|mensuel\w*|hebdomadaire\w*)\b",
    re.IGNORECASE,
)  # fmt: skip
_MEASURE = frozenset(
    short
    for short in (
        stem(word)[:SAME]
        for word in word_set(
            "taux part nombre total pourcentage proportion montant chiffre moyenne"
        )
    )
)
ATTENDANCE = PEOPLE | {"person", "particip"}


@dataclass(frozen=True, slots=True)
class Fact:
    """`about` holds shortened stems of the words around; `beside` those that restrict the noun."""

    sentence: Sentence
    number: Number
    about: frozenset[str]
    beside: frozenset[str]
    periods: frozenset[str]
    marks: frozenset[str]
    head: frozenset[str]  # the words of the sentence before its first number, and its noun
    later: bool

    @property
    def noun(self) -> str:
        return self.number.noun[:SAME]


def facts(reading: Reading) -> list[Fact]:
    """Every quantity of the prose with what it is about; made once."""
    known = reading.cache.get("facts")
    if known is None:
        found = []
        for passage in reading.passages:
            if passage.kind == "heading":
                continue
            for sentence in passage.sentences:
                found.extend(_of(sentence))
        known = reading.cache["facts"] = found
    assert isinstance(known, list)
    return known


def _of(sentence: Sentence) -> list[Fact]:
    found = []
    numbers = sentence.numbers[:MOST]
    inside = [(one.start, one.end) for one in sentence.ratios]
    for place, number in enumerate(numbers):
        if number.interval or number.unit in ("time", "points") or number.value == 0:
            continue
        if any(start <= number.start < end for start, end in inside):
            continue
        if number.unit == "percent" and is_change(sentence.text, number):
            continue
        start = numbers[place - 1].end if place else 0
        if place:
            # Words before a comma belong to the number before them.
            cut = max(map(sentence.text[start : number.start].rfind, ",;:("))
            start += max(cut, 0)
        end = numbers[place + 1].start if place + 1 < len(numbers) else len(sentence.text)
        if place + 1 < len(numbers):
            cut = max(map(sentence.text[number.end : end].rfind, ",;:("))
            end = number.end + cut if cut >= 0 else end
        found.append(_fact(sentence, number, start, end, place > 0))
    return found


def _fact(sentence: Sentence, number: Number, start: int, end: int, later: bool) -> Fact:
    around = [w for w in sentence.words if start <= w.start < end and w.stem not in FAINT]
    about = frozenset(word.stem[:SAME] for word in around)
    noun_end = number.end + 2 + len(number.noun_text)
    after = sentence.text[noun_end : noun_end + 40]
    stop = re.search(r"[,.;:()]|\b(?:a|ont|est|sont|en|pour|lors|au|à la|dans|qui)\b", after)
    limit = noun_end + (stop.start() if stop else len(after))
    beside = frozenset(w.stem[:SAME] for w in around if noun_end <= w.start < limit)
    text = sentence.text[start:end]
    # What opens the sentence ("En 2023, ...") holds for all its numbers.
    opening = sentence.text[: min(40, number.start)]
    years = {f"{y.first}-{y.last}" for y in sentence.years}
    periods = years | {label_key(m[0]) for m in _PERIOD.finditer(opening + " " + text)}
    marks = {label_key(m[0]) for m in _ORDINAL.finditer(text)}
    counted = {one.start for one in sentence.numbers}
    marks |= {
        f"{label_key(m[1])} {m[2]}"
        for m in _NUMBERED.finditer(text)
        if start + m.start(2) not in counted
    }
    marks |= {"@" + w.stem for w in around if w.capital and w.start > 0}
    first = sentence.numbers[0]
    opened = {
        w.stem[:SAME] for w in sentence.words if w.start < first.start and w.stem not in FAINT
    }
    if first.noun and first.noun not in ATTENDANCE:
        opened.add(first.noun[:SAME])
    return Fact(
        sentence, number, about, beside, frozenset(periods), frozenset(marks),
        frozenset(opened), later,
    )  # fmt: skip


@lru_cache(maxsize=8192)
def label_words(label: str) -> frozenset[str]:
    """The shortened stems of a figure's label that carry content."""
    roots = (content(word) for word in WORD.findall(label))
    return frozenset(root[:SAME] for root in roots if root and root not in FAINT) - _MEASURE


@lru_cache(maxsize=8192)
def label_marks(label: str) -> frozenset[str]:
    """Years and numbers of a label, which a sentence must name to speak of it."""
    return frozenset(re.findall(r"\d{4}(?:-\d{4})?|\b\d{1,2}\b", label))
