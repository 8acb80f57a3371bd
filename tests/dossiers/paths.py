"""Persons whose life is written through the verbs, on a few days that are counted by hand."""

from __future__ import annotations

from datetime import date, timedelta

from filrouge.access.models import CareLink, User
from filrouge.common.periods import Period
from filrouge.directory.models import Organisation
from filrouge.dossiers.domain_entry import Entry, Home, enter_candidate
from filrouge.figures import engine
from filrouge.followup.models import Encounter, EncounterPerson
from filrouge.housing.models import Dwelling, Landlord
from filrouge.people.models import Candidate, Person

FAUVETTE, PINSON = ("Ronce", "Fauvette"), ("Sorbier", "Pinson")


def dwelling(code: str, capacity: int = 1, rent_cents: int | None = None) -> Dwelling:
    organisation, _new = Organisation.objects.get_or_create(name="Le Toit", key="le toit")
    landlord, _new = Landlord.objects.get_or_create(organisation=organisation, kind="ais")
    return Dwelling.objects.create(
        code=code, commune="21007", landlord=landlord, capacity=capacity, rent_cents=rent_cents
    )


def entry(actor: User, start: date, home: Home | None = None, **more: object) -> Entry:
    """An entry of somebody whose name is the next of a few."""
    number = Person.objects.count() + 1
    first, last = (FAUVETTE, PINSON)[number % 2]
    values: dict[str, object] = {
        "number": number,
        "first_name": first,
        "last_name": last,
        "sex": "F",
        "birth_date": date(1980, 5, 5),
        "start": start,
        "team": "act",
        "funding": "cocom",
        "referent": actor,
        "home": home,
    }
    return Entry(**(values | more))  # type: ignore[arg-type]


def entered(actor: User, start: date, home: Home | None = None, **more: object) -> Person:
    """A candidate referred a month before, selected, who enters."""
    candidate = Candidate.objects.create(
        code=f"C{Person.objects.count() + 1}",
        referred_on=start - timedelta(days=31),
        state="selected",
        ethos=1,
        street_months_24=10,
    )
    made = entry(actor, start, home, **more)
    return enter_candidate(actor=actor, candidate=candidate, entry=made)


def home(where: Dwelling, start: date, title: str = "transit", **more: object) -> Home:
    return Home(dwelling=where, start=start, title_kind=title, **more)  # type: ignore[arg-type]


def planned(day: date, *persons: Person) -> Encounter:
    """A home visit that is planned; the first person leads."""
    made = Encounter.objects.create(
        kind="home_visit",
        status="planned",
        day=day,
        lead=persons[0],
        person_count=len(persons),
        note="apporter les papiers",
    )
    for one in persons:
        EncounterPerson.objects.create(encounter=made, person=one)
    return made


def figures(*names: str, year: int = 2024) -> list[str]:
    """Figures of a year as they are printed."""
    report = engine.compute(Period.year(year))
    return [report[name].text for name in names]


def linked(user: User, person: Person) -> CareLink:
    return CareLink.objects.get(worker=user, person=person)
