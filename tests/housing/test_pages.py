"""Pages of the housing team: what they show, to whom, in how many questions."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from filrouge.housing.models import (
    FurnitureItem,
    Inspection,
    LandlordAgreement,
    LandlordStage,
    MovePlan,
    Stay,
    Title,
)
from filrouge.people.models import Person

from .homes import ago, desk_of, dwelling, landlord, lives, person

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
    "desk": 30,
    "board": 12,
    "dwellings": 12,
    "landlords": 13,
    "furniture": 11,
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
    from filrouge.housing.models import Dwelling

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
