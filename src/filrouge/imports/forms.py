"""Choosing workbooks, and confirming an undo."""

from typing import Any, override

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filrouge.common.text import label_key


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once."""

    widget = FilesInput

    @override
    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        given = data if isinstance(data, list | tuple) and data else [data or None]
        return [super(FilesField, self).clean(one, initial) for one in given]


class UploadForm(forms.Form):
    """The files to import. Their content is checked by the job, not here."""

    workbooks = FilesField(
        label=gettext_lazy("Drop the workbooks of a year here, or choose them"),
        max_length=200,
        allow_empty_file=True,
    )
    dry_run = forms.BooleanField(label=gettext_lazy("Check only, store nothing"), required=False)

    def clean_workbooks(self) -> list[UploadedFile[Any]]:
        """Refuse too many or too big files before a job is made of them."""
        files: list[UploadedFile[Any]] = self.cleaned_data["workbooks"]
        if len(files) > settings.IMPORT_MAX_FILES:
            raise forms.ValidationError(
                _("At most %(limit)s files at once.") % {"limit": settings.IMPORT_MAX_FILES}
            )
        for file in files:
            if (file.size or 0) > settings.IMPORT_MAX_MB * 1024 * 1024:
                raise forms.ValidationError(
                    _("“%(name)s” is bigger than %(limit)s MB.")
                    % {"name": file.name, "limit": settings.IMPORT_MAX_MB}
                )
        return files


class UndoForm(forms.Form):
    """A typed word: undoing removes records."""

    word = forms.CharField(label="", max_length=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["word"].label = _("Type “%(word)s” to confirm") % {"word": undo_word()}
        self.fields["word"].widget.attrs["autocomplete"] = "off"

    def clean_word(self) -> str:
        word: str = self.cleaned_data["word"]
        if label_key(word) != label_key(undo_word()):
            raise forms.ValidationError(
                _("Type the word “%(word)s” as shown.") % {"word": undo_word()}
            )
        return word


def undo_word() -> str:
    """The word to type, in the reader's language."""
    return _("undo")
