"""One event told in two chapters and added up in a third."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, islice

from django.utils.translation import gettext as _

from filrouge.reports.guard.findings import Finding
from filrouge.reports.guard.findings import said as printed
from filrouge.reports.guard.reading import Reading
from filrouge.reports.guard.rules_words_prose import Said, every, pattern

MANY = 40
"""Mentions of a day, and pairs of them, that are looked at."""

_DAY = re.compile(
    r"\b(\d{1,2})(?:er)? (janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre"
    r"|novembre|decembre)\b"
)


@dataclass(frozen=True)
class Mention:
    """An event as a sentence tells it: its day, its words, how many came."""

    said: Said
    day: str
    number: Fraction


def same_event(reading: Reading) -> Iterator[Finding]:
    """The people of a day counted in two chapters, then in a total."""
    by_day: dict[str, list[Mention]] = {}
    for said in every(reading):
        for mention in _mentions(said):
            by_day.setdefault(mention.day, []).append(mention)
    twice = [
        pair for told in by_day.values() for pair in combinations(told[:MANY], 2) if _one(*pair)
    ]
    if not twice:
        return
    totals = [
        said for said in every(reading) if pattern("double_count", "totals").search(said.typed)
    ]
    for one, other in islice(twice, MANY):
        for said in totals:
            if said in (one.said, other.said):
                continue
            values = {q.value for q in said.quantities if q.counts}
            if one.number + other.number in values or {one.number, other.number} <= values:
                yield said.finding(
                    "double_count",
                    _("%(one)s and %(other)s are added up: they came to the same event (%(day)s).")
                    % {
                        "one": printed(one.number),
                        "other": printed(other.number),
                        "day": one.day,
                    },
                    _("Record the event once, with one attendance, and insert that figure."),
                )


def _mentions(said: Said) -> Iterator[Mention]:
    days = {found[0] for found in _DAY.finditer(said.typed)}
    came = pattern("double_count", "came")
    if len(days) != 1:
        return
    for quantity in said.quantities:
        if quantity.counts and quantity.value and came.match(said.typed, quantity.end + 1):
            yield Mention(said, days.pop(), quantity.value)
            return


def _one(first: Mention, second: Mention) -> bool:
    """Told in two chapters, with two words of content in common."""
    if first.said.section is second.said.section:
        return False
    return len(first.said.sentence.stems & second.said.sentence.stems) >= 2
