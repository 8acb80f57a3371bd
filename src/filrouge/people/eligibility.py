"""The condition of entry, with its proof month by month and how sure it is. Nothing is stored.

Rule 20 of the domain model (Housing First Belgium): without a home now (ETHOS 1, street or public
space, or 2, emergency shelter), and so for at least 6 of the last 24 months, or at least 12 of the
last 36.

A month runs back from the reference day, that day included: the first one ends on it, the next one
ends the day before the first begins. It counts when more than half of its days were lived in
ETHOS 1 or 2. Days attested in writing are enough alone: certain; with days told or estimated:
probable. When the days about which nothing is recorded could tip the month: unknown.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from filrouge.common.periods import months_later

HOMELESS = frozenset({"1", "2"})
"""Codes of the list `living_situation` that count."""
ATTESTED = "attested"
RULES = ((6, 24), (12, 36))
"""At least so many months, of the last so many: one of the two is enough."""
MONTHS = max(last for _least, last in RULES)


class Month(StrEnum):
    """What is known of a month."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    UNKNOWN = "unknown"
    NOT = "not"


class Verdict(StrEnum):
    """The answer, and how sure a yes is."""

    ELIGIBLE = "eligible"
    PROBABLY = "probably"
    CANNOT_TELL = "cannot_tell"
    NOT_ELIGIBLE = "not_eligible"


YES = frozenset({Verdict.ELIGIBLE, Verdict.PROBABLY})


@dataclass(frozen=True, slots=True)
class Span:
    """A situation over days, both included; without an end it still lasts."""

    situation: str
    start: date
    end: date | None
    certainty: str

    def days_in(self, first: date, last: date) -> int:
        """Days of the span from `first` to `last`, both included."""
        end = last if self.end is None else min(self.end, last)
        return max(0, (end - max(self.start, first)).days + 1)


@dataclass(frozen=True, slots=True)
class MonthProof:
    """A month back from the reference day: `number` 1 is the latest; days by what is known."""

    number: int
    first: date
    last: date
    attested: int
    homeless: int
    recorded: int

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def state(self) -> Month:
        """The month as it counts."""
        if 2 * self.attested > self.days:
            return Month.CERTAIN
        if 2 * self.homeless > self.days:
            return Month.PROBABLE
        if 2 * (self.homeless + self.days - self.recorded) > self.days:
            return Month.UNKNOWN
        return Month.NOT


@dataclass(frozen=True, slots=True)
class Count:
    """One of the two rules: months counted, those that are certain, those nobody knows."""

    least: int
    last: int
    certain: int
    counted: int
    unknown: int

    @property
    def verdict(self) -> Verdict:
        if self.certain >= self.least:
            return Verdict.ELIGIBLE
        if self.counted >= self.least:
            return Verdict.PROBABLY
        if self.counted + self.unknown >= self.least:
            return Verdict.CANNOT_TELL
        return Verdict.NOT_ELIGIBLE

    @property
    def missing(self) -> int:
        """Months still to be known for a yes."""
        return max(0, self.least - self.counted)


@dataclass(frozen=True, slots=True)
class Proof:
    """The whole reckoning. Without a history `months` is empty: numbers of months typed count."""

    day: date
    now: Verdict
    counts: tuple[Count, ...]
    months: tuple[MonthProof, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """No home now, and the better of the two rules."""
        order = list(Verdict)
        return max(
            (self.now, min((c.verdict for c in self.counts), key=order.index)), key=order.index
        )


def months_back(day: date) -> list[tuple[date, date]]:
    """First and last day of the 36 months back from a day, the latest first."""
    ends = [months_later(day, -number) for number in range(MONTHS + 1)]
    return [(earlier + timedelta(days=1), later) for later, earlier in itertools.pairwise(ends)]


def prove(day: date, spans: Iterable[Span]) -> Proof:
    """Both rules on a day, from a history whose spans do not overlap."""
    told = list(spans)
    months = tuple(
        _month(number, first, last, told)
        for number, (first, last) in enumerate(months_back(day), start=1)
    )
    return Proof(day, _now(day, told), tuple(_count(months, *rule) for rule in RULES), months)


def from_numbers(
    day: date, ethos: int | None, months_24: int | None, months_36: int | None
) -> Proof:
    """Both rules from whole numbers of months, typed or imported, that no history proves.

    They are somebody's word: a yes is probable, never certain. A number not given may be anything
    that the other one allows: the last 24 months are among the last 36.
    """
    of_24, of_36 = months_24, months_36
    least_36 = of_24 or 0
    most_36 = MONTHS if of_24 is None else of_24 + MONTHS - 24
    counted = {24: of_24 or 0, 36: least_36 if of_36 is None else of_36}
    blank = {
        24: min(24, MONTHS if of_36 is None else of_36) if of_24 is None else 0,
        36: most_36 - least_36 if of_36 is None else 0,
    }
    counts = tuple(Count(least, last, 0, counted[last], blank[last]) for least, last in RULES)
    return Proof(day, Verdict.CANNOT_TELL if ethos is None else Verdict.PROBABLY, counts)


def _month(number: int, first: date, last: date, spans: Sequence[Span]) -> MonthProof:
    attested = homeless = recorded = 0
    for span in spans:
        days = span.days_in(first, last)
        recorded += days
        if span.situation in HOMELESS:
            homeless += days
            attested += days if span.certainty == ATTESTED else 0
    return MonthProof(number, first, last, attested, homeless, recorded)


def _now(day: date, spans: Sequence[Span]) -> Verdict:
    """Whether the person has no home on the day itself."""
    today = next((span for span in spans if span.days_in(day, day)), None)
    if today is None:
        return Verdict.CANNOT_TELL
    if today.situation not in HOMELESS:
        return Verdict.NOT_ELIGIBLE
    return Verdict.ELIGIBLE if today.certainty == ATTESTED else Verdict.PROBABLY


def _count(months: Sequence[MonthProof], least: int, last: int) -> Count:
    states = [month.state for month in months[:last]]
    certain = states.count(Month.CERTAIN)
    return Count(
        least, last, certain, certain + states.count(Month.PROBABLE), states.count(Month.UNKNOWN)
    )
