"""An encounter noted on a phone: taps and seconds counted, nothing typed lost."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from filrouge.followup.models import Encounter
from filrouge.staff.models import Worker
from tests.browser.test_frame import PHONE, axe_faults
from tests.dossiers import lives

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[[str], Page]
MOST_TAPS, MOST_SECONDS, MOST_TAPS_ABSENT = 8, 30, 3


class Thumb:
    """Taps, and counts them."""

    def __init__(self) -> None:
        self.taps = 0

    def tap(self, target: Locator) -> None:
        target.click()
        self.taps += 1


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


def test_an_absence_from_the_agenda(phone: Page, live_server: Any) -> None:
    who = lives.person(41, followed=True)
    made = lives.encounter(who)
    made.workers.add(Worker.objects.get())
    Encounter.objects.update(status="planned", day=timezone.localdate())
    page, thumb = phone, Thumb()
    page.goto(f"{live_server.url}/noter/?rencontre={made.pk}")
    thumb.tap(page.locator("label.tap", has_text="Absent"))
    thumb.tap(page.get_by_role("button", name="Enregistrer"))
    page.wait_for_url(f"**/personnes/{who.pk}/")
    assert thumb.taps < MOST_TAPS_ABSENT  # one more: the line of the agenda
    assert Encounter.objects.get().status == "tenant_absent"


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
    with page.expect_response(lambda answer: answer.url.endswith("/noter/brouillon/")):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # the phone sleeps
    context = page.context
    page.close()  # the tab
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
    page = phone
    page.emulate_media(color_scheme=scheme)
    for address in ("/noter/", f"/noter/?personne={who.pk}", f"/noter/?rencontre={made.pk}"):
        page.goto(live_server.url + address)
        assert axe_faults(page) == []
        assert fits(page)
    page.fill("#note", "x" * 30)
    expect(page.locator("#kept")).to_contain_text("Brouillon gardé")
    page.goto(f"{live_server.url}/noter/")
    assert axe_faults(page) == []
    page.goto(f"{live_server.url}/rencontres/{made.pk}/supprimer/")
    assert axe_faults(page) == []
    leave(page, live_server.url)


def test_by_keys_alone(page_as: Open, live_server: Any, user_of: Any) -> None:
    who = lives.person(41, followed=True)
    page = page_as("care_worker")
    page.goto(f"{live_server.url}/personnes/{who.pk}/")
    page.keyboard.press("n")
    page.wait_for_url(f"**/noter/?personne={who.pk}")
    page.locator("[name=kind]").first.focus()
    page.keyboard.press("Space")
    page.locator("[name=topics]").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Enregistrer").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/personnes/{who.pk}/")
    assert Encounter.objects.get().kind == "home_visit"


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
    page.locator("[name=kind]").first.check()
    page.get_by_role("button", name="Enregistrer").click()
    page.wait_for_url(f"**/personnes/{who.pk}/")
    assert Encounter.objects.get().note == "Le héron"
    context.close()
