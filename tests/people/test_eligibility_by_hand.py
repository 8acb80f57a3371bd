"""Fifteen histories counted by hand on 15 June 2026, where a month runs from the 16th to the 15th.

Back from that day: 16 May-15 June (31 days), 16 April-15 May (30), 16 March-15 April (31),
16 February-15 March (28), 16 January-15 February (31), 16 December-15 January (31)... The 24th
begins on 16 June 2024, the 36th on 16 June 2023.
"""

from __future__ import annotations

from datetime import date

import pytest

from filrouge.people.eligibility import Span, prove

DAY = date(2026, 6, 15)

type Told = tuple[str, str, str | None, str]
"""Situation, first and last day, how surely."""

HOME: Told = ("housed", "2015-01-01", "2025-12-15", "attested")

CASES: dict[str, tuple[list[Told], str, tuple[int, int, int, int]]] = {
    # verdict; of 24: counted, certain, unknown; of 36: counted
    "six whole months": (
        [HOME, ("1", "2025-12-16", None, "attested")],
        "eligible",
        (6, 6, 0, 6),
    ),
    "thirty days of thirty-one are most of a month": (
        [("housed", "2015-01-01", "2025-12-16", "attested"), ("1", "2025-12-17", None, "attested")],
        "eligible",
        (6, 6, 0, 6),
    ),
    "fifteen days of thirty-one are not": (
        [("housed", "2015-01-01", "2025-12-31", "attested"), ("1", "2026-01-01", None, "attested")],
        "not_eligible",
        (5, 5, 0, 5),
    ),
    "the same, nothing known before": (
        [("1", "2026-01-01", None, "attested")],
        "cannot_tell",
        (5, 5, 19, 5),
    ),
    "a shelter, told": (
        [HOME, ("2", "2025-12-16", None, "told")],
        "probably",
        (6, 0, 0, 6),
    ),
    "three months attested, three told": (
        [HOME, ("2", "2025-12-16", "2026-03-15", "told"), ("1", "2026-03-16", None, "attested")],
        "probably",
        (6, 3, 0, 6),
    ),
    "in hospital today": (
        [
            ("1", "2022-01-01", "2026-05-31", "attested"),
            ("institution", "2026-06-01", None, "told"),
        ],
        "not_eligible",
        (24, 24, 0, 36),
    ),
    "a hospital between two streets does not count, nor break": (
        [
            ("housed", "2015-01-01", "2025-06-15", "attested"),
            ("1", "2025-06-16", "2025-12-15", "attested"),
            ("institution", "2025-12-16", "2026-05-31", "attested"),
            ("1", "2026-06-01", None, "attested"),
        ],
        "eligible",
        (6, 6, 0, 6),
    ),
    "twelve months of three years ago, a home since, the street today": (
        [
            ("1", "2023-06-16", "2024-06-15", "attested"),
            ("housed", "2024-06-16", "2026-06-14", "attested"),
            ("1", "2026-06-15", None, "attested"),
        ],
        "eligible",
        (0, 0, 0, 12),
    ),
    "eleven of them": (
        [
            ("housed", "2015-01-01", "2023-07-15", "attested"),
            ("1", "2023-07-16", "2024-06-15", "attested"),
            ("housed", "2024-06-16", "2026-06-14", "attested"),
            ("1", "2026-06-15", None, "attested"),
        ],
        "not_eligible",
        (0, 0, 0, 11),
    ),
    "years of street before the thirty-six months": (
        [
            ("1", "2015-01-01", "2023-06-15", "attested"),
            ("housed", "2023-06-16", "2026-06-14", "attested"),
            ("1", "2026-06-15", None, "attested"),
        ],
        "not_eligible",
        (0, 0, 0, 0),
    ),
    "a hostel is neither street nor emergency shelter; half of April-May is not most of it": (
        [("3", "2023-01-01", "2026-04-30", "attested"), ("1", "2026-05-01", None, "attested")],
        "not_eligible",
        (1, 1, 0, 1),
    ),
    "a home that is to come changes nothing today": (
        [
            HOME,
            ("1", "2025-12-16", "2026-07-31", "attested"),
            ("housed", "2026-08-01", None, "told"),
        ],
        "eligible",
        (6, 6, 0, 6),
    ),
    "nobody knows since five days": (
        [("1", "2023-01-01", "2026-06-10", "attested")],
        "cannot_tell",
        (24, 24, 0, 36),
    ),
    "one month that nobody knows may be the sixth": (
        [HOME, ("1", "2026-01-16", None, "attested")],
        "cannot_tell",
        (5, 5, 1, 5),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_history_counted_by_hand(name: str) -> None:
    told, verdict, (counted, certain, unknown, of_36) = CASES[name]
    spans = [
        Span(situation, date.fromisoformat(start), date.fromisoformat(end) if end else None, sure)
        for situation, start, end, sure in told
    ]
    for order in (spans, spans[::-1]):
        proof = prove(DAY, order)
        two, three = proof.counts
        found = (two.counted, two.certain, two.unknown, three.counted)
        assert (proof.verdict.value, found) == (verdict, (counted, certain, unknown, of_36))
