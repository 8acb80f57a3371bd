"""Guarantees, advances, debts and their plans: each act writes its line of the ledger with it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.audit import journal
from filrouge.common.periods import months_later
from filrouge.people.models import Person
from filrouge.records.display import amount

from . import lending
from .domain_money import EARLIEST, LARGEST_CENTS, OURSELVES, add_line, too_early
from .models import Advance, Arrears, Guarantee, Instalment, Landlord

MOST_INSTALMENTS = 60
MOST_MONTHS = 120
"""A plan that begins later than that after its debt is a slip of the keyboard."""


@transaction.atomic
def place_guarantee(
    *,
    actor: Any,
    person: Person,
    landlord: Landlord,
    kind: str,
    amount_cents: int,
    day: date,
    paid_by: str,
) -> Guarantee:
    """Note a guarantee and write it in the ledger. Raises `ValidationError` by field."""
    entry = add_line(
        person=person,
        kind="guarantee_placed",
        day=day,
        amount_cents=amount_cents,
        landlord=landlord,
        paid_by=paid_by,
    )
    made: Guarantee = Guarantee.objects.create(
        person=person,
        landlord=landlord,
        kind=kind,
        amount_cents=amount_cents,
        start=day,
        entry=entry,
    )
    _told(actor, "place_guarantee", made)
    return made


@transaction.atomic
def settle_guarantee(
    *, actor: Any, guarantee: Guarantee, day: date, returned_cents: int, kept_reason: str = ""
) -> Guarantee:
    """End a guarantee: what comes back, and why the landlord keeps the rest. What is kept of the
    association's own money is a cost, so that both lines together say what came in. Raises
    `ValidationError` by field."""
    held = Guarantee.objects.select_for_update().select_related("entry").get(pk=guarantee.pk)
    if held.state != "placed" or hasattr(held.entry, "reversal"):
        raise ValidationError(_("This guarantee no longer stands."))
    kept = held.amount_cents - returned_cents
    errors: dict[str, str] = {}
    if kept < 0 or returned_cents < 0:
        said = _("Between 0 and the amount of the guarantee: %(amount)s.")
        errors["returned_cents"] = said % {"amount": amount(held.amount_cents)}
    elif kept and not kept_reason:
        errors["kept_reason"] = _("Say why the landlord keeps a part.")
    if day < held.start:
        errors["day"] = _("This day is before the guarantee was placed.")
    elif day > timezone.localdate():
        errors["day"] = _("This day is not there yet.")
    if errors:
        raise ValidationError(errors)
    add_line(
        person=held.person,
        kind="guarantee_returned",
        day=day,
        amount_cents=held.amount_cents,
        landlord=held.landlord,
    )
    if kept and held.entry.paid_by == OURSELVES:
        add_line(
            person=held.person,
            kind="cost",
            day=day,
            amount_cents=kept,
            landlord=held.landlord,
            paid_by=OURSELVES,
        )
    held.state = "kept" if kept else "returned"
    held.settled_on, held.returned_cents = day, returned_cents
    held.kept_reason = kept_reason if kept else ""
    held.revision += 1
    held.save()
    _told(actor, "settle_guarantee", held)
    return held


@transaction.atomic
def give_advance(
    *,
    actor: Any,
    person: Person,
    amount_cents: int,
    day: date,
    reason: str,
    budget: str,
    landlord: Landlord | None = None,
    instalments: int = 0,
    first_day: date | None = None,
) -> Advance:
    """Note an advance, write it in the ledger, and the plan promised. Raises `ValidationError`."""
    entry = add_line(
        person=person, kind="advance", day=day, amount_cents=amount_cents, landlord=landlord
    )
    made: Advance = Advance.objects.create(
        person=person,
        landlord=landlord,
        day=day,
        amount_cents=amount_cents,
        reason=reason,
        budget=budget,
        entry=entry,
    )
    _plan(person, amount_cents, instalments, first_day, day, advance=made)
    _told(actor, "give_advance", made)
    return made


@transaction.atomic
def open_arrears(
    *,
    actor: Any,
    person: Person,
    creditor: str,
    amount_cents: int,
    day: date,
    landlord: Landlord | None = None,
    instalments: int = 0,
    first_day: date | None = None,
) -> Arrears:
    """Note a debt as its creditor states it, and its plan. Raises `ValidationError` by field."""
    errors: dict[str, str] = {}
    if amount_cents <= 0:
        errors["amount_cents"] = _("The amount is above 0.")
    elif amount_cents > LARGEST_CENTS:
        errors["amount_cents"] = _("The amount is not 0, and at most 100,000 €.")
    if creditor == "landlord" and landlord is None:
        errors["landlord"] = _("Say which landlord.")
    if day > timezone.localdate():
        errors["day"] = _("This day is not there yet.")
    elif day < EARLIEST:
        errors["day"] = too_early()
    if errors:
        raise ValidationError(errors)
    made: Arrears = Arrears.objects.create(
        person=person,
        creditor=creditor,
        landlord=landlord if creditor == "landlord" else None,
        amount_cents=amount_cents,
        start=day,
    )
    _plan(person, amount_cents, instalments, first_day, day, arrears=made)
    _told(actor, "open_arrears", made)
    return made


@transaction.atomic
def end_arrears(*, actor: Any, arrears: Arrears, day: date, reason: str) -> Arrears:
    """End a debt, and how; what was promised and not done is no longer late."""
    held = Arrears.objects.select_for_update().get(pk=arrears.pk)
    if held.end is not None:
        raise ValidationError(_("This debt is already ended."))
    if day < held.start:
        raise ValidationError({"day": _("This day is before the debt.")})
    if day > timezone.localdate():
        raise ValidationError({"day": _("This day is not there yet.")})
    held.end, held.end_reason = day, reason
    held.revision += 1
    held.save()
    _told(actor, "end_arrears", held)
    return held


@transaction.atomic
def pay_instalment(*, actor: Any, instalment: Instalment, day: date, paid_by: str) -> Instalment:
    """Note that what was promised is done; for an advance, the repayment enters the ledger.
    Raises `ValidationError` by field."""
    held = Instalment.objects.select_for_update().get(pk=instalment.pk)
    if held.done_on is not None:
        raise ValidationError(_("This instalment is already done."))
    if day > timezone.localdate():
        raise ValidationError({"day": _("This day is not there yet.")})
    since = held.advance.day if held.advance else held.arrears.start if held.arrears else day
    if day < since:
        raise ValidationError({"day": _("This day is before the debt.")})
    if held.arrears is not None and held.arrears.end is not None:
        raise ValidationError(_("This debt is already ended."))
    if held.advance is not None:
        if hasattr(held.advance.entry, "reversal"):
            raise ValidationError(_("This advance was reversed."))
        _refuse_what_came_back(held, held.advance)
        held.entry = add_line(
            person=held.person,
            kind="advance_repaid",
            day=day,
            amount_cents=held.amount_cents,
            landlord=held.advance.landlord,
            paid_by=paid_by,
        )
    held.done_on = day
    held.revision += 1
    held.save()
    _told(actor, "pay_instalment", held)
    return held


def _refuse_what_came_back(part: Instalment, advance: Advance) -> None:
    """A part is written whole: not when other repayments left less than it to come back."""
    rows = lending.lent([part.person_id], timezone.localdate())
    left = next(one.left for one in rows if one.advance.pk == advance.pk)
    if left < part.amount_cents:
        said = _("%(left)s is left of this advance: write what comes back as a repayment.")
        raise ValidationError(said % {"left": amount(left)})


def split(cents: int, parts: int) -> list[int]:
    """Equal parts in whole cents; the last one takes what is left.

    >>> split(10_000, 3)
    [3333, 3333, 3334]
    """
    each = cents // parts
    return [each] * (parts - 1) + [cents - each * (parts - 1)]


def _plan(
    person: Person,
    cents: int,
    count: int,
    first_day: date | None,
    since: date,
    *,
    advance: Advance | None = None,
    arrears: Arrears | None = None,
) -> None:
    """One part a month from `first_day`; no plan when no number of parts is given."""
    if not count:
        return
    errors: dict[str, str] = {}
    if not 0 < count <= min(MOST_INSTALMENTS, cents):
        errors["instalments"] = _("Between 1 and 60.")
    if first_day is None:
        errors["first_day"] = _("Say the day of the first part.")
    elif first_day < since:
        errors["first_day"] = _("This day is before the debt.")
    elif first_day > months_later(since, MOST_MONTHS):
        errors["first_day"] = _("This day is too far ahead: check the year.")
    if errors or first_day is None:
        raise ValidationError(errors)
    Instalment.objects.bulk_create(
        Instalment(
            person=person,
            advance=advance,
            arrears=arrears,
            day=months_later(first_day, place),
            amount_cents=part,
        )
        for place, part in enumerate(split(cents, count))
    )


def _told(actor: Any, verb: str, record: models.Model) -> None:
    person: int = record.person_id  # type: ignore[attr-defined]
    journal.record(
        actor=actor,
        action=f"housing.{verb}",
        subject=f"{record._meta.db_table} {record.pk}",
        persons=[person],
    )
