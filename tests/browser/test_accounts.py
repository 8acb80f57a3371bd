"""Passkeys in a real browser, with a device in software: the scripts pass the content policy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_frame import axe_faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE: Any = {"width": 375, "height": 740}

Open = Callable[[str], Page]


def with_device(page: Page) -> Page:
    """Plug in a device that keeps passkeys and recognises its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page


def test_a_second_factor_is_added_in_three_clicks_then_opens_alone(
    page_as: Open, live_server: Any, user_of: Callable[[str], Any], settings: Any
) -> None:
    settings.SECOND_FACTOR = "required"
    home = live_server.url
    assert "localhost" in home  # a passkey belongs to a name, not to a numeric address
    worker = user_of("care_worker")
    page = with_device(page_as(""))
    page.goto(f"{home}/compte/connexion/")
    page.fill("input[name=login]", worker.username)
    page.fill("input[name=password]", "sauge-merle-orme-lilas")
    page.click("form button[type=submit]")
    page.wait_for_url("**/compte/second-facteur/")
    assert axe_faults(page) == []
    page.click("a[href='/compte/cles/ajouter/']")
    assert axe_faults(page) == []
    page.click("#passkey-add")
    page.wait_for_url("**/compte/codes/")
    expect(page.locator("li code")).to_have_count(10)
    assert axe_faults(page) == []
    page.click("main a.primary")
    page.wait_for_url(f"{home}/aujourdhui/")

    for address in ("/compte/", "/compte/sessions/", "/compte/second-facteur/application/"):
        page.goto(home + address)
        assert axe_faults(page) == []
        page.set_viewport_size(PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    page.goto(f"{home}/compte/deconnexion/")
    page.click("main button[type=submit]")
    page.goto(f"{home}/compte/connexion/")
    page.click("#passkey-login")
    page.wait_for_url(f"{home}/aujourdhui/")


def test_a_device_that_refuses_says_so(page_as: Open, live_server: Any) -> None:
    """No device answers: a sentence, not a silent page."""
    page = page_as("")
    page.add_init_script("navigator.credentials.get = () => Promise.reject(new Error('no'))")
    page.goto(f"{live_server.url}/compte/connexion/")
    expect(page.locator("#passkey-failed")).to_be_hidden()
    page.click("#passkey-login")
    expect(page.locator("#passkey-failed")).to_be_visible()
