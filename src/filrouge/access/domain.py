"""Verbs on accounts."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from filrouge.audit import journal

from . import sessions
from .models import User
from .policy import ROLES


@transaction.atomic
def create_account(
    *,
    actor: User | None,
    username: str,
    password: str,
    role: str,
    full_name: str = "",
    email: str = "",
    check_password: bool = True,
) -> User:
    """Create an account and write it in the journal.

    ``actor`` is nobody when the command line creates the first account. Raises
    ``ValidationError`` when the name is taken or malformed, the role unknown or the password weak
    (``check_password=False`` is for demonstration accounts, whose passwords are printed anyway).
    """
    if role not in ROLES:
        raise ValidationError(
            {
                "role": _("Unknown role “%(role)s”. Roles: %(roles)s.")
                % {"role": role, "roles": ", ".join(ROLES)}
            }
        )
    first, _blank, last = full_name.partition(" ")
    user = User(username=username, role=role, email=email, first_name=first, last_name=last)
    user.set_password(password)
    user.full_clean()
    if check_password:
        validate_password(password, user)
    user.save()
    journal.record(
        actor=actor, action="access.create_account", subject=username, detail={"role": role}
    )
    return user


@transaction.atomic
def reset_second_factor(*, actor: User | None, username: str) -> int:
    """Take every second factor away from an account whose owner lost them, and end its sessions.

    At the next log-in the owner adds another one. Returns how many were taken away. Raises
    ``User.DoesNotExist`` when nobody has this name.
    """
    user = User.objects.get(username=username)
    factors = Authenticator.objects.filter(user=user)
    count: int = factors.count()
    ended = sessions.end_all(user)
    factors.delete()
    journal.record(
        actor=actor,
        action="access.reset_second_factor",
        subject=username,
        detail={"factors": count, "sessions": ended},
    )
    return count
