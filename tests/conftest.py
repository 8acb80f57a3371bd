"""What every test stands on: strict pages, personas by role, a browser, either database."""

import importlib.util
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import translation

from tests.harness import browser
from tests.harness.client import StrictClient

ROOT = Path(__file__).resolve().parents[1]
# Set by CI, where everything must run: a part that cannot is then a failure, not a skip.
COMPLETE = os.environ.get("FILROUGE_TESTS_COMPLETE") == "1"


def _compile_messages() -> None:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "bin" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.compile_all()


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        _compile_messages()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    vendor = connection.vendor
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[vendor]
    for item in items:
        if item.get_closest_marker(other):
            item.add_marker(pytest.mark.skip(reason=f"only on {other}; this run is on {vendor}"))
        if item.get_closest_marker("browser") and browser.chromium() is None and not COMPLETE:
            item.add_marker(pytest.mark.skip(reason=browser.NEEDED))
        if _needs_database(item):
            # Notes are sealed with keys of another database: who touches one may touch both.
            mark = item.get_closest_marker("django_db")
            options = {"databases": ["default", "keys"], **(mark.kwargs if mark else {})}
            item.add_marker(pytest.mark.django_db(**options), append=False)
    if os.environ.get("FILROUGE_TESTS_ONLY") == "database":
        # The second database changes nothing for tests that touch none, nor in a browser.
        kept = [
            item
            for item in items
            if _needs_database(item) and not item.get_closest_marker("browser")
        ]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept


def _needs_database(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or names & {"db", "transactional_db"})


@pytest.fixture(scope="session", autouse=True)
def _seeing_every_row() -> Iterator[None]:
    """What a test reads itself; a request sees what its reader may, then this again."""
    from filrouge.access import isolation

    with isolation.doors(isolation.EVERYTHING):
        yield


@pytest.fixture(autouse=True)
def _in_french() -> Iterator[None]:
    """The language of the product's users, whatever the machine's."""
    with translation.override("fr"):
        yield


@pytest.fixture(autouse=True)
def _no_key_in_hand() -> None:
    """Keys of the test before are gone with its rows: one still in hand would seal for nobody."""
    from filrouge.vault import keys

    keys.forget()


@pytest.fixture(scope="session", autouse=True)
def _emptied_between_tests() -> Iterator[None]:
    """Let Django empty the tables after a test with a live server, those never changed included.

    The journal and what was published refuse deletions; what guards them comes back with the
    post_migrate signal that emptying sends.
    """
    from django.core.management.commands import flush

    from filrouge.audit.triggers import JOURNAL, PERSONS
    from filrouge.housing.triggers import LEDGER
    from filrouge.reports.triggers import PUBLISHED

    plain = flush.Command.handle

    def handle(self: flush.Command, **options: Any) -> None:
        for table in (JOURNAL, PERSONS, LEDGER, *PUBLISHED):
            table.unprotect(options.get("database", "default"))
        plain(self, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush.Command, "handle", handle)
        yield


@pytest.fixture
def client() -> StrictClient:
    """Nobody logged in; every page it gets is checked (tests/harness/client.py)."""
    return StrictClient()


@pytest.fixture
def user_of(db: None) -> Callable[[str], Any]:
    """Make (once a test) the account that holds a role: `user_of("hf_director")`."""
    from filrouge.access.models import User

    def make(role: str) -> User:
        user, created = User.objects.get_or_create(username=f"{role}.test", defaults={"role": role})
        if created:
            user.set_password("sauge-merle-orme-lilas")
            user.save()
        return user

    return make


@pytest.fixture
def client_of(user_of: Callable[[str], Any]) -> Callable[[str], StrictClient]:
    """A strict client logged in under a role: `client_of("housing_officer").get(...)`."""

    def log_in(role: str) -> StrictClient:
        strict = StrictClient()
        strict.force_login(user_of(role))
        return strict

    return log_in


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's Chromium instead of the one playwright would download."""
    path = browser.chromium()
    if path is None:
        pytest.fail(browser.NEEDED)
    return {"executable_path": path, "args": browser.ARGUMENTS}


@pytest.fixture
def browser_context_args() -> dict[str, Any]:
    return {"locale": "fr-BE", "viewport": {"width": 1280, "height": 800}}
