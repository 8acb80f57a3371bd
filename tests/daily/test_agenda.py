"""The agenda of the team, planning, moving, absences; the agenda of a phone; the quick search."""

from __future__ import annotations

import re
from datetime import time
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import formats, timezone
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from filrouge.access.models import Recusal, Restriction
from filrouge.audit.models import JournalEntry
from filrouge.daily.day import week_of
from filrouge.daily.notify import notify
from filrouge.directory.models import Organisation
from filrouge.followup.domain_tasks import add_task
from filrouge.followup.models import Encounter
from filrouge.housing.models import Dwelling, Landlord
from filrouge.people.models import Person
from filrouge.staff.domain import add_absence, make_feed
from filrouge.staff.models import Absence, CalendarFeed, InternalMeeting
from tests.daily import days
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers
from tests.harness.client import StrictClient

pytestmark = pytest.mark.django_db


def page(client: Any, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content[:300]
    return BeautifulSoup(answer.content, "html.parser")


def this_week(more: str = "") -> str:
    return f"/agenda/?semaine={week_of(days.today())}{more}"


def test_the_week_of_the_team_and_mine(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    me, other = days.worker_of(user), days.worker_of(worker("peer_worker", name="pic"), "PIC")
    days.planned(lives.person(1, followed=True), me)
    days.planned(lives.person(2, followed=True), other)
    InternalMeeting.objects.create(team="hf_act", kind="team_meeting", day=days.today())
    client = logged(user)
    team, mine = str(page(client, this_week())), str(page(client, this_week("&qui=moi")))
    assert lives.canary("last", 1) in team and lives.canary("last", 2) in team
    assert "HF – ACT" in team
    assert lives.canary("last", 1) in mine and lives.canary("last", 2) not in mine


def test_any_week_is_an_address(worker: Workers, logged: Logged) -> None:
    client = logged(worker("care_worker"))
    for asked in ("2026-W99", "x", "99999-W01", "0-W1", "2026-W01-W02"):
        assert client.get("/agenda/", {"semaine": asked}).status_code == 200
    for asked in ("2026-13", "x", "0000-00"):
        assert client.get("/agenda/", {"mois": asked}).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_a_week_asks_as_much_whatever_it_holds(
    worker: Workers,
    logged: Logged,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    user = worker("care_worker")
    me = days.worker_of(user)
    for one in range(number):
        days.planned(lives.person(one + 1, followed=True), me)
    client = logged(user)
    client.get(this_week())
    with django_assert_num_queries(15):
        client.get(this_week())


def test_a_month_counts_and_names_nobody(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    days.planned(lives.person(1, followed=True), days.worker_of(user))
    found = page(logged(user), f"/agenda/?mois={days.today():%Y-%m}")
    assert not lives.WORD.search(str(found))
    cell = found.select_one("td[aria-current] strong")
    assert cell is not None and cell.get_text().startswith("1")


def to_plan(*persons: Any, **more: Any) -> dict[str, Any]:
    return {
        "act": "store",
        "key": str(uuid4()),
        "persons": [one.pk for one in persons],
        "kind": "home_visit",
        "status": "planned",
        "back": "agenda",
        **more,
    }


def test_an_encounter_is_planned_then_moved(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    me, who = days.worker_of(user), lives.person(1, followed=True)
    client = logged(user)
    asked = client.get(f"/agenda/planifier/?personne={who.pk}&jour={days.in_days(2)}")
    found = page(client, asked["Location"])
    assert found.select_one("[name=status]:checked")["value"] == "planned"  # type: ignore[index]
    assert found.select_one("[name=day]")["value"] == str(days.in_days(2))  # type: ignore[index]
    assert found.select_one("[name=persons]")["value"] == str(who.pk)  # type: ignore[index]
    sent = to_plan(who, day=days.in_days(2), time="14:30", workers=[me.pk])
    stored = client.post("/noter/", sent)
    assert stored["Location"] == f"/agenda/?semaine={week_of(days.in_days(2))}"
    made = Encounter.objects.get()
    assert (made.status, made.time, made.lead_id) == ("planned", time(14, 30), who.pk)
    address = reverse("daily:move", args=[made.pk])
    version = page(client, address).select_one("input[name=version]")["value"]  # type: ignore[index]
    moved = {"version": version, "day": days.in_days(3), "time": ""}
    assert client.post(address, moved).status_code == 302
    made.refresh_from_db()
    assert (made.day, made.time) == (days.in_days(3), None)
    stale = client.post(address, {**moved, "day": days.in_days(4)})
    assert stale.status_code == 409
    both = [one.get_text() for one in BeautifulSoup(stale.content, "html.parser").select("td")]
    assert both == [formats.date_format(days.in_days(one), "j N Y") for one in (3, 4)]
    made.refresh_from_db()
    assert made.day == days.in_days(3)
    again = {**moved, "version": "2", "day": days.in_days(4)}
    assert client.post(address, again).status_code == 302
    Encounter.objects.update(status="held")
    assert "Elle n’est plus prévue" in client.get(address, follow=True).content.decode()


def test_planning_names_nobody_but_those_met_lately(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    met, far = lives.person(1, followed=True), lives.person(2, followed=True)
    days.planned(met, days.worker_of(user))
    client = logged(user)
    body = str(page(client, client.get("/agenda/planifier/")["Location"]))
    assert lives.canary("last", met.number) in body
    assert lives.canary("last", far.number) not in body


def test_what_is_past_or_closed_is_not_planned(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    who, closed = lives.person(1, followed=True), lives.person(2)
    client = logged(user)
    for sent in (
        to_plan(who, day=days.in_days(-1)),
        to_plan(closed, day=days.in_days(1)),
        to_plan(who, closed, day="demain"),
    ):
        assert client.post("/noter/", sent).status_code == 422
    assert not Encounter.objects.exists()
    assert logged(worker("housing_officer")).get("/agenda/planifier/").status_code == 403


def test_planning_for_somebody_absent_warns(worker: Workers, logged: Logged) -> None:
    user, colleague = worker("care_worker"), worker("peer_worker")
    days.worker_of(user)
    other = days.worker_of(colleague, "PIC")
    day, later = days.in_days(1), days.in_days(9)
    add_absence(actor=colleague, worker=other, start=day, end=day, kind="leave")
    who, client = lives.person(1, followed=True), logged(user)
    sent = to_plan(who, day=day, workers=[other.pk])
    assert "PIC est absent" in client.post("/noter/", sent, follow=True).content.decode()
    sent = to_plan(who, day=later, workers=[other.pk])
    assert "PIC est absent" not in client.post("/noter/", sent, follow=True).content.decode()
    made = Encounter.objects.get(day=later)
    moved = {"version": made.revision, "day": day, "time": ""}
    answer = client.post(reverse("daily:move", args=[made.pk]), moved, follow=True)
    assert "PIC est absent" in answer.content.decode()


def test_one_kind_alone(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    me, client = days.worker_of(user), logged(user)
    for number, kind in enumerate(("home_visit", "case_conference", "phone", "street_outreach"), 1):
        days.planned(lives.person(number, followed=True), me, kind=kind)
    for number, kind in enumerate(("home_visit", "case_conference", "phone", "street_outreach"), 1):
        found = page(client, this_week(f"&genre={kind}"))
        links = found.select(".day .what > a")
        assert [link.get_text() for link in links] == [str(Person.objects.get(number=number))]
        assert all(kind in link["href"] for link in found.select("a[rel]"))
        month = page(client, f"/agenda/?mois={days.today():%Y-%m}&genre={kind}")
        assert month.select_one("td[aria-current] strong").get_text().startswith("1")  # type: ignore[union-attr]
    assert len(page(client, this_week("&genre=x")).select(".day .what > a")) == 4


def test_a_month_counts_what_its_weeks_show(worker: Workers, logged: Logged) -> None:
    user, client = worker("care_worker"), logged(worker("care_worker", name="pic"))
    me = days.worker_of(user)
    days.planned(lives.person(1, followed=True), me, beside=lives.person(2, followed=True))
    days.planned(lives.person(3, followed=True))
    days.planned(lives.person(4, followed=True, team="icm"))
    for who, more, number in (
        (client, "", "2"),
        (logged(user), "", "2"),
        (logged(user), "&qui=moi", "1"),
    ):
        month = page(who, f"/agenda/?mois={days.today():%Y-%m}{more}")
        assert month.select_one("td[aria-current] strong").get_text()[:1] == number  # type: ignore[union-attr]
        assert len(page(who, this_week(more)).select(".day .line")) == int(number)


def test_an_encounter_of_a_closed_file_is_not_moved(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    who, closed = lives.person(1, followed=True), lives.person(2, followed=True)
    Recusal.objects.create(person=closed, worker=user)
    client = logged(user)
    for made in (days.planned(closed), days.planned(who, beside=closed)):
        assert client.get(reverse("daily:move", args=[made.pk])).status_code == 404
    assert client.get(reverse("daily:move", args=[10**6])).status_code == 404


def test_an_absence_warns(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    me = days.worker_of(user)
    days.planned(lives.person(1, followed=True), me)
    client = logged(user)
    sent = {"worker": me.pk, "start": days.today(), "end": days.in_days(1), "kind": "leave"}
    answer = client.post("/absences/", sent, follow=True)
    assert "1 rencontre prévue tombe pendant cette absence" in answer.content.decode()
    assert "MRL absent" in page(client, this_week()).get_text(" ", strip=True)
    assert "pendant votre absence" in page(client, "/aujourdhui/").get_text(" ", strip=True)
    again = client.post("/absences/", sent)
    assert again.status_code == 422
    link = page(client, "/absences/").select_one(".list a[href*=semaine]")
    assert link is not None and "1 rencontre prévue" in link.get_text()
    assert link["href"] == this_week()
    assert page(logged(worker("housing_officer")), "/absences/").select(".list a") == []
    Encounter.objects.update(status="held")
    assert page(client, "/absences/").select_one(".list a[href*=semaine]") is None


@pytest.mark.parametrize("number", [1, 3])
def test_absences_ask_as_much_whatever_they_hold(
    worker: Workers,
    logged: Logged,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    user = worker("care_worker")
    for one in range(number):
        colleague = days.worker_of(worker("peer_worker", name=f"pic{one}"), f"P{one}")
        Absence.objects.create(
            worker=colleague, start=days.today(), end=days.in_days(one), kind="leave"
        )
        days.planned(lives.person(one + 1, followed=True), colleague)
    client = logged(user)
    client.get("/absences/")
    with django_assert_num_queries(5):
        client.get("/absences/")


def test_an_absence_is_corrected_and_taken_back(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    me, client = days.worker_of(user), logged(user)
    made = add_absence(actor=user, worker=me, start=days.today(), end=days.today(), kind="leave")
    sent = {"worker": me.pk, "start": days.today(), "end": days.in_days(3), "kind": "other"}
    assert client.post(f"/absences/{made.pk}/", {**sent, "version": 1}).status_code == 302
    both = client.post(f"/absences/{made.pk}/", {**sent, "version": 1, "kind": "leave"})
    assert both.status_code == 409
    shown = BeautifulSoup(both.content, "html.parser")
    assert [one.get_text() for one in shown.select("td")] == ["Autre absence", "Congé"]
    assert shown.select_one("#id_version")["value"] == "2"  # type: ignore[index]
    made.refresh_from_db()
    assert (made.end, made.kind, made.revision) == (days.in_days(3), "other", 2)
    assert (
        client.post(f"/absences/{made.pk}/", {**sent, "version": 2, "end": "1"}).status_code == 422
    )
    away = f"/absences/{made.pk}/retirer/"
    assert client.post(away, {"back-version": 2}).status_code == 422
    client.post(away, {"back-version": 1, "back-reason": "twice"})
    assert Absence.objects.exists()
    client.post(away, {"back-version": 2, "back-reason": "twice"})
    assert not Absence.objects.exists()
    line = JournalEntry.objects.get(action="staff.delete_absence")
    assert line.detail["reason"] == "twice"


def test_nobody_says_the_absence_of_a_colleague_but_the_director(
    worker: Workers, logged: Logged
) -> None:
    user = worker("care_worker")
    made = add_absence(
        actor=user,
        worker=days.worker_of(user),
        start=days.today(),
        end=days.today(),
        kind="leave",
    )
    assert logged(worker("peer_worker")).get(f"/absences/{made.pk}/").status_code == 403
    assert logged(worker("hf_director")).get(f"/absences/{made.pk}/").status_code == 200


# The agenda of a phone


def feed_of(secret: str) -> str:
    return reverse("daily:feed_file", args=[secret])


def test_a_phone_reads_hours_and_no_name(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    me, who = days.worker_of(user), lives.person(1, followed=True)
    made = days.planned(who, me)
    days.planned(lives.person(2, followed=True))
    answer = StrictClient().get(feed_of(make_feed(actor=user)))
    assert answer["Content-Type"].startswith("text/calendar")
    body = answer.content.decode()
    assert not lives.WORD.search(body)
    assert str(who.number) + "/" not in body
    read = Calendar.from_ical(answer.content)
    events = [one for one in read.walk("VEVENT")]
    assert [str(one["SUMMARY"]) for one in events] == ["Rencontre (visite à domicile)"]
    assert "LOCATION" not in events[0] and "DESCRIPTION" not in events[0]
    assert re.fullmatch(r"[0-9a-f]{32}@filrouge", str(events[0]["UID"]))
    assert str(made.pk) not in str(events[0]["URL"])
    assert str(events[0]["URL"]).endswith("/agenda/")
    begin = timezone.localtime(events[0].decoded("dtstart"))
    assert (begin.hour, begin.minute) == (9, 30)


def unfolded(content: bytes) -> list[str]:
    """The lines of a calendar as RFC 5545 wants them: CRLF, 75 bytes at most, folded by a space."""
    assert content.endswith(b"\r\n") and b"\n" not in content.replace(b"\r\n", b"")
    lines: list[str] = []
    for line in content.removesuffix(b"\r\n").split(b"\r\n"):
        assert 0 < len(line) <= 75
        if line.startswith(b" "):
            lines[-1] += line[1:].decode()
        else:
            lines.append(line.decode())
    return lines


def test_a_strict_calendar_program_reads_it(worker: Workers) -> None:
    user = worker("care_worker")
    me, who = days.worker_of(user), lives.person(1, followed=True)
    days.planned(who, me, at=time(9, 30))
    days.planned(who, me, at=None, kind="case_conference")
    days.planned(who, me, at=time(23, 50), day=days.in_days(120))
    InternalMeeting.objects.create(team="hf_act", kind="team_meeting", day=days.today())
    Absence.objects.create(worker=me, start=days.in_days(3), end=days.in_days(5), kind="leave")
    lines = unfolded(StrictClient().get(feed_of(make_feed(actor=user))).content)
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR"
    assert lines.count("VERSION:2.0") == 1
    assert not any("TZID" in line for line in lines)  # a zone's name needs its description
    events = "\n".join(lines).split("BEGIN:VEVENT\n")[1:]
    assert len(events) == 5
    uids = set()
    for event in events:
        props = dict(line.split(":", 1) for line in event.partition("\nEND:VEVENT")[0].split("\n"))
        uids.add(props["UID"])
        assert re.fullmatch(r"\d{8}T\d{6}Z", props["DTSTAMP"])
        start, end = (
            props.get(name) or props[f"{name};VALUE=DATE"] for name in ("DTSTART", "DTEND")
        )
        assert re.fullmatch(r"\d{8}(T\d{6}Z)?", start) and len(start) == len(end) and start < end
        assert props["SUMMARY"] and "," not in props["SUMMARY"].replace("\\,", "")
        assert set(props) <= {
            *("UID", "DTSTAMP", "SUMMARY", "DTSTART", "DTEND", "URL", "CLASS"),
            *("DTSTART;VALUE=DATE", "DTEND;VALUE=DATE"),
        }
    assert len(uids) == 5


def test_a_feed_is_kept_as_a_digest_and_ends(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    client = logged(user)
    found = BeautifulSoup(client.post("/agenda/abonnement/").content, "html.parser")
    address = found.select_one(".secret").get_text()  # type: ignore[union-attr]
    secret = address.rpartition("/")[2].removesuffix(".ics")
    assert secret not in str(CalendarFeed.objects.values())
    assert secret not in page(client, "/agenda/abonnement/").get_text()
    visitor = StrictClient()
    assert visitor.get(feed_of(secret)).status_code == 200
    again = BeautifulSoup(client.post("/agenda/abonnement/").content, "html.parser")
    assert visitor.get(feed_of(secret)).status_code == 404
    other = again.select_one(".secret").get_text()  # type: ignore[union-attr]
    secret = other.rpartition("/")[2].removesuffix(".ics")
    client.post("/agenda/abonnement/", {"act": "revoke"})
    assert visitor.get(feed_of(secret)).status_code == 404


def test_a_closed_account_has_no_feed(worker: Workers) -> None:
    user = worker("care_worker")
    secret = make_feed(actor=user)
    user.is_active = False
    user.save()
    answers = [StrictClient().get(feed_of(one)) for one in (secret, "unknown")]
    assert [one.status_code for one in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_an_account_without_the_door_gets_no_encounter(worker: Workers) -> None:
    user = worker("care_worker")
    days.planned(lives.person(1, followed=True), days.worker_of(user))
    secret = make_feed(actor=user)
    user.role = "housing_officer"
    user.save()
    assert "Rencontre" not in StrictClient().get(feed_of(secret)).content.decode()


def test_guessing_at_feeds_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    from filrouge.daily.views import ical

    cache.clear()
    monkeypatch.setattr(ical, "PER_ADDRESS", 3)
    answers = [StrictClient().get(feed_of(f"guess{n}")).status_code for n in range(4)]
    assert answers == [404, 404, 404, 429]


# What waits, and the quick search


def test_the_message_says_only_that_something_waits(worker: Workers) -> None:
    user, idle = worker("care_worker"), worker("peer_worker", name="pic")
    for one in (user, idle):
        one.email = f"{one.username}@nid.example"
        one.save()
    who = lives.person(1, followed=True)
    add_task(actor=worker("hf_director"), words="Zqtask", person_id=who.pk, assigned_to=user)
    assert notify() == 1
    sent = mail.outbox[0]
    assert sent.to == [user.email]
    assert "Zq" not in f"{sent.subject} {sent.body}"
    assert not re.search(r"\d", f"{sent.subject} {sent.body}")


def find(client: Any, letters: str, **more: str) -> str:
    answer = client.post("/chercher/", {"letters": letters}, **more)
    assert answer.status_code == 200
    body: str = answer.content.decode()
    return body


def test_two_letters_find_what_one_may_see(worker: Workers, logged: Logged) -> None:
    seen, closed, hidden = (lives.person(n, followed=n != 2) for n in (1, 2, 3))
    Restriction.objects.create(person=hidden, kind="danger")
    owner = Organisation.objects.create(name="Zqnid")
    landlord = Landlord.objects.create(organisation=owner, kind="ais")
    Dwelling.objects.create(
        code="Zqhome", address="Zqstreet", commune="21007", landlord=landlord, capacity=1
    )
    care, peer = logged(worker("care_worker")), logged(worker("peer_worker", name="pic"))
    body = find(care, "zq")
    assert lives.canary("last", seen.number) in body
    assert lives.canary("last", closed.number) not in body
    assert lives.canary("last", hidden.number) not in body
    assert "Zqhome" in body and "Zqnid" in body and "Zqstreet" not in body
    entry = JournalEntry.objects.order_by("-pk").first()
    assert entry is not None
    assert (entry.action, entry.persons) == ("dossiers.search_all", [seen.pk])
    assert "zq" not in str(entry.detail)
    assert "Zqhome" not in find(peer, "zq")


def test_one_letter_finds_nothing(worker: Workers, logged: Logged) -> None:
    lives.person(1, followed=True)
    answer = logged(worker("care_worker")).post("/chercher/", {"letters": "z"})
    assert answer.status_code == 422
    assert "au moins deux lettres" in answer.content.decode()
    assert b"Zqlast" not in answer.content


def test_while_typing_only_the_lines_come(worker: Workers, logged: Logged) -> None:
    lives.person(1, followed=True)
    headers = {"headers": {"HX-Request": "true", "HX-Target": "palette"}}
    body = find(logged(worker("care_worker")), "zq", **headers)  # type: ignore[arg-type]
    assert "<html" not in body and lives.canary("last", 1) in body


def test_files_opened_lately(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    client = logged(user)
    one, two, gone = (lives.person(number, followed=True) for number in (1, 2, 3))
    for who in (one, gone, two):
        client.get(reverse("dossiers:file", args=[who.pk]))
    Recusal.objects.create(person=gone, worker=user)
    links = page(client, "/chercher/").select(".palette a")
    assert [link["href"] for link in links] == [f"/personnes/{who.pk}/" for who in (two, one)]
