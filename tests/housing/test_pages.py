"""Pages of the housing team: what they show, to whom, in how many questions."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from filrouge.housing import occupancy
from filrouge.housing.models import (
    Dwelling,
    DwellingState,
    FurnitureItem,
    Inspection,
    LandlordAgreement,
    LandlordStage,
    MovePlan,
    Stay,
    Title,
)
from filrouge.people.models import Person

from .homes import ago, desk_of, dwelling, landlord, lives, person, today

pytestmark = pytest.mark.django_db


def furnish(count: int) -> list[Person]:
    """So many persons with a title that ends, a planned move, an empty dwelling, and the rest."""
    made = []
    for number in range(1, count + 1):
        who, where = person(number), dwelling(f"HF{number:03d}")
        lives(who, where, since=20, title_days=25)
        there = dwelling(f"HG{number:03d}")
        MovePlan.objects.create(person=who, dwelling=there, day=ago(-5))
        LandlordAgreement.objects.create(
            landlord=landlord(f"Nid {number}"), start=ago(300), evaluation_due=ago(-9)
        )
        LandlordStage.objects.create(
            landlord=landlord(f"Nid {number}"), stage="meeting", day=ago(3)
        )
        for kind in ("entry", "visit"):
            Inspection.objects.create(
                person=who, dwelling=where, kind=kind, day=ago(3), remarks="Fuite.", kitchen=3
            )
        FurnitureItem.objects.create(name=f"Lit {number}")
        made.append(who)
    return made


def asked(client: Any, url: str) -> tuple[int, str]:
    """The questions of a page, the fixed ones included, and the page."""
    with CaptureQueriesContext(connection) as seen:
        response = client.get(url)
    assert response.status_code == 200, url
    return len(seen), response.content.decode()


PAGES = {
    "desk": 25,
    "board": 6,
    "dwellings": 6,
    "landlords": 7,
    "furniture": 5,
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_the_same_with_one_row_and_with_three(name: str) -> None:
    client = desk_of()
    url = reverse(f"housing:{name}")
    furnish(1)
    client.get(url)
    one, _page = asked(client, url)
    for made in (MovePlan, Title, Inspection, Stay, LandlordAgreement, LandlordStage):
        made._default_manager.all().delete()
    _clear()
    furnish(3)
    three, _page = asked(client, url)
    assert (name, one, three) == (name, PAGES[name], PAGES[name])


def _clear() -> None:
    from filrouge.followup.models import FollowUp, FollowUpTerm

    for model in (FollowUpTerm, FollowUp, Dwelling, FurnitureItem):
        model._default_manager.all().delete()
    Person.objects.all().delete()


def test_every_page() -> None:
    who = furnish(1)[0]
    stay, plan = Stay.objects.get(), MovePlan.objects.get()
    inspection = Inspection.objects.filter(kind="entry").get()
    client = desk_of()
    for name, args in [
        ("dwelling", [stay.dwelling_id]),
        ("new_inspection", [stay.dwelling_id]),
        ("letter", [stay.dwelling_id]),
        ("inspection", [inspection.pk]),
        ("edit_inspection", [inspection.pk]),
        ("delete_inspection", [inspection.pk]),
        ("landlord", [stay.dwelling.landlord_id]),
        ("tenant", [who.pk]),
        ("enter", [who.pk]),
        ("leave", [who.pk, stay.pk]),
        ("retitle", [who.pk, stay.pk]),
        ("plan_move", [who.pk]),
        ("move", [who.pk, plan.pk]),
        ("edit_move", [who.pk, plan.pk]),
        ("move_done", [who.pk, plan.pk]),
    ]:
        response = client.get(reverse(f"housing:{name}", args=args))
        assert response.status_code == 200, name


def _more(who: Person, where: Dwelling, number: int) -> None:
    """Somebody lived there before, with a title and an inspection; the person had another home."""
    other, home = person(10 + number), dwelling(f"HH{number:03d}")
    for one, place in ((other, where), (who, home)):
        start, end = ago(4000 - 100 * number), ago(3950 - 100 * number)
        Stay.objects.create(
            person=one, dwelling=place, start=start, end=end, destination="other_dwelling"
        )
        Title.objects.create(person=one, dwelling=place, kind="transit", start=start, end=end)
        Inspection.objects.create(person=one, dwelling=place, kind="exit", day=end, remarks="Vu.")


@pytest.mark.parametrize(("name", "expected"), [("tenant", 22), ("dwelling", 20)])
def test_a_life_of_three_homes_asks_no_more_than_one(name: str, expected: int) -> None:
    who, where = person(), dwelling()
    lives(who, where, title_days=30)
    client = desk_of()
    url = reverse(f"housing:{name}", args=[who.pk if name == "tenant" else where.pk])
    _more(who, where, 1)
    client.get(url)
    one, _page = asked(client, url)
    _more(who, where, 2)
    _more(who, where, 3)
    three, _page = asked(client, url)
    assert (name, one, three) == (name, expected, expected)


def test_states_of_dwellings() -> None:
    """Occupied, reserved, under works, given back, free; free for over a year is left out."""
    lives(person(), dwelling("HF001"))
    for number, state in ((2, "works"), (3, "given_back")):
        DwellingState.objects.create(dwelling=dwelling(f"HF00{number}"), state=state, start=ago(9))
    MovePlan.objects.create(person=person(2), dwelling=dwelling("HF004"), day=ago(-9))
    for number, days in ((5, 30), (6, 400)):
        gone = lives(person(number), dwelling(f"HF00{number}"), since=900)
        Stay.objects.filter(pk=gone.pk).update(end=ago(days), destination="street")
    found = occupancy.places(today())
    states = {one.dwelling.code: (one.state, one.weeks) for one in found}
    assert states == {
        "HF001": ("occupied", 0),
        "HF002": ("works", 0),
        "HF003": ("given_back", 0),
        "HF004": ("reserved", 0),
        "HF005": ("free", 4),
        "HF006": ("free", 57),
    }
    kept = [one.dwelling.code for one in occupancy.counted(found)]
    assert kept == ["HF001", "HF002", "HF004", "HF005"]
    anderlecht = occupancy.by_commune(found)[0]
    assert (anderlecht.occupied, anderlecht.dwellings, anderlecht.weeks) == (1, 4, 4)
