"""Records of a file, written by pages: who may, what is refused, what stays."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from filrouge.access.models import Block, User
from filrouge.audit.models import JournalEntry
from filrouge.followup.models import FollowUp, FunctioningScore
from filrouge.housing.models import Stay
from filrouge.people.models import Income, Person
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers
from tests.harness.client import StrictClient

pytestmark = pytest.mark.django_db
SCORE = {"day": "2026-03-04", "score": "55", "moment": "current"}


@pytest.fixture
def who() -> Person:
    return lives.person(41, followed=True)


def new(who: Person, slug: str) -> str:
    return reverse("dossiers:new_record", args=[who.pk, slug])


def edit(who: Person, slug: str, key: int) -> str:
    return reverse("dossiers:edit_record", args=[who.pk, slug, key])


def remove(who: Person, slug: str, key: int) -> str:
    return reverse("dossiers:delete_record", args=[who.pk, slug, key])


def version(client: StrictClient, address: str) -> str:
    found: str = client.get(address).context["form"].initial["version"]
    return found


def test_a_score_is_added_corrected_and_deleted(
    who: Person, worker: Workers, logged: Logged
) -> None:
    client = logged(worker("care_worker"))
    assert client.post(new(who, "egf"), SCORE).status_code == 302
    score = FunctioningScore.objects.get(person=who)
    assert (score.score, score.day, score.moment) == (55, date(2026, 3, 4), "current")
    address = edit(who, "egf", score.pk)
    sent = SCORE | {"score": "60", "version": version(client, address)}
    assert client.post(address, sent).status_code == 302
    score.refresh_from_db()
    assert (score.score, score.revision) == (60, 2)
    gone = remove(who, "egf", score.pk)
    asked = {"version": version(client, gone), "reason": "typed_wrong", "word": "supprimer"}
    assert client.post(gone, asked | {"reason": ""}).status_code == 422
    assert client.post(gone, asked).status_code == 302
    assert not FunctioningScore.objects.exists()
    acts = JournalEntry.objects.filter(action__startswith="followup.").order_by("pk")
    assert [(line.action, line.persons) for line in acts] == [
        (f"followup.{verb}_functioningscore", [who.pk]) for verb in ("create", "correct", "delete")
    ]
    last = acts.last()
    assert last is not None
    assert last.detail["reason"] == "typed_wrong"


@pytest.mark.parametrize(
    ("role", "slug", "status"),
    [
        ("care_worker", "egf", 200),
        ("care_worker", "revenus", 200),
        ("care_worker", "sejours", 403),
        ("peer_worker", "egf", 404),
        ("peer_worker", "reseau", 200),
        ("housing_officer", "sejours", 200),
        ("housing_officer", "egf", 404),
        ("housing_officer", "reseau", 404),
        ("hf_director", "titres", 200),
        ("care_worker", "identite", 404),
        ("care_worker", "demandes", 404),
        ("care_worker", "nulle-part", 404),
    ],
)
def test_the_pen_of_each_role(
    role: str, slug: str, status: int, who: Person, worker: Workers, logged: Logged
) -> None:
    client = logged(worker(role, teams=";act;housing;"))
    assert client.get(new(who, slug)).status_code == status


def test_a_closed_file_is_not_written(who: Person, worker: Workers, logged: Logged) -> None:
    user: User = worker("care_worker")
    client = logged(user)
    Block.objects.create(person=who, worker=user)
    before = FunctioningScore.objects.count()
    assert client.post(new(who, "egf"), SCORE).status_code == 404
    assert FunctioningScore.objects.count() == before


def test_a_record_of_somebody_else_is_not_of_this_file(
    who: Person, worker: Workers, logged: Logged
) -> None:
    other = lives.person(42, followed=True)
    score = FunctioningScore.objects.create(
        person=other, day=date(2026, 3, 4), score=40, moment="current"
    )
    client = logged(worker("care_worker"))
    assert client.get(edit(who, "egf", score.pk)).status_code == 404
    assert client.post(remove(who, "egf", score.pk), {"word": "supprimer"}).status_code == 404
    assert FunctioningScore.objects.filter(pk=score.pk).exists()


def test_two_people_who_correct_at_once_see_both_texts(
    who: Person, worker: Workers, logged: Logged
) -> None:
    score = FunctioningScore.objects.create(
        person=who, day=date(2026, 3, 4), score=40, moment="current"
    )
    first, second = logged(worker("care_worker")), logged(worker("care_worker", name="pic"))
    address = edit(who, "egf", score.pk)
    seen = version(first, address)
    assert second.post(address, SCORE | {"score": "45", "version": seen}).status_code == 302
    answer = first.post(address, SCORE | {"score": "50", "version": seen})
    assert answer.status_code == 409
    assert "45" in answer.text
    assert "50" in answer.text
    score.refresh_from_db()
    assert score.score == 45


REFUSED: dict[str, tuple[str, dict[str, Any], str]] = {
    "a score above": ("egf", SCORE | {"score": "101"}, "score"),
    "no day": ("egf", SCORE | {"day": ""}, "day"),
    "an impossible day": ("egf", SCORE | {"day": "2026-02-30"}, "day"),
    "an income that ends before": (
        "revenus",
        {"kind": "ris_cpas", "start": "2026-03-04", "end": "2026-03-03"},
        "end",
    ),
    "an income twice": ("revenus", {"kind": "pension", "start": "2026-03-04"}, "start"),
    "no income beside one": ("revenus", {"kind": "none", "start": "2026-03-04"}, "kind"),
    "a follow-up over another": ("suivis", {"start": "2026-03-04"}, "start"),
    "an end without a reason": (
        "suivis",
        {"start": "2019-03-04", "end": "2019-05-01"},
        "end_reason",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_says_where(
    name: str, who: Person, worker: Workers, logged: Logged
) -> None:
    slug, sent, field = REFUSED[name]
    Income.objects.create(person=who, kind="pension", start=date(2025, 1, 1))
    counts = [model.objects.count() for model in (Income, FunctioningScore, FollowUp)]
    answer = logged(worker("care_worker")).post(new(who, slug), sent)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors, answer.context["form"].errors
    after = [model.objects.count() for model in (Income, FunctioningScore, FollowUp)]
    assert after == counts


def test_a_stay_ends_with_a_destination(who: Person, worker: Workers, logged: Logged) -> None:
    lives.records(who)
    stay = Stay.objects.filter(person=who).order_by("start").last()
    assert stay is not None
    client = logged(worker("housing_officer", teams=";housing;"))
    address = edit(who, "sejours", stay.pk)
    sent = {
        "dwelling": stay.dwelling.code,
        "start": stay.start.isoformat(),
        "end": "2026-05-01",
        "destination": "",
        "version": version(client, address),
    }
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert "destination" in answer.context["form"].errors
    assert client.post(address, sent | {"destination": "street"}).status_code == 302


def test_an_identity_is_corrected(who: Person, worker: Workers, logged: Logged) -> None:
    client = logged(worker("care_worker"))
    address = edit(who, "identite", who.pk)
    form = client.get(address).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {"first_name": "Loriot"}
    sent["birth_date"] = who.birth_date.isoformat()
    assert client.post(address, sent).status_code == 302, form.errors
    who.refresh_from_db()
    assert who.first_name == "Loriot"
