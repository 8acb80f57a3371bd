"""What a device answers, read as hostile: whatever it is, refused with a sentence.

The library reads the answer part by part and lets through what it did not expect: parts of another
type, left out, too short to hold what they announce.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, override

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django.db import DataError
from django.utils.translation import gettext_lazy as _

from .forms import Plain

UNREADABLE = (
    ArithmeticError,
    AttributeError,
    DataError,
    InvalidSignature,
    LookupError,
    RecursionError,
    TypeError,
    UnsupportedAlgorithm,
    ValueError,
    struct.error,
)


@contextmanager
def refused() -> Iterator[None]:
    """Say that the code is not right, whatever could not be read."""
    try:
        yield
    except UNREADABLE as error:
        raise get_adapter().validation_error("incorrect_code") from error


class LoginForm(forms.LoginWebAuthnForm):  # type: ignore[misc]
    """Log in with a passkey."""

    @override
    def clean_credential(self) -> Authenticator:
        with refused():
            return super().clean_credential()


class ReauthenticateForm(forms.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """Confirm with a passkey."""

    @override
    def clean_credential(self) -> Authenticator:
        with refused():
            return super().clean_credential()


class AddForm(Plain, forms.AddWebAuthnForm):  # type: ignore[misc]
    """A name for a passkey, and whether it opens the account by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this passkey")
        self.fields["name"].max_length = 60
        self.fields["name"].widget.attrs["maxlength"] = 60
        passwordless = self.fields["passwordless"]
        passwordless.label = _("Log in with it alone, without the password")
        passwordless.help_text = _("The device then asks for its own code, a finger or a face.")
        passwordless.initial = True

    @override
    def clean(self) -> dict[str, Any]:
        with refused():
            found: dict[str, Any] = super().clean()
        return found
