"""What is asked to write in the ledger. Amounts are typed in euros and kept in cents."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from filrouge.people.models import Person
from filrouge.records.asking import Chosen, Euros, Listed
from filrouge.vocabulary import lists

from . import ledger
from .domain_money import TYPED
from .models import Guarantee, Landlord, LedgerEntry


class _Day(forms.DateField):
    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d")
        widget.input_type = "date"
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **options)


def _landlords() -> Any:
    return Landlord.objects.select_related("organisation").order_by("organisation__name")


class OfPerson(forms.Form):
    """A form of the account of a person: today, and the landlord of the dwelling lived in."""

    day = _Day(label=_("Day"))

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["day"].initial = timezone.localdate()
        if "landlord" in self.fields:
            last = person.stays.select_related("dwelling").order_by("-start").first()
            self.fields["landlord"].initial = last.dwelling.landlord_id if last else None


class EntryForm(OfPerson):
    """A payment, an adjustment, a repayment, a cost."""

    kind = forms.ChoiceField(label=_("What it is"))
    amount_cents = Euros(
        label=_("Amount (€)"),
        help_text=_(
            "An adjustment below 0 takes away from what is owed; above 0 it adds to it, such as"
            " money given back."
        ),
    )
    paid_by = Listed("paid_by", required=False, label=_("Paid by"))
    landlord = Chosen(queryset=Landlord.objects.none(), required=False, label=_("Landlord"))
    reference = forms.CharField(
        required=False,
        max_length=30,
        label=_("Number of the transfer or invoice"),
        help_text=_("A number, never a name."),
    )
    field_order = ("kind", "amount_cents", "day", "paid_by", "landlord", "reference")

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(person, *args, **kwargs)
        words = lists.get("ledger_kind")
        self.fields["kind"].choices = [(one, words.label(one)) for one in TYPED]  # type: ignore[attr-defined]
        self.fields["landlord"].queryset = _landlords()  # type: ignore[attr-defined]
        self.fields["kind"].initial = "payment"
        owed = self._owed(self.fields["landlord"].initial)
        if owed:
            self.fields["amount_cents"].initial = Decimal(owed).scaleb(-2)

    def _owed(self, landlord: int | None) -> int:
        """What is owed to the landlord of the home: most payments pay that."""
        entries = LedgerEntry.objects.filter(person=self.person, landlord=landlord)
        ages = ledger.open_amounts(entries, timezone.localdate())
        return sum(one.total for one in ages.values())


class ReverseForm(forms.Form):
    """Why a line is undone."""

    why = Listed("reversal_reason", required=True, label=_("Why"))

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class GuaranteeForm(OfPerson):
    """A guarantee that is placed."""

    kind = Listed("guarantee_kind", required=True, label=_("Kind of guarantee"))
    amount_cents = Euros(label=_("Amount (€)"))
    landlord = Chosen(queryset=Landlord.objects.none(), label=_("Landlord"))
    paid_by = Listed("paid_by", required=True, label=_("Paid by"))
    field_order = ("kind", "amount_cents", "day", "landlord", "paid_by")

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(person, *args, **kwargs)
        self.fields["landlord"].queryset = _landlords()  # type: ignore[attr-defined]


class SettleForm(OfPerson):
    """What comes back of a guarantee."""

    returned_cents = Euros(label=_("What comes back (€)"))
    kept_reason = Listed("guarantee_kept", required=False, label=_("Why the rest is kept"))
    field_order = ("returned_cents", "kept_reason", "day")

    def __init__(self, person: Person, guarantee: Guarantee, *args: Any, **kwargs: Any) -> None:
        super().__init__(person, *args, **kwargs)
        self.fields["returned_cents"].initial = guarantee.amount_cents


class _WithPlan(OfPerson):
    instalments = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=60,
        label=_("Repaid in how many months"),
        help_text=_("Leave blank when no plan is agreed."),
    )
    first_day = _Day(required=False, label=_("Day of the first part"))

    def clean_instalments(self) -> int:
        return int(self.cleaned_data["instalments"] or 0)


class AdvanceForm(_WithPlan):
    """Money the association advances."""

    reason = Listed("advance_reason", required=True, label=_("Why"))
    budget = Listed("advance_budget", required=True, label=_("From which budget"))
    amount_cents = Euros(label=_("Amount (€)"))
    landlord = Chosen(
        queryset=Landlord.objects.none(), required=False, label=_("Paid to which landlord")
    )
    field_order = ("reason", "amount_cents", "budget", "day", "landlord", "instalments")

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(person, *args, **kwargs)
        self.fields["landlord"].queryset = _landlords()  # type: ignore[attr-defined]
        self.fields["landlord"].initial = None


class ArrearsForm(_WithPlan):
    """A debt as its creditor states it."""

    creditor = Listed("creditor", required=True, label=_("Owed to"))
    amount_cents = Euros(label=_("Amount (€)"))
    landlord = Chosen(queryset=Landlord.objects.none(), required=False, label=_("Landlord"))
    field_order = ("creditor", "landlord", "amount_cents", "day", "instalments")

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(person, *args, **kwargs)
        self.fields["day"].label = _("Since")
        self.fields["landlord"].queryset = _landlords()  # type: ignore[attr-defined]


class EndForm(OfPerson):
    """How a debt ends."""

    reason = Listed("arrears_end", required=True, label=_("How it ends"))
    field_order = ("reason", "day")


class PaidForm(OfPerson):
    """A part of a plan that is done."""

    paid_by = Listed("paid_by", required=True, label=_("Paid by"))
    field_order = ("paid_by", "day")


class ExportForm(forms.Form):
    """The days and the file wanted; names only when asked for, and then written down."""

    start = _Day(label=_("From"))
    end = _Day(label=_("To (included)"))
    form = forms.ChoiceField(label=_("File"), choices=[("xlsx", "XLSX"), ("csv", "CSV")])
    names = forms.BooleanField(
        required=False,
        label=_("With names"),
        help_text=_("Without them, persons have the number of their file. Written in the journal."),
    )

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        values = super().clean() or {}
        start, end = values.get("start"), values.get("end")
        if start and end and end < start:
            self.add_error("end", _("This day is before the first one."))
        return values
