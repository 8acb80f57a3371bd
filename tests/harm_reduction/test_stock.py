"""The cupboard: a first count, movements, a warning below zero, expiry, orders, kits."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from filrouge.audit.models import JournalEntry
from filrouge.directory.models import Organisation
from filrouge.harm_reduction import stock
from filrouge.harm_reduction.domain import hand_out
from filrouge.harm_reduction.domain_orders import (
    Received,
    close_order,
    order_material,
    receive_order,
)
from filrouge.harm_reduction.domain_stock import count_stock, discard_stock, store_kit
from filrouge.harm_reduction.models import Kit, MaterialIssue, Order, StockMovement
from tests.dossiers.conftest import Logged, Workers

pytestmark = pytest.mark.django_db


def today() -> date:
    return timezone.localdate()


def received(worker: Workers, *days: int | None) -> Order:
    """An order of 10 NaCl for each delivery, due to expire in so many days."""
    user = worker("care_worker", name=f"w{Order.objects.count()}")
    order = order_material(actor=user, items={"nacl": 10 * len(days)})
    line = order.lines.get().pk
    came = [
        Received(line, 10, today() + timedelta(days=n) if n is not None else None, f"L{n}")
        for n in days
    ]
    receive_order(actor=user, order=order, came=came)
    return order


def test_a_stock_begins_with_its_first_count(worker: Workers) -> None:
    """What was handed out or imported before is in no stock; zero is not unknown."""
    user = worker("care_worker")
    MaterialIssue.objects.create(day=today(), item="nacl", quantity=7)
    hand_out(actor=user, day=today(), items={"nacl": 3})
    assert stock.of_items() == {}
    count_stock(actor=user, counted={"nacl": 20, "sterets": 0})
    hand_out(actor=user, day=today(), items={"nacl": 3})
    assert stock.of_items() == {"nacl": 17, "sterets": 0}


def test_a_day_before_the_count_moves_nothing(worker: Workers) -> None:
    user = worker("care_worker")
    count_stock(actor=user, counted={"nacl": 20})
    hand_out(actor=user, day=today() - timedelta(days=1), items={"nacl": 3})
    assert stock.of_items() == {"nacl": 20}


def test_a_delivery_before_the_first_count_is_not_counted_twice(worker: Workers) -> None:
    received(worker, None)
    assert stock.of_items() == {}
    count_stock(actor=worker("care_worker"), counted={"nacl": 12})
    assert stock.of_items() == {"nacl": 12}


def test_below_zero_warns(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    count_stock(actor=user, counted={"nacl": 2})
    client = logged(user)
    posted = {"i-nacl": "5", "day": today(), "store": "1"}
    told = client.post("/materiel/", posted, follow=True).content.decode()
    assert "NaCl (-3)" in told
    assert stock.of_items() == {"nacl": -3}


def test_a_refused_delivery_keeps_what_was_typed(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    order = order_material(actor=user, items={"nacl": 10})
    line = order.lines.get().pk
    posted = {f"came-{line}": "7", f"expires-{line}": "2031-13-45", f"batch-{line}": "Lot 9"}
    answer = logged(user).post(reverse("harm_reduction:order", args=[order.pk]), posted)
    told = answer.content.decode()
    assert answer.status_code == 422
    assert ('value="7"' in told, 'value="Lot 9"' in told) == (True, True)
    assert not StockMovement.objects.exists()


@pytest.mark.parametrize("name", ["count", "new_order"])
def test_one_wrong_number_stores_none(worker: Workers, logged: Logged, name: str) -> None:
    client, url = logged(worker("care_worker")), reverse(f"harm_reduction:{name}")
    answer = client.post(url, {"i-nacl": "4", "i-sterets": "-3", "supplier": ""})
    assert answer.status_code == 422
    assert 'value="4"' in answer.content.decode()
    assert not StockMovement.objects.exists()
    assert not Order.objects.exists()


def test_a_count_by_its_page(worker: Workers, logged: Logged) -> None:
    client, url = logged(worker("peer_worker")), reverse("harm_reduction:count")
    assert client.post(url, {"i-nacl": "", "i-sterets": "0"}).status_code == 302
    assert stock.of_items() == {"sterets": 0}
    for posted in ({}, {"i-gold": "3"}, {"i-nacl": "-3"}, {"i-nacl": "many"}, {"i-nacl": "999999"}):
        assert client.post(url, posted).status_code == 422
    assert JournalEntry.objects.get(action="harm_reduction.count_stock").persons == []


def test_what_expired_leaves(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    client, url = logged(user), reverse("harm_reduction:stock")
    posted = {"item": "nacl", "quantity": "4", "reason": "expired"}
    assert client.post(url, posted).status_code == 422
    count_stock(actor=user, counted={"nacl": 10})
    assert client.post(url, posted).status_code == 302
    assert stock.of_items() == {"nacl": 6}
    for wrong in ({"quantity": "7"}, {"quantity": "0"}, {"reason": "issued"}, {"item": "gold"}):
        assert client.post(url, posted | wrong).status_code == 422
    with pytest.raises(ValidationError):
        discard_stock(actor=user, item="nacl", quantity=1, reason="received")


def test_what_expires_first_is_held_to_go_first(worker: Workers) -> None:
    """Three deliveries of ten, eighteen handed out: two of the second are left."""
    user = worker("care_worker")
    count_stock(actor=user, counted={"nacl": 0})
    received(worker, 10, 40, 400)
    hand_out(actor=user, day=today(), items={"nacl": 18})
    assert [(lot.batch, lot.left, lot.is_past) for lot in stock.expiring(today())] == [
        ("L40", 2, False)
    ]
    later = today() + timedelta(days=50)
    assert [(lot.batch, lot.left, lot.is_past) for lot in stock.expiring(later)] == [
        ("L40", 2, True)
    ]


def test_a_box_counted_below_its_sum_leaves_the_latest(worker: Workers) -> None:
    user = worker("care_worker")
    count_stock(actor=user, counted={"nacl": 0})
    received(worker, 10, 40)
    count_stock(actor=user, counted={"nacl": 3})
    assert [(lot.batch, lot.left) for lot in stock.expiring(today())] == [("L40", 3)]


def test_an_order_is_received_partly_then_whole(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    Organisation.objects.create(name="Pharmacie du Râle", key="pharmacie du rale")
    client = logged(user)
    posted = {"supplier": "Pharmacie du Râle", "i-nacl": "30", "i-sterets": "10"}
    assert client.post(reverse("harm_reduction:new_order"), posted).status_code == 302
    order = Order.objects.get()
    here = reverse("harm_reduction:order", args=[order.pk])
    nacl, sterets = order.lines.order_by("item").values_list("pk", flat=True)
    assert stock.on_order() == {"nacl": 30, "sterets": 10}
    client.post(here, {f"came-{nacl}": "20", f"expires-{nacl}": "2027-03-01", f"batch-{nacl}": "A"})
    assert stock.on_order() == {"nacl": 10, "sterets": 10}
    assert "partiellement reçue" in client.get(here).content.decode() or (
        "partly received" in client.get(here).content.decode()
    )
    client.post(here, {f"came-{nacl}": "10", f"came-{sterets}": "12"})
    assert stock.on_order() == {"nacl": 0, "sterets": 0}
    assert StockMovement.objects.filter(reason="received").count() == 3
    assert client.post(here, {}).status_code == 422
    assert client.post(here, {f"came-{nacl}": "1", f"expires-{nacl}": "soon"}).status_code == 422
    client.post(here, {"close": "1"})
    assert client.post(here, {f"came-{nacl}": "1"}).status_code == 422
    assert client.post(here, {"close": "1"}).status_code == 422


def test_a_line_of_another_order_is_refused(worker: Workers) -> None:
    user = worker("care_worker")
    one = order_material(actor=user, items={"nacl": 1})
    other = order_material(actor=user, items={"nacl": 1})
    with pytest.raises(ValidationError):
        receive_order(actor=user, order=one, came=[Received(other.lines.get().pk, 1)])
    close_order(actor=user, order=one)
    assert stock.on_order() == {"nacl": 1}


def test_the_proposal_is_the_use_of_a_year_less_what_is_there_or_coming(worker: Workers) -> None:
    user = worker("care_worker")
    count_stock(actor=user, counted={"nacl": 50})
    MaterialIssue.objects.create(day=today() - timedelta(days=364), item="nacl", quantity=200)
    MaterialIssue.objects.create(day=today() - timedelta(days=366), item="nacl", quantity=900)
    order_material(actor=user, items={"nacl": 30})
    held = {one.term.code: one for _mode, lines in stock.overview(today()) for one in lines}
    assert held["nacl"].proposed == 200 - 50 - 30
    assert held["sterets"].proposed == 0


@pytest.mark.parametrize(
    "posted", [{}, {"i-nacl": "0"}, {"i-gold": "1"}, {"i-nacl": "1", "supplier": "Nobody"}]
)
def test_an_order_of_nothing_is_refused(
    worker: Workers, logged: Logged, posted: dict[str, str]
) -> None:
    client = logged(worker("care_worker"))
    assert client.post(reverse("harm_reduction:new_order"), posted).status_code == 422
    assert not Order.objects.exists()


def test_a_kit_is_made_corrected_put_aside(worker: Workers, logged: Logged) -> None:
    client = logged(worker("care_worker"))
    new = reverse("harm_reduction:new_kit")
    assert client.post(new, {"name": "Base", "i-nacl": "2"}).status_code == 302
    for posted in ({"name": "base", "i-nacl": "1"}, {"name": "Vide"}, {"name": "", "i-nacl": "1"}):
        assert client.post(new, posted).status_code == 422
    kit = Kit.objects.get()
    here = reverse("harm_reduction:kit", args=[kit.pk])
    assert client.post(here, {"name": "Base", "i-nacl": "3", "i-sterets": "1"}).status_code == 302
    assert dict(kit.items.values_list("item", "quantity")) == {"nacl": 3, "sterets": 1}
    client.post(here, {"retire": "1"})
    assert "Base" not in client.get("/materiel/").content.decode()
    assert client.get(reverse("harm_reduction:kit", args=[99])).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("place", "asked"), [("stock", 9), ("orders", 6), ("kits", 4), ("new_order", 8), ("count", 3)]
)
def test_questions_do_not_grow(
    worker: Workers,
    logged: Logged,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
    place: str,
    asked: int,
) -> None:
    user = worker("care_worker")
    client = logged(user)
    count_stock(actor=user, counted={"nacl": 5})
    for one in range(number):
        store_kit(actor=user, name=f"Kit {one}", items={"nacl": 1, "sterets": 1})
        hand_out(actor=user, day=today(), items={"nacl": 1, "dry_pad": 2})
        received(worker, 10)
    with django_assert_num_queries(asked):
        client.get(reverse(f"harm_reduction:{place}"))
