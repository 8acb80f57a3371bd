"""Log-ins, log-outs and failed log-ins go to the journal."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from filrouge.audit import journal

from .models import User


@receiver(user_logged_in)
def _record_log_in(sender: object, user: User, **_kwargs: Any) -> None:
    """Write who came in."""
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
