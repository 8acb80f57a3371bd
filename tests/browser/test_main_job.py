"""The main job in a browser: log in, import the year, read a figure, follow it to its records."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from filrouge.audit.models import JournalEntry
from filrouge.imports.api import run_import
from tests.browser.test_frame import PHONE, axe_faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DATA = Path(__file__).resolve().parents[1] / "data"
WORKBOOK = DATA / "2024" / "housing_first_2024.xlsx"
DIRTY = DATA / "dirty" / "housing_first_2024.xlsx"
Open = Callable[[str], Page]


def sound(page: Page) -> None:
    """Hold the page to what every page promises: axe, a phone's width, in light and dark."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert axe_faults(page) == [], page.url
    before = page.viewport_size
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], page.url
    assert axe_faults(page) == [], page.url
    page.set_viewport_size(before)  # type: ignore[arg-type]


def first_load(page: Page, address: str) -> int:
    """Bytes that travel to show a page for the first time."""
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    page.on("response", keep)
    page.goto(address, wait_until="networkidle")
    return sum(answer.request.sizes()["responseBodySize"] for answer in answers)


def test_from_the_workbook_to_the_records_of_a_figure(page_as: Open, live_server: Any) -> None:
    page = page_as("hf_director")
    page.goto(live_server.url)
    page.get_by_role("link", name="Importer une année").click()
    page.set_input_files("input[type=file]", WORKBOOK)
    sound(page)
    page.get_by_role("button", name="Importer").click()
    expect(page.get_by_text("Import enregistré")).to_be_visible(timeout=60_000)
    sound(page)

    page.goto(live_server.url)
    expect(page.get_by_role("heading", name="Housing First en 2024")).to_be_visible()
    sound(page)
    card = page.locator(".card", has_text="Visites à domicile").get_by_role("link")
    assert card.inner_text().replace("\u202f", "") == "1859"
    card.click()
    expect(page.locator(".thread")).to_contain_text("Définition")
    sound(page)
    page.get_by_role("link", name="Lire les enregistrements comptés").click()
    expect(page.get_by_role("heading", name="Enregistrements")).to_be_visible()
    sound(page)
    read = JournalEntry.objects.filter(action="figures.read_records").latest("id")
    assert read.persons

    page.goto(f"{live_server.url}/chiffres/2024/")
    sound(page)
    page.keyboard.press("/")
    page.keyboard.type("manqu")
    page.keyboard.press("Enter")
    expect(page.get_by_role("rowheader", name="Part de visites manquées")).to_be_visible()
    page.goto(f"{live_server.url}/tableaux/2024/housing-first/")
    sound(page)


def test_a_first_load_of_any_page_weighs_less_than_150_kb(
    page_as: Open, live_server: Any, browser: Browser
) -> None:
    """Pages as they travel; the tests' server sends style sheets and scripts uncompressed."""
    assert run_import([WORKBOOK], actor=None).ok
    state = page_as("hf_director").context.storage_state()
    for address in (
        "",
        "chiffres/2024/",
        "chiffres/2024/hf.deaths/",
        "tableaux/2024/housing-first/",
    ):
        context = browser.new_context(storage_state=state)
        weight = first_load(context.new_page(), f"{live_server.url}/{address}")
        assert 20_000 < weight < 150_000, f"{address}: {weight}"
        context.close()


def test_a_refused_workbook_shows_every_problem_where_it_is(
    page_as: Open, live_server: Any
) -> None:
    page = page_as("hf_director")
    page.goto(f"{live_server.url}/imports/")
    page.set_input_files("input[type=file]", DIRTY)
    page.get_by_role("button", name="Importer").click()
    expect(page.get_by_text("rien n’est enregistré").first).to_be_visible(timeout=60_000)
    sound(page)


def test_who_may_not_read_records_finds_no_way_to_them(page_as: Open, live_server: Any) -> None:
    assert run_import([WORKBOOK], actor=None).ok
    page = page_as("reporting_officer")
    page.goto(f"{live_server.url}/chiffres/2024/hf.tenants.followed/")
    expect(page.locator(".thread")).to_contain_text("Définition")
    expect(page.get_by_role("link", name="Lire les enregistrements comptés")).to_have_count(0)
    page.goto(f"{live_server.url}/chiffres/2024/hf.tenants.followed/donnees/")
    expect(page.locator("main")).to_contain_text("Direction Housing First")
    expect(page.locator("table")).to_have_count(0)
    sound(page)
