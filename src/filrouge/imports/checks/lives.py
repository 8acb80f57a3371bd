"""When each person was followed, as the sheets Locataires and Reprises say."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from filrouge.imports.sheets import housing_first as hf
from filrouge.imports.sheets.base import Row

from .base import FAR, Book, Span

DEATH = "death"


@dataclass
class Life:
    """The follow-ups of a person. `certain` is false when a date of them could not be read."""

    spans: list[Span] = field(default_factory=list)
    death: date | None = None
    certain: bool = True

    def followed_on(self, day: date) -> bool:
        return any(span.start <= day <= (span.end or FAR) for span in self.spans)


def check_follow_ups(book: Book) -> None:
    """Reasons with ends, birth before start, follow-ups one after the other."""
    for spec in (hf.TENANTS, hf.RESUMPTIONS):
        place = book.place(spec) if book.sheet(spec) else None
        for row in book.rows(spec, "end", "end_reason"):
            assert place is not None
            if row["end"] and not row["end_reason"]:
                place.refuse("missing_reason", row, "end_reason")
                row.bad.add("end_reason")  # it may be a death: no other sheet is judged by it
            elif row["end_reason"] and not row["end"]:
                place.refuse("reason_without_end", row, "end_reason")
                row.bad.add("end")
    for row in book.rows(hf.TENANTS, "birth", "start"):
        if row["birth"] >= row["start"]:
            book.place(hf.TENANTS).refuse("impossible_birth_date", row, "birth", start=row["start"])
    _check_resumptions(book)


def _check_resumptions(book: Book) -> None:
    spans: dict[int, list[tuple[str, Span]]] = defaultdict(list)
    deaths: dict[int, date] = {}
    for row in book.standing(hf.TENANTS):
        spans[row["tenant"]].append((hf.TENANTS.name, _span(row)))
        if row["end_reason"] == DEATH:
            deaths[row["tenant"]] = row["end"]
    for row in book.standing(hf.RESUMPTIONS):
        known, span = spans[row["tenant"]], _span(row)
        place = book.place(hf.RESUMPTIONS)
        death = deaths.get(row["tenant"])
        if death and span.start >= death:
            place.refuse("follow_up_after_death", row, "start", death=death)
            continue
        for where, other in known:
            before_first = where == hf.TENANTS.name and span.start <= other.start
            if span.overlaps(other) or before_first:
                place.refuse(
                    "overlapping_follow_ups", row, "start", first=other.row.number, where=where
                )
                break
        else:
            known.append((hf.RESUMPTIONS.name, span))
            if row["end_reason"] == DEATH:
                deaths[row["tenant"]] = row["end"]


def _span(row: Row) -> Span:
    return Span(row["start"], row["end"], row)


def lives(book: Book) -> dict[int, Life]:
    """The life of each tenant number. A row refused for another reason still tells its dates."""
    found: dict[int, Life] = defaultdict(Life)
    seen: set[int] = set()
    for spec in (hf.TENANTS, hf.RESUMPTIONS):
        for row in book.rows(spec, "tenant"):
            number = row["tenant"]
            if spec is hf.TENANTS and number in seen:
                continue
            seen.add(number)
            life = found[number]
            if not row.good("start", "end", "end_reason") or row["start"] is None:
                life.certain = False
                continue
            life.spans.append(_span(row))
            if row["end_reason"] == DEATH and row["end"]:
                life.death = row["end"]
    return dict(found)
