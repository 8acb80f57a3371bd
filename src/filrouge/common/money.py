"""Amounts of money: whole cents, never binary floats."""

from decimal import Decimal


def to_cents(euros: Decimal) -> int:
    """Whole cents of an amount in euros; ValueError when it has a fraction of a cent."""
    cents = euros * 100
    if cents != cents.to_integral_value():
        raise ValueError(f"{euros} has more than two decimals")
    return int(cents)
