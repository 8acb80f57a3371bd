"""The rules of the Support workbook that span cells."""

from datetime import date

from filrouge.common.text import label_key
from filrouge.imports.sheets import peer_support as peer
from filrouge.imports.sheets import support as sheets
from filrouge.imports.sheets import training
from filrouge.imports.sheets.base import Row, SheetSpec
from filrouge.vocabulary import lists

from .base import FAR, Book
from .connect import check_enrolled_once

OUTCOMES = {
    "intervention": ("file_opened", "phone_only", "referred", "waiting"),
    "supervision": ("engaged", "not_pursued", "waiting"),
    "training": ("scheduled",),
}
FILE_OPENED, DONE, PLANNED = "file_opened", "done", "planned"


def check_support(book: Book) -> None:
    """The rules of `docs/format.md`, section 5."""
    _check_outcomes(book)
    _check_opening(book)
    _check_interventions(book)
    _check_pairs(book)
    _check_planned_hires(book)
    check_enrolled_once(book, peer.ENROLMENTS)
    _check_days(book, peer.ATTENDANCES, peer.SESSIONS, "group")
    _check_days(book, training.TRAINING_PARTICIPANTS, training.TRAINING_DAYS, "action")


def _check_outcomes(book: Book) -> None:
    """Each type of request has outcomes of its own."""
    labels = lists.get("request_outcome")
    for row in book.rows(sheets.REQUESTS, "kind", "outcome"):
        possible = OUTCOMES[row["kind"]]
        if row["outcome"] not in possible:
            expected = ", ".join(labels.term(code).fr for code in possible)
            place = book.place(sheets.REQUESTS)
            place.refuse("outcome_of_other_kind", row, "outcome", expected=expected)


def _check_opening(book: Book) -> None:
    for row in book.rows(sheets.REQUESTS, "received", "opened", "outcome"):
        place = book.place(sheets.REQUESTS)
        if row["opened"] and row["opened"] < row["received"]:
            place.tell("opened_before_received", row, "opened", received=row["received"])
        elif row["outcome"] == FILE_OPENED and not row["opened"]:
            place.tell("opened_without_date", row, "opened")


def _check_interventions(book: Book) -> None:
    """An intervention takes place while its file is open."""
    files: dict[str, tuple[date | None, date]] = {}
    for row in book.rows(sheets.REQUESTS, "file", "opened", "closed"):
        if row["file"]:
            files[label_key(row["file"])] = (row["opened"], row["closed"] or FAR)
    for row in book.rows(sheets.INTERVENTIONS, "file", "day"):
        opened, closed = files.get(label_key(row["file"]), (None, FAR))
        if row["day"] > closed or (opened and row["day"] < opened):
            place = book.place(sheets.INTERVENTIONS)
            place.tell("intervention_outside_file", row, "day", file=row["file"])


def _check_pairs(book: Book) -> None:
    """Two workers at least, where any are noted."""
    for spec in (sheets.INTERVENTIONS, peer.ACTIVITIES):
        for row in book.rows(spec, "workers"):
            if len(row["workers"]) == 1 and row.values.get("status", DONE) == DONE:
                book.place(spec).tell("single_worker", row, "workers")


def _check_planned_hires(book: Book) -> None:
    for row in book.rows(peer.HIRES, "state", "target_year"):
        if row["state"] == PLANNED and row["target_year"] is None:
            book.place(peer.HIRES).tell("hire_without_year", row, "target_year")


def _check_days(book: Book, people: SheetSpec, sessions: SheetSpec, code: str) -> None:
    """Somebody is present on a day of a session, not another day."""
    if book.sheet(sessions) is None:
        return
    known = {_day_of(row, code) for row in book.rows(sessions, code, "day")}
    codes = {group for group, _day in known}
    for row in book.rows(people, code, "day"):
        group, day = _day_of(row, code)
        if group in codes and (group, day) not in known:
            known.add((group, day))  # told once
            book.place(people).tell("no_session_that_day", row, "day", of=row[code])


def _day_of(row: Row, code: str) -> tuple[str, date]:
    return label_key(row[code]), row["day"]
