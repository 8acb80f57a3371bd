"""Half-up, once, on the exact value."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge.common.money import to_cents
from filrouge.common.rounding import exact, half_up


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Fraction(1, 2), 0, "1"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(-5, 2), 0, "-3"),  # away from zero for a fall
        (Fraction(-49, 100), 0, "0"),
        (Fraction(101, 16), 2, "6.31"),  # 6.3125
        (Fraction(1493200, 2190714) * 100, 2, "68.16"),
        (87, 0, "87"),
        (Fraction(27, 10), 1, "2.7"),
    ],
)
def test_half_up(value: Fraction, decimals: int, text: str) -> None:
    assert f"{half_up(value, decimals):f}" == text


@given(st.fractions(-(10**12), 10**12), st.integers(0, 4))
def test_never_further_than_half_a_unit(value: Fraction, decimals: int) -> None:
    difference = abs(Fraction(half_up(value, decimals)) - value)
    assert difference <= Fraction(1, 2 * 10**decimals)


def test_sums_that_sqlite_gives_as_binary_floats_come_back_exact() -> None:
    assert exact(0.1 + 0.2) == Fraction(3, 10)
    assert exact(Decimal("45.50")) == Fraction(91, 2)


def test_cents() -> None:
    assert to_cents(Decimal("493.24")) == 49324
    with pytest.raises(ValueError, match=r"12\.345"):
        to_cents(Decimal("12.345"))
