"""What happens in a life, written by the verbs of the pages, and the figures of the year.

Every number is counted by hand on the few dates of the test.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from filrouge.access.models import User
from filrouge.dossiers.domain_endings import end_follow_up, resume_follow_up
from filrouge.followup.models import FollowUp
from filrouge.housing.domain import change_title, end_stay, enter_stay
from filrouge.housing.models import RentLine, Stay, Title
from filrouge.people.models import Candidate
from filrouge.records.declaration import kind_of
from filrouge.records.domain import create_record
from tests.dossiers.paths import dwelling, entered, figures, home

pytestmark = pytest.mark.django_db
MOVES = ("hf.moves.flat_to_flat", "hf.moves.reentry", "hf.moves.exit", "hf.moves.total")
PERSONS = ("hf.tenants.followed", "hf.tenants.new_housed", "hf.tenants.active_year_end")
START = date(2024, 1, 10)


@pytest.fixture
def actor(worker: Any) -> User:
    made: User = worker("hf_director")
    return made


def test_a_rent_change_touches_neither_stay_nor_move(actor: User) -> None:
    """500 € from the start, 530 € from July: one stay, no move; the mean of the year end is 530."""
    where = dwelling("D1", rent_cents=50_000)
    entered(actor, START, home(where, START))
    kind = kind_of(RentLine)
    assert kind is not None
    values = {
        "dwelling": where,
        "start": date(2024, 7, 1),
        "rent_cents": 53_000,
        "charges_cents": None,
    }
    before = list(Stay.objects.values())
    create_record(actor=actor, kind=kind, values=values)
    assert list(Stay.objects.values()) == before
    assert figures(*MOVES) == ["0", "0", "0", "0"]
    assert figures("x.hf.rent.mean_year_end") == ["530.00"]
    assert figures(*PERSONS) == ["1", "1", "1"]


def test_transit_then_open_ended_in_the_same_dwelling_is_no_move(actor: User) -> None:
    """One stay of 357 days, two titles one after the other."""
    person = entered(actor, START, home(dwelling("D1"), START))
    change_title(actor=actor, stay=Stay.objects.get(), kind="open_ended", start=date(2024, 6, 1))
    titles = Title.objects.filter(person=person).order_by("start")
    assert [(one.kind, one.start, one.end) for one in titles] == [
        ("transit", START, date(2024, 5, 31)),
        ("open_ended", date(2024, 6, 1), None),
    ]
    assert figures(*MOVES) == ["0", "0", "0", "0"]
    assert figures("x.hf.days_housed", "x.hf.days_followed") == ["357", "357"]
    assert figures("hf.retention.rate") == ["100"]


def test_a_couple_moves_once_then_separates(actor: User) -> None:
    """Two persons, one dwelling: one move together; then one of them goes to another flat."""
    first, second, alone = dwelling("D1", 2), dwelling("D2", 2), dwelling("D3")
    persons = [entered(actor, START, home(first, START)) for _one in range(2)]
    assert figures("hf.landlord.units.total", "hf.tenants.followed") == ["1", "2"]
    moving = date(2024, 5, 1)
    for person in persons:
        stay = Stay.objects.get(person=person, end=None)
        end_stay(actor=actor, stay=stay, end=moving, destination="other_dwelling")
        enter_stay(actor=actor, person=person, dwelling=second, start=moving)
    assert figures(*MOVES) == ["1", "0", "0", "1"]
    parting = date(2024, 9, 1)
    stay = Stay.objects.get(person=persons[0], end=None)
    end_stay(actor=actor, stay=stay, end=parting, destination="other_dwelling")
    enter_stay(actor=actor, person=persons[0], dwelling=alone, start=parting)
    assert figures(*MOVES) == ["2", "0", "0", "2"]
    assert figures(*PERSONS) == ["2", "2", "2"]
    assert figures("hf.retention.rate") == ["100"]


def test_losing_a_home_and_finding_another_keeps_the_follow_up(actor: User) -> None:
    """Street on 1 March, a home again on 1 June: an exit and a re-entry, one follow-up."""
    person = entered(actor, START, home(dwelling("D1"), START))
    stay = Stay.objects.get()
    end_stay(actor=actor, stay=stay, end=date(2024, 3, 1), destination="street")
    assert FollowUp.objects.get().end is None
    enter_stay(actor=actor, person=person, dwelling=dwelling("D2"), start=date(2024, 6, 1))
    assert FollowUp.objects.count() == 1
    assert figures(*MOVES) == ["0", "1", "1", "2"]
    assert figures("x.hf.days_followed", "x.hf.days_housed") == ["357", str(51 + 214)]
    assert figures(*PERSONS) == ["1", "1", "1"]


def test_somebody_who_comes_back_is_counted_once(actor: User) -> None:
    """Relayed on 31 March, back on 1 October: 82 and 92 days, one person, one ending."""
    person = entered(actor, START)
    end_follow_up(actor=actor, person=person, day=date(2024, 3, 31), reason="relayed")
    assert figures("hf.endings.relayed", *PERSONS) == ["1", "1", "0", "0"]
    resume_follow_up(actor=actor, person=person, start=date(2024, 10, 1), team="icm")
    assert [one.resumed for one in FollowUp.objects.order_by("start")] == [False, True]
    assert figures("hf.endings.relayed", *PERSONS) == ["1", "1", "0", "1"]
    assert figures("x.hf.days_followed") == [str(82 + 92)]


def test_a_death_ends_everything_on_its_day(actor: User) -> None:
    """Dead on 30 June: 173 days followed and housed, one exit by death, maintained until then."""
    person = entered(actor, START, home(dwelling("D1"), START))
    end_follow_up(actor=actor, person=person, day=date(2024, 6, 30), reason="death")
    assert figures("hf.deaths", *PERSONS) == ["1", "1", "1", "0"]
    assert figures("x.hf.days_followed", "x.hf.days_housed") == ["173", "173"]
    assert figures(*MOVES, "x.hf.moves.exit.death") == ["0", "0", "1", "1", "1"]
    assert figures("x.hf.retention.maintained", "hf.retention.rate") == ["1", "100"]
    assert figures("hf.tenants.followed", year=2025) == ["0"]


def test_entering_changes_no_past_count_of_candidates(actor: User) -> None:
    """Selected at the end of 2024 for January 2025: still in preparation then, once entered."""
    candidate = Candidate.objects.create(
        code="C1", state="selected", planned_entry=date(2025, 1, 20)
    )
    assert figures("hf.tenants.in_preparation") == ["1"]
    _enter(actor, candidate, date(2025, 2, 3))
    assert figures("hf.tenants.in_preparation", "hf.tenants.followed") == ["1", "0"]
    assert figures("hf.tenants.in_preparation", "hf.tenants.followed", year=2025) == ["0", "1"]


def test_who_entered_earlier_than_planned_is_not_in_preparation_as_well(actor: User) -> None:
    candidate = Candidate.objects.create(
        code="C1", state="selected", planned_entry=date(2025, 1, 20)
    )
    _enter(actor, candidate, date(2024, 12, 2))
    assert figures("hf.tenants.in_preparation", "hf.tenants.followed") == ["0", "1"]


def _enter(actor: User, candidate: Candidate, day: date) -> None:
    from filrouge.dossiers.domain_entry import enter_candidate
    from tests.dossiers.paths import entry

    enter_candidate(actor=actor, candidate=candidate, entry=entry(actor, day))
