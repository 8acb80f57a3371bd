"""What each page of a file asks of the database: the same with one row of each kind and three."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from filrouge.access.links import CareLink
from filrouge.access.models import User
from filrouge.audit import journal
from filrouge.followup.models import (
    CloseTie,
    EncounterTopic,
    FollowUp,
    FunctioningScore,
    Goal,
    HealthEvent,
    LifeEvent,
    MeetingRhythm,
    NetworkLink,
    ReviewedSubstance,
    SymptomReview,
    Task,
    UseReview,
)
from filrouge.harm_reduction.models import MaterialIssue
from filrouge.housing.models import Dwelling, Stay, Title
from filrouge.people.models import Candidate, Income, Person
from tests.harness.counting import counted, heavy, not_asked

from . import lives
from .conftest import Logged, Workers

pytestmark = pytest.mark.django_db
ELSEWHERE = {
    *("break_glass", "reviews", "notices", "attachments", "attachment", "attachment_content"),
    *("search", "search_in"),
}
"""Pages of the secrecy of files, counted by their own tests; a search is posted."""
QUERIES = {
    "list": 11,
    "handover": 6,
    "handover?de": 17,
    "review": 29,
    "share": 18,
    "access": 29,
    "network": 21,
    "network_list": 20,
    "end": 27,
    "log": 19,
    "resume": 17,
    "enter": 11,
    "new_record": 17,
    "edit_record": 18,
    "delete_record": 18,
    "file?n=200": 56,
    "file?quoi=rencontres": 39,
    "file?sujet=medical": 38,
    "file?qui=account": 39,
}


def more(who: Person, user: User, one: int) -> FunctioningScore:
    """One more record of each kind, on other days than those before."""
    day = lives.DAY - timedelta(days=60 * (one + 1))
    of: dict[str, Any] = {"person": who, "day": day}
    since: dict[str, Any] = {"person": who, "start": day}
    EncounterTopic.objects.create(encounter=lives.encounter(who), topic="medical")
    SymptomReview.objects.create(**of, depression=True)
    review = UseReview.objects.create(**of)
    ReviewedSubstance.objects.create(review=review, substance="alcohol")
    MaterialIssue.objects.create(**of, item="nacl", quantity=1)
    HealthEvent.objects.create(**since, kind="overdose", note="Zq")
    LifeEvent.objects.create(**since, kind="justice", note="Zq")
    Goal.objects.create(**since, text="Zq")
    CloseTie.objects.create(**since, label="Zqsister", kind="relative")
    MeetingRhythm.objects.create(**since, days=7)
    partner = NetworkLink.objects.filter(person=who).latest("pk").partner
    NetworkLink.objects.create(**since, partner=partner, function="social")
    home = Dwelling.objects.latest("pk")
    span = {**since, "end": day + timedelta(days=20)}
    Income.objects.create(**span, kind="unemployment")
    Stay.objects.create(
        person=who,
        dwelling=home,
        start=day - timedelta(days=4000),
        end=day - timedelta(days=3980),
        destination="other_dwelling",
    )
    Title.objects.create(**span, dwelling=home, kind="transit")
    task = Task(person=who, assigned_to=user, made_by=user)
    task.say("Zqtask")
    task.save()
    act: dict[str, Any] = {"actor": user, "persons": [who.pk]}
    journal.record(action="followup.delete_goal", subject=f"goal {9000 + one}", **act)
    score = FunctioningScore.objects.create(**of, score=50, moment="current")
    journal.record(
        action="followup.create_functioningscore",
        subject=f"followup_functioningscore {score.pk}",
        **act,
    )
    return score


def pages(user: User, number: int) -> dict[str, str]:
    """So many files, and so many records of each kind in one of them."""
    for one in range(number):
        who = lives.person(one + 1, followed=True)
        other = lives.person(100 + one, followed=True)
        FollowUp.objects.filter(person=other).update(
            end=timezone.localdate() - timedelta(days=1), end_reason="stabilised"
        )
    lives.records(who)
    for one in range(number):
        score = more(who, user, one)
        colleague = User.objects.create(username=f"pic.{one}", role="care_worker", teams=user.teams)
        day = timezone.localdate()
        for worker in (user, colleague):
            CareLink.objects.create(
                person=who,
                worker=worker,
                kind=CareLink.Kind.REFERENT if worker is user else CareLink.Kind.OCCASIONAL,
                start=day - timedelta(days=30 + one),
                end=day + timedelta(days=30),
            )
    selected = Candidate.objects.create(code="C1", state="selected")
    about = ("review", "share", "access", "network", "network_list", "end", "log")
    return {
        "list": reverse("dossiers:list"),
        "handover": reverse("dossiers:handover"),
        "handover?de": f"{reverse('dossiers:handover')}?de={user.pk}",
        **{name: reverse(f"dossiers:{name}", args=[who.pk]) for name in about},
        "resume": reverse("dossiers:resume", args=[other.pk]),
        "enter": reverse("dossiers:enter", args=[selected.pk]),
        "new_record": reverse("dossiers:new_record", args=[who.pk, "egf"]),
        "edit_record": reverse("dossiers:edit_record", args=[who.pk, "egf", score.pk]),
        "delete_record": reverse("dossiers:delete_record", args=[who.pk, "egf", score.pk]),
        **{
            f"file?{asked}": f"{reverse('dossiers:file', args=[who.pk])}?{asked}"
            for asked in ("n=200", "quoi=rencontres", "sujet=medical", f"qui=u{user.pk}")
        },
    }


@pytest.mark.parametrize("number", [1, 3])
def test_a_file_asks_as_much_whatever_it_holds(
    worker: Workers, logged: Logged, number: int
) -> None:
    user = worker("hf_director")
    found = pages(user, number)
    queries = counted(logged(user), found)
    assert {name.replace(f"u{user.pk}", "account"): n for name, n in queries.items()} == QUERIES
    assert not_asked("dossiers", found) == ELSEWHERE


def test_forty_of_everything_stay_light(worker: Workers, logged: Logged) -> None:
    user = worker("hf_director")
    found = pages(user, 40)
    found["file"] = found.pop("file?n=200").partition("?")[0]
    assert heavy(logged(user), found) == {}
