"""The condition of entry against a count of every day, and cases counted by hand."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filrouge.people.eligibility import (
    HOMELESS,
    RULES,
    Month,
    Span,
    Verdict,
    from_numbers,
    months_back,
    prove,
)

DAY = date(2026, 3, 31)
SITUATIONS = ("1", "2", "3", "8", "housed", "institution")
CERTAINTIES = ("attested", "told", "estimated")


def span(start: str, end: str | None = None, situation: str = "1", sure: str = "attested") -> Span:
    last = date.fromisoformat(end) if end else None
    return Span(situation, date.fromisoformat(start), last, sure)


@st.composite
def histories(draw: st.DrawFn) -> tuple[date, list[Span]]:
    """A day of reference, and periods one after another with gaps, up to and beyond it."""
    day = draw(st.dates(date(2000, 1, 1), date(2040, 12, 31)))
    start = day - timedelta(days=draw(st.integers(0, 1500)))
    spans: list[Span] = []
    lasting: bool = draw(st.booleans())
    for _number in range(draw(st.integers(0, 12))):
        start += timedelta(days=draw(st.integers(0, 60)))
        end = start + timedelta(days=draw(st.integers(0, 300)))
        spans.append(
            Span(draw(st.sampled_from(SITUATIONS)), start, end, draw(st.sampled_from(CERTAINTIES)))
        )
        start = end + timedelta(days=1)
    if spans and lasting:
        last = spans[-1]
        spans[-1] = Span(last.situation, last.start, None, last.certainty)
    return day, spans


def day_by_day(day: date, spans: list[Span]) -> list[str]:
    """The state of each month from a look at each of its days."""
    states = []
    for first, last in months_back(day):
        tally = {"attested": 0, "homeless": 0, "nothing": 0, "days": 0}
        one = first
        while one <= last:
            there = [s for s in spans if s.start <= one and (s.end is None or one <= s.end)]
            tally["days"] += 1
            tally["nothing"] += not there
            tally["homeless"] += any(s.situation in HOMELESS for s in there)
            tally["attested"] += any(
                s.situation in HOMELESS and s.certainty == "attested" for s in there
            )
            one += timedelta(days=1)
        half = tally["days"] / 2
        states.append(
            "certain"
            if tally["attested"] > half
            else "probable"
            if tally["homeless"] > half
            else "unknown"
            if tally["homeless"] + tally["nothing"] > half
            else "not"
        )
    return states


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine, not the rule
@given(histories())
def test_each_month_is_what_its_days_say(told: tuple[date, list[Span]]) -> None:
    day, spans = told
    proof, states = prove(day, spans), day_by_day(day, spans)
    assert [month.state for month in proof.months] == states
    for count, (least, last) in zip(proof.counts, RULES, strict=True):
        certain = states[:last].count("certain")
        assert (count.least, count.certain) == (least, certain)
        assert count.counted == certain + states[:last].count("probable")
        assert count.unknown == states[:last].count("unknown")


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(histories())
def test_what_is_learnt_about_blank_days_never_contradicts_an_answer(
    told: tuple[date, list[Span]],
) -> None:
    """A yes stays a yes and a no a no, whatever the blank days turn out to be."""
    day, spans = told
    before = prove(day, spans).verdict
    far = day - timedelta(days=2000)
    filled, at = [], far
    for one in sorted(spans, key=lambda s: s.start):
        if one.start > at:
            filled.append(Span("housed", at, one.start - timedelta(days=1), "attested"))
        filled.append(one)
        at = (one.end or date(2060, 1, 1)) + timedelta(days=1)
    if at <= day:
        filled.append(Span("housed", at, day, "attested"))
    after = prove(day, filled).verdict
    assert after is not Verdict.CANNOT_TELL
    if before is not Verdict.CANNOT_TELL:
        assert (before is Verdict.NOT_ELIGIBLE) is (after is Verdict.NOT_ELIGIBLE)


@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)))
def test_the_months_follow_each_other_without_a_hole(day: date) -> None:
    months = months_back(day)
    assert len(months) == 36
    assert months[0][1] == day
    for (first, _last), (_first, last) in itertools.pairwise(months):
        assert last + timedelta(days=1) == first
        assert _first <= last


def test_six_of_the_last_twenty_four_months() -> None:
    """From 1 October 2025: the months ending on 31 March, 28 February... are six."""
    proof = prove(DAY, [span("2020-01-01", "2025-09-30", "housed"), span("2025-10-01")])
    assert [month.state for month in proof.months[:7]] == [Month.CERTAIN] * 6 + [Month.NOT]
    assert proof.verdict is Verdict.ELIGIBLE


def test_one_month_less_is_not_enough() -> None:
    proof = prove(DAY, [span("2020-01-01", "2025-10-31", "housed"), span("2025-11-01")])
    assert (proof.counts[0].counted, proof.verdict) == (5, Verdict.NOT_ELIGIBLE)


def test_twelve_of_the_last_thirty_six_when_the_last_two_years_do_not_do() -> None:
    """Eleven months and a half three years ago, a home, and the street again since March."""
    spans = [
        span("2023-04-01", "2024-03-15"),
        span("2024-03-16", "2026-02-28", "housed"),
        span("2026-03-01"),
    ]
    proof = prove(DAY, spans)
    assert [count.counted for count in proof.counts] == [1, 12]
    assert proof.verdict is Verdict.ELIGIBLE


def test_half_of_a_month_is_not_most_of_it() -> None:
    """Back from 28 February, 31 days: 15 of them do not count, 16 do. Of 28 days, 14 do not."""
    for day, start, before, state in (
        ("2026-02-28", "2026-02-14", "2026-02-13", Month.NOT),
        ("2026-02-28", "2026-02-13", "2026-02-12", Month.CERTAIN),
        ("2026-03-27", "2026-03-14", "2026-03-13", Month.NOT),
        ("2026-03-27", "2026-03-13", "2026-03-12", Month.CERTAIN),
    ):
        spans = [span("2020-01-01", before, "housed"), span(start)]
        assert prove(date.fromisoformat(day), spans).months[0].state is state


def test_what_is_told_is_probable_and_what_is_blank_is_missing() -> None:
    told = prove(DAY, [span("2020-01-01", None, "2", "told")])
    assert told.verdict is Verdict.PROBABLY
    blank = prove(DAY, [span("2026-01-01")])
    assert blank.verdict is Verdict.CANNOT_TELL
    assert (blank.counts[0].counted, blank.counts[0].missing) == (3, 3)
    assert prove(DAY, []).verdict is Verdict.CANNOT_TELL


def test_a_home_today_is_a_no_whatever_the_past() -> None:
    proof = prove(DAY, [span("2020-01-01", "2026-03-30"), span("2026-03-31", None, "housed")])
    assert proof.counts[0].verdict is Verdict.ELIGIBLE
    assert proof.verdict is Verdict.NOT_ELIGIBLE


@pytest.mark.parametrize(
    ("ethos", "of_24", "of_36", "verdict"),
    [
        (1, 6, None, Verdict.PROBABLY),
        (2, 5, 12, Verdict.PROBABLY),
        (2, 5, 11, Verdict.NOT_ELIGIBLE),
        (1, 5, None, Verdict.CANNOT_TELL),
        (1, None, None, Verdict.CANNOT_TELL),
        (None, 24, 36, Verdict.CANNOT_TELL),
    ],
)
def test_numbers_typed_hold_while_no_history_is_recorded(
    ethos: int | None, of_24: int | None, of_36: int | None, verdict: Verdict
) -> None:
    proof = from_numbers(DAY, ethos, of_24, of_36)
    assert (proof.verdict, proof.months) == (verdict, ())


def test_a_number_not_given_is_what_the_other_one_allows() -> None:
    """Against every pair of numbers that could be true: 24 months are among the 36."""
    pairs = [(real, real + more) for real in range(25) for more in range(13)]
    for of_24, of_36 in itertools.product((None, *range(25)), (None, *range(37))):
        possible = {
            real_24 >= 6 or real_36 >= 12
            for real_24, real_36 in pairs
            if of_24 in (None, real_24) and of_36 in (None, real_36)
        }
        answer = from_numbers(DAY, 1, of_24, of_36).verdict
        if possible == {True}:
            assert answer is Verdict.PROBABLY, (of_24, of_36)
        elif possible == {False}:
            assert answer is Verdict.NOT_ELIGIBLE, (of_24, of_36)
        elif possible:
            assert answer is Verdict.CANNOT_TELL, (of_24, of_36)


def test_a_history_with_holes_counted_by_hand() -> None:
    """On 15 March: street, hospital, three weeks nobody knows of, then a shelter, as it was told.

    16 Feb-15 March and 16 Jan-15 Feb: told. 16 Dec-15 Jan: 10 days told, 21 blank. 16 Nov-15 Dec:
    10 days attested and 5 blank are half of 30 days, not more. 16 Oct-15 Nov and 16 Sep-15 Oct:
    attested. 16 Aug-15 Sep: 15 days attested of 31, the others blank. Before: nothing is known.
    """
    day = date(2026, 3, 15)
    proof = prove(
        day,
        [
            span("2025-09-01", "2025-11-25"),
            span("2025-11-26", "2025-12-10", "institution"),
            span("2026-01-06", "2026-05-31", "2", "told"),
            span("2026-06-01", None, "housed"),
        ],
    )
    states = ["probable", "probable", "unknown", "not", "certain", "certain", "unknown"]
    assert [month.state.value for month in proof.months] == states + ["unknown"] * 29
    days = [(month.days, month.attested, month.homeless, month.recorded) for month in proof.months]
    assert days[:4] == [(28, 0, 28, 28), (31, 0, 31, 31), (31, 0, 10, 10), (30, 10, 10, 25)]
    assert days[4:8] == [(31, 31, 31, 31), (30, 30, 30, 30), (31, 15, 15, 15), (31, 0, 0, 0)]
    counts = [(one.certain, one.counted, one.unknown, one.missing) for one in proof.counts]
    assert counts == [(2, 4, 19, 2), (2, 4, 31, 8)]
    assert (proof.now, proof.verdict) == (Verdict.PROBABLY, Verdict.CANNOT_TELL)


def test_months_back_from_the_end_of_a_long_month() -> None:
    """Back from 31 March 2024: the whole of March, of February (a leap year), of January."""
    months = months_back(date(2024, 3, 31))
    assert months[0] == (date(2024, 3, 1), date(2024, 3, 31))
    assert months[1] == (date(2024, 2, 1), date(2024, 2, 29))
    assert months[2] == (date(2024, 1, 1), date(2024, 1, 31))
    assert months[-1] == (date(2021, 4, 1), date(2021, 4, 30))


def test_what_begins_after_the_day_counts_for_nothing() -> None:
    past = [span("2025-10-01", "2026-03-31")]
    assert prove(DAY, past) == prove(DAY, [*past, span("2026-04-01", None, "housed")])
