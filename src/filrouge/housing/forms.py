"""Forms of the housing team."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, override

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filrouge.common.uploads import ACCEPT, RefusedUpload, Upload, checked
from filrouge.people.models import Person
from filrouge.people.reading import LARGEST
from filrouge.records.asking import EARLIEST_YEAR, LATEST_YEAR
from filrouge.records.forms import DeleteFromFileForm
from filrouge.staff.models import Worker
from filrouge.vocabulary import lists

from .models import ROOMS, Dwelling, FurnitureItem

EARLIEST, LATEST = date(EARLIEST_YEAR, 1, 1), date(LATEST_YEAR, 12, 31)


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day, asked with the browser's own calendar; a year mistyped is refused."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    field = forms.DateField(label=label, widget=widget, **more)
    said = gettext_lazy("Check the year of this day.")
    field.validators += [MinValueValidator(EARLIEST, said), MaxValueValidator(LATEST, said)]
    return field


def listed(name: str, blank: str = "") -> list[tuple[str, str]]:
    """The terms of a list as choices, after an empty one when it may be left out."""
    terms = [(one.code, one.label) for one in lists.get(name).terms]
    return [("", blank), *terms] if blank else terms


class DwellingField(forms.ModelChoiceField[Dwelling]):
    """A dwelling by its code, with where it is."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Dwelling.objects.order_by("code"), **kwargs)

    def label_from_instance(self, obj: Dwelling) -> str:
        commune = lists.get("commune").label(obj.commune)
        return " · ".join(part for part in (obj.code, obj.address, commune) if part)


class WorkersField(forms.ModelMultipleChoiceField[Worker]):
    """Workers by their code; a number that no key can be is refused as any unknown one."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.CheckboxSelectMultiple
        super().__init__(Worker.objects.order_by("code"), widget=widget, **kwargs)

    @override
    def clean(self, value: Any) -> Any:
        for one in value or ():
            if str(one).isdigit() and int(one) > LARGEST:
                said = self.error_messages["invalid_choice"]
                raise ValidationError(said, code="invalid_choice", params={"value": one})
        return super().clean(value)


class Choosing(forms.Form):
    """Fills choice fields from lists when it is built: words in the reader's language."""

    LISTS: tuple[tuple[str, str, str], ...] = ()
    """Field, list, the word for none (empty: one must be chosen)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, vocabulary, blank in self.LISTS:
            self.fields[name].choices = listed(vocabulary, blank)  # type: ignore[attr-defined]


class TitleForm(Choosing):
    """Another title in the same dwelling."""

    LISTS = (("kind", "title_kind", ""),)

    kind = forms.ChoiceField(label=gettext_lazy("Title of occupation"))
    start = day_field(gettext_lazy("From"))
    end = day_field(gettext_lazy("Last day (included)"), required=False)
    rolling = forms.BooleanField(
        label=gettext_lazy("Rolling lease (the association holds it first)"), required=False
    )
    end_lease = forms.BooleanField(
        label=gettext_lazy("The tenant takes the lease over: ours ends the day before"),
        required=False,
    )

    def __init__(self, *args: Any, lease: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not lease:
            del self.fields["end_lease"]


class EntryForm(Choosing):
    """A person enters a dwelling, with a title when it is known."""

    LISTS = (("title_kind", "title_kind", "—"),)

    dwelling = DwellingField(label=gettext_lazy("Dwelling"))
    start = day_field(gettext_lazy("Entry"))
    title_kind = forms.ChoiceField(label=gettext_lazy("Title of occupation"), required=False)
    title_end = day_field(gettext_lazy("Last day of the title (included)"), required=False)
    rolling = forms.BooleanField(
        label=gettext_lazy("Rolling lease (the association holds it first)"), required=False
    )


class ExitForm(Choosing):
    """A stay ends."""

    LISTS = (("destination", "stay_destination", ""),)

    end = day_field(gettext_lazy("First day no longer there"))
    destination = forms.ChoiceField(label=gettext_lazy("Where the person goes"))
    reason = forms.CharField(
        label=gettext_lazy("Reason of leaving"), max_length=200, required=False
    )
    end_titles = forms.BooleanField(
        label=gettext_lazy("The lease ends too"), required=False, initial=True
    )


class StateForm(forms.Form):
    """What an empty dwelling is from a day on."""

    state = forms.ChoiceField(label=gettext_lazy("State"))
    day = day_field(gettext_lazy("From"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("free", _("Free")), *listed("dwelling_state")]
        self.fields["state"].choices = choices  # type: ignore[attr-defined]


class InspectionForm(Choosing):
    """What was seen, room by room. `living`: those whose home it may be."""

    LISTS = (
        ("kind", "inspection_kind", ""),
        *((room, "room_state", "—") for room in ROOMS),
    )

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=gettext_lazy("Whose home"),
        empty_label=gettext_lazy("Nobody: the dwelling is empty"),
        required=False,
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    day = day_field(gettext_lazy("Day"))
    remarks = forms.CharField(
        label=gettext_lazy("Remarks"),
        help_text=gettext_lazy("About the dwelling. The person can read them."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    next_on = day_field(gettext_lazy("Next inspection"), required=False)

    def __init__(self, *args: Any, living: Iterable[int] | None = None, **kwargs: Any) -> None:
        for room, label in listed("room"):
            self.base_fields[room] = forms.ChoiceField(label=label, required=False)
        super().__init__(*args, **kwargs)
        for room, label in listed("room"):
            self.fields[room].label = label
        if living is None:
            del self.fields["person"]
        else:
            people = Person.objects.filter(pk__in=living).order_by("number")
            self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.order_fields(["version", "person", "kind", "day", *ROOMS, "remarks", "next_on"])

    @property
    def values(self) -> dict[str, Any]:
        """What the verb takes: rooms as numbers, nothing for those not looked at."""
        said = {name: self.cleaned_data[name] for name in ("kind", "day", "remarks", "next_on")}
        rooms = {room: self.cleaned_data[room] for room in ROOMS}
        return {**said, **{room: int(state) if state else None for room, state in rooms.items()}}


def _kinds() -> str:
    return _("Picture (JPEG, PNG, WebP) or PDF, %(limit)s MB at most.") % {
        "limit": settings.UPLOAD_MAX_MB
    }


class PhotoForm(forms.Form):
    """A photo or a PDF. Once valid, `upload` is what may be kept."""

    file = forms.FileField(
        label=gettext_lazy("Photo or PDF"),
        help_text=lazy(_kinds, str)(),
        max_length=1_000,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.upload: Upload | None = None

    def clean(self) -> dict[str, Any]:
        """Draw the picture again."""
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if file is not None:
            try:
                self.upload = checked(file, file.name or "")
            except RefusedUpload as refused:
                self.add_error("file", str(refused))
        return cleaned


class InspectionRemoval(DeleteFromFileForm):
    """Why an inspection is deleted."""


class MoveForm(Choosing):
    """A planned move: to where, when, who, cleaning, treatment."""

    LISTS = (("treatment", "treatment", ""),)

    dwelling = DwellingField(label=gettext_lazy("To the dwelling"))
    day = day_field(gettext_lazy("Day"))
    version = forms.CharField(required=False, widget=forms.HiddenInput)
    workers = WorkersField(label=gettext_lazy("Who comes"), required=False)
    sil = forms.BooleanField(
        label=gettext_lazy("With the installation service (SIL)"), required=False
    )
    cleaning_on = day_field(gettext_lazy("Cleaning on"), required=False)
    treatment = forms.ChoiceField(label=gettext_lazy("Treatment"))
    treatment_on = day_field(gettext_lazy("Treatment on"), required=False)
    note = forms.CharField(
        label=gettext_lazy("What to know on the day"),
        help_text=gettext_lazy("The person can read it."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def values(self) -> dict[str, Any]:
        """What the verbs take."""
        return {name: said for name, said in self.cleaned_data.items() if name != "version"}


class DoneForm(Choosing):
    """The move took place."""

    LISTS = (("title_kind", "title_kind", "—"),)

    day = day_field(gettext_lazy("Day of the move"))
    title_kind = forms.ChoiceField(label=gettext_lazy("New title of occupation"), required=False)
    title_end = day_field(gettext_lazy("Last day of the title (included)"), required=False)
    rolling = forms.BooleanField(
        label=gettext_lazy("Rolling lease (the association holds it first)"), required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason of leaving"), max_length=200, required=False
    )


class AsideForm(forms.Form):
    """Furniture set aside for a move."""

    item = forms.ModelChoiceField(
        FurnitureItem.objects.order_by("name"), label=gettext_lazy("Furniture")
    )
    quantity = forms.IntegerField(label=gettext_lazy("How many"), min_value=1, max_value=99)


class StockForm(forms.Form):
    """Furniture that comes in, or goes out otherwise than by a move."""

    item = forms.CharField(label=gettext_lazy("Furniture"), max_length=100)
    quantity = forms.IntegerField(
        label=gettext_lazy("How many"),
        help_text=gettext_lazy("With a minus sign for what goes out."),
        min_value=-99,
        max_value=99,
    )
    day = day_field(gettext_lazy("Day"))
