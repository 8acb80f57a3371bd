"""Percentages that cannot come from what they are said to be shares of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from django.utils.translation import gettext as _

from filrouge.reports.guard import bases
from filrouge.reports.guard.findings import Finding, excerpt, said
from filrouge.reports.guard.numbers import Number
from filrouge.reports.guard.reading import Passage, Reading, Sentence
from filrouge.reports.guard.relations import bases as bases_of
from filrouge.reports.guard.relations import MOST, numerators, rounded
from filrouge.reports.guard.series import is_change, of_sentence

RULE = "shares"

_THEN_SHARE = re.compile(
    r"^[^.;:()%=]{0,80}(?:\((?:soit\s)?|,?\s(?:soit|ou|c[’']est-à-dire)\s|\s?=\s?"
    r"|\sreprésent\w{1,6}\s|\sconstitu\w{1,6}\s)(?:ainsi\s|environ\s|près de\s)?$"
)
_THEN_COUNT = re.compile(
    r"^(?:[^.;:()%=,]{0,60}\s?\((?:soit\s)?|[^.;:()%=]{0,60},?\s(?:soit|c[’']est-à-dire)\s"
    r"|\s?=\s?)(?:ainsi\s)?$"
)
_OUT_OF = re.compile(
    r"^(?:\s[\w’'·-]{1,25}){0,3}?\s(?:sur|des|de\sces|de\snos|parmi\sles|d[’']entre\sles)"
    r"(?:\sles|\sun\stotal\sde|\snos|\sces)?\s$|^\s?/\s?$"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A share with its numerator, and its base when the words give it."""

    part: Number
    share: Number
    base: Number | None


def shares(reading: Reading) -> Iterator[Finding]:
    """Shares in sentences: their base, their numerator, both."""
    for passage in reading.passages:
        for sentence in passage.sentences:
            if any(one.unit == "percent" for one in sentence.numbers):
                yield from _of_sentence(passage, sentence)


def _of_sentence(passage: Passage, sentence: Sentence) -> Iterator[Finding]:
    pairs = list(pairs_in(sentence))
    used = {id(one.share) for one in pairs}
    taken = [one.part for one in pairs]
    for pair in pairs:
        yield from _judged(passage, sentence, pair, taken)
    carried: Number | None = None
    wrong: list[tuple[Number, Number]] = []
    series = of_sentence(sentence)
    around = bases.said_around(passage, sentence) if series else None
    announced = bases.said_in(sentence, taken)
    for share in sentence.numbers:
        if share.unit != "percent" or id(share) in used or is_change(sentence.text, share):
            continue
        own = bases.after(sentence, share)
        if own is not None:
            carried = own
        base = own or (carried if share.noun == "" else None)
        if base is None and announced is not None and bases.fits(share, announced):
            base = announced
        if (
            base is None
            and around is not None
            and around.explicit
            and bases.fits(share, around.number)
        ):
            base = around.number
        if base is not None and not possible(share, base):
            wrong.append((share, base))
    if wrong:
        yield impossible(sentence.section.code, sentence.text, wrong)


def possible(share: Number, base: Number) -> bool:
    """Whether the share can come from the base; nothing is said of rounded or live ones."""
    if share.approx or base.approx or share.interval or not (share.typed or base.typed):
        return True
    if base.unit or base.decimals or not 2 <= base.value <= 10**7 or share.value > 100:
        return True
    return bool(numerators(share.value, share.decimals, int(base.value)))


def impossible(section: str, text: str, wrong: list[tuple[Number, Number]]) -> Finding:
    """One finding for all the shares of a sentence, a list or a table."""
    told = []
    for share, base in wrong[:6]:
        whole = int(base.value)
        low = int(share.value * whole / 100)
        near = [
            f"{said(n)}/{said(whole)} = {said(rounded(Fraction(100 * n, whole), share.decimals), share.decimals)} %"
            for n in (low, low + 1)
        ]
        told.append(f"{said(share.value, share.decimals)} % ({' ; '.join(near)})")
    return Finding(
        rule=RULE,
        section=section,
        excerpt=excerpt(text),
        message=_("No whole number out of %(base)s gives %(shares)s.")
        % {"base": said(wrong[0][1].value), "shares": ", ".join(told)},
        remedy=_("Print the share with its numerator and its base, or insert the live figure."),
    )


def pairs_in(sentence: Sentence) -> Iterator[Pair]:
    """ "406 ouvreurs (58,79 %)", "13 des 87 locataires, soit 15 %", "46 % (25 sur 54)"."""
    spans = [(one.start, one.end) for one in sentence.ratios if one.kind == "out_of"]
    numbers = [
        one
        for one in sentence.numbers[:MOST]
        if one.unit in ("", "euro", "percent") and not any(a <= one.start < b for a, b in spans)
    ]
    of = _bases_inside(sentence, numbers)
    for index, (left, right) in enumerate(pairwise(numbers)):
        between = (
            sentence.text[left.end : right.start].replace("\u00a0", " ").replace("\u202f", " ")
        )
        if left.unit != "percent" and right.unit == "percent":
            if _THEN_SHARE.match(between) and not is_change(sentence.text, right):
                part = numbers[index - 1] if id(left) in of else left
                base = left if id(left) in of else None
                yield Pair(part, right, base or bases.after(sentence, right))
        elif (
            left.unit == "percent"
            and right.unit != "percent"
            and not is_change(sentence.text, left)
        ):
            if _THEN_COUNT.match(between) and not (index and _paired(sentence, numbers, index)):
                following = numbers[index + 2] if index + 2 < len(numbers) else None
                base = following if following is not None and id(following) in of else None
                yield Pair(right, left, base)


def _paired(sentence: Sentence, numbers: list[Number], index: int) -> bool:
    """Whether the share already has the numerator before it."""
    before = sentence.text[numbers[index - 1].end : numbers[index].start]
    return numbers[index - 1].unit != "percent" and bool(_THEN_SHARE.match(before))


def _bases_inside(sentence: Sentence, numbers: list[Number]) -> set[int]:
    """The numbers that are said to be what the number before them is out of."""
    found = set()
    for left, right in pairwise(numbers):
        between = (
            sentence.text[left.end : right.start].replace("\u00a0", " ").replace("\u202f", " ")
        )
        if (
            "percent" not in (left.unit, right.unit)
            and left.value <= right.value
            and _OUT_OF.match(between)
        ):
            found.add(id(right))
    return found


def _judged(
    passage: Passage, sentence: Sentence, pair: Pair, taken: list[Number]
) -> Iterator[Finding]:
    part, share = pair.part, pair.share
    if share.approx or part.approx or part.interval or not (part.typed or share.typed):
        return
    base = pair.base or bases.said_in(sentence, taken) or _recipients(passage, sentence, part)
    if base is None:
        around = bases.said_around(passage, sentence)
        base = around.number if around and around.explicit else None
    if base is not None and base.unit == part.unit and base.value >= part.value and not base.approx:
        printed = rounded(100 * part.value / base.value, share.decimals)
        if printed != share.value:
            made = f"{said(part.value)}/{said(base.value)} = {said(printed, share.decimals)} %"
            yield _mismatch(sentence, made, share)
    elif part.unit == "" and part.decimals == 0 and part.value > 0 and 0 < share.value <= 100:
        if not bases_of(part.value, share.value, share.decimals):
            yield _without_base(sentence, part, share)


def _recipients(passage: Passage, sentence: Sentence, part: Number) -> Number | None:
    """The people something was sent to: "envoyée à 690 personnes, 406 ouvreurs (58,79 %)"."""
    for one in sentence.numbers:
        before = sentence.text[max(0, one.start - 30) : one.start].lower()
        sent = one.noun.startswith(("destinatair", "abon", "répond", "repond", "inscrit", "envo"))
        if one.is_count and one is not part and (sent or re.search(r"envoy\w{1,4} à\s$", before)):
            return one
    return None


def _mismatch(sentence: Sentence, made: str, share: Number) -> Finding:
    return Finding(
        rule=RULE,
        section=sentence.section.code,
        excerpt=excerpt(sentence.text),
        message=_("%(made)s, and not %(printed)s %%.")
        % {"made": made, "printed": said(share.value, share.decimals)},
        remedy=_("Correct the share, its numerator or its base, or insert the live figure."),
    )


def _without_base(sentence: Sentence, part: Number, share: Number) -> Finding:
    middle = int(100 * part.value / share.value)
    near = [
        f"{said(part.value)}/{said(n)} = "
        f"{said(rounded(100 * part.value / n, share.decimals), share.decimals)} %"
        for n in (middle, middle + 1)
        if n > 0
    ]
    return Finding(
        rule=RULE,
        section=sentence.section.code,
        excerpt=excerpt(sentence.text),
        message=_("%(part)s cannot be %(share)s %% of any whole number: %(near)s.")
        % {
            "part": said(part.value),
            "share": said(share.value, share.decimals),
            "near": " ; ".join(near),
        },
        remedy=_("Correct the share or the number, or insert the live figure."),
    )
