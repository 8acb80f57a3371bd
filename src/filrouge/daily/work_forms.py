"""What is asked of work outside any file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from filrouge.access.models import User
from filrouge.common.days import slip_of
from filrouge.staff.models import Worker
from filrouge.staff.pages import HF_TEAMS
from filrouge.vocabulary import lists


def own_team(user: User) -> str:
    """The team of the staff that an account's first team is; empty when it has none."""
    teams = [f"hf_{code}" for code in user.team_codes]
    return next((team for team in teams if team in HF_TEAMS), "")


def _teams() -> list[tuple[str, str]]:
    return [(one.code, one.label) for one in lists.get("staff_team").terms if one.code in HF_TEAMS]


class _OfTeam(forms.Form):
    """A form that knows who asks and their team. Only teams of Housing First."""

    def __init__(self, *args: Any, me: Worker | None, team: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.me = me
        if "team" in self.fields:
            self.fields["team"].choices = _teams()  # type: ignore[attr-defined]
            self.fields["team"].initial = team


class MeetingForm(_OfTeam):
    """A meeting of a team: the day, the team; the button says which."""

    day = forms.DateField(
        label=_("Day"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    team = forms.ChoiceField(label=_("Team"))
    kind = forms.ChoiceField(widget=forms.HiddenInput, required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = lists.get("meeting_kind").terms
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (one.code, one.label) for one in kinds if one.code != "away_day"
        ]

    def clean_day(self) -> Any:
        """A meeting that was held."""
        return _not_later(self.cleaned_data["day"])


class TrainingForm(_OfTeam):
    """A training followed by one worker, oneself unless said."""

    subject = forms.CharField(label=_("Subject"), max_length=200)
    day = forms.DateField(
        label=_("Day"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    hours = forms.DecimalField(label=_("Hours"), initial=7, min_value=0, max_digits=4)
    worker = forms.TypedChoiceField(label=_("Worker"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.pk, one.code) for one in Worker.objects.order_by("code")]
        self.fields["worker"].choices = choices  # type: ignore[attr-defined]
        self.fields["worker"].initial = self.me.pk if self.me else None

    def clean_day(self) -> Any:
        """A training that was followed."""
        return _not_later(self.cleaned_data["day"])


class HoursForm(_OfTeam):
    """Hours of a team for one activity in the month of a day."""

    activity = forms.ChoiceField(label=_("Activity"))
    hours = forms.DecimalField(label=_("Hours"), min_value=0, max_digits=8, decimal_places=2)
    month = forms.DateField(
        label=_("Month (any day of it)"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    team = forms.ChoiceField(label=_("Team"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        activities = lists.get("work_activity").terms
        self.fields["activity"].choices = [  # type: ignore[attr-defined]
            (one.code, one.label) for one in activities
        ]

    def clean_month(self) -> Any:
        """The first day of the month, as working time is stored."""
        return _not_later(self.cleaned_data["month"]).replace(day=1)


def _not_later(day: Any) -> Any:
    if day > timezone.localdate():
        raise forms.ValidationError(gettext("This day is still to come."))
    if slip := slip_of(day):
        raise forms.ValidationError(slip)
    return day
