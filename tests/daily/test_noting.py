"""The page where an encounter is noted: find, choose, store, keep, give back."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from filrouge.access import sessions
from filrouge.access.models import Recusal, User
from filrouge.audit.models import JournalEntry
from filrouge.daily.day import week_of
from filrouge.directory.models import Organisation
from filrouge.followup.models import Encounter, EncounterDraft, NetworkLink
from filrouge.staff.models import Assignment, Worker
from tests.dossiers import lives
from tests.dossiers.conftest import logged, worker  # noqa: F401
from tests.harness.client import StrictClient

pytestmark = pytest.mark.django_db
NOTE, DRAFT = "/noter/", "/noter/brouillon/"


@pytest.fixture
def me(worker: Any) -> User:  # noqa: F811
    user: User = worker("care_worker")
    Worker.objects.create(code="LPZ", account=user)
    return user


@pytest.fixture
def client(me: User, logged: Any) -> StrictClient:  # noqa: F811
    found: StrictClient = logged(me)
    return found


@pytest.fixture
def who(db: None) -> Any:
    return lives.person(41, followed=True)


def form(*persons: Any, **more: Any) -> dict[str, Any]:
    return {
        "act": "store",
        "key": str(uuid4()),
        "persons": [one.pk for one in persons],
        "kind": "home_visit",
        "status": "held",
        "day": timezone.localdate().isoformat(),
        **more,
    }


def text(page: Any) -> str:
    return str(page.content.decode())


def test_from_a_file_to_a_stored_encounter(client: StrictClient, who: Any, me: User) -> None:
    page = client.get(f"{NOTE}?personne={who.pk}")
    assert lives.canary("last", 41) in text(page)
    assert lives.canary("last", 41) not in re.search(r"<title>.*?</title>", text(page))[0]  # type: ignore[index]
    mine = Worker.objects.get()
    assert f'name="workers" value="{mine.pk}" checked' in text(page)
    sent = form(
        who, topics=["medical", "crisis"], duration="45", travel="other", travel_other="7,5"
    )
    sent |= {"workers": [mine.pk], "note": "Un pic épeiche"}
    done = client.post(NOTE, sent)
    assert done["Location"] == f"/personnes/{who.pk}/"
    encounter = Encounter.objects.get()
    assert (encounter.duration_min, float(encounter.travel_min or 0)) == (45, 7.5)
    assert encounter.note == "Un pic épeiche"
    assert list(encounter.workers.all()) == [mine]
    assert encounter.recorded_by == me
    again = client.post(NOTE, sent)  # a form sent twice is stored once
    assert again.status_code == 302
    assert Encounter.objects.count() == 1
    assert EncounterDraft.objects.get().said() == {}


def test_a_page_turned_back_and_changed_loses_nothing(client: StrictClient, who: Any) -> None:
    sent = form(who, note="Le pic", duration="45")
    assert client.post(NOTE, sent).status_code == 302
    again = client.post(NOTE, sent | {"note": "Le pic, puis la pluie"})
    assert again.status_code == 409
    shown = BeautifulSoup(again.content, "html.parser")
    assert shown.select_one("textarea").get_text().strip() == "Le pic, puis la pluie"  # type: ignore[union-attr]
    assert "Le pic" in shown.select_one("table").get_text()  # type: ignore[union-attr]
    key, made = (shown.select_one(f"[name={name}]")["value"] for name in ("key", "encounter"))  # type: ignore[index]
    assert key != sent["key"]
    more = {"key": key, "encounter": made, "version": "1", "note": "Le pic, puis la pluie"}
    assert client.post(NOTE, sent | more).status_code == 302
    assert Encounter.objects.get().note == "Le pic, puis la pluie"


def test_partners_are_tapped_or_typed(client: StrictClient, who: Any) -> None:
    tied, other = (Organisation.objects.create(name=f"Asbl {name}") for name in ("Orme", "Tilleul"))
    Organisation.objects.create(name="Asbl Houx")
    NetworkLink.objects.create(person=who, partner=tied, function="social", start=date(2024, 1, 1))
    page = text(client.get(f"{NOTE}?personne={who.pk}"))
    assert f'name="partners" value="{tied.pk}"' in page
    assert "Houx" not in page  # the whole directory comes when one begins to type
    headers = {"HX-Request": "true", "HX-Target": "organisations"}
    asked = client.post(NOTE, form(who, act="organisations"), headers=headers)
    assert "Asbl Houx" in text(asked) and "<html" not in text(asked)
    sent = form(who, kind="case_conference", partners=[tied.pk, "x", 999_999])
    wrong = client.post(NOTE, sent | {"partners_typed": "Asbl Tilleul; Asbl Inconnue"})
    assert wrong.status_code == 422
    assert "Asbl Inconnue" in text(wrong)
    assert 'value="Asbl Tilleul; Asbl Inconnue"' in text(wrong)
    assert f'name="partners" value="{tied.pk}" checked' in text(wrong)
    assert client.post(NOTE, sent | {"partners_typed": "asbl tilleul"}).status_code == 302
    made = Encounter.objects.get()
    assert {one.organisation for one in made.partners.all()} == {tied, other}
    again = text(client.get(f"{NOTE}?rencontre={made.pk}"))
    assert f'name="partners" value="{other.pk}" checked' in again
    fixed = form(who, kind="case_conference", encounter=made.pk, version="1", partners=[other.pk])
    assert client.post(NOTE, fixed).status_code == 302
    assert [one.organisation for one in made.partners.all()] == [other]


def test_enter_finds_else_stores(client: StrictClient, who: Any) -> None:
    found = client.post(NOTE, form(act="enter", letters="zq"))
    assert f"add-{who.pk}" in text(found)
    assert not Encounter.objects.exists()
    page = BeautifulSoup(client.get(f"{NOTE}?personne={who.pk}").content, "html.parser")
    first = page.select_one("form.noting [type=submit]")
    assert first is not None and first["value"] == "enter"  # what the key presses
    assert client.post(NOTE, form(who, act="enter")).status_code == 302


def test_what_is_to_come_stays_planned(client: StrictClient, who: Any) -> None:
    made = planned(who)
    today, later = (
        client.get(f"{NOTE}?rencontre={made.pk}{more}") for more in ("", "&statut=planned")
    )
    assert 'value="held" checked' in text(today)
    assert 'value="planned" checked' in text(later)
    Encounter.objects.update(day=timezone.localdate() + timedelta(days=1))
    assert 'value="planned" checked' in text(client.get(f"{NOTE}?rencontre={made.pk}"))


def test_after_storing_one_is_back_where_one_came_from(client: StrictClient, who: Any) -> None:
    day = timezone.localdate()
    for back, address in (
        ("jour", "/aujourdhui/"),
        ("agenda", f"/agenda/?semaine={week_of(day)}"),
        ("", f"/personnes/{who.pk}/"),
        ("https://x", f"/personnes/{who.pk}/"),
    ):
        assert client.post(NOTE, form(who, back=back))["Location"] == address


def test_a_draft_of_a_file_that_closed_is_not_opened(
    client: StrictClient, who: Any, me: User
) -> None:
    key = str(uuid4())
    client.post(DRAFT, form(who, key=key, note="Sous le saule"))
    Recusal.objects.create(person=who, worker=me)
    assert key not in text(client.get(NOTE))
    answer = client.get(f"{NOTE}?brouillon={key}", follow=True)
    assert "saule" not in text(answer)
    assert lives.canary("last", 41) not in text(answer)
    Recusal.objects.all().delete()
    assert "saule" in text(client.get(f"{NOTE}?brouillon={key}"))


def test_a_draft_that_was_emptied_goes(client: StrictClient, who: Any) -> None:
    key = str(uuid4())
    assert client.post(DRAFT, form(key=key, kind="", note="Un merle")).status_code == 200
    assert client.post(DRAFT, form(key=key, kind="", note="")).status_code == 204
    assert not EncounterDraft.objects.exists()
    assert client.post(DRAFT, form(key=key, kind="", note="")).status_code == 204


def test_only_open_files_are_found_and_written_down(client: StrictClient, who: Any) -> None:
    closed = lives.person(42, followed=True, team="icm")
    JournalEntry.objects.count()
    page = client.post(NOTE, form(act="find", letters="zq"))
    assert f'value="add-{who.pk}"' in text(page)
    assert f"add-{closed.pk}" not in text(page)
    line = JournalEntry.objects.filter(action="dossiers.open_note").latest("pk")
    assert list(line.persons) == [who.pk]
    assert "add-" not in text(client.post(NOTE, form(act="find", letters="z")))
    kept = client.post(NOTE, form(act=f"add-{closed.pk}", note="x"))
    assert lives.canary("last", 42) not in text(client.get(kept["Location"]))
    refused = client.post(NOTE, form(closed))
    assert refused.status_code == 422
    assert not Encounter.objects.exists()
    for address in (f"?personne={closed.pk}", "?personne=999", "?rencontre=999", "?rencontre=x"):
        assert client.get(NOTE + address).status_code == 404


def test_a_refused_form_gives_everything_back(client: StrictClient, who: Any) -> None:
    sent = form(who, kind="phone", status="tenant_absent", note="Le lierre", topics=["crisis"])
    page = client.post(NOTE, sent)
    assert page.status_code == 422
    assert "Le lierre" in text(page)
    assert 'value="crisis" checked' in text(page)
    assert 'value="phone" checked' in text(page)
    for wrong in ({"day": "hier"}, {"duration": "other", "duration_other": "long"}, {"time": "9"}):
        assert client.post(NOTE, form(who) | wrong).status_code == 422
    assert not Encounter.objects.exists()


def test_a_draft_outlives_the_browser_and_is_never_in_another_file(
    client: StrictClient,
    who: Any,
    me: User,
    logged: Any,  # noqa: F811
    worker: Any,  # noqa: F811
) -> None:
    other = lives.person(42, followed=True)
    key = str(uuid4())
    sent = form(who, key=key, note="Sous le saule", topics=["medical"])
    assert (
        "conserv" in text(client.post(DRAFT, sent)) or client.post(DRAFT, sent).status_code == 200
    )
    draft = EncounterDraft.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT typed, service_typed FROM followup_encounterdraft")
        assert "saule" not in str(cursor.fetchone())
    assert draft.said()["note"] == ["Sous le saule"]
    again = logged(me)  # another browser, later
    offered = text(again.get(NOTE))
    assert f"?brouillon={key}" in offered
    assert "Sous le saule" not in offered
    page = text(again.get(f"{NOTE}?brouillon={key}"))
    assert "Sous le saule" in page
    assert 'value="medical" checked' in page
    assert f"?brouillon={key}" in text(again.get(f"{NOTE}?personne={who.pk}"))
    elsewhere = text(again.get(f"{NOTE}?personne={other.pk}"))
    assert key not in elsewhere
    assert lives.canary("last", 41) not in elsewhere
    colleague = logged(worker("care_worker", name="grive"))
    assert key not in text(colleague.get(NOTE))
    assert colleague.get(f"{NOTE}?brouillon={key}").status_code == 302
    colleague.post(DRAFT, sent | {"note": "Autre"})
    assert EncounterDraft.objects.get().said()["note"] == ["Sous le saule"]
    assert colleague.post(NOTE, sent).status_code == 422
    colleague.post("/noter/brouillon/jeter/", {"key": key})
    assert EncounterDraft.objects.filter(stored_as=None).exists()
    client.post(NOTE, sent)
    client.post(DRAFT, sent)  # sent before, arrived after
    assert EncounterDraft.objects.get().said() == {}
    assert key not in text(client.get(NOTE))


def test_a_draft_is_kept_before_anybody_is_chosen(client: StrictClient, who: Any) -> None:
    key = str(uuid4())
    client.post(DRAFT, form(key=key, kind="", note="Un merle"))
    draft = EncounterDraft.objects.get()
    assert draft.person is None
    assert "merle" not in draft.service_typed
    assert draft.said()["note"] == ["Un merle"]
    client.post(NOTE, form(key=key, act=f"add-{who.pk}", note="Un merle"))
    draft.refresh_from_db()
    assert (draft.person, draft.service_typed) == (who, "")
    assert draft.said()["note"] == ["Un merle"]
    client.post("/noter/brouillon/jeter/", {"key": key})
    assert not EncounterDraft.objects.exists()


def test_an_ended_session_loses_nothing(
    client: StrictClient, who: Any, me: User, settings: Any
) -> None:
    store = client.session
    store[sessions.SEEN] = 0
    store.save()
    page = f"http://testserver{NOTE}?personne={who.pk}"
    sent = form(who, note="Trop tard, sous la pluie")
    answer = client.post(DRAFT, sent, HTTP_HX_REQUEST="true", HTTP_HX_CURRENT_URL=page)
    assert "connexion" in answer["HX-Redirect"]
    assert not EncounterDraft.objects.exists()
    client.force_login(me)
    given = text(client.get(f"{NOTE}?personne={who.pk}"))
    assert "Trop tard, sous la pluie" in given
    back = text(client.post(f"{NOTE}?personne={who.pk}", {**sent, "act": ""}))
    assert "Trop tard, sous la pluie" in back


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def planned(who: Any, **more: Any) -> Encounter:
    made = lives.encounter(who)
    Encounter.objects.filter(pk=made.pk).update(status="planned", day=timezone.localdate(), **more)
    return Encounter.objects.get(pk=made.pk)


def test_a_planned_one_in_one_tap(client: StrictClient, who: Any) -> None:
    made = planned(who)
    address = f"/rencontres/{made.pk}/etat/"
    done = client.post(address, {"status": "tenant_absent", "version": "1", "next": "/noter/"})
    assert done["Location"] == "/noter/"
    made.refresh_from_db()
    assert made.status == "tenant_absent"
    client.post(address, {"status": "held", "version": "1", "next": "https://ailleurs.example/"})
    made.refresh_from_db()
    assert made.status == "tenant_absent"  # somebody else's version
    out = client.post(address, {"status": "cancelled-us", "version": "2", "next": "//ailleurs"})
    assert out["Location"] == f"/personnes/{who.pk}/"
    made.refresh_from_db()
    assert (made.status, made.cancelled_by) == ("cancelled", "us")
    assert client.post(address, {"status": "x", "version": "3"}).status_code == 404
    assert client.get(address).status_code == 405


def test_a_tap_on_a_past_day_has_a_way_back(client: StrictClient, who: Any) -> None:
    """The line leaves what is late: the message leads to the page where it is planned again."""
    made = planned(who)
    Encounter.objects.update(day=timezone.localdate() - timedelta(days=2))
    mine = Worker.objects.get()
    made.workers.add(mine)
    tap = {"status": "held", "version": "1", "next": "/aujourdhui/"}
    page = client.post(f"/rencontres/{made.pk}/etat/", tap, follow=True)
    found = BeautifulSoup(page.content, "html.parser")
    link = found.select_one("[role=status] a")
    assert link is not None
    again = BeautifulSoup(client.get(str(link["href"])).content, "html.parser")
    assert again.select_one("[name=status]:checked")["value"] == "planned"  # type: ignore[index]
    sent = form(who, encounter=made.pk, version="2", status="planned", day=str(days_ago(2)))
    assert client.post(NOTE, sent).status_code == 302
    made.refresh_from_db()
    assert made.status == "planned"


def test_a_planned_one_filled_in_and_a_conflict_shows_both(client: StrictClient, who: Any) -> None:
    made = planned(who, time="09:30")
    page = text(client.get(f"{NOTE}?rencontre={made.pk}"))
    assert 'value="09:30"' in page
    assert 'value="held" checked' in page
    sent = form(who, encounter=made.pk, version="1", note="Mon texte", duration="30")
    Encounter.objects.filter(pk=made.pk).update(revision=2, duration_min=60)
    clash = client.post(NOTE, sent)
    assert clash.status_code == 409
    assert "Mon texte" in text(clash)
    assert "Zqvisit" in text(clash)
    assert 'name="version" value="2"' in text(clash)
    assert client.post(NOTE, sent | {"version": "2"}).status_code == 302
    made.refresh_from_db()
    assert (made.status, made.note, made.revision) == ("held", "Mon texte", 3)


def test_deleting_says_why(client: StrictClient, who: Any) -> None:
    made = planned(who)
    address = f"/rencontres/{made.pk}/supprimer/"
    assert client.get(address).status_code == 200
    sent = {"word": "supprimer", "version": "1"}
    assert client.post(address, sent).status_code == 422
    assert client.post(address, sent | {"reason": "did_not_happen"}).status_code == 302
    assert not Encounter.objects.exists()


def test_somebody_elses_encounter_is_absent(client: StrictClient, who: Any) -> None:
    closed = lives.person(42, followed=True, team="icm")
    alone, shared = planned(closed), planned(who)
    shared.attendances.create(person=closed)
    Encounter.objects.filter(pk=shared.pk).update(person_count=2)
    for pk in (alone.pk, shared.pk):
        assert client.get(f"{NOTE}?rencontre={pk}").status_code == 404
        assert client.get(f"/rencontres/{pk}/supprimer/").status_code == 404
    tap = {"status": "held", "version": "1"}
    assert client.post(f"/rencontres/{alone.pk}/etat/", tap).status_code == 404
    assert client.post(f"/rencontres/{shared.pk}/etat/", tap).status_code == 302


@pytest.mark.parametrize(("role", "status"), [("housing_officer", 403), ("peer_worker", 200)])
def test_who_notes(role: str, status: int, worker: Any, logged: Any) -> None:  # noqa: F811
    assert logged(worker(role)).get(NOTE).status_code == status


def test_what_is_usual_comes_first(client: StrictClient, who: Any) -> None:
    mine = Worker.objects.get()
    day = timezone.localdate() - timedelta(days=3)
    for minutes in (75, 75, 20):
        made = Encounter.objects.create(
            kind="home_visit", status="held", day=day, lead=who,
            duration_min=minutes, travel_min=25,
        )  # fmt: skip
        made.attendances.create(person=who)
        made.workers.add(mine)
    page = text(client.get(NOTE))
    assert f'value="add-{who.pk}"' in page  # met lately
    first = re.search(r'name="duration" value="(\d+)"', page)
    assert first
    assert first[1] == "75"
    alone = BeautifulSoup(client.get(f"{NOTE}?personne={who.pk}").content, "html.parser")
    way = alone.select_one("[name=travel]")
    assert way is not None and way["value"] == "25"
    assert "comme la dernière fois" in way.parent.get_text()  # type: ignore[union-attr]
    assert not alone.select("[name=travel]:checked")  # proposed, not supposed


def test_the_way_follows_the_place_else_the_kind(client: StrictClient, who: Any) -> None:
    day = timezone.localdate()
    for ago, kind, place, length in (
        (1, "outing", "Hôpital du Frêne", 50),
        (2, "home_visit", "", 12.5),
        (3, "home_visit", "", 20),
        (4, "outing", "Maison des Ormes", 35),
    ):
        made = Encounter.objects.create(
            kind=kind, status="held", day=day - timedelta(days=ago), lead=who,
            place=place, travel_min=length,
        )  # fmt: skip
        made.attendances.create(person=who)
    for more, expected in (
        ({"kind": "outing"}, "50"),
        ({"kind": "home_visit"}, "20"),  # half a minute is no usual way
        ({"kind": "home_visit", "place": "maison des ormes"}, "35"),
        ({"kind": "phone"}, "15"),
        ({"kind": "outing", "place": "Ailleurs"}, "15"),
    ):
        page = BeautifulSoup(client.post(NOTE, form(who, act="", **more)).content, "html.parser")
        way = page.select_one("[name=travel]")
        assert way is not None and way["value"] == expected, more
    options = {one["value"] for one in page.select("#places option")}
    assert options == {"Hôpital du Frêne", "Maison des Ormes"}
    elsewhere = text(client.get(f"{NOTE}?personne={lives.person(42, followed=True).pk}"))
    assert "Ormes" not in elsewhere


@pytest.mark.parametrize("rows", [1, 3])
def test_constant_number_of_queries(client: StrictClient, who: Any, rows: int) -> None:
    for number in range(rows):
        one = lives.person(50 + number, followed=True)
        made = planned(one)
        made.workers.add(Worker.objects.get(code="LPZ"))
        client.post(DRAFT, form(one, note="x"))
        colleague = Worker.objects.create(code=f"A{number}")
        Assignment.objects.create(
            worker=colleague, team="hf_act", function="x", fte=1, start=date(2020, 1, 1),
            funder=who.referrer,
        )  # fmt: skip
        been = planned(who)
        been.kind, been.place, been.travel_min = "outing", f"Lieu {number}", 20 + number
        been.save()
        been.partners.create(organisation=Organisation.objects.create(name=f"Asbl {number}"))
    for address, number in ((NOTE, 16), (f"{NOTE}?personne={who.pk}", 16)):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        assert len(asked) == number, address
