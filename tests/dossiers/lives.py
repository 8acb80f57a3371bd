"""A person with one record of each kind, each written field holding a word found nowhere else."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

from filrouge.access.files import Compartment
from filrouge.directory.models import Organisation
from filrouge.followup.models import (
    Encounter,
    EncounterPerson,
    EncounterTopic,
    EncounterWorker,
    FollowUp,
    FollowUpTerm,
    FunctioningScore,
    Goal,
    HealthEvent,
    LifeEvent,
    NetworkLink,
    ReviewedSubstance,
    SymptomReview,
    UseReview,
)
from filrouge.harm_reduction.models import MaterialIssue
from filrouge.housing.models import Dwelling, Landlord, Stay, Title
from filrouge.people.models import Income, Person
from filrouge.staff.models import Worker

C = Compartment
DAY = date(2026, 3, 2)
FIELDS: dict[str, Compartment] = {
    "first": C.IDENTITY,
    "last": C.IDENTITY,
    "referrer": C.IDENTITY,
    "address": C.HOUSING,
    "dwelling": C.HOUSING,
    "leaving": C.HOUSING,
    "note": C.PSYCHOSOCIAL,
    "partner": C.PSYCHOSOCIAL,
    "detail": C.PSYCHOSOCIAL,
    "healthnote": C.HEALTH,
    "lifenote": C.PSYCHOSOCIAL,
    "goal": C.PSYCHOSOCIAL,
}
"""The compartment of each canary."""
KINDS: dict[Compartment, tuple[str, ...]] = {
    C.HEALTH: (
        "followup.symptomreview",
        "followup.usereview",
        "followup.functioningscore",
        "followup.healthevent",
        "harm_reduction.materialissue",
    ),
    C.HOUSING: ("people.income", "housing.stay", "housing.title"),
    C.PSYCHOSOCIAL: (
        "followup.encounter",
        "followup.goal",
        "followup.lifeevent",
        "followup.networklink",
    ),
}
"""The kinds of records of each compartment, written by hand."""


WORD = re.compile(r"Zq[a-z]+\d+x")
"""Any of these words. Two letters alone also happen in a page's random token."""


def canary(field: str, number: int) -> str:
    """A word of its own for each field of each person."""
    return f"Zq{field}{number}x"


def person(number: int, *, followed: bool = False, team: str = "act") -> Person:
    """A person without any relation to a worker, unless `followed` by a team."""
    referrer = Organisation.objects.create(
        name=canary("referrer", number), key=canary("referrer", number).lower()
    )
    who = Person.objects.create(
        number=number,
        first_name=canary("first", number),
        last_name=canary("last", number),
        sex="F",
        birth_date=date(1980, 5, 5),
        referrer=referrer,
    )
    if followed:
        follow(who, team)
    return who


def follow(who: Person, team: str = "act") -> None:
    FollowUp.objects.create(person=who, start=date(2024, 1, 1))
    FollowUpTerm.objects.create(person=who, effective_on=date(2024, 1, 1), team=team, initial=True)


def records(who: Person, *, beside: Person | None = None) -> dict[str, Any]:
    """One record of each kind; the encounter also with somebody else."""
    number = who.number
    partner = Organisation.objects.create(
        name=canary("partner", number), key=canary("partner", number).lower()
    )
    landlord = Landlord.objects.create(organisation=partner, kind="ais")
    dwelling = Dwelling.objects.create(
        code=canary("dwelling", number),
        address=canary("address", number),
        commune="21007",
        landlord=landlord,
        capacity=1,
    )
    Stay.objects.create(
        person=who,
        dwelling=dwelling,
        start=date(2024, 2, 1),
        end=date(2025, 2, 1),
        destination=_first("stay_destination"),
        exit_reason=canary("leaving", number),
    )
    Title.objects.create(
        person=who, dwelling=dwelling, kind=_first("title_kind"), start=date(2024, 2, 1)
    )
    Income.objects.create(person=who, kind="ris_cpas", start=date(2024, 2, 1))
    NetworkLink.objects.create(
        person=who,
        partner=partner,
        detail=canary("detail", number),
        function=_first("network_function"),
        start=date(2024, 3, 1),
    )
    FunctioningScore.objects.create(person=who, day=DAY, score=61, moment="entry")
    SymptomReview.objects.create(person=who, day=DAY, depression=True)
    HealthEvent.objects.create(
        person=who, kind=_first("health_event"), start=DAY, note=canary("healthnote", number)
    )
    LifeEvent.objects.create(
        person=who, kind=_first("life_event"), start=DAY, note=canary("lifenote", number)
    )
    Goal.objects.create(person=who, start=DAY, text=canary("goal", number))
    use = UseReview.objects.create(person=who, day=DAY, injection=False)
    ReviewedSubstance.objects.create(review=use, substance=_first("substance"))
    MaterialIssue.objects.create(person=who, day=DAY, item=_first("material"), quantity=2)
    encounter = Encounter.objects.create(
        kind="home_visit",
        status="held",
        day=DAY,
        time=time(14, 30),
        duration_min=45,
        note=canary("note", number),
        lead=who,
        person_count=2 if beside else 1,
    )
    for one in filter(None, (who, beside)):
        EncounterPerson.objects.create(encounter=encounter, person=one)
    EncounterTopic.objects.create(encounter=encounter, topic=_first("topic"))
    worker, _new = Worker.objects.get_or_create(code="P1")
    EncounterWorker.objects.create(encounter=encounter, worker=worker)
    return {"encounter": encounter, "dwelling": dwelling}


def _first(name: str) -> str:
    from filrouge.vocabulary import lists

    return lists.get(name).codes[0]


def canaries(number: int) -> dict[str, Compartment]:
    """Each canary of a person and its compartment."""
    return {canary(field, number): one for field, one in FIELDS.items()}


def encounter(who: Person) -> Encounter:
    """A home visit."""
    made = Encounter.objects.create(
        kind="home_visit", status="held", day=DAY, note="Zqvisit", lead=who
    )
    EncounterPerson.objects.create(encounter=made, person=who)
    return made
