"""Accounts: made by the organisation, logged in by name or e-mail, every log-in written down."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse

from filrouge.access.domain import create_account
from filrouge.access.models import User
from filrouge.audit.models import JournalEntry
from tests.access.matrix import A_PAGE
from tests.harness.client import StrictClient

pytestmark = pytest.mark.django_db
PASSWORD = "sauge-merle-orme-lilas"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def cygne() -> User:
    return create_account(
        actor=None,
        username="cygne",
        password=PASSWORD,
        role="care_worker",
        full_name="Cygne Iris",
        email="cygne@example.org",
    )


def actions() -> list[str]:
    return list(JournalEntry.objects.order_by("id").values_list("action", flat=True))


def test_creating_an_account_is_written_down(cygne: User) -> None:
    assert (cygne.display_name, cygne.role) == ("Cygne Iris", "care_worker")
    entry = JournalEntry.objects.get()
    assert (entry.action, entry.subject) == ("access.create_account", "cygne")
    assert entry.detail == {"role": "care_worker"}


@pytest.mark.parametrize(
    ("fields", "at_fault"),
    [
        ({"role": "boss"}, "role"),
        ({"username": ""}, "username"),
        ({"username": "cygne"}, "username"),
        ({"password": "court"}, "__all__"),
        ({"password": "motdepasse1234 "[:8]}, "__all__"),
    ],
)
def test_a_wrong_account_is_refused_and_leaves_nothing(
    cygne: User, fields: dict[str, str], at_fault: str
) -> None:
    given = {"username": "merle", "password": PASSWORD, "role": "peer_worker"} | fields
    with pytest.raises(ValidationError):
        create_account(actor=cygne, **given)
    assert User.objects.count() == 1
    assert actions() == ["access.create_account"]


@pytest.mark.parametrize("login", ["cygne", "cygne@example.org"])
def test_logging_in_and_out(cygne: User, client: StrictClient, login: str) -> None:
    response = client.post(reverse("account_login"), {"login": login, "password": PASSWORD})
    assert (response.status_code, response.url) == (302, "/")
    assert "Cygne Iris" in client.get(A_PAGE).text
    client.post(reverse("account_logout"))
    assert client.get(A_PAGE).status_code == 302
    assert actions()[1:] == ["access.log_in", "access.log_out"]


def test_a_get_does_not_log_out(cygne: User, client: StrictClient) -> None:
    client.force_login(cygne)
    client.get(reverse("account_logout"))
    assert client.get(A_PAGE).status_code == 200


def test_the_session_changes_at_log_in_and_ends_with_the_browser(
    cygne: User, client: StrictClient
) -> None:
    client.get(reverse("account_login"))
    before = client.session.session_key
    client.post(reverse("account_login"), {"login": "cygne", "password": PASSWORD})
    assert client.session.session_key != before
    assert client.session.get_expire_at_browser_close()


def test_a_deactivated_account_is_out_at_the_next_page(cygne: User, client: StrictClient) -> None:
    client.force_login(cygne)
    assert client.get(A_PAGE).status_code == 200
    User.objects.filter(pk=cygne.pk).update(is_active=False)
    assert client.get(A_PAGE).status_code == 302


def test_a_failed_log_in_says_nothing_of_what_was_typed(cygne: User, client: StrictClient) -> None:
    response = client.post(reverse("account_login"), {"login": "cygne", "password": "faux"})
    assert response.status_code == 200
    entry = JournalEntry.objects.get(action="access.log_in_failed")
    assert (entry.subject, entry.detail, entry.actor) == ("", {}, None)


def test_known_and_unknown_names_get_the_same_answer(cygne: User, client: StrictClient) -> None:
    def answer(name: str) -> str:
        page = client.post(reverse("account_login"), {"login": name, "password": "faux"}).text
        start = page.index('class="note danger"')
        return page[start : page.index("</div>", start)]

    assert answer("cygne") == answer("inconnu")


def test_guessing_is_stopped(cygne: User, client: StrictClient) -> None:
    for _attempt in range(12):
        client.post(reverse("account_login"), {"login": "cygne", "password": "faux"})
    refused = client.post(reverse("account_login"), {"login": "cygne", "password": PASSWORD})
    assert refused.status_code != 302


def test_nobody_signs_up(client: StrictClient) -> None:
    response = client.post(reverse("account_signup"), {"username": "intrus", "password1": PASSWORD})
    assert response.status_code == 200
    assert not User.objects.exists()


def test_the_forgotten_password_page_does_not_tell_who_has_an_account(
    cygne: User, client: StrictClient
) -> None:
    for address in ("cygne@example.org", "personne@example.org"):
        response = client.post(reverse("account_reset_password"), {"email": address})
        assert response.url == reverse("account_reset_password_done")
    link = mail.outbox[0].body.split("http://testserver")[1].split()[0]
    page = client.get(link, follow=True)
    assert page.status_code == 200
    done = client.post(
        page.request["PATH_INFO"],
        {"password1": "tilleul-grive-aulne", "password2": "tilleul-grive-aulne"},
    )
    assert done.status_code == 302
    assert client.login(username="cygne", password="tilleul-grive-aulne")


def test_changing_the_password(cygne: User, client: StrictClient) -> None:
    client.force_login(cygne)
    new = "tilleul-grive-aulne"
    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    cygne.refresh_from_db()
    assert cygne.check_password(new)


def test_only_a_demonstration_shows_its_accounts(client: StrictClient, settings: Any) -> None:
    assert "pair-aidance" not in client.get(reverse("account_login")).text
    settings.FILROUGE_DEMO = True
    page = client.get(reverse("account_login")).text
    assert "pair-aidance" in page
    assert "filrouge-demo" in page
