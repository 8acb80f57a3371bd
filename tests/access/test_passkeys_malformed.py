"""What a device answers, spoilt in every part: refused, never an error (G14)."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import reverse

from tests.access.factors import Device, add_passkey, asked_of_device
from tests.harness.client import StrictClient

pytestmark = pytest.mark.django_db
WRONG: tuple[Any, ...] = (None, 1, 1.5, True, [], {}, "", "é", "\x00", "%", "AAAA", "x" * 3_000)


def spoilt(answer: dict[str, Any]) -> Iterator[Any]:
    """The answer with one part replaced or left out; then other things than an answer."""
    for path in _paths(answer):
        for wrong in (*WRONG, KeyError):
            made = copy.deepcopy(answer)
            place = made
            for name in path[:-1]:
                place = place[name]
            if wrong is KeyError:
                del place[path[-1]]
            else:
                place[path[-1]] = wrong
            yield made
    yield from WRONG


def _paths(answer: dict[str, Any], before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, value in answer.items():
        yield (*before, name)
        if isinstance(value, dict):
            yield from _paths(value, (*before, name))


def errors(client: StrictClient, url: str, answer: dict[str, Any], **more: str) -> set[int]:
    """The statuses of what was answered to each spoilt form."""
    client.raise_request_exception = False
    found = set()
    for one in spoilt(answer):
        client.get(url, headers={"accept": "application/json"})
        sent = {**more, "credential": json.dumps(one)}
        found.add(client.post(url, sent).status_code)
    return found


@pytest.fixture
def owner(client_of: Callable[[str], StrictClient]) -> tuple[StrictClient, Device]:
    client, device = client_of("peer_worker"), Device()
    client.post(reverse("account_reauthenticate"), {"password": "sauge-merle-orme-lilas"})
    assert add_passkey(client, device).status_code == 302
    return client, device


@pytest.mark.parametrize("name", ["mfa_login_webauthn", "mfa_reauthenticate_webauthn"])
def test_a_spoilt_answer_opens_nothing_and_breaks_nothing(
    name: str, owner: tuple[StrictClient, Device]
) -> None:
    client, device = owner
    options = {"publicKey": {"challenge": "AAAA"}}
    asking = StrictClient() if name == "mfa_login_webauthn" else client
    assert max(errors(asking, reverse(name), device.get(options))) < 500


def test_a_spoilt_key_is_not_added(owner: tuple[StrictClient, Device]) -> None:
    client, _device = owner
    url = reverse("mfa_add_webauthn")
    options = asked_of_device(client.get(url).text)["creation_options"]
    answer = Device().create(options)
    assert max(errors(client, url, answer, name="Téléphone")) < 500


def test_a_form_that_trusts_the_device_is_seen(
    owner: tuple[StrictClient, Device], settings: Any
) -> None:
    settings.MFA_FORMS = {
        name: form for name, form in settings.MFA_FORMS.items() if name != "add_webauthn"
    }
    client, _device = owner
    url = reverse("mfa_add_webauthn")
    options = asked_of_device(client.get(url).text)["creation_options"]
    assert max(errors(client, url, Device().create(options), name="Téléphone")) >= 500
