"""Requests that no honest browser sends: refused or ignored, never an error (G14)."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse

from filrouge.access.models import User
from tests.secrecy import malformed, world
from tests.secrecy.test_edges import changed

REQUESTS = int(os.environ.get("FILROUGE_MALFORMED", "500"))
"""The long form: FILROUGE_MALFORMED=100000; what was reached is said each thousand requests."""
FEW = (world.VISITOR, "support_worker")
ASK = "django.middleware.common.CommonMiddleware.process_request"
ANSWER = "django.middleware.common.CommonMiddleware.process_response"


def said(line: str) -> None:
    print(line, file=sys.__stderr__, flush=True)


@pytest.mark.django_db
def test_nothing_malformed_is_an_error_nor_stored_nor_slow() -> None:
    world.build()
    tally = malformed.run(REQUESTS, 20241122, said)
    assert tally.errors == {}
    assert tally.kept == {}
    assert tally.refused > REQUESTS / 4
    assert tally.slowest <= 2, tally.slowest_page
    assert tally.grown <= 200


@pytest.mark.django_db
@pytest.mark.parametrize("role", [world.VISITOR, "support_worker"])
def test_a_megabyte_is_refused_and_nothing_of_it_is_kept(role: str) -> None:
    client = world.reader(role)
    before = world.census()
    for place in world.all_pages():
        if place.name in malformed.ENDS_A_SESSION or place.name == "account_login":
            continue
        response = client.post(place.url, {"name": "é" * 1_000_000, "body": "x" * 1_000_000})
        assert response.status_code < 500, place.name
    del before["reports_draft"]
    assert changed(before, world.census()) == {}


# Sabotages, done by what every request passes through.


@pytest.mark.django_db
def test_a_page_that_trusts_a_number_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def trusting(_self: Any, request: HttpRequest) -> None:
        int(request.GET.get("page", "1"))

    monkeypatch.setattr(ASK, trusting)
    assert malformed.run(300, seed=1, roles=FEW).errors


@pytest.mark.django_db
def test_a_refusal_that_keeps_a_row_a_file_or_memory_is_seen(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    kept: list[bytearray] = []
    folder = Path(settings.FILE_UPLOAD_TEMP_DIR)

    def keeping(_self: Any, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.status_code >= 400:
            kept.append(bytearray(b"x") * 6_000_000)
            if request.method == "POST":
                User.objects.create(username=f"grive{len(kept)}")
            else:
                (folder / f"orme{len(kept)}").touch()
        return response

    monkeypatch.setattr(ANSWER, keeping)
    tally = malformed.run(120, seed=2, roles=FEW)
    for left in folder.glob("orme*"):
        left.unlink()
    assert any(told.endswith("a file") for told in tally.kept.values())
    assert any("access_user" in told for told in tally.kept.values())
    assert tally.grown > 200
