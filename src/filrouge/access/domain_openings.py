"""Opening a file without a link: for an hour, with a reason, told to others, judged by another.

Three times a month alone, then with a colleague's agreement. An opening that nobody judged within
72 hours closes this door to whoever opened it, until it is judged.
"""

from __future__ import annotations

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.audit import journal

from . import files
from .domain_links import NoSuchFile, Refused
from .links import MOST_BREAK_GLASS, REVIEW_WITHIN, Block, BreakGlass, Recusal
from .models import User
from .policy import Capability, can

SHORTEST_REASON = 20

opened_without_link = Signal()
"""Sent inside the transaction with the `BreakGlass`: who must know is told, or nothing opens."""


class NeedsAgreement(Refused):
    """The month's openings are used: a colleague must agree first."""


def used_this_month(worker: User) -> int:
    """How many files the worker opened without a link since the first of the month."""
    first = timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return BreakGlass.objects.filter(worker=worker, started_at__gte=first).count()


def overdue(worker: User | None = None) -> QuerySet[BreakGlass]:
    """Openings that nobody judged in time, of one worker or of all."""
    late = BreakGlass.objects.filter(
        reviewed_at__isnull=True, started_at__lt=timezone.now() - REVIEW_WITHIN
    )
    return late if worker is None else late.filter(worker=worker)


def check_may_break_glass(actor: User, reason: str, *, agreed: bool = False) -> None:
    """What is asked before any file is looked at: the same answer whatever the number.

    Raises `Refused`, or `NeedsAgreement` beyond the quota unless a colleague `agreed`.
    """
    if not files.doors(actor):
        raise Refused(_("Your role opens no file."))
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(
            _("Say why in at least %(number)s characters: a colleague will read it.")
            % {"number": SHORTEST_REASON}
        )
    if overdue(actor).exists():
        raise Refused(
            _("An earlier opening of yours was not reviewed in time. Until it is, no other opens.")
        )
    if not agreed and used_this_month(actor) >= MOST_BREAK_GLASS:
        raise NeedsAgreement(
            _("You opened %(number)s files without a link this month: a colleague must agree.")
            % {"number": MOST_BREAK_GLASS}
        )


@transaction.atomic
def break_glass(
    *,
    actor: User,
    person_id: int | None,
    reason: str,
    narratives: bool = False,
    agreed_by: User | None = None,
) -> BreakGlass:
    """Open one file for an hour. `person_id` is None for a number that leads nowhere.

    Raises `Refused` before anything is looked at, `NoSuchFile` for an absent file and for one
    that is closed to the actor, in the same words and with as many queries.
    """
    if agreed_by is not None and (
        agreed_by == actor or not can(agreed_by, Capability.REVIEW_ACCESS)
    ):
        raise Refused(_("Another colleague must agree."))
    check_may_break_glass(actor, reason, agreed=agreed_by is not None)
    person = apps.get_model("people", "Person")._default_manager.filter(pk=person_id or 0)
    closings = [
        closing.objects.filter(person=person_id or 0, worker=actor, lifted_at__isnull=True).exists()
        for closing in (Recusal, Block)
    ]
    found = person.exists()
    if person_id is None or not found or any(closings):
        raise NoSuchFile
    opening = BreakGlass.objects.create(
        person_id=person_id,
        worker=actor,
        reason=reason.strip(),
        narratives=narratives,
        confirmed_by=agreed_by,
    )
    journal.record(
        actor=actor,
        action="access.break_glass",
        persons=[opening.person_id],
        detail={
            "opening": opening.pk,
            "narratives": narratives,
            "agreed_by": agreed_by.pk if agreed_by else None,
        },
    )
    opened_without_link.send(sender=BreakGlass, opening=opening)
    return opening


@transaction.atomic
def review_opening(*, actor: User, opening_id: int, verdict: str) -> BreakGlass:
    """Judge an opening, once, by somebody else than who opened. Raises `Refused`."""
    opening = BreakGlass.objects.select_for_update().filter(pk=opening_id).first()
    if opening is None or opening.reviewed_at is not None:
        raise Refused(_("This opening is already reviewed."))
    if not can(actor, Capability.REVIEW_ACCESS) or opening.worker_id == actor.pk:
        raise Refused(_("Somebody else must review this opening."))
    if verdict not in BreakGlass.Verdict.values:
        raise Refused(_("Say whether the opening was justified."))
    opening.reviewed_at, opening.reviewed_by, opening.verdict = timezone.now(), actor, verdict
    opening.save(update_fields=["reviewed_at", "reviewed_by", "verdict"])
    journal.record(
        actor=actor,
        action="access.review_opening",
        persons=[opening.person_id],
        detail={"opening": opening.pk, "verdict": verdict},
    )
    return opening
