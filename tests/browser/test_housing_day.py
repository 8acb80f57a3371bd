"""A day of the responsable logement: a title that ends, rents, a debt, a letter, a photo, a move.

Every page on the way is read by axe, on a phone and on a desk; one journey goes by keys alone.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from filrouge.housing import domain_moves, ledger, occupancy
from filrouge.housing.models import (
    Arrears,
    HeadLease,
    Inspection,
    InspectionPhoto,
    LedgerEntry,
    MovePlan,
    RentLine,
    Stay,
    Title,
    TitleStep,
)
from filrouge.people.models import Person
from filrouge.staff.models import Worker
from filrouge.vault.files import SealedContent
from tests.browser.test_frame import PHONE, axe_faults
from tests.dossiers import lives
from tests.housing import accounts

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[[str], Page]
DESK = {"width": 1280, "height": 900}
ENDS = 25
TABS = 150


@pytest.fixture
def home(user_of: Callable[[str], Any]) -> Person:
    """Somebody whose transit title ends in a few days, and an empty dwelling elsewhere."""
    of = accounts.landlord()
    today = timezone.localdate()
    where = accounts.dwelling("HF001", of)
    who = accounts.tenant(41, where, start=today - timedelta(days=400))
    accounts.dwelling("HF002", of)
    stay = who.stays.get()
    Title.objects.create(
        person=who, dwelling=where, kind="transit", start=stay.start,
        end=today + timedelta(days=ENDS),
    )  # fmt: skip
    Worker.objects.create(code="SIT", account=user_of("housing_officer"))
    domain_moves.add_item(actor=user_of("housing_officer"), name="Lit")
    return who


@pytest.fixture
def page(page_as: Open) -> Page:
    opened = page_as("housing_officer")
    opened.set_viewport_size(DESK)  # type: ignore[arg-type]
    return opened


def looked(page: Page) -> None:
    """Axe finds nothing and nothing is wider than the screen, on a phone and on a desk."""
    for size in (PHONE, DESK):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert axe_faults(page) == [], page.url
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= size["width"], f"{page.url}: {wide} at {size['width']}"


def store(page: Page) -> None:
    """Send the form of the page."""
    page.get_by_role("button", name="Enregistrer").last.click()


def download(page: Page, name: str) -> bytes:
    """What a link or a button of this name sends."""
    with page.expect_download() as sent:
        page.get_by_text(name, exact=True).last.click()
    return Path(sent.value.path()).read_bytes()


def printed(content: bytes) -> str:
    return "".join(one.extract_text() for one in PdfReader(io.BytesIO(content)).pages)


def test_a_title_that_ends_is_followed_by_another_without_a_move(
    page: Page, live_server: Any, home: Person
) -> None:
    page.goto(f"{live_server.url}/")
    page.wait_for_url("**/logement/")
    looked(page)
    expect(page.locator("#titres")).to_contain_text(f"dans {ENDS} jours")
    for step in ("Renouvellement demandé", "Transfert entre CPAS"):
        page.get_by_role("button", name=step).click()
        expect(page.get_by_role("button", name=step)).to_have_attribute("aria-pressed", "true")
    assert set(TitleStep.objects.values_list("code", flat=True)) == {
        "renewal_asked",
        "centre_transfer",
    }
    page.locator("#titres").get_by_role("link", name=str(home)).click()
    page.wait_for_url(f"**/personne/{home.pk}/")
    looked(page)
    page.get_by_role("link", name="Autre titre").click()
    looked(page)
    page.locator("[name=kind]").select_option("open_ended")
    store(page)
    page.wait_for_url(f"**/personne/{home.pk}/")
    first, second = Title.objects.order_by("start")
    assert first.end is not None
    assert (second.kind, second.start) == ("open_ended", first.end + timedelta(days=1))
    assert Stay.objects.get().end is None
    assert [move.kind for move in occupancy.moves_of(home.stays.all())] == ["new_entry"]
    expect(page.locator("main")).to_contain_text("Bail illimité")


def test_a_rent_changes_and_is_paid_and_a_debt_has_its_plan_and_its_letter(
    page: Page, live_server: Any, home: Person
) -> None:
    today = timezone.localdate()
    stay = Stay.objects.get()
    page.goto(f"{live_server.url}/logement/logements/{stay.dwelling_id}/")
    looked(page)
    page.get_by_role("link", name="Nouveau loyer").click()
    page.fill("[name=start]", today.replace(day=1).isoformat())
    page.fill("[name=rent_cents]", "470,50")
    page.fill("[name=charges_cents]", "50")
    looked(page)
    store(page)
    page.wait_for_url("**/fiches/loyers/*/")
    line = RentLine.objects.latest("pk")
    assert (line.rent_cents, line.charges_cents) == (47_050, 5_000)
    assert Stay.objects.get() == stay

    page.goto(f"{live_server.url}/logement/")
    page.get_by_role("link", name="Loyers dus du mois").click()
    looked(page)
    page.get_by_role("button", name="Confirmer 1 séjour").click()
    page.get_by_role("link", name=str(home)).click()
    page.wait_for_url(f"**/comptes/personne/{home.pk}/")
    looked(page)
    page.get_by_role("link", name="Inscrire un paiement").click()
    expect(page.locator("[name=amount_cents]")).to_have_value("520,50")
    looked(page)
    page.locator("[name=paid_by]").select_option("administrator")
    store(page)
    page.wait_for_url(f"**/comptes/personne/{home.pk}/")
    assert ledger.balances(LedgerEntry.objects.filter(person=home))["rent"] == 0

    page.get_by_role("link", name="Noter une dette").click()
    page.locator("[name=creditor]").select_option("landlord")
    page.fill("[name=amount_cents]", "100")
    page.fill("[name=instalments]", "3")
    page.fill("[name=first_day]", (today + timedelta(days=10)).isoformat())
    looked(page)
    store(page)
    page.wait_for_url(f"**/comptes/personne/{home.pk}/")
    parts = Arrears.objects.get().instalments.order_by("day")
    assert [part.amount_cents for part in parts] == [3_333, 3_333, 3_334]
    looked(page)
    text = printed(download(page, "PDF"))
    assert "33,34" in text
    assert lives.canary("last", 41) in text


def test_a_letter_to_the_administrator_holds_the_home_and_the_rent(
    page: Page, live_server: Any, home: Person
) -> None:
    where = Stay.objects.get().dwelling
    page.goto(f"{live_server.url}/logement/logements/{where.pk}/courrier/")
    page.get_by_role("link", name=str(home)).click()
    page.locator("a[href*=administrator_home]").click()
    looked(page)
    text = printed(download(page, "PDF"))
    for word in ("450,00", "Rue du Lierre 3", lives.canary("last", 41)):
        assert word in text


def test_an_inventory_of_entry_with_a_photo_sealed_and_a_move_done(
    page: Page, live_server: Any, home: Person, tmp_path: Path
) -> None:
    stay, today = Stay.objects.get(), timezone.localdate()
    page.goto(f"{live_server.url}/logement/personne/{home.pk}/")
    page.get_by_role("link", name="Visite du logement").click()
    page.locator("[name=kind]").select_option("entry")
    page.fill("[name=day]", stay.start.isoformat())
    page.locator("[name=kitchen]").select_option("3")
    page.fill("[name=remarks]", "Évier fendu")
    looked(page)
    store(page)
    page.wait_for_url("**/inspections/*/")
    photo = tmp_path / "evier.jpg"
    Image.new("RGB", (40, 30), "green").save(photo, "JPEG")
    page.set_input_files("[name=file]", photo)
    page.get_by_role("button", name="Ajouter la photo").click()
    shown = page.locator("img.piece")
    expect(shown).to_be_visible()
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_js_property("naturalWidth", 40)
    looked(page)
    assert isinstance(InspectionPhoto.objects.get().content, SealedContent)
    assert Inspection.objects.get().kitchen == 3

    page.goto(f"{live_server.url}/logement/mobilier/")
    page.fill("[name=item]", "Lit")
    page.fill("[name=quantity]", "2")
    looked(page)
    store(page)
    page.goto(f"{live_server.url}/logement/personne/{home.pk}/")
    page.get_by_role("link", name="Prévoir un déménagement").click()
    page.locator("[name=dwelling]").select_option(label="HF002 · Rue du Lierre 3 · Forest")
    page.fill("[name=day]", today.isoformat())
    page.locator("[name=workers]").first.check()
    page.locator("[name=sil]").check()
    page.fill("[name=cleaning_on]", today.isoformat())
    looked(page)
    store(page)
    page.wait_for_url("**/demenagements/*/")
    page.locator("[name=item]").select_option(label="Lit")
    page.fill("[name=quantity]", "1")
    page.locator("#mobilier form:has([name=quantity]) button").click()
    expect(page.locator("#mobilier")).to_contain_text("1 × Lit")
    looked(page)
    page.get_by_role("link", name="Le déménagement a eu lieu").click()
    page.locator("[name=title_kind]").select_option("open_ended")
    looked(page)
    store(page)
    page.wait_for_url(f"**/logement/personne/{home.pk}/")
    assert MovePlan.objects.get().state == "done"
    moves = [move.kind for move in occupancy.moves_of(home.stays.all())]
    assert moves == ["flat_to_flat", "new_entry"]
    assert list(domain_moves.free_stock().values()) == [1]
    looked(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_other_pages(page: Page, live_server: Any, home: Person, scheme: Any) -> None:
    of = Stay.objects.get().dwelling.landlord_id
    HeadLease.objects.create(
        dwelling=Stay.objects.get().dwelling,
        start=timezone.localdate() - timedelta(days=400),
        transfer_on=timezone.localdate() + timedelta(days=40),
    )
    page.emulate_media(color_scheme=scheme)
    for address in (
        "", "occupation/", "logements/", "bailleurs/", f"bailleurs/{of}/", "comptes/",
        "comptes/retards/", "comptes/avances/", f"comptes/bailleur/{of}/", "comptes/export/",
    ):  # fmt: skip
        page.goto(f"{live_server.url}/logement/{address}")
        looked(page)


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on what is called so."""
    for _press in range(TABS):
        page.keyboard.press("Tab")
        said = page.evaluate(
            "(document.activeElement.labels?.[0] ?? document.activeElement).innerText"
        )
        if (said or "").strip().startswith(name):
            return
    pytest.fail(f"no key leads to {name}")


def test_by_keys_alone(page: Page, live_server: Any, home: Person) -> None:
    page.goto(f"{live_server.url}/logement/")
    tab_to(page, "Signature")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Signature")).to_have_attribute("aria-pressed", "true")
    tab_to(page, str(home))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/personne/{home.pk}/")
    tab_to(page, "Autre titre")
    page.keyboard.press("Enter")
    page.wait_for_url("**/titre/")
    tab_to(page, "Titre d’occupation")
    page.keyboard.press("Home")
    tab_to(page, "Enregistrer")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/personne/{home.pk}/")
    assert TitleStep.objects.get().code == "signature"
    assert Title.objects.latest("start").kind == "open_ended"
