"""What was handed over, read without anybody: totals of a day, months by mode of use, exports.

Nothing here selects a person. Rows attached to a file are counted with the others; one by one,
only rows that are attached to nobody are told.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from uuid import UUID

import xlsxwriter
from django.db.models import Sum
from django.db.models.functions import ExtractMonth
from django.utils.translation import gettext as _

from filrouge.access import isolation
from filrouge.vocabulary import lists
from filrouge.vocabulary.lists import Term

from . import shape, stock
from .models import MaterialIssue

MONTHS = tuple(range(1, 13))
LATEST = 5


@dataclass(frozen=True, slots=True)
class Handout:
    """One hand-over: its key, its day, what to say of it."""

    key: UUID
    day: date
    told: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table of a year: twelve months and their sum. `item` empty: the mode."""

    mode: Term
    item: Term | None
    months: list[int]

    @property
    def total(self) -> int:
        return sum(self.months)

    @property
    def label(self) -> str:
        return (self.item or self.mode).label


@isolation.purpose("material")
def today(day: date) -> list[tuple[str, int]]:
    """How many of each item were handed over on a day, to everybody together."""
    rows = MaterialIssue.objects.filter(day=day).values_list("item")
    sums = dict(rows.annotate(number=Sum("quantity")).values_list("item", "number"))
    order = lists.get("material").codes
    return [(shape.label_of(item), sums[item]) for item in order if item in sums]


@isolation.purpose("material")
def latest(day: date) -> list[Handout]:
    """The last hand-overs of a day that are attached to nobody, to undo a slip."""
    rows = MaterialIssue.objects.filter(day=day, person=None, handout__isnull=False)
    found: dict[Any, dict[str, int]] = {}
    for key, item, quantity in rows.order_by("-pk").values_list("handout", "item", "quantity"):
        if key not in found and len(found) == LATEST:
            break
        found.setdefault(key, {})[item] = quantity
    return [Handout(key, day, shape.told(quantities)) for key, quantities in found.items()]


@isolation.purpose("material")
def of_person(person_id: int) -> list[Handout]:
    """The last hand-overs attached to a file that is open: how many items, never which."""
    rows = MaterialIssue.objects.filter(person=person_id, handout__isnull=False)
    sums = rows.values("handout", "day").annotate(number=Sum("quantity"))
    newest = sums.order_by("-day", "handout")[:LATEST]
    return [
        Handout(cast("UUID", row["handout"]), row["day"], shape.pieces(row["number"]))
        for row in newest
    ]


@isolation.purpose("material")
def of_round(key: int) -> int:
    """How many items were handed out during a round."""
    rows = MaterialIssue.objects.filter(outreach_round=key)
    return rows.aggregate(number=Sum("quantity"))["number"] or 0


@isolation.purpose("material")
def year(number: int) -> list[Line]:
    """Each mode of use, then its items, month by month. One question."""
    rows = MaterialIssue.objects.filter(day__year=number).annotate(month=ExtractMonth("day"))
    sums: defaultdict[str, list[int]] = defaultdict(lambda: [0] * len(MONTHS))
    for item, month, total in (
        rows.values_list("item", "month").annotate(n=Sum("quantity")).order_by()
    ):
        sums[item][month - 1] = total
    lines = []
    for mode, items in stock.categories():
        of_items = [Line(mode, item, sums[item.code]) for item in items if item.code in sums]
        together = [sum(line.months[n] for line in of_items) for n in range(len(MONTHS))]
        lines += [Line(mode, None, together), *of_items]
    return lines


def columns(number: int) -> list[str]:
    """The headings of the export: mode, item, the months, the year."""
    return [
        _("Mode of use"),
        _("Item"),
        *(f"{number}-{month:02d}" for month in MONTHS),
        str(number),
    ]


def as_csv(number: int) -> str:
    """The year as CSV: quantities of items only."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns(number))
    for line in year(number):
        if line.item is not None:
            writer.writerow([line.mode.label, line.label, *line.months, line.total])
    return "\ufeff" + out.getvalue()


def as_xlsx(number: int) -> bytes:
    """The year as a workbook: quantities of items only."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False})
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet(str(number))
    sheet.set_column(0, 1, 26)
    sheet.freeze_panes(1, 2)
    for column, heading in enumerate(columns(number)):
        sheet.write_string(0, column, heading, bold)
    items = [line for line in year(number) if line.item is not None]
    for row, line in enumerate(items, start=1):
        sheet.write_string(row, 0, line.mode.label)
        sheet.write_string(row, 1, line.label)
        for column, quantity in enumerate([*line.months, line.total], start=2):
            sheet.write_number(row, column, quantity)
    book.close()
    return kept.getvalue()
