"""The rules of the Connect workbook that span cells."""

from collections import Counter

from filrouge.common.text import label_key
from filrouge.imports.directories import lookup
from filrouge.imports.sheets import connect as sheets
from filrouge.imports.sheets.base import Row, SheetSpec

from .base import Book

ACCEPTED, WITHDRAWN, OWN_ACTIVITY = "accepted", "withdrawn", "own_activity"


def check_connect(book: Book) -> None:
    """The rules of `docs/format.md`, section 4."""
    _check_animators(book)
    _check_enrolments(book)
    check_enrolled_once(book, sheets.ENROLMENTS)
    _check_parents(book)
    _check_editions(book)
    _check_themes(book)


def _check_animators(book: Book) -> None:
    """Two animators for a group; that each has a side of their own is checked row by row."""
    if book.sheet(sheets.ANIMATORS) is None:
        return
    found = Counter(label_key(row["group"]) for row in book.rows(sheets.ANIMATORS, "group"))
    for row in book.rows(sheets.GROUPS, "code"):
        count = found[label_key(row["code"])]
        if count != 2:
            book.place(sheets.GROUPS).tell("animators_not_two", row, "code", count=count)


def _check_enrolments(book: Book) -> None:
    """One worker per institution and group, unless a derogation says why."""
    known = _names(book)
    first: dict[tuple[str, str], int] = {}
    place = None
    for row in book.rows(sheets.ENROLMENTS, "group", "organisation", "status"):
        place = place or book.place(sheets.ENROLMENTS)
        if row["status"] == WITHDRAWN and not row["withdrawn_on"] and row.good("withdrawn_on"):
            place.tell("withdrawn_without_date", row, "withdrawn_on")
        if row["status"] != ACCEPTED:
            continue
        institution = label_key(row["organisation"])
        key = (label_key(row["group"]), known.get(institution, institution))
        seen = first.setdefault(key, row.number)
        if seen != row.number and not row["derogation"]:
            place.tell("second_of_institution", row, "derogation", first=seen)


def _names(book: Book) -> dict[str, str]:
    """Names by every name and alias of the directory; names win over aliases."""
    return {key: label_key(name) for key, name in lookup(book.workbook, sheets.DIRECTORY).items()}


def check_enrolled_once(book: Book, spec: SheetSpec) -> None:
    """Tell a participant who is accepted twice in one group."""
    first: dict[tuple[str, str], int] = {}
    for row in book.rows(spec, "group", "participant", "status"):
        if row["status"] == ACCEPTED and not row.refused:
            key = (label_key(row["group"]), label_key(row["participant"]))
            seen = first.setdefault(key, row.number)
            if seen != row.number:
                book.place(spec).tell("enrolled_twice", row, "participant", first=seen)


def _check_parents(book: Book) -> None:
    """No event is, through its parents, inside itself."""
    rows: dict[str, Row] = {}
    for row in book.rows(sheets.EVENTS, "code", "parent"):
        rows.setdefault(label_key(row["code"]), row)
    for row in rows.values():
        if row["parent"] and _is_inside(label_key(row["code"]), row, rows):
            book.place(sheets.EVENTS).refuse("event_inside_itself", row, "parent")


def _is_inside(code: str, row: Row, rows: dict[str, Row]) -> bool:
    met: set[str] = set()
    above = label_key(row["parent"])
    while above in rows and above not in met:
        if above == code:
            return True
        met.add(above)
        above = label_key(rows[above]["parent"])
    return False


def _check_editions(book: Book) -> None:
    """Nobody opens what was not delivered."""
    for row in book.rows(sheets.EDITIONS, "delivered", "openers"):
        if row["openers"] > row["delivered"]:
            place = book.place(sheets.EDITIONS)
            place.refuse("openers_above_delivered", row, "openers", delivered=row["delivered"])


def _check_themes(book: Book) -> None:
    for row in book.rows(sheets.POSTS, "post_class", "theme"):
        if row["post_class"] == OWN_ACTIVITY and row["theme"]:
            book.place(sheets.POSTS).tell("theme_of_own_activity", row, "theme")
