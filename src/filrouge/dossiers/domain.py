"""Asking a colleague's agreement to open a file beyond the month's quota."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta

from cryptography.fernet import InvalidToken
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.access.adapter import sealer
from filrouge.access.domain_links import NoSuchFile, Refused
from filrouge.access.domain_openings import break_glass
from filrouge.access.models import User
from filrouge.access.policy import ROLES, Capability, can
from filrouge.audit import journal
from filrouge.people.models import Person

from .models import AskedOpening, Notice
from .notices import send

ASKED_FOR = timedelta(hours=12)
"""After that a request falls: the emergency is over."""


def person_at(number: int) -> int | None:
    """The person of a paper file's number."""
    return Person.objects.filter(number=number).values_list("pk", flat=True).first()


def numbers_of(persons: Iterable[int]) -> dict[int, int]:
    """The paper file's number of each person: all that a reviewer is told of them."""
    return dict(Person.objects.filter(pk__in=persons).values_list("pk", "number"))


def waiting() -> QuerySet[AskedOpening]:
    """Requests that nobody settled and that still stand."""
    return AskedOpening.objects.filter(
        settled_at__isnull=True, asked_at__gte=timezone.now() - ASKED_FOR
    )


@transaction.atomic
def ask_agreement(*, actor: User, number: int, reason: str, narratives: bool) -> AskedOpening:
    """Put a request before those who may agree; nothing is looked at yet."""
    sealed = sealer().encrypt(reason.strip().encode()).decode("ascii")
    asked = AskedOpening.objects.create(
        worker=actor, number=number, reason=sealed, narratives=narratives
    )
    judges = [code for code, role in ROLES.items() if Capability.REVIEW_ACCESS in role.capabilities]
    who = User.objects.filter(role__in=judges, is_active=True).values_list("pk", flat=True)
    send(who, Notice.Kind.AGREEMENT, actor.pk)
    journal.record(actor=actor, action="dossiers.ask_agreement", detail={"asked": asked.pk})
    return asked


def reason_of(asked: AskedOpening) -> str:
    """Why the colleague asks; empty when the key of the service changed meanwhile."""
    try:
        return sealer().decrypt(asked.reason.encode("ascii")).decode()
    except InvalidToken:
        return ""


def forget_asked(key: int) -> None:
    """Empty what a request said, once it is settled or too old."""
    AskedOpening.objects.filter(pk=key).update(number=0, reason="")


@transaction.atomic
def settle(*, actor: User, asked_id: int, agrees: bool) -> None:
    """Agree, which opens the file for an hour to whoever asked, or refuse.

    Raises `Refused`; a number that opens nothing settles the request all the same.
    """
    asked = waiting().select_for_update().filter(pk=asked_id).first()
    if asked is None:
        raise Refused(_("This request is already settled, or too old."))
    if asked.worker_id == actor.pk or not can(actor, Capability.REVIEW_ACCESS):
        raise Refused(_("Another colleague must agree."))
    asked.settled_at, asked.settled_by = timezone.now(), actor
    asked.save(update_fields=["settled_at", "settled_by"])
    detail = {"asked": asked.pk, "agrees": agrees}
    journal.record(actor=actor, action="dossiers.settle_asked_opening", detail=detail)
    if agrees:
        with suppress(NoSuchFile):
            break_glass(
                actor=asked.worker,
                person_id=person_at(asked.number),
                reason=reason_of(asked),
                narratives=asked.narratives,
                agreed_by=actor,
            )
    forget_asked(asked.pk)
