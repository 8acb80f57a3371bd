"""Writing in the ledger: a line and its reversal. Nothing is ever edited."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.audit import journal
from filrouge.people.models import Person
from filrouge.records.display import amount

from .models import PAID, REFERENCE, Guarantee, Landlord, LedgerEntry, Stay, kinds_of, sign_of

TYPED = ("payment", "adjustment", "advance_repaid", "cost")
"""The kinds typed as they are; the others come with a month, a guarantee or an advance."""
OURSELVES = "association"
"""Who pays when it is the association."""
LARGEST_CENTS = 10_000_000
"""100,000 euros: an amount above is a slip of the keyboard."""
EARLIEST = date(1990, 1, 1)
"""A day before is a slip of the keyboard too."""


@transaction.atomic
def write_entry(
    *,
    actor: Any,
    person: Person,
    kind: str,
    day: date,
    amount_cents: int,
    landlord: Landlord | None = None,
    paid_by: str = "",
    reference: str = "",
) -> LedgerEntry:
    """Write a payment, an adjustment or a cost. Amounts are above 0, but for an adjustment, which
    adds to what is owed or, below 0, takes away. Raises `ValidationError` by field."""
    errors: dict[str, str] = {}
    if kind not in TYPED:
        errors["kind"] = _("Choose one of the list.")
    if kind == "payment" and landlord is None:
        errors["landlord"] = _("A payment says to which landlord.")
    if errors:
        raise ValidationError(errors)
    entry = add_line(
        person=person,
        kind=kind,
        day=day,
        amount_cents=amount_cents,
        landlord=landlord,
        paid_by=paid_by,
        reference=reference,
    )
    _told(actor, "write_entry", entry)
    return entry


def add_line(
    *,
    person: Person,
    kind: str,
    day: date,
    amount_cents: int,
    landlord: Landlord | None = None,
    paid_by: str = "",
    reference: str = "",
) -> LedgerEntry:
    """Check and store a line for a verb that writes the journal. `amount_cents` is what one types:
    the sign of the kind is put here. Raises `ValidationError` by field."""
    errors: dict[str, str] = {}
    sign = sign_of(kind)
    if sign and amount_cents <= 0:
        errors["amount_cents"] = _("The amount is above 0.")
    elif amount_cents == 0 or abs(amount_cents) > LARGEST_CENTS:
        errors["amount_cents"] = _("The amount is not 0, and at most 100,000 €.")
    if day > timezone.localdate():
        errors["day"] = _("The ledger holds what happened: this day is not there yet.")
    elif day < EARLIEST:
        errors["day"] = too_early()
    if kind in PAID and not paid_by:
        errors["paid_by"] = _("Say who pays.")
    if reference and not re.fullmatch(REFERENCE, reference):
        errors["reference"] = _("A number, such as F2026-014 or +++090/9337/55493+++; no name.")
    if errors:
        raise ValidationError(errors)
    if kind == "advance_repaid":
        _not_above_what_is_lent(person, amount_cents)
    stay = _stay_on(person, day, landlord)
    if landlord is None and kind == "adjustment" and stay:
        landlord = stay.dwelling.landlord
    entry = LedgerEntry(
        person=person,
        stay=stay,
        dwelling=stay.dwelling if stay else None,
        landlord=landlord,
        day=day,
        kind=kind,
        amount_cents=amount_cents * (sign or 1),
        paid_by=paid_by if kind in PAID else "",
        reference=reference,
    )
    entry.save()
    return entry


def too_early() -> str:
    """The sentence for a day that nobody can have meant."""
    return _("This day is too long ago: check the year.")


def _not_above_what_is_lent(person: Person, cents: int) -> None:
    """What comes back of advances is never above what the person was lent: the sum of advances
    stays what is left of them. Raises `ValidationError`."""
    left = lent_to(person)
    if cents > left:
        said = _("%(left)s is left to repay of advances: write no more, the rest is a payment.")
        raise ValidationError({"amount_cents": said % {"left": amount(left)}})


def lent_to(person: Person) -> int:
    """What is left to repay of the advances of a person, in cents; who writes waits its turn."""
    Person.objects.select_for_update().get(pk=person.pk)
    rows = LedgerEntry.objects.filter(person=person, kind__in=kinds_of("advance"))
    found: int | None = rows.aggregate(total=Sum("amount_cents"))["total"]
    return found or 0


def _stay_on(person: Person, day: date, landlord: Landlord | None) -> Stay | None:
    """Where the person lives on a day, else where they lived last before it; of a landlord, in a
    dwelling of that landlord only."""
    before = person.stays.filter(start__lte=day).select_related("dwelling__landlord")
    if landlord is not None:
        before = before.filter(dwelling__landlord=landlord)
    return before.order_by("-start").first()


@transaction.atomic
def reverse_entry(*, actor: Any, entry: LedgerEntry, why: str) -> LedgerEntry:
    """Undo a line by another one that names it, dated today. A line is reversed once, a reversal
    never; what a guarantee or a repayment wrote is undone with it: a guarantee whose end is
    reversed stands again. Raises `ValidationError`."""
    locked = LedgerEntry.objects.select_for_update().get(pk=entry.pk)
    if locked.reverses_id is not None:
        raise ValidationError(_("This line already undoes another one."))
    if LedgerEntry.objects.filter(reverses=locked).exists():
        raise ValidationError(_("This line is already reversed."))
    with_it = _no_more_resting(locked)
    back = _undo(actor, locked, why)
    for other in with_it:
        _undo(actor, other, why)
    return back


def _undo(actor: Any, locked: LedgerEntry, why: str) -> LedgerEntry:
    back = LedgerEntry(
        person_id=locked.person_id,
        stay_id=locked.stay_id,
        dwelling_id=locked.dwelling_id,
        landlord_id=locked.landlord_id,
        day=max(timezone.localdate(), locked.day),
        kind=locked.kind,
        amount_cents=-locked.amount_cents,
        paid_by=locked.paid_by,
        reference=locked.reference,
        month=locked.month,
        turn=locked.turn,
        reverses=locked,
        why=why,
    )
    back.full_clean(validate_unique=False, validate_constraints=False)
    back.save()
    _told(actor, "reverse_entry", back, reverses=locked.pk, why=why)
    return back


def _no_more_resting(entry: LedgerEntry) -> list[LedgerEntry]:
    """Refuse while something rests on the line; put what it settled back as it was before. Returns
    the lines that were written with it, to be undone too."""
    guarantee = getattr(entry, "guarantee", None)
    if guarantee is not None and guarantee.state != "placed":
        raise ValidationError(_("This guarantee was settled: it can no longer be undone."))
    advance = getattr(entry, "advance", None)
    if advance is not None:
        repaid = advance.instalments.filter(entry__isnull=False, entry__reversal__isnull=True)
        if repaid.exists() or lent_to(entry.person) < entry.amount_cents:
            raise ValidationError(_("Part of this advance was repaid: reverse that first."))
    if entry.kind == "cost" and _settled_by(entry, kept=True):
        said = _("What the landlord kept of a guarantee: reverse the line that ended it.")
        raise ValidationError(said)
    instalment = getattr(entry, "instalment", None)
    if instalment is not None:
        instalment.done_on = None
        instalment.entry = None
        instalment.revision += 1
        instalment.save()
    return _stand_again(entry) if entry.kind == "guarantee_returned" else []


def _settled_by(entry: LedgerEntry, *, kept: bool = False) -> Guarantee | None:
    """The guarantee whose end wrote a line: same person, landlord, day and amount."""
    ended = Guarantee.objects.exclude(state="placed").filter(
        person=entry.person_id, landlord=entry.landlord_id, settled_on=entry.day
    )
    if kept:
        ours = ended.filter(entry__paid_by=OURSELVES)
        return ours.filter(
            amount_cents=entry.amount_cents + F("returned_cents"), state="kept"
        ).first()
    return ended.filter(amount_cents=-entry.amount_cents).order_by("-pk").first()


def _stand_again(entry: LedgerEntry) -> list[LedgerEntry]:
    """A guarantee is not ended after all; the cost of what was kept goes with its end."""
    guarantee = _settled_by(entry)
    if guarantee is None:
        return []
    kept = guarantee.amount_cents - (guarantee.returned_cents or 0)
    costs = LedgerEntry.objects.filter(
        person=entry.person_id,
        landlord=entry.landlord_id,
        day=entry.day,
        kind="cost",
        amount_cents=kept,
        reversal__isnull=True,
        reverses__isnull=True,
    )
    ours = kept and guarantee.entry.paid_by == OURSELVES
    guarantee.state, guarantee.kept_reason = "placed", ""
    guarantee.settled_on = guarantee.returned_cents = None
    guarantee.revision += 1
    guarantee.save()
    return list(costs.order_by("pk")[:1]) if ours else []


def _told(actor: Any, verb: str, entry: LedgerEntry, **detail: Any) -> None:
    journal.record(
        actor=actor,
        action=f"housing.{verb}",
        subject=f"housing_ledgerentry {entry.pk}",
        persons=[entry.person_id],
        detail={"kind": entry.kind, **detail},
    )
