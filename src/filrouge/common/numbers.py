"""Numbers as people type them, read to the exact decimal."""

import re
from decimal import Decimal

LONGEST = 24
_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)")
_BLANKS = re.compile(r"\s+")


def decimal_in(text: str) -> Decimal | None:
    """The number a text holds, with a point or a comma, blanks ignored; None for other texts.

    >>> decimal_in("1 234,50"), decimal_in("2020-09")
    (Decimal('1234.50'), None)
    """
    plain = _BLANKS.sub("", text)
    if len(plain) <= LONGEST and plain.isascii() and _NUMBER.fullmatch(plain):
        return Decimal(plain.replace(",", "."))
    return None


def figure_text(text: str) -> str:
    """A figure somebody typed, as it is kept: a number as its exact decimal, else the text.

    >>> figure_text("79,10"), figure_text(" 2020-09 ")
    ('79.1', '2020-09')
    """
    number = decimal_in(text)
    return text.strip() if number is None else f"{number.normalize():f}"
