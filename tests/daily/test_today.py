"""My day: what it shows, to whom, written down before it leaves, at a constant cost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.test import override_settings
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from filrouge.access.models import CareLink, Recusal
from filrouge.audit.models import JournalEntry
from filrouge.directory.models import Organisation
from filrouge.followup.domain_drafts import save_draft
from filrouge.followup.domain_tasks import add_task
from filrouge.followup.models import FollowUp, MeetingRhythm, Task
from filrouge.followup.rhythms import not_met, rhythm
from filrouge.housing.models import Dwelling, Landlord, Title
from filrouge.staff.models import InternalMeeting
from tests.daily import days
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers

pytestmark = pytest.mark.django_db


def page(client: Any, address: str = "/aujourdhui/") -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content[:300]
    return BeautifulSoup(answer.content, "html.parser")


def last_line() -> JournalEntry:
    found = JournalEntry.objects.order_by("-pk").first()
    assert found is not None
    return found


def test_a_day_opens_on_today(worker: Workers, logged: Logged) -> None:
    for role in ("care_worker", "peer_worker"):
        assert logged(worker(role)).get("/")["Location"] == "/aujourdhui/"
    found = page(logged(worker("care_worker", name="pic")))
    bar = [link.get_text(strip=True) for link in found.select("nav.bar > a:not(.round)")]
    assert bar == ["Aujourd’hui", "Personnes", "Chiffres"]


def test_my_encounters_by_the_hour_and_who_is_beside_me(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    me, pair = days.worker_of(user), days.worker_of(worker("peer_worker", name="pic"), "PIC")
    who, other = lives.person(1, followed=True), lives.person(2, followed=True)
    days.planned(who, me, pair)
    days.planned(other, pair)
    found = page(logged(user))
    lines = [line.get_text(" ", strip=True) for line in found.select(".day .line")]
    assert len(lines) == 1
    assert "09:30" in lines[0]
    assert lives.canary("last", 1) in lines[0]
    assert "MRL, PIC" in lines[0]
    assert "Zqplace" not in str(found)
    team = page(logged(user), "/aujourdhui/?qui=equipe")
    assert lives.canary("last", 2) in str(team)


def test_my_day_is_also_that_of_my_pair(worker: Workers, logged: Logged) -> None:
    """What a colleague plans with those I am a referent of is in my day; with others, it is not."""
    user = worker("care_worker")
    days.worker_of(user)
    pair = days.worker_of(worker("peer_worker", name="pic"), "PIC")
    ours, theirs, once = (lives.person(number, followed=True) for number in (1, 2, 3))
    for who in (ours, theirs, once):
        days.planned(who, pair)
    link = {"worker": user, "start": days.in_days(-9), "end": days.in_days(9)}
    CareLink.objects.create(person=ours, kind="referent", **link)
    CareLink.objects.create(person=once, kind="referent", **{**link, "end": days.in_days(-1)})
    lines = page(logged(user)).select(".day .line")
    assert [line.select_one("a").get_text() for line in lines] == [str(ours)]  # type: ignore[union-attr]
    assert "PIC" in lines[0].get_text()


def test_a_draft_is_offered_where_the_day_begins(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    client, who = logged(user), lives.person(1, followed=True)
    assert page(client).select_one('a[href="/noter/"].button') is None
    save_draft(
        actor=user,
        key=uuid4(),
        sent={"persons": [str(who.pk)], "note": ["Zqnote"]},
        person_id=who.pk,
    )
    link = page(client).select_one('a[href="/noter/"].button')
    assert link is not None and link.get_text(strip=True).startswith("1 ")
    assert "Zqnote" not in str(page(client))
    assert page(logged(worker("peer_worker"))).select_one('a[href="/noter/"].button') is None


def test_late_is_planned_and_past_and_not_said(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    me = days.worker_of(user)
    for number, status in ((1, "planned"), (2, "held"), (3, "tenant_absent"), (4, "cancelled")):
        who = lives.person(number, followed=True)
        days.planned(who, me, day=days.in_days(-2), status=status)
    found = page(logged(user))
    shown = [link.get_text() for link in found.select(".day a[href^='/personnes/']")]
    assert [lives.canary("last", 1) in name for name in shown] == [True]


def test_a_closed_file_is_counted_never_named(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    me = days.worker_of(user)
    seen, closed = lives.person(1, followed=True), lives.person(2, followed=True)
    Recusal.objects.create(person=closed, worker=user)
    days.planned(seen, me, beside=closed)
    days.planned(closed, me, topic="crisis", status="held")
    add_task(actor=worker("care_worker", name="pic"), words="Zqtask", person_id=closed.pk)
    Task.objects.update(assigned_to=user)
    body = str(page(logged(user)))
    assert lives.canary("last", 1) in body
    assert lives.canary("last", 2) not in body
    assert "Zqtask" not in body
    assert "1 personne" in body
    assert last_line().action == "dossiers.read_today"
    assert last_line().persons == [seen.pk]


def test_everybody_shown_is_in_the_journal(
    worker: Workers, logged: Logged, materialised: set[int]
) -> None:
    user = worker("care_worker")
    me = days.worker_of(user)
    for number in range(1, 4):
        who = lives.person(number, followed=True)
        days.planned(who, me, status="held", topic="crisis" if number == 2 else "")
    materialised.clear()
    page(logged(user))
    assert materialised
    assert materialised <= set(last_line().persons)


def test_without_a_journal_no_day(
    worker: Workers, logged: Logged, monkeypatch: pytest.MonkeyPatch
) -> None:
    from filrouge.people import reading

    user = worker("care_worker")
    days.planned(lives.person(1, followed=True), days.worker_of(user))
    client = logged(user)

    def broken(**_said: Any) -> None:
        raise OSError

    monkeypatch.setattr(reading.journal, "record", broken)
    answer = client.get("/aujourdhui/")
    assert answer.status_code == 503
    assert not lives.WORD.search(answer.content.decode())


def test_crisis_of_the_last_fortnight(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    for number, ago, status in ((1, 3, "held"), (2, 15, "held"), (3, 3, "planned")):
        who = lives.person(number, followed=True)
        days.planned(who, day=days.in_days(-ago), status=status, topic="crisis")
        days.planned(who, day=days.in_days(-1), status="held")
    found = page(logged(user)).select_one(".watch")
    assert found is not None
    assert [lives.canary("last", n) in str(found) for n in (1, 2, 3)] == [True, False, False]


@pytest.mark.parametrize(
    ("role", "shown"), [("care_worker", True), ("housing_officer", True), ("peer_worker", False)]
)
def test_titles_that_end_are_for_those_who_see_housing(
    worker: Workers, logged: Logged, role: str, shown: bool
) -> None:
    who = lives.person(1, followed=True)
    landlord = Landlord.objects.create(
        organisation=Organisation.objects.create(name="Nid de pierre"), kind="ais"
    )
    home = Dwelling.objects.create(code="L021", commune="21007", landlord=landlord, capacity=1)
    title = {"person": who, "dwelling": home, "start": days.in_days(-300)}
    Title.objects.create(kind="transit", end=days.in_days(28), **title)
    user = worker(role, teams=";housing;" if role == "housing_officer" else ";act;")
    body = page(logged(user)).get_text(" ", strip=True)
    assert ("L021 se termine dans 28 jours" in body) is shown


def test_a_title_that_another_one_follows_is_left_out(worker: Workers, logged: Logged) -> None:
    who = lives.person(1, followed=True)
    landlord = Landlord.objects.create(
        organisation=Organisation.objects.create(name="Nid de pierre"), kind="ais"
    )
    home = Dwelling.objects.create(code="L021", commune="21007", landlord=landlord, capacity=1)
    title = {"person": who, "dwelling": home}
    Title.objects.create(kind="transit", start=days.in_days(-90), end=days.in_days(28), **title)
    Title.objects.create(kind="open_ended", start=days.in_days(29), **title)
    assert "L021" not in str(page(logged(worker("housing_officer", teams=";housing;"))))


def test_rhythm_is_weekly_at_first_then_ones_own() -> None:
    day = days.today()
    young, old = day - timedelta(days=30), day - timedelta(days=400)
    with override_settings(RHYTHM_DAYS=14):
        assert rhythm(young, None, day) == 7
        assert rhythm(old, None, day) == 14
        assert rhythm(young, 3, day) == rhythm(old, 3, day) == 3


def test_who_was_not_met() -> None:
    day = days.today()
    who, silent, ended = (lives.person(number) for number in (1, 2, 3))
    for one in (who, silent, ended):
        FollowUp.objects.create(person=one, start=day - timedelta(days=400))
    FollowUp.objects.filter(person=ended).update(end=day - timedelta(1), end_reason="other")
    days.planned(who, day=day - timedelta(days=10), status="held")
    days.planned(silent, day=day - timedelta(days=2), status="held", kind="phone")
    days.planned(silent, day=day - timedelta(days=2), status="tenant_absent")
    everybody = [who.pk, silent.pk, ended.pk]
    assert [one.person for one in not_met(everybody, day)] == [silent.pk]
    MeetingRhythm.objects.create(person=who, start=day, days=9)
    found = {one.person: one.days for one in not_met(everybody, day)}
    assert found == {silent.pk: None, who.pk: 10}


def test_the_housing_team_reads_no_encounter(worker: Workers, logged: Logged) -> None:
    user = worker("housing_officer", teams=";housing;")
    days.planned(lives.person(1, followed=True), days.worker_of(user), topic="crisis")
    InternalMeeting.objects.create(team="hf_housing", kind="team_meeting", day=days.today())
    body = str(page(logged(user), "/aujourdhui/?qui=equipe"))
    assert lives.canary("last", 1) not in body
    assert "Réunion d&#x27;équipe" in body or "Réunion d'équipe" in body


@pytest.mark.parametrize("number", [1, 3])
def test_a_day_asks_as_much_whatever_it_holds(
    worker: Workers,
    logged: Logged,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    user = worker("care_worker")
    me = days.worker_of(user)
    landlord = Landlord.objects.create(
        organisation=Organisation.objects.create(name="Nid de pierre"), kind="ais"
    )
    for one in range(1, number + 1):
        who = lives.person(one, followed=True)
        days.planned(who, me)
        days.planned(who, me, day=days.in_days(-2))
        days.planned(who, me, day=days.in_days(-5), status="held", topic="crisis")
        add_task(actor=user, words="Appeler", person_id=who.pk)
        home = Dwelling.objects.create(
            code=f"L{one}", commune="21007", landlord=landlord, capacity=1
        )
        Title.objects.create(
            person=who,
            dwelling=home,
            kind="transit",
            start=days.in_days(-90),
            end=days.in_days(20),
        )
    client = logged(user)
    client.get("/aujourdhui/")
    with django_assert_num_queries(QUERIES):
        client.get("/aujourdhui/")


QUERIES = 27


def test_a_task_is_added_done_and_taken_up_again(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    client = logged(user)
    sent = {"task-words": "Appeler le Foyer des Merles", "back": "/aujourdhui/"}
    assert client.post("/taches/", sent).url == "/aujourdhui/"
    task = Task.objects.get()
    assert "Merles" not in task.service_text
    assert task.words == "Appeler le Foyer des Merles"
    assert "Merles" in page(client).get_text()
    client.post(f"/taches/{task.pk}/faite/")
    task.refresh_from_db()
    assert task.done_at is not None
    assert page(client).select_one(".tasks .done") is not None
    client.post(f"/taches/{task.pk}/a-refaire/")
    task.refresh_from_db()
    assert task.done_at is None


def test_a_task_of_somebody_else_is_not_there(worker: Workers, logged: Logged) -> None:
    task = add_task(actor=worker("care_worker"), words="Zqtask")
    client = logged(worker("care_worker", name="pic"))
    assert client.post(f"/taches/{task.pk}/faite/").status_code == 404
    assert "Zqtask" not in str(page(client, "/taches/"))


def test_no_task_about_a_closed_file(worker: Workers, logged: Logged) -> None:
    closed = lives.person(1)
    client = logged(worker("care_worker"))
    assert client.post("/taches/", {"task-words": "X", "task-person": closed.pk}).status_code == 422
    assert not Task.objects.exists()


def test_nothing_is_given_to_whoever_has_not_the_file(worker: Workers, logged: Logged) -> None:
    who = lives.person(1, followed=True)
    far = worker("care_worker", name="pic", teams=";icm;")
    sent = {"task-words": "Zqtask", "task-person": who.pk, "task-assigned_to": far.pk}
    answer = logged(worker("care_worker")).post("/taches/", sent)
    assert answer.status_code == 422
    assert "n’est pas ouvert" in answer.content.decode()


def test_back_leads_nowhere_else(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    task = add_task(actor=user, words="Appeler")
    for back in ("https://ailleurs.example/", "//ailleurs.example/", "javascript:1"):
        answer = logged(user).post(f"/taches/{task.pk}/faite/", {"back": back})
        assert answer.url == "/aujourdhui/"


def test_what_waits_is_counted(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    add_task(actor=worker("hf_director"), words="Relire", assigned_to=user)
    body = page(logged(user)).get_text(" ", strip=True)
    assert "1 tâche d’un·e collègue" in body
    assert timezone.localdate()
