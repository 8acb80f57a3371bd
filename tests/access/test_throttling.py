"""Guesses: 10 on an account, 30 from an address, and the owner gets in all the same (G17)."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from filrouge.access import throttle
from filrouge.access.backends import Backend, account_named
from filrouge.access.models import Attempts, User
from filrouge.audit.models import JournalEntry
from tests.access.factors import Device, add_application, add_passkey, log_in_with_passkey
from tests.access.matrix import A_PAGE
from tests.harness.client import StrictClient

pytestmark = pytest.mark.django_db
PASSWORD = "sauge-merle-orme-lilas"

Make = Callable[[str], User]


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords that were compared with an account's, or would have been."""
    found: list[str] = []
    plain = Backend._authenticate

    def watched(self: Backend, request: Any, **credentials: Any) -> Any:
        found.append(credentials["password"])
        return plain(self, request, **credentials)

    monkeypatch.setattr(Backend, "_authenticate", watched)
    return found


def guess(login: str, password: str, address: str = "192.0.2.1", **cookies: str) -> Any:
    client = StrictClient(REMOTE_ADDR=address)
    for name, value in cookies.items():
        client.cookies[name] = value
    return client.post(reverse("account_login"), {"login": login, "password": password})


def addresses() -> Iterator[str]:
    """A new address at each call: an attack from everywhere."""
    return (f"10.{a}.{b}.{c}" for a in range(256) for b in range(256) for c in range(1, 255))


# One account


def test_a_thousand_guesses_on_one_account_from_everywhere(
    user_of: Make, looked_at: list[str]
) -> None:
    """By name, capitals, spaces and e-mail address alike: one account, one count."""
    worker = user_of("care_worker")
    User.objects.filter(pk=worker.pk).update(email="mesange@example.org")
    names = (
        worker.username,
        worker.username.upper(),
        f" {worker.username} ",
        "Mesange@Example.org",
    )
    elsewhere = addresses()
    for number in range(1000):
        assert guess(names[number % 4], f"faux {number}", next(elsewhere)).status_code == 200
    assert len(looked_at) == throttle.PER_ACCOUNT
    assert guess(worker.username, PASSWORD, next(elsewhere)).status_code == 200


def test_without_the_count_all_are_looked_at(
    user_of: Make, looked_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(throttle, "PER_ACCOUNT", 1_000_000)
    elsewhere = addresses()
    for number in range(40):
        guess(user_of("care_worker").username, f"faux {number}", next(elsewhere))
    assert len(looked_at) == 40


def test_the_owner_gets_in_with_a_passkey_meanwhile(user_of: Make, client: StrictClient) -> None:
    worker = user_of("care_worker")
    client.post(reverse("account_login"), {"login": worker.username, "password": PASSWORD})
    device = Device()
    add_passkey(client, device)
    for number in range(60):
        guess(worker.username, f"faux {number}", f"10.0.0.{number}")
    fresh = StrictClient(REMOTE_ADDR="10.0.0.1")
    refused = fresh.post(reverse("account_login"), {"login": worker.username, "password": PASSWORD})
    assert refused.status_code == 200
    assert log_in_with_passkey(fresh, device).url == "/"
    assert fresh.get(A_PAGE).status_code == 200


def test_a_browser_that_came_in_before_has_its_own_count(user_of: Make, settings: Any) -> None:
    """The owner whose phone has no passkey is not kept out by those who guess from elsewhere."""
    worker = user_of("care_worker")
    mark = guess(worker.username, PASSWORD).cookies[settings.KNOWN_BROWSER_COOKIE].value
    for number in range(40):
        guess(worker.username, f"faux {number}", "192.0.2.1")
    known = {settings.KNOWN_BROWSER_COOKIE: mark}
    assert guess(worker.username, PASSWORD, "192.0.2.1").status_code == 200
    assert guess(worker.username, PASSWORD, "192.0.2.1", **known).status_code == 302
    for number in range(throttle.PER_ACCOUNT):
        guess(worker.username, f"faux {number}", "192.0.2.1", **known)
    assert guess(worker.username, PASSWORD, "192.0.2.1", **known).status_code == 200


def test_a_mark_is_worth_nothing_elsewhere(
    user_of: Make, settings: Any, looked_at: list[str]
) -> None:
    """Forged, of another account, or older than the password: counted like any other browser."""
    worker, other = user_of("care_worker"), user_of("peer_worker")
    theirs = guess(other.username, PASSWORD).cookies[settings.KNOWN_BROWSER_COOKIE].value
    mine = guess(worker.username, PASSWORD).cookies[settings.KNOWN_BROWSER_COOKIE].value
    worker.set_password("tilleul-grive-aulne")
    worker.save()
    looked_at.clear()
    elsewhere = addresses()
    for value in (theirs, mine, "forged.forged", f"x.{mine.partition('.')[2]}"):
        for number in range(10):
            known = {settings.KNOWN_BROWSER_COOKIE: value}
            guess(worker.username, f"faux {number}", next(elsewhere), **known)
    assert len(looked_at) == throttle.PER_ACCOUNT


def test_it_passes_after_a_quarter_of_an_hour(user_of: Make, looked_at: list[str]) -> None:
    worker = user_of("care_worker")
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _number in range(20):
            guess(worker.username, "faux")
        clock.shift(throttle.WINDOW - timedelta(seconds=1))
        assert guess(worker.username, PASSWORD).status_code == 200
        clock.shift(timedelta(seconds=2))
        assert guess(worker.username, PASSWORD).status_code == 302
        guess(worker.username, "faux")
    assert Attempts.objects.count() == 2


def test_right_passwords_are_not_counted(user_of: Make) -> None:
    worker = user_of("care_worker")
    for _number in range(throttle.PER_ACCOUNT * 3):
        assert guess(worker.username, PASSWORD).status_code == 302


def test_a_right_password_of_ones_own_does_not_wipe_the_count(
    user_of: Make, looked_at: list[str]
) -> None:
    worker, thief = user_of("care_worker"), user_of("connect_officer")
    wrong = 0
    for number in range(60):
        guess(worker.username, f"faux {number}", "192.0.2.9")
        guess(thief.username, PASSWORD, "192.0.2.9")
    wrong = sum(password.startswith("faux") for password in looked_at)
    assert wrong == throttle.PER_ACCOUNT


@pytest.mark.django_db(transaction=True)
def test_many_at_once_pass_no_more_than_one_by_one(user_of: Make) -> None:
    """The count is in the database: neither threads nor processes slip through."""
    account = user_of("care_worker").pk

    def one(number: int) -> bool:
        request = RequestFactory().post("/", REMOTE_ADDR=f"10.1.1.{number}")
        try:
            for _again in range(500):
                try:
                    return throttle.count_log_in(request, account, "mesange") is not None
                except OperationalError:  # the tests' SQLite in memory does not wait for its turn
                    time.sleep(0.01)
            raise AssertionError("never had its turn")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        let_through = sum(pool.map(one, range(48)))
    assert let_through == throttle.PER_ACCOUNT


# One address


def test_five_hundred_accounts_from_one_address(user_of: Make, looked_at: list[str]) -> None:
    accounts = [User(username=f"oiseau{number}") for number in range(500)]
    User.objects.bulk_create(accounts)
    for account in accounts:
        guess(account.username, "Printemps-2026!", "198.51.100.7")
    assert len(looked_at) == throttle.PER_ADDRESS
    other = user_of("care_worker")
    assert guess(other.username, PASSWORD, "198.51.100.8").status_code == 302


@pytest.mark.parametrize(
    ("address", "same"),
    [("2001:db8:1:2::1", True), ("2001:db8:1:2:ffff::9", True), ("2001:db8:1:3::1", False)],
)
def test_the_addresses_of_one_subscriber_are_one(address: str, same: bool) -> None:
    one = throttle.address_of(RequestFactory().get("/", REMOTE_ADDR="2001:db8:1:2::"))
    assert (throttle.address_of(RequestFactory().get("/", REMOTE_ADDR=address)) == one) is same


def test_an_address_told_by_the_reader_is_believed_behind_a_proxy_only(settings: Any) -> None:
    request = RequestFactory().get(
        "/", REMOTE_ADDR="127.0.0.1", headers={"X-Forwarded-For": "203.0.113.5, 192.0.2.44"}
    )
    assert throttle.address_of(request) == "127.0.0.1"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert throttle.address_of(request) == "192.0.2.44"


# Codes


def test_guesses_at_a_code_are_counted(user_of: Make) -> None:
    worker = user_of("care_worker")
    phone = add_application(worker)
    answers = []
    for number in range(30):
        client = StrictClient(REMOTE_ADDR=f"10.0.0.{number}")
        client.post(reverse("account_login"), {"login": worker.username, "password": PASSWORD})
        page = client.post(reverse("mfa_authenticate"), {"code": phone.wrong_code()})
        answers.append(page.status_code)
    looked = JournalEntry.objects.filter(action="access.code_failed").count()
    assert (looked, set(answers)) == (throttle.PER_ACCOUNT, {200})
    client = StrictClient(REMOTE_ADDR="10.9.9.9")
    client.post(reverse("account_login"), {"login": worker.username, "password": PASSWORD})
    assert client.post(reverse("mfa_authenticate"), {"code": phone.code()}).status_code == 200


# What is said and written


def test_refusals_say_the_same_of_known_and_unknown_names(user_of: Make) -> None:
    def said(login: str) -> list[str]:
        found = []
        for number in range(12):
            page = guess(login, "faux", f"10.{len(login)}.0.{number}").text
            start = page.index('class="note danger"')
            found.append(page[start : page.index("</div>", start)])
        return found

    worker = user_of("care_worker")
    User.objects.filter(pk=worker.pk).update(email="mesange@example.org")
    assert said(worker.username) == said("personne-ici")
    assert said("mesange@example.org")[-1] == said("personne@example.org")[-1]


def test_one_line_a_window_says_that_a_limit_was_reached(user_of: Make) -> None:
    worker = user_of("care_worker")
    for number in range(50):
        guess(worker.username, f"motdepasse-tapé-{number}", f"10.0.0.{number}")
    entries = list(JournalEntry.objects.exclude(action="access.log_in"))
    limited = [entry for entry in entries if entry.action == "access.log_in_limited"]
    assert [entry.subject for entry in limited] == [worker.username]
    assert not any("motdepasse" in str(vars(entry)) for entry in entries)
    assert len(entries) == throttle.PER_ACCOUNT + 1


def test_what_was_typed_is_not_kept(user_of: Make) -> None:
    guess("MonMotDePasseDansLeMauvaisChamp", "faux", "203.0.113.77")
    kept = str(list(Attempts.objects.values())) + str(list(JournalEntry.objects.values()))
    assert "MonMotDePasse" not in kept
    assert "203.0.113.77" not in kept


NAMED = pytest.mark.parametrize(
    ("known", "unknown"), [("{name}", "personne"), ("{mail}", "p@x.org")], ids=["name", "address"]
)


def with_argon2(user_of: Make, settings: Any, known: str) -> str:
    """Give an account a password of the product's own hasher; how it is named."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    worker = user_of("peer_worker")
    worker.email = "mesange@example.org"
    worker.set_password(PASSWORD)
    worker.save()
    assert worker.password.startswith("argon2")
    return known.format(name=worker.username, mail=worker.email)


@NAMED
def test_a_name_without_account_is_hashed_as_often(
    user_of: Make, settings: Any, monkeypatch: pytest.MonkeyPatch, known: str, unknown: str
) -> None:
    """What takes time is one Argon2, whoever exists: counted, so that load changes nothing."""
    login = with_argon2(user_of, settings, known)
    hashed: list[str] = []
    for name in ("encode", "verify"):
        plain = getattr(Argon2PasswordHasher, name)

        def watched(self: Any, password: str, rest: str, plain: Any = plain) -> Any:
            hashed.append(password)
            return plain(self, password, rest)

        monkeypatch.setattr(Argon2PasswordHasher, name, watched)
    for one in (login, unknown):
        guess(one, f"faux {one}")
    assert hashed == [f"faux {login}", f"faux {unknown}"]


@NAMED
@pytest.mark.skipif("FILROUGE_LONG" not in os.environ, reason="timed: make secrecy-long")
def test_a_name_without_account_takes_as_long(
    user_of: Make, settings: Any, known: str, unknown: str
) -> None:
    """Ratio 0.9 to 1.1 of the medians of 101 pairs, with the hasher of the product."""
    login = with_argon2(user_of, settings, known)
    times: dict[str, list[float]] = {login: [], unknown: []}
    for number in range(101):
        for name, measured in times.items():
            Attempts.objects.all().delete()
            start = time.process_time()
            guess(name, f"faux {number}")
            measured.append(time.process_time() - start)
    ratio = statistics.median(times[login]) / statistics.median(times[unknown])
    print(f"known / unknown: {ratio:.3f}")
    assert 0.9 <= ratio <= 1.1, ratio


def test_the_library_alone_would_tell_who_has_an_address(
    user_of: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the measure: an address with an account is tried twice."""
    from allauth.account.auth_backends import AuthenticationBackend

    worker = user_of("peer_worker")
    User.objects.filter(pk=worker.pk).update(email="mesange@example.org")
    tries: list[int] = []
    plain = AuthenticationBackend._check_password

    def watched(self: Any, user: User | None, password: str) -> Any:
        if user is not None:
            tries.append(user.pk)
        return plain(self, user, password)

    monkeypatch.setattr(AuthenticationBackend, "_check_password", watched)
    guess("mesange@example.org", "faux")
    assert len(tries) == 1
    tries.clear()
    monkeypatch.delattr(Backend, "_authenticate")
    guess("mesange@example.org", "faux", "192.0.2.2")
    assert len(tries) == 2


def test_an_address_shared_by_two_accounts_names_nobody(user_of: Make) -> None:
    for role in ("care_worker", "peer_worker"):
        User.objects.filter(pk=user_of(role).pk).update(email="equipe@example.org")
    assert account_named("equipe@example.org") is None
    assert account_named("CARE_worker.test") == user_of("care_worker")
