"""A few fictional persons with their visits, for the pages of the figures."""

from __future__ import annotations

from datetime import date

from filrouge.audit.models import Provenance
from filrouge.context.models import PublishedDifference, PublishedFigure
from filrouge.followup.models import (
    Encounter,
    EncounterPerson,
    FollowUp,
    FollowUpTerm,
)
from filrouge.people.models import Person

NAMES = (("Iris", "Cygne"), ("Tilleul", "Râle"), ("Bruyère", "Pie"), ("Lierre", "Geai"))


def followed(number: int, *, team: str = "act", visits: int = 1) -> Person:
    """Someone followed since 2023, visited at home on the first days of March 2024."""
    first, last = NAMES[number % len(NAMES)]
    person = Person.objects.create(
        number=number,
        first_name=first,
        last_name=last,
        sex="F" if number % 2 else "M",
        birth_date=date(1980, 5, number % 28 + 1),
    )
    FollowUp.objects.create(person=person, start=date(2023, 2, 1))
    FollowUpTerm.objects.create(
        person=person, effective_on=date(2023, 2, 1), team=team, funding="cocom", initial=True
    )
    for place in range(visits):
        visit(person, date(2024, 3, 1 + place % 28), row=100 * number + place)
    return person


def visit(person: Person, day: date, *, row: int, status: str = "held") -> Encounter:
    """A home visit and the row of the workbook it was read from."""
    encounter = Encounter.objects.create(
        kind="home_visit", status=status, day=day, duration_min=45, lead=person
    )
    EncounterPerson.objects.create(encounter=encounter, person=person)
    Provenance.objects.create(
        table="followup_encounter",
        object_id=encounter.pk,
        run_id=1,
        workbook="housing_first_2024.xlsx",
        sheet="Rencontres",
        row=row,
    )
    return encounter


def published(indicator: str, year: int, value: str) -> None:
    PublishedFigure.objects.create(indicator=indicator, year=year, value=value)


def printed(indicator: str, value: str, reason: str) -> None:
    PublishedDifference.objects.create(
        indicator=indicator, year=2024, published=value, reason=reason
    )
