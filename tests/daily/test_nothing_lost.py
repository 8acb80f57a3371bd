"""What was typed stays when a colleague deletes the encounter; every draft can be gone on with."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup

from filrouge.access.models import Recusal, User
from filrouge.followup.domain_encounters import delete_encounter
from filrouge.followup.models import Encounter, EncounterDraft
from filrouge.records.domain import version_of
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers

from . import days

pytestmark = pytest.mark.django_db


def form(*persons: Any, **more: Any) -> dict[str, Any]:
    return {
        "act": "store",
        "key": str(uuid4()),
        "persons": [one.pk for one in persons],
        "kind": "home_visit",
        "status": "held",
        "day": days.today().isoformat(),
        **more,
    }


def gone(user: User, made: Encounter) -> None:
    delete_encounter(actor=user, key=made.pk, version=version_of(made), reason="twice")


def test_a_text_about_an_encounter_that_a_colleague_deleted(
    worker: Workers, logged: Logged
) -> None:
    user, who = worker("care_worker"), lives.person(1, followed=True)
    client, made = logged(user), days.planned(who)
    sent = form(who, encounter=made.pk, version="1", note="Zqtyped")
    client.post("/noter/brouillon/", sent)
    gone(worker("care_worker", name="pic"), made)
    draft = client.get(f"/noter/?brouillon={sent['key']}")
    assert "Zqtyped" in draft.content.decode()
    stored = client.post("/noter/", sent)
    assert stored.status_code == 409
    shown = BeautifulSoup(stored.content, "html.parser")
    assert "supprimée pendant que vous écriviez" in shown.get_text()
    assert shown.select_one("textarea").get_text().strip() == "Zqtyped"  # type: ignore[union-attr]
    assert [shown.select_one(f"[name={one}]")["value"] for one in ("encounter", "version")] == [  # type: ignore[index]
        "",
        "",
    ]
    again = sent | {"encounter": "", "version": ""}
    assert client.post("/noter/", again).status_code == 302
    assert Encounter.objects.get().note == "Zqtyped"


def test_a_page_turned_back_to_an_encounter_that_was_deleted(
    worker: Workers, logged: Logged
) -> None:
    user, who = worker("care_worker"), lives.person(1, followed=True)
    client, sent = logged(user), form(who, note="Zqtyped")
    client.post("/noter/", sent)
    gone(user, Encounter.objects.get())
    shown = BeautifulSoup(client.post("/noter/", sent).content, "html.parser")
    key = shown.select_one("[name=key]")["value"]  # type: ignore[index]
    assert key != sent["key"]
    assert client.post("/noter/", sent | {"key": key}).status_code == 302
    assert Encounter.objects.get().note == "Zqtyped"


def test_of_a_closed_file_nothing_says_that_an_encounter_was_deleted(
    worker: Workers, logged: Logged
) -> None:
    user, closed = worker("care_worker"), lives.person(2, followed=True)
    made = days.planned(closed)
    gone(worker("care_worker", name="pic"), made)
    Recusal.objects.create(person=closed, worker=user)
    for key in (made.pk, made.pk + 1000):
        sent = form(lives.person(10 + key, followed=True), encounter=key, version="1")
        assert logged(user).post("/noter/", sent).status_code == 404


def test_every_draft_is_offered_and_those_of_closed_files_are_not_counted(
    worker: Workers, logged: Logged
) -> None:
    user, closed = worker("care_worker"), lives.person(20, followed=True)
    days.worker_of(user)
    client = logged(user)
    for one in range(7):
        client.post("/noter/brouillon/", form(lives.person(one + 1, followed=True), note="Zq"))
    client.post("/noter/brouillon/", form(closed, note="Zq"))
    Recusal.objects.create(person=closed, worker=user)
    assert EncounterDraft.objects.count() == 8
    page = BeautifulSoup(client.get("/noter/").content, "html.parser")
    assert len(page.select(".kept li")) == 7
    assert "7 brouillons" in client.get("/aujourdhui/").content.decode()


def test_a_text_that_no_draft_keeps_is_said_so(worker: Workers, logged: Logged) -> None:
    who = lives.person(1, followed=True)
    sent = form(who, note="x" * 70_000)
    answer = logged(worker("care_worker")).post("/noter/brouillon/", sent)
    assert answer.status_code == 413
    assert "trop long" in answer.content.decode()


def test_a_text_that_is_late_replaces_none_that_is_later(worker: Workers, logged: Logged) -> None:
    """What was sent as the phone was put away may arrive before what was sent just before it."""
    client, who = logged(worker("care_worker")), lives.person(1, followed=True)
    sent = form(who, note="Sous le noyer")
    turns = (
        ("k3.1", "Sous", "Sous"),
        ("k3.3", "Sous le noyer, puis la pluie", "Sous le noyer, puis la pluie"),
        ("k3.2", "Sous le noyer", "Sous le noyer, puis la pluie"),  # late
        ("k3.x", "Sous le saule", "Sous le saule"),
        ("z9.1", "Sous le tilleul", "Sous le tilleul"),  # taken up again on another page
        ("k3.4", "Sous le hêtre", "Sous le hêtre"),
    )
    for turn, note, kept in turns:
        answer = client.post("/noter/brouillon/", sent | {"turn": turn, "note": note})
        assert answer.status_code == 200
        assert EncounterDraft.objects.get().said()["note"] == [kept], turn
