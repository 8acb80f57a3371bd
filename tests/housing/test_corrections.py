"""What changes after it was written: stays, rents, repayments, plans; nothing stays unseen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from filrouge.access.models import User
from filrouge.followup.models import FollowUp
from filrouge.housing import domain_debts, late, ledger, lending, rents
from filrouge.housing.domain_dues import confirm_month, correct_dues
from filrouge.housing.domain_money import reverse_entry, write_entry
from filrouge.housing.letters_money import plan, reminder
from filrouge.housing.models import Advance, Instalment, LedgerEntry, RentLine, Stay
from filrouge.people.models import Person

from . import accounts
from .test_money_pages import logged

pytestmark = pytest.mark.django_db
MARCH, TODAY = date(2026, 3, 1), date(2026, 3, 20)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    plain = timezone.localdate
    monkeypatch.setattr(timezone, "localdate", lambda *a: plain(*a) if a else TODAY)
    yield


def home() -> tuple[User, Person, Stay]:
    merle = accounts.officer()
    who = accounts.tenant(1, accounts.dwelling("A1", accounts.landlord()))
    return merle, who, who.stays.get()


def rent(who: Person) -> int:
    return ledger.balances(LedgerEntry.objects.filter(person=who))["rent"]


def lent(who: Person, merle: User) -> Advance:
    return domain_debts.give_advance(
        actor=merle, person=who, amount_cents=30_000, day=date(2026, 1, 5), reason="energy",
        budget="donations", instalments=3, first_day=date(2026, 2, 5),
    )  # fmt: skip


def repaid(who: Person, merle: User, cents: int) -> LedgerEntry:
    return write_entry(
        actor=merle, person=who, kind="advance_repaid", day=TODAY, amount_cents=cents,
        paid_by="tenant",
    )  # fmt: skip


def test_a_month_entered_after_the_person_had_left_is_told_and_corrected() -> None:
    merle, who, stay = home()
    confirm_month(actor=merle, month=MARCH, persons=[who.pk])
    Stay.objects.update(end=date(2026, 2, 20), destination="street")
    (due,) = rents.dues(MARCH, [who.pk])
    assert (due.days, due.total_cents, due.entered, due.differs) == (0, 0, 50_000, True)
    client = logged(merle)
    page = client.get("/logement/comptes/mois/2026-3/")
    assert (page.context["others"], page.context["waiting"]) == (0, 0)
    assert client.post("/logement/comptes/mois/2026-3/", {"stay": stay.pk}).status_code == 302
    assert rent(who) == 0
    assert rents.dues(MARCH, [who.pk]) == []


def test_what_is_due_after_a_change_is_written_in_one_act_line_by_line() -> None:
    merle, who, stay = home()
    confirm_month(actor=merle, month=MARCH, persons=[who.pk])
    RentLine.objects.create(
        dwelling=stay.dwelling, start=MARCH, rent_cents=46_000, charges_cents=5_000
    )
    correct: dict[str, Any] = {"actor": merle, "month": MARCH, "persons": [who.pk], "stay": stay.pk}
    assert correct_dues(**correct) == 1
    assert rent(who) == 51_000
    told = LedgerEntry.objects.values_list("kind", "amount_cents").order_by("pk")
    assert list(told)[2:] == [("rent_due", -45_000), ("rent_due", 46_000)]
    with pytest.raises(ValidationError):
        correct_dues(**correct)
    with pytest.raises(ValidationError):
        correct_dues(**(correct | {"persons": []}))


def test_somebody_who_comes_to_live_there_shares_what_was_entered() -> None:
    merle, who, stay = home()
    confirm_month(actor=merle, month=MARCH, persons=[who.pk])
    other = accounts.tenant(2, stay.dwelling, start=MARCH)
    assert correct_dues(actor=merle, month=MARCH, persons=[who.pk], stay=stay.pk) == 2
    confirm_month(actor=merle, month=MARCH, persons=[other.pk])
    assert (rent(who), rent(other)) == (25_000, 25_000)


def test_a_stay_corrected_to_another_dwelling_owes_its_rent_to_the_right_landlord() -> None:
    merle, who, stay = home()
    confirm_month(actor=merle, month=MARCH, persons=[who.pk])
    right = accounts.dwelling("B1", accounts.landlord("Le Verger"))
    Stay.objects.update(dwelling=right)
    (due,) = rents.dues(MARCH, [who.pk])
    assert (due.entered, due.total_cents, due.differs) == (50_000, 50_000, True)
    assert correct_dues(actor=merle, month=MARCH, persons=[who.pk], stay=stay.pk) == 2
    owed = ledger.open_amounts(LedgerEntry.objects.filter(person=who), TODAY)
    assert {key: one.total for key, one in owed.items()} == {(who.pk, right.landlord_id): 50_000}


def test_a_payment_names_the_dwelling_of_the_landlord_paid() -> None:
    merle, who, stay = home()
    first = stay.dwelling
    Stay.objects.update(end=MARCH, destination="other_dwelling")
    new = accounts.dwelling("B1", accounts.landlord("Le Verger"))
    Stay.objects.create(person=who, dwelling=new, start=MARCH)
    other = accounts.landlord("Ailleurs")
    paid = [
        write_entry(
            actor=merle, person=who, kind="payment", day=TODAY, amount_cents=100, landlord=one,
            paid_by="tenant",
        )
        for one in (first.landlord, new.landlord, other)
    ]  # fmt: skip
    assert [line.dwelling for line in paid] == [first, new, None]


def test_an_advance_that_came_back_at_once_is_late_no_more() -> None:
    merle, who, _stay = home()
    lent(who, merle)
    (line,) = late.late(Person.objects.all(), TODAY)
    assert (line.instalments, line.instalments_cents) == (2, 20_000)
    repaid(who, merle, 15_000)
    (line,) = late.late(Person.objects.all(), TODAY)
    assert (line.instalments, line.instalments_cents, line.missed) == (1, 5_000, date(2026, 3, 5))
    (one,) = lending.lent([who.pk], TODAY)
    assert (one.left, one.promised, len(one.covered)) == (15_000, 15_000, 1)
    letter = plan(who, TODAY)
    assert letter is not None and len(letter.rows) == 2 and "150,00" in letter.before[1]
    repaid(who, merle, 15_000)
    assert late.late(Person.objects.all(), TODAY) == []
    assert plan(who, TODAY) is None


def test_no_more_comes_back_than_was_advanced() -> None:
    merle, who, _stay = home()
    made = lent(who, merle)
    first = Instalment.objects.order_by("day")[0]
    with pytest.raises(ValidationError) as refused:
        repaid(who, merle, 30_001)
    assert "300,00" in refused.value.message_dict["amount_cents"][0]
    back = repaid(who, merle, 25_000)
    with pytest.raises(ValidationError):
        domain_debts.pay_instalment(actor=merle, instalment=first, day=TODAY, paid_by="tenant")
    with pytest.raises(ValidationError):
        reverse_entry(actor=merle, entry=made.entry, why="other")
    reverse_entry(actor=merle, entry=back, why="bounced")
    domain_debts.pay_instalment(actor=merle, instalment=first, day=TODAY, paid_by="tenant")
    assert ledger.balances(LedgerEntry.objects.all())["advance"] == 20_000


def test_days_that_nobody_can_mean_are_refused_at_their_field() -> None:
    merle, who, stay = home()
    client, account = logged(merle), f"/logement/comptes/personne/{who.pk}"
    of = stay.dwelling.landlord_id
    payment = {"kind": "payment", "amount_cents": "10", "paid_by": "tenant", "landlord": of}
    loan = {"reason": "energy", "budget": "donations", "amount_cents": "30", "instalments": "3"}
    debt = {"creditor": "energy", "amount_cents": "10"}
    lent(who, merle)
    part = Instalment.objects.order_by("day")[0]
    owed = domain_debts.open_arrears(
        actor=merle, person=who, creditor="water", amount_cents=100, day=MARCH
    )
    for path, sent, field in (
        ("ecriture/", payment | {"day": "0206-03-01"}, "day"),
        ("avance/", loan | {"day": "2026-03-01", "first_day": "9999-12-31"}, "first_day"),
        ("dette/", debt | {"day": "0001-01-01"}, "day"),
        (f"dette/{owed.pk}/", {"reason": "paid", "day": "2999-01-01"}, "day"),
        (f"dette/{owed.pk}/", {"reason": "paid", "day": "2026-02-01"}, "day"),
        (f"echeance/{part.pk}/", {"paid_by": "tenant", "day": "2025-12-31"}, "day"),
    ):
        page = client.post(f"{account}/{path}", sent)
        assert page.status_code == 422, path
        assert list(page.context["form"].errors) == [field], path
    assert LedgerEntry.objects.count() == 1


@pytest.mark.parametrize("typed", ["12,345.678", "abc", "0,001", "NaN", "9" * 15])
def test_an_amount_that_is_none_is_refused_with_its_remedy(typed: str) -> None:
    merle, who, _stay = home()
    sent = {"creditor": "energy", "amount_cents": typed, "day": "2026-03-01"}
    page = logged(merle).post(f"/logement/comptes/personne/{who.pk}/dette/", sent)
    assert page.status_code == 422
    assert "1234,50" in page.context["form"].errors["amount_cents"][0]


def test_nobody_writes_to_somebody_who_died() -> None:
    merle, who, _stay = home()
    confirm_month(actor=merle, month=MARCH, persons=[who.pk])
    lent(who, merle)
    assert reminder(who, TODAY) and plan(who, TODAY)
    FollowUp.objects.filter(person=who).update(end=TODAY, end_reason="death")
    assert (reminder(who, TODAY), plan(who, TODAY)) == (None, None)
    page = logged(merle).get(f"/logement/comptes/personne/{who.pk}/").content.decode()
    assert "lettre/rappel" not in page and "lettre/plan" not in page


def test_a_letter_goes_where_the_person_lives_today() -> None:
    merle, who, _stay = home()
    confirm_month(actor=merle, month=MARCH, persons=[who.pk])
    Stay.objects.update(end=date(2026, 6, 1), destination="street")
    letter = reminder(who, TODAY)
    assert letter is not None and "Rue du Lierre 3" in letter.to
