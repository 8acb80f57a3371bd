"""Verbs on candidates: noted, corrected, their history told, a decision taken.

Each checks the rules with a sentence per field, and writes the journal in the same transaction. The
journal keeps the key of the candidate and codes, never a name.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.access.files import Compartment, may_write
from filrouge.audit import journal
from filrouge.common.days import slip_of
from filrouge.records import domain as records
from filrouge.vocabulary import lists

from . import kinds
from .candidates import COMING
from .models import Candidate, HomelessnessPeriod

if TYPE_CHECKING:
    from filrouge.access.models import User

WRITERS = frozenset({"care_worker", "hf_director"})
"""Roles that prepare entries; the other roles of Housing First read (docs/access.md)."""
DECISIONS = ("selected", "preparing", "waiting", "refused")
SOON = COMING
"""Decisions that lead to an entry."""


def may_prepare(user: User) -> bool:
    """Whether a worker notes candidates and decides on them."""
    return user.role in WRITERS and may_write(user, Compartment.IDENTITY)


def reasons_of(state: str) -> list[str]:
    """The codes of the reasons that explain a decision."""
    return [t.code for t in lists.get("candidate_reason").terms if state in t.extra["states"]]


def create_candidate(*, actor: User, values: Mapping[str, Any]) -> Candidate:
    """Note a candidate. Raises `ValidationError` by field."""
    made = records.create_record(actor=actor, kind=kinds.CANDIDATE, values=values)
    assert isinstance(made, Candidate)
    return made


def correct_candidate(
    *, actor: User, candidate: Candidate, values: Mapping[str, Any], version: str
) -> None:
    """Correct what is noted, read at `version`. Raises as `records.correct_record`."""
    _still_candidate(candidate)
    records.correct_record(
        actor=actor, kind=kinds.CANDIDATE, key=candidate.pk, values=values, version=version
    )


def add_situation(*, actor: User, candidate: Candidate, values: Mapping[str, Any]) -> None:
    """Tell where a candidate lived over days. Raises `ValidationError` by field."""
    _still_candidate(candidate)
    records.create_record(actor=actor, kind=kinds.period_of(candidate), values=values)


def correct_situation(
    *,
    actor: User,
    candidate: Candidate,
    period: HomelessnessPeriod,
    values: Mapping[str, Any],
    version: str,
) -> None:
    """Correct a situation of a candidate, read at `version`."""
    _still_candidate(candidate)
    records.correct_record(
        actor=actor,
        kind=kinds.period_of(candidate),
        key=period.pk,
        values=values,
        version=version,
    )


def delete_situation(
    *, actor: User, candidate: Candidate, period: HomelessnessPeriod, version: str, reason: str
) -> None:
    """Delete a situation told by mistake; `reason` is a code that the journal keeps."""
    _still_candidate(candidate)
    records.delete_record(
        actor=actor,
        kind=kinds.period_of(candidate),
        key=period.pk,
        version=version,
        reason=reason,
    )


@transaction.atomic
def decide_candidate(
    *,
    actor: User,
    candidate: Candidate,
    state: str,
    reason: str,
    day: date,
    planned_entry: date | None = None,
    version: int | None = None,
) -> None:
    """Select, prepare, keep waiting or refuse, with a reason, a day and who.

    A planned entry goes with a selection only. Raises `ValidationError` by field; `Conflict` when
    the candidate changed since `version`, when it is given.
    """
    candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
    _still_candidate(candidate)
    if version is not None and version != candidate.revision:
        raise records.Conflict(candidate)
    errors: dict[str, str] = {}
    if state not in DECISIONS:
        errors["state"] = _("Choose the decision.")
    elif reason not in reasons_of(state):
        errors["reason"] = _("Choose a reason of this decision.")
    if day > timezone.localdate():
        errors["day"] = _("A decision is taken today at the latest.")
    elif candidate.referred_on and day < candidate.referred_on:
        errors["day"] = _("A decision comes after the referral.")
    for name, one in (("day", day), ("planned_entry", planned_entry)):
        if slip := slip_of(one):
            errors[name] = slip
    if planned_entry and state in DECISIONS and state not in SOON:
        errors["planned_entry"] = _("Only a selected candidate has a planned entry.")
    if errors:
        raise ValidationError(errors)
    candidate.state, candidate.decision_reason, candidate.decided_on = state, reason, day
    candidate.decided_by, candidate.planned_entry = actor, planned_entry
    candidate.revision += 1
    candidate.save()
    journal.record(
        actor=actor,
        action="people.decide_candidate",
        subject=kinds.CANDIDATE.subject(candidate.pk),
        detail={"state": state, "reason": reason},
    )


def _still_candidate(candidate: Candidate) -> None:
    if candidate.became_id:
        raise ValidationError(_("This candidate has entered: the file of the person is corrected."))
