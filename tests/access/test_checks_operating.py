"""The program does not start with keys that others can read or guess (G34, part)."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from filrouge.access import checks_operating as checks
from filrouge.config.commands import server
from filrouge.config.failure import Failure


@pytest.fixture
def served(settings: Any, tmp_path: Path) -> Any:
    """A service in order: HTTPS, one proxy, keys of its own."""
    settings.DEBUG, settings.HTTPS, settings.ALLAUTH_TRUSTED_PROXY_COUNT = False, True, 1
    settings.SECRET_KEY = "Zq7-merle-orme-sauge-2026-kXw9vTb4"
    settings.VAULT_MASTER_KEYS = tmp_path / "keys" / "master.json"
    settings.JOURNAL_KEY = tmp_path / "keys" / "journal"
    (tmp_path / "keys").mkdir(mode=0o755)
    for file in (settings.VAULT_MASTER_KEYS, settings.JOURNAL_KEY):
        file.touch(mode=0o600)
    # The tests put there an object that fails on a word left out; a service has a text.
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["string_if_invalid"] = ""
    settings.TEMPLATES = templates
    return settings


def ids() -> list[str | None]:
    return [found.id for found in checks.check_operation()]


def test_a_service_in_order_starts_without_a_word(served: Any) -> None:
    assert ids() == []


@pytest.mark.django_db(databases=["default", "keys"])
def test_debug_over_https_is_refused(served: Any) -> None:
    served.DEBUG = True
    assert ids() == [checks.DEBUG_SERVED]
    with pytest.raises(Failure, match="FILROUGE_DEBUG=1"):
        server.refuse_failed_checks()


@pytest.mark.parametrize("key", ["court", "a" * 60, "ababababab" * 6])
def test_a_key_that_can_be_guessed_is_refused(served: Any, key: str) -> None:
    served.SECRET_KEY = key
    assert ids() == [checks.WEAK_KEY]


@pytest.mark.parametrize("name", ["VAULT_MASTER_KEYS", "JOURNAL_KEY"])
@pytest.mark.parametrize("mode", [0o640, 0o604])
def test_keys_that_others_can_read_are_refused(served: Any, name: str, mode: int) -> None:
    getattr(served, name).chmod(mode)
    assert ids() == [checks.KEYS_READABLE]
    getattr(served, name).parent.chmod(0o700)
    assert ids() == []


@pytest.mark.django_db(databases=["default", "keys"])
def test_a_proxy_left_unsaid_is_told(served: Any, capsys: pytest.CaptureFixture[str]) -> None:
    served.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert ids() == [checks.NO_PROXY]
    server.refuse_failed_checks()
    assert "FILROUGE_PROXY" in capsys.readouterr().err
