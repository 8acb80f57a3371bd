"""The form of a kind of record, made from its declaration."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filrouge.common.text import label_key

from .asking import field_for
from .declaration import Kind
from .domain import held


class RecordForm(forms.Form):
    """Every field of a kind; `version` says what its reader had before their eyes."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, kind: Kind, *args: Any, record: models.Model | None = None, **kw: Any):
        super().__init__(*args, **kw)
        self.kind = kind
        values = held(kind, record) if record else {}
        for name in kind.fields:
            self.fields[name] = field_for(kind, name, values.get(name))
        self.initial = {**values, **self.initial}

    @property
    def values(self) -> dict[str, Any]:
        """What was asked, without the version."""
        return {name: self.cleaned_data[name] for name in self.kind.fields}


class DeleteForm(forms.Form):
    """A typed word: a deletion cannot be taken back."""

    word = forms.CharField(label="", max_length=20)
    version = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["word"].label = _("Type “%(word)s” to confirm") % {"word": delete_word()}
        self.fields["word"].widget.attrs["autocomplete"] = "off"

    def clean_word(self) -> str:
        """Refuse any other word."""
        word: str = self.cleaned_data["word"]
        if label_key(word) != label_key(delete_word()):
            raise forms.ValidationError(
                _("Type the word “%(word)s” as shown.") % {"word": delete_word()}
            )
        return word


class DeleteFromFileForm(DeleteForm):
    """A record of a person's file goes with a reason, which stays in the thread of the file."""

    REASONS = (
        ("typed_wrong", gettext_lazy("Typed by mistake")),
        ("other_person", gettext_lazy("It is about somebody else")),
        ("twice", gettext_lazy("Recorded twice")),
        ("asked", gettext_lazy("The person asked for it")),
        ("did_not_happen", gettext_lazy("It did not happen")),
    )
    reason = forms.ChoiceField(label=gettext_lazy("Why"), choices=[("", "—"), *REASONS])
    field_order = ("reason", "word")


def delete_word() -> str:
    """The word to type, in the reader's language."""
    return _("delete")
