"""Adding a document to a file, and saying why one is removed."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filrouge.access.files import LABELS, Compartment
from filrouge.common.uploads import ACCEPT, LONGEST_NAME, RefusedUpload, Upload, checked, named

from .attachment import Attachment


def _kinds() -> str:
    return _("Picture (JPEG, PNG, WebP) or PDF, %(limit)s MB at most.") % {
        "limit": settings.UPLOAD_MAX_MB
    }


class AttachmentForm(forms.Form):
    """A file, the part it belongs to, and what it is. Once valid, `upload` is what may be kept."""

    file = forms.FileField(
        label=gettext_lazy("File to add"),
        help_text=lazy(_kinds, str)(),
        max_length=1_000,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )
    compartment = forms.ChoiceField(label=gettext_lazy("Part of the file"))
    title = forms.CharField(
        label=gettext_lazy("What it is"),
        help_text=gettext_lazy("For instance: identity card, front. Else the name of the file."),
        max_length=LONGEST_NAME,
        required=False,
    )
    seal = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, opened: frozenset[Compartment], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"seal": uuid4()}, **kwargs})
        self.upload: Upload | None = None
        self.fields["compartment"].choices = [  # type: ignore[attr-defined]
            (one.value, str(LABELS[one]).capitalize()) for one in Compartment if one in opened
        ]

    def clean(self) -> dict[str, Any]:
        """Look at the file last, when the rest is right: it is the dear part."""
        cleaned = super().clean() or {}
        file: UploadedFile[Any] | None = cleaned.get("file")
        if file is None or self.errors:
            return cleaned
        try:
            upload = checked(file, file.name or "")
        except RefusedUpload as refused:
            self.add_error("file", str(refused))
            return cleaned
        title = cleaned.get("title") or ""
        name = named(f"{title}.{upload.kind}", upload.kind) if title else upload.name
        self.upload = Upload(upload.content, upload.kind, name)
        return cleaned


class RemovalForm(forms.Form):
    """Why a document is deleted."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why delete it"), choices=[("", "—"), *Attachment.Removal.choices]
    )
