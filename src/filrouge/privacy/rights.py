"""What the officer does to carry out a request. Nothing here shows the content of a file.

The officer has no door to files: acts on a person go through an open request of that person, are
written in the journal, and are refused to an officer whom a recusal or the person's own list keeps
out. `find` answers nothing for such a request, as for one that does not exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from filrouge.access import isolation
from filrouge.access.domain_links import Refused
from filrouge.access.links import Block, Recusal, Restriction
from filrouge.access.models import User
from filrouge.audit import journal
from filrouge.dossiers import readers
from filrouge.followup.models import Encounter
from filrouge.people.models import Person

from . import erasure, requests
from .models import Erasure, PersonRequest, Statement
from .registry import of_persons, records_of

LARGEST = 2**31 - 1
K = PersonRequest.Kind
KINDS_OF_RESTRICTION = {
    K.RESTRICTION: Restriction.Kind.ASKED,
    K.OBJECTION: Restriction.Kind.OBJECTION,
}


@isolation.purpose("rights")
def find(actor: User, key: int) -> PersonRequest | None:
    """A request that the actor may carry out."""
    found = PersonRequest.objects.select_related("person").filter(pk=min(key, LARGEST)).first()
    if found is None or (found.person_id and kept_out(actor, found.person_id)):
        return None
    return found


@isolation.purpose("rights")
def kept_out(actor: User, person_id: int) -> bool:
    """Whether a recusal or the person's own list closes the file to the actor."""
    named = {"person": person_id, "worker": actor.pk, "lifted_at__isnull": True}
    return any(closing.objects.filter(**named).exists() for closing in (Recusal, Block))


@dataclass(frozen=True, slots=True)
class Holding:
    """How much a file holds: numbers only."""

    records: int
    notes: int
    statements: int
    erased: bool
    restriction: Restriction | None
    readers: int
    readers_left: int
    """Accounts that could still open it if it were restricted: those with a link of their own."""


@isolation.purpose("rights")
def holding(person: Person) -> Holding:
    """What the page of a request says of the file."""
    records = sum(records_of(model, kind, person.pk).count() for model, kind in of_persons())
    opened = readers.readers(person.pk)
    return Holding(
        records=records,
        notes=Encounter.objects.filter(lead=person).exclude(note="").count(),
        statements=Statement.objects.filter(person=person).count(),
        erased=erasure.is_erased(person),
        restriction=readers.restriction(person.pk),
        readers=len(opened),
        readers_left=sum(1 for one in opened if one.link),
    )


def check_number(person: Person, number: int) -> None:
    """Refused unless it is the number of the paper file: typed, it shows nobody is mistaken."""
    if person.number != number:
        raise Refused(_("This is not the number of the file of this request. Nothing was done."))


@isolation.purpose("rights")
@transaction.atomic
def restrict(*, actor: User, found: PersonRequest) -> None:
    """Restrict the file as the request asks. A restriction done answers a request for one; an
    objection stays to be answered."""
    person = _person_of(found, *KINDS_OF_RESTRICTION)
    if readers.restriction(person.pk):
        raise Refused(_("This file is already restricted."))
    kind = KINDS_OF_RESTRICTION[K(found.kind)]
    Restriction.objects.create(person=person, kind=kind, recorded_by=actor)
    _write(actor, "access.restrict", found, kind=kind)
    if found.kind == K.RESTRICTION:
        requests.answer_request(actor=actor, key=found.pk, outcome=PersonRequest.Outcome.DONE)


@isolation.purpose("rights")
@transaction.atomic
def lift_restriction(*, actor: User, found: PersonRequest) -> None:
    """Open the file to its team again. A restriction against a danger is not the officer's."""
    restriction = found.person and readers.restriction(found.person.pk)
    if not restriction:
        raise Refused(_("This file is not restricted."))
    if restriction.kind not in KINDS_OF_RESTRICTION.values():
        raise Refused(
            _("Somebody looks for this person: only a referent or a director lifts this.")
        )
    restriction.lifted_at = timezone.now()
    restriction.save(update_fields=["lifted_at"])
    _write(actor, "access.lift_restriction", found)


@isolation.purpose("rights")
@transaction.atomic
def state(
    *, actor: User, found: PersonRequest, text: str, day: date | None, which: int | None
) -> Statement:
    """Put the person's words beside the note of a day, or at the head of the file; this answers a
    request for correction. The officer is told how many meetings there were that day, no more."""
    person = _person_of(found, K.CORRECTION)
    note = None if day is None else _meeting(person, day, which)
    made = requests.add_statement(actor=actor, person=person, text=text, encounter=note)
    requests.answer_request(actor=actor, key=found.pk, outcome=PersonRequest.Outcome.DONE)
    return made


def _meeting(person: Person, day: date, which: int | None) -> Encounter:
    met = list(Encounter.objects.filter(attendances__person=person, day=day).order_by("time", "pk"))
    if not met:
        raise Refused(_("No meeting is recorded on this day."))
    if len(met) > 1 and which is None:
        told = ngettext(
            "%(number)s meeting is recorded on this day: say which, in the order of the day.",
            "%(number)s meetings are recorded on this day: say which, in the order of the day.",
            len(met),
        )
        raise Refused(told % {"number": len(met)})
    place = which or 1
    if place > len(met):
        raise Refused(_("There were fewer meetings on this day."))
    return met[place - 1]


@isolation.purpose("rights")
@transaction.atomic
def erase(*, actor: User, found: PersonRequest, number: int, digest: str) -> Erasure:
    """Erase, all or nothing, and record the answer. Refused in a sentence."""
    person = _person_of(found, K.ERASURE)
    check_number(person, number)
    try:
        done = erasure.erase_person(actor=actor, person=person, digest=digest)
    except erasure.FileChanged:
        raise Refused(
            _("The file changed while you were reading: look again at what would go.")
        ) from None
    except erasure.Held:
        raise Refused(_("This file is held: lift the hold first, if nothing needs it.")) from None
    requests.answer_request(actor=actor, key=found.pk, outcome=PersonRequest.Outcome.DONE)
    return done


def _person_of(found: PersonRequest, *kinds: str) -> Person:
    """The person of an open request of these kinds, whose file is not erased."""
    if found.answered_on is not None:
        raise Refused(_("This request is answered: record another."))
    if found.kind not in kinds:
        raise Refused(_("This request asks for something else."))
    if found.person is None:
        raise Refused(_("No file has the number of this request."))
    if erasure.is_erased(found.person):
        raise Refused(_("This file is erased: nothing is left of the person."))
    return found.person


def open_access(found: PersonRequest) -> Person:
    """The person of an open request for a copy. Refused otherwise."""
    return _person_of(found, K.ACCESS)


def _write(actor: User, action: str, found: PersonRequest, **detail: Any) -> None:
    persons = [found.person_id] if found.person_id else []
    journal.record(
        actor=actor, action=action, persons=persons, detail={"request": found.pk, **detail}
    )
