"""The forms of the report being written."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from filrouge.access.models import User
from filrouge.access.policy import ROLES, Capability
from filrouge.figures.groups import PROGRAMME_TITLES

from .models import Edition
from .reviewing import SHORTEST_REASON

WRITERS = [role.code for role in ROLES.values() if Capability.WRITE_REPORT in role.capabilities]


def _person() -> "forms.ModelChoiceField[User]":
    """Somebody who may write in the report."""
    people = User.objects.filter(is_active=True, role__in=WRITERS)
    return forms.ModelChoiceField(
        people.order_by("first_name", "last_name", "username"),
        required=False,
        label=_("Responsible person"),
        empty_label="—",
    )


class EditionForm(forms.Form):
    """What the cover says, and who answers for the whole."""

    title = forms.CharField(label=_("Title"), max_length=200)
    subtitle = forms.CharField(label=_("Subtitle"), max_length=300, required=False)
    organisation = forms.CharField(label=_("Organisation"), max_length=200, required=False)
    responsible = _person()


class ChapterForm(forms.Form):
    """A chapter in the plan."""

    title = forms.CharField(label=_("Title"), max_length=200)
    level = forms.TypedChoiceField(
        label=_("Place in the plan"),
        choices=[(2, _("A chapter of the part above it")), (1, _("Opens a part"))],
        coerce=int,
        initial=2,
    )
    programme = forms.ChoiceField(
        label=_("Programme"),
        choices=[("", "—"), *PROGRAMME_TITLES.items()],
        required=False,
        help_text=_("Gives the part its colour and its figures."),
    )
    guidance = forms.CharField(
        label=_("What is expected"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Shown to whoever writes the chapter, never printed."),
    )
    responsible = _person()


class AddForm(ChapterForm):
    """A new chapter, and after which one it comes."""

    after = forms.ChoiceField(label=_("After"), required=False)

    def __init__(self, edition: Edition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chapters = edition.chapters.order_by("position").values_list("code", "title", "level")
        choices = [(code, title if level == 1 else f"· {title}") for code, title, level in chapters]
        self.fields["after"].choices = [*choices]  # type: ignore[attr-defined]
        self.fields["after"].initial = choices[-1][0] if choices else ""
        self.order_fields(["title", "after"])


class TextForm(forms.Form):
    """What is typed in the editor, over which version."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    body = forms.CharField(required=False, strip=False)


class RemarkForm(forms.Form):
    """A remark, about a passage or the whole chapter."""

    passage = forms.CharField(
        label=_("About this passage"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Copy a few words of the text; leave empty for the whole chapter."),
    )
    text = forms.CharField(
        label=_("Remark"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReasonForm(forms.Form):
    """Why a finding of the guard stands."""

    reason = forms.CharField(
        label=_("Why this stands"),
        max_length=2000,
        min_length=SHORTEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
