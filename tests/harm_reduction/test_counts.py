"""What each page of material asks of the database: the same with one row and with three."""

from __future__ import annotations

import pytest
from django.urls import reverse

from filrouge.access.models import User
from filrouge.harm_reduction.domain import hand_out
from filrouge.harm_reduction.domain_stock import count_stock, store_kit
from filrouge.harm_reduction.models import Kit, MaterialIssue
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers
from tests.harness.counting import counted, heavy, not_asked

from .test_stock import received, today

pytestmark = pytest.mark.django_db
QUERIES = {
    "hand": 6,
    "stock": 9,
    "count": 3,
    "kits": 4,
    "new_kit": 2,
    "orders": 6,
    "new_order": 8,
    "table": 4,
    "hand_to": 21,
    "take_back": 3,
    "kit": 4,
    "order": 5,
    "table_csv": 7,
    "table_xlsx": 7,
}


def pages(worker: Workers, user: User, number: int) -> dict[str, str]:
    """So many kits, orders, hand-overs, to somebody and to nobody."""
    who = lives.person(1, followed=True)
    count_stock(actor=user, counted={"nacl": 5})
    for one in range(number):
        store_kit(actor=user, name=f"Kit {one}", items={"nacl": 1, "sterets": 1})
        hand_out(actor=user, day=today(), items={"nacl": 1, "dry_pad": 2})
        hand_out(actor=user, day=today(), items={"nacl": 1}, person=who)
        order = received(worker, 10)
    handout = MaterialIssue.objects.filter(person=None).latest("pk").handout
    plain = ("hand", "stock", "count", "kits", "new_kit", "orders", "new_order", "table")
    named: dict[str, list[object]] = {
        "hand_to": [who.pk],
        "take_back": [handout],
        "kit": [Kit.objects.latest("pk").pk],
        "order": [order.pk],
        "table_csv": [today().year],
        "table_xlsx": [today().year],
    }
    return {
        **{name: reverse(f"harm_reduction:{name}") for name in plain},
        **{name: reverse(f"harm_reduction:{name}", args=args) for name, args in named.items()},
    }


@pytest.mark.parametrize("number", [1, 3])
def test_material_asks_as_much_whatever_it_holds(
    worker: Workers, logged: Logged, number: int
) -> None:
    user = worker("care_worker")
    asked = pages(worker, user, number)
    assert counted(logged(user), asked) == QUERIES
    assert not_asked("harm_reduction", asked) == set()


def test_forty_hand_overs_stay_light(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    assert heavy(logged(user), pages(worker, user, 40)) == {}
