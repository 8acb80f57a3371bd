"""Once a day: a message to whoever something waits for. It says that, and nothing else."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from filrouge.access.models import User
from filrouge.audit import journal

from .waiting import waiting

log = logging.getLogger(__name__)


def notify() -> int:
    """Send the messages of the day; how many left. No name, no number, no link to a file.

    An address that the post refuses does not keep the others from being told; it is counted.
    """
    accounts = User.objects.filter(is_active=True).exclude(email="").order_by("pk")
    told = [user for user in accounts if waiting(user).total]
    with translation.override("fr"):
        sent = sum(_sent(user) for user in told)
    if told:
        detail = {"sent": sent, "refused": len(told) - sent}
        journal.record(actor=None, action="daily.notify", detail=detail)
    return sent


def _sent(user: User) -> bool:
    """Whether the message of an account left."""
    message = EmailMessage(
        subject=_("Something waits for you in Filrouge"),
        body=_("Something waits for you in Filrouge. Log in to see what it is."),
        to=[user.email],
    )
    try:
        message.send()
    except (SMTPException, OSError):
        log.warning("a message of the day did not leave (account %s)", user.pk)
        return False
    return True
