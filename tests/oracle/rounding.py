"""Rounding and text of the figures: half-up away from zero, once, on the exact value."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

type Figures = dict[str, str]


def rounded(value: Fraction | int, decimals: int = 0) -> str:
    """`39`, and for one decimal or more the shortest text with a decimal: `39.0`, `54.88`."""
    scale = 10**decimals
    scaled = abs(Fraction(value)) * scale
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    sign = "-" if value < 0 and units else ""
    whole, rest = divmod(units, scale)
    if not decimals:
        return f"{sign}{whole}"
    return f"{sign}{whole}.{str(rest).zfill(decimals).rstrip('0') or '0'}"


def exact(value: Fraction) -> str:
    """A typed or summed number as it stands: `9.1`, `21`."""
    return rounded(value) if value.denominator == 1 else rounded(value, 6)


def put_ratio(
    out: Figures,
    name: str,
    numerator: Fraction | int,
    denominator: Fraction | int,
    *,
    times: int = 1,
    decimals: int = 0,
) -> None:
    """Put times * numerator / denominator; a base of 0 gives no value."""
    if denominator:
        out[name] = rounded(Fraction(numerator) * times / denominator, decimals)


def put_share(out: Figures, name: str, part: int, base: int) -> None:
    """Put an integer percentage; no value without a base."""
    put_ratio(out, name, part, base, times=100)


def put_mean(
    out: Figures, name: str, values: Collection[Fraction] | Collection[int], decimals: int = 0
) -> None:
    """Put the mean of the values; no value when there are none."""
    put_ratio(out, name, sum(values, Fraction(0)), len(values), decimals=decimals)


def put_list(out: Figures, name: str, items: Collection[str]) -> None:
    """Put a list joined by `; `; no value when it is empty."""
    if items:
        out[name] = "; ".join(items)
