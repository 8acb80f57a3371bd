"""A change printed beside its two ends: "de 43 à 56, soit un gain de 12"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from django.utils.translation import gettext as _

from filrouge.reports.guard.findings import Finding, excerpt, said
from filrouge.reports.guard.numbers import Number
from filrouge.reports.guard.reading import Reading, Sentence
from filrouge.reports.guard.relations import MOST, rounded

_FROM_TO = re.compile(
    r"^(?:\s(?:%|points?|euros?|€|[a-zéèêàç’'·-]{2,20})){0,3}?(?:\s\(?en\s(?:19|20)\d\d\)?"
    r"|\sà l[’']entrée|\sau départ)?,?\s(?:à|vers|jusqu[’']à)\s(?:environ\s|près de\s)?$"
)
_FROM = re.compile(r"\b(?:de|d[’']|du)\s(?:score\sde\s)?$", re.IGNORECASE)
_AGAINST = re.compile(
    r"^[^.;]{0,60}?,?\s\(?(?:contre|au lieu de|alors qu[’']\w+ étaient)\s(?:environ\s)?$", re.I
)
_UP = (
    r"hausse|augment\w*|progress\w*|croissance|gain|gagn\w*|de plus|supplémentaires?|amélior\w*"
    r"|accroiss\w*|accru\w*"
)
_DOWN = r"baisse|diminu\w*|recul\w*|réduction|perte|de moins|chute|perd\w*"
_DELTA_BEFORE = re.compile(
    rf"(?:\b(?:{_UP}|{_DOWN}|écart|différence)\b[\s\w’']{{0,25}}|[+−-]\s?)$", re.I
)
_DELTA_AFTER = re.compile(
    r"^(?:\s[\w’'-]{1,20}){0,2}\s(?:de\splus|de\smoins|supplémentaires?|en\splus)\b"
)
_ENTRY_NOW = re.compile(
    r"\b(?:entrée|départ|début|admission)\b.{0,80}\b(?:actuel\w*|aujourd[’']hui|maintenant|fin)\b"
    r"|\b(?:actuel\w*|aujourd[’']hui)\b.{0,80}\b(?:entrée|départ|admission)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Ends:
    first: Number
    last: Number


def changes(reading: Reading) -> Iterator[Finding]:
    """Both ends and the change in a sentence, or the change in the next one."""
    for passage in reading.passages:
        sentences = passage.sentences
        for index, alone in enumerate(sentences):
            sentence = alone
            ends = _ends(sentence)
            if ends is None and index + 1 < len(sentences):
                sentence = _joined(alone, sentences[index + 1])
                ends = _entry_and_now(sentence)
            if ends is None:
                continue
            delta = _delta(sentence, ends)
            where = sentence
            if delta is None and sentence is alone and index + 1 < len(sentences):
                where = sentences[index + 1]
                others = [one for one in where.numbers if one.unit != "time"]
                delta = _delta(where, None) if len(others) == 1 else None
            if delta is not None:
                yield from _judged(sentence, where, ends, delta)


def _joined(first: Sentence, second: Sentence) -> Sentence:
    """Two short sentences as one: "À l'entrée, 43. Aujourd'hui 56, soit un gain de 13"."""
    here = [one for one in first.numbers if one.unit != "time"]
    there = [one for one in second.numbers if one.unit != "time"]
    if len(here) != 1 or len(there) > 2:
        return first
    shift = len(first.text) + 1
    moved = (replace(one, start=one.start + shift, end=one.end + shift) for one in there)
    return replace(first, text=f"{first.text} {second.text}", numbers=(*here, *moved))


def _ends(sentence: Sentence) -> _Ends | None:
    """The two values of the same thing the sentence compares."""
    numbers = [one for one in sentence.numbers[:MOST] if one.unit != "time"]
    text = sentence.text.replace("\u00a0", " ").replace("\u202f", " ")
    for left, right in pairwise(numbers):
        between = text[left.end : right.start]
        unit = left.unit or right.unit
        if left.unit not in ("", unit) or right.unit not in ("", unit) or len(between) > 90:
            continue
        if _FROM_TO.match(between) and _FROM.search(text[: left.start]):
            return _Ends(left, right)
        if _AGAINST.match(between):
            return _Ends(right, left)
    return _entry_and_now(sentence)


def _entry_and_now(sentence: Sentence) -> _Ends | None:
    """ "43 à l'entrée et 56 actuellement", in either order."""
    numbers = [one for one in sentence.numbers[:MOST] if one.unit != "time"]
    found = _ENTRY_NOW.search(sentence.text)
    if found is None or len(numbers) < 2 or numbers[0].unit != numbers[1].unit:
        return None
    now_first = re.match(r"actuel|aujourd", found[0], re.IGNORECASE)
    return _Ends(numbers[1], numbers[0]) if now_first else _Ends(numbers[0], numbers[1])


def _delta(sentence: Sentence, ends: _Ends | None) -> Number | None:
    for one in sentence.numbers[:MOST]:
        if ends is not None and one in (ends.first, ends.last):
            continue
        before = sentence.text[max(0, one.start - 45) : one.start]
        after = sentence.text[one.end : one.end + 50]
        if one.unit != "time" and (_DELTA_BEFORE.search(before) or _DELTA_AFTER.match(after)):
            return one
    return None


def _judged(sentence: Sentence, where: Sentence, ends: _Ends, delta: Number) -> Iterator[Finding]:
    first, last = ends.first, ends.last
    if any(one.approx for one in (first, last, delta)):
        return
    if not any(one.typed for one in (first, last, delta)):
        return
    gap = abs(last.value - first.value)
    places = max(first.decimals, last.decimals)
    unit = first.unit or last.unit
    text = sentence.text if where is sentence else f"{sentence.text} {where.text}"
    if delta.unit == "percent":
        relative = rounded(100 * gap / first.value, delta.decimals) if first.value else None
        if relative is None or delta.value in (relative, gap):
            return  # a gap in points called "%" is a matter of words
        made = f"{said(first.value, first.decimals)} → {said(last.value, last.decimals)} : "
        yield _finding(sentence, text, f"{made}{said(relative, delta.decimals)} %",
                       f"{said(delta.value, delta.decimals)} %")  # fmt: skip
    elif delta.unit == unit or (delta.unit == "points" and unit in ("percent", "points", "")):
        if delta.value != gap:
            high, low = max(first.value, last.value), min(first.value, last.value)
            made = f"{said(high, places)} − {said(low, places)} = {said(gap, places)}"
            yield _finding(sentence, text, made, said(delta.value, delta.decimals))


def _finding(sentence: Sentence, text: str, made: str, printed: str) -> Finding:
    return Finding(
        rule="change",
        section=sentence.section.code,
        excerpt=excerpt(text),
        message=_("%(made)s, and not %(printed)s.") % {"made": made, "printed": printed},
        remedy=_(
            "Correct the change or one of its ends; insert the live figure of the change, which is"
            " computed person by person."
        ),
    )
