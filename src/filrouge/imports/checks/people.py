"""Incomes, scores and encounters of people, against their follow-ups."""

from collections import defaultdict
from datetime import date

from filrouge.followup.rules import absence_fits, figures_read_it, public_centre
from filrouge.imports.labels import Commune
from filrouge.imports.parsing import BadCell, Context
from filrouge.imports.sheets import housing_first as hf
from filrouge.imports.sheets.base import Row

from .base import FAR, Book, Span
from .lives import Life

NO_INCOME = "none"


def check_incomes(book: Book) -> None:
    """The same income never overlaps itself; "Sans revenu" overlaps nothing."""
    kept: dict[int, list[Span]] = defaultdict(list)
    for row in book.standing(hf.INCOMES):
        span = Span(row["start"], row["end"], row)
        place = book.place(hf.INCOMES)
        for other in kept[row["tenant"]]:
            if not span.overlaps(other):
                continue
            first = other.row.number
            if other.row["kind"] == row["kind"]:
                place.refuse("overlapping_incomes", row, "start", first=first)
                break
            if NO_INCOME in (row["kind"], other.row["kind"]):
                place.refuse("none_overlaps_income", row, "kind", first=first)
                break
        else:
            kept[row["tenant"]].append(span)


def check_scores(book: Book, known: dict[int, Life]) -> None:
    """Steps of 5, no score after a death, one entry score in a follow-up."""
    entries: dict[tuple[int, date], int] = {}
    insufficient = 0
    for row in book.rows(hf.SCORES, "tenant", "day", "score"):
        place = book.place(hf.SCORES)
        if row["score"] == 0:
            insufficient += not row.refused
            continue
        if row["score"] % 5:
            place.tell("not_multiple_of_5", row, "score")
        life = known.get(row["tenant"])
        if life and life.death and row["day"] > life.death:
            place.refuse("score_after_death", row, "day", death=life.death)
        elif row["moment"] == "entry" and not row.refused and life:
            for span in life.spans:
                if span.start <= row["day"] <= (span.end or FAR):
                    first = entries.setdefault((row["tenant"], span.start), row.number)
                    if first != row.number:
                        place.tell("second_entry_score", row, "moment", first=first)
    if insufficient:
        book.tell("insufficient_score", book.place(hf.SCORES).sheet.title, count=insufficient)


def check_encounters(book: Book, known: dict[int, Life]) -> None:
    """Absences only where somebody can be missed; held encounters inside a follow-up."""
    without_duration = 0
    for row in book.rows(hf.ENCOUNTERS):
        place = book.place(hf.ENCOUNTERS)
        row.values["outside"] = False
        kind, status = row["kind"], row["status"]
        if row.good("kind") and not absence_fits(kind, status):
            place.refuse("status_not_allowed", row, "status")
        if status != "held":
            continue
        if row.good("tenant", "day"):
            _check_inside_follow_up(book, row, known)
        if figures_read_it(kind, status):
            if not row["topics"] and row.good("topics"):
                place.tell("missing_topic", row, "topics")
            without_duration += row["duration"] is None and row.good("duration")
    if without_duration:
        title = book.place(hf.ENCOUNTERS).sheet.title
        book.tell("no_duration", title, count=without_duration)


def _check_inside_follow_up(book: Book, row: Row, known: dict[int, Life]) -> None:
    place, day = book.place(hf.ENCOUNTERS), row["day"]
    outside = None
    for number in row["tenant"]:
        life = known.get(number)
        if life is None:
            continue
        if life.death and day > life.death:
            place.refuse("encounter_after_death", row, "day", number=number, death=life.death)
            return
        if life.certain and outside is None and not life.followed_on(day):
            outside = number
    if outside is not None:
        row.values["outside"] = True
        place.tell("encounter_outside_followup", row, "day", number=outside)


def check_network(book: Book) -> None:
    """For a public centre the precision is its commune."""
    commune, context = Commune(), Context(book.workbook.year)
    for row in book.rows(hf.NETWORK, "partner", "detail"):
        row.values["commune"] = ""
        if public_centre(row["partner"]) and row["detail"]:
            try:
                row.values["commune"] = commune.read(row["detail"], context)
            except BadCell as bad:
                book.place(hf.NETWORK).refuse(bad.code, row, "detail", **bad.params)
