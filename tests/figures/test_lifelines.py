"""What a life says on a day: literal traps, counted by hand."""

from datetime import date

from filrouge.common.periods import Period
from filrouge.figures.facts.lifelines import (
    FollowUpSpan,
    Life,
    StaySpan,
    join_stays,
    moves,
    start_weeks,
)

P2024 = Period.year(2024)


def span(start: str, end: str = "", reason: str = "") -> FollowUpSpan:
    return FollowUpSpan(
        0, date.fromisoformat(start), date.fromisoformat(end) if end else None, reason
    )


def stay(dwelling: int, start: str, end: str = "", destination: str = "") -> StaySpan:
    last = date.fromisoformat(end) if end else None
    return StaySpan((dwelling,), dwelling, date.fromisoformat(start), last, destination)


def life(*spans: FollowUpSpan, stays: list[StaySpan] | None = None, id_: int = 1) -> Life:
    return Life(
        id_, id_, "M", date(1980, 6, 15), follow_ups=list(spans), stays=join_stays(stays or [])
    )


def test_followed_touches_the_period_at_its_edges() -> None:
    assert life(span("2023-01-01", "2024-01-01", "relayed")).span_in(P2024)
    assert life(span("2024-12-31")).span_in(P2024)
    assert not life(span("2023-01-01", "2023-12-31", "relayed")).span_in(P2024)
    assert not life(span("2025-01-01")).span_in(P2024)


def test_an_end_on_the_last_day_is_an_end_of_the_period() -> None:
    ended = life(span("2020-01-01", "2024-12-31", "relayed"))
    assert not ended.still_followed(P2024)
    assert ended.days_followed(P2024) == 366
    assert life(span("2020-01-01", "2025-01-01", "relayed")).still_followed(P2024)


def test_the_reference_day_is_that_of_the_last_follow_up_begun() -> None:
    back = life(
        span("2020-01-01", "2024-02-01", "relayed"), span("2024-06-01", "2024-07-01", "other")
    )
    assert back.reference_day(P2024) == date(2024, 7, 1)
    assert back.days_followed(P2024) == 32 + 31
    planned = life(span("2020-01-01", "2024-02-01", "relayed"), span("2025-06-01"))
    assert planned.reference_day(P2024) == date(2024, 2, 1)


def test_a_change_dated_the_first_day_applies_and_a_blank_changes_nothing() -> None:
    changed = life(span("2023-05-01"))
    changed.terms = [
        (date(2023, 5, 1), "act", "cocom"),
        (date(2024, 1, 1), "icm", ""),
        (date(2024, 3, 1), "", "tsi"),
    ]
    assert changed.term_on(changed.first_day(P2024)) == ("icm", "cocom")
    assert changed.term_on(date(2023, 12, 31)) == ("act", "cocom")
    assert changed.term_on(date(2024, 12, 31)) == ("icm", "tsi")


def test_the_day_of_departure_is_not_lived_in_but_the_day_of_death_is() -> None:
    left = life(span("2020-01-01"), stays=[stay(1, "2020-01-01", "2024-06-30", "street")])
    assert left.stay_on(date(2024, 6, 29)) is not None
    assert left.stay_on(date(2024, 6, 30)) is None
    died = life(
        span("2020-01-01", "2024-06-30", "death"),
        stays=[stay(1, "2020-01-01", "2024-06-30", "death")],
    )
    assert died.stay_on(died.reference_day(P2024)) is not None
    assert died.days_housed(P2024) == died.days_followed(P2024) == 182


def test_a_change_of_lease_is_one_stay_gap_day_included() -> None:
    joined = join_stays(
        [
            stay(1, "2020-01-01", "2024-03-01", "same_dwelling"),
            stay(1, "2024-03-02", "2024-05-01", "other_dwelling"),
            stay(1, "2024-05-01"),
        ]
    )
    assert [(s.start, s.end) for s in joined] == [(date(2020, 1, 1), None)]
    apart = join_stays([stay(1, "2020-01-01", "2024-03-01", "street"), stay(1, "2024-03-03")])
    assert len(apart) == 2


def test_moves_of_a_couple_and_of_two_strangers() -> None:
    follow = span("2019-01-01")
    here, there = [1, "2020-01-01", "2024-04-01", "other_dwelling"], [2, "2024-04-01"]
    couple = [life(follow, stays=[stay(*here), stay(*there)], id_=n) for n in (1, 2)]
    other = life(
        follow,
        stays=[stay(3, "2020-01-01", "2024-04-01", "other_dwelling"), stay(*there)],
        id_=3,
    )
    found = moves([*couple, other], P2024)
    assert [(m.kind, m.person_ids) for m in found] == [
        ("flat_to_flat", (1, 2)),
        ("flat_to_flat", (3,)),
    ]


def test_deaths_are_counted_per_person_and_street_exits_per_household() -> None:
    follow = span("2019-01-01")
    together = [
        life(follow, stays=[stay(1, "2020-01-01", "2024-04-01", "street")], id_=n) for n in (1, 2)
    ]
    dead = [
        life(
            span("2019-01-01", "2024-05-01", "death"),
            stays=[stay(2, "2020-01-01", "2024-05-01", "death")],
            id_=n,
        )
        for n in (3, 4)
    ]
    destinations = [move.destination for move in moves([*together, *dead], P2024)]
    assert destinations == ["street", "death", "death"]


def test_a_return_to_the_same_dwelling_is_a_reentry_not_a_move_between_flats() -> None:
    back = life(
        span("2019-01-01"),
        stays=[stay(1, "2020-01-01", "2024-02-01", "institution"), stay(1, "2024-08-01")],
    )
    assert [move.kind for move in moves([back], P2024)] == ["exit", "reentry"]


def test_nobody_moves_while_not_followed() -> None:
    gone = life(
        span("2019-01-01", "2024-03-31", "relayed"),
        stays=[stay(1, "2020-01-01", "2024-04-01", "street"), stay(2, "2024-05-01")],
    )
    assert moves([gone], P2024) == []


def test_start_weeks_are_whole_and_thirteen_at_most() -> None:
    new = life(span("2024-01-10"), stays=[stay(1, "2024-01-10")])
    met = [date(2024, 1, 16), date(2024, 1, 17), date(2024, 1, 24)]
    weeks = start_weeks(new, met, P2024)
    assert [was_met for _, was_met in weeks] == [True, True, True] + [False] * 10
    short = life(span("2024-12-20"), stays=[stay(1, "2024-12-20")])
    assert len(start_weeks(short, [], P2024)) == 1  # the second week ends after 31 December
