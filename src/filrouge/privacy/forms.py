"""What a request is recorded with."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import PersonRequest


class RequestForm(forms.Form):
    """The number is taken as given: whether a file has it is not told."""

    number = forms.IntegerField(
        label=_("Number of the paper file"), min_value=1, max_value=2**31 - 1
    )
    kind = forms.ChoiceField(label=_("Right"), choices=PersonRequest.Kind.choices)
    received_on = forms.DateField(
        label=_("Received on"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def clean_received_on(self) -> date:
        """A request is of the last year at most, and not of tomorrow."""
        day: date = self.cleaned_data["received_on"]
        today = timezone.localdate()
        if not today - timedelta(days=365) <= day <= today:
            raise forms.ValidationError(_("Give a day of the last twelve months."))
        return day
