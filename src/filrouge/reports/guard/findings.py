"""What the coherence guard says: a place, what contradicts what, and the remedy."""

import hashlib
from dataclasses import dataclass
from fractions import Fraction

from filrouge.common.rounding import half_up
from filrouge.common.text import label_key

EXCERPT = 300
"""Characters of the sentence a finding shows."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One contradiction. `section` is a chapter's code, `excerpt` the sentence as it is read.

    `blocking` findings cannot be justified in writing: the text must change. The others can.
    """

    rule: str
    section: str
    excerpt: str
    message: str
    remedy: str
    blocking: bool = False

    @property
    def fingerprint(self) -> str:
        """What a written justification holds on to: the rule, the chapter and the sentence.

        Other sentences may change, and the words of the message too: it stays the same.
        """
        said = "\n".join((self.rule, self.section, label_key(self.excerpt)))
        return hashlib.sha256(said.encode()).hexdigest()


def excerpt(text: str) -> str:
    """The sentence on one line, cut when it is very long."""
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else f"{line[: EXCERPT - 1].rstrip()}…"


def said(value: Fraction | int, decimals: int | None = None) -> str:
    """A number as French prints it: "2 190 714,27". Two decimals at most when none are asked."""
    exact = Fraction(value)
    if decimals is None:
        decimals = 0 if exact.denominator == 1 else 1 if (exact * 10).denominator == 1 else 2
    whole, _, rest = f"{half_up(exact, decimals):f}".partition(".")
    sign = "-" if whole.startswith("-") else ""
    digits = whole.lstrip("-")
    groups: list[str] = []
    while len(digits) > 3:
        groups.insert(0, digits[-3:])
        digits = digits[:-3]
    grouped = "\u202f".join([digits, *groups])
    return f"{sign}{grouped},{rest}" if rest else f"{sign}{grouped}"
