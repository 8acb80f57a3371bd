"""Records of homes, money and belongings of a file as one sentence each: see `story.py`."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from filrouge.records import display
from filrouge.vocabulary import lists


def _day(value: date) -> str:
    return formats.date_format(value, "j N Y")


def _label(name: str, code: str) -> str:
    return lists.get(name).label(code) if code else ""


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _on(said: str, value: date | None) -> str:
    return said % {"day": _day(value)} if value else ""


def ledger(record: Any, before: Any) -> str:
    """“rent due, November 2026 · 753,12 €”: home and landlord stand on the page of the account."""
    kind = _label("ledger_kind", record.kind)
    if record.month:
        kind = f"{kind}, {formats.date_format(record.month, 'F Y')}"
    payer = _label("paid_by", record.paid_by)
    by = _("paid by: %(payer)s") % {"payer": payer} if payer else ""
    why = _label("reversal_reason", record.why).lower()
    undone = _("takes a line back: %(reason)s") % {"reason": why} if record.reverses_id else ""
    return _joined(kind, display.amount(abs(record.amount_cents)), by, undone)


def guarantee(record: Any, before: Any) -> str:
    kept = _label("guarantee_kept", record.kept_reason).lower()
    state = _label("guarantee_state", record.state).lower()
    settled = f"{state} ({_day(record.settled_on)})" if record.settled_on else state
    kind = _label("guarantee_kind", record.kind)
    return _joined(kind, display.amount(record.amount_cents), str(record.landlord), settled, kept)


def advance(record: Any, before: Any) -> str:
    return _joined(display.amount(record.amount_cents), _label("advance_reason", record.reason))


def arrears(record: Any, before: Any) -> str:
    ended = _label("arrears_end", record.end_reason).lower()
    over = f"{ended} ({_day(record.end)})" if record.end else ""
    whom = str(record.landlord) if record.landlord else _label("creditor", record.creditor)
    return _joined(display.amount(record.amount_cents), whom, over)


def instalment(record: Any, before: Any) -> str:
    paid = _on(_("paid on %(day)s"), record.done_on) or _("to be paid")
    return _joined(display.amount(record.amount_cents), paid)


def keys(record: Any, before: Any) -> str:
    said = ngettext("%(number)s key of %(code)s", "%(number)s keys of %(code)s", record.count)
    return _joined(
        said % {"number": record.count, "code": record.dwelling.code},
        _("held by: %(holder)s") % {"holder": _label("key_holder", record.holder).lower()},
        _on(_("returned on %(day)s"), record.returned_on),
    )


def move(record: Any, before: Any) -> str:
    return _joined(str(record.dwelling), _label("move_state", record.state).lower())


TELLERS = {
    "housing.ledgerentry": (
        ledger,
        ("kind", "month", "amount_cents", "paid_by", "why", "stay", "dwelling", "landlord"),
    ),
    "housing.guarantee": (
        guarantee,
        ("kind", "amount_cents", "landlord", "state", "settled_on", "kept_reason"),
    ),
    "housing.advance": (advance, ("amount_cents", "reason")),
    "housing.arrears": (
        arrears,
        ("amount_cents", "creditor", "landlord", "end", "end_reason"),
    ),
    "housing.instalment": (instalment, ("amount_cents", "done_on")),
    "housing.keyhandover": (keys, ("count", "dwelling", "holder", "returned_on")),
    "housing.moveplan": (move, ("dwelling", "state")),
}
