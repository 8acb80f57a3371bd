"""The ledger of the last three months: rents due and paid, guarantees, advances, debts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from .today import Scene, Team

if TYPE_CHECKING:
    from filrouge.housing.models import Advance, Arrears, Stay

MONTHS = 3
PAID = 0.96
"""Share of the rents that were paid."""
FIRST, LAST = 2, 11
"""Days after the first of the month on which rents are paid."""


def account(scene: Scene, team: Team) -> None:
    """What each home owes and what came in, then what is promised."""
    from filrouge.housing.models import Stay

    running = Stay.objects.filter(person__in=team.everybody, end__isnull=True)
    stays = list(running.select_related("person", "dwelling__landlord").order_by("person__number"))
    _rents(scene, stays)
    paying = [one for one in stays if one.dwelling.rent_cents]
    _guarantees(scene, paying)
    _advances(scene, paying)
    _debts(scene, paying)


def _months(day: date) -> list[date]:
    """The first days of the last months, the one of today last."""
    found = [day.replace(day=1)]
    while len(found) < MONTHS:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found[::-1]


def _rents(scene: Scene, stays: Sequence[Stay]) -> None:
    from filrouge.housing.domain_dues import confirm_month
    from filrouge.housing.domain_money import write_entry
    from filrouge.housing.models import DUES, LedgerEntry

    officer, rng = scene.users["logement"], scene.rng("rents")
    persons: Collection[int] = [one.person_id for one in stays]
    for month in _months(scene.day):
        confirm_month(actor=officer, month=month, persons=persons)
        due = dict[int, int]()
        rows = LedgerEntry.objects.filter(month=month, kind__in=DUES)
        for key, cents in rows.values_list("stay_id", "amount_cents"):
            due[key] = due.get(key, 0) + cents
        for stay in stays:
            day = month + timedelta(days=rng.randint(FIRST, LAST))
            pays = rng.random() < PAID
            who = rng.choice(("tenant", "tenant", "administrator", "cpas"))
            if due.get(stay.pk) and pays and stay.start <= day <= scene.day:
                write_entry(
                    actor=officer,
                    person=stay.person,
                    kind="payment",
                    day=day,
                    amount_cents=due[stay.pk],
                    landlord=stay.dwelling.landlord,
                    paid_by=who,
                    reference=f"F{month.year}-{month.month:02d}{stay.person.number:03d}",
                )


def _guarantees(scene: Scene, stays: Sequence[Stay]) -> None:
    """Three guarantees; the third one was advanced and comes back by instalments."""
    from filrouge.housing.domain_debts import give_advance, place_guarantee

    officer = scene.users["logement"]
    kinds = (("blocked_account", "tenant"), ("cpas", "cpas"), ("association", "association"))
    for stay, (kind, by) in zip(stays[:3], kinds, strict=False):
        place_guarantee(
            actor=officer,
            person=stay.person,
            landlord=stay.dwelling.landlord,
            kind=kind,
            amount_cents=2 * (stay.dwelling.rent_cents or 0),
            day=max(stay.start, scene.back(200)),
            paid_by=by,
        )
    last = stays[2]
    advance = give_advance(
        actor=officer,
        person=last.person,
        amount_cents=2 * (last.dwelling.rent_cents or 0),
        day=scene.back(200),
        reason="guarantee",
        budget="guarantee_fund",
        landlord=last.dwelling.landlord,
        instalments=12,
        first_day=scene.day - timedelta(days=170),
    )
    _repay(scene, advance, missed=0)


def _advances(scene: Scene, stays: Sequence[Stay]) -> None:
    """An advance half repaid whose last part is late, and one of last week."""
    from filrouge.housing.domain_debts import give_advance

    officer = scene.users["logement"]
    half = give_advance(
        actor=officer,
        person=stays[4].person,
        amount_cents=30_000,
        day=scene.back(130),
        reason="energy",
        budget="donations",
        instalments=5,
        first_day=scene.day - timedelta(days=100),
    )
    _repay(scene, half, missed=1)
    give_advance(
        actor=officer,
        person=stays[6].person,
        amount_cents=12_500,
        day=scene.back(6),
        reason="furniture",
        budget="housing_first",
    )


def _debts(scene: Scene, stays: Sequence[Stay]) -> None:
    """Rent owed with a plan under way, energy owed without one, a debt paid off."""
    from filrouge.housing.domain_debts import end_arrears, open_arrears

    officer = scene.users["logement"]
    owed = open_arrears(
        actor=officer,
        person=stays[7].person,
        creditor="landlord",
        landlord=stays[7].dwelling.landlord,
        amount_cents=96_000,
        day=scene.back(120),
        instalments=8,
        first_day=scene.day - timedelta(days=75),
    )
    _repay(scene, owed, missed=1)
    open_arrears(
        actor=officer,
        person=stays[9].person,
        creditor="energy",
        amount_cents=41_250,
        day=scene.back(21),
    )
    old = open_arrears(
        actor=officer,
        person=stays[11].person,
        creditor="water",
        amount_cents=8_800,
        day=scene.back(160),
    )
    end_arrears(actor=officer, arrears=old, day=scene.back(33), reason="paid")


def _repay(scene: Scene, debt: Advance | Arrears, *, missed: int) -> None:
    """The parts whose day has come are done, but for the last ones."""
    from filrouge.housing.domain_debts import pay_instalment

    due = list(debt.instalments.filter(day__lte=scene.day).order_by("day"))
    for one in due[: len(due) - missed]:
        pay_instalment(actor=scene.users["logement"], instalment=one, day=one.day, paid_by="tenant")
