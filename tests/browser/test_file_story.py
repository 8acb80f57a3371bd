"""A tenant's page in a browser: read, narrowed, reviewed, corrected by two people, deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from filrouge.followup.models import (
    Encounter,
    EncounterPerson,
    FunctioningScore,
    Goal,
    NetworkLink,
    SymptomReview,
)
from filrouge.people.models import Person
from filrouge.records.declaration import kind_at
from filrouge.records.domain import correct_record, version_of
from tests.browser.test_frame import PHONE, axe_faults
from tests.dossiers import lives

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[[str], Page]


@pytest.fixture
def who(transactional_db: None) -> Person:
    """A person with some encounters, a goal, reviews and a partner."""
    made = lives.person(41, followed=True)
    lives.records(made)
    for day, kind, note in (
        (date(2026, 3, 2), "home_visit", "Zqvisit"),
        (date(2026, 3, 9), "case_conference", "Zqround"),
    ):
        met = Encounter.objects.create(kind=kind, status="held", day=day, note=note, lead=made)
        EncounterPerson.objects.create(encounter=met, person=made)
    Goal.objects.create(person=made, text="Zqwish", start=date(2026, 2, 1))
    day = timezone.localdate() - timedelta(days=2)
    FunctioningScore.objects.create(person=made, day=day, score=45, moment="current")
    SymptomReview.objects.create(
        person=made, day=day, depression=True, unanswered="paranoia=refused"
    )
    return made


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"])


def test_the_story_is_read_and_narrowed(page_as: Open, live_server: Any, who: Person) -> None:
    page, address = page_as("care_worker"), f"{live_server.url}/personnes/{who.pk}/"
    page.goto(address)
    expect(page.locator(".stands")).to_contain_text("Zqwish")
    expect(page.locator("#fil .story").first).to_be_visible()
    assert axe_faults(page) == []
    page.click("details.narrow > summary")
    page.select_option("#genre", "case_conference")
    page.click("details.narrow form[method=get] button")
    expect(page.get_by_text("Zqround")).to_be_visible()
    expect(page.get_by_text("Zqvisit")).to_have_count(0)
    assert "Zq" not in page.url
    page.fill("#mots", "zqvisit")
    page.keyboard.press("Enter")
    expect(page.locator("#fil")).to_contain_text("Rien")
    page.goto(address)
    page.click("details.narrow > summary")
    page.fill("#mots", "ZQVISIT")
    page.keyboard.press("Enter")
    expect(page.locator("#fil .story li")).to_have_count(1)
    assert "zqvisit" not in page.url.lower()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(address)
    assert fits(page)
    for one in ("details.adding", "details.others"):
        page.click(f"{one} > summary")
        assert fits(page)
        assert axe_faults(page) == []


def test_a_line_is_opened_and_corrected_by_keyboard(
    page_as: Open, live_server: Any, who: Person
) -> None:
    page = page_as("care_worker")
    page.goto(f"{live_server.url}/personnes/{who.pk}/?quoi=parcours")
    line = page.locator("#fil li", has_text="Zqwish")
    line.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#id_text")).to_have_value("Zqwish")
    assert axe_faults(page) == []


def test_a_review_shows_the_previous_answers(page_as: Open, live_server: Any, who: Person) -> None:
    page = page_as("care_worker")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"{live_server.url}/personnes/{who.pk}/")
    page.get_by_role("link", name="Évaluer").click()
    assert axe_faults(page) == []
    assert fits(page)
    expect(page.locator("#score legend")).to_have_count(10)
    expect(page.locator("#score legend", has_text="40 ·")).to_contain_text("45")
    expect(page.locator("#symptoms")).to_contain_text("refus de répondre")
    page.check("#symptoms input[name=depression][value=no]")
    page.check("#symptoms input[name=paranoia][value=unknown]")
    page.click("#symptoms button")
    page.wait_for_url("**#use")
    made = SymptomReview.objects.get(day=timezone.localdate())
    assert made.depression is False
    assert made.unanswered.startswith("paranoia=unknown")
    page.goto(f"{live_server.url}/personnes/{who.pk}/?quoi=sante")
    expect(page.locator("#fil li", has_text="ne sait pas")).to_have_count(1)


def test_two_people_correct_the_same_line_and_one_deletes_it(
    page_as: Open, live_server: Any, who: Person, user_of: Callable[[str], Any]
) -> None:
    goal = Goal.objects.get(start=date(2026, 2, 1))
    page, home = page_as("care_worker"), live_server.url
    address = f"{home}/personnes/{who.pk}/fiches/objectifs/{goal.pk}/"
    page.goto(address)
    kind = kind_at("objectifs", of_files=True)
    assert kind is not None
    values = {"text": "Zqtheirs", "start": goal.start, "topic": "", "state": "open", "end": None}
    correct_record(
        actor=user_of("hf_director"),
        kind=kind,
        key=goal.pk,
        values=values,
        version=version_of(goal),
    )
    page.fill("#id_text", "Zqmine")
    page.click("main form button.primary")
    expect(page.locator("main")).to_contain_text("Zqtheirs")
    expect(page.locator("#id_text")).to_have_value("Zqmine")
    assert axe_faults(page) == []
    page.click("main form button.primary")
    page.wait_for_url(f"{home}/personnes/{who.pk}/")
    expect(page.locator("#fil")).to_contain_text("Zqmine")

    page.goto(f"{address}supprimer/")
    page.fill("#id_word", "supprimer")
    page.click("main form button.danger")
    expect(page.locator("#id_reason")).to_be_visible()
    assert Goal.objects.filter(pk=goal.pk).exists()
    page.select_option("#id_reason", "other_person")
    page.fill("#id_word", "supprimer")
    page.click("main form button.danger")
    page.wait_for_url(f"{home}/personnes/{who.pk}/")
    gone = page.locator("#fil li.gone")
    expect(gone).to_contain_text("Supprimé")
    expect(page.locator("#fil")).not_to_contain_text("Zqmine")


def test_the_map_slides_over_time(page_as: Open, live_server: Any, who: Person) -> None:
    link = NetworkLink.objects.get(person=who)
    page = page_as("care_worker")
    page.goto(f"{live_server.url}/personnes/{who.pk}/reseau/")
    assert axe_faults(page) == []
    name = str(link.partner.name)
    expect(page.locator(".network-list")).to_contain_text(name)
    NetworkLink.objects.filter(pk=link.pk).update(end=date(2024, 5, 1))
    page.locator("#rang").focus()
    page.keyboard.press("Home")
    shown = page.locator(".slide output").inner_text()
    assert shown.startswith(("janvier", "février", "mars"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**rang=0")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert fits(page)
    page.goto(f"{live_server.url}/personnes/{who.pk}/reseau/")
    expect(page.locator(".network-list")).not_to_contain_text(name)
