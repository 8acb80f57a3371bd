"""After a death the name is in nothing that is still to be done: every page of every role is read.

The same pages are read before, while the person lives: a surface that did not show the name then
would prove nothing afterwards. What may still name the person is written by hand below.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from filrouge.access.models import CareLink, User
from filrouge.access.policy import ROLES
from filrouge.daily.notify import notify
from filrouge.daily.waiting import waiting
from filrouge.dossiers.domain_endings import end_follow_up
from filrouge.followup.domain_drafts import drafts_of, save_draft
from filrouge.followup.domain_groups import Group, note_group
from filrouge.followup.domain_rounds import Walk, note_round
from filrouge.followup.domain_tasks import add_task
from filrouge.followup.models import EncounterTopic
from filrouge.housing import domain_debts
from filrouge.housing.domain_moves import plan_move
from filrouge.housing.models import Inspection, KeyHandover
from filrouge.people.models import Person
from filrouge.staff.domain import make_feed
from filrouge.staff.models import Absence, Worker
from tests.access.matrix import allowed_by_oracle, pages
from tests.dossiers.paths import dwelling, entered, home, planned
from tests.harness.client import StrictClient

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
START = TODAY - timedelta(days=400)
DEATH = TODAY - timedelta(days=1)
NAME = "Zqlierre"
TEAMS = {"housing_officer": ";housing;"}

TO_DO = {
    "daily:today": {"care_worker", "peer_worker", "hf_director", "housing_officer"},
    "daily:agenda": {"care_worker", "peer_worker", "hf_director"},
    "daily:tasks": {"care_worker"},
    "daily:upkeep": {"care_worker", "peer_worker", "hf_director", "housing_officer"},
    "daily:note": {"care_worker"},
    "housing:desk": {"housing_officer", "hf_director"},
}
"""What is to be done, and who reads the name there while the person lives."""
STILL_NAMED = {
    "dossiers:list",  # the files: open for three months, read and not to be done
    "daily:find",  # files opened lately
    "housing:accounts",  # what is left to settle of the money is settled under a name
    "housing:late",
}
"""Pages that are no list of things to do."""


def addresses(role: str) -> list[tuple[str, str]]:
    """Every address of a role that needs no argument: a person is named there among others."""
    ours = ("daily:", "dossiers:", "people:", "housing:", "harm_reduction:", "home:", "access:")
    return [
        (one.name, one.url)
        for one in pages()
        if "<" not in one.route
        and one.name.startswith(ours)
        and role in (allowed_by_oracle(one.name) or ())
    ]


@pytest.fixture
def team(worker: Any) -> dict[str, User]:
    """An account a role. Those who accompany are also workers of the staff."""
    made = {role: worker(role, name=role, teams=TEAMS.get(role, ";act;")) for role in ROLES}
    for role, code in (("care_worker", "MRL"), ("peer_worker", "GAI"), ("hf_director", "CIG")):
        Worker.objects.create(code=code, account=made[role])
    User.objects.update(email=F("username"))
    User.objects.update(email="oiseau@example.org")
    return made


@pytest.fixture
def life(team: dict[str, User]) -> Person:
    """Somebody with one of each thing that a list of things to do could name."""
    director, care = team["hf_director"], team["care_worker"]
    where = dwelling("D1")
    who = entered(director, START, home(where, START, title_end=TODAY + timedelta(days=20)))
    Person.objects.update(first_name="Ronce", last_name=NAME)
    CareLink.objects.update(worker=care)
    mine = Worker.objects.get(account=care)
    for days in (-3, -1, 0, 2):
        meeting = planned(TODAY + timedelta(days=days), who)
        meeting.workers.set(Worker.objects.all())
    crisis = planned(TODAY - timedelta(days=4), who)
    crisis.workers.add(mine)
    EncounterTopic.objects.create(encounter=crisis, topic="crisis")
    type(crisis).objects.filter(pk=crisis.pk).update(status="held")
    add_task(actor=director, words=f"appeler {NAME}", assigned_to=care, person_id=who.pk)
    sent = {"persons": [str(who.pk)], "note": [f"{NAME} attendait"]}
    assert save_draft(actor=care, key=uuid4(), sent=sent, person_id=who.pk)
    KeyHandover.objects.create(person=who, dwelling=where, day=START, holder="tenant", count=1)
    Inspection.objects.create(
        dwelling=where, person=who, kind="visit", day=START, next_on=TODAY + timedelta(days=3)
    )
    plan_move(actor=director, person=who, dwelling=dwelling("D2"), day=TODAY + timedelta(days=9))
    domain_debts.place_guarantee(
        actor=director,
        person=who,
        landlord=where.landlord,
        kind="association",
        amount_cents=90_000,
        day=START,
        paid_by="association",
    )
    domain_debts.give_advance(
        actor=director,
        person=who,
        amount_cents=30_000,
        day=START,
        reason="energy",
        budget="donations",
        instalments=3,
        first_day=TODAY - timedelta(days=40),
    )
    return who


def names(client: StrictClient, address: str, **sent: str) -> bool:
    """Whether a page, or its answer to what is sent, holds the name."""
    answer = client.post(address, sent) if sent else client.get(address)
    return answer.status_code == 200 and NAME in b"".join(answer).decode(errors="replace")


def die(team: dict[str, User], who: Person, day: date = DEATH) -> None:
    end_follow_up(actor=team["hf_director"], person=who, day=day, reason="death")


def test_the_name_leaves_every_list_of_things_to_do(
    team: dict[str, User], life: Person, logged: Any
) -> None:
    clients = {role: logged(user) for role, user in team.items()}
    for name, roles in TO_DO.items():
        readers = {role for role in roles if names(clients[role], reverse(name))}
        assert (name, readers) == (name, roles)
    die(team, life)
    after = {
        name
        for role, client in clients.items()
        for name, address in addresses(role)
        if names(client, address)
    }
    assert after <= STILL_NAMED


@pytest.mark.parametrize("day", [TODAY, DEATH])
def test_nothing_waits_and_nothing_is_sent(team: dict[str, User], life: Person, day: date) -> None:
    """The calendar of a phone, the count of what waits, the message of the day."""
    care = team["care_worker"]
    Absence.objects.create(
        worker=Worker.objects.get(account=care), start=TODAY, end=TODAY, kind="leave"
    )
    address = reverse("daily:feed_file", args=[make_feed(actor=care)])
    assert (waiting(care).tasks, waiting(care).clashes) == (1, 1)
    assert StrictClient().get(address).content.count(b"Rencontre") == 4
    die(team, life, day)
    assert waiting(care).total == 0
    assert notify() == 0
    assert StrictClient().get(address).content.count(b"Rencontre") == 0
    assert mail.outbox == []


def test_no_search_proposes_the_dead_for_what_is_to_come(
    team: dict[str, User], life: Person, logged: Any
) -> None:
    care = team["care_worker"]
    client = logged(care)
    group = note_group(actor=care, said=Group(kind="tenants_council", day=TODAY))
    earlier = note_group(
        actor=care, said=Group(kind="tenants_council", day=DEATH - timedelta(days=9))
    )
    walk = note_round(actor=care, said=Walk(day=TODAY))
    proposals = [
        (reverse("daily:group", args=[group.pk]), {"letters": "zql"}),
        (reverse("daily:round", args=[walk.pk]), {"letters": "zql"}),
        (reverse("daily:note"), {"act": "find", "letters": "zql", "status": "planned"}),
    ]
    for address, sent in proposals:
        assert names(client, address, **sent), address
    assert names(client, f"{reverse('daily:tasks')}?personne={life.pk}")
    die(team, life)
    for address, sent in proposals:
        assert not names(client, address, **sent), address
    assert not names(client, f"{reverse('daily:tasks')}?personne={life.pk}")
    # What was lived is still written down: who came before, an encounter of the last days.
    assert names(client, reverse("daily:group", args=[earlier.pk]), letters="zql")
    with pytest.raises(ValidationError):
        add_task(actor=care, words="rendre les clés", person_id=life.pk)


def test_who_was_to_be_met_together_is_still_met(
    team: dict[str, User], life: Person, logged: Any
) -> None:
    """Planned for the day of the death with somebody else: that person stays in the agenda."""
    other = entered(team["hf_director"], START)
    Person.objects.filter(pk=other.pk).update(first_name="Sorbier", last_name="Zqpinson")
    planned(DEATH, life, other)
    die(team, life)
    told = logged(team["care_worker"]).get(f"{reverse('daily:today')}?qui=equipe").content.decode()
    assert "Zqpinson" in told
    assert NAME not in told


def test_the_file_of_the_dead_plans_nothing(
    team: dict[str, User], life: Person, logged: Any
) -> None:
    """What was lived is still written down there; nothing to come is offered."""
    client = logged(team["care_worker"])
    address = reverse("dossiers:file", args=[life.pk])
    to_come = ("statut=planned", f"{reverse('daily:tasks')}?personne=")
    before = client.get(address).content.decode()
    assert all(one in before for one in to_come)
    die(team, life)
    after = client.get(address).content.decode()
    assert not any(one in after for one in to_come)
    assert f"{reverse('daily:note')}?personne={life.pk}" in after


def test_words_typed_about_the_dead_are_kept_in_their_file(
    team: dict[str, User], life: Person, logged: Any
) -> None:
    """A draft leaves the list that offers drafts back; nothing that was typed is lost."""
    client, care = logged(team["care_worker"]), team["care_worker"]
    die(team, life)
    assert drafts_of(care).count() == 1
    assert not names(client, reverse("daily:note"))
    offered = client.get(f"{reverse('daily:note')}?personne={life.pk}").content.decode()
    assert str(drafts_of(care).get().key) in offered
