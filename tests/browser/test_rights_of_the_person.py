"""From the file to the certificate: a request, the copy, the erasure, the file gone."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_frame import PHONE, axe_faults
from tests.dossiers import lives

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[[str], Page]


def ask(page: Page, home: str, pk: int, kind: str) -> None:
    """From the file: the button, the right, recorded."""
    page.goto(f"{home}/personnes/{pk}/")
    page.click("details.others > summary")
    page.click(f"a[href$='/dossiers/{pk}/demande/']")
    page.select_option("#id_kind", kind)
    assert axe_faults(page) == []
    page.click("main form button.primary")
    page.wait_for_url(f"{home}/personnes/{pk}/")
    expect(page.locator(".note.ok, [role=status], .messages").first).to_be_visible()


def carry_out(page: Page, home: str, number: int) -> None:
    page.goto(f"{home}/vie-privee/demandes/")
    page.click(f"a[href$='/demandes/{number}/']")
    assert axe_faults(page) == []
    size = page.viewport_size
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.set_viewport_size(size or {"width": 1280, "height": 720})


def test_a_request_is_followed_to_its_end(
    page_as: Open, live_server: Any, transactional_db: None
) -> None:
    who = lives.person(41, followed=True)
    lives.records(who)
    home = live_server.url
    page = page_as("care_worker")
    ask(page, home, who.pk, "access")
    ask(page, home, who.pk, "erasure")
    page.goto(f"{home}/personnes/")
    expect(page.get_by_text(lives.canary("last", 41))).to_be_visible()

    page.context.clear_cookies()
    page = page_as("data_protection_officer")
    carry_out(page, home, 1)
    page.select_option("#id_copy-what", "pdf")
    page.fill("#id_copy-number", "41")
    page.check("#id_copy-sure")
    with page.expect_download() as waited:
        page.click("button[value=copy]")
    path = waited.value.path()
    pages = pypdf.PdfReader(io.BytesIO(Path(path).read_bytes())).pages
    assert lives.canary("note", 41) in "".join(one.extract_text() for one in pages)
    page.click("button[name=answer][value=done]")
    page.wait_for_url(f"{home}/vie-privee/demandes/")

    carry_out(page, home, 2)
    page.fill("#id_erase-number", "40")
    page.check("#id_erase-sure")
    page.click("button[value=erase]")
    expect(page.locator("button[value=erase]")).to_be_visible()  # another number: nothing done
    page.fill("#id_erase-number", "41")
    page.check("#id_erase-sure")
    page.click("button[value=erase]")
    page.wait_for_url("**/vie-privee/effacements/*/")
    assert axe_faults(page) == []
    with page.expect_download():
        page.click("main a.primary")

    page.context.clear_cookies()
    page = page_as("care_worker")
    page.goto(f"{home}/personnes/")
    expect(page.get_by_text(lives.canary("last", 41))).to_have_count(0)
    assert not lives.WORD.search(page.content())
