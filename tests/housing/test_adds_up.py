"""Whatever is done to accounts, in whatever order, they add up to the cent: by tenant, by landlord,
by month and in the export.

Each act says by itself which lines it must write; the sums are kept apart, in plain arithmetic, and
set against what every reader of the ledger says.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from filrouge.housing import accounting, domain_debts, ledger, lending
from filrouge.housing.domain_dues import confirm_month
from filrouge.housing.domain_money import reverse_entry, write_entry
from filrouge.housing.models import Guarantee, Instalment, LedgerEntry, account_of
from filrouge.housing.triggers import LEDGER
from filrouge.people.models import Person

from . import accounts

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 20)
RENT, CHARGES = 45_000, 5_000
KINDS = ("month", "payment", "adjustment", "advance", "repaid", "part", "guarantee", "settle")
PLAIN = {"payment": "payment", "repaid": "advance_repaid", "cost": "cost", "adjustment": ""}
type Line = tuple[int, int | None, str, int]
"""The person, the landlord, the kind, cents."""
type Act = tuple[str, int, int, int]
"""What is done, to whom, an amount, a number of days or the place of something older."""

ACTS = st.lists(
    st.tuples(
        st.sampled_from([*KINDS, "cost", "reverse", "reverse"]),
        st.integers(0, 1),
        st.integers(1, 50_000),
        st.integers(0, 70),
    ),
    max_size=12,
)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(timezone, "localdate", lambda *_a: TODAY)
    yield


class House:
    """Two tenants of two landlords, and what was written of them."""

    def __init__(self) -> None:
        self.merle = accounts.officer()
        self.homes = [accounts.dwelling(f"A{n}", accounts.landlord(f"Ais {n}")) for n in (0, 1)]
        self.people = [accounts.tenant(n + 1, home) for n, home in enumerate(self.homes)]
        self.written: dict[int, Line] = {}
        self.undone: set[int] = set()
        self.dues: set[tuple[int, date, str]] = set()

    def do(self, act: Act) -> None:
        """Do it, and hold its new lines against what it should have written."""
        before = set(LedgerEntry.objects.values_list("pk", flat=True))
        try:
            expected = getattr(self, f"_{act[0]}", self._plain)(*act)
        except ValidationError:
            expected = []
        rows = LedgerEntry.objects.exclude(pk__in=before)
        new = {one.pk: (one.person_id, one.landlord_id, one.kind, one.amount_cents) for one in rows}
        assert Counter(new.values()) == Counter(expected), act
        self.written |= new

    def _who(self, place: int) -> dict[str, Any]:
        return {"actor": self.merle, "person": self.people[place]}

    def _of(self, place: int) -> Any:
        return self.homes[place].landlord

    def _line(self, place: int, kind: str, cents: int, *, owner: bool = True) -> Line:
        return (self.people[place].pk, self._of(place).pk if owner else None, kind, cents)

    def _plain(self, kind: str, place: int, cents: int, days: int) -> list[Line]:
        below = kind == "adjustment" and days % 2
        write_entry(
            **self._who(place),
            kind=PLAIN[kind] or kind,
            day=TODAY - timedelta(days=days),
            amount_cents=-cents if below else cents,
            landlord=self._of(place),
            paid_by="tenant",
        )
        minus = below or kind in ("payment", "repaid")
        return [self._line(place, PLAIN[kind] or kind, -cents if minus else cents)]

    def _month(self, _act: str, place: int, _cents: int, days: int) -> list[Line]:
        month = (TODAY - timedelta(days=days)).replace(day=1)
        who = self.people[place].pk
        confirm_month(actor=self.merle, month=month, persons=[who])
        wanted = [("rent_due", RENT), ("charges_due", CHARGES)]
        made = [one for one in wanted if (who, month, one[0]) not in self.dues]
        self.dues |= {(who, month, kind) for kind, _cents in made}
        return [self._line(place, kind, cents) for kind, cents in made]

    def _advance(self, _act: str, place: int, cents: int, days: int) -> list[Line]:
        day = TODAY - timedelta(days=days)
        domain_debts.give_advance(
            **self._who(place), amount_cents=cents, day=day, reason="energy", budget="donations",
            instalments=days % 4 if cents > 3 else 0, first_day=day,
        )  # fmt: skip
        return [self._line(place, "advance", cents, owner=False)]

    def _part(self, _act: str, place: int, _cents: int, days: int) -> list[Line]:
        waiting = Instalment.objects.filter(person=self.people[place], done_on=None)
        part = waiting.order_by("pk").first()
        if part is None:
            return []
        domain_debts.pay_instalment(
            actor=self.merle, instalment=part, day=TODAY, paid_by="administrator"
        )
        return [self._line(place, "advance_repaid", -part.amount_cents, owner=False)]

    def _guarantee(self, _act: str, place: int, cents: int, days: int) -> list[Line]:
        domain_debts.place_guarantee(
            **self._who(place), landlord=self._of(place), kind="association", amount_cents=cents,
            day=TODAY - timedelta(days=days), paid_by="association" if days % 2 else "cpas",
        )  # fmt: skip
        return [self._line(place, "guarantee_placed", cents)]

    def _settle(self, _act: str, place: int, cents: int, _days: int) -> list[Line]:
        standing = Guarantee.objects.filter(
            person=self.people[place], state="placed", entry__reversal__isnull=True
        )
        held = standing.select_related("entry").order_by("pk").first()
        if held is None:
            return []
        domain_debts.settle_guarantee(
            actor=self.merle, guarantee=held, day=TODAY, returned_cents=cents, kept_reason="damage"
        )
        ended = [self._line(place, "guarantee_returned", -held.amount_cents)]
        kept = held.amount_cents - cents
        ours = kept and held.entry.paid_by == "association"
        return [*ended, self._line(place, "cost", kept)] if ours else ended

    def _reverse(self, _act: str, _place: int, cents: int, _days: int) -> list[Line]:
        lines = sorted(set(self.written) - self.undone)
        if not lines:
            return []
        line = LedgerEntry.objects.get(pk=lines[cents % len(lines)])
        back = reverse_entry(actor=self.merle, entry=line, why="other")
        with_it = LedgerEntry.objects.filter(pk__gt=back.pk, reverses__isnull=False)
        undone = {line.pk, back.pk}
        for other in with_it:
            assert line.kind == "guarantee_returned" and other.kind == "cost"
            undone |= {other.pk, other.reverses_id or 0}
        if line.month:
            self.dues.discard((line.person_id, line.month, line.kind))
        self.undone |= undone
        targets = [line, *(one.reverses for one in with_it if one.reverses)]
        return [(one.person_id, one.landlord_id, one.kind, -one.amount_cents) for one in targets]

    def total(self, place: int, value: int | None) -> dict[str, int]:
        """The sums by account of the lines whose person (0) or landlord (1) is this one."""
        found = dict.fromkeys(ledger.ACCOUNTS, 0)
        for line in self.written.values():
            if line[place] == value:
                found[account_of(line[2])] += line[3]
        return found


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=ACTS)
def test_accounts_add_up_whatever_is_done(acts: list[Act]) -> None:
    with transaction.atomic():
        house = House()
        for act in acts:
            house.do(act)
        _by_tenant_and_landlord(house)
        _by_month(house)
        _exports(house)
        assert ledger.control().holds
        transaction.set_rollback(True)


def _by_tenant_and_landlord(house: House) -> None:
    for who in house.people:
        mine = LedgerEntry.objects.filter(person=who)
        sums = ledger.balances(mine)
        assert sums == house.total(0, who.pk)
        left = sum(one.left for one in lending.lent([who.pk], TODAY))
        assert left == max(0, sums["advance"])
        ages = ledger.open_amounts(mine, TODAY).values()
        assert sum(age.total for age in ages) == max(0, sums["rent"])
    for home in house.homes:
        of = LedgerEntry.objects.filter(landlord=home.landlord)
        assert ledger.balances(of) == house.total(1, home.landlord_id)


def _by_month(house: House) -> None:
    everything = sum(line[3] for line in house.written.values())
    assert sum(sum(one.kinds.values()) for one in ledger.months()) == everything


def _exports(house: House) -> None:
    entries = accounting.lines(Person.objects.values("pk"), date(2020, 1, 1), TODAY)
    told = accounting.as_csv(entries, names=False).lstrip("\ufeff")
    rows = list(csv.reader(io.StringIO(told), delimiter=";"))[1:]
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(accounting.as_xlsx(entries, TODAY, names=False))
    )
    sheet = book.get_sheet_by_index(0).to_python()[1:]
    for who in house.people:
        sums = sum(house.total(0, who.pk).values())
        typed = [row[accounting.AMOUNT] for row in rows if row[2] == str(who.number)]
        assert sum(_cents(text) for text in typed) == sums
        cells = [row[accounting.AMOUNT] for row in sheet if int(float(str(row[2]))) == who.number]
        assert sum(round(float(str(cell)) * 100) for cell in cells) == sums


def _cents(text: str) -> int:
    euros, cents = text.lstrip("-").split(".")
    return (int(euros) * 100 + int(cents)) * (-1 if text.startswith("-") else 1)


def test_the_control_sees_what_goes_behind_the_program() -> None:
    """Negative control: an amount changed in the database is told."""
    house = House()
    for act in (("guarantee", 0, 90_000, 9), ("advance", 1, 30_000, 6), ("part", 1, 1, 0)):
        house.do(act)
    assert ledger.control().holds
    Guarantee.objects.update(amount_cents=89_999)
    assert not ledger.control().holds
    Guarantee.objects.update(amount_cents=90_000)
    Instalment.objects.filter(done_on=TODAY).update(amount_cents=14_999)
    assert not ledger.control().holds


def test_a_reversal_that_undoes_something_else_is_told() -> None:
    house = House()
    house.do(("payment", 0, 1_000, 3))
    house.do(("reverse", 0, 0, 0))
    assert ledger.control().unmatched == 0
    LEDGER.unprotect(connection.alias)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE housing_ledgerentry SET amount_cents = 999 WHERE amount_cents > 0")
    assert ledger.control().unmatched == 1


def test_a_guarantee_ended_by_mistake_stands_again_with_its_cost_undone() -> None:
    house = House()
    house.do(("guarantee", 0, 90_000, 9))
    house.do(("settle", 0, 60_000, 0))
    who = house.people[0].pk
    assert house.total(0, who) == {"rent": 0, "advance": 0, "guarantee": 0, "cost": 30_000}
    cost = LedgerEntry.objects.get(kind="cost")
    with pytest.raises(ValidationError):
        reverse_entry(actor=house.merle, entry=cost, why="other")
    end = LedgerEntry.objects.get(kind="guarantee_returned")
    reverse_entry(actor=house.merle, entry=end, why="other")
    sums = ledger.balances(LedgerEntry.objects.filter(person=who))
    assert sums == {"rent": 0, "advance": 0, "guarantee": 90_000, "cost": 0}
    held = Guarantee.objects.get()
    assert (held.state, held.settled_on, held.returned_cents) == ("placed", None, None)
    assert ledger.control().holds
