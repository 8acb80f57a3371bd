"""Gestures of the figures in a browser: typing, more, another group, copying, no script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from filrouge.access.models import User
from tests.browser.test_frame import PHONE, axe_faults
from tests.figures import lives

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[[str], Page]
VISITS = "/chiffres/2024/hf.encounters.home_visits/"


@pytest.fixture(autouse=True)
def _records(transactional_db: None) -> None:
    lives.followed(1, visits=28)
    lives.followed(2, team="icm", visits=2)
    for year, value in ((2021, "40"), (2022, "35"), (2023, "31")):
        lives.published("hf.encounters.home_visits", year, value)
    lives.printed("hf.encounters.home_visits", "29", "une visite comptée en moins")


def test_the_list_answers_as_one_types(page_as: Open, live_server: Any) -> None:
    page = page_as("reporting_officer")
    page.goto(f"{live_server.url}/chiffres/2024/")
    page.keyboard.press("/")
    page.keyboard.type("manqu")
    expect(page.get_by_text("2 chiffres sur")).to_be_visible()
    expect(page).to_have_url(f"{live_server.url}/chiffres/2024/?q=manqu")
    assert axe_faults(page) == []


def test_another_group_without_leaving_the_page(page_as: Open, live_server: Any) -> None:
    page = page_as("hf_director")
    page.goto(live_server.url + VISITS)
    expect(page.locator("#breakdown tbody tr")).to_contain_text(["ACT", "ICM"])
    page.get_by_role("link", name="Genre").click()
    expect(page.locator("#breakdown tbody tr")).to_have_count(2)
    expect(page.locator("#breakdown tbody")).not_to_contain_text("ACT")
    assert "par=sex" in page.url
    page.reload()
    expect(page.locator("#breakdown tbody")).not_to_contain_text("ACT")


def test_more_records_join_the_table(page_as: Open, live_server: Any) -> None:
    page = page_as("hf_director")
    page.goto(f"{live_server.url}{VISITS}donnees/")
    rows = page.locator("tbody:not(#more) tr")
    expect(rows).to_have_count(25)
    page.get_by_role("link", name="5 de plus").click()
    expect(rows).to_have_count(30)
    expect(page.get_by_role("link", name="de plus")).to_have_count(0)
    assert axe_faults(page) == []


def test_copies_the_placeholder(page_as: Open, live_server: Any) -> None:
    page = page_as("reporting_officer")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(live_server.url + VISITS)
    page.get_by_role("button", name="Copier").click()
    expect(page.get_by_text("Copié", exact=True)).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "[hf.encounters.home_visits]{period=2024}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "address",
    [
        "/chiffres/2024/",
        "/chiffres/2024-T2/",
        VISITS,
        f"{VISITS}donnees/?par=team&groupe=act",
        "/chiffres/2024/hf.encounters.missed.share/",
        "/chiffres/2024/hf.caseload.per_fte/",
        "/chiffres/periode/?d-start=2024-05-01&d-end=2024-02-01",
        "/tableaux/2024/housing-first/",
    ],
)
def test_axe_finds_nothing_and_phones_have_room(
    page_as: Open, live_server: Any, scheme: Any, address: str
) -> None:
    page = page_as("hf_director")
    page.emulate_media(color_scheme=scheme)
    page.goto(live_server.url + address)
    assert axe_faults(page) == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_everything_can_be_read_without_script(
    browser: Browser, live_server: Any, user_of: Callable[[str], User]
) -> None:
    user_of("hf_director")
    context = browser.new_context(java_script_enabled=False, locale="fr-BE")
    page = context.new_page()
    page.goto(f"{live_server.url}/chiffres/?q=visites")
    page.get_by_label("Nom ou adresse électronique").fill("hf_director.test")
    page.get_by_label("Mot de passe").fill("sauge-merle-orme-lilas")
    page.get_by_role("button", name="Se connecter").click()
    main = page.locator("main")
    main.get_by_role("searchbox").fill("visites à domicile")
    main.get_by_role("searchbox").press("Enter")
    main.locator("tr", has_text="Visites à domicile").get_by_role("link").first.click()
    main.get_by_role("link", name="Genre").click()
    expect(page.locator("#breakdown tbody tr")).to_have_count(2)
    expect(main.locator("code", has_text="[hf.encounters.home_visits]")).to_be_visible()
    main.get_by_role("link", name="Lire les enregistrements").click()
    main.get_by_role("link", name="5 de plus").click()
    expect(page.locator("tbody:not(#more) tr")).to_have_count(5)
    context.close()
