"""What is asked of group activities, rounds in the street and work outside any file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from filrouge.directory.models import Organisation
from filrouge.records.asking import Named
from filrouge.records.declaration import finder_of
from filrouge.records.forms import DeleteFromFileForm
from filrouge.staff.models import Assignment, Worker
from filrouge.staff.pages import HF_TEAMS
from filrouge.vocabulary import lists

from .forms import SHORTEST, TOO_FEW


def _day_field() -> forms.DateField:
    return forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def _workers(already: list[int]) -> QuerySet[Worker]:
    """Those who log in, those of a team of Housing First today, and those noted already."""
    today = timezone.localdate()
    here = Assignment.objects.filter(team__in=HF_TEAMS, start__lte=today).exclude(end__lt=today)
    wanted = Q(account__isnull=False) | Q(pk__in=here.values("worker")) | Q(pk__in=already)
    return Worker.objects.filter(wanted).order_by("code")


class _Work(forms.Form):
    """A day, minutes, the workers, of what is stored at `version`."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = timezone.localdate()
        choices = [(one.pk, one.code) for one in _workers(self.initial.get("workers", []))]
        self.fields["workers"] = forms.TypedMultipleChoiceField(
            label=_("Workers"),
            required=False,
            coerce=int,
            choices=choices,
            widget=forms.CheckboxSelectMultiple,
        )


class GroupForm(_Work):
    """A group activity."""

    kind = forms.ChoiceField(label=_("Activity"), widget=forms.RadioSelect)
    day = _day_field()
    duration_min = forms.IntegerField(label=_("Duration (min)"), required=False, min_value=1)
    place = forms.CharField(
        label=_("Place"),
        required=False,
        max_length=100,
        help_text=_("A room, a park: never somebody's home, never a name."),
    )
    others = forms.IntegerField(label=_("Others, without a name"), required=False, min_value=0)

    field_order = ("kind", "day", "duration_min", "place", "partner", "others", "workers")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = lists.get("group_activity_kind").terms
        self.fields["kind"].choices = [(one.code, one.label) for one in kinds]  # type: ignore[attr-defined]
        finder = finder_of(Organisation)
        assert finder is not None
        self.fields["partner"] = Named(finder, label=_("Partner"), required=False)
        self.order_fields(self.field_order)


class RoundForm(_Work):
    """A round in the street."""

    day = _day_field()
    zone = forms.ChoiceField(label=_("Commune"), required=False)
    contacts = forms.IntegerField(
        label=_("Persons met, without a name"), required=False, min_value=0
    )
    duration_min = forms.IntegerField(label=_("Duration (min)"), required=False, min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        communes = [(one.code, one.label) for one in lists.get("commune").terms]
        self.fields["zone"].choices = [("", "—"), *communes]  # type: ignore[attr-defined]


class DeleteWorkForm(forms.Form):
    """Why an activity or a round goes."""

    version = forms.CharField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(label=_("Why"), choices=[("", "—"), *DeleteFromFileForm.REASONS])


class LettersForm(forms.Form):
    """Letters of a name, sent in the body: no address holds a name."""

    letters = forms.CharField(
        label=_("Somebody who came: two letters of the name"),
        min_length=SHORTEST,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": TOO_FEW, "min_length": TOO_FEW},
    )
