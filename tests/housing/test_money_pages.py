"""Pages of the money of housing: who reads, who writes, what is written down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from filrouge.access.links import Block, BreakGlass
from filrouge.access.models import User
from filrouge.audit.models import JournalEntry
from filrouge.housing import domain_debts
from filrouge.housing.domain_dues import confirm_month
from filrouge.housing.domain_money import reverse_entry, write_entry
from filrouge.housing.models import Arrears, Guarantee, Instalment, LedgerEntry
from filrouge.people.models import Person
from tests.dossiers import lives
from tests.harness.client import StrictClient

from . import accounts

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 1)
type Counting = Callable[..., Any]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = timezone.localdate
    monkeypatch.setattr(timezone, "localdate", lambda *a: plain(*a) if a else date(2026, 3, 20))


def logged(user: User) -> StrictClient:
    client = StrictClient()
    client.force_login(user)
    return client


def full(who: Person, merle: User) -> None:
    """A month due, part of it paid, a guarantee, an advance and a debt, each with its plan."""
    home = who.stays.get().dwelling
    of = home.landlord
    confirm_month(actor=merle, month=date(2026, 1, 1), persons=[who.pk])
    write_entry(
        actor=merle, person=who, kind="payment", day=MARCH, amount_cents=10_000, landlord=of,
        paid_by="tenant", reference="F2026-014",
    )  # fmt: skip
    domain_debts.place_guarantee(
        actor=merle, person=who, landlord=of, kind="association", amount_cents=90_000,
        day=date(2024, 2, 1), paid_by="association",
    )  # fmt: skip
    domain_debts.give_advance(
        actor=merle, person=who, amount_cents=30_000, day=date(2026, 1, 5), reason="energy",
        budget="donations", instalments=3, first_day=date(2026, 2, 5),
    )  # fmt: skip
    domain_debts.open_arrears(
        actor=merle, person=who, creditor="landlord", landlord=of, amount_cents=20_000,
        day=date(2025, 12, 1), instalments=2, first_day=date(2026, 4, 1),
    )  # fmt: skip


def tenants(count: int, merle: User) -> list[Person]:
    of = accounts.landlord()
    found = [accounts.tenant(n, accounts.dwelling(f"A{n}", of)) for n in range(1, count + 1)]
    for who in found:
        full(who, merle)
    return found


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_same_questions_whatever_they_show(count: int) -> None:
    merle = accounts.officer()
    who, *_others = tenants(count, merle)
    client = logged(merle)
    client.get("/logement/comptes/")
    of = who.stays.get().dwelling.landlord_id
    asked = {}
    for path in ("", "retards/", "mois/2026-3/", f"bailleur/{of}/", f"personne/{who.pk}/"):
        with CaptureQueriesContext(connection) as found:
            assert client.get(f"/logement/comptes/{path}").status_code == 200
        asked[path.partition("/")[0]] = len(found)
    assert asked == {"": 13, "retards": 13, "mois": 14, "bailleur": 12, "personne": 29}


@pytest.mark.parametrize("lines", [1, 3])
def test_an_account_asks_the_same_questions_whatever_it_holds(
    lines: int, django_assert_num_queries: Counting
) -> None:
    merle = accounts.officer()
    (who,) = tenants(1, merle)
    for _more in range(lines):
        full(who, merle)
    client = logged(merle)
    client.get("/logement/comptes/")
    with django_assert_num_queries(29):
        assert client.get(f"/logement/comptes/personne/{who.pk}/").status_code == 200


def test_an_account_tells_its_sums_ages_and_plans() -> None:
    merle = accounts.officer()
    (who,) = tenants(1, merle)
    text = logged(merle).get(f"/logement/comptes/personne/{who.pk}/").content.decode()
    for told in ("400,00", "300,00", "900,00", "F2026-014", "100,00"):
        assert told in text, told
    last = JournalEntry.objects.filter(action="dossiers.read_account").get()
    assert (last.persons, last.actor) == ([who.pk], merle)


@pytest.mark.parametrize(
    "role", ["care_worker", "peer_worker", "finance_director", "connect_officer"]
)
def test_money_is_not_there_for_other_jobs(role: str) -> None:
    merle = accounts.officer()
    (who,) = tenants(1, merle)
    client = logged(accounts.officer("pic", role))
    for path in ("", "ecriture/", "garantie/", "avance/", "dette/", "lettre/rappel.pdf"):
        assert client.get(f"/logement/comptes/personne/{who.pk}/{path}").status_code == 404
    for path in ("retards/", "mois/2026-3/", "export/"):
        assert client.get(f"/logement/comptes/{path}").status_code == 403
    sums = client.get("/logement/comptes/")
    assert sums.status_code == (200 if role == "finance_director" else 403)
    assert lives.canary("last", 1) not in sums.content.decode()


def test_a_care_worker_reads_no_amount_in_the_file() -> None:
    merle = accounts.officer()
    (who,) = tenants(1, merle)
    text = logged(accounts.officer("pic", "care_worker")).get(f"/personnes/{who.pk}/").content
    assert lives.canary("last", 1).encode() in text
    for told in ("900,00", "F2026-014", "300,00"):
        assert told.encode() not in text


def test_a_closed_file_is_counted_and_not_named() -> None:
    merle = accounts.officer()
    one, two = tenants(2, merle)
    Block.objects.create(person=two, worker=merle, recorded_by=merle)
    client = logged(merle)
    of = one.stays.get().dwelling.landlord_id
    text = client.get(f"/logement/comptes/bailleur/{of}/").content.decode()
    assert lives.canary("last", 1) in text and lives.canary("last", 2) not in text
    assert "800,00" in text, "the sum of the landlord holds both"
    for path in ("retards/", "mois/2026-3/"):
        assert (
            lives.canary("last", 2) not in client.get(f"/logement/comptes/{path}").content.decode()
        )
    assert client.get(f"/logement/comptes/personne/{two.pk}/").status_code == 404
    assert client.get("/logement/comptes/personne/999/").status_code == 404
    client.post("/logement/comptes/mois/2026-3/")
    assert set(LedgerEntry.objects.filter(month=MARCH).values_list("person", flat=True)) == {one.pk}


def test_an_opening_of_an_hour_reads_and_writes_nothing() -> None:
    merle = accounts.officer()
    who = lives.person(5)
    BreakGlass.objects.create(person=who, worker=merle, reason="Appel.", narratives=True)
    client = logged(merle)
    assert client.get(f"/logement/comptes/personne/{who.pk}/").status_code == 200
    assert client.get(f"/logement/comptes/personne/{who.pk}/ecriture/").status_code == 403


def test_a_payment_is_typed_in_euros_and_kept_in_cents() -> None:
    merle = accounts.officer()
    who = accounts.tenant(1, accounts.dwelling("A1", accounts.landlord()))
    client, address = logged(merle), f"/logement/comptes/personne/{who.pk}/ecriture/"
    of = who.stays.get().dwelling.landlord_id
    sent = {"kind": "payment", "amount_cents": "450,25", "day": "2026-03-02", "landlord": of}
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert not LedgerEntry.objects.exists()
    assert client.post(address, sent | {"paid_by": "cpas"}).status_code == 302
    line = LedgerEntry.objects.get()
    home = line.dwelling
    assert home is not None
    assert (line.amount_cents, line.paid_by, home.code) == (-45_025, "cpas", "A1")
    back = f"/logement/comptes/personne/{who.pk}/ecriture/{line.pk}/"
    assert client.get(back).status_code == 200
    assert client.post(back, {"why": ""}).status_code == 422
    assert client.post(back, {"why": "twice"}).status_code == 302
    assert LedgerEntry.objects.filter(reverses=line, amount_cents=45_025).exists()
    assert client.post(back, {"why": "twice"}).status_code == 422


def test_a_line_is_found_in_its_own_account_only() -> None:
    merle = accounts.officer()
    one, two = tenants(2, merle)
    line = LedgerEntry.objects.filter(person=two).first()
    assert line is not None
    client = logged(merle)
    wrong = f"/logement/comptes/personne/{one.pk}/ecriture/{line.pk}/"
    assert client.post(wrong, {"why": "twice"}).status_code == 404


def test_the_dues_of_a_month_are_confirmed_in_one_act_and_once() -> None:
    merle = accounts.officer()
    who = accounts.tenant(1, accounts.dwelling("A1", accounts.landlord()))
    client = logged(merle)
    for _again in range(2):
        assert client.post("/logement/comptes/mois/2026-3/").status_code == 302
    assert LedgerEntry.objects.filter(person=who).count() == 2
    assert client.post("/logement/comptes/mois/2026-4/").status_code == 302
    assert LedgerEntry.objects.count() == 2, "a month to come is not confirmed"
    assert client.get("/logement/comptes/mois/2026-13/").status_code == 404


def test_a_guarantee_is_placed_then_ended_with_what_is_kept_and_why() -> None:
    merle = accounts.officer()
    (who,) = tenants(1, merle)
    held = Guarantee.objects.get()
    client, address = logged(merle), f"/logement/comptes/personne/{who.pk}/garantie/{held.pk}/"
    day = {"day": "2026-03-02"}
    assert client.post(address, {"returned_cents": "1000"} | day).status_code == 422
    assert client.post(address, {"returned_cents": "600"} | day).status_code == 422, "no reason"
    kept = {"returned_cents": "600", "kept_reason": "damage"} | day
    assert client.post(address, kept).status_code == 302
    held.refresh_from_db()
    assert (held.state, held.returned_cents, held.kept_reason) == ("kept", 60_000, "damage")
    assert client.post(address, kept).status_code == 422, "ended once"
    with pytest.raises(ValidationError):
        reverse_entry(actor=merle, entry=held.entry, why="twice")


def test_a_part_of_an_advance_done_enters_the_ledger_and_comes_back_when_reversed() -> None:
    merle = accounts.officer()
    (who,) = tenants(1, merle)
    part = Instalment.objects.filter(advance__isnull=False).earliest("day")
    address = f"/logement/comptes/personne/{who.pk}/echeance/{part.pk}/"
    client = logged(merle)
    assert client.post(address, {"paid_by": "tenant", "day": "2026-03-02"}).status_code == 302
    part.refresh_from_db()
    assert part.entry is not None and part.entry.amount_cents == -10_000
    with pytest.raises(ValidationError):
        reverse_entry(actor=merle, entry=LedgerEntry.objects.get(kind="advance"), why="twice")
    reverse_entry(actor=merle, entry=part.entry, why="bounced")
    part.refresh_from_db()
    assert not part.done_on and not part.entry_id


def test_a_debt_ends_and_its_plan_is_no_longer_late() -> None:
    merle = accounts.officer()
    (who,) = tenants(1, merle)
    debt = Arrears.objects.get()
    Instalment.objects.filter(arrears=debt).update(day=date(2026, 2, 1))
    client = logged(merle)
    assert b"4 \xc2\xb7 400,00" in client.get("/logement/comptes/retards/").content
    address = f"/logement/comptes/personne/{who.pk}/dette/{debt.pk}/"
    assert client.post(address, {"reason": "", "day": "2026-03-02"}).status_code == 422
    assert client.post(address, {"reason": "paid", "day": "2026-03-02"}).status_code == 302
    assert b"2 \xc2\xb7 200,00" in client.get("/logement/comptes/retards/").content
