"""Parts that do not make their whole, in sentences."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from django.utils.translation import gettext as _

from filrouge.reports.guard.findings import Finding, excerpt, said
from filrouge.reports.guard.numbers import Number
from filrouge.reports.guard.reading import Passage, Reading, Sentence
from filrouge.reports.guard.relations import (
    counts,
    enumerated,
    equation,
    near,
    outside_parentheses,
    precise,
    same_kind,
    sums_of,
    typed,
    without_small_words,
)

RULE = "sums"

_WHOLE_FIRST = re.compile(
    r"(?P<strict>:|\bsoit\b|\bà savoir\b|\bc[’']est-à-dire\b|\brépart\w{1,6}\b|\bse compos\w{1,5}\b"
    r"|\bcompos(?:é|ée|és|ées) d|\bse décompos\w{1,6}\b|\bse divis\w{1,5}\b|[—–(])"
    r"|(?P<within>\bdont\b|\bparmi l\w{4,10}\b|\bparmi (?:eux|elles)\b|\bd[’']entre (?:eux|elles)\b)",
    re.IGNORECASE,
)
_TOTAL_AFTER = re.compile(
    r"\bsoit\b|\bau total\b|\ben tout\b|\bun total de\b|\btotal(?:ise|isent|isant)?\b|="
    r"|\bensemble\b|\bsur l[’']ensemble\b",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    r"(?:^|[\s(])(?:sur|parmi|des|de|d[’']entre)\s"
    r"(?:un total de\s|l[’']ensemble des\s|les\s|ces\s|nos\s)?$",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:a|ont|est|sont|était|étaient|avait|avaient|n|ne|se|viennent|concernent|vivent|habitent"
    r"|restent|quittent|perçoivent|bénéficient|consomment|travaillent|suivent|portent|relèvent)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:les|et)\s(?:\w+\s)?autres\b|\brestante?s?\b|\bet le reste\b", re.IGNORECASE
)
_SUM = re.compile(r"(?<![\d,+−-])(\d[\d \u00a0\u202f]{0,9}(?:\s?[+]\s?\d[\d \u00a0\u202f]{0,9}){1,30})=\s?"
                  r"(\d[\d \u00a0\u202f]{0,9})(?![\d,%])")  # fmt: skip


def sums(reading: Reading) -> Iterator[Finding]:
    """Whole and parts in one sentence, or the whole in one and its parts in the next."""
    for passage in reading.passages:
        caught = set()
        for index, sentence in enumerate(passage.sentences):
            following = passage.sentences[index + 1 : index + 2]
            for finding in _in_sentence(sentence, following):
                caught.add(id(sentence))
                yield finding
        if not caught:
            yield from _over_sentences(passage)


def _in_sentence(sentence: Sentence, following: Sequence[Sentence]) -> Iterator[Finding]:
    known = sums_of(sentence)
    several = (
        [one for one in known if one.is_count],
        [one for one in known if one.unit == "euro"],
        [one for one in known if one.unit == ""] if any(one.decimals for one in known) else [],
    )
    for found in several:
        if len(found) >= 3:
            yield from _first(
                _whole_then_parts(sentence, found, following),
                _out_of_whole(sentence, found),
                _parts_then_whole(sentence, found),
            )
    yield from _product(sentence)
    yield from _equations(sentence)


def _first(*several: Iterator[Finding]) -> Iterator[Finding]:
    """The findings of the first that has any: a sentence is not blamed twice for one slip."""
    for findings in several:
        known = list(findings)
        if known:
            yield from known
            return


def _whole_then_parts(
    sentence: Sentence, found: list[Number], following: Sequence[Sentence]
) -> Iterator[Finding]:
    """ "54 demandes, dont 43 avec dossier et 12 par téléphone"."""
    for marker in _WHOLE_FIRST.finditer(sentence.text):
        before = [one for one in found if one.end <= marker.start()]
        after = [one for one in found if one.start >= marker.end()]
        if not before or len(after) < 2:
            continue
        whole = before[-1]
        bridge = sentence.text[whole.end : marker.start()]
        if len(bridge) > 120 or ";" in bridge:
            continue
        if whole.text in ("un", "une") or after[0].start - marker.end() > 90:
            continue
        parts = enumerated(sentence, without_small_words(outside_parentheses(sentence, after)))
        parts = _until_total(sentence, parts)
        if len(parts) < 2 or _completed(whole, parts, following):
            continue
        if _judged(sentence, marker, whole, parts):
            yield _finding(sentence, whole, parts)
            return


def _completed(whole: Number, parts: Sequence[Number], following: Sequence[Sentence]) -> bool:
    """Whether the next sentence tells the rest: "Les 6 autres viennent d'ailleurs"."""
    rest = whole.value - sum((one.value for one in parts), Fraction(0))
    for sentence in following:
        found = counts(sentence)
        if rest in (sum((n.value for n in found), Fraction(0)), *(n.value for n in found)):
            return rest != 0
    return False


def _until_total(sentence: Sentence, parts: list[Number]) -> list[Number]:
    """The parts before another "soit" or "dont", which open something else."""
    kept = parts[:1]
    for left, right in pairwise(parts):
        if re.search(
            r"\b(?:soit|dont|au total|en tout)\b|;|\bcontre\s?$",
            sentence.text[left.end : right.start],
        ):
            break
        kept.append(right)
    return kept


def _judged(
    sentence: Sentence, marker: re.Match[str], whole: Number, parts: Sequence[Number]
) -> bool:
    """Whether these parts contradict the whole, given how they are joined to it."""
    everything = [whole, *parts]
    total = sum((one.value for one in parts), Fraction(0))
    if total == whole.value or not typed(everything) or not precise(everything):
        return False
    if _works_out(whole.value, [one.value for one in parts]):
        return False
    related = same_kind(whole, parts)
    if marker.lastgroup == "within":
        return total > whole.value and (related or near(total, whole.value))
    span = sentence.text[marker.end() : parts[-1].end + 25]
    if marker[0] in "(—–":
        return near(total, whole.value) and related
    if marker[0].lower().startswith("répart"):
        return near(total, whole.value, Fraction(1, 10)) or (related and total > whole.value)
    if _VERB.search(span) and not _OTHERS.search(span):
        return near(total, whole.value)
    return related or near(total, whole.value)


def _works_out(whole: Fraction, parts: list[Fraction]) -> bool:
    """Whether other arithmetic of the same numbers holds: a product, or some of the parts."""
    product = Fraction(1)
    for part in parts:
        product *= part
    if product == whole:
        return True
    running = Fraction(0)
    for part in parts[:-1]:
        running += part
        if running == whole and len(parts) > 2:
            return True
    # "12, dont 7 femmes et 5 hommes, et 3 stagiaires": a head that makes the whole is enough.
    return False


def _out_of_whole(sentence: Sentence, found: list[Number]) -> Iterator[Finding]:
    """ "Sur les 87 locataires, 56 sont des hommes et 32 des femmes"."""
    whole = found[0]
    before = sentence.text[max(0, whole.start - 60) : whole.start]
    announced = _OUT_OF.search(before)
    parts = enumerated(sentence, without_small_words(outside_parentheses(sentence, found[1:])))
    parts = _until_total(sentence, parts)
    if (
        not announced
        or len(parts) < 2
        or not typed([whole, *parts])
        or not precise([whole, *parts])
    ):
        return
    total = sum((one.value for one in parts), Fraction(0))
    others = _OTHERS.search(sentence.text[parts[0].start : parts[-1].end + 20])
    if total == whole.value or _works_out(whole.value, [one.value for one in parts]):
        return
    if (
        near(total, whole.value)
        or (others and same_kind(whole, parts))
        or _genders(sentence, parts)
    ):
        yield _finding(sentence, whole, parts)


def _genders(sentence: Sentence, parts: Sequence[Number]) -> bool:
    """Two parts that are men and women make the whole, whatever the gap."""
    said_ = sentence.text[parts[0].start : parts[-1].end + 30].lower()
    return len(parts) == 2 and "homme" in said_ and "femme" in said_


def _parts_then_whole(sentence: Sentence, found: list[Number]) -> Iterator[Finding]:
    """ "43 avec dossier et 12 par téléphone, soit 54 demandes"."""
    for marker in _TOTAL_AFTER.finditer(sentence.text):
        before = [one for one in found if one.end <= marker.start()]
        after = [one for one in found if one.start >= marker.end()]
        if len(before) < 2 or not after or after[0].start - marker.end() > 40:
            continue
        whole = after[0]
        parts = without_small_words(outside_parentheses(sentence, before))
        parts = list(reversed(_run_back(sentence, parts)))
        everything = [whole, *parts]
        total = sum((one.value for one in parts), Fraction(0))
        if (
            len(parts) < 2
            or total == whole.value
            or not typed(everything)
            or not precise(everything)
        ):
            continue
        values = [one.value for one in parts]
        if _works_out(whole.value, values) or _some_operation(whole.value, values):
            continue
        if near(total, whole.value, Fraction(1, 10)) or (
            marker[0].lower() != "soit" and same_kind(whole, parts)
        ):
            yield _finding(sentence, whole, parts)
            return


def _run_back(sentence: Sentence, numbers: list[Number]) -> list[Number]:
    run = [numbers[-1]]
    for left, right in zip(reversed(numbers[:-1]), reversed(numbers), strict=False):
        between = sentence.text[left.end : right.start]
        if (
            not re.search(r",|;|\bet\b|\bpuis\b|\bainsi que\b|\bplus\b|\+", between)
            or ":" in between
        ):
            break
        run.append(left)
    return run


def _some_operation(whole: Fraction, values: list[Fraction]) -> bool:
    """Whether two of the numbers give the whole by any operation."""
    for index, left in enumerate(values):
        for right in values[index + 1 :]:
            if whole in (left + right, left * right, abs(left - right)):
                return True
            if right and left and whole in (left / right, right / left):
                return True
    return False


_GROUPS_OF = re.compile(
    r"^\s(?:[\w’'-]{1,25}\s){1,3}(?:de|d[’']|à|avec|comptant|comprenant|réunissant)\s?$"
)


def _product(sentence: Sentence) -> Iterator[Finding]:
    """ "9 groupes de 4 participants chacun, soit 40 personnes"."""
    every = [one for one in sentence.numbers if one.decimals == 0 and one.unit in ("", "time")]
    for left, right in pairwise(every):
        between = (
            sentence.text[left.end : right.start].replace("\u00a0", " ").replace("\u202f", " ")
        )
        if not _GROUPS_OF.match(between) or left.unit:
            continue
        each = bool(
            re.match(
                r"\W?(?:[\w’'·-]+\s){0,3}chacune?s?\b|.{0,30}\bpar\s", sentence.text[right.end :]
            )
        )
        product = left.value * right.value
        for other in every:
            if other in (left, right) or (other.unit != right.unit):
                continue
            after = sentence.text[right.end : other.start] if other.start > right.end else ""
            total = bool(_TOTAL_AFTER.search(after)) and len(after) < 60
            before = (
                each and other.end <= left.start and other.noun in (right.noun, "", *_anyone(right))
            )
            three = [left, right, other]
            if (total or before) and product != other.value and typed(three) and precise(three):
                times = f"{said(left.value)} × {said(right.value)} = {said(product)}"
                yield _contradiction(sentence, times, said(other.value))
                return


def _anyone(number: Number) -> tuple[str, ...]:
    return ("person", "particip") if number.noun in ("person", "particip") else ()


def _equations(sentence: Sentence) -> Iterator[Finding]:
    """A sum written out: "11 + 9 + 8 + 7 = 36"."""
    if "=" not in sentence.text or "+" not in sentence.text:
        return
    for match in _SUM.finditer(sentence.text):
        parts = [int(re.sub(r"\D", "", part)) for part in match[1].split("+")]
        whole = int(re.sub(r"\D", "", match[2]))
        if sum(parts) != whole:
            made = " + ".join(map(said, parts)) + f" = {said(sum(parts))}"
            yield _contradiction(sentence, made, said(whole))


def _over_sentences(passage: Passage) -> Iterator[Finding]:
    """The whole in a sentence and parts, whose noun is understood, in the next ones."""
    if len(passage.sentences) < 2:
        return
    all_counts = [counts(sentence) for sentence in passage.sentences[:40]]
    yield from _total_next(passage, all_counts)
    for index, found in enumerate(all_counts[:-1]):
        if len(found) != 1:
            continue
        whole = found[0]
        parts: list[Number] = []
        for following in all_counts[index + 1 : index + 5]:
            mine = [
                n for n in following if n.noun in ("", whole.noun) and 0 < n.value < whole.value
            ]
            if not mine or len(mine) != len(following):
                break
            parts.extend(mine)
            if sum((one.value for one in parts), Fraction(0)) >= whole.value:
                break
        total = sum((one.value for one in parts), Fraction(0))
        everything = [whole, *parts]
        if (
            len(parts) >= 2
            and whole.value >= 3
            and near(total, whole.value, Fraction(3, 100))
            and typed(everything)
            and precise(everything)
        ):
            yield _finding(passage.sentences[index], whole, parts)
            return


def _total_next(passage: Passage, all_counts: list[list[Number]]) -> Iterator[Finding]:
    """Parts in a sentence, "Au total" in the next one."""
    for index, (before, after) in enumerate(pairwise(all_counts)):
        sentence = passage.sentences[index + 1]
        if len(after) != 1 or len(before) < 2 or not _TOTAL_AFTER.search(sentence.text):
            continue
        whole = after[0]
        parts = enumerated(
            passage.sentences[index],
            without_small_words(outside_parentheses(passage.sentences[index], before)),
        )
        total = sum((one.value for one in parts), Fraction(0))
        values = [one.value for one in parts]
        everything = [whole, *parts]
        if len(parts) < 2 or total == whole.value or _some_operation(whole.value, values):
            continue
        close = near(total, whole.value, Fraction(1, 10))
        same = {one.noun for one in parts} <= {"", whole.noun}
        if typed(everything) and precise(everything) and (close or same):
            yield _finding(sentence, whole, parts)
            return


def _finding(sentence: Sentence, whole: Number, parts: Sequence[Number]) -> Finding:
    return _contradiction(sentence, equation(parts), said(whole.value, whole.decimals))


def _contradiction(sentence: Sentence, made: str, printed: str) -> Finding:
    return Finding(
        rule=RULE,
        section=sentence.section.code,
        excerpt=excerpt(sentence.text),
        message=_("%(made)s, and not %(printed)s.") % {"made": made, "printed": printed},
        remedy=_("Correct one of the parts or the total, or insert the live figures."),
    )
