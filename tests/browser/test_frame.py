"""The frame and the components in a real browser: axe, keyboard, phone, weight, no script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 375, "height": 740}
Open = Callable[[str], Page]


@pytest.fixture(autouse=True)
def _showcase(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.web.showcase"


def axe_faults(page: Page) -> list[str]:
    """What axe finds, AAA contrast included, one line each."""
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    results = Axe().run(page, options=options).response
    return [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in results["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/vitrine/", "/vitrine/?panneau=x", "/"])
def test_axe_finds_nothing(page_as: Open, live_server: Any, scheme: Any, address: str) -> None:
    page = page_as("hf_director")
    page.emulate_media(color_scheme=scheme)
    page.goto(live_server.url + address)
    assert axe_faults(page) == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert axe_faults(page) == []


def test_axe_finds_nothing_on_the_log_in_page(page_as: Open, live_server: Any) -> None:
    page = page_as("")
    page.goto(f"{live_server.url}/compte/connexion/")
    assert axe_faults(page) == []


def test_axe_would_find_something(page_as: Open, live_server: Any) -> None:
    """Negative control."""
    page = page_as("")
    page.goto(f"{live_server.url}/compte/connexion/")
    page.evaluate("document.querySelector('label').remove()")
    assert any(fault.startswith("label") for fault in axe_faults(page))


def test_nothing_is_wider_than_a_phone(page_as: Open, live_server: Any) -> None:
    page = page_as("hf_director")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    for address in ("/", "/vitrine/", "/vitrine/?panneau=x", "/compte/mot-de-passe/"):
        page.goto(live_server.url + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address


def test_the_phone_menu_opens_without_script_of_ours(page_as: Open, live_server: Any) -> None:
    page = page_as("care_worker")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(live_server.url)
    page.get_by_role("button", name="Menu").click()
    expect(page.locator("#menu").get_by_role("button", name="Se déconnecter")).to_be_visible()


def test_keyboard_alone(page_as: Open, live_server: Any) -> None:
    page = page_as("hf_director")
    page.goto(f"{live_server.url}/vitrine/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()


def test_escape_closes_the_panel_and_the_address_says_so(page_as: Open, live_server: Any) -> None:
    page = page_as("hf_director")
    page.goto(f"{live_server.url}/vitrine/?n=50&panneau=x")
    expect(page.locator("#panel h2")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    assert page.url == f"{live_server.url}/vitrine/?n=50"


def test_every_focus_is_visible(page_as: Open, live_server: Any) -> None:
    page = page_as("hf_director")
    page.goto(f"{live_server.url}/vitrine/")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    for _step in range(25):
        page.keyboard.press("Tab")
        assert page.evaluate(outline) != "none", page.evaluate("document.activeElement.outerHTML")


def test_pages_work_without_script(browser: Browser, live_server: Any, user_of: Any) -> None:
    user_of("hf_director")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url)
    page.get_by_label("Nom ou adresse électronique").fill("hf_director.test")
    page.get_by_label("Mot de passe").fill("sauge-merle-orme-lilas")
    page.get_by_role("button", name="Se connecter").click()
    page.goto(f"{live_server.url}/vitrine/?panneau=x")
    page.get_by_role("link", name="Fermer").click()
    expect(page.locator(".panel-body")).to_have_count(0)
    page.get_by_role("link", name="3 de plus").click()
    expect(page.get_by_text("28 lignes sur 28")).to_be_visible()
    context.close()


@pytest.mark.parametrize("role", ["", "hf_director"])
def test_a_first_load_weighs_less_than_150_kb(page_as: Open, live_server: Any, role: str) -> None:
    """Bytes as the server holds them: compression only makes it lighter."""
    page = page_as(role)
    weight: list[int] = []
    page.on("response", lambda response: weight.append(len(response.body())))
    page.goto(live_server.url, wait_until="networkidle")
    assert 20_000 < sum(weight) < 150_000
