"""A browser logged in under a role, on the product served from the tests' database."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import BrowserContext, Page

from tests.harness.client import StrictClient


@pytest.fixture(scope="session", autouse=True)
def _one_answer_at_a_time() -> Iterator[None]:
    """The threads of the served tests share one connection to the database in memory, where two
    answers at once would write in one transaction. Outside of tests each has its own."""
    turn, plain = threading.RLock(), WSGIHandler.__call__

    def answer(self: WSGIHandler, *asked: Any) -> Any:
        with turn:
            return plain(self, *asked)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WSGIHandler, "__call__", answer)
        yield


@pytest.fixture
def user_of(user_of: Callable[[str], Any]) -> Callable[[str], Any]:
    """Readers work in both teams: the records behind a figure are open to them."""

    def make(role: str) -> Any:
        user = user_of(role)
        if not user.teams:
            user.teams = ";act;icm;"
            user.save(update_fields=["teams"])
        return user

    return make


@pytest.fixture
def page_as(
    context: BrowserContext,
    live_server: Any,
    user_of: Callable[[str], Any],
    transactional_db: None,
) -> Callable[[str], Page]:
    """Open a page as someone: `page_as("hf_director")`, or `page_as("")` for a visitor.

    What the browser complains about, and any request elsewhere, fails the test.
    """

    def open_page(role: str) -> Page:
        if role:
            client = StrictClient()
            client.force_login(user_of(role))
            cookie = client.cookies["filrouge_session"]
            context.add_cookies(
                [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
            )
        page = context.new_page()
        page.on("console", _complain)
        page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
        page.on("request", lambda request: _stay_home(request.url, live_server.url))
        return page

    return open_page


def _complain(message: Any) -> None:
    if message.type in {"error", "warning"} and "status of 4" not in message.text:
        pytest.fail(f"the browser says: {message.text}")


def _stay_home(asked: str, ours: str) -> None:
    if not asked.startswith((ours, "data:", "blob:")):
        pytest.fail(f"a page asked for {asked}")
