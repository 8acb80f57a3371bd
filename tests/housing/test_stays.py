"""Entering, leaving, another title, a couple, a death: the rules of an import, said by field."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from filrouge.audit.models import JournalEntry
from filrouge.followup.models import FollowUp
from filrouge.housing import domain, occupancy
from filrouge.housing.models import Stay, Title

from .homes import ago, dwelling, lives, officer, person, today

pytestmark = pytest.mark.django_db


def test_an_entry_makes_a_stay_and_its_title_and_says_so_in_the_journal() -> None:
    who, where = person(), dwelling()
    domain.enter_stay(
        actor=officer(),
        person=who,
        dwelling=where,
        start=ago(3),
        title_kind="transit",
        title_end=ago(-362),
    )
    stay, title = Stay.objects.get(), Title.objects.get()
    assert (stay.start, stay.end, title.start, title.end) == (ago(3), None, ago(3), ago(-362))
    acts = list(JournalEntry.objects.values_list("action", "persons").order_by("pk"))
    assert acts == [("housing.create_stay", [who.pk]), ("housing.create_title", [who.pk])]


def test_nobody_lives_in_two_dwellings() -> None:
    who = person()
    lives(who, dwelling())
    with pytest.raises(ValidationError) as refused:
        domain.enter_stay(actor=officer(), person=who, dwelling=dwelling("HF002"), start=ago(2))
    assert list(refused.value.message_dict) == ["start"]
    assert Stay.objects.count() == 1


def test_a_title_that_cannot_be_leaves_no_stay_behind() -> None:
    with pytest.raises(ValidationError) as refused:
        domain.enter_stay(
            actor=officer(),
            person=person(),
            dwelling=dwelling(),
            start=ago(3),
            title_kind="transit",
            title_end=ago(9),
        )
    assert list(refused.value.message_dict) == ["title_end"]
    assert Stay.objects.count() == 0


def test_leaving_ends_the_title_the_day_before_or_leaves_it() -> None:
    stay = lives(person(), dwelling(), title_days=90)
    domain.end_stay(actor=officer(), stay=stay, end=today(), destination="street")
    assert Title.objects.get().end == ago(1)
    other = lives(person(2), dwelling("HF002"), title_days=90)
    domain.end_stay(
        actor=officer(), stay=other, end=today(), destination="street", end_titles=False
    )
    assert Title.objects.get(person=other.person).end == ago(-90)


@pytest.mark.parametrize(
    ("days", "destination", "field"), [(0, "", "destination"), (500, "street", "end")]
)
def test_a_departure_says_where_to_and_not_before_the_entry(
    days: int, destination: str, field: str
) -> None:
    stay = lives(person(), dwelling())
    with pytest.raises(ValidationError) as refused:
        domain.end_stay(actor=officer(), stay=stay, end=ago(days), destination=destination)
    assert list(refused.value.message_dict) == [field]


def test_a_stay_does_not_end_twice() -> None:
    stay = lives(person(), dwelling())
    domain.end_stay(actor=officer(), stay=stay, end=today(), destination="street")
    stay.refresh_from_db()
    with pytest.raises(ValidationError, match=r"déjà|already"):
        domain.end_stay(actor=officer(), stay=stay, end=today(), destination="street")


def test_an_open_ended_title_after_a_transit_in_the_same_dwelling_is_no_move() -> None:
    who = person()
    stay = lives(who, dwelling(), title_days=30)
    domain.change_title(actor=officer(), stay=stay, kind="open_ended", start=today())
    first, second = Title.objects.order_by("start")
    assert (first.end, second.start, second.end) == (ago(1), today(), None)
    assert Stay.objects.get() == stay
    assert [move.kind for move in occupancy.moves_of(who.stays.all())] == ["new_entry"]


@pytest.mark.parametrize("days", [401, 0])
def test_a_title_outside_the_stay_or_twice_on_a_day_is_refused(days: int) -> None:
    stay = lives(person(), dwelling())
    Title.objects.create(person=stay.person, dwelling=stay.dwelling, kind="transit", start=today())
    with pytest.raises(ValidationError) as refused:
        domain.change_title(actor=officer(), stay=stay, kind="open_ended", start=ago(days))
    assert list(refused.value.message_dict) == ["start"]


def test_a_couple_lives_in_one_dwelling_and_a_third_person_only_warns() -> None:
    where = dwelling(capacity=2)
    for number in (1, 2):
        domain.enter_stay(actor=officer(), person=person(number), dwelling=where, start=ago(5))
    assert domain.full_dwelling(where, today()) == ""
    domain.enter_stay(actor=officer(), person=person(3), dwelling=where, start=ago(1))
    assert "HF001" in domain.full_dwelling(where, today())


def test_a_death_ends_the_stay_on_its_very_day() -> None:
    stay = lives(person(), dwelling())
    with pytest.raises(ValidationError) as refused:
        domain.end_stay(actor=officer(), stay=stay, end=ago(2), destination="death")
    assert list(refused.value.message_dict) == ["destination"]
    FollowUp.objects.update(end=ago(3), end_reason="death")
    with pytest.raises(ValidationError) as refused:
        domain.end_stay(actor=officer(), stay=stay, end=ago(2), destination="death")
    assert list(refused.value.message_dict) == ["end"]
    domain.end_stay(actor=officer(), stay=stay, end=ago(3), destination="death")
    with pytest.raises(ValidationError) as refused:
        domain.enter_stay(
            actor=officer(), person=stay.person, dwelling=dwelling("HF002"), start=ago(1)
        )
    assert list(refused.value.message_dict) == ["start"]


def test_moves_are_read_from_stays() -> None:
    who, first, second = person(), dwelling(), dwelling("HF002")
    day = ago(300)
    steps = [
        (first, 0, 50, "same_dwelling"),
        (first, 51, 100, "other_dwelling"),
        (second, 100, 150, "street"),
        (second, 200, 250, "institution"),
    ]
    for where, start, end, destination in steps:
        Stay.objects.create(
            person=who,
            dwelling=where,
            start=day + timedelta(days=start),
            end=day + timedelta(days=end),
            destination=destination,
        )
    found = occupancy.moves_of(who.stays.select_related("dwelling"))
    assert [move.kind for move in found] == [
        "exit",
        "reentry",
        "exit",
        "flat_to_flat",
        "new_entry",
    ]
