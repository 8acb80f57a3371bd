"""The first entry: a selected candidate becomes a person accompanied, in one transaction.

Identity, follow-up, team and funding, referent, and when a home is ready the stay with its title.
The past situations move to the file, the identity leaves the candidate. The row of the candidate
stays as it was decided, with the planned entry brought forward to the real one if it came earlier:
the number of persons in preparation at the end of a past period does not change when they enter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.access.files import Compartment, doors, may_write
from filrouge.access.links import CareLink
from filrouge.audit import journal
from filrouge.followup.models import FollowUp, FollowUpTerm
from filrouge.housing.domain import enter_stay, full_dwelling
from filrouge.housing.models import Dwelling
from filrouge.people.candidates import proof_of
from filrouge.people.domain_candidates import SOON
from filrouge.people.eligibility import HOMELESS
from filrouge.people.models import Candidate, HomelessnessPeriod, Person
from filrouge.records.declaration import Kind, kind_of
from filrouge.records.domain import create_record

if TYPE_CHECKING:
    from filrouge.access.models import User

DRAWN = 1_000_000_000
"""Numbers from here on are drawn for erased files (`privacy/erasure.py`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The dwelling of an entry and its title. `together`: with somebody who lives there already."""

    dwelling: Dwelling
    start: date
    title_kind: str
    title_end: date | None = None
    rolling: bool | None = None
    together: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a first entry says of the person and of the accompaniment."""

    number: int
    first_name: str
    last_name: str
    sex: str
    birth_date: date
    start: date
    team: str
    funding: str
    referent: User
    home: Home | None = None


def next_number() -> int:
    """The next free number of a paper file."""
    last = Person.objects.filter(number__lt=DRAWN).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def may_enter(user: User) -> bool:
    """Whether a role enters persons: it writes identities. A home also asks for its own pen."""
    return may_write(user, Compartment.IDENTITY)


@transaction.atomic
def enter_candidate(*, actor: User, candidate: Candidate, entry: Entry) -> Person:
    """Enter a selected candidate. Raises `ValidationError` by field of `Entry` and `Home`."""
    candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
    _check(actor, candidate, entry)
    person = _person(actor, candidate, entry)
    values: Mapping[str, Any] = {"start": entry.start, "end": None, "end_reason": ""}
    create_record(actor=actor, kind=_kind(FollowUp), values=values, person=person)
    term = {
        "effective_on": entry.start,
        "team": entry.team,
        "funding": entry.funding,
        "initial": True,
    }
    create_record(actor=actor, kind=_kind(FollowUpTerm), values=term, person=person)
    _link(actor, person, entry.referent)
    if entry.home:
        _house(actor, person, entry.home)
    _move_along(candidate, person, entry)
    journal.record(
        actor=actor,
        action="dossiers.enter_candidate",
        subject=f"people_candidate {candidate.pk}",
        persons=[person.pk],
        detail={"housed": entry.home is not None},
    )
    return person


def _check(actor: User, candidate: Candidate, entry: Entry) -> None:
    if candidate.became_id:
        raise ValidationError(_("This candidate has already entered."))
    if candidate.state not in SOON:
        raise ValidationError(_("Only a selected candidate enters: decide first."))
    errors = {}
    today = timezone.localdate()
    if entry.start > today:
        errors["start"] = _("A follow-up is recorded on its first day at the earliest.")
    elif entry.start <= entry.birth_date:
        errors["start"] = _("The follow-up begins after the date of birth of the person.")
    elif candidate.referred_on and entry.start < candidate.referred_on:
        errors["start"] = _("The follow-up begins after the referral.")
    if Compartment.IDENTITY not in doors(entry.referent):
        errors["referent"] = _("This account opens no file: its role has nothing to do there.")
    home = entry.home
    if home and not may_write(actor, Compartment.HOUSING):
        errors["dwelling"] = _("The housing team records the home.")
    elif home and home.start < entry.start:
        errors["housed_on"] = _("The home begins with the follow-up at the earliest.")
    if errors:
        raise ValidationError(errors)


def _person(actor: User, candidate: Candidate, entry: Entry) -> Person:
    """The identity, with the counts of months that the history proves, else those typed."""
    values: dict[str, Any] = {
        name: getattr(entry, name)
        for name in ("number", "first_name", "last_name", "sex", "birth_date")
    }
    for name in ("referrer", "referred_on", "ethos", "street_months_24", "street_months_36"):
        values[name] = getattr(candidate, name)
    periods = list(candidate.periods.all())
    if periods:
        proof = proof_of(candidate, periods, entry.start - timedelta(days=1))
        of_24, of_36 = (count.counted for count in proof.counts)
        last = max(periods, key=lambda one: one.start)
        values |= {"street_months_24": of_24, "street_months_36": of_36}
        if last.situation in HOMELESS:
            values["ethos"] = int(last.situation)
    values |= {"street_months_total": None, "has_administrator": None}
    return cast("Person", create_record(actor=actor, kind=_kind(Person), values=values))


def _link(actor: User, person: Person, referent: User) -> None:
    """The first referent is named by whoever enters the person: nobody could open a link yet."""
    today, kind = timezone.localdate(), CareLink.Kind.REFERENT
    link = CareLink.objects.create(
        person=person,
        worker=referent,
        kind=kind,
        start=today,
        end=CareLink.last_day(kind, today),
        opened_by=actor,
    )
    journal.record(
        actor=actor,
        action="access.open_link",
        persons=[person.pk],
        detail={"worker": referent.pk, "kind": kind.value, "link": link.pk},
    )


def _house(actor: User, person: Person, home: Home) -> None:
    dwelling = Dwelling.objects.select_for_update().get(pk=home.dwelling.pk)
    try:
        enter_stay(
            actor=actor,
            person=person,
            dwelling=dwelling,
            start=home.start,
            title_kind=home.title_kind,
            title_end=home.title_end,
            rolling=home.rolling,
        )
    except ValidationError as refused:
        names = {"start": "housed_on"}
        raise ValidationError(
            {names.get(name, name): said for name, said in refused.message_dict.items()}
        ) from refused
    full = full_dwelling(dwelling, home.start)
    if full and not home.together:
        raise ValidationError({"dwelling": full})


def _move_along(candidate: Candidate, person: Person, entry: Entry) -> None:
    """The history goes to the file; what names the person leaves the candidate."""
    HomelessnessPeriod.objects.filter(candidate=candidate).update(
        candidate=None, person=person, revision=F("revision") + 1
    )
    candidate.became = person
    candidate.first_name = candidate.last_name = candidate.sex = candidate.contact = ""
    candidate.birth_date = candidate.cumulates = None
    if candidate.planned_entry:
        candidate.planned_entry = min(candidate.planned_entry, entry.start)
    candidate.revision += 1
    candidate.save()


def _kind(model: Any) -> Kind:
    found = kind_of(model)
    assert found is not None, model
    return found
