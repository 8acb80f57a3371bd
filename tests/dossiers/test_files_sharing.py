"""Notes shared between care and housing: a deliberate act, an audience, a purpose, an end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from filrouge.audit.models import JournalEntry
from filrouge.dossiers.domain_sharing import share_note, withdraw_note
from filrouge.dossiers.models import SharedNote
from filrouge.people.models import Person
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> Person:
    return lives.person(1, followed=True)


def address(who: Person) -> str:
    return reverse("dossiers:share", args=[who.pk])


def sent(audience: str = "housing_team", **more: str) -> dict[str, str]:
    until = timezone.localdate() + timedelta(days=30)
    return {
        "act": "share",
        "audience": audience,
        "purpose": "works",
        "text": "Zqshared",
        "until": until.isoformat(),
        **more,
    }


def test_care_shares_with_housing_and_nobody_else_reads_it(
    who: Person, worker: Workers, logged: Logged
) -> None:
    care = logged(worker("care_worker"))
    assert care.post(address(who), sent()).status_code == 302
    note = SharedNote.objects.get()
    assert (note.audience, note.text) == ("housing_team", "Zqshared")
    entry = JournalEntry.objects.get(action="dossiers.share_note")
    assert "Zqshared" not in str(entry.detail)
    assert entry.persons == [who.pk]
    seen = {}
    for role in ("care_worker", "housing_officer", "hf_director", "peer_worker"):
        reader = care if role == "care_worker" else logged(worker(role))
        seen[role] = b"Zqshared" in reader.get(reverse("dossiers:file", args=[who.pk])).content
    assert seen == {
        "care_worker": True,
        "housing_officer": True,
        "hf_director": True,
        "peer_worker": False,
    }
    colleague = logged(worker("care_worker", name="pic"))
    assert b"Zqshared" not in colleague.get(reverse("dossiers:file", args=[who.pk])).content


def test_a_note_that_is_over_or_withdrawn_is_no_longer_read(
    who: Person, worker: Workers, logged: Logged
) -> None:
    care, housing = logged(worker("care_worker")), logged(worker("housing_officer"))
    care.post(address(who), sent())
    note = SharedNote.objects.get()
    file = reverse("dossiers:file", args=[who.pk])
    assert b"Zqshared" in housing.get(file).content
    assert housing.post(address(who), {"act": "withdraw", "note": note.pk}).status_code == 404
    assert care.post(address(who), {"act": "withdraw", "note": note.pk}).status_code == 302
    assert b"Zqshared" not in housing.get(file).content
    assert b"Zqshared" in care.get(address(who)).content
    today = timezone.localdate()
    SharedNote.objects.update(
        withdrawn_on=None, start=today - timedelta(days=9), until=today - timedelta(days=1)
    )
    assert b"Zqshared" not in housing.get(file).content


@pytest.mark.parametrize(
    "wrong",
    [
        {"audience": "care_team"},
        {"purpose": ""},
        {"text": "  "},
        {"until": "2020-01-01"},
        {"until": "2999-01-01"},
    ],
)
def test_what_is_not_a_deliberate_act_is_refused(
    who: Person, worker: Workers, logged: Logged, wrong: dict[str, str]
) -> None:
    answer = logged(worker("care_worker")).post(address(who), sent(**wrong))
    assert answer.status_code == 422
    assert not SharedNote.objects.exists()


def test_verbs_refuse_what_pages_do_not_offer(who: Person, worker: Workers) -> None:
    care, other = worker("care_worker"), worker("housing_officer")
    until = timezone.localdate() + timedelta(days=3)
    with pytest.raises(ValidationError):
        share_note(
            actor=care, person=who, audience="care_team", purpose="works", text="x", until=until
        )
    note = share_note(
        actor=care, person=who, audience="housing_team", purpose="works", text="x", until=until
    )
    with pytest.raises(ValidationError):
        withdraw_note(actor=other, note=note)


def test_without_the_housing_part_there_is_no_such_page(
    who: Person, worker: Workers, logged: Logged
) -> None:
    assert logged(worker("peer_worker")).get(address(who)).status_code == 404
    assert logged(worker("care_worker", teams="")).get(address(who)).status_code == 404
    note = {"act": "withdraw", "note": "99999999999999"}
    assert logged(worker("care_worker", name="pic")).post(address(who), note).status_code == 404
