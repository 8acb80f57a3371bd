"""Searching by letters, opening without a link, and the acts on who opens a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from filrouge.access.domain_openings import SHORTEST_REASON
from filrouge.access.links import CareLink, Restriction
from filrouge.access.models import User
from filrouge.vocabulary import lists

from .finding import SHORTEST


class SearchForm(forms.Form):
    """Letters of a name, sent in the body: no address holds a name."""

    letters = forms.CharField(
        label=_("Letters of the name"), min_length=SHORTEST, max_length=60, strip=True
    )


class OpeningForm(forms.Form):
    """The number of the paper file and why; the reason is read by whoever reviews."""

    number = forms.IntegerField(
        label=_("Number of the paper file"), min_value=1, max_value=2**31 - 1
    )
    reason = forms.CharField(
        label=_("Why now, and why you"),
        help_text=_("At least 20 characters, without the person's name. A colleague reviews it."),
        min_length=SHORTEST_REASON,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    narratives = forms.BooleanField(
        label=_("I also need the care and health notes that my role opens"), required=False
    )


def _workers(users: list[User]) -> list[tuple[str, str]]:
    return [("", "—"), *((str(u.pk), f"{u.display_name} · {u.role_label}") for u in users)]


class LinkForm(forms.Form):
    """Who accompanies the person, and as what."""

    worker = forms.ChoiceField(label=_("Worker"))
    kind = forms.ChoiceField(label=_("Kind of link"), choices=CareLink.Kind.choices)

    def __init__(self, workers: list[User], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": "link", **kwargs})
        self.fields["worker"].choices = _workers(workers)  # type: ignore[attr-defined]


class BlockForm(forms.Form):
    """The worker whom the person does not want to read their file."""

    worker = forms.ChoiceField(label=_("Worker whom the person does not want"))

    def __init__(self, workers: list[User], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": "block", **kwargs})
        self.fields["worker"].choices = _workers(workers)  # type: ignore[attr-defined]


class RestrictionForm(forms.Form):
    """Why the file is kept for those with a link of their own."""

    kind = forms.ChoiceField(label=_("Reason"), choices=Restriction.Kind.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": "restriction", **kwargs})


class ShareForm(forms.Form):
    """A note for the other team: to whom, what for, what, until when."""

    audience = forms.ChoiceField(label=_("For"))
    purpose = forms.ChoiceField(label=_("What for"))
    text = forms.CharField(
        label=_("What the other team must know"),
        help_text=_("Nothing more than what this purpose needs. The person can read it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    until = forms.DateField(
        label=_("Shared until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, audiences: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known, purposes = lists.get("shared_audience"), lists.get("shared_purpose")
        chosen: Any = self.fields["audience"]
        chosen.choices = [(code, known.label(code)) for code in audiences]
        asked: Any = self.fields["purpose"]
        asked.choices = [("", "—"), *((term.code, term.label) for term in purposes.terms)]
