"""Comparing and ordering words as a reader would.

Two labels are the same when they differ only by accents, case, kinds of blanks, quotes or dashes
(`docs/format.md`, "Reading rules common to all sheets").
"""

import re
import unicodedata
from collections.abc import Iterable

_SUBSTITUTES = str.maketrans(
    {"’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"}
)
_SLASH = re.compile(r"\s*/\s*")

# What spreadsheets take for a formula, after blanks too; full-width signs count as plain ones.
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_BLANK_FIRST = ("\t", "\r", "\n", "\ufeff", "\u200b")


def clean(text: str) -> str:
    """The text with every run of blanks (non-breaking ones included) made one space."""
    return " ".join(text.split())


def without_accents(text: str) -> str:
    """The text without its combining marks: "Évaluée" gives "Evaluee"."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def label_key(text: str) -> str:
    """The form under which labels and headers are compared."""
    if not text.isascii():
        text = without_accents(text.translate(_SUBSTITUTES)).translate(_SUBSTITUTES)
    key = clean(text).casefold()
    return _SLASH.sub("/", key) if "/" in key else key


def loose_key(text: str) -> str:
    """`label_key` where a hyphen equals a blank, as the names of communes are compared."""
    return clean(label_key(text).replace("-", " "))


def sort_key(text: str) -> tuple[str, str]:
    """Alphabetical order without accents or case; the text itself settles ties."""
    return label_key(text), text


def join_codes(codes: Iterable[str]) -> str:
    """Codes as one column holds them, between semicolons: ";connect;pat;"."""
    known = list(codes)
    return f";{';'.join(known)};" if known else ""


def split_codes(text: str) -> list[str]:
    """The inverse of `join_codes`."""
    return [code for code in text.split(";") if code]


def harmless(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would take for a formula."""
    runs = text.startswith(_BLANK_FIRST) or text.lstrip().startswith(_STARTS_A_FORMULA)
    return f"'{text}" if runs else text
