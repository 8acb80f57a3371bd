"""A person for each relation, each field a word of its own; and one reader at a time.

Also what has no person: a published edition, a candidate, a request of a team, an import.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.test import Client

from filrouge.access.models import BreakGlass, User
from filrouge.directory.models import Organisation
from filrouge.dossiers.models import AskedOpening
from filrouge.followup.models import Encounter, EncounterPerson
from filrouge.imports.models import ImportRun
from filrouge.mobile_team.models import Request
from filrouge.people.models import Candidate, Person
from filrouge.privacy.models import Statement
from filrouge.vocabulary import lists
from tests.access.relations import RELATIONS, TEAM
from tests.dossiers import lives
from tests.reports import editions
from tests.secrecy.canaries import FIRST_NUMBER, birth

VISITOR = "visitor"
DISABLED = "disabled"
"""An account that may open files, closed a moment after it logged in."""
NUMBERS = {name: FIRST_NUMBER + place for place, name in enumerate(RELATIONS)}
"""The number of the file of each relation."""
SHARED_NUMBER = FIRST_NUMBER + 100
ASKED_NUMBER = FIRST_NUMBER + 101
NOBODY_NUMBER = FIRST_NUMBER + 102
ABSENT = 2_000_000_000


@dataclass
class World:
    """Keys of the persons by relation, and of the account that opened files before."""

    people: dict[str, int] = field(default_factory=dict)
    other: int = 0


def build() -> World:
    """Everything but the reader, who comes with `reading`."""
    other = User.objects.create(username="pic.avocette", role="care_worker", teams=";icm;")
    director = User.objects.create(username="aigrette", role="hf_director", teams=";icm;")
    world = World(other=other.pk)
    for name, number in NUMBERS.items():
        world.people[name] = _person(number).pk
    _shared(world)
    BreakGlass.objects.create(
        person_id=world.people["none"], worker=other, reason=lives.canary("reason", NUMBERS["none"])
    )
    AskedOpening.objects.create(
        worker=other, number=ASKED_NUMBER, reason=lives.canary("asked", ASKED_NUMBER)
    )
    _without_person()
    editions.records()
    editions.publish(director, editions.edition())
    return world


def _person(number: int) -> Person:
    who = lives.person(number)
    who.birth_date = birth(number)
    who.save()
    made = lives.records(who)
    Statement.objects.create(
        person=who, encounter=made["encounter"], text=lives.canary("statement", number)
    )
    return who


def _shared(world: World) -> None:
    """Meetings of an open file with a closed one, in both orders: their notes open to nobody."""
    for lead, beside in (("link", "none"), ("none", "team")):
        met = Encounter.objects.create(
            kind="home_visit",
            status="held",
            day=lives.DAY,
            duration_min=30,
            note=lives.canary("note", SHARED_NUMBER),
            lead_id=world.people[lead],
            person_count=2,
        )
        for name in (lead, beside):
            EncounterPerson.objects.create(encounter=met, person_id=world.people[name])


def _without_person() -> None:
    Candidate.objects.create(code=lives.canary("candidate", NOBODY_NUMBER), state="waiting")
    team = Organisation.objects.create(name="Maison Tilleul", key="maison tilleul")
    Request.objects.create(
        code="D-1",
        kind=lists.get("request_kind").codes[0],
        received_on=date(2026, 3, 3),
        organisation=team,
        sector=lists.get("sector").codes[0],
        outcome=lists.get("request_outcome").codes[0],
        file_code=lives.canary("filecode", NOBODY_NUMBER),
    )
    ImportRun.objects.create(state=ImportRun.State.STORED)


@contextmanager
def reading(role: str, world: World) -> Iterator[tuple[Client, User | None]]:
    """A reader with every relation of the table, gone afterwards with all they did."""
    with transaction.atomic():
        user = None
        client = Client(raise_request_exception=False)
        if role != VISITOR:
            disabled = role == DISABLED
            named = "care_worker" if disabled else role
            user = User.objects.create(
                username=f"merle.{named or 'none'}", role=named, teams=f";{TEAM};"
            )
            _relate(user, world)
            client.force_login(user)
            if disabled:
                User.objects.filter(pk=user.pk).update(is_active=False)
        yield client, user
        transaction.set_rollback(True)


def _relate(user: User, world: World) -> None:
    for name, makers in RELATIONS.items():
        who = Person.objects.get(pk=world.people[name])
        for make in makers:
            make(user, who)
    for opening in BreakGlass.objects.filter(worker=user).select_related("person"):
        opening.reason = lives.canary("reason", opening.person.number)
        opening.save()
