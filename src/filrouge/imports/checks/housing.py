"""Stays and material."""

from collections import defaultdict
from datetime import date

from filrouge.imports.sheets import housing_first as hf
from filrouge.imports.sheets.base import Row
from filrouge.vocabulary import lists

from .base import Book, Span
from .lives import DEATH, Life


def check_stays(book: Book, known: dict[int, Life]) -> None:
    """A destination with an end, death on its day, one dwelling at a time, start of follow-up."""
    for row in book.rows(hf.STAYS, "end", "destination"):
        if row["end"] and not row["destination"]:
            book.place(hf.STAYS).refuse("missing_destination", row, "destination")
    for row in book.standing(hf.STAYS):
        life = known.get(row["tenant"])
        if life and life.certain:
            _check_death(book, row, life)
    _check_one_at_a_time(book)
    _check_first_entry(book)


def _check_death(book: Book, row: Row, life: Life) -> None:
    place, end, death = book.place(hf.STAYS), row["end"], life.death
    if row["destination"] == DEATH and end:
        if death is None and life.followed_on(end):
            place.refuse("death_not_recorded", row, "destination", number=row["tenant"])
        elif death is None:
            place.tell("death_after_follow_up", row, "destination", number=row["tenant"])
        elif end != death:
            place.refuse("death_on_another_day", row, "end", death=death)
    elif death is not None:
        if row["start"] > death:
            place.refuse("stay_after_death", row, "start", death=death)
        elif end is None or end > death:
            place.refuse("stay_after_death", row, "end", death=death)
        elif end == death:
            place.tell("death_destination_missing", row, "destination")


def _check_one_at_a_time(book: Book) -> None:
    kept: dict[int, list[Span]] = defaultdict(list)
    for row in book.standing(hf.STAYS):
        span = Span(row["start"], row["end"], row)
        for other in kept[row["tenant"]]:
            if span.overlaps(other, last_day_included=False):
                book.place(hf.STAYS).refuse(
                    "overlapping_stays", row, "start", first=other.row.number
                )
                break
        else:
            kept[row["tenant"]].append(span)


def _check_first_entry(book: Book) -> None:
    entries: dict[int, date] = {}
    for row in book.standing(hf.STAYS):
        number = row["tenant"]
        entries[number] = min(row["start"], entries.get(number, row["start"]))
    for row in book.standing(hf.TENANTS):
        entry = entries.get(row["tenant"])
        if entry and entry != row["start"]:
            book.place(hf.TENANTS).tell("start_not_first_entry", row, "start", entry=entry)


def check_material(book: Book) -> None:
    """An item belongs to one category."""
    items, categories = lists.get("material"), lists.get("material_category")
    for row in book.rows(hf.MATERIAL, "category", "item"):
        if not row["item"] or not row["category"]:
            continue
        category = items.term(row["item"]).extra["category"]
        if category != row["category"]:
            book.place(hf.MATERIAL).refuse(
                "item_of_other_category", row, "item", category=categories.label(category)
            )
