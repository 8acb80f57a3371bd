"""Proportions in words, means and remainders against the numbers beside them."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from django.utils.translation import gettext as _

from filrouge.common.rounding import half_up
from filrouge.reports.guard.bases import said_in
from filrouge.reports.guard.findings import Finding, excerpt, said
from filrouge.reports.guard.lexicon import FAINT, stem, word_set
from filrouge.reports.guard.numbers import Number, Ratio
from filrouge.reports.guard.reading import Passage, Reading, Sentence
from filrouge.reports.guard.relations import PEOPLE, counts, rounded
from filrouge.reports.guard.rules_shares import pairs_in

_OUT_OF = re.compile(
    r"^(?:\s[\w’'·-]{1,25}){0,4}?\s(?:sur|des|de\sces|de\snos|parmi\sles|d[’']entre\sles)"
    r"(?:\sles|\snos|\sces)?\s$"
)


def ratios(reading: Reading) -> Iterator[Finding]:
    """ "Une personne sur six" beside 13 of 87; "le dernier quart" beside 6 of 35."""
    for passage in reading.passages:
        for index, sentence in enumerate(passage.sentences):
            for ratio in sentence.ratios:
                if ratio.kind != "counts" and not _is_live(sentence, ratio):
                    yield from _judged(passage, index, ratio)


def _is_live(sentence: Sentence, ratio: Ratio) -> bool:
    return any(ratio.start <= one.start < ratio.end and not one.typed for one in sentence.numbers)


def _judged(passage: Passage, index: int, ratio: Ratio) -> Iterator[Finding]:
    sentence = passage.sentences[index]
    for shown, exact in _evidence(passage, index, ratio):
        if agrees(ratio, exact):
            return
        yield Finding(
            rule="ratio",
            section=sentence.section.code,
            excerpt=excerpt(sentence.text),
            message=_("“%(ratio)s” beside %(numbers)s, which is %(exact)s.")
            % {"ratio": ratio.text, "numbers": shown, "exact": in_words(exact)},
            remedy=_("Correct the words or the numbers, or insert the figure with format=ratio."),
        )
        return


def agrees(ratio: Ratio, exact: Fraction) -> bool:
    """Whether the words may be said of the exact proportion."""
    if exact <= 0:
        return False
    slack = Fraction(15, 100) if ratio.approx else Fraction(0)
    if ratio.kind == "out_of" and ratio.top == 1:
        same = half_up(1 / exact) == ratio.base
        return same or abs(exact / ratio.value - 1) <= slack
    room = Fraction(5, 100) if ratio.approx or ratio.kind == "out_of" else Fraction(35, 1000)
    return abs(exact - ratio.value) <= room


def in_words(exact: Fraction) -> str:
    """ "15 %, un sur 7"."""
    percent = f"{said(rounded(100 * exact, 0))} %"
    return f"{percent}, 1/{half_up(1 / exact)}" if 0 < exact <= Fraction(1, 2) else percent


def _evidence(passage: Passage, index: int, ratio: Ratio) -> Iterator[tuple[str, Fraction]]:
    """Numbers that say the same proportion: in the sentence, else in a neighbour about it."""
    sentence = passage.sentences[index]
    found = list(_proportions(sentence, ratio))
    if found:
        yield min(found, key=lambda one: abs(one[2] - ratio.start))[:2]
        return
    if rest := _rest(passage, index, ratio):
        yield rest
        return
    about = _about(sentence)
    for other in (index - 1, index + 1):
        if 0 <= other < len(passage.sentences):
            neighbour = passage.sentences[other]
            if about & _about(neighbour):
                near = list(_proportions(neighbour, None)) or list(_numerator(passage, other))
                if len(near) == 1:
                    yield near[0][:2]
                    return


def _about(sentence: Sentence) -> frozenset[str]:
    return frozenset(one for one in sentence.stems - FAINT if one not in PEOPLE)


def _proportions(sentence: Sentence, ratio: Ratio | None) -> Iterator[tuple[str, Fraction, int]]:
    """ "13 sur 87", "13 des 87 locataires", "15 %": what they are and where."""
    text = sentence.text.replace("\u00a0", " ").replace("\u202f", " ")
    numbers = [
        one for one in sentence.numbers if ratio is None or not ratio.start <= one.start < ratio.end
    ]
    for left, right in zip(numbers, numbers[1:], strict=False):
        between = text[left.end : right.start]
        if left.is_count and right.is_count and 0 < left.value <= right.value:
            if _OUT_OF.match(between) or re.fullmatch(r"\s?/\s?", between):
                yield (
                    f"{said(left.value)}/{said(right.value)}",
                    left.value / right.value,
                    left.start,
                )
    base = said_in(sentence, numbers[:0])
    if base is not None and ratio is not None:
        alone = [one for one in counts(sentence) if one in numbers and one is not base]
        if len(alone) == 1 and 0 < alone[0].value < base.value:
            value = alone[0].value / base.value
            yield f"{said(alone[0].value)}/{said(base.value)}", value, alone[0].start
    for one in numbers:
        if one.unit == "percent" and not one.approx and 0 < one.value < 100:
            close = ratio is None or _touches(text, ratio, one)
            if close:
                yield f"{said(one.value, one.decimals)} %", one.value / 100, one.start


def _touches(text: str, ratio: Ratio, number: Number) -> bool:
    """Whether a percentage explains the words: "(15 %)", "soit 15 %"."""
    if number.start > ratio.end:
        between = text[ratio.end : number.start]
        return len(between) < 70 and bool(
            re.search(r"\(\s?(?:soit\s)?$|\bsoit\s(?:\w+\s)?$", between)
        )
    between = text[number.end : ratio.start]
    return len(between) < 70 and bool(
        re.search(r"\(\s?$|\bsoit\s(?:\w+\s)?$|,\s?(?:\w+\s)?$", between)
    )


def _numerator(passage: Passage, index: int) -> Iterator[tuple[str, Fraction, int]]:
    """A count in the sentence over the only larger count of people of the passage."""
    mine = [n for n in counts(passage.sentences[index]) if not n.approx]
    every = [n for s in passage.sentences for n in counts(s) if n.noun in PEOPLE]
    if len(mine) == 1:
        bases = [n for n in every if n.value > mine[0].value]
        if len(bases) == 1 and mine[0].value > 0:
            value = mine[0].value / bases[0].value
            yield f"{said(mine[0].value)}/{said(bases[0].value)}", value, mine[0].start


def _rest(passage: Passage, index: int, ratio: Ratio) -> tuple[str, Fraction] | None:
    """ "Le dernier quart vient de la justice (3), du logement (1)...": 6 of the 35 before."""
    sentence = passage.sentences[index]
    after = [
        one
        for one in counts(sentence)
        if one.start > ratio.end and sentence.text[: one.start].rstrip().endswith("(")
    ]
    if not after:
        return None
    top = sum((one.value for one in after), Fraction(0))
    earlier = [n for s in passage.sentences[:index] for n in counts(s)]
    earlier += [one for one in counts(sentence) if one.end <= ratio.start]
    whole = max((one.value for one in earlier), default=Fraction(0))
    if whole < 8 or top >= whole:
        return None
    made = " + ".join(said(one.value) for one in after)
    return f"({made})/{said(whole)}", top / whole


# --- means ---------------------------------------------------------------------------------------

_PER = re.compile(
    r"^(?:\s?[\w’'-]{1,25}){0,4}?\s?par\s(?P<per>[\w’'-]{2,25})(?:\set\spar\s(?P<also>[\w’'-]{2,25}))?",
    re.IGNORECASE,
)
_EVENTS = frozenset(
    stem(word)
    for word in word_set(
        "rencontres visites contacts entretiens réunions séances appels passages démarches"
        " accompagnements déplacements consultations interventions sorties supervisions"
    )
)
_TIMES = {"mois": 12, "semain": 52, "an": 1, "anne": 1, "trimestr": 4, "jour": 365}


def means(reading: Reading) -> Iterator[Finding]:
    """ "Trois fois par mois" beside 2 542 rencontres and 87 personnes."""
    for passage in reading.passages:
        for sentence in passage.sentences:
            for number in sentence.numbers:
                if number.unit not in ("", "times") or number.interval:
                    continue
                per = _PER.match(sentence.text[number.end : number.end + 70].replace("\u00a0", " "))
                if per and per["per"].lower() not in ("téléphone", "courriel", "mail", "rapport"):
                    yield from _mean(passage, sentence, number, stem(per["per"]))


def _mean(passage: Passage, sentence: Sentence, mean: Number, per: str) -> Iterator[Finding]:
    near = [sentence]
    place = passage.sentences.index(sentence)
    near += passage.sentences[max(0, place - 2) : place] + passage.sentences[place + 1 : place + 2]
    known = [n for s in near for n in counts(s) if n is not mean and n.value > 0]
    own = mean.noun if mean.unit == "" else ""
    totals = [
        n for n in known if (n.noun == own if own else n.noun in _EVENTS) and n.value > mean.value
    ]
    people = [n for n in known if n.noun in PEOPLE and n not in totals]
    if len(totals) != 1 or mean.value == 0:
        return
    total = totals[0].value
    if per in _TIMES:
        made = [total / _TIMES[per], *(total / (_TIMES[per] * n.value) for n in people)]
        wanted = made[1:] if people else (made if "fois" not in sentence.text else [])
        parts = [f"{said(total)} ÷ ({said(n.value)} × {_TIMES[per]})" for n in people]
        parts = parts or [f"{said(total)} ÷ {_TIMES[per]}"]
    else:
        bases = [n for n in known if n.noun == per or (per in PEOPLE and n in people)]
        made = wanted = [total / n.value for n in bases]
        parts = [f"{said(total)} ÷ {said(n.value)}" for n in bases]
    if not wanted or any(_mean_agrees(mean, one) for one in made):
        return
    if not any(n.typed for n in (mean, totals[0], *people)):
        return
    exact = wanted[0]
    yield Finding(
        rule="mean",
        section=sentence.section.code,
        excerpt=excerpt(sentence.text),
        message=_("%(made)s = %(exact)s, and not %(printed)s.")
        % {
            "made": parts[0],
            "exact": said(rounded(exact, max(1, mean.decimals)), max(1, mean.decimals)),
            "printed": said(mean.value, mean.decimals),
        },
        remedy=_("Say the mean with one decimal and its base, or insert the live figure."),
    )


def _mean_agrees(mean: Number, exact: Fraction) -> bool:
    slack = Fraction(15, 100) if mean.approx else Fraction(0)
    return rounded(exact, mean.decimals) == mean.value or (
        exact > 0 and abs(mean.value / exact - 1) <= slack
    )


# --- remainders ----------------------------------------------------------------------------------


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in word_set(words))


_OPPOSITES: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (
        _stems("maintenus maintenues maintien maintenir restés restées restent rester conservé"
               " conservent gardé gardent maintiennent maintenu maintenue resté restée garder"),
        _stems("sortis sorties sortie sorti sortent quitté quittent perdu pertes perte perdent"
               " expulsés expulsées expulsion expulsions fins abandonné abandons exclus départs"
               " partis parties quittés sortir"),
    ),
    (_stems("acceptées acceptés acceptée accepté acceptent"), _stems("refusées refusés refus refusée")),
    (_stems("réussi réussite réussissent"), _stems("échoué échec échecs échouent")),
    (_stems("présents présence présentes"), _stems("absents absences absentes absence")),
    (_stems("satisfaits satisfaites satisfaction"), _stems("insatisfaits insatisfaites mécontents")),
)  # fmt: skip


def remainders(reading: Reading) -> Iterator[Finding]:
    """ "90 % se maintiennent" beside 10 departures of 87: the rest does not make the share."""
    for passage in reading.passages:
        sentences = passage.sentences
        for index, sentence in enumerate(sentences):
            kept = [n for n in sentence.numbers if n.unit == "percent" and not n.approx]
            if len(kept) != 1:
                continue
            for yes, no in _OPPOSITES:
                if sentence.stems & yes:
                    near = sentences[max(0, index - 2) : index + 3]
                    yield from _rest_of(sentence, near, kept[0], no)


def _rest_of(
    sentence: Sentence, near: Sequence[Sentence], kept: Number, no: frozenset[str]
) -> Iterator[Finding]:
    known = [(one, other) for other in near for one in counts(other) if not one.approx]
    lost = [one for one, other in known if _says(other, one, no)]
    bases = [one for one, _other in known if one.noun in PEOPLE and one not in lost]
    if len(lost) != 1 or not bases:
        return
    base = max(bases, key=lambda one: one.value)
    if lost[0].value >= base.value or not any(one.typed for one in (kept, lost[0], base)):
        return
    if any(pair.share is kept for pair in pairs_in(sentence)):
        return  # its own numerator is judged elsewhere
    exact = rounded(100 * (base.value - lost[0].value) / base.value, kept.decimals)
    if exact != kept.value:
        rest = base.value - lost[0].value
        yield Finding(
            rule="remainder",
            section=sentence.section.code,
            excerpt=excerpt(sentence.text),
            message=_(
                "%(base)s − %(lost)s = %(rest)s, which is %(exact)s %%, and not %(printed)s %%."
            )
            % {
                "base": said(base.value),
                "lost": said(lost[0].value),
                "rest": said(rest),
                "exact": said(exact, kept.decimals),
                "printed": said(kept.value, kept.decimals),
            },
            remedy=_("Say the base and what is done with deaths, or insert the live figure."),
        )


def _says(sentence: Sentence, number: Number, stems: frozenset[str]) -> bool:
    """Whether the words around a number, up to the next ones, are of this family."""
    start = number.end
    if not number.noun:
        start = max([n.end for n in sentence.numbers if n.end <= number.start] + [start - 40])
    end = min([n.start for n in sentence.numbers if n.start >= number.end] + [number.end + 60])
    around = [word.stem for word in sentence.words if start <= word.start < end]
    return number.noun in stems or any(one in stems for one in around)
