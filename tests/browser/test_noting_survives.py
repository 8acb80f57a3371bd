"""What is typed about an encounter survives the tab, the session, the connection and the server."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page, expect

from filrouge.followup.models import Encounter, EncounterDraft
from filrouge.people.models import Person
from tests.browser.test_frame import PHONE
from tests.config.test_served import environment, free_port
from tests.dossiers import lives
from tests.harness.client import StrictClient

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FILROUGE = Path(sys.executable).parent / "filrouge"
KEPT = re.compile("Brouillon gardé")
WORDS = "Sous le noyer, puis la pluie. "


def cookie(user: Any, address: str) -> dict[str, str]:
    client = StrictClient()
    client.force_login(user)
    found = client.cookies["filrouge_session"]
    return {"name": found.key, "value": found.value, "url": address}


@pytest.fixture
def phone(browser: Browser, transactional_db: None) -> Iterator[BrowserContext]:
    """A phone whose browser may complain: here things fail on purpose."""
    context = browser.new_context(locale="fr-BE", viewport=PHONE)  # type: ignore[arg-type]
    context.set_default_timeout(30_000)
    yield context
    context.close()


@pytest.fixture
def user(user_of: Callable[[str], Any]) -> Any:
    return user_of("care_worker")


def open_form(phone: BrowserContext, address: str, who: Any) -> Page:
    page = phone.new_page()
    page.goto(f"{address}/noter/?personne={who.pk}")
    page.get_by_text("Visite à domicile").click()
    return page


def given_back(phone: BrowserContext, address: str, words: str) -> None:
    """Later, from the day: the draft is offered, opened, and holds every word."""
    page = phone.new_page()
    page.goto(f"{address}/aujourdhui/")
    page.get_by_role("link", name="brouillon").click()
    page.get_by_role("link", name="Reprendre").first.click()
    expect(page.locator("#note")).to_have_value(words)
    expect(page.locator("[name=kind]:checked")).to_have_value("home_visit")


def test_a_tab_that_dies_while_one_types(
    phone: BrowserContext, live_server: Any, user: Any
) -> None:
    """Words come without a pause for longer than a draft waits, and the tab is killed at once."""
    who = lives.person(41, followed=True)
    phone.add_cookies([cookie(user, live_server.url)])  # type: ignore[list-item]
    page = open_form(phone, live_server.url, who)
    page.locator("#note").press_sequentially(WORDS * 3, delay=60)
    kept = EncounterDraft.objects.get().said()["note"][0]
    assert len(kept) > len(WORDS)  # while the fingers had not stopped once
    page.close()
    given_back(phone, live_server.url, (WORDS * 3).strip())


def test_a_session_that_is_gone(phone: BrowserContext, live_server: Any, user: Any) -> None:
    who = lives.person(41, followed=True)
    phone.add_cookies([cookie(user, live_server.url)])  # type: ignore[list-item]
    page = open_form(phone, live_server.url, who)
    page.fill("#note", WORDS)
    expect(page.locator("#kept")).to_contain_text(KEPT)
    Session.objects.all().delete()
    page.locator("#note").press_sequentially("Et le vent.")
    expect(page.locator("#kept")).to_contain_text("Votre session a pris fin")
    page.get_by_role("button", name="Enregistrer").click()  # refused: the page stays as it is
    expect(page.locator("#note")).to_have_value(f"{WORDS}Et le vent.")
    assert not Encounter.objects.exists()
    phone.add_cookies([cookie(user, live_server.url)])  # type: ignore[list-item]
    given_back(phone, live_server.url, WORDS.strip())  # on another device: up to the last draft
    page.evaluate("dispatchEvent(new Event('focus'))")  # and here, all of it
    expect(page.locator("#kept")).to_contain_text(KEPT)
    page.get_by_role("button", name="Enregistrer").click()
    page.wait_for_url(f"**/personnes/{who.pk}/")
    assert Encounter.objects.get().note == f"{WORDS}Et le vent."


def test_a_session_that_slept(phone: BrowserContext, live_server: Any, user: Any) -> None:
    """Twenty minutes without a word end a session; what was typed meanwhile comes after log-in."""
    who = lives.person(41, followed=True)
    phone.add_cookies([cookie(user, live_server.url)])  # type: ignore[list-item]
    page = open_form(phone, live_server.url, who)
    expect(page.locator("#kept")).to_contain_text(KEPT)
    for session in Session.objects.all():
        store = SessionStore(session.session_key)
        store["seen"] = 0
        store.save()
    page.fill("#note", WORDS)
    expect(page.locator("#kept")).to_contain_text("Votre session a pris fin")
    with phone.expect_page() as opened:
        page.get_by_role("link", name="Se connecter").click()
    page.close()
    other = opened.value
    other.fill("input[name=login]", user.username)
    other.fill("input[name=password]", "sauge-merle-orme-lilas")
    other.locator("form button[type=submit]").first.click()
    other.get_by_role("button", name="Envoyer ce que j’avais tapé").click()
    expect(other.locator("#note")).to_have_value(WORDS.strip())


def test_without_a_connection_the_page_stays(
    phone: BrowserContext, live_server: Any, user: Any
) -> None:
    who = lives.person(41, followed=True)
    phone.add_cookies([cookie(user, live_server.url)])  # type: ignore[list-item]
    page = open_form(phone, live_server.url, who)
    expect(page.locator("#kept")).to_contain_text(KEPT)
    phone.set_offline(True)
    page.fill("#note", WORDS)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("#kept")).to_contain_text("Pas de connexion")
    expect(page.locator("#note")).to_have_value(WORDS)
    phone.set_offline(False)
    expect(page.locator("#kept")).to_contain_text(KEPT)  # by itself
    page.get_by_role("button", name="Enregistrer").click()
    page.wait_for_url(f"**/personnes/{who.pk}/")
    assert Encounter.objects.get().note == WORDS.strip()


class Server:
    """The installed command on a copy of the tests' database; it can be killed, and come back."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[str] | None = None

    def copy(self) -> None:
        """What the tests' database holds now, and the keys."""
        shutil.copytree(settings.DATA / "keys", self.folder / "keys")
        for alias, name in (("default", "filrouge.sqlite3"), ("keys", "keys/person_keys.sqlite3")):
            connections[alias].ensure_connection()
            copy = sqlite3.connect(self.folder / name)
            connections[alias].connection.backup(copy)
            copy.close()

    def start(self) -> None:
        secret = {"FILROUGE_SECRET_KEY": settings.SECRET_KEY}
        self.process = subprocess.Popen(
            [FILROUGE, "serve", "--port", str(self.port)],
            env=environment(self.folder) | secret,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        assert "servi" in self.process.stdout.readline()

    def kill(self) -> None:
        """Every process of it at once, in the middle of whatever it does."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=20)
            self.process.stdout.close()  # type: ignore[union-attr]
            self.process = None


@pytest.fixture
def server(tmp_path: Path, user: Any) -> Iterator[Server]:
    lives.person(41, followed=True)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    made = Server(tmp_path)
    yield made
    made.kill()


@pytest.mark.sqlite
def test_a_server_killed_and_started_again(
    phone: BrowserContext, server: Server, user: Any
) -> None:
    who = Person.objects.get(number=41)
    phone.add_cookies([cookie(user, server.address)])  # type: ignore[list-item]
    server.copy()
    server.start()
    page = open_form(phone, server.address, who)
    page.fill("#note", WORDS)
    expect(page.locator("#kept")).to_contain_text(KEPT)
    server.kill()
    page.locator("#note").press_sequentially("Et le vent.")
    expect(page.locator("#kept")).to_contain_text("Pas de connexion")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("#note")).to_have_value(f"{WORDS}Et le vent.")
    server.start()
    other = phone.new_page()  # the phone was closed meanwhile: up to the last draft at least
    other.goto(f"{server.address}/aujourdhui/")
    expect(other.get_by_role("link", name="1 brouillon")).to_be_visible()
    expect(page.locator("#kept")).to_contain_text(KEPT)  # the page that stayed caught up by itself
    server.kill()
    page.close()
    server.start()
    given_back(phone, server.address, f"{WORDS}Et le vent.")
