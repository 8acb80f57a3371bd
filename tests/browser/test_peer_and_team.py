"""Journeys of those who are not at the centre of the day: the peer worker, the team, the direction.

Each page of a journey is held to what every page promises (axe, a phone's width, light and dark).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from filrouge.access.models import CareLink
from filrouge.directory.models import Organisation
from filrouge.dossiers.domain_endings import running
from filrouge.followup.models import (
    Confirmation,
    Encounter,
    GroupActivity,
    GroupAttendance,
    OutreachRound,
    Task,
)
from filrouge.harm_reduction.domain_stock import store_kit
from filrouge.harm_reduction.models import MaterialIssue
from filrouge.people.models import Candidate, Person
from filrouge.staff.models import Absence, InternalMeeting, Worker
from tests.browser.test_frame import PHONE
from tests.browser.test_main_job import sound
from tests.browser.thumb import Thumb
from tests.daily import days
from tests.dossiers import lives

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[[str], Page]
TODAY = timezone.localdate()


@pytest.fixture
def phone(page_as: Open, user_of: Callable[[str], Any]) -> Page:
    """The phone of a peer worker, on the first page of the day."""
    page = page_as("peer_worker")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    Worker.objects.create(code="PIE", account=user_of("peer_worker"))
    return page


@pytest.fixture
def desk(page_as: Open, user_of: Callable[[str], Any]) -> Page:
    """The screen of the direction, who is also a worker."""
    page = page_as("hf_director")
    Worker.objects.create(code="CIG", account=user_of("hf_director"))
    return page


# The peer worker


def test_the_day_of_a_peer_worker(phone: Page, live_server: Any) -> None:
    """Today, a contact noted, a kit for nobody in particular."""
    who = lives.person(41, followed=True)
    mine = Worker.objects.get()
    days.planned(who, mine)
    kit = store_kit(actor=None, name="Crack", items={"pipes_straight": 1, "screens_aluminium": 2})
    page, home = phone, live_server.url
    page.goto(f"{home}/")
    expect(page.get_by_role("heading", name="Aujourd’hui", level=1)).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(str(who))
    sound(page)

    page.goto(f"{home}/noter/?personne={who.pk}")
    page.get_by_text("Contact téléphonique").click()
    sound(page)
    page.get_by_role("button", name="Enregistrer").click()
    page.wait_for_url(f"**/personnes/{who.pk}/")
    assert Encounter.objects.get(status="held").kind == "phone"

    thumb = Thumb()
    page.goto(f"{home}/materiel/")
    sound(page)
    thumb.tap(page.locator(f"#c-k-{kit.pk} [name=plus]"))
    thumb.tap(page.locator(f"#c-k-{kit.pk} [name=plus]"))
    thumb.tap(page.locator(".counted button.primary"))
    expect(page.get_by_text("Remis :")).to_be_visible()
    sound(page)
    assert thumb.taps == 3
    handed = MaterialIssue.objects.order_by("item").values_list("item", "quantity", "person")
    assert str(list(handed)) == "[('pipes_straight', 2, None), ('screens_aluminium', 4, None)]"


def test_an_activity_and_a_round(phone: Page, live_server: Any) -> None:
    """The council of tenants with who came; the street, with somebody known."""
    who, other = (lives.person(number, followed=True) for number in (41, 42))
    Organisation.objects.create(name="La Source", key="la source")
    page, home = phone, live_server.url
    page.goto(f"{home}/travail/")
    page.get_by_role("link", name="Activités de groupe").click()
    sound(page)
    page.get_by_role("link", name="Ajouter une activité").click()
    page.get_by_label("Conseil des locataires").check()
    page.get_by_label("Lieu").fill("Salle du parc")
    page.get_by_label("Partenaire").fill("La Source")
    page.get_by_label("Autres, sans nom").fill("3")
    sound(page)
    page.get_by_role("button", name="Enregistrer").click()
    for one, word in ((who, "Présent·e"), (other, "Excusé·e")):
        page.get_by_label("deux lettres").fill(str(one)[:4])
        page.get_by_role("button", name="Chercher", exact=True).click()
        sound(page)
        page.locator("li", has_text=str(one)).get_by_role("button", name=word).click()
        expect(page.locator("li", has_text=str(one)).locator("strong")).to_contain_text(word)
    sound(page)
    activity = GroupActivity.objects.get()
    assert (activity.kind, str(activity.partner), activity.others) == (
        "tenants_council",
        "La Source",
        3,
    )
    assert dict(GroupAttendance.objects.values_list("person", "status")) == {
        who.pk: "present",
        other.pk: "excused",
    }

    page.goto(f"{home}/tournees/")
    sound(page)
    page.get_by_role("link", name="Ajouter une tournée").click()
    page.get_by_label("Personnes rencontrées, sans nom").fill("7")
    sound(page)
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_label("deux lettres").fill(str(who)[:4])
    page.get_by_role("button", name="Chercher", exact=True).click()
    page.locator("li", has_text=str(who)).get_by_role("button").click()
    expect(page.get_by_text("La rencontre est notée.")).to_be_visible()
    sound(page)
    assert OutreachRound.objects.get().contacts == 7
    assert Encounter.objects.get().kind == "street_outreach"


def test_a_peer_worker_reads_neither_health_nor_housing(phone: Page, live_server: Any) -> None:
    who = lives.person(41, followed=True)
    lives.records(who)
    page = phone
    page.goto(f"{live_server.url}/personnes/{who.pk}/")
    said = page.content()
    assert lives.canary("note", 41) in said
    for hidden in ("address", "dwelling", "healthnote"):
        assert lives.canary(hidden, 41) not in said
    assert page.goto(f"{live_server.url}/logement/").status == 403  # type: ignore[union-attr]


# The team


def test_the_day_of_a_team(page_as: Open, live_server: Any, user_of: Any) -> None:
    """Everybody's day, then an absence that would leave somebody waiting."""
    page, home = page_as("care_worker"), live_server.url
    me = Worker.objects.create(code="LPZ", account=user_of("care_worker"))
    colleague = Worker.objects.create(code="GAI")
    mine, theirs = (lives.person(number, followed=True) for number in (41, 42))
    days.planned(mine, me, day=TODAY + timedelta(days=1))
    days.planned(theirs, colleague)
    page.goto(f"{home}/aujourdhui/?qui=equipe")
    expect(page.get_by_role("main")).to_contain_text(str(theirs))
    sound(page)
    page.get_by_role("link", name="Absences").click()
    page.get_by_label("Premier jour").fill(str(TODAY))
    page.get_by_label("Dernier jour").fill(str(TODAY + timedelta(days=2)))
    page.get_by_label("Type").select_option("leave")
    page.get_by_role("main").get_by_role("button").last.click()
    expect(page.get_by_text("1 rencontre prévue tombe pendant cette absence")).to_be_visible()
    sound(page)
    assert Absence.objects.get().worker == me
    page.goto(f"{home}/aujourdhui/")
    sound(page)


def test_from_a_candidate_to_a_first_entry(page_as: Open, live_server: Any) -> None:
    """Referred, the past told, decided with a reason, entered: the file opens."""
    page, home = page_as("care_worker"), live_server.url
    Organisation.objects.create(name="La Source", key="la source")
    page.goto(f"{home}/candidats/")
    sound(page)
    page.get_by_role("link", name="Noter un candidat").click()
    page.get_by_label("Code du candidat").fill("26-01")
    page.get_by_label("Orienté·e par").fill("La Source")
    page.get_by_label("Cumul santé mentale et addiction").select_option(label="oui")
    sound(page)
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("link", name="Ajouter une situation").click()
    page.get_by_label("Situation").select_option("1")
    page.get_by_label("Début").fill(str(TODAY - timedelta(days=400)))
    page.get_by_label("Certitude").select_option("attested")
    sound(page)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator(".strip > .certain")).to_have_count(13)
    sound(page)
    page.goto(f"{home}/candidats/")
    expect(page.locator(".queue .rank")).to_have_text("1")
    sound(page)
    page.get_by_role("link", name="26-01").click()
    page.get_by_role("link", name="Décider").click()
    page.get_by_label("Sélectionné").check()
    page.get_by_label("Pourquoi").select_option("in_turn")
    sound(page)
    page.get_by_role("button", name="Enregistrer la décision").click()
    page.get_by_role("link", name="Première entrée").click()
    sound(page)
    for label, text in (("Prénom", "Ortie"), ("Nom de famille", "Bruant")):
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("Genre").select_option("F")
    page.get_by_label("Date de naissance").fill("1980-05-05")
    page.get_by_label("Premier jour du suivi").fill(str(TODAY))
    page.get_by_label("Équipe").select_option("act")
    page.get_by_label("Financement").select_option("cocom")
    page.get_by_label("Référent·e").select_option(index=1)
    page.get_by_role("button", name="Faire entrer").click()
    page.wait_for_url("**/personnes/*/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ortie Bruant")
    who = Person.objects.get()
    assert (Candidate.objects.get().became, CareLink.objects.get().person) == (who, who)
    assert (who.street_months_24, who.street_months_36, who.ethos) == (13, 13, 1)


def test_a_stale_fact_is_answered_in_two_taps(page_as: Open, live_server: Any) -> None:
    """The fact, then the answer: still true, changed, not asked."""
    page, home = page_as("care_worker"), live_server.url
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    lives.person(41, followed=True)
    page.goto(f"{home}/entretien/")
    expect(page.locator(".gauges")).to_be_visible()
    sound(page)
    for subject, answer in (("Réseau", "Toujours vrai"), ("Consommation", "Pas demandé")):
        thumb, before = Thumb(), Confirmation.objects.count()
        fact = page.locator(".stale a", has_text=subject)
        expect(fact).to_have_count(1)
        thumb.tap(fact)
        sound(page)
        thumb.tap(page.get_by_role("button", name=answer))
        page.wait_for_url("**/entretien/")
        assert thumb.taps == 2
        expect(fact).to_have_count(0)
        assert Confirmation.objects.count() == before + 1
    thumb = Thumb()
    thumb.tap(page.locator(".stale a", has_text="Revenus"))
    thumb.tap(page.get_by_role("link", name="Le noter"))
    page.wait_for_url("**/evaluer/**")
    assert thumb.taps == 2
    said = set(Confirmation.objects.values_list("subject", "answer"))
    assert said == {("network", "confirmed"), ("use", "not_asked")}


def test_a_death_and_the_meeting_that_follows(page_as: Open, live_server: Any) -> None:
    """One page closes everything and says what is left; the name leaves the day."""
    page, home = page_as("hf_director"), live_server.url
    who = lives.person(41, followed=True)
    days.planned(who)
    Task.objects.create(person=who, assigned_to=page_user(), text="appeler")
    page.goto(f"{home}/aujourdhui/")
    expect(page.get_by_role("main")).to_contain_text(str(who))
    page.goto(f"{home}/personnes/{who.pk}/terminer/")
    page.get_by_label("Décès").check()
    sound(page)
    page.get_by_role("button", name="Terminer l’accompagnement").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("terminé")
    sound(page)
    assert running(who.pk) is None
    meeting = InternalMeeting.objects.get()
    page.goto(f"{home}/aujourdhui/")
    expect(page.get_by_role("main")).not_to_contain_text(str(who))
    year, week, _day = meeting.day.isocalendar()
    page.goto(f"{home}/agenda/?semaine={year}-W{week:02d}")
    expect(page.get_by_role("main")).to_contain_text("Réunion d'équipe")
    expect(page.get_by_role("main")).not_to_contain_text(str(who))
    sound(page)


def page_user() -> Any:
    from filrouge.access.models import User

    return User.objects.get(role="hf_director")


# The direction


def test_what_the_direction_opens_and_what_it_does_not(desk: Page, live_server: Any) -> None:
    """The gauge, the board of homes, the waiting list; no note of a file it has no relation to."""
    page, home = desk, live_server.url
    near, far = lives.person(41, followed=True), lives.person(42, followed=True, team="other")
    for who in (near, far):
        lives.records(who)
    Candidate.objects.create(code="26-02", ethos=1, street_months_24=8, referred_on=TODAY)
    page.goto(f"{home}/aujourdhui/")
    sound(page)
    for address, heading in (
        ("/entretien/chiffres/", "Ce que valent"),
        ("/logement/occupation/", "Occupation"),
        ("/candidats/", "Candidats"),
    ):
        assert page.goto(home + address).status == 200  # type: ignore[union-attr]
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        sound(page)
    opened = page.goto(f"{home}/personnes/{near.pk}/")
    assert opened is not None and opened.status == 200
    assert lives.canary("note", 41) in page.content()
    closed = page.goto(f"{home}/personnes/{far.pk}/")
    assert closed is not None and closed.status == 404
    assert not lives.WORD.search(page.content())
    encounter = Encounter.objects.get(lead=far)
    for address in (f"/noter/?rencontre={encounter.pk}", f"/personnes/{far.pk}/recherche/"):
        answer = page.goto(home + address)
        assert answer is not None and answer.status == 404
        assert not lives.WORD.search(page.content())


# Keys alone


def test_a_file_is_found_by_keys_alone(page_as: Open, live_server: Any) -> None:
    """`/`, two letters, an arrow, Enter; then lately opened without a letter."""
    page, home = page_as("care_worker"), live_server.url
    who, closed = lives.person(41, followed=True), lives.person(42)
    page.goto(f"{home}/aujourdhui/")
    page.keyboard.press("/")
    page.keyboard.type("zq")
    page.keyboard.press("Enter")
    page.wait_for_url("**/chercher/")
    sound(page)
    expect(page.locator("#palette a")).to_have_count(3)  # the file, and two institutions
    assert str(closed) not in page.content()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/personnes/{who.pk}/")
    page.goto(f"{home}/chercher/")
    expect(page.get_by_role("heading", name="Ouverts")).to_be_visible()
    page.keyboard.type("first41")
    expect(page.locator("#palette h2")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(page.locator("#palette a")).to_be_focused()
    sound(page)


def test_an_order_of_the_list_is_read_and_a_kit_handed_out_by_keys(
    phone: Page, live_server: Any
) -> None:
    """Tab and Enter only: a number typed, Enter stores it."""
    page = phone
    page.goto(f"{live_server.url}/materiel/")
    field = page.locator("#n-i-nacl")
    for _step in range(80):
        page.keyboard.press("Tab")
        if field.evaluate("one => one === document.activeElement"):
            break
    expect(field).to_be_focused()
    page.keyboard.type("4")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Remis :")).to_be_visible()
    assert list(MaterialIssue.objects.values_list("item", "quantity")) == [("nacl", 4)]
