"""Handing out: few taps, nobody's name by default, an open file if wished, and a way back."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from filrouge.access.models import CareLink
from filrouge.audit.models import JournalEntry
from filrouge.followup.models import OutreachRound
from filrouge.harm_reduction import stock
from filrouge.harm_reduction.domain import NotOpen, hand_out, take_back_handout
from filrouge.harm_reduction.domain_stock import count_stock, store_kit
from filrouge.harm_reduction.models import MaterialIssue, StockMovement
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers

pytestmark = pytest.mark.django_db
HAND = "/materiel/"
NAMES = ("Zqfirst", "Zqlast")
PRODUCTS = ("BD normales", "NaCl", "syringes_normal")


def rows() -> list[tuple[str, int, int | None]]:
    found = MaterialIssue.objects.order_by("item")
    return list(found.values_list("item", "quantity", "person"))


def test_a_kit_is_handed_out_in_three_taps(worker: Workers, logged: Logged) -> None:
    """The page, the kit, the button: rows of items as an import makes them, nobody attached."""
    user = worker("care_worker")
    kit = store_kit(actor=user, name="Injection", items={"syringes_normal": 2, "nacl": 3})
    client = logged(user)
    assert "Injection" in client.get(HAND).content.decode()
    answer = client.post(HAND, {f"k-{kit.pk}": "2", "day": timezone.localdate(), "store": "1"})
    assert answer.status_code == 302
    assert rows() == [("nacl", 6, None), ("syringes_normal", 4, None)]
    told = client.get(HAND).content.decode()
    assert "6 NaCl" in told
    assert "4 BD normales" in told


def test_the_counters_work_without_javascript(worker: Workers, logged: Logged) -> None:
    client = logged(worker("peer_worker"))
    posted = {"i-nacl": "2", "day": "2026-01-05", "zone": "21001", "plus": "i-nacl"}
    answer = client.post(HAND, posted)
    told = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="i-nacl" type="number" inputmode="numeric" min="0" max="500" value="3"' in told
    assert 'value="2026-01-05"' in told
    again = client.post(HAND, {**posted, "i-nacl": "0", "plus": "", "minus": "i-nacl"})
    assert 'name="i-nacl" type="number" inputmode="numeric" min="0" max="500" value="0"' in (
        again.content.decode()
    )
    assert rows() == []


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"i-nacl": "0"},
        {"i-nacl": "501"},
        {"i-nacl": "1", "day": "2999-01-01"},
        {"i-nacl": "1", "day": "yesterday"},
        {"i-nacl": "1", "zone": "99999"},
        {"i-gold": "1"},
        {"k-77": "1"},
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    worker: Workers, logged: Logged, posted: dict[str, str]
) -> None:
    client = logged(worker("care_worker"))
    answer = client.post(HAND, {"day": "2026-01-05", "store": "1", **posted})
    assert answer.status_code == 422
    assert rows() == []


def test_inside_an_open_file_if_wished(worker: Workers, logged: Logged) -> None:
    """The page, the sentence and the list of it say a number, never a name with a product."""
    user = worker("care_worker")
    who = lives.person(41, followed=True)
    encounter = lives.encounter(who)
    encounter.day = timezone.localdate()
    encounter.save()
    client, here = logged(user), reverse("harm_reduction:hand_to", args=[who.pk])
    told = client.get(here).content.decode()
    assert "41" in told
    assert not any(name in told for name in NAMES)
    posted = {"i-nacl": "4", "day": timezone.localdate(), "encounter": encounter.pk, "store": "1"}
    assert client.post(here, posted).status_code == 302
    assert rows() == [("nacl", 4, who.pk)]
    assert MaterialIssue.objects.get().encounter == encounter
    after = client.get(here).content.decode()
    assert "4 articles" in after or "4 items" in after
    assert not any(name in after for name in NAMES)
    entry = JournalEntry.objects.get(action="harm_reduction.hand_out")
    assert entry.persons == [who.pk]
    assert not any(product in f"{entry.detail}{entry.subject}" for product in PRODUCTS)


@pytest.mark.parametrize("role", ["peer_worker", "care_worker", "housing_officer"])
def test_a_closed_file_or_a_pen_that_does_not_reach(
    worker: Workers, logged: Logged, role: str
) -> None:
    """A peer worker reads no health; a file without relation answers like one that is not."""
    user = worker(role)
    who = lives.person(42, followed=role != "care_worker")
    client = logged(user)
    for key in (who.pk, 10**6):
        url = reverse("harm_reduction:hand_to", args=[key])
        assert client.get(url).status_code == 404
        assert client.post(url, {"i-nacl": "1", "store": "1"}).status_code == 404
    with pytest.raises(NotOpen):
        hand_out(actor=user, day=date(2026, 1, 5), items={"nacl": 1}, person=who)
    assert rows() == []


def test_an_encounter_of_another_file_is_refused(worker: Workers) -> None:
    user, who, other = worker("care_worker"), lives.person(1, followed=True), lives.person(2)
    elsewhere = lives.encounter(other)
    for person in (who, None):
        with pytest.raises(NotOpen):
            hand_out(
                actor=user,
                day=date(2026, 1, 5),
                items={"nacl": 1},
                person=person,
                encounter=elsewhere.pk,
            )


def test_a_hand_over_is_taken_back_with_a_reason(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    count_stock(actor=user, counted={"nacl": 10})
    done = hand_out(actor=user, day=timezone.localdate(), items={"nacl": 4})
    assert stock.of_items() == {"nacl": 6}
    client, url = logged(user), reverse("harm_reduction:take_back", args=[done.handout])
    assert "4 NaCl" in client.get(url).content.decode()
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "twice"}).status_code == 302
    assert rows() == []
    assert stock.of_items() == {"nacl": 10}
    entry = JournalEntry.objects.get(action="harm_reduction.take_back_handout")
    assert entry.detail == {"items": 4, "reason": "twice"}
    assert client.get(url).status_code == 404
    with pytest.raises(ValidationError):
        done = hand_out(actor=user, day=timezone.localdate(), items={"nacl": 1})
        take_back_handout(actor=user, handout=done.handout, reason="")


def test_a_hand_over_of_a_closed_file_is_not_taken_back(worker: Workers, logged: Logged) -> None:
    user, other = worker("care_worker"), worker("care_worker", "pie", ";icm;")
    who = lives.person(43, followed=True)
    done = hand_out(actor=user, day=date(2026, 1, 5), items={"nacl": 4}, person=who)
    client = logged(other)
    for key in (done.handout, uuid4()):
        url = reverse("harm_reduction:take_back", args=[key])
        assert client.post(url, {"reason": "twice"}).status_code == 404
    with pytest.raises(NotOpen):
        take_back_handout(actor=other, handout=done.handout, reason="twice")
    assert len(rows()) == 1
    told = logged(user).get(reverse("harm_reduction:take_back", args=[done.handout]))
    assert not any(word in told.content.decode() for word in (*NAMES, *PRODUCTS))


def test_during_a_round(worker: Workers, logged: Logged) -> None:
    walk = OutreachRound.objects.create(day=timezone.localdate())
    client = logged(worker("peer_worker"))
    url = f"{HAND}?tournee={walk.pk}"
    posted = {"i-nacl": "4", "day": timezone.localdate(), "store": "1"}
    assert client.post(url, posted).headers["Location"] == url
    assert MaterialIssue.objects.get().outreach_round == walk
    client.post(f"{HAND}?tournee=999", posted)
    assert MaterialIssue.objects.filter(outreach_round=None).count() == 1


def test_refused_to_whoever_does_no_care(worker: Workers, logged: Logged) -> None:
    for role in ("housing_officer", "support_worker", "reporting_officer", "administrator"):
        assert logged(worker(role)).get(HAND).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_as_many_questions_for_three_as_for_one(
    worker: Workers,
    logged: Logged,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
) -> None:
    user = worker("care_worker")
    client = logged(user)
    for one in range(number):
        store_kit(actor=user, name=f"Kit {one}", items={"nacl": 1, "sterets": 1})
        hand_out(actor=user, day=timezone.localdate(), items={"nacl": 1, "dry_pad": 2})
    with django_assert_num_queries(6):
        client.get(HAND)


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_a_file_too(
    worker: Workers,
    logged: Logged,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
) -> None:
    user, who = worker("care_worker"), lives.person(44)
    today = timezone.localdate()
    CareLink.objects.create(
        person=who, worker=user, kind="referent", start=today, end=today + timedelta(days=9)
    )
    for _one in range(number):
        hand_out(actor=user, day=today, items={"nacl": 1, "dry_pad": 2}, person=who)
        met = lives.encounter(who)
        met.day = today
        met.save()
    client = logged(user)
    with django_assert_num_queries(20):
        client.get(reverse("harm_reduction:hand_to", args=[who.pk]))


def test_nothing_handed_out_without_a_stock_moves_one(worker: Workers) -> None:
    hand_out(actor=worker("care_worker"), day=timezone.localdate(), items={"nacl": 4})
    assert not StockMovement.objects.exists()


def test_what_is_no_number_is_not_lost_beside_what_is(worker: Workers, logged: Logged) -> None:
    client = logged(worker("care_worker"))
    posted = {"i-nacl": "2", "i-sterets": "2.5", "day": timezone.localdate(), "store": "1"}
    answer = client.post(HAND, posted)
    assert answer.status_code == 422
    assert "2.5" in answer.content.decode()
    assert rows() == []


def test_inside_a_file_a_stock_below_zero_does_not_say_which(
    worker: Workers, logged: Logged
) -> None:
    user, who = worker("care_worker"), lives.person(1, followed=True)
    count_stock(actor=user, counted={"nacl": 1})
    posted = {"i-nacl": "5", "day": timezone.localdate(), "zone": "", "store": "1"}
    address = reverse("harm_reduction:hand_to", args=[who.pk])
    told = logged(user).post(address, posted, follow=True).content.decode()
    assert "NaCl (" not in told
    assert stock.of_items() == {"nacl": -4}
    assert "sous zéro" in told.lower() or "below zero" in told.lower()


def test_a_slip_of_the_year_is_refused(worker: Workers) -> None:
    """The years of the table begin with the first hand-over: one of the year 24 makes 2,000."""
    with pytest.raises(ValidationError) as refused:
        hand_out(actor=worker("care_worker"), day=date(24, 3, 1), items={"nacl": 1})
    assert list(refused.value.message_dict) == ["day"]
