"""Every address, every reader: what an answer carries, what a GET leaves alone (G19, G20)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

from filrouge.access.policy import ANYONE, declared_policy
from tests.access.matrix import Page
from tests.harness.client import StrictClient
from tests.harness.readonly import ALLOWED
from tests.secrecy import world
from tests.secrecy.rules import faults

UNSAFE = ("post", "put", "patch", "delete")


def is_public(place: Page) -> bool:
    policy = declared_policy(place.view)
    return policy is not None and policy.needs is ANYONE


def changed(before: dict[str, int], after: dict[str, int]) -> dict[str, tuple[int, int]]:
    """Tables whose number of rows is not what it was, but for the session's and the journal's."""
    return {
        table: (before[table], after[table])
        for table in before
        if before[table] != after[table] and table not in ALLOWED
    }


@pytest.mark.django_db
def test_every_answer_carries_what_protects_it_and_no_get_changes_a_row() -> None:
    world.build()
    found: dict[str, list[str]] = {}
    statuses: dict[int, int] = {}
    readers = {role: world.reader(role) for role in (world.VISITOR, *world.READERS)}
    before = world.census()
    for role, client in readers.items():
        for place in world.all_pages():
            response = client.get(world.address(place))
            statuses[response.status_code] = statuses.get(response.status_code, 0) + 1
            if wrong := faults(response, public=is_public(place)):
                found[f"{role} {place.name} {response.status_code}"] = wrong
            if response.status_code >= 500:
                found[f"{role} {place.name}"] = ["an error"]
            world.body(response)
    assert found == {}
    assert changed(before, world.census()) == {}
    asked = len(world.all_pages()) * len(readers)
    assert sum(statuses.values()) == asked
    assert {200, 302, 403, 404, 405} <= set(statuses)
    assert statuses[200] > asked / 5, "the matrix meets too few pages that say something"


@pytest.mark.django_db
@pytest.mark.parametrize("role", [world.VISITOR, "care_worker", "administrator"])
def test_errors_carry_it_too(role: str) -> None:
    client = world.reader(role)
    big = {f"field{number}": "x" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    answers = {
        404: client.get("/nulle-part/"),
        405: client.post("/publications/"),
        400: client.get("/", headers={"host": "ailleurs.example"}),
        403: world.reader(role, enforce_csrf=True).post("/compte/connexion/"),
    }
    assert {code: answer.status_code for code, answer in answers.items()} == {
        code: code for code in answers
    }
    too_much = client.post("/compte/connexion/", big)
    assert too_much.status_code in {302, 400}
    for answer in (*answers.values(), too_much):
        assert faults(answer, public=False) == []


@pytest.mark.django_db
def test_a_view_that_breaks_answers_500_with_the_same_protection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError("on purpose")

    client = world.reader("care_worker")
    monkeypatch.setattr("filrouge.figures.engine.compute", broken)
    response = client.get("/chiffres/2024/export.json")
    assert response.status_code == 500
    assert faults(response, public=False) == []
    assert b"on purpose" not in response.content


@pytest.mark.django_db
def test_every_unsafe_verb_without_its_token_is_refused() -> None:
    """Allowed readers too, whatever the address; nothing is stored."""
    wrong = []
    before = world.census()
    for role in (world.VISITOR, *world.READERS):
        client = world.reader(role, enforce_csrf=True)
        for place in world.all_pages():
            for verb in UNSAFE:
                response = getattr(client, verb)(place.url)
                if response.status_code != 403 or faults(response, public=False):
                    wrong.append((role, place.name, verb, response.status_code))
    assert wrong == []
    del before["access_user"]  # the readers themselves
    assert changed(before, world.census()) == {}


def test_over_https_browsers_are_told_to_stay_there() -> None:
    code = (
        "import json; from filrouge.config import settings as s; print(json.dumps([s.MIDDLEWARE,"
        "s.SECURE_HSTS_SECONDS, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
        "s.SESSION_COOKIE_NAME, s.SECURE_SSL_REDIRECT]))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(sys.path),
            "FILROUGE_HTTPS": "1",
            "FILROUGE_HOSTS": "sterne.example",
        },
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    middleware, seconds, *secure, name, redirect = json.loads(told.stdout)
    assert "django.middleware.security.SecurityMiddleware" in middleware
    assert seconds >= 30 * 24 * 3600
    assert secure == [True, True]
    assert name.startswith("__Host-")
    assert redirect


@pytest.mark.django_db
def test_the_header_of_https_is_on_refusals_and_on_the_way_there(
    settings: Any, client: StrictClient
) -> None:
    settings.SECURE_HSTS_SECONDS = 30 * 24 * 3600
    settings.SECURE_SSL_REDIRECT = True
    for path in ("/", "/nulle-part/", "/compte/connexion/", "/static/web/css/base.css"):
        response = client.get(path, secure=True)
        assert response.headers["Strict-Transport-Security"] == "max-age=2592000", path
        world.body(response)
    sent = client.get("/compte/connexion/")
    assert sent.status_code == 301
    assert sent.headers["Location"].startswith("https://")
    assert faults(sent, public=True) == []


# Sabotages: each must be seen by what is above.


@pytest.mark.django_db
@pytest.mark.parametrize(
    "gone",
    [
        "filrouge.access.edges.NotKept",
        "django.middleware.csp.ContentSecurityPolicyMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
        "django.middleware.security.SecurityMiddleware",
    ],
)
def test_without_what_adds_them_the_rules_are_seen_broken(settings: Any, gone: str) -> None:
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != gone]
    assert faults(world.reader("care_worker").get("/nulle-part/"), public=False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("directive", "value"),
    [
        ("style-src", "'unsafe-inline'"),
        ("script-src", "'unsafe-eval'"),
        ("script-src", "https:"),
        ("object-src", "'self'"),
        ("frame-ancestors", "'self'"),
        ("base-uri", "'self'"),
    ],
)
def test_a_wider_content_policy_is_seen(settings: Any, directive: str, value: str) -> None:
    settings.SECURE_CSP = {**settings.SECURE_CSP, directive: ["'self'", value]}
    assert faults(world.reader(world.VISITOR).get("/"), public=False)


@pytest.mark.django_db
def test_a_page_for_everybody_that_names_a_reader_is_seen() -> None:
    response = HttpResponse(headers={"Cache-Control": "public, max-age=300"})
    clean = faults(response, public=True)
    response.set_cookie("name", "x", httponly=True, samesite="Lax")
    assert len(faults(response, public=True)) == len(clean) + 1
    assert len(faults(response, public=False)) == len(clean) + 2


@pytest.mark.django_db
def test_a_view_exempted_from_the_token_is_seen(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "csrf" not in name]
    client = world.reader("care_worker", enforce_csrf=True)
    assert {client.post(place.url).status_code for place in world.all_pages()} != {403}


@pytest.mark.django_db
def test_a_get_that_writes_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even one that hides its write from the sentence it is sent with."""

    def writes(request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute(
                'WITH one AS (SELECT 1) INSERT INTO audit_provenance ("table", object_id, run_id,'
                " workbook, sheet, row) SELECT 'x', 1, 1, 'x', 'x', 1 FROM one"
            )
        return HttpResponse()

    before = world.census()
    writes(HttpRequest())
    assert changed(before, world.census()) == {"audit_provenance": (0, 1)}
