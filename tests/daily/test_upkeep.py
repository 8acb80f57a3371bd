"""Upkeep: which facts are stale, in whose files, who is asked, what the page shows."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from filrouge.access.links import CareLink
from filrouge.access.models import User
from filrouge.audit.models import JournalEntry
from filrouge.common.periods import Period, months_later
from filrouge.daily.stale import stale_facts
from filrouge.figures.dashboard.worth import worth
from filrouge.figures.facts.scope import Scope
from filrouge.followup.models import (
    EncounterTopic,
    EncounterWorker,
    FunctioningScore,
    NetworkLink,
    SymptomReview,
    UseReview,
)
from filrouge.housing.models import Dwelling, Landlord, Stay, Title
from filrouge.people.models import Income, Person
from filrouge.staff.models import Worker
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers

pytestmark = pytest.mark.django_db
LIST = 23
PAGE = 33


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def recent() -> date:
    """Yesterday, so that in any month of the year it is of the year that counts."""
    return max(days_ago(1), timezone.localdate().replace(month=1, day=1))


def subjects(user: User, who: Person | None = None) -> set[str]:
    return {one.subject for one in stale_facts(user) if who is None or one.person == who.pk}


def fresh(number: int, user: User) -> Person:
    """A person of whom nothing is stale."""
    who = lives.person(number, followed=True)
    FunctioningScore.objects.create(person=who, day=recent(), score=50, moment="current")
    SymptomReview.objects.create(person=who, day=recent(), depression=True)
    UseReview.objects.create(person=who, day=recent())
    Income.objects.create(person=who, kind="ris_cpas", start=recent())
    organisation = who.referrer
    assert organisation is not None
    NetworkLink.objects.create(person=who, partner=organisation, function="social", start=recent())
    CareLink.objects.create(
        person=who, worker=user, kind="referent", start=days_ago(9), end=days_ago(-9)
    )
    return who


def home(who: Person, start: date, title_end: date | None = None) -> None:
    landlord, _new = Landlord.objects.get_or_create(organisation=who.referrer, kind="ais")
    dwelling = Dwelling.objects.create(
        code=f"L{who.number}", commune="21007", landlord=landlord, capacity=1
    )
    Stay.objects.create(person=who, dwelling=dwelling, start=start)
    Title.objects.create(
        person=who, dwelling=dwelling, kind="open_ended_lease", start=start, end=title_end
    )


def test_nothing_is_stale_of_a_file_kept_up(worker: Workers) -> None:
    user = worker("care_worker")
    fresh(1, user)
    assert stale_facts(user) == []


def test_a_year_makes_facts_stale(worker: Workers) -> None:
    user = worker("care_worker")
    who = fresh(1, user)
    old = months_later(timezone.localdate(), -12) - timedelta(days=1)
    for model in (FunctioningScore, SymptomReview, UseReview):
        model._default_manager.update(day=old)
    Income.objects.update(start=old)
    NetworkLink.objects.update(start=old)
    assert subjects(user, who) == {"score", "symptoms", "use", "income", "network"}
    assert {one.since for one in stale_facts(user)} == {old}


def test_a_move_makes_incomes_stale(worker: Workers) -> None:
    user = worker("care_worker")
    who = fresh(1, user)
    Income.objects.update(start=days_ago(40))
    home(who, days_ago(10))
    assert subjects(user, who) == {"income"}


def test_what_was_never_recorded_is_asked_after_a_month(worker: Workers) -> None:
    user = worker("care_worker")
    who = lives.person(1, followed=True)
    assert subjects(user, who) == {"score", "symptoms", "use", "income", "network", "referent"}
    who.follow_ups.update(start=days_ago(3))
    assert subjects(user, who) == {"referent"}


def test_a_review_without_answers_is_no_review(worker: Workers) -> None:
    user = worker("care_worker")
    who = fresh(1, user)
    UseReview.objects.update(unanswered="substances=refused")
    SymptomReview.objects.update(depression=None, unanswered="depression=refused")
    assert subjects(user, who) == {"use", "symptoms"}


def test_a_title_that_ended_with_nothing_after_it(worker: Workers) -> None:
    user = worker("housing_officer")
    ended, running = fresh(1, user), fresh(2, user)
    home(ended, days_ago(1), title_end=days_ago(1))
    home(running, days_ago(1))
    Income.objects.update(start=days_ago(0))
    assert [(one.subject, one.person) for one in stale_facts(user)] == [("title", ended.pk)]


def test_a_visit_without_topic_or_duration_is_of_its_worker(worker: Workers) -> None:
    user = worker("care_worker")
    who = fresh(1, user)
    bare, told = lives.encounter(who), lives.encounter(who)
    for met in (bare, told):
        met.day = days_ago(3)
        met.duration_min = 30
        met.save()
    EncounterTopic.objects.create(encounter=told, topic="housing")
    assert [(one.subject, one.about) for one in stale_facts(user)] == [("encounter", bare.pk)]
    Worker.objects.create(code="P9", account=user)
    user = User.objects.get(pk=user.pk)
    assert stale_facts(user) == []
    EncounterWorker.objects.create(encounter=bare, worker=user.worker)
    assert [one.about for one in stale_facts(user)] == [bare.pk]
    bare.day = days_ago(40)
    bare.save()
    assert stale_facts(user) == []


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("care_worker", {"score", "symptoms", "use", "income", "network", "referent"}),
        ("peer_worker", {"network"}),
        ("housing_officer", {"income", "referent"}),
        ("hf_director", {"score", "symptoms", "use", "income", "network", "referent"}),
    ],
)
def test_each_role_is_asked_what_it_writes(worker: Workers, role: str, expected: set[str]) -> None:
    lives.person(1, followed=True)
    assert subjects(worker(role)) == expected


def test_only_open_files_of_persons_followed_today(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    lives.person(1, followed=True, team="icm")
    gone = lives.person(2, followed=True)
    gone.follow_ups.update(end=days_ago(5), end_reason="other")
    assert stale_facts(user) == []
    html = logged(user).get(reverse("daily:upkeep")).content.decode()
    assert lives.canary("last", 1) not in html
    answer = logged(user).get(reverse("daily:stale_fact", args=[1, "score"]))
    assert answer.status_code == 404


def test_a_part_that_is_closed_has_no_page(worker: Workers, logged: Logged) -> None:
    who = lives.person(1, followed=True)
    client = logged(worker("housing_officer"))
    assert client.get(reverse("daily:stale_fact", args=[who.pk, "score"])).status_code == 404
    assert client.get(reverse("daily:stale_fact", args=[who.pk, "nonsense"])).status_code == 404


def test_the_eight_oldest_are_shown_and_written_down(worker: Workers, logged: Logged) -> None:
    client = logged(worker("care_worker"))
    for number in (1, 2, 3):
        lives.person(number, followed=True)
    html = client.get(reverse("daily:upkeep")).content.decode()
    assert html.count("/entretien/") - html.count("/entretien/chiffres/") >= 8
    shown = {f"/entretien/{one.pk}/" in html for one in Person.objects.all()}
    entry = JournalEntry.objects.get(action="dossiers.list_upkeep")
    assert entry.detail["shown"] == 8
    assert len(entry.persons) == sum(
        f"/entretien/{one.pk}/" in html for one in Person.objects.all()
    )
    assert shown


def test_each_sort_of_fact_has_its_turn(worker: Workers) -> None:
    """Ten networks that nobody ever noted do not hide the score of somebody else."""
    user = worker("care_worker")
    for number in (1, 2, 3):
        lives.person(number, followed=True)
    found = [one.subject for one in stale_facts(user)]
    sorts = len(set(found))
    assert sorts > 3
    assert len(set(found[:sorts])) == sorts
    assert len(found) == 3 * sorts


def test_the_gauge_counted_by_hand(worker: Workers, logged: Logged) -> None:
    """Three persons followed. One is kept up; of another only a score of entry and a review without
    answers; of the third nothing. Both scores: 1 of 3 (the one of today alone is not both)."""
    user = worker("care_worker")
    one, two, _three = (
        fresh(1, user),
        lives.person(2, followed=True),
        lives.person(3, followed=True),
    )
    FunctioningScore.objects.create(person=one, day=recent(), score=40, moment="entry")
    FunctioningScore.objects.create(person=two, day=recent(), score=40, moment="entry")
    SymptomReview.objects.create(person=two, day=recent(), unanswered="depression=refused")
    Person.objects.filter(pk=two.pk).update(street_months_total=14)
    visits = [lives.encounter(who) for who in (one, one, two, two)]
    for visit in visits:
        visit.day = recent()
        visit.save()
    EncounterTopic.objects.create(encounter=visits[0], topic="medical")
    for visit in visits[:3]:
        visit.duration_min = 45
        visit.save()
    html = logged(user).get(reverse("daily:upkeep_worth")).content.decode()
    rows = re.findall(
        r'<th scope="row">(.*?)</th>.*?muted">(.*?)</td><td class="num">(.*?)</td>', html
    )
    told = {
        " ".join(label.split()[:2]): (words, share.replace("\u202f", ""))
        for label, words, share in rows
    }
    assert told == {
        "Évaluations du": ("1 sur 3", "33%"),
        "Symptômes passés": ("1 sur 3", "33%"),
        "Consommations passées": ("1 sur 3", "33%"),
        "Revenus connus": ("1 sur 3", "33%"),
        "Durée sans": ("1 sur 3", "33%"),
        "Visites, sorties": ("1 sur 4", "25%"),
        "Durée des": ("3 sur 4", "75%"),
    }


def test_the_gauge_is_that_of_the_dashboard(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    fresh(1, user)
    lives.person(2, followed=True)
    html = logged(user).get(reverse("daily:upkeep_worth")).content.decode()
    scope = Scope(Period.year(timezone.localdate().year))
    gauges = worth("housing_first", scope, team="", workers=False, opened=False).gauges
    assert gauges
    for gauge in gauges:
        assert gauge.words in html
        assert gauge.share in html
    weakest = min(gauges, key=lambda one: one.percent)
    assert weakest.label[1:] in html


@pytest.mark.parametrize("rows", [1, 3])
def test_as_many_questions_for_one_person_as_for_three(
    worker: Workers,
    logged: Logged,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
) -> None:
    user = worker("care_worker")
    client = logged(user)
    for number in range(1, rows + 1):
        who = lives.person(number, followed=True)
        lives.encounter(who)
    client.get(reverse("daily:upkeep"))
    with django_assert_num_queries(LIST):
        client.get(reverse("daily:upkeep"))
    with django_assert_num_queries(PAGE):
        client.get(reverse("daily:stale_fact", args=[who.pk, "use"]))
