"""Log-in pages' forms: the library's, said in our way, their guesses counted by us."""

from __future__ import annotations

from typing import Any

from allauth.account import forms
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base import forms as factors
from allauth.mfa.totp import forms as totp
from django.utils.translation import gettext_lazy as _

from . import throttle


class Plain:
    """Labels speak; placeholders would only repeat them."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class LoginForm(Plain, forms.LoginForm):  # type: ignore[misc]
    """Name or e-mail address, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Name or e-mail address")
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ChangePasswordForm(Plain, forms.ChangePasswordForm):  # type: ignore[misc]
    """Old password, new one twice."""


class ResetPasswordForm(Plain, forms.ResetPasswordForm):  # type: ignore[misc]
    """The e-mail address that receives the link."""


class ResetPasswordKeyForm(Plain, forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """The new password, twice."""


class ReauthenticateForm(Plain, forms.ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""


class _Code(Plain):
    """Six figures of an application, or eight of a recovery code; wrong ones are counted."""

    user: Any
    once = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"

    def clean_code(self) -> str:
        guess = throttle.count_code(context.request, self.user.pk)
        if guess is None:
            raise get_adapter().validation_error("too_many_login_attempts")
        code: str = super().clean_code()  # type: ignore[misc]
        if self.once and not throttle.first_use(self.user.pk, code):
            raise get_adapter().validation_error("incorrect_code")
        guess.give_back()
        return code


class CodeForm(_Code, factors.AuthenticateForm):  # type: ignore[misc]
    """The code asked after the password."""


class ConfirmCodeForm(_Code, factors.ReauthenticateForm):  # type: ignore[misc]
    """A code, asked before something that matters."""


class ActivateForm(_Code, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an application."""

    once = False
