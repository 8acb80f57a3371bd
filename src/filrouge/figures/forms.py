"""The one form of the figures: free dates."""

from typing import Any, override

from django import forms
from django.utils.translation import gettext_lazy as _

from filrouge.common.periods import Period


class DatesForm(forms.Form):
    """Two days, both included; `period` once it is valid."""

    start = forms.DateField(
        label=_("From"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    end = forms.DateField(
        label=_("To, included"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end:
            if start.year < 1900 or end.year > 2200:
                self.add_error("start", _("Choose days between 1900 and 2200."))
                return cleaned
            try:
                self.period = Period(start, end)
            except ValueError as error:
                self.add_error("end", str(error))
        return cleaned
