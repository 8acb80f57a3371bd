"""The message of the day: an address that the post refuses stops nobody else's."""

from __future__ import annotations

from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from filrouge.audit.models import JournalEntry
from filrouge.daily.notify import notify
from filrouge.followup.domain_tasks import add_task
from tests.dossiers.conftest import Workers

pytestmark = pytest.mark.django_db


def test_an_address_that_refuses_keeps_nobody_else_from_being_told(
    worker: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    giver = worker("hf_director")
    for name in ("geai", "pic"):
        user = worker("care_worker", name=name)
        user.email = f"{name}@nid.example"
        user.save()
        add_task(actor=giver, words="Zqtask", assigned_to=user)
    plain = EmailMessage.send

    def send(self: EmailMessage, fail_silently: bool = False) -> int:
        if self.to == ["geai@nid.example"]:
            raise SMTPRecipientsRefused({})
        return plain(self, fail_silently)

    monkeypatch.setattr(EmailMessage, "send", send)
    assert notify() == 1
    assert [one.to for one in mail.outbox] == [["pic@nid.example"]]
    told = JournalEntry.objects.get(action="daily.notify").detail
    assert told == {"sent": 1, "refused": 1}
