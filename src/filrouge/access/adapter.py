"""What the log-in pages may do in this product."""

from __future__ import annotations

import base64
import time
from datetime import UTC, datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from . import sessions, throttle
from .backends import account_named
from .models import User

JUST_NOW = 300
"""Seconds after a log-in during which the password is not asked again to add a second factor."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are given by the organisation: nobody signs up. Guesses are counted by us."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _(
            "Too many failed attempts: wait fifteen minutes, or use a passkey."
        ),
        "rate_limited": _("Too many failed attempts: wait fifteen minutes, or use a passkey."),
    }
    _guess: throttle.Guess | None = None

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse every sign-up, whatever the address used."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the guess before the password is looked at."""
        login = credentials.get("username") or credentials.get("email") or ""
        account = account_named(login)
        self._guess = throttle.count_log_in(request, account.pk if account else None, login)
        if self._guess is None:
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        """The library calls this when the password was right."""
        if self._guess is not None:
            self._guess.give_back()

    def post_login(self, request: HttpRequest, user: User, **rest: Any) -> HttpResponse:
        """The browser is known from now on: others guessing do not keep its reader out."""
        response: HttpResponse = super().post_login(request, user, **rest)
        throttle.remember_browser(response, user.pk, user.password)
        return response

    def is_reauthentication_required(self, *, app: str, **rest: Any) -> bool:
        """Right after a log-in, a first second factor is added without typing it all again."""
        request = context.request
        since = request.session.get(sessions.SINCE, 0)
        if request.user.is_authenticated and time.time() - since < JUST_NOW:
            came_in = datetime.fromtimestamp(since, UTC)
            if not request.user.authenticator_set.filter(created_at__lt=came_in).exists():
                return False
        return bool(super().is_reauthentication_required(app=app, **rest))


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: their secrets are never in clear in the database."""

    def encrypt(self, text: str) -> str:
        return sealer().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        return sealer().decrypt(encrypted_text.encode("ascii")).decode()

    def build_totp_svg(self, url: str) -> str:
        """White behind the square: on a dark page a phone could not read it."""
        head, path, rest = super().build_totp_svg(url).partition("<path ")
        return f'{head}<rect width="100%" height="100%" fill="#fff"/>{path}{rest}'

    def get_totp_label(self, user: User) -> str:
        return user.username

    def _get_site_name(self) -> str:
        return "Filrouge"


def sealer() -> MultiFernet:
    """Seals with the secret key, opens with it or with one it replaced (SECRET_KEY_FALLBACKS)."""
    return MultiFernet(
        [
            Fernet(_derived(str(key)))
            for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
        ]
    )


def _derived(key: str) -> bytes:
    derivation = HKDF(hashes.SHA256(), 32, salt=None, info=b"filrouge second factor")
    return base64.urlsafe_b64encode(derivation.derive(key.encode()))
