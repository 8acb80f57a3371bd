"""On what a share stands, when the text says it."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from filrouge.reports.guard.numbers import Number
from filrouge.reports.guard.reading import Passage, Sentence
from filrouge.reports.guard.relations import PEOPLE, counts

_N = re.compile(
    r"\bn\s?=\s?$|\bbase\s?(?::|de|=)\s?$|\bsur (?:une|la) base de\s$|\beffectif\s?:\s?$", re.I
)
_OF = re.compile(
    r"(?:^|[\s(,])(?:sur|parmi|des|de|d[’']entre)\s"
    r"(?:un total de\s|l[’']ensemble des\s|les\s|ces\s|nos\s|ses\s)?$",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"^[\s\u00a0\u202f]*(?:des|de|d[’']entre|sur|parmi)[\s\u00a0\u202f]"
    r"(?:un total de\s|les\s|ces\s|nos\s|ses\s)?$",
    re.IGNORECASE,
)
_DIVIDED = re.compile(r":|\bdont\b|\brépart|\bparmi l|\bvent")
_HUNDRED = re.compile(r"^[^.;]{0,30}=\s?100\s?%")


@dataclass(frozen=True, slots=True)
class Base:
    number: Number
    explicit: bool  # said as a base ("sur 54", "n = 54"), not only the count nearby


def after(sentence: Sentence, share: Number) -> Number | None:
    """The base said at once: "46 % des 54 demandes"."""
    for one in sentence.numbers:
        if one.start >= share.end and one.unit in ("", "euro") and one.decimals <= 2:
            between = sentence.text[share.end : one.start]
            return one if _NEXT.match(between) and not one.interval else None
    return None


def said_in(sentence: Sentence, besides: Collection[Number] = ()) -> Number | None:
    """A base the sentence announces before its shares: "(n = 54)", "sur les 54 demandes"."""
    shares = [one for one in sentence.numbers if one.unit == "percent"]
    plain = [one for one in counts(sentence) if one not in besides and one.value > 1]
    for one in plain:
        before = sentence.text[max(0, one.start - 40) : one.start]
        if _N.search(before) or _HUNDRED.match(sentence.text[one.end : one.end + 45]):
            return one
    ahead = [one for one in plain if not shares or one.start < shares[0].start]
    announced = [
        one for one in ahead if _OF.search(sentence.text[max(0, one.start - 40) : one.start])
    ]
    if len(announced) == 1 or (announced and not shares):
        return announced[0]
    if len(ahead) == 1 and shares and not ahead[0].approx:
        between = sentence.text[ahead[0].end : shares[0].start]
        if _DIVIDED.search(between) and len(between) < 120:
            return ahead[0]
    return None


def said_around(passage: Passage, sentence: Sentence) -> Base | None:
    """The base of a sentence's shares: said in it, else in the sentences before it."""
    if found := said_in(sentence):
        return Base(found, True)
    place = passage.sentences.index(sentence)
    for earlier in reversed(passage.sentences[max(0, place - 2) : place]):
        if found := said_in(earlier):
            return Base(found, True)
        alone = [one for one in counts(earlier) if one.noun and not one.approx]
        if len(alone) == 1:
            return Base(alone[0], False)
        if alone:
            return None
    return None


def of_intro(passage: Passage | None, heading: str) -> Base | None:
    """The base of a table or list: said in the paragraph that introduces it."""
    if passage is None:
        return None
    for sentence in reversed(passage.sentences[-2:]):
        if found := said_in(sentence):
            return Base(found, True)
        alone = [one for one in counts(sentence) if one.noun and not one.approx]
        if len(alone) == 1:
            return Base(alone[0], False)
        if alone:
            return None
    return None


def fits(share: Number, base: Number) -> bool:
    """Whether they speak of the same things, as far as their nouns tell."""
    if share.noun in ("", base.noun) or base.noun == "":
        return True
    return share.noun in PEOPLE and base.noun in PEOPLE
