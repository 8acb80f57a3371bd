"""The ledger: signs, reversals, dues of a month, ages, and that it always adds up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filrouge.audit.models import JournalEntry
from filrouge.common.rounding import half_up
from filrouge.housing import ledger, rents
from filrouge.housing.domain_debts import split
from filrouge.housing.domain_dues import confirm_month
from filrouge.housing.domain_money import reverse_entry, write_entry
from filrouge.housing.models import LedgerEntry, NeverEdited, RentLine, Stay
from filrouge.people.models import Person

from . import accounts

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(timezone, "localdate", lambda *_a: date(2026, 3, 20))
    yield


def balance(who: Person) -> int:
    return ledger.balances(LedgerEntry.objects.filter(person=who))["rent"]


def test_a_month_is_due_once_whoever_confirms_it_again() -> None:
    merle, home = accounts.officer(), accounts.dwelling("AI1", accounts.landlord())
    who = accounts.tenant(1, home)
    assert confirm_month(actor=merle, month=MARCH, persons=[who.pk]) == 2
    assert confirm_month(actor=merle, month=MARCH, persons=[who.pk]) == 0
    assert balance(who) == 50_000
    lines = LedgerEntry.objects.order_by("kind").values_list("kind", "amount_cents", "day")
    assert list(lines) == [("charges_due", 5_000, MARCH), ("rent_due", 45_000, MARCH)]
    told = JournalEntry.objects.filter(action="housing.confirm_month").first()
    assert told is not None
    assert (told.subject, told.persons, told.detail) == ("2026-03", [who.pk], {"lines": 0})


def test_the_database_itself_refuses_a_second_due() -> None:
    merle, home = accounts.officer(), accounts.dwelling("AI1", accounts.landlord())
    who = accounts.tenant(1, home)
    confirm_month(actor=merle, month=MARCH, persons=[who.pk])
    twice = LedgerEntry.objects.get(kind="rent_due")
    twice.pk, twice._state.adding = None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        twice.save()


def test_a_due_reversed_is_due_again_and_both_stay() -> None:
    merle, home = accounts.officer(), accounts.dwelling("AI1", accounts.landlord())
    who = accounts.tenant(1, home)
    confirm_month(actor=merle, month=MARCH, persons=[who.pk])
    reverse_entry(actor=merle, entry=LedgerEntry.objects.get(kind="rent_due"), why="wrong_amount")
    assert balance(who) == 5_000
    RentLine.objects.create(dwelling=home, start=MARCH, rent_cents=46_000)
    assert confirm_month(actor=merle, month=MARCH, persons=[who.pk]) == 1
    assert balance(who) == 51_000
    assert LedgerEntry.objects.count() == 4


def test_a_line_is_reversed_once_and_a_reversal_never() -> None:
    merle, home = accounts.officer(), accounts.dwelling("AI1", accounts.landlord())
    who = accounts.tenant(1, home)
    line = write_entry(
        actor=merle, person=who, kind="payment", day=MARCH, amount_cents=1_000,
        landlord=home.landlord, paid_by="tenant", reference="+++090/9337/55493+++",
    )  # fmt: skip
    assert line.amount_cents == -1_000
    back = reverse_entry(actor=merle, entry=line, why="twice")
    assert (back.amount_cents, back.reverses, back.day) == (1_000, line, date(2026, 3, 20))
    for again in (line, back):
        with pytest.raises(ValidationError):
            reverse_entry(actor=merle, entry=again, why="twice")


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("amount_cents", {"amount_cents": 0}),
        ("amount_cents", {"amount_cents": -5}),
        ("amount_cents", {"amount_cents": 10_000_001, "kind": "adjustment"}),
        ("day", {"day": date(2026, 3, 21)}),
        ("paid_by", {"paid_by": ""}),
        ("reference", {"reference": "MERLE NOIR"}),
        ("reference", {"reference": "Fougere1"}),
        ("landlord", {"landlord": None}),
        ("kind", {"kind": "rent_due"}),
    ],
)
def test_what_cannot_be_written_is_refused_at_its_field(
    field: str, values: dict[str, object]
) -> None:
    merle, home = accounts.officer(), accounts.dwelling("AI1", accounts.landlord())
    plain = {"kind": "payment", "day": MARCH, "amount_cents": 1_000, "landlord": home.landlord}
    with pytest.raises(ValidationError) as refused:
        write_entry(
            actor=merle,
            person=accounts.tenant(1, home),
            **(plain | {"paid_by": "tenant"} | values),  # type: ignore[arg-type]
        )
    assert list(refused.value.message_dict) == [field]
    assert not LedgerEntry.objects.exists()


def test_a_line_is_never_edited_by_the_program_nor_behind_it() -> None:
    merle, home = accounts.officer(), accounts.dwelling("AI1", accounts.landlord())
    who = accounts.tenant(1, home)
    confirm_month(actor=merle, month=MARCH, persons=[who.pk])
    line = LedgerEntry.objects.earliest("pk")
    for act in (line.save, line.delete, LedgerEntry.objects.all().delete):
        with pytest.raises(NeverEdited):
            act()
    with pytest.raises(NeverEdited):
        LedgerEntry.objects.update(amount_cents=1)
    for sql in (
        "UPDATE housing_ledgerentry SET amount_cents = 1",
        "DELETE FROM housing_ledgerentry",
    ):
        with (
            pytest.raises(IntegrityError, match="never edited"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)


def test_a_rent_change_counts_from_the_next_month_and_leaves_the_stay() -> None:
    home = accounts.dwelling("AI1", accounts.landlord())
    accounts.tenant(1, home)
    RentLine.objects.create(dwelling=home, start=date(2026, 3, 2), rent_cents=60_000)
    assert [due.rent_cents for due in rents.dues(MARCH)] == [45_000]
    assert [due.rent_cents for due in rents.dues(date(2026, 4, 1))] == [60_000]
    assert Stay.objects.count() == 1


def test_a_month_entered_and_left_under_way_is_due_by_days() -> None:
    home = accounts.dwelling("AI1", accounts.landlord(), rent=31_000, charges=3_101)
    accounts.tenant(1, home, start=date(2026, 3, 11), end=date(2026, 3, 21), destination="street")
    (due,) = rents.dues(MARCH)
    # 10 days of 31; 3101 x 10 / 31 = 1000.32
    assert (due.days, due.month_days, due.rent_cents, due.charges_cents) == (10, 31, 10_000, 1_000)


def test_a_couple_shares_the_rent_to_the_cent() -> None:
    home = accounts.dwelling("AI1", accounts.landlord(), rent=45_001, charges=0)
    accounts.tenant(1, home)
    accounts.tenant(2, home)
    assert [due.rent_cents for due in rents.dues(MARCH)] == [22_501, 22_500]


def test_a_dwelling_without_a_known_rent_is_shown_and_never_confirmed() -> None:
    merle, home = accounts.officer(), accounts.dwelling("AI1", accounts.landlord(), rent=None)
    who = accounts.tenant(1, home)
    assert [due.known for due in rents.dues(MARCH)] == [False]
    assert confirm_month(actor=merle, month=MARCH, persons=[who.pk]) == 0


def test_a_month_to_come_is_refused() -> None:
    with pytest.raises(ValidationError):
        confirm_month(actor=accounts.officer(), month=date(2026, 4, 1), persons=[])


def test_payments_go_to_the_oldest_dues() -> None:
    today = date(2026, 3, 20)
    owed = [(today - timedelta(days=days), 100) for days in (0, 31, 61, 91)]
    found = ledger.ages(owed, 150, today)
    assert (found.cents, found.oldest) == ((100, 100, 50, 0), today - timedelta(days=61))


SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(
    owed=st.lists(st.tuples(st.dates(date(2025, 1, 1), date(2026, 3, 20)), st.integers(1, 9999))),
    paid=st.integers(0, 99_999),
)
def test_what_is_left_is_what_is_owed_less_what_is_paid(
    owed: list[tuple[date, int]], paid: int
) -> None:
    found = ledger.ages(owed, paid, date(2026, 3, 20))
    assert found.total == max(0, sum(cents for _day, cents in owed) - paid)
    assert (found.oldest is None) == (found.total == 0)


@SLOW
@given(
    cents=st.integers(0, 500_000),
    days=st.lists(st.tuples(st.integers(0, 30), st.integers(1, 31)), min_size=1, max_size=4),
)
def test_shares_add_up_to_the_days_lived(cents: int, days: list[tuple[int, int]]) -> None:
    spans = [
        (key, MARCH + timedelta(days=first), MARCH + timedelta(days=min(31, first + length)))
        for key, (first, length) in enumerate(days)
    ]
    lived = {
        day
        for _key, start, end in spans
        for day in (start + timedelta(days=n) for n in range((end - start).days))
    }
    found = rents.shares(cents, spans, MARCH)
    assert sum(found.values()) == half_up(Fraction(cents * len(lived), 31))
    assert all(part >= 0 for part in found.values())


@SLOW
@given(cents=st.integers(1, 1_000_000), parts=st.integers(1, 60))
def test_the_parts_of_a_plan_add_up(cents: int, parts: int) -> None:
    found = split(cents, parts)
    assert (sum(found), len(found)) == (cents, parts)
