"""The report in a browser: a team writes with live figures, a director rereads and approves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from filrouge.reports import plan
from filrouge.reports.models import Chapter, Draft
from tests.browser.test_main_job import sound
from tests.figures import lives

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Open = Callable[[str], Page]
CHAPTER = "/rapports/2024/housing-first-realisations/"


@pytest.fixture
def year(transactional_db: None, user_of: Any) -> None:
    """A year with seven visits, more than the five published for the year before."""
    lives.followed(1, visits=7)
    lives.published("hf.encounters.home_visits", 2023, "5")
    plan.open_edition(actor=user_of("hf_director"), year=2024)


def pick(page: Page, words: str, way: str) -> None:
    """Find a figure by words and insert it in one of its ways."""
    page.get_by_label("Chercher un chiffre à insérer").fill(words)
    page.get_by_role("button", name="Autrement").first.click()
    page.locator(f'[data-insert$="{way}"]').first.click()
    page.get_by_role("button", name="Retour à la recherche").click()


def test_a_team_writes_and_a_director_approves(page_as: Open, live_server: Any, year: None) -> None:
    page = page_as("care_worker")
    page.goto(f"{live_server.url}/rapports/")
    page.get_by_role("link", name="2024").click()
    sound(page)
    page.locator(f'a[href="{CHAPTER}"]').first.click()
    page.get_by_role("link", name="Écrire").click()
    page.get_by_label("Texte du chapitre").fill("Les équipes ont réalisé ")
    page.get_by_role("button", name="Chiffres").click()
    pick(page, "visites à domicile", "home_visits]")
    page.get_by_label("Texte du chapitre").press_sequentially(" visites, ")
    pick(page, "visites à domicile", "{format=words}")
    page.get_by_label("Texte du chapitre").press_sequentially(" en lettres, soit ")
    pick(page, "visites à domicile", "{format=trend}")
    page.get_by_label("Texte du chapitre").press_sequentially(", une diminution. En hiver : ")
    pick(page, "visites à domicile", "{period=2024-T1}")
    page.get_by_label("Texte du chapitre").press_sequentially(" visites.")
    expect(page.locator("#draft-said")).to_contain_text("Brouillon gardé à")
    sound(page)
    page.get_by_role("button", name="Aperçu").last.click()
    expect(page.locator("#preview")).to_contain_text("une hausse de 40")
    sound(page)
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.locator("article a.traced")).to_have_count(4)
    page.get_by_role("button", name="Donner à relire").click()
    sound(page)

    page = page_as("hf_director")
    page.goto(f"{live_server.url}{CHAPTER}")
    page.get_by_role("button", name="Approuver").click()
    expect(page.locator("main")).to_contain_text("La cohérence objecte")
    page.goto(f"{live_server.url}/rapports/2024/coherence/")
    sound(page)
    page.get_by_role("link", name="Corriger le texte").first.click()
    text = page.get_by_label("Texte du chapitre")
    text.fill(text.input_value().replace(", une diminution", ""))
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.get_by_role("button", name="Approuver").click()
    expect(page.locator("main")).to_contain_text("Ce chapitre est approuvé")
    sound(page)
    page.get_by_role("link", name="hf_director.test").click()
    expect(page.locator("del")).to_contain_text("diminution")
    sound(page)
    assert not Draft.objects.exists()


def test_the_editor_works_without_script(
    browser: Browser, live_server: Any, page_as: Open, year: None
) -> None:
    state = page_as("care_worker").context.storage_state()
    context = browser.new_context(storage_state=state, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}{CHAPTER}modifier/")
    page.get_by_label("Texte du chapitre").fill("Il y a eu [hf.encounters.home_visits] visites.")
    page.get_by_role("button", name="Chiffres").click()
    page.get_by_label("Chercher un chiffre à insérer").fill("visites domicile")
    page.get_by_label("Chercher un chiffre à insérer").press("Enter")
    expect(page.locator(".picks code").first).to_have_text("[hf.encounters.home_visits]")
    page.get_by_role("button", name="Aperçu").last.click()
    expect(page.locator("#preview")).to_contain_text("Il y a eu 7 visites.")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.locator("article")).to_contain_text("Il y a eu 7 visites.")
    assert Chapter.objects.get(code="housing-first-realisations").version == 1
    context.close()


def test_a_session_that_ends_takes_no_text_away(
    page_as: Open, live_server: Any, year: None
) -> None:
    page = page_as("care_worker")
    page.goto(f"{live_server.url}{CHAPTER}modifier/")
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.get_by_label("Texte du chapitre").press_sequentially("Ce que le merle a vu.")
    expect(page.locator("#draft-said")).to_contain_text("Votre session est terminée")
    expect(page.get_by_label("Texte du chapitre")).to_have_value("Ce que le merle a vu.")
    page.context.add_cookies([one for one in cookies if one["name"] != "csrftoken"])  # type: ignore[arg-type, misc]
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.locator("#draft-said")).to_contain_text("Brouillon gardé à")
    page.goto("about:blank")
    assert Draft.objects.get().body == "Ce que le merle a vu."
