"""What the rules about wording see of a sentence: folded words, clauses, numbers said once."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from filrouge.reports.document import Live, Section, Value
from filrouge.reports.guard.findings import Finding, excerpt
from filrouge.reports.guard.reading import Passage, Reading, Sentence, TypedList

LONGEST = 1500
"""Characters of a sentence that is read."""

HIDDEN = "\x00"
"""Stands where a live figure is printed, so that no word of it is read as typed."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a reader takes it; a live figure is one, whatever it prints.

    `unit` as in `numbers.Number`. `sign` is the direction it says itself ("+4 %", "une hausse de
    4 %"), None when it says none. `end` comes after its unit.
    """

    start: int
    end: int
    value: Fraction | None
    unit: str
    noun: str = ""
    noun_text: str = ""
    approx: str = ""
    live: Live | None = None
    figure: Value | None = None
    sign: int | None = None
    interval: bool = False

    @property
    def counts(self) -> bool:
        """Whether it counts things: no share, no duration, no change."""
        return self.value is not None and self.unit == "" and self.sign is None

    @property
    def share(self) -> Fraction | None:
        """The share it says, in percent, as far as it can be known."""
        figure = self.figure
        if figure and self.sign is None and figure.measure in SHARES:
            top, below = figure.numerator, figure.denominator
            if top and below and Fraction(below):
                return 100 * Fraction(top) / Fraction(below)
        return self.value if self.unit == "percent" and self.sign is None else None


MEAN_BEFORE = re.compile(
    r"\b(?:moyen(?:ne)?s? (?:\S+ ){0,4}?(?:d[e']|est|atteint|:)|moyenne|en moyenne)"
    r"(?: d[e']| a)? ?$"
)
"""What stands just before a mean."""

SHARES = ("share", "share_of_sums", "sum_share", "largest_share", "one_in")
_UNITS = {
    "percent": "percent", "points": "points", "EUR": "euro", "days": "time", "minutes": "time",
    "years": "time", "hours": "time",
}  # fmt: skip
_CLAUSE = re.compile(
    r"\s*(?:[;:—–]|,(?=\s)(?!\s*(?:soit|ce qui|c'est-a-dire)\b)|\.\.\.)\s*"
    r"|\s+(?:tandis qu[e']|alors qu[e']|mais|quand|pendant qu[e']|bien qu[e']|et)\s+"
)
_UNIT = re.compile(
    r" {0,2}(?:%|pour cent\b|pc\b|points?\b|€|euros?\b|eur\b|ans?\b|annees?\b|mois\b|jours?\b"
    r"|semaines?\b|heures?\b|minutes?\b|fois\b)"
)


def fold(text: str) -> str:
    """Small letters without accents, plain blanks, quotes and dashes; the length stays."""
    return "".join(map(_folded, text))


@cache
def _folded(char: str) -> str:
    if char.isspace():
        return " "
    if char in "’‘ʼ":
        return "'"
    if char in "‑−‐":
        return "-"
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char


def direction_said(folded: str) -> int | None:
    """The direction some words say: 1, -1, 0, or None."""
    if re.search(r"\bstab|inchang", folded):
        return 0
    if re.search(r"\bbaiss|\bdiminu|\brecul|\bmoins|-\s?\d", folded):
        return -1
    return 1 if re.search(r"\bhauss|\baugment|\bprogress|\bplus|\+", folded) else None


@dataclass(frozen=True)
class Said:
    """A sentence in its passage, ready for the rules."""

    passage: Passage
    sentence: Sentence
    values: Mapping[str, Value]

    @property
    def section(self) -> Section:
        return self.sentence.section

    @property
    def text(self) -> str:
        return self.sentence.text

    @cached_property
    def typed(self) -> str:
        """The folded words with live figures hidden; positions are those of the text."""
        words = fold(self.text)
        for start, end, _live in self.sentence.lives:
            first, last = max(start, 0), min(end, len(words))
            words = words[:first] + HIDDEN * (last - first) + words[last:]
        return words

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """In the order of the text; a live figure once, years and dates left out."""
        found = [self._live(*one) for one in self.sentence.lives]
        for one in self.sentence.numbers:
            if one.live is None:
                unit = _UNIT.match(self.typed, one.end) if one.unit else None
                end = unit.end() if unit else one.end
                mark = self.text[one.start - 1 : one.start] if one.start else ""
                sign = {"+": 1, "-": -1, "−": -1}.get(mark)
                # A hyphen after a letter joins two words: "post-2020".
                if one.start > 1 and self.text[one.start - 2].isalnum():
                    sign = None
                found.append(
                    Quantity(
                        one.start, end, one.value, one.unit, one.noun, one.noun_text,
                        one.approx, sign=sign, interval=one.interval,
                    )
                )  # fmt: skip
        return tuple(sorted(found, key=lambda one: one.start))

    def _live(self, start: int, end: int, live: Live) -> Quantity:
        inside = [n for n in self.sentence.numbers if n.live and start <= n.start < end]
        figure = self.values.get(live.key)
        noun, noun_text = (inside[-1].noun, inside[-1].noun_text) if inside else ("", "")
        first = inside[0] if inside else None
        said = first.value if first else None
        unit = first.unit if first else ""
        sign = None
        if live.form in ("change", "trend", "direction"):
            sign = direction_said(fold(live.shown))
        elif figure is not None and figure.exact and live.form not in ("base", "numerator"):
            exact = Fraction(figure.exact)
            said, unit = exact, _UNITS.get(figure.unit, "")
            if figure.measure in ("change", "points"):
                sign = (exact > 0) - (exact < 0)
        elif figure is not None and not figure.exact:
            said = None
        return Quantity(start, end, said, unit, noun, noun_text, "", live, figure, sign)

    @cached_property
    def clauses(self) -> list[tuple[int, int]]:
        """The spans of its clauses: what stands between two marks or joining words."""
        cuts = [0]
        for mark in _CLAUSE.finditer(self.typed):
            cuts += [mark.start(), mark.end()]
        cuts.append(len(self.typed))
        return [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True) if b > a]

    def clause(self, position: int) -> tuple[int, int]:
        """The clause a position is in."""
        for start, end in self.clauses:
            if start <= position <= end:
                return start, end
        return 0, len(self.typed)

    def between(self, start: int, end: int) -> list[Quantity]:
        """The numbers that begin in a span."""
        return [one for one in self.quantities if start <= one.start < end]

    @property
    def sourced(self) -> bool:
        """Whether it quotes somebody else's number."""
        return bool(pattern("prose", "sourced").search(self.typed))

    @property
    def claims(self) -> bool:
        """Whether it says something of the organisation: titles and questions do not.

        A text of thousands of characters without a full stop is no sentence either.
        """
        asked = self.text.rstrip().endswith("?")
        return self.passage.kind != "heading" and not asked and len(self.text) <= LONGEST

    def finding(self, rule: str, message: str, remedy: str) -> Finding:
        return Finding(rule, self.section.code, excerpt(self.text), message, remedy)


# --- the document ---------------------------------------------------------------------------------


def passages_said(reading: Reading) -> list[list[Said]]:
    """The sentences of each passage; made once for all rules."""
    if "said" not in reading.cache:
        values = reading.document.values
        reading.cache["said"] = [
            [Said(passage, sentence, values) for sentence in passage.sentences]
            for passage in reading.passages
        ]
    found: list[list[Said]] = reading.cache["said"]  # type: ignore[assignment]
    return found


def every(reading: Reading) -> Iterator[Said]:
    """Every sentence that claims something."""
    for passage in passages_said(reading):
        yield from (said for said in passage if said.claims)


def neighbours(reading: Reading, passage: Passage) -> tuple[list[Any], list[Any]]:
    """The few parts of the section before and after a passage, the nearest first."""
    parts, index = _places(reading).get(id(passage), ((), 0))
    return list(reversed(parts[max(0, index - NEAR) : index])), list(parts[index + 1 :][:NEAR])


NEAR = 4
"""Parts of a section that are called near."""


def intro_of(reading: Reading, passage: Passage) -> Passage | None:
    """The paragraph that announces the list an item is in."""
    parts, index = _places(reading).get(id(passage), ((), 0))
    held = parts[index] if parts else None
    return held.intro if isinstance(held, TypedList) else None


def _places(reading: Reading) -> dict[int, tuple[tuple[Any, ...], int]]:
    """Where each passage stands: the parts of its section, and which of them it is (or is in)."""
    if "places" not in reading.cache:
        found: dict[int, tuple[tuple[Any, ...], int]] = {}
        for _section, parts in reading.parts:
            for index, part in enumerate(parts):
                for one in part.items if isinstance(part, TypedList) else (part,):
                    found[id(one)] = (parts, index)
        reading.cache["places"] = found
    places: dict[int, tuple[tuple[Any, ...], int]] = reading.cache["places"]  # type: ignore[assignment]
    return places


# --- the lexicon ----------------------------------------------------------------------------------


@cache
def lexicon() -> dict[str, Any]:
    """Words and patterns of the rules, folded like the sentences they are looked for in."""
    source = files("filrouge.reports.guard") / "words.toml"
    return tomllib.loads(source.read_text("utf-8"))


@cache
def pattern(rule: str, name: str) -> re.Pattern[str]:
    """The alternatives of a list of the lexicon, as whole words."""
    return whole(tuple(lexicon()[rule][name]))


@cache
def whole(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of some words, the longest first, not inside another word."""
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)")


def covered(spans: re.Pattern[str], text: str, position: int) -> bool:
    """Whether a position lies in one of the spans a pattern finds."""
    return any(one.start() <= position < one.end() for one in spans.finditer(text))
