"""The dues of a month, written in the ledger in one act, and corrected by stay when the rent, the
stay or who shares the dwelling changed since."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.audit import journal

from . import rents
from .domain_money import reverse_entry
from .models import DUES, LedgerEntry, Stay


@transaction.atomic
def confirm_month(
    *, actor: Any, month: date, persons: Collection[int], only: int | None = None
) -> int:
    """Write the dues of a month for the stays of these persons (or one stay); how many lines.

    Done again, it writes nothing: one line a stay, month and kind, until it is reversed. Raises
    `ValidationError` for a month that has not begun.
    """
    month = month.replace(day=1)
    if month > timezone.localdate():
        raise ValidationError(_("This month has not begun."))
    mine = Stay.objects.select_for_update().filter(person__in=persons)
    locked = set(mine.order_by("pk").values_list("pk", flat=True))
    turns = _turns(month)
    wanted = locked if only is None else locked & {only}
    dues = [due for due in rents.dues(month, persons) if due.stay.pk in wanted]
    entries = [entry for due in dues if due.known for entry in _entries(due, month, turns)]
    for entry in entries:
        entry.save()
    journal.record(
        actor=actor,
        action="housing.confirm_month",
        subject=f"{month:%Y-%m}",
        persons={due.stay.person_id for due in dues},
        detail={"lines": len(entries)},
    )
    return len(entries)


@transaction.atomic
def correct_dues(*, actor: Any, month: date, persons: Collection[int], stay: int) -> int:
    """What was entered of a stay for a month is no longer what is due: the lines that differ are
    reversed and the right ones written; how many are written. Raises `ValidationError`."""
    month = month.replace(day=1)
    due = next((one for one in rents.dues(month, persons) if one.stay.pk == stay), None)
    if due is None or not due.differs:
        raise ValidationError(_("The ledger says what is due: nothing is to be corrected."))
    wanted = {"rent_due": due.rent_cents or 0, "charges_due": due.charges_cents}
    standing = LedgerEntry.objects.filter(
        stay=stay, month=month, kind__in=DUES, reverses__isnull=True, reversal__isnull=True
    )
    for line in standing:
        if line.amount_cents != wanted[line.kind] or line.dwelling_id != due.stay.dwelling_id:
            reverse_entry(actor=actor, entry=line, why="wrong_amount")
    return confirm_month(actor=actor, month=month, persons=[due.stay.person_id], only=stay)


type Turns = dict[tuple[int | None, str], tuple[int, int]]
"""By stay and kind: how many lines were written, how many of them are reversed."""


def _turns(month: date) -> Turns:
    found: Turns = {}
    rows = LedgerEntry.objects.filter(month=month, kind__in=DUES)
    for stay, kind, reverses in rows.values_list("stay_id", "kind", "reverses_id"):
        written, back = found.get((stay, kind), (0, 0))
        found[stay, kind] = (written + (reverses is None), back + (reverses is not None))
    return found


def _entries(due: rents.Due, month: date, turns: Turns) -> list[LedgerEntry]:
    """The lines of a due that the ledger does not hold yet."""
    made = []
    for kind, cents in (("rent_due", due.rent_cents or 0), ("charges_due", due.charges_cents)):
        written, back = turns.get((due.stay.pk, kind), (0, 0))
        if cents > 0 and written == back:
            made.append(
                LedgerEntry(
                    person_id=due.stay.person_id,
                    stay=due.stay,
                    dwelling=due.stay.dwelling,
                    landlord=due.stay.dwelling.landlord,
                    day=max(month, due.stay.start),
                    kind=kind,
                    amount_cents=cents,
                    month=month,
                    turn=back,
                )
            )
    return made
