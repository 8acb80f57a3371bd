"""What several rules ask about the quantities of a sentence: parts of a whole, near misses."""

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from filrouge.common.rounding import half_up
from filrouge.reports.guard.findings import said
from filrouge.reports.guard.lexicon import stem, word_set
from filrouge.reports.guard.numbers import Number
from filrouge.reports.guard.reading import Sentence

MOST = 60
"""Numbers of a sentence that rules compare: more is a list of codes, not a sentence."""

PEOPLE = frozenset(
    stem(word)
    for word in word_set(
        """
        hommes femmes homme femme adultes enfants mineurs majeurs jeunes personnes locataires
        participants participantes travailleurs travailleuses usagers bénéficiaires couples membres
        candidats candidates veufs célibataires aînés seniors pairs résidents
        """
    )
)
_LINK = re.compile(r",|;|\bet\b|\bpuis\b|\bainsi que\b|\bplus\b|\+|/", re.IGNORECASE)


def counts(sentence: Sentence) -> list[Number]:
    """The whole numbers of things, without ratios, intervals and "per month" ones."""
    return [one for one in sums_of(sentence) if one.is_count]


def sums_of(sentence: Sentence) -> list[Number]:
    """Counts, measures without unit and amounts: what can be part of a whole."""
    inside = [(ratio.start, ratio.end) for ratio in sentence.ratios]
    found = []
    last = -1
    for one in sentence.numbers[:MOST]:
        # "26 deux produits": the second number belongs to the words of the first.
        follows = last >= 0 and not sentence.text[last : one.start].strip()
        last = one.end
        if (
            one.unit in ("", "euro")
            and not one.interval
            and not follows
            and not any(start <= one.start < end for start, end in inside)
            and not _is_rate(sentence, one)
        ):
            found.append(one)
    return found


def without_small_words(numbers: Sequence[Number]) -> list[Number]:
    """Parts written in digits; numbers in letters among them ("26 en prennent deux") are words."""
    digits = [one for one in numbers if not one.letters]
    return digits if len(digits) >= 2 else list(numbers)


def _is_rate(sentence: Sentence, number: Number) -> bool:
    """ "4 par mois", "3 participants chacun": not parts of a whole. "12 par téléphone" is one."""
    after = sentence.text[number.end : number.end + 45]
    return bool(
        re.match(
            r"\s?(?:[\w’'-]{1,25}\s){0,2}(?:par\s(?:mois|semaine|an\b|jour|trimestre|personne|groupe"
            r"|séance|équipe|locataire|rencontre|session|module|institution|participant)|chacune?s?\b"
            r"|en\smoyenne\b)",
            after.lstrip("\u00a0\u202f"),
            re.IGNORECASE,
        )
    )


def outside_parentheses(sentence: Sentence, numbers: Sequence[Number]) -> list[Number]:
    """The numbers that stand in no parenthesis; those in parentheses when there is no other."""
    depth, spans, opened = 0, [], 0
    for place, char in enumerate(sentence.text):
        if char == "(":
            depth, opened = depth + 1, place if depth == 0 else opened
        elif char == ")" and depth:
            depth -= 1
            if depth == 0:
                spans.append((opened, place))
    out = [n for n in numbers if not any(a < n.start < b for a, b in spans)]
    return out if len(out) >= 2 else list(numbers)


def enumerated(sentence: Sentence, numbers: Sequence[Number]) -> list[Number]:
    """The longest run from the first number where each is joined to the next by "," or "et"."""
    run = list(numbers[:1])
    for left, right in pairwise(numbers):
        between = sentence.text[left.end : right.start]
        if len(between) > 160 or not _LINK.search(between):
            break
        run.append(right)
    return run


def near(total: Fraction, whole: Fraction, share: Fraction = Fraction(6, 100)) -> bool:
    """Whether a sum misses the whole by little: the mark of a slip, not of another subject."""
    return total != whole and abs(total - whole) <= max(Fraction(1), whole * share)


def same_kind(whole: Number, parts: Sequence[Number]) -> bool:
    """Whether the parts may be parts of the whole: understood, the same noun, or people."""
    return whole.unit == "euro" or all(
        part.noun in ("", whole.noun) or part.noun in PEOPLE for part in parts
    )


def typed(numbers: Sequence[Number]) -> bool:
    """Whether a person typed one of them: live figures alone are counted by the software."""
    return any(number.typed for number in numbers)


def precise(numbers: Sequence[Number]) -> bool:
    return not any(number.approx for number in numbers)


def numerators(share: Fraction, decimals: int, base: int) -> range:
    """The whole numbers over the base that are printed as this percentage, rounded half-up."""
    scale = 2 * 100 * 10**decimals
    printed = int(share * 10**decimals)
    least = -((1 - 2 * printed) * base // scale) if printed else 0
    most = -(-(2 * printed + 1) * base // scale) - 1
    return range(max(least, 0), min(most, base) + 1)


def bases(part: Fraction, share: Fraction, decimals: int) -> range:
    """The whole bases for which a numerator is printed as this percentage, rounded half-up."""
    half = Fraction(1, 2 * 10**decimals)
    low = 100 * part / (share + half)
    least = low.numerator // low.denominator + 1
    if share <= half:
        return range(least, least + 1)
    high = 100 * part / (share - half)
    return range(max(least, -(-part.numerator // part.denominator)), int(high) + 1)


def rounded(value: Fraction, decimals: int) -> Fraction:
    return Fraction(half_up(value, decimals))


def equation(parts: Sequence[Number]) -> str:
    """ "56 + 32 = 88"."""
    total = sum((part.value for part in parts), Fraction(0))
    places = max(part.decimals for part in parts)
    return " + ".join(said(one.value, one.decimals) for one in parts) + f" = {said(total, places)}"
