"""The second factor: who must have one, the page that adds it, one's own account.

Whoever may open a person's file or manages accounts has a passkey or an application with codes. A
demonstration only offers it: its people are fictional and its passwords printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from . import files, sessions
from .models import User
from .policy import Capability, can

REQUIRED = "required"
OFFERED = "offered"
"""Values of `settings.SECOND_FACTOR`."""
CODES_LEFT_FEW = 3
REACHABLE = frozenset(
    {
        "second_factor",
        "set_language",
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
    }
)
"""Addresses open to an account whose second factor is missing: those that add one, and the exit."""


def is_required() -> bool:
    """Whether this installation asks for second factors at all."""
    return settings.SECOND_FACTOR == REQUIRED and not settings.FILROUGE_DEMO


def is_needed(user: Any) -> bool:
    """Whether an account's role asks for a second factor."""
    return bool(files.doors(user)) or can(user, Capability.MANAGE_ACCOUNTS)


def has_one(user: Any) -> bool:
    """Whether an account has a passkey or an application; recovery codes alone are none."""
    factors = Authenticator.objects.filter(user_id=user.pk)
    return bool(factors.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


def is_missing(user: Any) -> bool:
    """Whether an account may go no further before it adds a second factor."""
    return is_required() and is_needed(user) and not has_one(user)


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey or security key, as its owner reads it."""

    pk: int
    name: str
    added: datetime
    used: datetime | None


@require_safe
def first(request: HttpRequest) -> HttpResponse:
    """The page that asks for a second factor and offers both kinds."""
    if has_one(request.user):
        return HttpResponseRedirect(reverse("mfa_index"))
    return render(request, "access/second_factor.html", {"needed": is_needed(request.user)})


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """One's own account: password, second factor, passkeys, recovery codes, sessions."""
    assert isinstance(request.user, User)
    kinds = Authenticator.Type
    own = list(Authenticator.objects.filter(user=request.user).order_by("created_at", "pk"))
    codes = next((one for one in own if one.type == kinds.RECOVERY_CODES), None)
    return render(
        request,
        "access/account.html",
        {
            "application": next((one for one in own if one.type == kinds.TOTP), None),
            "passkeys": [
                Passkey(one.pk, one.wrap().name, one.created_at, one.last_used_at)
                for one in own
                if one.type == kinds.WEBAUTHN
            ],
            "codes_left": len(codes.wrap().get_unused_codes()) if codes else None,
            "few": CODES_LEFT_FEW,
            "needed": is_needed(request.user),
            "demonstration": settings.FILROUGE_DEMO,
            "session_count": len(sessions.lines(request, request.user)),
        },
    )


@require_safe
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """The codes left, to print or write down; the password or a code is asked before."""
    raise_if_reauthentication_required(request, app="allauth.mfa")
    codes = Authenticator.objects.filter(
        user_id=request.user.pk, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    if codes is None:
        return HttpResponseRedirect(reverse("mfa_index"))
    left = codes.wrap().get_unused_codes()
    return render(request, "access/recovery_codes.html", {"codes": left})
