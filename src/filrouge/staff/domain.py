"""Absences of workers, and the secret address at which a calendar program reads an agenda."""

from __future__ import annotations

import secrets
from datetime import date
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from filrouge.access.models import User
from filrouge.audit import journal
from filrouge.common.days import slip_of
from filrouge.records.domain import Conflict
from filrouge.vocabulary import lists

from .models import Absence, CalendarFeed, Worker

DIRECTOR = "hf_director"


def may_say_absent(actor: User, worker: Worker) -> bool:
    """Everybody says their own absences; the director those of the whole team."""
    return worker.account_id == actor.pk or actor.role == DIRECTOR


@transaction.atomic
def add_absence(*, actor: User, worker: Worker, start: date, end: date, kind: str) -> Absence:
    """Say that a worker is absent. Raises `ValidationError` by field."""
    made = Absence(worker=worker)
    _checked(actor, made, start, end, kind)
    made.save(force_insert=True)
    _write(actor, "add", made)
    return made


@transaction.atomic
def correct_absence(
    *, actor: User, absence_id: int, start: date, end: date, kind: str, revision: int
) -> Absence:
    """Change an absence. Raises `Conflict` when it changed since, `ValidationError` by field."""
    found = _found(absence_id, revision)
    _checked(actor, found, start, end, kind)
    found.revision += 1
    found.save(force_update=True)
    _write(actor, "correct", found)
    return found


@transaction.atomic
def delete_absence(*, actor: User, absence_id: int, revision: int, reason: str) -> None:
    """Take an absence back; the journal keeps why. Raises `Conflict` when it changed since."""
    found = _found(absence_id, revision)
    if not may_say_absent(actor, found.worker):
        raise ValidationError(_("Only this worker or the director says so."))
    _write(actor, "delete", found, reason=reason)
    found.delete()


def _found(absence_id: int, revision: int) -> Absence:
    found = Absence.objects.select_for_update().get(pk=absence_id)
    if found.revision != revision:
        raise Conflict(found)
    return found


def _checked(actor: User, absence: Absence, start: date, end: date, kind: str) -> None:
    if not may_say_absent(actor, absence.worker):
        raise ValidationError({"worker": _("Only this worker or the director says so.")})
    for name, day in (("start", start), ("end", end)):
        if slip := slip_of(day):
            raise ValidationError({name: slip})
    if end < start:
        raise ValidationError({"end": _("The last day is not before the first one.")})
    if kind not in lists.get("absence_kind").codes:
        raise ValidationError({"kind": _("Choose one of the list.")})
    others = Absence.objects.filter(worker=absence.worker_id).exclude(pk=absence.pk or 0)
    if others.filter(start__lte=end, end__gte=start).exists():
        raise ValidationError({"start": _("Another absence covers some of these days.")})
    absence.start, absence.end, absence.kind = start, end, kind


def _write(actor: User, verb: str, absence: Absence, **more: str) -> None:
    journal.record(
        actor=actor,
        action=f"staff.{verb}_absence",
        subject=f"{Absence._meta.db_table} {absence.pk}",
        detail={
            "worker": absence.worker_id,
            "start": absence.start.isoformat(),
            "end": absence.end.isoformat(),
            **more,
        },
    )


def digest_of(secret: str) -> str:
    """What is kept of a secret: it is long and drawn at random, one turn is enough."""
    return sha256(f"filrouge calendar {secret}".encode()).hexdigest()


@transaction.atomic
def make_feed(*, actor: User) -> str:
    """A new secret for the agenda of an account, told once; an earlier one ends."""
    secret = secrets.token_urlsafe(32)
    CalendarFeed.objects.filter(account=actor).delete()
    CalendarFeed.objects.create(account=actor, digest=digest_of(secret))
    journal.record(actor=actor, action="staff.make_feed")
    return secret


@transaction.atomic
def revoke_feed(*, actor: User) -> None:
    """End the address; calendar programs that read it get nothing any more."""
    gone, _each = CalendarFeed.objects.filter(account=actor).delete()
    if gone:
        journal.record(actor=actor, action="staff.revoke_feed")


def account_of(secret: str) -> User | None:
    """The active account whose agenda a secret opens."""
    feed = CalendarFeed.objects.filter(digest=digest_of(secret)).select_related("account").first()
    if feed is None or not feed.account.is_active:
        return None
    account: User = feed.account
    return account
