"""Telling referents and the data-protection officer that a file was opened, without content."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.dispatch import receiver

from filrouge.access.domain_links import current_links
from filrouge.access.domain_openings import opened_without_link
from filrouge.access.links import BreakGlass, CareLink
from filrouge.access.models import User

from .models import Notice

OFFICER = "data_protection_officer"


@receiver(opened_without_link)
def tell(sender: object, opening: BreakGlass, **_kwargs: Any) -> None:
    """Tell the person's referents and every data-protection officer, but not the opener."""
    referents = current_links(opening.person_id).filter(kind=CareLink.Kind.REFERENT)
    send(referents.values_list("worker_id", flat=True), Notice.Kind.OPENED, opening.worker_id)
    send(officers(), Notice.Kind.REVIEW, opening.worker_id)


def officers() -> list[int]:
    """The accounts of data-protection officers."""
    return list(User.objects.filter(role=OFFICER, is_active=True).values_list("pk", flat=True))


def send(accounts: Iterable[int], kind: Notice.Kind, but: int) -> None:
    """Write one notice to each account."""
    Notice.objects.bulk_create(
        [Notice(to_id=account, kind=kind) for account in sorted(set(accounts) - {but})]
    )


def unread(user: User) -> int:
    """How many notices an account has not read."""
    return Notice.objects.filter(to=user, read_at__isnull=True).count()
