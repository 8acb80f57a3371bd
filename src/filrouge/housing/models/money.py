"""The money of housing, in cents: a ledger that is never edited, and what is promised beside it.

A line says one fact. Three sums are kept apart (`account`): what a person owes for rent, what the
association advanced and waits for, the guarantees that stand; costs are the association's own. A
line adds (above 0) or takes away (below 0); a wrong one is reversed by a line that names it.
Debts (`Arrears`) and plans are noted beside the ledger and never counted in its sums (choice).
"""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn, override

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from filrouge.common.models import Record, one_of
from filrouge.people.models import Person
from filrouge.vocabulary import lists

from .homes import Dwelling, Landlord, Stay

KINDS = {term.code: term for term in lists.get("ledger_kind").terms}
DUES = ("rent_due", "charges_due")
PAID = ("payment", "advance_repaid", "guarantee_placed", "cost")
"""The kinds that say who pays."""
REFERENCE = r"[A-Z]{0,4}[0-9+/.\-]{1,26}"
"""A number of an invoice or of a transfer: no name fits in it."""


def account_of(kind: str) -> str:
    """The sum where a kind counts: rent, advance, guarantee or cost."""
    return str(KINDS[kind].extra["account"])


def kinds_of(account: str) -> tuple[str, ...]:
    """The kinds that count in a sum."""
    return tuple(code for code in KINDS if account_of(code) == account)


def sign_of(kind: str) -> int:
    """1 for a kind that adds, -1 for one that takes away, 0 for an adjustment."""
    return int(KINDS[kind].extra["sign"])


def _signed() -> Q:
    """Amounts have the sign of their kind, reversals the other one, and none is zero."""
    plus = [code for code in KINDS if sign_of(code) > 0]
    minus = [code for code in KINDS if sign_of(code) < 0]
    free = [code for code in KINDS if sign_of(code) == 0]
    first, back = Q(reverses__isnull=True), Q(reverses__isnull=False)
    up, down = Q(amount_cents__gt=0), Q(amount_cents__lt=0)
    return (
        (Q(kind__in=plus) & first & up)
        | (Q(kind__in=minus) & first & down)
        | (Q(kind__in=plus) & back & down)
        | (Q(kind__in=minus) & back & up)
        | (Q(kind__in=free) & ~Q(amount_cents=0))
    )


class NeverEdited(Exception):
    """Somebody tried to change or remove a line of the ledger."""


class LedgerQuerySet(models.QuerySet["LedgerEntry"]):
    """Reads and adds; every bulk way of changing or removing is closed."""

    @override
    def update(self, **_kwargs: Any) -> NoReturn:
        raise NeverEdited

    @override
    def delete(self) -> NoReturn:
        raise NeverEdited


class LedgerEntry(Record):
    """One line. `month` and `turn` belong to dues: one a stay, kind and month, once more after each
    reversal. Append-only, here and by triggers of the database (`housing/triggers.py`)."""

    compartment: ClassVar[str] = "money"

    person = models.ForeignKey(Person, models.PROTECT, related_name="ledger")
    stay = models.ForeignKey(Stay, models.PROTECT, null=True, blank=True, related_name="ledger")
    dwelling = models.ForeignKey(
        Dwelling, models.PROTECT, null=True, blank=True, related_name="ledger"
    )
    landlord = models.ForeignKey(
        Landlord, models.PROTECT, null=True, blank=True, related_name="ledger"
    )
    day = models.DateField()
    kind = models.CharField(max_length=20)
    amount_cents = models.IntegerField()
    paid_by = models.CharField(max_length=20, blank=True)
    reference = models.CharField(max_length=30, blank=True)
    month = models.DateField(null=True, blank=True)
    turn = models.PositiveSmallIntegerField(default=0)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversal"
    )
    why = models.CharField(max_length=20, blank=True)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = "ledger entry"
        indexes = [
            models.Index(fields=["person", "day"], name="ledger_by_person"),
            models.Index(fields=["landlord", "day"], name="ledger_by_landlord"),
        ]
        constraints = [
            one_of("kind", list(KINDS), "ledger_kind_known"),
            one_of("paid_by", lists.get("paid_by").codes, "ledger_paid_by_known", blank=True),
            one_of("why", lists.get("reversal_reason").codes, "ledger_why_known", blank=True),
            models.CheckConstraint(condition=_signed(), name="ledger_signed_by_kind"),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, why="") | Q(reverses__isnull=False) & ~Q(why=""),
                name="ledger_reversal_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=DUES)
                | Q(stay__isnull=False, landlord__isnull=False, month__isnull=False),
                name="ledger_due_has_its_stay",
            ),
            models.UniqueConstraint(
                fields=["stay", "month", "kind", "turn"],
                condition=Q(kind__in=DUES, reverses__isnull=True),
                name="ledger_due_once_a_month",
            ),
        ]

    @override
    def __str__(self) -> str:
        return KINDS[self.kind].label

    @override
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the line. Raises `NeverEdited` when it is already written."""
        if not self._state.adding:
            raise NeverEdited
        super().save(*args, **(kwargs | {"force_insert": True}))

    @override
    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise NeverEdited


class Guarantee(Record):
    """A rental guarantee. `returned_cents` comes back, the rest stays with the landlord."""

    compartment = "money"

    person = models.ForeignKey(Person, models.PROTECT, related_name="guarantees")
    landlord = models.ForeignKey(Landlord, models.PROTECT, related_name="guarantees")
    kind = models.CharField(max_length=20)
    amount_cents = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    start = models.DateField()
    state = models.CharField(max_length=20, default="placed")
    settled_on = models.DateField(null=True, blank=True)
    returned_cents = models.PositiveIntegerField(null=True, blank=True)
    kept_reason = models.CharField(max_length=20, blank=True)
    entry = models.OneToOneField(LedgerEntry, models.PROTECT, related_name="guarantee")

    class Meta:
        verbose_name = "guarantee"
        constraints = [
            one_of("kind", lists.get("guarantee_kind").codes, "guarantee_kind_known"),
            one_of("state", lists.get("guarantee_state").codes, "guarantee_state_known"),
            one_of(
                "kept_reason",
                lists.get("guarantee_kept").codes,
                "guarantee_kept_known",
                blank=True,
            ),
            models.CheckConstraint(
                condition=Q(state="placed", settled_on__isnull=True, returned_cents__isnull=True)
                | ~Q(state="placed") & Q(settled_on__isnull=False, returned_cents__isnull=False),
                name="guarantee_settled_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="kept") | ~Q(kept_reason=""), name="guarantee_kept_says_why"
            ),
        ]

    @override
    def __str__(self) -> str:
        return lists.get("guarantee_kind").label(self.kind)


class Advance(Record):
    """Money the association advanced: why, from which budget. What came back is in the ledger."""

    compartment = "money"

    person = models.ForeignKey(Person, models.PROTECT, related_name="advances")
    landlord = models.ForeignKey(
        Landlord, models.PROTECT, null=True, blank=True, related_name="advances"
    )
    day = models.DateField()
    amount_cents = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    reason = models.CharField(max_length=20)
    budget = models.CharField(max_length=20)
    entry = models.OneToOneField(LedgerEntry, models.PROTECT, related_name="advance")

    class Meta:
        verbose_name = "advance"
        constraints = [
            one_of("reason", lists.get("advance_reason").codes, "advance_reason_known"),
            one_of("budget", lists.get("advance_budget").codes, "advance_budget_known"),
        ]

    @override
    def __str__(self) -> str:
        return lists.get("advance_reason").label(self.reason)


class Arrears(Record):
    """A debt of housing as its creditor states it, since a day, until it ends and how."""

    compartment = "money"

    person = models.ForeignKey(Person, models.PROTECT, related_name="arrears")
    creditor = models.CharField(max_length=20)
    landlord = models.ForeignKey(
        Landlord, models.PROTECT, null=True, blank=True, related_name="arrears"
    )
    amount_cents = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = "arrears"
        constraints = [
            one_of("creditor", lists.get("creditor").codes, "arrears_creditor_known"),
            one_of("end_reason", lists.get("arrears_end").codes, "arrears_end_known", blank=True),
            models.CheckConstraint(
                condition=Q(end__isnull=True, end_reason="")
                | Q(end__gte=models.F("start")) & ~Q(end_reason=""),
                name="arrears_end_says_how",
            ),
        ]

    @override
    def __str__(self) -> str:
        return lists.get("creditor").label(self.creditor)


class Instalment(Record):
    """What is promised for a day, of an advance or of a debt. `entry`: the repayment of an advance,
    in the ledger."""

    compartment = "money"

    person = models.ForeignKey(Person, models.PROTECT, related_name="instalments")
    advance = models.ForeignKey(
        Advance, models.PROTECT, null=True, blank=True, related_name="instalments"
    )
    arrears = models.ForeignKey(
        Arrears, models.PROTECT, null=True, blank=True, related_name="instalments"
    )
    day = models.DateField()
    amount_cents = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    done_on = models.DateField(null=True, blank=True)
    entry = models.OneToOneField(
        LedgerEntry, models.PROTECT, null=True, blank=True, related_name="instalment"
    )

    class Meta:
        verbose_name = "instalment"
        constraints = [
            models.CheckConstraint(
                condition=Q(advance__isnull=False, arrears__isnull=True)
                | Q(advance__isnull=True, arrears__isnull=False, entry__isnull=True),
                name="instalment_of_one_debt",
            ),
        ]
        indexes = [models.Index(fields=["done_on", "day"], name="instalment_by_day")]

    @override
    def __str__(self) -> str:
        return str(self.day)
