"""An encounter noted on a phone: taps and seconds counted, nothing typed lost."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from filrouge.followup.models import Encounter
from filrouge.staff.models import Worker
from tests.browser.test_frame import PHONE, axe_faults
from tests.browser.thumb import Thumb
from tests.dossiers import lives

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[[str], Page]
MOST_TAPS, MOST_SECONDS, MOST_TAPS_ABSENT = 8, 30, 3


@pytest.fixture
def phone(page_as: Open, user_of: Callable[[str], Any]) -> Page:
    page = page_as("care_worker")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    Worker.objects.create(code="LPZ", account=user_of("care_worker"))
    return page


def leave(page: Page, home: str) -> None:
    """A page that is left saves its draft once more: let the server end before the test does."""
    page.goto(f"{home}/personnes/")
    page.wait_for_timeout(700)


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"])


def test_a_held_visit_with_three_topics(phone: Page, live_server: Any, user_of: Any) -> None:
    who = lives.person(41, followed=True)
    page, thumb = phone, Thumb()
    page.goto(f"{live_server.url}/")
    began = time.monotonic()
    thumb.tap(page.locator("a.round"))
    thumb.tap(page.locator("#letters"))
    page.keyboard.type("zq")
    thumb.tap(page.get_by_role("button", name=str(who)))
    thumb.tap(page.get_by_text("Visite à domicile"))
    for topic in ("Médical", "Logement", "Quotidien"):
        thumb.tap(page.locator("label.tap", has_text=topic))
    thumb.tap(page.get_by_role("button", name="Enregistrer"))
    page.wait_for_url(f"**/personnes/{who.pk}/")
    assert thumb.taps <= MOST_TAPS
    assert time.monotonic() - began < MOST_SECONDS
    encounter = Encounter.objects.get()
    assert (encounter.kind, encounter.status, encounter.lead) == ("home_visit", "held", who)
    assert encounter.topics.count() == 3
    assert [one.code for one in encounter.workers.all()] == ["LPZ"]


def planned(who: Any, **more: Any) -> Encounter:
    """A home visit planned today with the only worker there is."""
    made = lives.encounter(who)
    made.workers.add(Worker.objects.get())
    Encounter.objects.filter(pk=made.pk).update(
        status="planned", **{"day": timezone.localdate(), **more}
    )
    return Encounter.objects.get(pk=made.pk)


def test_an_absence_from_the_agenda(phone: Page, live_server: Any) -> None:
    who = lives.person(41, followed=True)
    planned(who)
    page, thumb = phone, Thumb()
    page.goto(f"{live_server.url}/")
    thumb.tap(page.get_by_role("link", name="Agenda", exact=True))
    thumb.tap(page.get_by_role("button", name="Absent"))
    expect(page.get_by_role("button", name="Défaire")).to_be_visible()
    assert thumb.taps <= MOST_TAPS_ABSENT
    assert page.url.startswith(f"{live_server.url}/agenda/")
    assert Encounter.objects.get().status == "tenant_absent"
    thumb.tap(page.get_by_role("button", name="Défaire"))  # and back
    expect(page.get_by_role("button", name="Absent")).to_be_visible()
    assert Encounter.objects.get().status == "planned"


def test_a_planned_visit_is_held_in_one_tap(phone: Page, live_server: Any) -> None:
    who = lives.person(41, followed=True)
    planned(who)
    page, thumb = phone, Thumb()
    for address in ("/aujourdhui/", "/agenda/"):
        Encounter.objects.update(status="planned")
        page.goto(live_server.url + address)
        before = thumb.taps
        thumb.tap(page.get_by_role("button", name="Faite"))
        expect(page.get_by_role("button", name="Défaire")).to_be_visible()
        assert thumb.taps == before + 1
        assert Encounter.objects.get().status == "held"


def test_planning_takes_no_list_of_names(phone: Page, live_server: Any) -> None:
    who, day = lives.person(41, followed=True), timezone.localdate() + timedelta(days=1)
    page, thumb = phone, Thumb()
    page.goto(f"{live_server.url}/agenda/")
    thumb.tap(page.get_by_role("link", name="Planifier", exact=True))
    assert page.locator("select").count() == 0
    thumb.tap(page.locator("#letters"))
    page.keyboard.type("zq")
    thumb.tap(page.get_by_role("button", name=str(who)))
    thumb.tap(page.get_by_text("Réunion de concertation"))
    thumb.tap(page.get_by_role("button", name="Demain"))
    thumb.tap(page.get_by_role("button", name="Planifier"))
    page.wait_for_url("**/agenda/?semaine=*")
    assert thumb.taps <= MOST_TAPS
    made = Encounter.objects.get()
    assert (made.kind, made.status, made.day) == ("case_conference", "planned", day)


def test_what_is_usual_follows_the_kind_and_the_place(phone: Page, live_server: Any) -> None:
    who, me = lives.person(41, followed=True), Worker.objects.get()
    for ago, kind, place, way, length in (
        (1, "outing", "Maison des Ormes", 35, 120),
        (2, "home_visit", "", 20, 75),
    ):
        made = Encounter.objects.create(
            kind=kind, status="held", day=timezone.localdate() - timedelta(days=ago), lead=who,
            place=place, travel_min=way, duration_min=length,
        )  # fmt: skip
        made.attendances.create(person=who)
        made.workers.add(me)
    page = phone
    page.goto(f"{live_server.url}/noter/?personne={who.pk}")
    first_way, first_length = (
        page.locator(f"#{group} label.tap:visible").first for group in ("ways", "durations")
    )
    expect(first_way).to_contain_text("20 comme la dernière fois")
    page.locator("#durations").get_by_text("90").click()
    page.get_by_text("Accompagnement extérieur").click()
    expect(first_way).to_contain_text("35 comme la dernière fois")
    expect(first_length).to_contain_text("120")
    expect(page.locator("[name=duration]:checked")).to_have_value("90")  # what was tapped stays
    page.get_by_text("Contact téléphonique").click()
    expect(page.locator("#ways")).not_to_contain_text("dernière")
    page.fill("#place", "maison des ormes")
    page.locator("#place").blur()
    expect(first_way).to_contain_text("35 comme la dernière fois")
    first_way.click()
    expect(page.locator("[name=travel]:checked")).to_have_value("35")
    page.fill("[name=duration_other]", "50")
    expect(page.locator("[name=duration]:checked")).to_have_value("other")
    leave(page, live_server.url)


def test_nothing_typed_is_lost_with_the_tab_and_the_session(
    phone: Page, live_server: Any, page_as: Open
) -> None:
    who = lives.person(41, followed=True)
    page = phone
    page.goto(f"{live_server.url}/noter/?personne={who.pk}")
    page.get_by_text("Visite à domicile").click()
    page.fill("#note", "Sous le noyer")
    expect(page.locator("#kept")).to_contain_text("Brouillon gardé")
    page.locator("#note").press_sequentially(", puis la pluie")
    context = page.context
    page.close()  # the tab, before the letters rest
    context.clear_cookies()  # and the session
    later = page_as("care_worker")
    later.set_viewport_size(PHONE)  # type: ignore[arg-type]
    later.goto(f"{live_server.url}/noter/")
    later.get_by_role("link", name="Reprendre").click()
    expect(later.locator("#note")).to_have_value("Sous le noyer, puis la pluie")
    expect(later.locator("[name=kind]:checked")).to_have_value("home_visit")
    leave(later, live_server.url)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_it_fits_a_phone(phone: Page, live_server: Any, scheme: Any) -> None:
    who = lives.person(41, followed=True)
    made = lives.encounter(who)
    made.workers.add(Worker.objects.get())
    to_come = planned(who, day=timezone.localdate() + timedelta(days=1))
    planned(who)
    page = phone
    page.emulate_media(color_scheme=scheme)
    for address in (
        *("/noter/", f"/noter/?personne={who.pk}", f"/noter/?rencontre={made.pk}"),
        *("/noter/?statut=planned", "/aujourdhui/", "/agenda/", "/agenda/?mois=2026-11"),
        *(f"/agenda/{to_come.pk}/deplacer/", "/absences/", "/agenda/abonnement/", "/taches/"),
    ):
        page.goto(live_server.url + address)
        assert axe_faults(page) == [], address
        assert fits(page), address
    page.goto(f"{live_server.url}/noter/?personne={who.pk}")
    page.get_by_text("Visite à domicile").click()
    page.fill("#note", "x" * 30)
    expect(page.locator("#kept")).to_contain_text("Brouillon gardé")
    assert axe_faults(page) == []
    page.goto(f"{live_server.url}/noter/")
    assert axe_faults(page) == []
    page.goto(f"{live_server.url}/rencontres/{made.pk}/supprimer/")
    assert axe_faults(page) == []
    leave(page, live_server.url)


def reach(page: Page, target: str) -> None:
    """Tab until the focus is there: no mouse, no shortcut."""
    for _key in range(60):
        if page.evaluate("(target) => document.activeElement.matches(target)", target):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the key Tab does not reach {target}")


def test_by_keys_alone(page_as: Open, live_server: Any, user_of: Any) -> None:
    who = lives.person(41, followed=True)
    page = page_as("care_worker")
    page.goto(f"{live_server.url}/aujourdhui/")
    page.keyboard.press("n")
    page.wait_for_url("**/noter/")
    reach(page, "#letters")
    page.keyboard.type("zq")
    expect(page.get_by_role("button", name=str(who))).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name=str(who))).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#letters")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/noter/?brouillon=*")
    reach(page, "[name=kind]")
    page.keyboard.press("Space")
    for _topic in range(3):
        reach(page, "[name=topics]:not(:checked)")
        page.keyboard.press("Space")
    reach(page, "[name=duration]")
    page.keyboard.press("Space")
    reach(page, "#note")
    page.keyboard.type("Le héron")
    reach(page, "button[value=store]")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/personnes/{who.pk}/")
    made = Encounter.objects.get()
    assert (made.kind, made.status, made.note) == ("home_visit", "held", "Le héron")
    assert made.topics.count() == 3 and made.duration_min == 30


def test_without_script(
    browser: Any, live_server: Any, user_of: Any, transactional_db: None
) -> None:
    from tests.harness.client import StrictClient

    client = StrictClient()
    user = user_of("care_worker")
    client.force_login(user)
    who = lives.person(41, followed=True)
    cookie = client.cookies["filrouge_session"]
    context = browser.new_context(java_script_enabled=False, locale="fr-BE")
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/noter/")
    page.fill("#note", "Le héron")
    page.fill("#letters", "zq")
    page.locator("button[value=find]").click()
    page.get_by_role("button", name=str(who)).click()
    expect(page.locator("#note")).to_have_value("Le héron")
    page.locator("label:has([name=kind])").first.click()
    page.get_by_role("button", name="Enregistrer").click()
    page.wait_for_url(f"**/personnes/{who.pk}/")
    assert Encounter.objects.get().note == "Le héron"
    context.close()
