"""What follows when a follow-up is corrected: encounters, team, home; what it refuses."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from filrouge.access.models import User
from filrouge.directory.models import Organisation
from filrouge.followup.models import (
    Encounter,
    EncounterPerson,
    FollowUp,
    FollowUpTerm,
    FunctioningScore,
    NetworkLink,
    SymptomReview,
)
from filrouge.housing.models import Stay, Title
from filrouge.people.models import Person
from filrouge.records.declaration import kind_of
from filrouge.records.domain import correct_record, create_record, delete_record, version_of
from tests.dossiers.paths import dwelling, entered, home

pytestmark = pytest.mark.django_db
START, MET, LATER = date(2024, 1, 10), date(2024, 6, 1), date(2024, 9, 1)


@pytest.fixture
def actor(db: None) -> User:
    return User.objects.create(username="merle", role="hf_director", teams=";act;")


def correct(actor: User, record: Any, **values: Any) -> None:
    kind = kind_of(type(record))
    assert kind is not None
    record.refresh_from_db()
    correct_record(actor=actor, kind=kind, key=record.pk, values=values, version=version_of(record))


def add(actor: User, model: Any, person: Person, **values: Any) -> Any:
    kind = kind_of(model)
    assert kind is not None
    return create_record(actor=actor, kind=kind, values=values, person=person)


def met(day: date, *persons: Person, status: str = "held") -> Encounter:
    made = Encounter.objects.create(
        kind="home_visit", status=status, day=day, lead=persons[0], person_count=len(persons)
    )
    for one in persons:
        EncounterPerson.objects.create(encounter=made, person=one)
    return made


def outside(encounter: Encounter) -> bool:
    encounter.refresh_from_db()
    return encounter.outside_follow_up


def test_an_end_brought_forward_puts_encounters_outside_and_back(actor: User) -> None:
    person = entered(actor, START)
    held, missed = met(MET, person), met(MET, person, status="cancelled")
    follow_up = FollowUp.objects.get()
    revision = held.revision
    correct(actor, follow_up, end=date(2024, 5, 31), end_reason="relayed")
    assert (outside(held), outside(missed)) == (True, False)
    correct(actor, follow_up, end=MET)
    assert outside(held) is False
    assert held.revision == revision


def test_an_encounter_of_two_is_outside_when_it_is_for_one(actor: User) -> None:
    one, other = entered(actor, START), entered(actor, START)
    together = met(MET, one, other)
    correct(actor, FollowUp.objects.get(person=other), end=START, end_reason="other")
    assert outside(together) is True
    correct(actor, FollowUp.objects.get(person=other), end=None, end_reason="")
    assert outside(together) is False


def test_a_return_takes_encounters_in_and_its_deletion_puts_them_out(actor: User) -> None:
    person = entered(actor, START)
    correct(actor, FollowUp.objects.get(), end=date(2024, 3, 1), end_reason="relayed")
    held = met(MET, person)
    again = add(actor, FollowUp, person, start=date(2024, 5, 1), end=None, end_reason="")
    assert (outside(held), again.resumed) == (False, True)
    kind = kind_of(FollowUp)
    assert kind is not None
    first = FollowUp.objects.get(resumed=False)
    delete_record(actor=actor, kind=kind, key=first.pk, version=version_of(first))
    again.refresh_from_db()
    assert (outside(held), again.resumed) == (False, False)
    delete_record(actor=actor, kind=kind, key=again.pk, version=version_of(again))
    assert outside(held) is True


def test_team_and_funding_at_the_start_move_with_it(actor: User) -> None:
    person = entered(actor, START)
    add(actor, FollowUpTerm, person, effective_on=MET, team="icm", funding="")
    correct(actor, FollowUp.objects.get(), start=date(2024, 1, 2))
    terms = FollowUpTerm.objects.order_by("effective_on")
    assert [(one.effective_on, one.team, one.initial) for one in terms] == [
        (date(2024, 1, 2), "act", True),
        (MET, "icm", False),
    ]


def test_one_change_of_team_a_day(actor: User) -> None:
    person = entered(actor, START)
    add(actor, FollowUpTerm, person, effective_on=MET, team="icm", funding="")
    with pytest.raises(ValidationError) as refused:
        add(actor, FollowUpTerm, person, effective_on=MET, team="act", funding="")
    assert list(refused.value.message_dict) == ["effective_on"]


def test_the_home_ends_on_the_corrected_day_of_a_death(actor: User) -> None:
    person = entered(actor, START, home(dwelling("D1"), START))
    from filrouge.dossiers.domain_endings import end_follow_up

    end_follow_up(actor=actor, person=person, day=MET, reason="death")
    correct(actor, FollowUp.objects.get(), end=LATER)
    assert Stay.objects.get().end == Title.objects.get().end == LATER
    with pytest.raises(ValidationError) as refused:
        correct(actor, FollowUp.objects.get(), end_reason="relayed")
    assert list(refused.value.message_dict) == ["end_reason"]
    correct(actor, Stay.objects.get(), destination="street")
    correct(actor, FollowUp.objects.get(), end_reason="relayed")
    assert FollowUp.objects.get().end_reason == "relayed"


def test_nothing_lived_comes_after_a_death(actor: User) -> None:
    person = entered(actor, START)
    met(LATER, person, status="cancelled")
    met(MET, person)
    score = FunctioningScore.objects.create(person=person, day=LATER, score=40, moment="current")
    follow_up = FollowUp.objects.get()
    for day in (date(2024, 5, 1), date(2024, 8, 31)):
        with pytest.raises(ValidationError) as refused:
            correct(actor, follow_up, end=day, end_reason="death")
        assert list(refused.value.message_dict) == ["end"]
    score.delete()
    with pytest.raises(ValidationError):
        correct(actor, follow_up, end=date(2024, 5, 1), end_reason="death")
    correct(actor, follow_up, end=MET, end_reason="death")
    assert FollowUp.objects.get().end == MET


@pytest.mark.parametrize(
    ("partner", "detail", "commune"),
    [
        ("CPAS", "Laeken", "21004"),
        ("CPAS", "1050 Ixelles", "21009"),
        ("cpas", "", ""),
        ("CPAS de Jette", "Jette", ""),
        ("Cabinet Hibou", "Ixelles", ""),
    ],
)
def test_a_public_centre_is_one_of_its_commune(
    partner: str, detail: str, commune: str, actor: User
) -> None:
    body = Organisation.objects.create(name=partner)
    tie = {"partner": body, "detail": detail, "function": "social", "start": START, "end": None}
    add(actor, NetworkLink, entered(actor, START), **tie)
    assert NetworkLink.objects.get().commune == commune


def test_a_commune_that_is_none_is_refused_and_a_correction_changes_it(actor: User) -> None:
    person, body = entered(actor, START), Organisation.objects.create(name="CPAS")
    tie = {"partner": body, "function": "social", "start": START, "end": None}
    with pytest.raises(ValidationError) as refused:
        add(actor, NetworkLink, person, **tie, detail="l’assistante du mardi")
    assert list(refused.value.message_dict) == ["detail"]
    link = add(actor, NetworkLink, person, **tie, detail="Jette")
    correct(actor, link, detail="Evere")
    link.refresh_from_db()
    assert link.commune == "21006"


def test_why_a_question_had_no_answer_goes_with_the_answer(actor: User) -> None:
    person = entered(actor, START)
    review = SymptomReview.objects.create(
        person=person, day=MET, unanswered="depression=refused;cognitive=not_asked"
    )
    correct(actor, review, depression=True)
    review.refresh_from_db()
    assert review.unanswered == "cognitive=not_asked"
