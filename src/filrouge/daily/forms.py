"""What a day at work asks: a task, a planned encounter, an absence, letters to find."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from filrouge.access.files import DOORS
from filrouge.access.models import User
from filrouge.followup.domain_tasks import LONGEST, version_of
from filrouge.followup.models import Task
from filrouge.staff.models import Absence, Worker
from filrouge.vocabulary import lists

SHORTEST = 2
TOO_FEW = _("At least two letters of the name are needed.")


def _date(**attrs: str) -> forms.DateInput:
    widget = forms.DateInput(format="%Y-%m-%d", attrs=attrs)
    widget.input_type = "date"
    return widget


def _time() -> forms.TimeInput:
    widget = forms.TimeInput(format="%H:%M", attrs={"step": "300"})
    widget.input_type = "time"
    return widget


def colleagues() -> list[User]:
    """Accounts that may open files: those to whom a task is given."""
    return list(User.objects.filter(role__in=DOORS, is_active=True).order_by("username"))


def team_workers() -> list[Worker]:
    """Workers of Housing First: by their account, or by a position that runs today."""
    today = timezone.localdate()
    running = Q(assignments__team__startswith="hf_", assignments__start__lte=today)
    lasting = Q(assignments__end__isnull=True) | Q(assignments__end__gte=today)
    found = Worker.objects.filter(
        Q(account__role__in=DOORS, account__is_active=True) | (running & lasting)
    )
    return list(found.distinct().order_by("code"))


class TaskForm(forms.Form):
    """One line; for oneself and without a person unless said otherwise."""

    words = forms.CharField(label=_("To do"), max_length=LONGEST)
    due = forms.DateField(label=_("For when"), required=False, widget=_date())
    assigned_to = forms.ChoiceField(label=_("For whom"), required=False)
    person = forms.IntegerField(
        required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": "task", **kwargs})
        self.fields["assigned_to"].choices = [  # type: ignore[attr-defined]
            ("", _("me")),
            *((str(one.pk), one.display_name) for one in colleagues() if one.pk != user.pk),
        ]


class CorrectTaskForm(TaskForm):
    """The same of a task that is there; whoever has it now can be chosen, also without a role."""

    version = forms.CharField(max_length=16, widget=forms.HiddenInput)
    person = None  # type: ignore[assignment]

    def __init__(self, user: User, task: Task, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        to, known = task.assigned_to, self.fields["assigned_to"].choices  # type: ignore[attr-defined]
        if to != user and str(to.pk) not in {code for code, _label in known}:
            known += [(str(to.pk), to.display_name)]
            self.fields["assigned_to"].choices = known  # type: ignore[attr-defined]

    @classmethod
    def said(cls, user: User, task: Task) -> dict[str, Any]:
        """What a task says, as the form asks for it."""
        return {
            "version": version_of(task),
            "words": task.words,
            "due": task.due,
            "assigned_to": "" if task.assigned_to_id == user.pk else str(task.assigned_to_id),
        }


class DeleteTaskForm(forms.Form):
    """Why a task goes."""

    REASONS = (
        ("needless", _("Not needed any more")),
        ("typed_wrong", _("Typed by mistake")),
        ("twice", _("Recorded twice")),
    )
    version = forms.CharField(max_length=16, widget=forms.HiddenInput)
    reason = forms.ChoiceField(label=_("Why"), choices=[("", "—"), *REASONS])


class MoveForm(forms.Form):
    """Another day, another hour."""

    version = forms.CharField(widget=forms.HiddenInput)
    day = forms.DateField(label=_("Day"), widget=_date())
    time = forms.TimeField(label=_("Time"), required=False, widget=_time())


class AbsenceForm(forms.Form):
    """First and last day, and why as far as the team needs it."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    worker = forms.ChoiceField(label=_("Worker"))
    start = forms.DateField(label=_("First day"), widget=_date())
    end = forms.DateField(label=_("Last day"), widget=_date())
    kind = forms.ChoiceField(
        label=_("Kind"), help_text=_("An illness is “other absence”: nobody needs to know more.")
    )

    def __init__(self, workers: Iterable[Worker], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), one.code) for one in workers
        ]
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (term.code, term.label) for term in lists.get("absence_kind").terms
        ]

    @classmethod
    def said(cls, absence: Absence) -> dict[str, Any]:
        """What an absence says, as the form asks for it."""
        return {
            "version": absence.revision,
            "worker": str(absence.worker_id),
            "start": absence.start,
            "end": absence.end,
            "kind": absence.kind,
        }


class TakeBackForm(forms.Form):
    """Why an absence goes."""

    REASONS = (
        ("typed_wrong", _("Typed by mistake")),
        ("twice", _("Recorded twice")),
        ("did_not_happen", _("It did not happen")),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(label=_("Why"), choices=[("", "—"), *REASONS])


class FindForm(forms.Form):
    """Letters of a name, of a dwelling or of an institution, sent in the body."""

    letters = forms.CharField(
        label=_("Letters of the name"),
        min_length=SHORTEST,
        max_length=60,
        strip=True,
        error_messages={"required": TOO_FEW, "min_length": TOO_FEW},
    )
