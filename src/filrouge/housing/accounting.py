"""The ledger of a period for accounting: CSV and XLSX, one row a line, in euros and cents.

Persons have the number of their file, names only when asked. No text is taken for a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filrouge.common.text import harmless
from filrouge.vocabulary import lists

from .models import KINDS, LedgerEntry, account_of

ACCOUNTS = {
    "rent": gettext_lazy("Rent"),
    "advance": gettext_lazy("Advance"),
    "guarantee": gettext_lazy("Guarantee"),
    "cost": gettext_lazy("Cost"),
}
AMOUNT = 7
"""The column of the amount."""


def columns(*, names: bool) -> list[str]:
    """The headings."""
    told = [
        _("Line"),
        _("Day"),
        _("File"),
        _("Landlord"),
        _("Dwelling"),
        _("Account"),
        _("Kind"),
        _("Amount (€)"),
        _("Paid by"),
        _("Month"),
        _("Reference"),
        _("Reverses line"),
    ]
    return [*told, _("Name")] if names else told


def lines(persons: QuerySet[Any], start: date, end: date) -> list[LedgerEntry]:
    """The lines of the days given, both included, of persons whose account is open."""
    rows = LedgerEntry.objects.filter(person__in=persons, day__range=(start, end))
    related = rows.select_related("person", "landlord__organisation", "dwelling")
    return list(related.order_by("day", "pk"))


def row(entry: LedgerEntry, *, names: bool) -> list[str | int]:
    """A line; the amount in cents, which each format writes its way."""
    told: list[str | int] = [
        entry.pk,
        entry.day.isoformat(),
        entry.person.number,
        str(entry.landlord) if entry.landlord else "",
        entry.dwelling.code if entry.dwelling else "",
        str(ACCOUNTS[account_of(entry.kind)]),
        KINDS[entry.kind].label,
        entry.amount_cents,
        lists.get("paid_by").label(entry.paid_by) if entry.paid_by else "",
        f"{entry.month:%Y-%m}" if entry.month else "",
        entry.reference,
        entry.reverses_id or "",
    ]
    return [*told, str(entry.person)] if names else told


def decimal(cents: int) -> str:
    """Cents as euros with two decimals and a point, exactly.

    >>> decimal(-5), decimal(123456)
    ('-0.05', '1234.56')
    """
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02}"


def as_csv(entries: Iterable[LedgerEntry], *, names: bool) -> str:
    """Semicolons, a point before the cents; the first characters say that it is UTF-8."""
    kept = io.StringIO()
    out = csv.writer(kept, delimiter=";", lineterminator="\r\n")
    out.writerow(columns(names=names))
    for entry in entries:
        cells = row(entry, names=names)
        out.writerow(
            decimal(int(cell)) if place == AMOUNT else _safe(cell)
            for place, cell in enumerate(cells)
        )
    return "\ufeff" + kept.getvalue()


def _safe(cell: str | int) -> str | int:
    return harmless(cell) if isinstance(cell, str) else cell


def as_xlsx(entries: Sequence[LedgerEntry], end: date, *, names: bool) -> bytes:
    """One sheet; amounts are numbers, texts are texts. The file holds no clock."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(
        kept,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    made = datetime(end.year, end.month, end.day, tzinfo=UTC).replace(tzinfo=None)
    book.set_properties({"created": made})
    bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00"})
    sheet = book.add_worksheet(_("Ledger"))
    sheet.freeze_panes(1, 0)
    for place, heading in enumerate(columns(names=names)):
        sheet.write_string(0, place, heading, bold)
        sheet.set_column(place, place, 16)
    for number, entry in enumerate(entries, start=1):
        for place, cell in enumerate(row(entry, names=names)):
            if place == AMOUNT:
                sheet.write_number(number, place, int(cell) / 100, money)
            elif isinstance(cell, int):
                sheet.write_number(number, place, cell)
            else:
                sheet.write_string(number, place, cell)
    book.close()
    return kept.getvalue()
