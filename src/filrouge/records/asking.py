"""How each field of a record is asked: lists, names typed, euros, months."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, override

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filrouge.common.money import to_cents
from filrouge.common.text import clean, join_codes, split_codes

from .declaration import Finder, Kind, finder_of, kind_of
from .display import name_of, relations
from .listing import listed

LONG_TEXT = 300
EARLIEST_YEAR, LATEST_YEAR = 1900, 2200
YES_NO = [("", gettext_lazy("not known")), ("yes", gettext_lazy("yes")), ("no", gettext_lazy("no"))]


class WithOptions(forms.TextInput):
    """A text field that suggests words while one types."""

    template_name = "records/with_options.html"

    def __init__(self, options: Callable[[], Sequence[str]], **attrs: Any) -> None:
        super().__init__(attrs={"autocomplete": "off", **attrs})
        self.options = options

    @override
    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"{name}_options"
        context["options"] = self.options()
        return context


class Listed(forms.ChoiceField):
    """One code of a controlled list. A code that left the list stays choosable where it is."""

    def __init__(self, vocabulary: str, *, required: bool, now: str = "", **options: Any) -> None:
        known = listed(vocabulary)
        choices = [("", "—"), *((term.code, term.label) for term in known.terms)]
        if now and now not in known.codes:
            choices.append((now, now))
        super().__init__(choices=choices, required=required, **options)


class Suggested(forms.CharField):
    """A label of a controlled list, stored as its code, or any other text, kept as typed."""

    def __init__(self, vocabulary: str, **options: Any) -> None:
        self.vocabulary = listed(vocabulary)
        labels = [term.label for term in self.vocabulary.terms]
        super().__init__(widget=WithOptions(lambda: labels), **options)

    @override
    def prepare_value(self, value: Any) -> Any:
        return self.vocabulary.label(value) if value else value

    @override
    def clean(self, value: Any) -> str:
        text = clean(super().clean(value))
        by_label = {term.label: term.code for term in self.vocabulary.terms}
        return by_label.get(text) or self.vocabulary.resolve(text) or text


class Codes(forms.MultipleChoiceField):
    """Several codes of a controlled list, stored between semicolons."""

    widget = forms.CheckboxSelectMultiple

    @override
    def prepare_value(self, value: Any) -> Any:
        return split_codes(value) if isinstance(value, str) else value

    @override
    def clean(self, value: Any) -> Any:
        return join_codes(super().clean(value))


class Euros(forms.DecimalField):
    """An amount asked in euros, stored in cents."""

    def __init__(self, **options: Any) -> None:
        said = gettext_lazy("Write an amount in euros, such as 1234,50: two decimals at most.")
        wrong = dict.fromkeys(("invalid", "max_digits", "max_decimal_places"), said)
        super().__init__(
            max_digits=14, decimal_places=2, localize=True, error_messages=wrong, **options
        )

    @override
    def prepare_value(self, value: Any) -> Any:
        return Decimal(value) / 100 if isinstance(value, int) else value

    @override
    def clean(self, value: Any) -> int | None:
        euros = super().clean(value)
        return None if euros is None else to_cents(euros)


class YesNo(forms.ChoiceField):
    """Yes, no, or not known."""

    @override
    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no", None: ""}.get(value, value)

    @override
    def clean(self, value: Any) -> bool | None:
        return {"yes": True, "no": False}.get(super().clean(value))


class Named(forms.CharField):
    """A record typed by its name."""

    def __init__(self, finder: Finder, **options: Any) -> None:
        super().__init__(widget=WithOptions(finder.options), **options)
        self.finder = finder

    @override
    def prepare_value(self, value: Any) -> Any:
        return self.finder.name(value) if isinstance(value, models.Model) else value

    @override
    def clean(self, value: Any) -> Any:
        text = clean(super().clean(value))
        if not text:
            return None
        found = self.finder.find([text]).get(text)
        if found is None:
            raise ValidationError(_unknown([text]))
        return found


class SeveralNamed(Named):
    """Records typed by their names, between semicolons, as the workbooks write them."""

    def __init__(self, finder: Finder, **options: Any) -> None:
        super().__init__(finder, **options)
        self.help_text = gettext_lazy("Several: separate them with a semicolon.")

    @override
    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "; ".join(self.finder.name(one) for one in value)
        return value

    @override
    def clean(self, value: Any) -> list[Any]:
        texts = [
            text for part in forms.CharField.clean(self, value).split(";") if (text := clean(part))
        ]
        found = self.finder.find(texts)
        unknown = [text for text in texts if text not in found]
        if unknown:
            raise ValidationError(_unknown(unknown))
        return list({one.pk: one for one in (found[text] for text in texts)}.values())


def _unknown(texts: list[str]) -> str:
    names = ", ".join(_("“%(word)s”") % {"word": text} for text in texts)
    return _("%(names)s: unknown. Choose a suggested name, or add the record first.") % {
        "names": names
    }


class Chosen(forms.ModelChoiceField[Any]):
    """A record chosen in a list, called as its page calls it."""

    @override
    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)


def field_for(kind: Kind, name: str, now: Any = None) -> forms.Field:
    """The form field that asks for a field of a kind; `now` is the value it holds."""
    described = kind.fields[name]
    common: dict[str, Any] = {"label": kind.label(name), "required": not described.blank}
    if {name} & (kind.several.keys() | kind.lists.keys() | kind.suggests.keys()):
        return _from_list(kind, name, now, common)
    if name.endswith("_cents"):
        return Euros(**common)
    if isinstance(described, models.ForeignKey | models.ManyToManyField):
        return _related(described, common)
    if isinstance(described, models.BooleanField):
        return YesNo(choices=YES_NO, **(common | {"required": False}))
    return _plain(kind, name, described, common)


def _from_list(kind: Kind, name: str, now: Any, common: dict[str, Any]) -> forms.Field:
    if name in kind.several:
        choices = [(term.code, term.label) for term in listed(kind.several[name]).terms]
        return Codes(choices=choices, **common)
    if name in kind.lists:
        return Listed(kind.lists[name], now=now or "", **common)
    longest = kind.fields[name].max_length
    return Suggested(kind.suggests[name], max_length=longest, **common)


def _related(described: models.Field[Any, Any], common: dict[str, Any]) -> forms.Field:
    finder = finder_of(described.related_model)
    if isinstance(described, models.ManyToManyField):
        if finder is None:
            raise KeyError(f"{described.name}: register how its records are typed")
        return SeveralNamed(finder, **(common | {"required": False}))
    if finder:
        return Named(finder, **common)
    target = kind_of(described.related_model)
    if target is None:
        raise KeyError(f"{described.name}: {described.related_model} has no pages")
    rows = target.model._default_manager.order_by(*target.order, "pk")
    paths = relations(target, target.heading)
    return Chosen(queryset=rows.select_related(*paths) if paths else rows, **common)


def _plain(
    kind: Kind, name: str, described: models.Field[Any, Any], common: dict[str, Any]
) -> forms.Field:
    made: Any
    if isinstance(described, models.DateField):
        month = name in kind.months
        widget = forms.DateInput(format="%Y-%m" if month else "%Y-%m-%d")
        widget.input_type = "month" if month else "date"
        formats = ["%Y-%m", "%Y-%m-%d"] if month else ["%Y-%m-%d"]
        return forms.DateField(widget=widget, input_formats=formats, **common)
    if isinstance(described, models.DecimalField):
        return forms.DecimalField(
            max_digits=described.max_digits,
            decimal_places=described.decimal_places,
            localize=True,
            **common,
        )
    made = described.formfield(**common)
    if isinstance(described, models.IntegerField) and name.endswith(("year", "_year")):
        made.validators += [MinValueValidator(EARLIEST_YEAR), MaxValueValidator(LATEST_YEAR)]
    if name in kind.shapes:
        pattern, sentence = kind.shapes[name]
        made.validators = [RegexValidator(pattern, message=sentence)]  # says more than a length
        made.help_text = sentence
    if isinstance(described, models.CharField) and (described.max_length or 0) > LONG_TEXT:
        made.widget = forms.Textarea(attrs={"rows": 3, "maxlength": described.max_length})
    asked: forms.Field = made
    return asked
