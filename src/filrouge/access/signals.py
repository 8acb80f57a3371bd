"""What happens to accounts goes to the journal; a session changes its identifier when it rises."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import (
    authentication_step_completed,
    password_changed,
    password_reset,
    password_set,
)
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_used,
)
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest

from filrouge.audit import journal

from . import sessions
from .models import User

KINDS = {
    Authenticator.Type.TOTP: "second_factor",
    Authenticator.Type.WEBAUTHN: "passkey",
    Authenticator.Type.RECOVERY_CODES: "recovery_codes",
}


@receiver(user_logged_in)
def _record_log_in(sender: object, request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """Write who came in, and start the session's clocks."""
    sessions.begin(request.session)
    journal.record(actor=user, action="access.log_in", subject=user.username)


@receiver(user_logged_out)
def _record_log_out(sender: object, user: User | None, **_kwargs: Any) -> None:
    """Write who left; an expired session has nobody to name."""
    if user is not None:
        journal.record(actor=user, action="access.log_out", subject=user.username)


@receiver(user_login_failed)
def _record_failed_log_in(sender: object, **_kwargs: Any) -> None:
    """Write that a log-in failed, without what was typed: it may be a password."""
    journal.record(actor=None, action="access.log_in_failed")


@receiver(authentication_failed)
def _record_failed_code(sender: object, user: User, **_kwargs: Any) -> None:
    """Write that a wrong code was typed for an account, without the code."""
    journal.record(actor=None, action="access.code_failed", subject=user.username)


@receiver(post_save, sender=Authenticator)
def _record_added(sender: object, instance: Authenticator, created: bool, **_kwargs: Any) -> None:
    """Write it with the factor itself, whatever the way: a page or the command line."""
    if created:
        _record_factor("add", instance)


@receiver(post_delete, sender=Authenticator)
def _record_removed(sender: object, instance: Authenticator, **_kwargs: Any) -> None:
    _record_factor("remove", instance)


def _record_factor(verb: str, factor: Authenticator) -> None:
    reader = getattr(context.request, "user", None)
    owner = User.objects.get(pk=factor.user_id)
    action = f"access.{verb}_{KINDS[factor.type]}"
    journal.record(actor=reader, action=action, subject=owner.username)


@receiver(authenticator_added)
def _end_sessions_without(
    sender: object, request: HttpRequest, user: User, authenticator: Authenticator, **_kwargs: Any
) -> None:
    """The session rises; the first second factor ends those that were opened without one."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return
    sessions.renew(request)
    own = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)
    if own.count() == 1:
        sessions.end_others(request, user)


@receiver(authenticator_used)
def _record_recovery(
    sender: object, user: User, authenticator: Authenticator, **_kwargs: Any
) -> None:
    """A recovery code is for the day a phone is lost: its use is worth a line."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        _record(user, "access.use_recovery_code")


@receiver(authentication_step_completed)
def _renew_when_confirmed(sender: object, request: HttpRequest, **extra: Any) -> None:
    """A reader who typed the password again may do more: the session changes its identifier."""
    if extra.get("reauthenticated") and request.user.is_authenticated:
        sessions.renew(request)


@receiver([password_changed, password_set, password_reset])
def _record_password(sender: object, user: User, **_kwargs: Any) -> None:
    _record(user, "access.change_password")


def _record(user: User, action: str) -> None:
    journal.record(actor=user, action=action, subject=user.username)
