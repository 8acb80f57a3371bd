"""How the field types labels, lists, answers and dates, within what the format allows."""

from collections.abc import Sequence
from datetime import date
from random import Random

NBSP = "\u00a0"


def label(rng: Random, text: str) -> str:
    """A label, now and then in lower case, in capitals or with a non-breaking space."""
    draw = rng.random()
    if draw < 0.015:
        return text.lower()
    if draw < 0.02:
        return text.upper()
    return text.replace(" ", NBSP) if draw < 0.03 else text


def answer(rng: Random, yes: bool) -> str:
    """Yes or no, sometimes as a cross or a letter."""
    if rng.random() < 0.97:
        return "oui" if yes else "non"
    return rng.choice(("x", "o", "Oui", "1")) if yes else rng.choice(("n", "Non", "0"))


def listed(rng: Random, items: Sequence[str]) -> str:
    """A list in one cell, sometimes with commas."""
    return (", " if rng.random() < 0.03 else "; ").join(items)


def iso(day: date) -> str:
    """A date typed as text."""
    return day.isoformat()
