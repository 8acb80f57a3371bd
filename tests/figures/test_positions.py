"""Working time by funder and by team is the same working time, on every date."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from filrouge.common.periods import Period
from filrouge.directory.models import Organisation
from filrouge.figures import engine
from filrouge.staff.models import Assignment, Worker

TEAMS = ("hf_act", "hf_icm")
FUNDERS = ("Cocom", "SPF Santé publique", "SPP Intégration sociale")
FIRST = date(2023, 6, 1)

spans = st.tuples(st.integers(0, 900), st.none() | st.integers(0, 400))
positions = st.lists(
    st.tuples(
        st.sampled_from(TEAMS),
        st.sampled_from(FUNDERS),
        st.integers(0, 100).map(lambda hundredths: Decimal(hundredths) / 100),
        spans,
    ),
    max_size=8,
)


def store(rows: list[tuple[str, str, Decimal, tuple[int, int | None]]]) -> None:
    funders = {
        name: Organisation.objects.get_or_create(key=name.casefold(), defaults={"name": name})[0]
        for name in FUNDERS
    }
    for number, (team, funder, fte, (start, length)) in enumerate(rows):
        first = FIRST + timedelta(days=start)
        Assignment.objects.create(
            worker=Worker.objects.create(code=f"W{number}"),
            team=team,
            function="psychosocial_worker",
            fte=fte,
            funder=funders[funder],
            start=first,
            end=None if length is None else first + timedelta(days=length),
        )


class FundersAndTeams(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(positions, st.integers(0, 1000))
    def test_sums_agree_on_every_date(
        self, rows: list[tuple[str, str, Decimal, tuple[int, int | None]]], offset: int
    ) -> None:
        store(rows)
        day = FIRST + timedelta(days=offset)
        period = Period(day, day)
        whole = engine.compute(period, ids=["hf.staff.accompaniment.fte"])
        by_hand = sum(
            Fraction(fte)
            for _, _, fte, (start, length) in rows
            if start <= offset and (length is None or offset <= start + length)
        )
        assert whole["hf.staff.accompaniment.fte"].result.number == by_hand
        for dimension in ("staff_team", "funder"):
            groups = engine.breakdown("hf.staff.accompaniment.fte", period, dimension)
            assert sum(figure.result.number or 0 for _, _, figure in groups) == by_hand


@pytest.mark.django_db
def test_the_last_day_worked_is_worked_and_the_day_after_is_not() -> None:
    store([("hf_act", "Cocom", Decimal("0.8"), (0, 30))])
    last = FIRST + timedelta(days=30)
    for day, expected in ((last, "0.80"), (last + timedelta(days=1), "0.00")):
        figures = engine.compute(Period(day, day), ids=["hf.staff.accompaniment.fte"])
        assert figures["hf.staff.accompaniment.fte"].text == expected
