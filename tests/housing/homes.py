"""Dwellings and persons for the tests of housing. Fictional: a bird and a plant."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from filrouge.access.models import User
from filrouge.directory.models import Organisation
from filrouge.followup.models import FollowUp, FollowUpTerm
from filrouge.housing.models import Dwelling, Landlord, Stay, Title
from filrouge.people.models import Person
from tests.harness.client import StrictClient


def today() -> date:
    """The day it is."""
    return timezone.localdate()


def ago(days: int) -> date:
    """A day in the past, or to come when below 0."""
    return today() - timedelta(days=days)


def person(number: int = 1, *, followed: bool = True) -> Person:
    """Somebody followed by a team, which opens the file to the housing team."""
    made = Person.objects.create(
        number=number,
        first_name="Alouette",
        last_name=f"Trèfle{number}",
        sex="F",
        birth_date=date(1980, 5, 5),
    )
    if followed:
        FollowUp.objects.create(person=made, start=date(2020, 1, 1))
        FollowUpTerm.objects.create(
            person=made, effective_on=date(2020, 1, 1), team="act", initial=True
        )
    return made


def landlord(name: str = "Le Nid du Bouleau", kind: str = "ais") -> Landlord:
    """A landlord, once a name."""
    organisation, _new = Organisation.objects.get_or_create(name=name)
    found, _made = Landlord.objects.get_or_create(organisation=organisation, kind=kind)
    return found


def dwelling(code: str = "HF001", *, capacity: int = 1, commune: str = "21001") -> Dwelling:
    """A dwelling of the landlord."""
    return Dwelling.objects.create(
        code=code,
        address=f"rue du Merle {code[-1]}",
        commune=commune,
        landlord=landlord(),
        capacity=capacity,
        rent_cents=45_000,
    )


def lives(who: Person, where: Dwelling, *, since: int = 400, title_days: int | None = None) -> Stay:
    """A stay that runs since some days; with a transit title that ends in `title_days`."""
    stay = Stay.objects.create(person=who, dwelling=where, start=ago(since))
    if title_days is not None:
        end = ago(-title_days)
        Title.objects.create(person=who, dwelling=where, kind="transit", start=stay.start, end=end)
    return stay


def officer() -> User:
    """An account of the housing team."""
    found, _new = User.objects.get_or_create(
        username="merle.logement",
        defaults={"role": "housing_officer", "teams": ";housing;"},
    )
    return found


def desk_of(user: User | None = None) -> StrictClient:
    """A strict client of the housing team, or of somebody else."""
    client = StrictClient()
    client.force_login(user or officer())
    return client
