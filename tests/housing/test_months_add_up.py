"""Whatever changes around a month already entered (the rent, who lives there, until when), once it
is put right the ledger holds for each stay what its days cost, and for each dwelling its rent.

Only the arithmetic: no page is opened and the journal, which has its own tests, is left out, so
that many lives can be tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filrouge.audit import journal
from filrouge.common.rounding import half_up
from filrouge.housing import ledger, lending, rents
from filrouge.housing.domain_debts import give_advance, pay_instalment
from filrouge.housing.domain_dues import confirm_month, correct_dues
from filrouge.housing.domain_money import reverse_entry, write_entry
from filrouge.housing.models import DUES, Instalment, LedgerEntry, RentLine, Stay
from filrouge.people.models import Person
from tests.dossiers import lives

from . import accounts

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 20)
MONTHS = [date(2026, number, 1) for number in (1, 2, 3, 4)]
type Act = tuple[str, int, int, int]
"""What changes, of which tenant, an amount, a number of days since the new year."""

ACTIONS = ["rent", "leave", "move", "enter", "correct", "pay", "refund", "reverse"]
ACTIONS += ["lend", "part", "repay"]
ACTS = st.lists(
    st.tuples(
        st.sampled_from(ACTIONS),
        st.integers(0, 2),
        st.one_of(st.integers(0, 3), st.integers(0, 90_001)),
        st.integers(0, 109),
    ),
    max_size=14,
)


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(timezone, "localdate", lambda *_a: TODAY)
    monkeypatch.setattr(journal, "record", lambda **_told: None)
    yield


class Street:
    """Two dwellings of two landlords; three persons, the third without a home at first."""

    def __init__(self) -> None:
        self.merle = accounts.officer()
        self.homes = [
            accounts.dwelling(f"A{n}", accounts.landlord(f"Ais {n}"), 45_001 + n) for n in (0, 1)
        ]
        started = date(2025, 12, 1)
        self.people = [accounts.tenant(n + 1, one, started) for n, one in enumerate(self.homes)]
        self.people.append(lives.person(3, followed=True))
        self.beside = 0

    def do(self, act: str, place: int, cents: int, days: int) -> None:
        who, day = self.people[place], date(2026, 1, 1) + timedelta(days=days)
        try:
            with transaction.atomic():
                getattr(self, f"_{act}")(who, self.homes[cents % 2], cents, day)
        except ValidationError:
            pass

    def _rent(self, _who: Person, home: Any, cents: int, day: date) -> None:
        RentLine.objects.update_or_create(
            dwelling=home, start=day, defaults={"rent_cents": cents, "charges_cents": cents % 7}
        )

    def _leave(self, who: Person, _home: Any, _cents: int, day: date) -> None:
        running = who.stays.filter(end=None, start__lte=day)
        running.update(end=day, destination="street")

    def _move(self, who: Person, home: Any, _cents: int, day: date) -> None:
        self._leave(who, home, 0, day)
        if not who.stays.filter(end=None).exists() and not who.stays.filter(end__gt=day).exists():
            Stay.objects.create(person=who, dwelling=home, start=day)

    def _enter(self, _who: Person, _home: Any, _cents: int, day: date) -> None:
        everyone = [one.pk for one in self.people]
        confirm_month(actor=self.merle, month=day, persons=everyone)

    def _correct(self, who: Person, _home: Any, _cents: int, day: date) -> None:
        for due in rents.dues(day, [who.pk]):
            if due.differs:
                correct_dues(actor=self.merle, month=day, persons=[who.pk], stay=due.stay.pk)

    def _write(self, who: Person, kind: str, cents: int, day: date, landlord: Any) -> None:
        write_entry(
            actor=self.merle, person=who, kind=kind, day=day, amount_cents=cents,
            landlord=landlord, paid_by="tenant",
        )  # fmt: skip
        self.beside += -cents if kind == "payment" else cents if kind == "adjustment" else 0

    def _pay(self, who: Person, home: Any, cents: int, day: date) -> None:
        self._write(who, "payment", cents, day, home.landlord)

    def _refund(self, who: Person, home: Any, cents: int, day: date) -> None:
        self._write(who, "adjustment", cents, day, home.landlord)

    def _repay(self, who: Person, _home: Any, cents: int, day: date) -> None:
        self._write(who, "advance_repaid", cents, day, None)

    def _lend(self, who: Person, _home: Any, cents: int, day: date) -> None:
        give_advance(
            actor=self.merle, person=who, amount_cents=cents, day=day, reason="energy",
            budget="donations", instalments=cents % 4, first_day=day,
        )  # fmt: skip

    def _part(self, who: Person, _home: Any, cents: int, _day: date) -> None:
        waiting = list(Instalment.objects.filter(person=who, done_on=None).order_by("pk"))
        if waiting:
            part = waiting[cents % len(waiting)]
            pay_instalment(actor=self.merle, instalment=part, day=TODAY, paid_by="tenant")

    def _reverse(self, who: Person, _home: Any, cents: int, _day: date) -> None:
        lines = list(LedgerEntry.objects.filter(person=who).order_by("pk"))
        if lines:
            line = lines[cents % len(lines)]
            reverse_entry(actor=self.merle, entry=line, why="other")
            self.beside -= line.amount_cents if line.kind in ("payment", "adjustment") else 0

    def settle(self) -> None:
        """Enter every month, and put right whatever differs."""
        everyone = [one.pk for one in self.people]
        for month in MONTHS:
            confirm_month(actor=self.merle, month=month, persons=everyone)
            for due in rents.dues(month):
                if due.differs:
                    correct_dues(actor=self.merle, month=month, persons=everyone, stay=due.stay.pk)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=ACTS)
def test_months_put_right_cost_what_their_days_cost(acts: list[Act]) -> None:
    with transaction.atomic():
        street = Street()
        for act in acts:
            street.do(*act)
        street.settle()
        due = sum(_month_of_a_dwelling(home, month) for home in street.homes for month in MONTHS)
        sums = ledger.balances(LedgerEntry.objects.all())
        assert sums["rent"] == due + street.beside
        left = sum(one.left for one in lending.lent(Person.objects.all(), TODAY))
        assert left == sums["advance"] >= 0
        for one in lending.lent(Person.objects.all(), TODAY):
            assert one.promised <= one.left <= one.advance.amount_cents
        owed = ledger.open_amounts(LedgerEntry.objects.all(), TODAY)
        for (person, landlord), ages in owed.items():
            lines = LedgerEntry.objects.filter(person=person, landlord=landlord)
            assert ages.total == ledger.balances(lines)["rent"] > 0
        assert ledger.control().holds
        count = LedgerEntry.objects.count()
        street.settle()
        assert LedgerEntry.objects.count() == count
        transaction.set_rollback(True)


def _month_of_a_dwelling(home: Any, month: date) -> int:
    """What the ledger holds for a dwelling and a month, counted by hand beside it."""
    after = rents.next_month(month)
    days = [month + timedelta(days=n) for n in range((after - month).days)]
    line = home.rent_lines.filter(start__lte=month).order_by("-start").first()
    stays = list(Stay.objects.filter(dwelling=home))
    total = 0
    for kind, cents in zip(DUES, (line.rent_cents, line.charges_cents), strict=True):
        exact: dict[int, Fraction] = {}
        for day in days:
            there = [one for one in stays if one.start <= day and (not one.end or day < one.end)]
            for one in there:
                exact[one.pk] = exact.get(one.pk, Fraction(0)) + Fraction(
                    cents, len(days) * len(there)
                )
        lines = LedgerEntry.objects.filter(kind=kind, month=month, dwelling=home)
        held = dict(lines.order_by().values_list("stay").annotate(Sum("amount_cents")))
        for stay, part in held.items():
            assert abs(part - exact.get(stay, 0)) < 1
        assert sum(held.values()) == half_up(sum(exact.values(), Fraction(0)))
        total += sum(held.values())
    return total
