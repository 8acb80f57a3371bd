"""Sentences taken over from last year's edition with what was true then."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from filrouge.reports.guard.findings import Finding
from filrouge.reports.guard.reading import Reading, read
from filrouge.reports.guard.rules_words_prose import HIDDEN, Quantity, Said, every, pattern

ALIKE = 0.93
"""Share of the characters two sentences have in common to be called the same one."""

MANY = 300
"""Sentences of last year one is compared with, among those with the same typed numbers."""

SHORT = 25
"""Characters under which a sentence is a formula, that any year may use."""


def copied(reading: Reading) -> Iterator[Finding]:
    """A typed number or a claim of one year, word for word as the year before."""
    if reading.previous is None:
        return
    earlier = read(reading.previous, {})
    known: dict[str, list[str]] = {}
    for said in every(earlier):
        known.setdefault(_typed_numbers(said), []).append(_words(said))
    for said in every(reading):
        words = _words(said)
        if len(words) < SHORT or not _dated(said, reading.document.year):
            continue
        others = known.get(_typed_numbers(said), [])
        if words in others or any(_alike(words, other) for other in others[:MANY]):
            yield said.finding(
                "copied",
                _(
                    "This sentence is in the edition of the year before, with the same "
                    "typed number or claim."
                ),
                _("Check it against this year; put live figures where a number can change."),
            )


def _words(said: Said) -> str:
    """The sentence with its live figures all alike."""
    return " ".join(re.sub(rf"{HIDDEN}+", "*", said.typed).split())


def _typed_numbers(said: Said) -> str:
    return " ".join(str(q.value) for q in said.quantities if q.live is None)


def _dated(said: Said, year: int) -> bool:
    """Whether it says something that another year would say otherwise."""
    typed = [q for q in said.quantities if q.live is None and not _structural(said, q)]
    recent = any(one.last in (year - 1, year) for one in said.sentence.years)
    # A claim beside a live figure is held against it by the other rules.
    claim = not said.sentence.lives and pattern("copied", "claims").search(said.typed)
    return bool(typed or recent or claim)


def _structural(said: Said, quantity: Quantity) -> bool:
    """ "les huit principes du modèle": small numbers in letters describe, they count no year."""
    letters = not any(char.isdigit() for char in said.typed[quantity.start : quantity.end])
    return quantity.value is None or (letters and quantity.value <= 12)


def _alike(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 0.15 * len(one):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return (
        matcher.real_quick_ratio() >= ALIKE
        and matcher.quick_ratio() >= ALIKE
        and matcher.ratio() >= ALIKE
    )
