"""Sessions: short, renewed when they rise, obedient at the next request, losing nothing (G18)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from filrouge.access import middleware, sessions
from filrouge.access.models import User
from filrouge.access.policy import ANYONE, declared_policy
from filrouge.audit.models import JournalEntry
from tests.access.factors import Device, add_application, add_passkey, log_in_with_passkey
from tests.access.matrix import A_PAGE, Page, pages
from tests.harness.client import StrictClient

pytestmark = pytest.mark.django_db
PASSWORD = "sauge-merle-orme-lilas"
IDLE = timedelta(minutes=20)
LONGEST = timedelta(hours=10)
ALL_PAGES = list(pages())
BEHIND_LOG_IN = [
    place
    for place in ALL_PAGES
    if (declared := declared_policy(place.view)) and declared.needs is not ANYONE
]

Make = Callable[[str], User]
As = Callable[[str], StrictClient]


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def log_in(client: StrictClient, user: User, password: str = PASSWORD) -> Any:
    return client.post(reverse("account_login"), {"login": user.username, "password": password})


def is_in(client: StrictClient) -> bool:
    return bool(client.get(A_PAGE).status_code == 200)


def by_name(place: Page) -> str:
    return place.name


# Limits


def test_it_ends_after_twenty_minutes_without_activity(client_of: As) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = client_of("care_worker")
        for _page in range(5):
            clock.shift(IDLE - timedelta(minutes=1))
            assert is_in(client)
        clock.shift(IDLE)
        assert not is_in(client)


def test_it_ends_after_ten_hours_in_any_case(client_of: As) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = client_of("care_worker")
        for _page in range(39):
            clock.shift(timedelta(minutes=15))
            assert is_in(client)
        clock.shift(timedelta(minutes=15))
        assert not is_in(client)


def test_without_the_limits_it_would_last(client_of: As, monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control."""
    monkeypatch.setattr(sessions, "is_over", lambda _session: False)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = client_of("care_worker")
        clock.shift(timedelta(hours=9))
        assert is_in(client)


def test_a_session_without_clocks_is_over(client_of: As) -> None:
    client = client_of("care_worker")
    session = client.session
    del session[sessions.SINCE]
    session.save()
    assert not is_in(client)


@pytest.mark.parametrize("place", BEHIND_LOG_IN, ids=by_name)
def test_an_ended_session_opens_no_address(place: Page, client_of: As) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = client_of("hf_director")
        clock.shift(IDLE)
        response = client.get(place.url)
    assert response.status_code == 302
    assert response.url.startswith(f"{reverse('account_login')}?next=")
    assert not client.session.get("_auth_user_id")


def test_it_is_written_down_once_a_minute_at_most(client_of: As) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = client_of("care_worker")
        client.get(A_PAGE)
        clock.shift(timedelta(seconds=59))
        with CaptureQueriesContext(connection) as asked:
            client.get(A_PAGE)
        assert not [one for one in asked if 'UPDATE "django_session"' in one["sql"]]
        clock.shift(timedelta(seconds=2))
        with CaptureQueriesContext(connection) as asked:
            client.get(A_PAGE)
        assert [one for one in asked if 'UPDATE "django_session"' in one["sql"]]


def test_the_idle_limit_is_the_installations(client_of: As, settings: Any) -> None:
    settings.SESSION_IDLE = 5 * 60
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = client_of("care_worker")
        clock.shift(timedelta(minutes=5))
        assert not is_in(client)


# Identifiers


def fixed(client: StrictClient) -> str:
    """An identifier that the server itself gave, before any log-in, and that a thief kept."""
    client.get(reverse("account_login"))
    session = client.session
    session["planted"] = True
    session.save()
    return str(session.session_key)


def thief(identifier: str, settings: Any) -> StrictClient:
    client = StrictClient()
    client.cookies[settings.SESSION_COOKIE_NAME] = identifier
    return client


@pytest.mark.parametrize("way", ["password", "code", "passkey"])
@pytest.mark.parametrize("attempt", range(17))
def test_a_session_planted_before_the_log_in_opens_nothing(
    way: str, attempt: int, user_of: Make, settings: Any
) -> None:
    """51 attempts, 0 that open."""
    worker = user_of("care_worker")
    victim, device = StrictClient(), Device()
    if way == "passkey":
        helper = StrictClient()
        log_in(helper, worker)
        add_passkey(helper, device)
    phone = add_application(worker) if way == "code" else None
    planted = [fixed(victim)]
    if way == "passkey":
        assert log_in_with_passkey(victim, device).url == "/"
    else:
        log_in(victim, worker)
    if phone:
        planted.append(str(victim.session.session_key))
        assert not is_in(thief(planted[-1], settings))
        victim.post(reverse("mfa_authenticate"), {"code": phone.code()})
    assert is_in(victim)
    for identifier in planted:
        assert victim.session.session_key != identifier
        assert not is_in(thief(identifier, settings))


def test_an_identifier_kept_would_open(
    user_of: Make, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: a log-in that keeps the identifier is seen."""
    from django.contrib.sessions.backends.db import SessionStore

    monkeypatch.setattr(SessionStore, "cycle_key", lambda _store: None)
    victim = StrictClient()
    planted = fixed(victim)
    log_in(victim, user_of("care_worker"))
    assert is_in(thief(planted, settings))


def test_it_changes_when_the_reader_rises(user_of: Make, settings: Any) -> None:
    """A confirmation and a second factor added: what was stolen before is worth nothing."""
    client = StrictClient()
    log_in(client, user_of("care_worker"))
    seen = [str(client.session.session_key)]
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    seen.append(str(client.session.session_key))
    add_passkey(client, Device())
    assert client.session.session_key not in seen
    assert len(set(seen)) == 2
    for identifier in seen:
        assert not is_in(thief(identifier, settings))
    assert is_in(client)
    assert UserSession.objects.get().session_key == client.session.session_key


# Rights that change


@pytest.mark.parametrize("place", BEHIND_LOG_IN, ids=by_name)
def test_a_closed_account_is_out_at_the_next_request_everywhere(
    place: Page, client_of: As, user_of: Make
) -> None:
    client = client_of("hf_director")
    User.objects.filter(pk=user_of("hf_director").pk).update(is_active=False)
    for response in (client.get(place.url), client.post(place.url)):
        assert response.status_code == 302
        assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("place", BEHIND_LOG_IN, ids=by_name)
def test_a_role_taken_away_counts_at_the_next_request_everywhere(
    place: Page, client_of: As, user_of: Make
) -> None:
    """An account that had every door of a role, then none: it gets what nobody's role gets."""
    client = client_of("hf_director")
    User.objects.filter(pk=user_of("hf_director").pk).update(role="")
    stranger = StrictClient()
    other = User.objects.create(username="sans-role")
    stranger.force_login(other)
    for method in ("get", "post"):
        ours: HttpResponse = getattr(client, method)(place.url)
        theirs: HttpResponse = getattr(stranger, method)(place.url)
        assert ours.status_code == theirs.status_code


def test_an_account_kept_in_memory_would_stay(
    client_of: As, user_of: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: a backend that does not ask whether the account is closed is seen."""
    from filrouge.access.backends import Backend

    client = client_of("hf_director")
    User.objects.filter(pk=user_of("hf_director").pk).update(is_active=False)
    monkeypatch.setattr(Backend, "user_can_authenticate", lambda _backend, _user: True)
    assert client.get(reverse("mfa_index")).status_code != 302 or not is_in(client)
    assert client.session.get("_auth_user_id")


def test_a_changed_password_ends_the_other_sessions(user_of: Make) -> None:
    here, elsewhere = StrictClient(), StrictClient()
    for client in (here, elsewhere):
        log_in(client, user_of("care_worker"))
    new = "tilleul-grive-aulne"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post(reverse("account_change_password"), sent).status_code == 302
    assert is_in(here)
    assert not is_in(elsewhere)
    assert JournalEntry.objects.filter(action="access.change_password").count() == 1


@pytest.mark.parametrize("word", ["treize-lettre", "court"])
def test_a_new_password_has_fourteen_characters(word: str, client_of: As) -> None:
    sent = {"oldpassword": PASSWORD, "password1": word, "password2": word}
    client = client_of("care_worker")
    assert client.post(reverse("account_change_password"), sent).status_code == 200


# One's own sessions


@pytest.mark.parametrize("count", [1, 3])
def test_one_sees_ones_sessions_with_as_many_questions(count: int, user_of: Make) -> None:
    worker = user_of("care_worker")
    others = [StrictClient() for _one in range(count)]
    here = StrictClient(headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"})
    for client in (*others, here):
        log_in(client, worker)
    log_in(StrictClient(), user_of("peer_worker"))
    here.get(A_PAGE)
    with CaptureQueriesContext(connection) as asked:
        page = here.get(reverse("own_sessions"))
    assert len(asked) == 4
    assert page.text.count("Firefox, Linux") == 1
    assert len(page.context["sessions"]) == count + 1
    assert page.context["sessions"][0].current


def test_one_ends_ones_other_sessions(user_of: Make) -> None:
    worker = user_of("care_worker")
    first, second, third, stranger = (StrictClient() for _one in range(4))
    for client in (first, second, third):
        log_in(client, worker)
    log_in(stranger, user_of("peer_worker"))
    lines = first.get(reverse("own_sessions")).context["sessions"]
    theirs = UserSession.objects.get(user=user_of("peer_worker"))
    for pk in (lines[0].pk, theirs.pk, 999_999):
        assert first.post(reverse("end_session", args=[pk])).status_code == 404
    assert first.post(reverse("end_session", args=[lines[1].pk])).status_code == 302
    assert [is_in(client) for client in (first, second, third)].count(True) == 2
    first.post(reverse("end_other_sessions"))
    assert [is_in(one) for one in (first, second, third, stranger)] == [True, False, False, True]
    written = JournalEntry.objects.filter(action="access.end_sessions").order_by("id")
    assert [entry.detail["count"] for entry in written] == [1, 1]


# What was being typed


def held_page(path: str, sent: dict[str, str], user: User, later: Any) -> tuple[StrictClient, Any]:
    """Send a form in a session that ended, log in again, and follow."""
    client = StrictClient()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        log_in(client, user)
        clock.shift(IDLE)
        asked = client.post(path, sent)
        assert asked.url.startswith(reverse("account_login"))
        back = client.post(asked.url, {"login": later.username, "password": PASSWORD})
        return client, client.get(back.url)


def test_what_was_typed_too_late_is_given_back(user_of: Make) -> None:
    writer = user_of("support_worker")
    path = reverse("records:new", args=["demandes"])
    text = 'Une demande\nsur deux lignes, « longue » & <b>"citée"</b>'
    client, page = held_page(path, {"motive": text, "code": "D-1"}, writer, writer)
    assert 'name="motive" value="Une demande\nsur deux lignes, « longue »' in page.text
    assert "&lt;b&gt;" in page.text
    assert f'action="{path}"' in page.text
    assert "no-store" in page.headers["Cache-Control"]
    again = client.get(path)
    assert again.status_code == 200
    assert "deux lignes" not in again.text


def test_it_is_sealed_meanwhile_and_given_to_nobody_else(user_of: Make) -> None:
    writer, other = user_of("support_worker"), user_of("connect_officer")
    path = reverse("records:new", args=["demandes"])
    client, page = held_page(path, {"motive": "chêne et mésange"}, writer, other)
    assert "mésange" not in page.text
    for session in Session.objects.all():
        assert "mésange" not in str(session.get_decoded())
    client.post(reverse("account_logout"))
    log_in(client, writer)
    assert "mésange" not in client.get(path).text


def test_a_password_typed_too_late_is_never_kept(user_of: Make) -> None:
    writer = user_of("support_worker")
    path = reverse("account_change_password")
    _client, page = held_page(path, {"oldpassword": PASSWORD}, writer, writer)
    assert PASSWORD not in page.text


def test_a_forged_request_is_never_kept(user_of: Make) -> None:
    """What another site sends has no token: it must not come back as one's own."""
    client = StrictClient(enforce_csrf_checks=True)
    client.force_login(user_of("support_worker"))
    path = reverse("records:new", args=["demandes"])
    with time_machine.travel(timezone.now() + IDLE, tick=False):
        assert client.post(path, {"motive": "planté"}).status_code == 403
    assert sessions.HELD not in client.session


def test_without_the_holding_the_text_is_lost(
    user_of: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(middleware.sessions, "hold", lambda *_arguments: False)
    writer = user_of("support_worker")
    path = reverse("records:new", args=["demandes"])
    _client, page = held_page(path, {"motive": "Une demande"}, writer, writer)
    assert "Une demande" not in page.text


# Cookies


@pytest.mark.parametrize(("https", "prefix"), [("1", "__Host-"), ("0", "")])
def test_with_https_cookies_come_from_this_host_only(https: str, prefix: str) -> None:
    asked = (
        "from filrouge.config import settings as s;"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.LANGUAGE_COOKIE_NAME,"
        "s.KNOWN_BROWSER_COOKIE, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
        "getattr(s, 'SESSION_COOKIE_DOMAIN', None), getattr(s, 'SESSION_COOKIE_PATH', '/'))"
    )
    source = Path(__file__).resolve().parents[2] / "src"
    environment = os.environ | {"FILROUGE_HTTPS": https, "PYTHONPATH": str(source)}
    done = subprocess.run(
        [sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=True
    )
    *names, session, csrf, domain, path = done.stdout.split()
    assert all(name.startswith(prefix) and "__Host-__" not in name for name in names)
    assert (session, csrf) == (str(https == "1"),) * 2
    assert (domain, path) == ("None", "/")


def test_cookies_say_little_and_stay_with_the_browser(user_of: Make, settings: Any) -> None:
    client = StrictClient()
    response = log_in(client, user_of("care_worker"))
    session = response.cookies[settings.SESSION_COOKIE_NAME]
    assert (session["httponly"], session["samesite"], session["max-age"]) == (True, "Lax", "")
    known = response.cookies[settings.KNOWN_BROWSER_COOKIE]
    assert (known["httponly"], known["samesite"]) == (True, "Lax")
    assert user_of("care_worker").username not in known.value
