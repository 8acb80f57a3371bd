"""Two colleagues at the same form: what is stored now beside what was typed, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django import forms
from django.utils import formats


def differences(form: forms.Form, stored: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """The fields of a valid form whose value differs from what is stored: label, stored, typed."""
    rows = [
        (
            str(form[name].label),
            _words(form.fields[name], stored.get(name)),
            _words(form.fields[name], form.cleaned_data.get(name)),
        )
        for name in form.fields
        if not form[name].is_hidden
    ]
    return [row for row in rows if row[1] != row[2]]


def again(form: forms.Form, version: object) -> None:
    """The same form, which now corrects what is stored: storing it replaces that."""
    data: Any = form.data.copy()  # type: ignore[attr-defined]
    data[form.add_prefix("version")] = str(version)
    form.data = data


def _words(field: forms.Field, value: Any) -> str:
    if value in (None, "", []):
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(sorted(_words(field, one) for one in value))
    if isinstance(value, date):
        return formats.date_format(value, "j N Y")
    if isinstance(value, time):
        return f"{value:%H:%M}"
    choices: Any = getattr(field, "choices", ())
    known = {str(code): str(label) for code, label in choices}
    return known.get(str(value), str(field.prepare_value(value)))
