"""An accompaniment ends, or is taken up again: everything that follows is one transaction.

A death ends the follow-up, the stay and the titles on the same day, cancels what was planned
afterwards, closes the tasks; losing a home never ends an accompaniment (rule 23), so that no ending
is written by a departure. Counting rules: `docs/format.md`, sheets Locataires and Occupations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.access.files import Compartment, may_write
from filrouge.audit import journal
from filrouge.followup.models import Encounter, EncounterPerson, FollowUp, FollowUpTerm, Task
from filrouge.followup.rules import DEATH, death_of
from filrouge.housing.domain import end_stay
from filrouge.housing.domain_moves import OPEN, cancel_move
from filrouge.housing.models import MovePlan, Stay, Title
from filrouge.people.models import Person
from filrouge.records.declaration import Kind, kind_of
from filrouge.records.domain import correct_record, create_record, delete_record, version_of
from filrouge.staff.models import InternalMeeting
from filrouge.vocabulary import lists

if TYPE_CHECKING:
    from filrouge.access.models import User

KEPT = "kept"
"""The person keeps the home: the stay goes on without the accompaniment."""
LEAVES = ("other_dwelling", "street", "institution")
STAFF_TEAMS = {"act": "hf_act", "icm": "hf_icm"}
NEEDED = frozenset({Compartment.IDENTITY, Compartment.HOUSING, Compartment.PSYCHOSOCIAL})
"""Parts of a file that an ending touches: whoever records one opens them all."""


@dataclass(frozen=True, slots=True)
class Closed:
    """What an ending closes, counted."""

    stay: Stay | None
    titles: int
    encounters: int
    tasks: int
    moves: int


def may_end(user: User) -> bool:
    """Whether a role ends accompaniments: it writes identity and what is lived."""
    return all(may_write(user, one) for one in NEEDED - {Compartment.HOUSING})


def running(person_id: int) -> FollowUp | None:
    """The follow-up that has no end."""
    return FollowUp.objects.filter(person=person_id, end__isnull=True).order_by("-start").first()


def preview(person_id: int, day: date) -> Closed:
    """What a death on a day would close. Changes nothing."""
    return Closed(
        _stay(person_id, day),
        _titles(person_id, day).count(),
        planned_after(person_id, day).count(),
        open_tasks(person_id).count(),
        MovePlan.objects.filter(person=person_id, state__in=OPEN).count(),
    )


def planned_after(person_id: int, day: date) -> QuerySet[Encounter]:
    """Encounters planned after a day."""
    mine = EncounterPerson.objects.filter(person=person_id).values("encounter")
    return Encounter.objects.filter(pk__in=mine, status="planned", day__gt=day)


def open_tasks(person_id: int) -> QuerySet[Task]:
    return Task.objects.filter(person=person_id, done_at__isnull=True)


@transaction.atomic
def end_follow_up(
    *,
    actor: User,
    person: Person,
    day: date,
    reason: str,
    destination: str = "",
    debrief_on: date | None = None,
) -> Closed:
    """End the follow-up that runs on `day`, its last day.

    `destination` says what becomes of the home when there is one: kept, or where the person goes
    (a death needs none). `debrief_on` plans a team meeting, without a name. Raises
    `ValidationError` by field.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    follow_up = running(person.pk)
    if follow_up is None:
        raise ValidationError(_("No follow-up of this person is running."))
    stay = _stay(person.pk, day)
    _check(follow_up, stay, _Said(day, reason, destination, debrief_on))
    _correct(actor, follow_up, end=day, end_reason=reason)
    if reason == DEATH:
        closed = _close_all(actor, person.pk, stay, day)
    else:
        closed = Closed(stay, 0, 0, 0, 0)
        if stay is not None and destination != KEPT:
            end_stay(actor=actor, stay=stay, end=max(day, stay.start), destination=destination)
    if debrief_on:
        plan_debrief(actor=actor, person_id=person.pk, day=debrief_on)
    counts = {"titles": closed.titles, "encounters": closed.encounters, "tasks": closed.tasks}
    journal.record(
        actor=actor,
        action="dossiers.end_follow_up",
        subject=f"followup_followup {follow_up.pk}",
        persons=[person.pk],
        detail={"reason": reason, **counts},
    )
    return closed


@dataclass(frozen=True, slots=True)
class _Said:
    day: date
    reason: str
    destination: str
    debrief_on: date | None


def _check(follow_up: FollowUp, stay: Stay | None, said: _Said) -> None:
    today = timezone.localdate()
    errors: dict[str, str] = {}
    if said.reason not in lists.get("end_reason").codes:
        errors["reason"] = _("Choose why the accompaniment ends.")
    if said.day > today:
        errors["day"] = _("An end is recorded on its day at the earliest.")
    elif said.day < follow_up.start:
        errors["day"] = _("The end is not before the start of the follow-up.")
    elif said.reason == DEATH and (_latest_entry(follow_up.person_id) or said.day) > said.day:
        errors["day"] = _("A stay begins after that day: correct it first.")
    if said.reason != DEATH and stay is not None and said.destination not in (KEPT, *LEAVES):
        errors["destination"] = _("Say whether the person keeps the home, or where they go.")
    if said.debrief_on and said.debrief_on < today:
        errors["debrief_on"] = _("The meeting is planned for today or later.")
    if errors:
        raise ValidationError(errors)


def _latest_entry(person_id: int) -> date | None:
    """The start of the last stay that has begun by today."""
    begun = Stay.objects.filter(person=person_id, start__lte=timezone.localdate())
    return begun.order_by("-start").values_list("start", flat=True).first()


def _stay(person_id: int, day: date) -> Stay | None:
    """The stay that runs on a day and has no end yet."""
    found = Stay.objects.filter(person=person_id, start__lte=day, end__isnull=True)
    return found.select_related("dwelling").order_by("-start").first()


def _titles(person_id: int, day: date) -> QuerySet[Title]:
    """Titles that run on a day, or later."""
    return Title.objects.filter(person=person_id).filter(Q(end__isnull=True) | Q(end__gt=day))


def _close_all(actor: User, person_id: int, stay: Stay | None, day: date) -> Closed:
    for planned in Stay.objects.filter(person=person_id, start__gt=day):
        _delete(actor, planned)
    if stay is not None:
        end_stay(actor=actor, stay=stay, end=day, destination=DEATH, end_titles=False)
    for left_later in Stay.objects.filter(person=person_id, start__lte=day, end__gt=day):
        _correct(actor, left_later, end=day, destination=DEATH)
    titles = _end_titles(actor, person_id, day)
    moves = list(MovePlan.objects.filter(person=person_id, state__in=OPEN))
    for plan in moves:
        cancel_move(actor=actor, plan=plan)
    encounters = list(planned_after(person_id, day).order_by("pk"))
    for encounter in encounters:
        _without(actor, encounter, person_id)
    tasks = open_tasks(person_id).update(done_at=timezone.now())
    return Closed(stay, titles, len(encounters), tasks, len(moves))


def _end_titles(actor: User, person_id: int, day: date) -> int:
    """Titles end on the day of the death; those to come go."""
    found = list(_titles(person_id, day))
    for title in found:
        if title.start > day:
            _delete(actor, title)
            continue
        _correct(actor, title, end=day)
    return len(found)


def _correct(actor: User, record: Any, **values: Any) -> None:
    correct_record(
        actor=actor,
        kind=_kind(type(record)),
        key=record.pk,
        values=values,
        version=version_of(record),
    )


def _delete(actor: User, record: Any) -> None:
    delete_record(
        actor=actor,
        kind=_kind(type(record)),
        key=record.pk,
        version=version_of(record),
        reason="did_not_happen",
    )


def _without(actor: User, encounter: Encounter, person_id: int) -> None:
    """A planned meeting is cancelled by us; with somebody else, it stays planned with them."""
    others = list(
        EncounterPerson.objects.filter(encounter=encounter)
        .exclude(person=person_id)
        .order_by("pk")
        .values_list("person_id", flat=True)
    )
    if others:
        EncounterPerson.objects.filter(encounter=encounter, person=person_id).delete()
        encounter.person_count = len(others)
        if encounter.lead_id == person_id:
            encounter.lead_id = others[0]
    else:
        encounter.status, encounter.cancelled_by = "cancelled", "us"
    encounter.revision += 1
    encounter.save()
    journal.record(
        actor=actor,
        action="followup.leave_encounter" if others else "followup.cancel_encounter",
        subject=f"encounter {encounter.pk}",
        persons=[person_id, *others],
        detail={"kind": encounter.kind, "reason": DEATH},
    )


def plan_debrief(*, actor: User, person_id: int, day: date) -> None:
    """Plan a meeting of the team that accompanied the person; nothing in it leads to the person."""
    terms = FollowUpTerm.objects.filter(person=person_id).exclude(team="")
    team = terms.order_by("-effective_on", "initial").values_list("team", flat=True).first()
    values = {
        "team": STAFF_TEAMS.get(team or "", "hf_act"),
        "kind": "team_meeting",
        "day": day,
        "days": None,
    }
    create_record(actor=actor, kind=_kind(InternalMeeting), values=values)


@transaction.atomic
def resume_follow_up(
    *, actor: User, person: Person, start: date, team: str = "", funding: str = ""
) -> FollowUp:
    """A person comes back: a new follow-up, with another team or funding if they changed.

    Raises `ValidationError` by field: after a death, on days already followed, one that runs.
    """
    if running(person.pk) is not None:
        raise ValidationError(_("A follow-up of this person is already running."))
    if death_of(person.pk):
        raise ValidationError(_("The person died: nothing is taken up again."))
    values: Mapping[str, Any] = {"start": start, "end": None, "end_reason": ""}
    made = create_record(actor=actor, kind=_kind(FollowUp), values=values, person=person)
    assert isinstance(made, FollowUp)
    if team or funding:
        term = {"effective_on": start, "team": team, "funding": funding, "initial": False}
        create_record(actor=actor, kind=_kind(FollowUpTerm), values=term, person=person)
    return made


def _kind(model: Any) -> Kind:
    found = kind_of(model)
    assert found is not None, model
    return found
