"""Once a day: a message to whoever something waits for. It says that, and nothing else."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from filrouge.access.models import User
from filrouge.audit import journal

from .waiting import waiting


def notify() -> int:
    """Send the messages of the day; how many. No name, no number, no link to a file."""
    accounts = User.objects.filter(is_active=True).exclude(email="").order_by("pk")
    told = [user for user in accounts if waiting(user).total]
    with translation.override("fr"):
        for user in told:
            EmailMessage(
                subject=_("Something waits for you in Filrouge"),
                body=_("Something waits for you in Filrouge. Log in to see what it is."),
                to=[user.email],
            ).send()
    if told:
        journal.record(actor=None, action="daily.notify", detail={"sent": len(told)})
    return len(told)
