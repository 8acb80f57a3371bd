"""Who opens a file to whom, for how long, and what closes it again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from filrouge.access import domain_links as verbs
from filrouge.access.domain_links import NoSuchFile, Refused
from filrouge.access.files import Compartment, compartments_open
from filrouge.access.models import Block, CareLink, Recusal, Restriction, User
from filrouge.audit.models import JournalEntry
from filrouge.people.models import Person
from tests.access import relations
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers

pytestmark = pytest.mark.django_db


def referent(user: User, who: Person) -> CareLink:
    relations.RELATIONS["link"][0](user, who)
    return CareLink.objects.get(worker=user, person=who)


def opens(user: User, who: Person) -> bool:
    return Compartment.IDENTITY in compartments_open(user, who.pk)


def test_a_referent_opens_the_file_to_a_colleague(worker: Workers) -> None:
    user, other, who = worker("care_worker"), worker("peer_worker", teams=""), lives.person(1)
    referent(user, who)
    link = verbs.open_link(actor=user, worker=other, person_id=who.pk, kind="occasional")
    assert opens(other, who)
    assert link.end == CareLink.last_day("occasional", timezone.localdate())
    entry = JournalEntry.objects.get(action="access.open_link")
    assert (entry.actor, entry.persons) == (user, [who.pk])
    assert entry.detail == {"worker": other.pk, "kind": "occasional", "link": link.pk}


def test_a_director_of_the_team_gives_the_first_link(worker: Workers) -> None:
    director, other = worker("hf_director"), worker("care_worker", teams="")
    who = lives.person(1, followed=True)
    verbs.open_link(actor=director, worker=other, person_id=who.pk, kind="referent")
    assert opens(other, who)


@pytest.mark.parametrize("relation", ["none", "expired_link", "recused_with_link", "blocked"])
def test_nobody_opens_a_file_that_is_closed_to_them(worker: Workers, relation: str) -> None:
    director, other, who = worker("hf_director"), worker("care_worker", teams=""), lives.person(1)
    for make in relations.RELATIONS[relation]:
        make(director, who)
    with pytest.raises(NoSuchFile):
        verbs.open_link(actor=director, worker=other, person_id=who.pk, kind="referent")
    assert not opens(other, who)


def test_an_opening_without_a_link_gives_no_link(worker: Workers) -> None:
    """Neither to oneself nor to another, and no block either: the hour stays an hour."""
    director, who = worker("hf_director"), lives.person(1)
    relations.RELATIONS["break_glass"][0](director, who)
    with pytest.raises(Refused):
        verbs.open_link(actor=director, worker=director, person_id=who.pk, kind="referent")
    with pytest.raises(Refused):
        verbs.block(actor=director, person_id=who.pk, worker=worker("care_worker"))
    assert not CareLink.objects.exists()
    assert not Block.objects.exists()


def test_a_colleague_of_the_team_has_no_say(worker: Workers) -> None:
    user, who = worker("care_worker"), lives.person(1, followed=True)
    for refused in (
        lambda: verbs.open_link(actor=user, worker=user, person_id=who.pk, kind="referent"),
        lambda: verbs.restrict(actor=user, person_id=who.pk, kind="danger"),
        lambda: verbs.lift_restriction(actor=user, person_id=who.pk),
        lambda: verbs.reopen(actor=user, person_id=who.pk, worker=user),
    ):
        with pytest.raises(Refused):
            refused()
    assert not JournalEntry.objects.filter(action__startswith="access.").exists()


def test_links_that_mean_nothing_are_refused(worker: Workers) -> None:
    user, who = worker("care_worker"), lives.person(1)
    referent(user, who)
    for other, kind in (
        (worker("finance_director"), "referent"),
        (worker("peer_worker"), "friend"),
        (user, "referent"),
    ):
        with pytest.raises(Refused):
            verbs.open_link(actor=user, worker=other, person_id=who.pk, kind=kind)


def test_renewing_counts_from_today_for_the_kind(worker: Workers) -> None:
    user, who = worker("care_worker"), lives.person(1)
    link = referent(user, who)
    verbs.renew_link(actor=user, person_id=who.pk, link_id=link.pk)
    link.refresh_from_db()
    assert link.end == CareLink.last_day("referent", timezone.localdate())
    assert JournalEntry.objects.get(action="access.renew_link").persons == [who.pk]


def test_an_ended_link_is_not_renewed(worker: Workers) -> None:
    user, who = worker("care_worker"), lives.person(1, followed=True)
    link = referent(user, who)
    verbs.end_link(actor=user, person_id=who.pk, link_id=link.pk)
    link.refresh_from_db()
    assert link.end == timezone.localdate() - timedelta(days=1)
    with pytest.raises(Refused):
        verbs.renew_link(actor=user, person_id=who.pk, link_id=link.pk)


def test_a_link_of_another_file_is_not_reached(worker: Workers) -> None:
    user, mine, other = worker("care_worker"), lives.person(1), lives.person(2)
    referent(user, mine)
    foreign = referent(worker("peer_worker"), other)
    with pytest.raises(Refused):
        verbs.end_link(actor=user, person_id=mine.pk, link_id=foreign.pk)


def test_a_recused_worker_loses_the_file_and_cannot_take_it_back(worker: Workers) -> None:
    user, director, who = worker("care_worker"), worker("hf_director"), lives.person(1)
    lives.follow(who)
    verbs.recuse(actor=user, person_id=who.pk)
    assert not opens(user, who)
    with pytest.raises(NoSuchFile):
        verbs.reopen(actor=user, person_id=who.pk, worker=user)
    verbs.reopen(actor=director, person_id=who.pk, worker=user)
    assert opens(user, who)
    assert Recusal.objects.get().lifted_at is not None


def test_a_block_asked_by_the_person(worker: Workers) -> None:
    user, other, who = worker("care_worker"), worker("peer_worker"), lives.person(1)
    lives.follow(who)
    verbs.block(actor=user, person_id=who.pk, worker=other)
    assert opens(user, who)
    assert not opens(other, who)
    assert Block.objects.get().recorded_by == user
    with pytest.raises(Refused):
        verbs.block(actor=user, person_id=who.pk, worker=other)


def test_a_restriction_keeps_the_team_out_but_never_everybody(worker: Workers) -> None:
    director, user = worker("hf_director"), worker("care_worker")
    who = lives.person(1, followed=True)
    with pytest.raises(Refused):
        verbs.restrict(actor=director, person_id=who.pk, kind="danger")
    referent(user, who)
    verbs.restrict(actor=director, person_id=who.pk, kind="danger")
    assert opens(user, who)
    assert not opens(director, who)
    verbs.lift_restriction(actor=user, person_id=who.pk)
    assert opens(director, who)
    assert Restriction.objects.get().lifted_at is not None


def test_the_page_says_why_who_and_until_when(worker: Workers, logged: Logged) -> None:
    user, who = worker("care_worker"), lives.person(1, followed=True)
    User.objects.filter(pk=user.pk).update(first_name="Mésange", last_name="Origan")
    link = referent(user, who)
    worker("housing_officer", teams=";housing;")
    blocked = worker("peer_worker")
    Block.objects.create(person=who, worker=blocked)
    worker("care_worker", name="autre", teams=";icm;")
    text = logged(user).get(reverse("dossiers:access", args=[who.pk])).content.decode()
    readers = text.split('class="list who"')[1].split("</ul>")[0]
    assert "Mésange Origan" in readers
    assert str(link.end.year) in readers
    assert "merle.housing_officer" in readers
    assert blocked.username not in readers
    assert "autre.care_worker" not in readers


def test_readers_on_the_page_are_those_whom_the_rules_admit(worker: Workers) -> None:
    from filrouge.dossiers.readers import readers

    everybody = [
        worker(role, name=f"{role}{team}", teams=f";{team};")
        for role in ("care_worker", "peer_worker", "housing_officer", "hf_director")
        for team in ("act", "icm", "housing")
    ]
    for number, (name, makers) in enumerate(relations.RELATIONS.items(), start=1):
        who = lives.person(number)
        for make in makers:
            make(everybody[number % len(everybody)], who)
        listed = {reader.user.pk for reader in readers(who.pk)}
        assert listed == {user.pk for user in everybody if opens(user, who)}, name


def test_nobody_is_told_of_a_recusal(worker: Workers, logged: Logged) -> None:
    """Colleagues see nothing; a director sees that the file is closed, as if by anything."""
    user, director = worker("care_worker"), worker("hf_director")
    colleague, who = worker("peer_worker"), lives.person(1, followed=True)
    Recusal.objects.create(person=who, worker=user)
    address = reverse("dossiers:access", args=[who.pk])
    shown = logged(colleague).get(address).content.decode().split('<div class="acts">')[0]
    assert user.username not in shown
    assert 'value="reopen"' in logged(director).get(address).content.decode()


def test_every_act_is_one_click_on_the_page(worker: Workers, logged: Logged) -> None:
    director, user = worker("hf_director"), worker("care_worker", teams="")
    who = lives.person(1, followed=True)
    client, address = logged(director), reverse("dossiers:access", args=[who.pk])
    sent = {"act": "link", "link-worker": str(user.pk), "link-kind": "referent"}
    assert client.post(address, sent)["Location"] == address
    link = CareLink.objects.get()
    for act in (
        {"act": "renew", "link": link.pk},
        {"act": "block", "block-worker": str(user.pk)},
        {"act": "reopen", "worker": str(user.pk)},
        {"act": "restrict", "restriction-kind": "asked"},
    ):
        assert client.post(address, act)["Location"] == address
    made = set(JournalEntry.objects.values_list("action", flat=True))
    assert {"access.renew_link", "access.block", "access.reopen", "access.restrict"} <= made
    # Restricted: the director, who has no link, is out.
    assert client.get(address).status_code == 404
    assert logged(user).post(address, {"act": "recuse"})["Location"] == reverse("dossiers:list")
