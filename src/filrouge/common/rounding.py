"""Rounding half-up (half away from zero), once, on the exact value."""

from decimal import Decimal
from fractions import Fraction

type Exact = Fraction | int


def half_up(value: Exact, decimals: int = 0) -> Decimal:
    """Round an exact value to `decimals` places, halves away from zero.

    >>> half_up(Fraction(5, 2)), half_up(Fraction(-5, 2)), half_up(Fraction(7803, 145), 2)
    (Decimal('3'), Decimal('-3'), Decimal('53.81'))
    """
    scale = 10**decimals
    scaled = abs(Fraction(value)) * scale
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    if value < 0:
        units = -units
    return Decimal(units).scaleb(-decimals)


def exact(value: Decimal | float | int) -> Fraction:
    """The exact fraction of a stored number with at most four decimals.

    SQLite sums decimals as binary floats; four places bring back what was stored.
    """
    if isinstance(value, int):
        return Fraction(value)
    return Fraction(round(Fraction(value) * 10_000), 10_000)
