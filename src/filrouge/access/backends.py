"""Who a log-in name is, looked up once: as many passwords are tried whoever exists."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from .models import User


def account_named(login: str) -> User | None:
    """The account of a log-in name or, failing that, of an e-mail address.

    Capitals do not matter. An address that two accounts share names nobody.
    """
    login = login.strip()
    found = list(User.objects.filter(username__iexact=login)[:2])
    if not found and "@" in login:
        found = list(User.objects.filter(email__iexact=login)[:2])
    return found[0] if len(found) == 1 else None


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """Tries one password on one account.

    The library tries an e-mail address twice on an account that exists and once on one that does
    not: whoever measures learns which addresses have an account.
    """

    def _authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        login = credentials.get("username") or credentials.get("email") or ""
        found: User | None = self._check_password(account_named(login), credentials["password"])
        return found
