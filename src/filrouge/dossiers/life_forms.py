"""Asking a first entry, an ending, a follow-up taken up again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from filrouge.access.models import User
from filrouge.followup.rules import DEATH
from filrouge.housing.models import Dwelling
from filrouge.people.forms import day_input
from filrouge.records.asking import YES_NO, YesNo
from filrouge.vocabulary import lists

from .domain_endings import KEPT, LEAVES
from .domain_entry import Entry, Home

HOME_FIELDS = ("dwelling", "housed_on", "title_kind", "title_end", "rolling", "together")


def _codes(name: str, blank: str = "—") -> list[tuple[str, str]]:
    return [("", blank), *((term.code, term.label) for term in lists.get(name).terms)]


class _Choosing(forms.Form):
    def choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


class EntryForm(_Choosing):
    """Identity, accompaniment, and the home when it is ready."""

    number = forms.IntegerField(
        label=_("Number of the paper file"), min_value=1, max_value=999_999_999
    )
    first_name = forms.CharField(label=_("First name"), max_length=100)
    last_name = forms.CharField(label=_("Last name"), max_length=100)
    sex = forms.ChoiceField(label=_("Sex"))
    birth_date = forms.DateField(label=_("Date of birth"), widget=day_input())
    start = forms.DateField(label=_("First day of the follow-up"), widget=day_input())
    team = forms.ChoiceField(label=_("Team"))
    funding = forms.ChoiceField(label=_("Funding"))
    referent = forms.ChoiceField(label=_("Referent worker"))
    dwelling = forms.ChoiceField(
        label=_("Dwelling"),
        required=False,
        help_text=_("Blank while the entry is prepared without a home. Free places come first."),
    )
    housed_on = forms.DateField(
        label=_("First day in the home (blank: with the follow-up)"),
        required=False,
        widget=day_input(),
    )
    title_kind = forms.ChoiceField(label=_("Title of occupation"), required=False)
    title_end = forms.DateField(
        label=_("Last day of the title (blank: open-ended)"), required=False, widget=day_input()
    )
    rolling = YesNo(
        label=_("Rolling lease (the association holds it first)"), choices=YES_NO, required=False
    )
    together = forms.BooleanField(
        label=_("Lives there with somebody who is already housed (a couple)"), required=False
    )

    def __init__(
        self,
        *args: Any,
        workers: list[User],
        dwellings: list[tuple[Dwelling, int]],
        homes: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.workers = {str(worker.pk): worker for worker in workers}
        self.dwellings = {str(dwelling.pk): dwelling for dwelling, _free in dwellings}
        self.choose("sex", _codes("sex"))
        self.choose("team", _codes("care_team"))
        self.choose("funding", _codes("care_funding"))
        named = [
            (key, f"{one.display_name} · {one.role_label}") for key, one in self.workers.items()
        ]
        self.choose("referent", [("", "—"), *named])
        self.choose("dwelling", [("", "—"), *(_place(*one) for one in dwellings)])
        self.choose("title_kind", _codes("title_kind"))
        if not homes:
            for name in HOME_FIELDS:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A home goes with its title."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("dwelling") and not said.get("title_kind"):
            self.add_error("title_kind", gettext("Choose what allows the person to live there."))
        return said

    @property
    def entry(self) -> Entry:
        """What was asked, for the verb."""
        said = dict(self.cleaned_data)
        asked = {name: said.pop(name, None) for name in HOME_FIELDS}
        home = None
        if asked["dwelling"]:
            home = Home(
                dwelling=self.dwellings[asked["dwelling"]],
                start=asked["housed_on"] or said["start"],
                title_kind=asked["title_kind"],
                title_end=asked["title_end"],
                rolling=asked["rolling"],
                together=asked["together"],
            )
        return Entry(**{**said, "referent": self.workers[said["referent"]]}, home=home)


def _place(dwelling: Dwelling, free: int) -> tuple[str, str]:
    told = gettext("%(number)s free") % {"number": free} if free > 0 else gettext("full")
    return str(dwelling.pk), f"{dwelling.code} · {dwelling.address} · {told}"


class EndingForm(_Choosing):
    """When the accompaniment ends, why, what becomes of the home, and the meeting of the team."""

    reason = forms.ChoiceField(label=_("Why"), widget=forms.RadioSelect)
    day = forms.DateField(label=_("Last day (included)"), widget=day_input())
    destination = forms.ChoiceField(
        label=_("What becomes of the home"),
        required=False,
        help_text=_("Not asked for a death: the stay and the title end on that day."),
    )
    debrief_on = forms.DateField(
        label=_("Meeting of the team to talk about it"),
        required=False,
        widget=day_input(),
        help_text=_("Proposed after a death, planned in the agenda without a name. Blank: later."),
    )

    def __init__(self, *args: Any, housed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("reason", [(t.code, t.label) for t in lists.get("end_reason").terms])
        goes = lists.get("stay_destination")
        self.choose(
            "destination",
            [
                ("", "—"),
                (KEPT, gettext("The person keeps the home")),
                *((code, goes.label(code)) for code in LEAVES),
            ],
        )
        if not housed:
            del self.fields["destination"]
        today = timezone.localdate()
        self.initial = {"day": today, "debrief_on": in_a_week(today), **self.initial}

    def clean(self) -> dict[str, Any]:
        """The meeting is proposed for a death only; for another end it is asked for."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("reason") != DEATH and "debrief_on" not in self.changed_data:
            said["debrief_on"] = None
        return said


def in_a_week(day: date) -> date:
    """The same day a week later, or the Monday after a weekend."""
    later = day + timedelta(days=7)
    return later + timedelta(days=max(0, 7 - later.weekday()) if later.weekday() > 4 else 0)


class ResumeForm(_Choosing):
    """From when, with which team and funding."""

    start = forms.DateField(label=_("First day of the new follow-up"), widget=day_input())
    team = forms.ChoiceField(label=_("Team (blank: unchanged)"), required=False)
    funding = forms.ChoiceField(label=_("Funding (blank: unchanged)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("team", _codes("care_team"))
        self.choose("funding", _codes("care_funding"))
        self.initial = {"start": timezone.localdate(), **self.initial}
