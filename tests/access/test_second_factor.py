"""Whoever may open a file, or manages accounts, has a second factor before anything else (G17)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from filrouge.access import middleware, second_factor
from filrouge.access.files import DOORS
from filrouge.access.models import User
from filrouge.access.policy import ROLES, Capability
from filrouge.audit.models import JournalEntry
from filrouge.config import cli
from tests.access.factors import (
    Application,
    Device,
    add_application,
    add_passkey,
    asked_of_device,
    log_in_with_passkey,
    secret_shown,
)
from tests.access.matrix import A_PAGE, Page, pages
from tests.harness.client import StrictClient

pytestmark = pytest.mark.django_db
PASSWORD = "sauge-merle-orme-lilas"
WITHOUT = {
    "support_worker",
    "connect_officer",
    "finance_director",
    "reporting_officer",
}
"""Roles that open no file and manage no account, by hand."""
OPEN_WITHOUT = {
    "second_factor",
    "set_language",
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
}
"""Addresses of an account whose second factor is missing, by hand."""
ALL_PAGES = list(pages())
SET_UP = "/compte/second-facteur/"

Make = Callable[[str], User]
As = Callable[[str], StrictClient]


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def _required(settings: Any) -> None:
    settings.SECOND_FACTOR = second_factor.REQUIRED


required = pytest.mark.usefixtures("_required")


def log_in(client: StrictClient, user: User, password: str = PASSWORD) -> Any:
    return client.post(reverse("account_login"), {"login": user.username, "password": password})


def actions() -> list[str]:
    return list(JournalEntry.objects.order_by("id").values_list("action", flat=True))


# Who needs one


def opens_files_or_manages(role: str) -> bool:
    return bool(DOORS.get(role)) or Capability.MANAGE_ACCOUNTS in ROLES[role].capabilities


@pytest.mark.parametrize("role", ROLES)
def test_every_role_that_opens_a_file_needs_one(role: str, user_of: Make) -> None:
    if role in WITHOUT:
        assert not opens_files_or_manages(role)
    assert second_factor.is_needed(user_of(role)) is opens_files_or_manages(role)


def test_an_installation_requires_it_unless_told_otherwise() -> None:
    from filrouge.config import settings as product

    assert product.SECOND_FACTOR == second_factor.REQUIRED


@required
@pytest.mark.parametrize("place", ALL_PAGES, ids=lambda place: place.name)
def test_without_it_every_address_leads_to_the_page_that_adds_one(
    place: Page, client_of: As
) -> None:
    """Every address of the resolver, whatever it is for; the exit and the set-up apart."""
    client = client_of("care_worker")
    for response in (client.get(place.url), client.post(place.url)):
        led = response.status_code == 302 and response.url == SET_UP
        assert led is (place.name not in OPEN_WITHOUT)


@required
def test_without_the_guard_an_account_gets_in(
    client_of: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(middleware.SecondFactorFirst, "process_view", lambda *_arguments: None)
    assert client_of("care_worker").get(A_PAGE).status_code == 200


@required
def test_recovery_codes_alone_are_no_second_factor(client_of: As, user_of: Make) -> None:
    add_application(user_of("care_worker"))
    client = client_of("care_worker")
    assert client.get(A_PAGE).status_code == 200
    Authenticator.objects.filter(type=Authenticator.Type.TOTP).delete()
    assert client.get(A_PAGE).url == SET_UP


@required
def test_a_role_given_meanwhile_asks_for_it_at_the_next_page(client_of: As, user_of: Make) -> None:
    client = client_of("reporting_officer")
    assert client.get(A_PAGE).status_code == 200
    User.objects.filter(pk=user_of("reporting_officer").pk).update(role="care_worker")
    assert client.get(A_PAGE).url == SET_UP
    User.objects.filter(pk=user_of("reporting_officer").pk).update(role="connect_officer")
    assert client.get(A_PAGE).status_code == 200


@required
def test_a_fragment_is_led_there_as_a_whole_page(client_of: As) -> None:
    response = client_of("care_worker").get(A_PAGE, headers={"HX-Request": "true"})
    assert response.headers["HX-Redirect"] == SET_UP


@required
def test_a_demonstration_offers_it_and_says_so(client_of: As, settings: Any) -> None:
    settings.FILROUGE_DEMO = True
    client = client_of("care_worker")
    assert client.get(A_PAGE).status_code == 200
    said = '<div class="note info">'
    assert said in client.get(reverse("mfa_index")).text
    settings.FILROUGE_DEMO, settings.SECOND_FACTOR = False, second_factor.OFFERED
    assert said not in client.get(reverse("mfa_index")).text


# Adding and using one


@required
@pytest.mark.django_db(transaction=True)
def test_an_application_is_added_then_asked_for(user_of: Make, client: StrictClient) -> None:
    worker = user_of("care_worker")
    assert log_in(client, worker).url == "/"
    assert client.get(A_PAGE, follow=True).redirect_chain == [(SET_UP, 302)]
    url = reverse("mfa_activate_totp")
    page = client.get(url)
    assert 'src="data:image/svg+xml;base64,' in page.text
    phone = Application(secret_shown(page.text))
    refused = client.post(url, {"code": phone.wrong_code()})
    assert refused.status_code == 200
    added = client.post(url, {"code": phone.code()}, follow=True)
    assert added.redirect_chain == [(reverse("mfa_view_recovery_codes"), 302)]
    assert added.text.count("<li><code>") == 10
    assert client.get(A_PAGE).status_code == 200
    assert actions()[-2:] == ["access.add_second_factor", "access.add_recovery_codes"]

    client.post(reverse("account_logout"))
    assert log_in(client, worker).url == reverse("mfa_authenticate")
    assert client.get(A_PAGE).status_code == 302
    assert client.post(reverse("mfa_authenticate"), {"code": phone.wrong_code()}).status_code == 200
    assert client.get(A_PAGE).status_code == 302
    done = client.post(reverse("mfa_authenticate"), {"code": phone.code(1)})
    assert done.url == "/"
    assert client.get(A_PAGE).status_code == 200


def test_the_secret_is_sealed_in_the_database(user_of: Make) -> None:
    phone = add_application(user_of("care_worker"))
    for row in Authenticator.objects.all():
        assert phone.secret not in str(row.data)
    codes = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap()
    assert len(set(codes.get_unused_codes())) == 10


def test_a_code_serves_once(user_of: Make) -> None:
    worker = user_of("care_worker")
    phone = add_application(worker)
    code = phone.code()
    for expected in (302, 200):
        client = StrictClient()
        log_in(client, worker)
        response = client.post(reverse("mfa_authenticate"), {"code": code})
        assert response.status_code == expected


def test_a_recovery_code_opens_once_and_is_written_down(user_of: Make) -> None:
    worker = user_of("care_worker")
    add_application(worker)
    codes = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap()
    code = codes.get_unused_codes()[3]
    for expected in (302, 200):
        client = StrictClient()
        log_in(client, worker)
        response = client.post(reverse("mfa_authenticate"), {"code": code})
        assert response.status_code == expected
    assert actions().count("access.use_recovery_code") == 1


@required
def test_a_passkey_is_added_and_opens_without_a_password(
    user_of: Make, client: StrictClient
) -> None:
    worker = user_of("care_worker")
    log_in(client, worker)
    device = Device()
    added = add_passkey(client, device)
    assert added.url == reverse("mfa_view_recovery_codes")
    assert client.get(A_PAGE).status_code == 200
    assert "access.add_passkey" in actions()

    fresh = StrictClient()
    assert log_in_with_passkey(fresh, device).url == "/"
    assert worker.display_name in fresh.get(A_PAGE).text


def test_a_passkey_also_follows_a_password(user_of: Make, client: StrictClient) -> None:
    worker = user_of("care_worker")
    log_in(client, worker)
    device = Device()
    add_passkey(client, device)
    fresh = StrictClient()
    assert log_in(fresh, worker).url == reverse("mfa_authenticate")
    options = asked_of_device(fresh.get(reverse("mfa_authenticate")).text)["request_options"]
    done = fresh.post(reverse("mfa_authenticate"), {"credential": json.dumps(device.get(options))})
    assert done.url == "/"


def test_the_passkey_of_another_device_opens_nothing(user_of: Make, client: StrictClient) -> None:
    """Negative control of the device in software."""
    log_in(client, user_of("care_worker"))
    device, other = Device(), Device()
    add_passkey(client, device)
    other.owner, other.identifier = device.owner, device.identifier
    fresh = StrictClient()
    assert log_in_with_passkey(fresh, other).url == reverse("account_login")
    assert fresh.get(A_PAGE).status_code == 302


def test_the_passkey_of_a_closed_account_opens_nothing(user_of: Make, client: StrictClient) -> None:
    worker = user_of("care_worker")
    log_in(client, worker)
    device = Device()
    add_passkey(client, device)
    User.objects.filter(pk=worker.pk).update(is_active=False)
    fresh = StrictClient()
    assert log_in_with_passkey(fresh, device).url == reverse("account_inactive")
    assert fresh.get(A_PAGE).status_code == 302


# Changing it


@pytest.mark.parametrize(
    "name", ["mfa_deactivate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes"]
)
def test_what_protects_the_account_is_changed_after_a_confirmation(
    name: str, user_of: Make, client_of: As
) -> None:
    add_application(user_of("care_worker"))
    client = client_of("care_worker")
    asked = client.get(reverse(name))
    assert (
        asked.url == f"{reverse('account_reauthenticate')}?next={reverse(name).replace('/', '%2F')}"
    )
    confirmed = client.post(asked.url, {"password": PASSWORD})
    assert confirmed.url == reverse(name)
    assert client.get(reverse(name)).status_code == 200


def test_one_does_not_touch_the_passkeys_of_another(user_of: Make) -> None:
    mine, theirs = StrictClient(), StrictClient()
    log_in(theirs, user_of("care_worker"))
    add_passkey(theirs, Device())
    key = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    log_in(mine, user_of("peer_worker"))
    mine.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert mine.post(reverse("mfa_remove_webauthn", args=[key.pk])).status_code == 404
    theirs.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    removed = theirs.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert removed.url == reverse("mfa_index")
    assert "access.remove_passkey" in actions()
    assert not Authenticator.objects.exists()


def test_the_first_one_ends_the_sessions_opened_without(user_of: Make) -> None:
    here, elsewhere = StrictClient(), StrictClient()
    for client in (here, elsewhere):
        log_in(client, user_of("care_worker"))
    add_passkey(here, Device())
    assert here.get(A_PAGE).status_code == 200
    assert elsewhere.get(A_PAGE).status_code == 302


@pytest.mark.parametrize("keys", [1, 3])
def test_the_page_of_ones_account_asks_as_much_whatever_it_shows(
    keys: int, user_of: Make, client: StrictClient
) -> None:
    log_in(client, user_of("care_worker"))
    for number in range(keys):
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        add_passkey(client, Device(), f"Clé {number}")
    client.get(reverse("mfa_index"))
    with CaptureQueriesContext(connection) as asked:
        page = client.get(reverse("mfa_index"))
    assert page.text.count("Clé ") >= keys
    assert len(asked) == 5


@required
def test_the_guard_asks_one_question_a_page(client_of: As, user_of: Make) -> None:
    add_application(user_of("care_worker"))
    client = client_of("care_worker")
    client.get(A_PAGE)
    with CaptureQueriesContext(connection) as asked:
        client.get(A_PAGE)
    assert len([one for one in asked if "mfa_authenticator" in one["sql"]]) == 1


# The day the phone is lost


@required
def test_whoever_lost_everything_starts_afresh(
    user_of: Make, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("filrouge.config.commands.data.require_database", lambda: None)
    worker, client = user_of("care_worker"), StrictClient()
    log_in(client, worker)
    add_passkey(client, Device())
    assert cli.main(["resetfactor", worker.username]) == 0
    assert "ôté" in capsys.readouterr().out
    assert client.get(A_PAGE).status_code == 302
    assert not Authenticator.objects.exists()
    entry = JournalEntry.objects.get(action="access.reset_second_factor")
    assert (entry.subject, entry.actor) == (worker.username, None)
    assert entry.detail == {"factors": 2, "sessions": 1}
    fresh = StrictClient()
    assert log_in(fresh, worker).url == "/"
    assert fresh.get(A_PAGE).url == SET_UP
    assert cli.main(["resetfactor", "personne"]) == 1
    assert "personne" in capsys.readouterr().err
