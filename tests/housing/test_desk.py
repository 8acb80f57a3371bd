"""The desk: what waits, nobody who died named, rolling leases beside their sublease."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from filrouge.audit.models import JournalEntry
from filrouge.followup.models import FollowUp
from filrouge.housing import desk, domain, domain_debts, domain_dues, domain_money, rules
from filrouge.housing.models import Advance, HeadLease, Inspection, MovePlan, Stay, Title
from filrouge.people.models import Person

from .homes import ago, desk_of, dwelling, lives, officer, person, today

pytestmark = pytest.mark.django_db
DEATH = 3


def url(name: str, *args: Any) -> str:
    return reverse(f"housing:{name}", args=args)


def indebted(who: Person) -> None:
    """Rent not paid since last month, an advance, and its plan that is late."""
    month = (today().replace(day=1) - timedelta(days=1)).replace(day=1)
    domain_dues.confirm_month(actor=officer(), month=month, persons=[who.pk])
    domain_debts.give_advance(
        actor=officer(), person=who, amount_cents=30_000, day=ago(100), reason="energy",
        budget="donations", instalments=3, first_day=ago(70),
    )  # fmt: skip


@pytest.fixture
def gone() -> Person:
    """Somebody who died three days ago, and all that was still to be done for them."""
    who, where = person(), dwelling()
    stay = lives(who, where, since=20, title_days=20)
    Inspection.objects.create(person=who, dwelling=where, kind="visit", day=ago(9), next_on=ago(-4))
    MovePlan.objects.create(person=who, dwelling=dwelling("HF002"), day=ago(-5))
    indebted(who)
    FollowUp.objects.update(end=ago(DEATH), end_reason="death")
    stay.end, stay.destination = ago(DEATH), "death"
    stay.save()
    return who


TO_DO = ["desk", "late", "advances"]


@pytest.mark.parametrize("name", TO_DO)
def test_the_living_are_named(name: str) -> None:
    """Without which the next test would prove nothing."""
    who = person()
    lives(who, dwelling(), since=80, title_days=20)
    indebted(who)
    assert "Trèfle1" in desk_of().get(url(name)).content.decode()


@pytest.mark.parametrize("name", TO_DO)
def test_who_died_is_named_nowhere_and_the_dwelling_stands_for_them(
    gone: Person, name: str
) -> None:
    text = desk_of().get(url(name)).content.decode()
    assert "Trèfle1" not in text
    assert "Alouette" not in text
    assert "rue du Merle 1" in text


def test_the_dues_of_a_month_do_not_name_who_died(gone: Person) -> None:
    month = ago(DEATH + 1)
    text = desk_of().get(url("money_month", month.year, month.month)).content.decode()
    assert "Trèfle1" not in text
    assert "rue du Merle 1" in text


def test_of_a_death_the_desk_asks_for_the_exit_alone(gone: Person) -> None:
    due = desk.inspections_due(today(), {gone.pk}, rules.deceased())
    assert [(one.kind, one.named) for one in due.lines] == [("exit", None)]
    assert desk.moves_planned({gone.pk}, rules.deceased()).lines == []
    assert desk.titles_ending(today(), {gone.pk}, rules.deceased()).lines == []
    desk_of().get(url("desk"))
    told = JournalEntry.objects.filter(action="dossiers.read_housing_desk").get()
    assert told.persons == []


def test_the_exit_of_a_home_after_a_death_can_be_made(gone: Person) -> None:
    where, client = Stay.objects.get().dwelling, desk_of()
    page = client.get(f"{url('new_inspection', where.pk)}?genre=exit&personne={gone.pk}")
    assert page.context["form"]["person"].value() == str(gone.pk)
    sent = {"kind": "exit", "day": ago(DEATH).isoformat(), "person": gone.pk}
    assert client.post(url("new_inspection", where.pk), sent).status_code == 302
    assert desk.inspections_due(today(), {gone.pk}, rules.deceased()).lines == []


def rolling(days: int) -> Stay:
    """A sublease under a lease of the association, to be taken over in so many days."""
    stay = lives(person(), dwelling(), title_days=200)
    Title.objects.update(rolling=True)
    HeadLease.objects.create(
        dwelling=stay.dwelling, start=stay.start, end=ago(-300), transfer_on=ago(-days)
    )
    return stay


def test_both_contracts_of_a_rolling_lease_show_at_the_desk_and_on_the_page() -> None:
    stay = rolling(25)
    client = desk_of()
    (one,) = desk.handovers(today(), {stay.person_id})
    assert (one.days, one.flag, one.title) == (25, "danger", Title.objects.get())
    for page in (url("desk"), url("tenant", stay.person_id)):
        text = client.get(page).content.decode()
        assert "Bail de l’association" in text
        assert "Trèfle1" in text
    (hidden,) = desk.handovers(today(), set())
    assert hidden.title is None


@pytest.mark.parametrize(("days", "flag"), [(120, "info"), (60, "warning"), (30, "danger")])
def test_a_lease_to_hand_over_counts_down(days: int, flag: str) -> None:
    rolling(days)
    assert [one.flag for one in desk.handovers(today(), set())] == [flag]


def test_a_lease_far_from_its_end_does_not_show() -> None:
    rolling(121)
    assert desk.handovers(today(), set()) == []


def test_the_tenant_takes_the_lease_over_without_moving() -> None:
    stay = rolling(0)
    client = desk_of()
    page = client.get(url("retitle", stay.person_id, stay.pk))
    assert "end_lease" in page.context["form"].fields
    sent = {"kind": "open_ended", "start": today().isoformat(), "end_lease": "on"}
    refused = client.post(url("retitle", stay.person_id, stay.pk), sent | {"rolling": "on"})
    assert refused.status_code == 422
    assert client.post(url("retitle", stay.person_id, stay.pk), sent).status_code == 302
    assert HeadLease.objects.get().end == ago(1)
    assert Stay.objects.get().end is None
    assert list(Title.objects.order_by("start").values_list("end", flat=True)) == [ago(1), None]
    assert desk.handovers(today(), {stay.person_id}) == []


def test_a_lease_of_another_time_is_not_beside_a_stay() -> None:
    stay = lives(person(), dwelling(), since=30)
    HeadLease.objects.create(dwelling=stay.dwelling, start=ago(900), end=ago(400))
    text = desk_of().get(url("tenant", stay.person_id)).content.decode()
    assert "Bail de l’association" not in text


def test_a_payment_is_proposed_with_what_is_owed() -> None:
    who = person()
    stay = lives(who, dwelling(), since=80)
    month = (today().replace(day=1) - timedelta(days=1)).replace(day=1)
    domain_dues.confirm_month(actor=officer(), month=month, persons=[who.pk])
    form = desk_of().get(url("new_entry", who.pk)).context["form"]
    assert form.fields["amount_cents"].initial == Decimal("450.00")
    assert form.fields["landlord"].initial == stay.dwelling.landlord_id


def test_debts_stated_by_a_landlord_stand_on_its_page_and_in_no_sum() -> None:
    who = person()
    of = lives(who, dwelling()).dwelling.landlord
    domain_debts.open_arrears(
        actor=officer(), person=who, creditor="landlord", landlord=of, amount_cents=61_234,
        day=ago(40),
    )  # fmt: skip
    page = desk_of().get(url("landlord_account", of.pk))
    assert (page.context["debts"], page.context["sums"]["rent"]) == (61_234, 0)
    assert "612,34" in page.content.decode()


def test_advances_are_listed_by_budget_with_what_came_back() -> None:
    who = person()
    lives(who, dwelling())
    indebted(who)
    domain_money.write_entry(
        actor=officer(), person=who, kind="advance_repaid", day=today(), amount_cents=12_000,
        paid_by="tenant",
    )  # fmt: skip
    client = desk_of()
    (line,) = [one for _name, one in client.get(url("advances")).context["rows"]]
    assert (line.repaid, line.left, line.promised, line.days) == (12_000, 18_000, 18_000, 100)
    assert not client.get(f"{url('advances')}?budget=other").context["rows"]
    assert Advance.objects.get().amount_cents == 30_000


def test_a_lease_is_not_ended_under_a_rolling_title() -> None:
    stay = rolling(0)
    with pytest.raises(ValidationError) as refused:
        domain.change_title(
            actor=officer(), stay=stay, kind="transit", start=today(), rolling=True, end_lease=True
        )
    assert list(refused.value.message_dict) == ["end_lease"]
    assert Title.objects.get().end == ago(-200)
