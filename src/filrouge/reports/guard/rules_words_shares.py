"""Words that say a share ("majorité", "un tiers", "tous"), held against the share beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from filrouge.reports.document import Exhibit
from filrouge.reports.guard.findings import Finding
from filrouge.reports.guard.findings import said as printed
from filrouge.reports.guard.lexicon import WORD, content
from filrouge.reports.guard.reading import Reading, TypedList
from filrouge.reports.guard.rules_words_prose import (
    HIDDEN,
    Quantity,
    Said,
    covered,
    fold,
    neighbours,
    passages_said,
    pattern,
)

_NEAR = r"(?:pres d(?:es?|')|environ|presque|quelque|a peu pres|autour d[e'])"
_OVER = r"(?:plus d(?:es?|')|au moins|au-dela d[e']|un peu plus d[e']|largement plus d[e'])"
_UNDER = r"(?:moins d(?:es?|')|a peine|un peu moins d[e'])"
_LARGE = r"(?:large|grande|tres grande|forte|ecrasante|immense|vaste|tres large|nette)"
_APPROX = (
    rf"(?:(?P<near>{_NEAR})|(?P<over>{_OVER})|(?P<under>{_UNDER}))? ?"
    r"(?:la |le |les |un |une |l')?(?:dernier |premier |bon(?:ne)? |petite? |autre )?"
)
_OF = r"(?= (?:d|en |restante?|est |sont |a |ont )|[ ,.;:)(]*$|[,.;:)]| \()"
_PHRASES: tuple[tuple[re.Pattern[str], tuple[int, int]], ...] = (
    (
        re.compile(r"\b(?:la )?quasi[- ]totalite|\bpresque tou(?:s|tes)|\bla quasi-unanimite"),
        (90, 100),
    ),
    (
        re.compile(
            rf"\b{_LARGE} majorite|\blargement (?:majoritaires?|en majorite)"
            r"|\blargement dans la majorite"
        ),
        (60, 100),
    ),
    (re.compile(r"\bl'essentiel d(?:e|es|u)\b|\bl'essentiel d'"), (60, 100)),
    (re.compile(r"\bmajorite\b|\bmajoritaires?\b|\bmajoritairement\b|\bla plupart\b"), (50, 100)),
    (re.compile(r"\bminorite\b|\bminoritaires?\b|\bminoritairement\b"), (0, 50)),
)
_FRACTIONS: tuple[tuple[str, Fraction], ...] = (
    ("deux tiers", Fraction(200, 3)), ("trois quarts", Fraction(75)), ("moitie", Fraction(50)),
    ("tiers", Fraction(100, 3)), ("quart", Fraction(25)), ("cinquieme", Fraction(20)),
    ("sixieme", Fraction(50, 3)), ("huitieme", Fraction(25, 2)), ("dixieme", Fraction(10)),
)  # fmt: skip
_FRACTION = re.compile(rf"\b{_APPROX}(?P<part>{'|'.join(name for name, _v in _FRACTIONS)})\b{_OF}")


@dataclass(frozen=True)
class Word:
    """A word that says a share: the interval that makes it true, ends excluded when `strict`."""

    start: int
    end: int
    low: Fraction
    high: Fraction
    strict: bool

    def fits(self, share: Fraction) -> bool:
        return self.low < share < self.high or (not self.strict and share in (self.low, self.high))


def share_words(said: Said) -> list[Word]:
    """Majorities, minorities and fractions said in words."""
    text = said.typed
    found: list[Word] = []
    innocent = pattern("majority", "innocent")
    for phrase, (low, high) in _PHRASES:
        for one in phrase.finditer(text):
            inside = any(w.start <= one.start() < w.end for w in found)
            if not inside and not covered(innocent, text, one.start()) and not _relative(text, one):
                low_ = Fraction(0) if low == 0 else Fraction(low)
                end = Fraction(101) if high == 100 else Fraction(high)
                found.append(Word(one.start(), one.end(), low_ - (low == 0), end, True))
    for one in _FRACTION.finditer(text):
        if covered(innocent, text, one.start("part")) or any(
            w.start <= one.start("part") < w.end for w in found
        ):
            continue
        value = dict(_FRACTIONS)[one["part"]]
        if one["part"] in (
            "tiers",
            "quart",
            "cinquieme",
            "sixieme",
            "huitieme",
            "dixieme",
        ) and not re.search(
            r"(?:un|le|l'autre|dernier|premier|bon|petit) ?$",
            text[: one.start("part")].rstrip() + " ",
        ):
            continue
        found.append(_fraction(one, value))
    return sorted(found, key=lambda w: w.start)


def _fraction(one: re.Match[str], value: Fraction) -> Word:
    slack = max(value * Fraction(1, 10), Fraction(2))
    if one["over"]:
        return Word(one.start(), one.end(), value, min(value + 30, Fraction(101)), True)
    if one["under"]:
        return Word(one.start(), one.end(), max(value - 30, Fraction(-1)), value, True)
    return Word(one.start(), one.end(), value - slack, value + slack, False)


def _relative(text: str, one: re.Match[str]) -> bool:
    """ "plus majoritaire que", "n'est plus la majorité": no claim of a share."""
    before, after = text[max(0, one.start() - 24) : one.start()], text[one.end() : one.end() + 30]
    if re.search(
        r"\b(?:pas|plus|ni|sans|non|jamais|sans etre|n'est|sans que) (?:une |la |de |etre |en )?$",
        before,
    ):
        return True
    return bool(re.match(r" (?:relative|au pouvoir)", after))


def majority(reading: Reading) -> Iterator[Finding]:
    """A majority that is none, a third that is a sixth."""
    for passage in passages_said(reading):
        for said in passage:
            if not said.claims:
                continue
            for word in share_words(said):
                shares, place = shares_beside(reading, passage, said, word)
                if shares and not any(word.fits(share) for share in shares):
                    yield _majority(said, word, shares, place)
                    break


def _majority(said: Said, word: Word, shares: list[Fraction], place: str) -> Finding:
    text = said.text[word.start : word.end].strip()
    share = shares[0] if place == "sentence" else max(shares)
    remedy = (
        _("Write “the largest group”, or the share itself: format=share prints it with its base.")
        if word.low >= 50 and share <= 50
        else _("Write the share itself (format=share, or format=ratio for “one in seven”).")
    )
    return said.finding(
        "majority",
        _("“%(words)s” is not %(share)s %%.") % {"words": text, "share": printed(share)},
        remedy,
    )


def shares_beside(
    reading: Reading, passage: list[Said], said: Said, word: Word
) -> tuple[list[Fraction], str]:
    """The shares a word may mean: in its clause, its sentence, else the list or table beside it."""
    start, end = said.clause(word.start)
    if found := shares_in(said, start, end):
        return found, "sentence"
    for a, b in ((start, _next_clause(said, end)), (0, len(said.typed))):
        if found := [
            share
            for share, at in shares_with_place(said)
            if a <= at < b and not _opposed(said, word, at)
        ]:
            return found, "sentence"
    if word.low < 50 or word.high < 100:
        return [], ""
    # A largest share below a half contradicts any majority, wherever it is printed beside.
    _before, after = neighbours(reading, said.passage)
    last = said.sentence is said.passage.sentences[-1]
    for part in after[:1] if last else []:
        found = shares_of(part)
        if len(found) > 1 and (said.text.rstrip().endswith(":") or _names(part, said)):
            return found, "beside"
    return [], ""


def _opposed(said: Said, word: Word, at: int) -> bool:
    """Whether a share is said of something else: "la majorité sont des hommes, mais 36 %..."."""
    between = said.typed[min(word.end, at) : max(word.start, at)]
    return bool(re.search(r"\b(?:mais|tandis|alors|contre|les autres|dont|pourtant)\b", between))


def _next_clause(said: Said, end: int) -> int:
    return next((b for a, b in said.clauses if a >= end), end)


def _names(part: object, said: Said) -> bool:
    """Whether what follows is about the same thing: a word of its title or of its list."""
    if isinstance(part, TypedList):
        return False
    title = getattr(part, "title", "") or getattr(part, "heading", "")
    stems = {content(w[0]) for w in WORD.finditer(title)} - {""}
    return bool(stems & said.sentence.stems)


def shares_of(part: Any) -> list[Fraction]:
    """The shares a list, a table or a drawing shows."""
    if isinstance(part, TypedList):
        texts = [item.text for item in part.items]
    elif isinstance(part, Exhibit):
        texts = [cell for row in part.rows for cell in row[1:]]
    elif hasattr(part, "rows"):
        texts = [cell.text for row in part.rows for cell in row[1:]]
    else:
        return []
    found = (re.search(r"(\d+(?:,\d+)?) ?%", fold(text)) for text in texts)
    return [Fraction(one[1].replace(",", ".")) for one in found if one]


def shares_in(said: Said, start: int, end: int) -> list[Fraction]:
    """The shares of a span: percents, "61 sur 141", "61 des 141", live figures that know theirs."""
    return [share for share, at in shares_with_place(said) if start <= at < end]


def shares_with_place(said: Said) -> list[tuple[Fraction, int]]:
    """Every share of a sentence with where it is written."""
    found = [(q.share, q.start) for q in said.quantities if q.share is not None]
    for top, base in pairwise(said.quantities):
        if part := _out_of(said, top, base):
            found.append((part, top.start))
    return sorted(found, key=lambda one: one[1])


def _out_of(said: Said, top: Quantity, base: Quantity) -> Fraction | None:
    gap = said.typed[top.end : base.start]
    if not (top.counts and base.counts and top.value is not None and base.value):
        return None
    if (
        HIDDEN in gap
        or re.search(r"\b(?:quarts?|tiers|moitie)\b", gap)
        or not re.fullmatch(
            r"[^.;:,]{0,40}?\b(?:sur|des|de(?: ces| nos| leurs)?|parmi)"
            r"(?: les| un total de| ces| nos)? ",
            gap,
        )
    ):
        return None
    return 100 * top.value / base.value if top.value <= base.value else None
