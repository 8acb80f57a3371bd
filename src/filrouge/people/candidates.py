"""What pages tell of candidates: the waiting list and its order explained, the proof in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from filrouge.vocabulary import lists

from .eligibility import RULES, YES, Month, Proof, Span, Verdict, from_numbers, prove
from .models import Candidate, HomelessnessPeriod

ERASED = "effacé-"
"""Codes of candidates refused long ago, without anybody behind them."""
FAR = date.max
COMING = frozenset({"selected", "preparing"})
"""Decisions after which somebody no longer waits."""
VERDICTS = {
    Verdict.ELIGIBLE: gettext_lazy("eligible"),
    Verdict.PROBABLY: gettext_lazy("probably eligible"),
    Verdict.CANNOT_TELL: gettext_lazy("cannot be told yet"),
    Verdict.NOT_ELIGIBLE: gettext_lazy("not eligible"),
}
MONTHS = {
    Month.CERTAIN: gettext_lazy("without a home, attested"),
    Month.PROBABLE: gettext_lazy("without a home, told or estimated"),
    Month.UNKNOWN: gettext_lazy("not known"),
    Month.NOT: gettext_lazy("not without a home"),
}
ORDER = (Verdict.ELIGIBLE, Verdict.PROBABLY, Verdict.CANNOT_TELL, Verdict.NOT_ELIGIBLE)


@dataclass(frozen=True, slots=True)
class Place:
    """A candidate in a list: rank (0 outside the waiting list), the proof, why this place."""

    candidate: Candidate
    proof: Proof
    rank: int
    why: str

    @property
    def verdict(self) -> str:
        return str(VERDICTS[verdict_of(self.candidate, self.proof)])

    @property
    def state(self) -> str:
        """The decision in words."""
        return state_of(self.candidate)


def proof_of(candidate: Candidate, periods: Iterable[HomelessnessPeriod], day: date) -> Proof:
    """The proof from the history; from the numbers typed while there is none."""
    spans = [Span(p.situation, p.start, p.end, p.certainty) for p in periods]
    if spans:
        return prove(day, spans)
    return from_numbers(
        day, candidate.ethos, candidate.street_months_24, candidate.street_months_36
    )


def known() -> QuerySet[Candidate]:
    """Candidates with somebody behind them, who have not entered."""
    return (
        Candidate.objects.filter(became__isnull=True)
        .exclude(code__startswith=ERASED)
        .select_related("referrer")
        .prefetch_related("periods")
    )


def verdict_of(candidate: Candidate, proof: Proof) -> Verdict:
    """Rule 20 as a whole: the months, and mental health and addiction that add up.

    A "no" to one of them is a no; what was not asked yet does not lower the answer of the months.
    """
    return Verdict.NOT_ELIGIBLE if candidate.cumulates is False else proof.verdict


def listed(day: date) -> tuple[list[Place], list[Place]]:
    """Those selected, the nearest entry first; then those who wait, in order: see `_key`."""
    asked = known().exclude(state="refused")
    proved = [(one, proof_of(one, one.periods.all(), day)) for one in asked]
    coming = [pair for pair in proved if pair[0].state in COMING]
    coming.sort(key=lambda pair: (pair[0].planned_entry or FAR, pair[0].code))
    waiting = [pair for pair in proved if pair[0].state not in COMING]
    waiting.sort(key=lambda pair: _key(*pair))
    return (
        [Place(one, proof, 0, reason_of(one)) for one, proof in coming],
        [
            Place(one, proof, rank, _why(one, proof))
            for rank, (one, proof) in enumerate(waiting, start=1)
        ],
    )


def refused(day: date) -> tuple[list[Place], list[Place]]:
    """Those refused: the latest decision first; then those whose decision has no day."""
    asked = known().filter(state="refused").order_by("-decided_on", "code")
    found = [Place(one, proof_of(one, one.periods.all(), day), 0, reason_of(one)) for one in asked]
    return (
        [place for place in found if place.candidate.decided_on],
        [place for place in found if not place.candidate.decided_on],
    )


def _key(candidate: Candidate, proof: Proof) -> tuple[bool, int, date, str]:
    """A written priority first, then how sure eligibility is, then who was referred earlier."""
    return (
        not candidate.priority,
        ORDER.index(verdict_of(candidate, proof)),
        candidate.referred_on or FAR,
        candidate.code,
    )


def _why(candidate: Candidate, proof: Proof) -> str:
    """One sentence: what puts the candidate at this place."""
    parts = []
    if candidate.priority:
        reason = lists.get("candidate_priority").label(candidate.priority)
        parts.append(_("comes first (%(reason)s)") % {"reason": reason})
    parts.append(str(VERDICTS[verdict_of(candidate, proof)]))
    if candidate.cumulates is False:
        parts.append(_("mental health and addiction do not add up"))
    if candidate.referred_on:
        day = formats.date_format(candidate.referred_on, "j N Y")
        parts.append(_("referred on %(day)s") % {"day": day})
    else:
        parts.append(_("day of referral not known, so after the others"))
    sentence = ", ".join(parts)
    return f"{sentence[0].upper()}{sentence[1:]}."


def state_of(candidate: Candidate) -> str:
    """The decision, in words."""
    if not candidate.state:
        return _("To be discussed")
    return lists.get("candidate_state").label(candidate.state)


def reason_of(candidate: Candidate) -> str:
    """Why the decision, in words."""
    return lists.get("candidate_reason").label(candidate.decision_reason)


def told(candidate: Candidate, proof: Proof) -> list[str]:
    """The two rules of months, and what adds up when it was asked, a sentence each."""
    sentences = []
    typed = {24: candidate.street_months_24, 36: candidate.street_months_36}
    for count in proof.counts:
        if not proof.months and typed[count.last] is None:
            words = {"last": count.last, "least": count.least}
            sentences.append(_("Months of the last %(last)s: not known.") % words)
            continue
        words = {"counted": count.counted, "last": count.last, "least": count.least}
        sentence = _("%(counted)s of the last %(last)s months (at least %(least)s)") % words
        if proof.months and count.counted > count.certain:
            sentence += ", " + _("of which %(number)s attested") % {"number": count.certain}
        if proof.months and count.unknown:
            sentence += ", " + ngettext(
                "%(number)s not known", "%(number)s not known", count.unknown
            ) % {"number": count.unknown}
        sentences.append(f"{sentence}.")
    if candidate.cumulates is not None:
        adds_up = _("Mental health and addiction add up.")
        sentences.append(
            adds_up if candidate.cumulates else _("Mental health and addiction do not add up.")
        )
    return sentences


def missing(candidate: Candidate, proof: Proof) -> list[str]:
    """What is still to be known for an answer, or asked for a surer one."""
    found = []
    if proof.now is Verdict.CANNOT_TELL:
        found.append(_("The situation of today is not recorded."))
    if proof.verdict is Verdict.CANNOT_TELL and not any(c.verdict in YES for c in proof.counts):
        for count in proof.counts:
            if count.verdict is Verdict.CANNOT_TELL:
                words = {"number": count.missing, "last": count.last}
                found.append(
                    ngettext(
                        "%(number)s more month to be known among the last %(last)s.",
                        "%(number)s more months to be known among the last %(last)s.",
                        count.missing,
                    )
                    % words
                )
    if proof.verdict is Verdict.PROBABLY:
        found.append(_("A written attestation would make it certain."))
    if candidate.cumulates is None and proof.verdict is not Verdict.NOT_ELIGIBLE:
        found.append(_("Whether mental health and addiction add up was not asked yet."))
    return found


@dataclass(frozen=True, slots=True)
class Situation:
    """A past situation, in words."""

    key: int
    start: date
    end: date | None
    situation: str
    certainty: str
    source: str


def situations(periods: Iterable[HomelessnessPeriod]) -> list[Situation]:
    """Past situations, in words, in the order given."""
    situation, certainty = lists.get("living_situation"), lists.get("certainty")
    return [
        Situation(
            one.pk,
            one.start,
            one.end,
            situation.label(one.situation),
            certainty.label(one.certainty),
            str(one.source or ""),
        )
        for one in periods
    ]


@dataclass(frozen=True, slots=True)
class Cell:
    """A month of the strip, in words."""

    number: int
    first: date
    last: date
    code: str
    words: str
    homeless: int
    days: int


def strip(proof: Proof) -> list[Cell]:
    """The 36 months, the latest first; empty without a history."""
    return [
        Cell(m.number, m.first, m.last, m.state.value, str(MONTHS[m.state]), m.homeless, m.days)
        for m in proof.months
    ]


def legend() -> list[tuple[str, str]]:
    """What each drawing of a month means."""
    return [(state.value, str(words)) for state, words in MONTHS.items()]


def rule() -> str:
    """The rule, as the page states it."""
    (least, last), (more, longer) = RULES
    return _(
        "Without a home today (ETHOS 1 or 2), and so for at least %(least)s of the last %(last)s "
        "months or at least %(more)s of the last %(longer)s. A month counts when more than half of "
        "its days were lived without a home. Mental health and addiction add up."
    ) % {"least": least, "last": last, "more": more, "longer": longer}
