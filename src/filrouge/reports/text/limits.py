"""How much text a chapter may hold, and the characters that no text needs."""

import re

from django.utils.translation import gettext as _

MOST_CHARACTERS = 200_000
MOST_MARKS = {"[": 6_000, "*": 20_000, "_": 20_000}
"""Signs that a parser must pair, one by one: no prose has so many."""
MOST_PLACES = 2_000
MOST_COLUMNS = 60
MOST_ROWS = 2_000
DEEPEST = 20

# Controls but for line feeds and tabs, marks that turn the reading direction, invisible blanks,
# halves of surrogate pairs and codes that are no character: XML or the eye would be fooled.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_APOSTROPHE = re.compile(r"(?<=\w)(?:'|&#x27;|&#39;)(?=\w)")
_LINE_END = re.compile(r"\r\n?|[\u2028\u2029]")


class TextRefusedError(Exception):
    """A text that cannot be kept; the message says in one sentence what to change."""


def clean(text: str) -> str:
    """The text without the characters that deceive or break a file."""
    return _UNWANTED.sub("", text)


def clean_body(text: str) -> str:
    """A typed text with one kind of line end and without harmful characters."""
    return clean(_LINE_END.sub("\n", text))


def printed(text: str) -> str:
    """A label as it is printed: cleaned, with the apostrophe of books between letters."""
    return _APOSTROPHE.sub("’", clean(text))


def check_size(body: str) -> None:
    """Raises `TextRefusedError` for a body that would take too long to read."""
    if len(body) > MOST_CHARACTERS:
        raise TextRefusedError(
            _("The text has %(n)s characters; a chapter holds %(most)s at most: cut it in two.")
            % {"n": len(body), "most": MOST_CHARACTERS}
        )
    for mark, most in MOST_MARKS.items():
        if body.count(mark) > most:
            raise TextRefusedError(
                _("The text has %(n)s times the sign “%(mark)s”; a chapter holds %(most)s at most.")
                % {"n": body.count(mark), "mark": mark, "most": most}
            )


def check_table(columns: int, rows: int) -> None:
    """Raises `TextRefusedError` for a table that no page could hold."""
    if columns > MOST_COLUMNS:
        raise TextRefusedError(
            _("A table has %(n)s columns; it holds %(most)s at most.")
            % {"n": columns, "most": MOST_COLUMNS}
        )
    if rows > MOST_ROWS:
        raise TextRefusedError(
            _("A table has %(n)s rows; it holds %(most)s at most.") % {"n": rows, "most": MOST_ROWS}
        )


def check_depth(depth: int) -> None:
    """Raises `TextRefusedError` when lists, quotes or emphasis are nested too deep to be read."""
    if depth > DEEPEST:
        raise TextRefusedError(
            _("Lists, quotations or emphasis are nested more than %(most)s deep: flatten them.")
            % {"most": DEEPEST}
        )


def check_places(number: int) -> None:
    """Raises `TextRefusedError` for a text that asks for too many figures."""
    if number > MOST_PLACES:
        raise TextRefusedError(
            _("The text asks for %(n)s figures; a chapter holds %(most)s at most: cut it in two.")
            % {"n": number, "most": MOST_PLACES}
        )
