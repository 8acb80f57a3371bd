"""Verbs on what opens and closes a person's file: links, recusals, blocks, restrictions.

Each checks who asks, writes the row and the journal in one transaction, and says no with a
sentence. A file that the actor may not open answers `NoSuchFile`, like one that does not exist. An
opening without a link (`domain_openings`) gives nobody the right to hand the file over: only a
link or a team does.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.audit import journal

from . import files
from .files import Compartment
from .links import Block, CareLink, Recusal, Restriction
from .models import User

if TYPE_CHECKING:
    from django.db import models

DIRECTOR = "hf_director"
LASTING = frozenset({"break_glass", "break_glass_narratives"})
"""Rules that lead to a file for an hour: they give no say on who else may open it."""


class Refused(Exception):
    """Nothing was done; the message is a sentence for the reader."""


class NoSuchFile(Exception):
    """There is no such file, or it is not open to the actor: nobody is told which."""


def may_decide(actor: User, person_id: int) -> bool:
    """Whether `actor` may say who else opens a file: a referent of the person, or a director."""
    return _opens_for_good(actor, person_id) and (
        actor.role == DIRECTOR or _is_referent(actor, person_id)
    )


def _opens_for_good(actor: User, person_id: int) -> bool:
    because = files.decide(actor, person_id, Compartment.IDENTITY).because
    return bool(set(because) - LASTING)


def _is_referent(actor: User, person_id: int) -> bool:
    return current_links(person_id).filter(worker=actor, kind=CareLink.Kind.REFERENT).exists()


def current_links(person_id: int) -> models.QuerySet[CareLink]:
    """The links of a person that run today."""
    today = timezone.localdate()
    return CareLink.objects.filter(person=person_id, start__lte=today, end__gte=today)


def _check_file(actor: User, person_id: int) -> None:
    if not files.decide(actor, person_id, Compartment.IDENTITY).allowed:
        raise NoSuchFile


def _check_decides(actor: User, person_id: int) -> None:
    _check_file(actor, person_id)
    if not may_decide(actor, person_id):
        raise Refused(_("A referent worker of this person or a director decides this."))


def _write(actor: User, verb: str, person_id: int, detail: Mapping[str, Any]) -> None:
    journal.record(actor=actor, action=f"access.{verb}", persons=[person_id], detail=detail)


@transaction.atomic
def open_link(*, actor: User, worker: User, person_id: int, kind: str) -> CareLink:
    """Open a care link from today for as long as its kind lasts.

    Raises `NoSuchFile`, or `Refused` when the actor has no say, the worker opens no file, or a link
    of the worker already runs.
    """
    _check_decides(actor, person_id)
    if kind not in CareLink.Kind.values:
        raise Refused(_("Choose the kind of link."))
    if not files.doors(worker):
        raise Refused(_("This account opens no file: its role has nothing to do there."))
    if current_links(person_id).filter(worker=worker).exists():
        raise Refused(_("This worker already has a link: renew it."))
    today = timezone.localdate()
    link = CareLink.objects.create(
        person_id=person_id,
        worker=worker,
        kind=kind,
        start=today,
        end=CareLink.last_day(kind, today),
        opened_by=actor,
    )
    _write(actor, "open_link", person_id, {"worker": worker.pk, "kind": kind, "link": link.pk})
    return link


def _link(actor: User, person_id: int, link_id: int) -> CareLink:
    """A running link of a file that the actor opens, which is theirs or theirs to decide."""
    _check_file(actor, person_id)
    link = current_links(person_id).select_for_update().filter(pk=link_id).first()
    if link is None:
        raise Refused(_("This link has ended: open another."))
    if not (link.worker_id == actor.pk or may_decide(actor, person_id)):
        raise Refused(_("A referent worker of this person or a director decides this."))
    return link


@transaction.atomic
def renew_link(*, actor: User, person_id: int, link_id: int) -> CareLink:
    """Let a running link last again, from today, as long as its kind. Raises as `open_link`."""
    link = _link(actor, person_id, link_id)
    before, link.end = link.end, CareLink.last_day(link.kind, timezone.localdate())
    link.save(update_fields=["end"])
    detail = {
        "link": link.pk,
        "worker": link.worker_id,
        "before": str(before),
        "end": str(link.end),
    }
    _write(actor, "renew_link", person_id, detail)
    return link


@transaction.atomic
def end_link(*, actor: User, person_id: int, link_id: int) -> None:
    """End a link now. A link opened today leaves only its trace. Raises as `open_link`."""
    link = _link(actor, person_id, link_id)
    yesterday = timezone.localdate() - timedelta(days=1)
    detail = {"link": link.pk, "worker": link.worker_id}
    if link.start > yesterday:
        link.delete()
    else:
        link.end = yesterday
        link.save(update_fields=["end"])
    _write(actor, "end_link", person_id, detail)


@transaction.atomic
def recuse(*, actor: User, person_id: int) -> None:
    """The actor knows this person: the file vanishes for them until a director lifts it."""
    _check_file(actor, person_id)
    Recusal.objects.create(person_id=person_id, worker=actor)
    _write(actor, "recuse", person_id, {})


@transaction.atomic
def block(*, actor: User, person_id: int, worker: User) -> None:
    """Write down that the person does not want this worker to read their file."""
    _check_file(actor, person_id)
    if not _opens_for_good(actor, person_id):
        raise Refused(_("An opening without a link gives no say on who else reads this file."))
    if Block.objects.filter(person=person_id, worker=worker, lifted_at__isnull=True).exists():
        raise Refused(_("This file is already closed to this worker."))
    Block.objects.create(person_id=person_id, worker=worker, recorded_by=actor)
    _write(actor, "block", person_id, {"worker": worker.pk})


@transaction.atomic
def reopen(*, actor: User, person_id: int, worker: User) -> None:
    """Lift the recusal and the block of a worker; a director does, without being told which it was.

    Nobody reopens a file to themselves. Raises `NoSuchFile` or `Refused`.
    """
    _check_file(actor, person_id)
    if actor.role != DIRECTOR or actor == worker or not _opens_for_good(actor, person_id):
        raise Refused(_("A director with a say on this file decides this."))
    lifted = sum(
        closing.objects.filter(person=person_id, worker=worker, lifted_at__isnull=True).update(
            lifted_at=timezone.now()
        )
        for closing in (Recusal, Block)
    )
    if not lifted:
        raise Refused(_("This file is not closed to this worker."))
    _write(actor, "reopen", person_id, {"worker": worker.pk})


@transaction.atomic
def restrict(*, actor: User, person_id: int, kind: str) -> None:
    """Keep the file for those with a link of their own; no search finds it any more."""
    _check_decides(actor, person_id)
    if kind not in Restriction.Kind.values:
        raise Refused(_("Say why the file is restricted."))
    if Restriction.objects.filter(person=person_id, lifted_at__isnull=True).exists():
        raise Refused(_("This file is already restricted."))
    if not current_links(person_id).exists():
        raise Refused(_("Open a care link first: nobody could open this file any more."))
    Restriction.objects.create(person_id=person_id, kind=kind, recorded_by=actor)
    _write(actor, "restrict", person_id, {"kind": kind})


@transaction.atomic
def lift_restriction(*, actor: User, person_id: int) -> None:
    """Open the file to the team again. Raises as `restrict`."""
    _check_decides(actor, person_id)
    running = Restriction.objects.filter(person=person_id, lifted_at__isnull=True)
    if not running.update(lifted_at=timezone.now()):
        raise Refused(_("This file is not restricted."))
    _write(actor, "lift_restriction", person_id, {})
