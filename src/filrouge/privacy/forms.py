"""What requests, copies, words of a person, holds and erasures are asked with."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import Hold, PersonRequest


def _day(**more: Any) -> forms.DateField:
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more
    )


def _number(**more: Any) -> forms.IntegerField:
    return forms.IntegerField(min_value=1, max_value=2**31 - 1, **more)


def _checked(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label)


class KindForm(forms.Form):
    """A right that somebody uses, and when they said so."""

    kind = forms.ChoiceField(label=_("Right"), choices=PersonRequest.Kind.choices)
    received_on = _day(label=_("Received on"), initial=timezone.localdate)

    def clean_received_on(self) -> date:
        """A request is of the last year at most, and not of tomorrow."""
        day: date = self.cleaned_data["received_on"]
        today = timezone.localdate()
        if not today - timedelta(days=365) <= day <= today:
            raise forms.ValidationError(_("Give a day of the last twelve months."))
        return day


class RequestForm(KindForm):
    """The number is taken as given: whether a file has it is not told."""

    number = _number(label=_("Number of the paper file"))
    field_order = ("number", "kind", "received_on")


class WordsForm(forms.Form):
    """What the person says, in their words; nobody corrects it."""

    text = forms.CharField(
        label=_("In the person's words"),
        help_text=_(
            "A passage about somebody else goes between [[double brackets]]: it is masked "
            "in the copy that the person gets."
        ),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class _Act(forms.Form):
    """A form among others on one page: its fields have a prefix of their own."""

    act = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": self.act, **kwargs})


class StatementForm(_Act, WordsForm):
    """The officer does not see the notes: the contested one is told by its day."""

    act = "words"
    day = _day(
        label=_("Day of the meeting whose note is contested"),
        help_text=_("Empty: the words stand at the head of the file."),
        required=False,
    )
    which = forms.IntegerField(
        label=_("Which meeting of that day, when there were several (1, 2…)"),
        min_value=1,
        max_value=99,
        required=False,
    )
    field_order = ("text", "day", "which")


class CopyForm(_Act):
    """What is handed over. The number typed shows that nobody takes one file for another."""

    act = "copy"
    what = forms.ChoiceField(
        label=_("What to hand over"),
        choices=[
            ("zip", _("everything, documents included")),
            ("pdf", _("the copy to read (PDF)")),
            ("json", _("the data (JSON)")),
            ("sheet", _("the sheet “what is written about you” (PDF)")),
        ],
    )
    language = forms.ChoiceField(
        label=_("Language of the person"), choices=[("fr", "Français"), ("nl", "Nederlands")]
    )
    number = _number(label=_("Type the number of the paper file"))
    sure = _checked(_("I made sure who asks, without keeping a copy of a document"))


class ConfirmForm(_Act):
    """A box to tick before something changes for everybody."""

    act = "confirm"
    sure = _checked(_("I made sure that this is what the person asks"))


class LiftForm(_Act):
    """The same, to open again."""

    act = "lift"
    sure = _checked(_("The reason for the restriction is over"))


class EraseForm(_Act):
    """The digest of what was looked at travels with the number typed."""

    act = "erase"
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    number = _number(label=_("Type the number of the paper file"))
    sure = _checked(_("The person knows what goes, and that nothing brings it back"))


class HoldForm(_Act):
    """Why a file must be kept."""

    act = "hold"
    ground = forms.ChoiceField(label=_("Why the file must be kept"), choices=Hold.Ground.choices)
    sure = _checked(_("I am told by whoever is in charge of it"))


class LiftHoldForm(_Act):
    """The ground is over."""

    act = "lift_hold"
    sure = _checked(_("The reason to keep the file is over"))
