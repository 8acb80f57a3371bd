"""Tenants with a home, a rent and an account, all of them fictional birds."""

from __future__ import annotations

from datetime import date
from typing import Any

from filrouge.access.models import User
from filrouge.directory.models import Organisation
from filrouge.housing.models import Dwelling, Landlord, RentLine, Stay
from filrouge.people.models import Person
from tests.access.relations import TEAM
from tests.dossiers import lives

DAY = date(2026, 3, 2)


def officer(name: str = "merle", role: str = "housing_officer") -> User:
    made: User = User.objects.create(username=f"{name}.{role}", role=role, teams=f";{TEAM};")
    return made


def landlord(name: str = "Ais des Tilleuls") -> Landlord:
    organisation = Organisation.objects.create(name=name, key=name.lower())
    made: Landlord = Landlord.objects.create(organisation=organisation, kind="ais")
    return made


def dwelling(code: str, of: Landlord, rent: int | None = 45_000, charges: int = 5_000) -> Dwelling:
    made: Dwelling = Dwelling.objects.create(
        code=code, commune="21007", landlord=of, capacity=2, address="Rue du Lierre 3"
    )
    if rent is not None:
        RentLine.objects.create(
            dwelling=made, start=date(2024, 1, 1), rent_cents=rent, charges_cents=charges
        )
    return made


def tenant(number: int, home: Dwelling, start: date = date(2024, 2, 1), **more: Any) -> Person:
    """A person followed by the team, in a dwelling."""
    who = lives.person(number, followed=True)
    Stay.objects.create(person=who, dwelling=home, start=start, **more)
    return who
