"""Labelled quantities one a line: typed tables, typed lists and sentences of shares, alike."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from filrouge.reports.guard.numbers import Number
from filrouge.reports.guard.reading import (
    Passage,
    Reading,
    Section,
    Sentence,
    TypedList,
    TypedTable,
)
from filrouge.reports.guard.relations import counts

_TOTAL = re.compile(r"^\W{0,3}(?:sous-)?(?:total|totaux|ensemble|somme|au total|en tout)\b", re.I)
_SUBTOTAL = re.compile(r"^\W{0,4}(?:dont\b|sous-total|y compris\b)", re.IGNORECASE)
_PERCENT = re.compile(r"%|\bpourcentage|\bpart\b|\bproportion\b|\btaux\b", re.IGNORECASE)
_EURO = re.compile(r"€|\beur\b|\beuros?\b|\bmontants?\b", re.IGNORECASE)
CHANGE = re.compile(
    r"(?:[+−-]\s?|(?:hausse|augmentation|baisse|diminution|réduction|recul|progression|croissance"
    r"|chute|gain|perte|écart|bond|indexation|tva|taux|supplément)\b[\w\s’']{0,25})$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Row:
    """A line: what it names, its amount (a count or euros) and its share of the whole."""

    label: str
    amount: Number | None
    share: Number | None
    text: str
    total: bool = False
    part_of_other: bool = False


@dataclass(frozen=True)
class Series:
    """Lines of one table or list. `where` is its first sentence, for the excerpt."""

    section: Section
    intro: Passage | None
    heading: str
    rows: tuple[Row, ...]
    kind: str  # "table", "list" or "sentence"
    sentence: Sentence | None = None

    @cached_property
    def lines(self) -> tuple[Row, ...]:
        """The lines that are parts of the whole."""
        return tuple(row for row in self.rows if not row.total and not row.part_of_other)

    @cached_property
    def total(self) -> Row | None:
        return next((row for row in reversed(self.rows) if row.total), None)

    @cached_property
    def excerpt(self) -> str:
        if self.sentence:
            return self.sentence.text
        opening = f"{self.intro.text} " if self.intro and self.intro.kind != "heading" else ""
        return opening + " ; ".join(row.text for row in self.rows[:12])


def amounts(series: Series) -> list[Number]:
    return [row.amount for row in series.lines if row.amount is not None]


def shares(series: Series) -> list[Number]:
    return [row.share for row in series.lines if row.share is not None]


def all_series(reading: Reading) -> list[Series]:
    """Every table and list that holds quantities; read once."""
    known = reading.cache.get("series")
    if known is None:
        known = reading.cache["series"] = [
            *(one for table in reading.tables for one in _of_table(table)),
            *(one for listed in reading.lists for one in _of_list(listed)),
        ]
    assert isinstance(known, list)
    return known


def _of_table(table: TypedTable) -> Iterator[Series]:
    width = max((len(row) for row in table.rows), default=0)
    columns = [[_cell(table, row, place) for row in table.rows] for place in range(width)]
    filled = [place for place in range(1, width) if sum(map(bool, columns[place])) >= 2]
    percents = [p for p in filled if _unit(columns[p]) == "percent"]
    others = [p for p in filled if p not in percents]
    pairs: list[tuple[int | None, int | None]] = [(p, None) for p in others]
    for percent in percents:
        beside = min(others, key=lambda p, q=percent: abs(p - q), default=None)  # type: ignore[misc]
        if beside is not None and (beside, None) in pairs:
            pairs.remove((beside, None))
        pairs.append((beside, percent))
    for amount, share in pairs:
        rows = []
        for index, cells in enumerate(table.rows):
            label = cells[0].text if cells else ""
            rows.append(
                Row(
                    label,
                    columns[amount][index] if amount is not None else None,
                    columns[share][index] if share is not None else None,
                    " | ".join(cell.text for cell in cells),
                    bool(_TOTAL.match(label)) and not label.lower().startswith("sous"),
                    bool(_SUBTOTAL.match(label)),
                )
            )
        yield Series(table.section, table.intro, table.heading, tuple(rows), "table")


def _unit(column: Sequence[Number | None]) -> str:
    return next((one.unit for one in column if one), "")


def _cell(table: TypedTable, row: Sequence[Sentence], place: int) -> Number | None:
    """The only number of a cell, with the unit its column's title gives it."""
    if place >= len(row):
        return None
    found = row[place].numbers
    if len(found) != 1:
        return None
    number = found[0]
    title = table.header[place].text if place < len(table.header) else ""
    if not number.unit and _PERCENT.search(title) and not _EURO.search(title):
        return replace(number, unit="percent")
    if not number.unit and _EURO.search(title):
        return replace(number, unit="euro")
    return number


def _of_list(listed: TypedList) -> Iterator[Series]:
    rows = []
    for item in listed.items:
        numbers = list(item.numbers)
        percents = [one for one in numbers if one.unit == "percent"]
        plain = [n for s in item.sentences for n in counts(s)]
        plain = plain or [one for one in numbers if one.unit == "euro"]
        plain = plain or [one for one in numbers if one.unit == ""]
        rows.append(
            Row(
                item.text,
                _only(item, plain),
                percents[0] if len(percents) == 1 else None,
                item.text,
                bool(_TOTAL.match(item.text)),
                bool(_SUBTOTAL.match(item.text)),
            )
        )
    yield Series(listed.section, listed.intro, listed.heading, tuple(rows), "list")


def _only(item: Passage, found: list[Number]) -> Number | None:
    """The number a line is about: its only one, the one that opens it or the one that ends it."""
    digits = [one for one in found if not one.letters]
    if len(found) == 1 or len(digits) == 1:
        return (digits or found)[0]
    if found and item.sentences and found[0].start <= 2 and found[0] in item.sentences[0].numbers:
        return found[0]
    return None


def of_sentence(sentence: Sentence) -> Series | None:
    """A sentence of three shares or more ("46 % ..., 24 % ... et 30 %")."""
    percents = [
        one
        for one in sentence.numbers
        if one.unit == "percent" and not is_change(sentence.text, one) and not one.interval
    ]
    if len(percents) < 3:
        return None
    rows = []
    for place, one in enumerate(percents):
        end = percents[place + 1].start if place + 1 < len(percents) else len(sentence.text)
        rows.append(Row(sentence.text[one.end : end], None, one, one.text))
    return Series(sentence.section, None, "", tuple(rows), "sentence", sentence)


def is_change(text: str, number: Number) -> bool:
    """Whether a percentage is a rise or a fall, not a share."""
    return bool(CHANGE.search(text[max(0, number.start - 45) : number.start]))
