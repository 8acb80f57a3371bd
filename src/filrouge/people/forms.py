"""Asking a decision on a candidate."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from filrouge.vocabulary import lists

from .domain_candidates import DECISIONS


def day_input() -> forms.DateInput:
    """A field for a day, as browsers know them."""
    widget = forms.DateInput(format="%Y-%m-%d")
    widget.input_type = "date"
    return widget


class DecisionForm(forms.Form):
    """What is decided, why, when; when the entry is planned, for those selected."""

    state = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    reason = forms.ChoiceField(label=_("Why"))
    day = forms.DateField(label=_("Decided on"), widget=day_input())
    planned_entry = forms.DateField(
        label=_("Planned entry"),
        required=False,
        widget=day_input(),
        help_text=_("For a selected candidate; leave blank while no day is planned."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states, reasons = lists.get("candidate_state"), lists.get("candidate_reason")
        groups: dict[str, list[tuple[str, str]]] = {}
        for term in reasons.terms:
            heading = " · ".join(states.label(state) for state in term.extra["states"])
            groups.setdefault(heading, []).append((term.code, term.label))
        self._choices("state", [(code, states.label(code)) for code in DECISIONS])
        self._choices("reason", [("", "—"), *groups.items()])
        self.initial = {"day": timezone.localdate(), **self.initial}

    def _choices(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]
