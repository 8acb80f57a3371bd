"""What each page of housing asks of the database: the same with one row and with three."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from filrouge.housing import domain_debts
from filrouge.housing.domain_money import write_entry
from filrouge.housing.models import (
    Advance,
    Arrears,
    Guarantee,
    HeadLease,
    Inspection,
    Instalment,
    KeyHandover,
    LandlordAgreement,
    LedgerEntry,
    MovePlan,
    RentLine,
    Stay,
    Title,
)
from filrouge.people.models import Person
from tests.harness.counting import counted, heavy, not_asked

from .homes import ago, desk_of, officer
from .test_pages import furnish

pytestmark = pytest.mark.django_db
POSTED = {"title_step", "evaluate_agreement", "move_act"}
FILES = {"inspection_photo"}
"""A photo is one row, whatever else there is."""
QUERIES = {
    "desk": 26,
    "board": 6,
    "dwellings": 6,
    "landlords": 7,
    "furniture": 5,
    "money": 13,
    "late": 13,
    "advances": 11,
    "money_export": 2,
    "dwelling": 20,
    "new_inspection": 10,
    "letter": 11,
    "inspection": 17,
    "edit_inspection": 16,
    "delete_inspection": 16,
    "landlord": 10,
    "tenant": 22,
    "enter": 16,
    "plan_move": 17,
    "leave": 16,
    "retitle": 18,
    "move": 20,
    "edit_move": 19,
    "move_done": 16,
    "money_month": 14,
    "account": 29,
    "new_entry": 21,
    "new_guarantee": 20,
    "new_advance": 20,
    "new_arrears": 20,
    "reverse_entry": 19,
    "settle": 19,
    "end_arrears": 19,
    "instalment": 19,
    "money_letter": 22,
    "landlord_account": 12,
}


def moneyed(who: Person) -> None:
    """A rent due and paid in part, a guarantee, an advance and a debt, each with its plan."""
    merle, stay = officer(), who.stays.latest("start")
    of = stay.dwelling.landlord
    common: dict[str, Any] = {"actor": merle, "person": who}
    LedgerEntry.objects.create(
        person=who, stay=stay, dwelling=stay.dwelling, landlord=of, day=ago(15), kind="rent_due",
        amount_cents=45_000, month=ago(15).replace(day=1), turn=LedgerEntry.objects.count(),
    )  # fmt: skip
    paid: dict[str, Any] = {"day": ago(5), "landlord": of}
    write_entry(**common, kind="payment", amount_cents=10_000, paid_by="tenant", **paid)
    domain_debts.place_guarantee(
        **common, kind="association", amount_cents=90_000, paid_by="association", **paid
    )
    domain_debts.give_advance(
        **common, amount_cents=30_000, day=ago(9), reason="energy", budget="donations",
        instalments=3, first_day=ago(5),
    )  # fmt: skip
    domain_debts.open_arrears(
        **common, creditor="landlord", landlord=of, amount_cents=20_000, day=ago(8),
        instalments=2, first_day=ago(4),
    )  # fmt: skip


def filled(number: int, lines: int) -> dict[str, str]:
    """So many tenants; one of them with so many lines of money of each sort and homes of before."""
    persons = furnish(number)
    who = persons[0]
    home = Stay.objects.get(person=who).dwelling
    for one in persons:
        moneyed(one)
    for past in range(lines):
        moneyed(who)
        start, end = ago(4000 - 100 * past), ago(3950 - 100 * past)
        gone: dict[str, Any] = {"person": who, "dwelling": home, "start": start, "end": end}
        Stay.objects.create(destination="other_dwelling", **gone)
        Title.objects.create(kind="transit", **gone)
        Inspection.objects.create(person=who, dwelling=home, kind="exit", day=end, remarks="Vu.")
        KeyHandover.objects.create(person=who, dwelling=home, day=start, holder="tenant", count=1)
        RentLine.objects.create(dwelling=home, start=start, rent_cents=40_000)
        HeadLease.objects.create(dwelling=home, start=start, end=end)
        LandlordAgreement.objects.create(landlord=home.landlord, start=start)
    return {**plain(), **of_records(who, home), **money(who, home)}


def plain() -> dict[str, str]:
    return each("desk board dwellings landlords furniture money late advances money_export")


def of_records(who: Person, home: Any) -> dict[str, str]:
    inspection = Inspection.objects.filter(kind="entry", dwelling=home).latest("pk").pk
    stay = Stay.objects.get(person=who, end=None).pk
    plan = MovePlan.objects.filter(person=who).latest("pk").pk
    return {
        **each("dwelling new_inspection letter", home.pk),
        **each("inspection edit_inspection delete_inspection", inspection),
        **each("landlord", home.landlord_id),
        **each("tenant enter plan_move", who.pk),
        **each("leave retitle", who.pk, stay),
        **each("move edit_move move_done", who.pk, plan),
    }


def each(names: str, *args: Any) -> dict[str, str]:
    return {name: reverse(f"housing:{name}", args=args) for name in names.split()}


def money(who: Person, home: Any) -> dict[str, str]:
    paid = LedgerEntry.objects.filter(person=who, kind="payment").latest("pk").pk
    guarantee = Guarantee.objects.filter(person=who).latest("pk").pk
    debt = Arrears.objects.filter(person=who).latest("pk").pk
    assert Advance.objects.filter(person=who).exists()
    instalment = Instalment.objects.filter(person=who).latest("pk").pk
    month: date = ago(15)
    return {
        **each("money_month", month.year, month.month),
        **each("account new_entry new_guarantee new_advance new_arrears", who.pk),
        **each("reverse_entry", who.pk, paid),
        **each("settle", who.pk, guarantee),
        **each("end_arrears", who.pk, debt),
        **each("instalment", who.pk, instalment),
        **each("money_letter", who.pk, "rappel", "docx"),
        **each("landlord_account", home.landlord_id),
    }


@pytest.mark.parametrize("number", [1, 3])
def test_housing_asks_as_much_whatever_it_holds(number: int) -> None:
    pages = filled(number, number)
    assert counted(desk_of(), pages) == QUERIES
    assert not_asked("housing", pages) == POSTED | FILES


def test_forty_tenants_stay_light() -> None:
    pages = filled(40, 12)
    for binary in ("money_letter", "money_export"):
        pages.pop(binary)
    assert heavy(desk_of(), pages) == {}
