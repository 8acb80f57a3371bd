"""What is asked about material: counters of items and kits, a day, a commune, an order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from filrouge.records.asking import Named
from filrouge.records.declaration import finder_of
from filrouge.records.forms import DeleteFromFileForm
from filrouge.vocabulary import lists

from .domain_stock import GONE

ITEM, KIT = "i-", "k-"
LONGEST_NUMBER = 6


def posted(request: HttpRequest) -> Any:
    """What a form was sent with, even when nothing was in it; nothing when it is only shown."""
    return request.POST if request.method == "POST" else None


def numbers(sent: Mapping[str, str], prefix: str) -> dict[str, int]:
    """The counters of a form that hold a number, by what follows their prefix. Blank: left out."""
    return {
        name.removeprefix(prefix): int(text)
        for name, text in ((name, sent[name].strip()) for name in sent)
        if name.startswith(prefix)
        and text.isascii()
        and text.isdigit()
        and len(text) <= LONGEST_NUMBER
    }


def refuse_unread(sent: Mapping[str, str], *prefixes: str) -> None:
    """Nothing typed is lost unseen: raises `ValidationError` for what is not a whole number."""
    for name, text in sent.items():
        for prefix in prefixes:
            if name.startswith(prefix) and text.strip() and not numbers({name: text}, prefix):
                raise ValidationError(
                    _("Not a whole number: %(text)s."), params={"text": text[:20]}
                )


def counters(sent: Mapping[str, str]) -> tuple[dict[str, int], dict[int, int]]:
    """Items by code and kits by key, as counted so far; unknown names are left out.

    A button `plus` or `minus` holds the name of the counter it changes by one.
    """
    counted = {
        f"{prefix}{name}": number
        for prefix in (ITEM, KIT)
        for name, number in numbers(sent, prefix).items()
    }
    for verb, step in (("plus", 1), ("minus", -1)):
        name = sent.get(verb, "")
        if name.startswith((ITEM, KIT)):
            counted[name] = max(0, counted.get(name, 0) + step)
    known = set(lists.get("material").codes)
    items = {name[2:]: n for name, n in counted.items() if name.startswith(ITEM)}
    kits = {name[2:]: n for name, n in counted.items() if name.startswith(KIT)}
    return (
        {code: number for code, number in items.items() if code in known},
        {int(key): number for key, number in kits.items() if key.isdigit() and len(key) < 10},
    )


class OccasionForm(forms.Form):
    """When and where: today and nowhere unless said."""

    day = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    zone = forms.ChoiceField(label=_("Commune (if useful)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = timezone.localdate()
        communes = [(term.code, term.label) for term in lists.get("commune").terms]
        self.fields["zone"].choices = [("", "—"), *communes]  # type: ignore[attr-defined]


class EncounterForm(OccasionForm):
    """The same inside a file: an encounter of the last days, if wished."""

    encounter = forms.TypedChoiceField(
        label=_("During an encounter (if you wish)"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, encounters: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["encounter"].choices = [("", "—"), *encounters]  # type: ignore[attr-defined]


class TakeBackForm(forms.Form):
    """Why a hand-over is undone."""

    reason = forms.ChoiceField(label=_("Why"), choices=[("", "—"), *DeleteFromFileForm.REASONS])


class DiscardForm(forms.Form):
    """What leaves the cupboard without being handed over."""

    item = forms.ChoiceField(label=_("Item"))
    quantity = forms.IntegerField(label=_("Quantity"), min_value=1)
    reason = forms.ChoiceField(label=_("Why"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = [(term.code, term.label) for term in lists.get("material").terms]
        self.fields["item"].choices = [("", "—"), *items]  # type: ignore[attr-defined]
        reasons = [(code, lists.get("stock_reason").label(code)) for code in GONE]
        self.fields["reason"].choices = [("", "—"), *reasons]  # type: ignore[attr-defined]


class SupplierForm(forms.Form):
    """To whom an order goes: an organisation of the directory, or nobody said."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        from filrouge.directory.models import Organisation

        finder = finder_of(Organisation)
        assert finder is not None
        self.fields["supplier"] = Named(finder, label=_("Supplier"), required=False)


class KitForm(forms.Form):
    """The name of a kit; what it holds is counted beside."""

    name = forms.CharField(label=_("Name of the kit"), max_length=60)
