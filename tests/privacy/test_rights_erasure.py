"""An erasure from the page of a request, and what keeps a file from it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from filrouge.people.models import Person
from filrouge.privacy import erasure, holds
from filrouge.privacy.models import Erasure, Hold
from tests.dossiers import lives
from tests.privacy.asking import OFFICER, Client, acts, asked, page_of, words_of

pytestmark = pytest.mark.django_db


def erase_sent(person: Person, **more: Any) -> dict[str, Any]:
    sent = {
        "act": "erase",
        "erase-digest": erasure.digest_of(person),
        "erase-number": person.number,
        "erase-sure": "on",
    }
    return sent | more


def test_an_erasure_is_carried_out_and_proved(client_of: Client, heron: Person) -> None:
    found, client = asked(heron, "erasure"), client_of(OFFICER)
    answer = client.post(page_of(found), erase_sent(heron), follow=True)
    text = answer.content.decode()
    done = Erasure.objects.get()
    assert answer.redirect_chain[0][0] == reverse("privacy:erased", args=[done.pk])
    heron.refresh_from_db()
    assert erasure.is_erased(heron)
    found.refresh_from_db()
    assert found.outcome == "done"
    certificate = client.get(reverse("privacy:certificate", args=[done.pk]))
    printed = words_of(certificate.content)
    assert not lives.WORD.search(printed + text)
    for word in (str(heron.number), "41 ", "1980"):
        assert word not in printed
        assert word not in text.split("<main")[1] or word == "41 "
    assert client.get(page_of(found)).status_code == 200
    assert client.post(page_of(found), erase_sent(heron)).status_code == 422
    assert Erasure.objects.count() == 1


@pytest.mark.parametrize("fault", ["number", "digest", "unsure", "held", "kind"])
def test_an_erasure_is_refused_in_a_sentence(client_of: Client, heron: Person, fault: str) -> None:
    found = asked(heron, "access" if fault == "kind" else "erasure")
    sent = erase_sent(heron)
    if fault == "number":
        sent["erase-number"] = 40
    if fault == "digest":
        lives.encounter(heron)
    if fault == "unsure":
        del sent["erase-sure"]
    if fault == "held":
        holds.place(actor=None, person=heron, ground="claim")
        sent = erase_sent(heron)
    answer = client_of(OFFICER).post(page_of(found), sent)
    assert answer.status_code == 422
    heron.refresh_from_db()
    assert not erasure.is_erased(heron)
    if fault == "held":
        assert 'value="erase"' not in answer.content.decode()


def test_a_hold_ignored_would_be_seen(
    client_of: Client, heron: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: holds that the erasure does not look for."""
    nothing = type("Nothing", (), {"objects": Hold.objects.none()})
    monkeypatch.setattr(erasure, "Hold", nothing)
    with pytest.raises(AssertionError):
        test_an_erasure_is_refused_in_a_sentence(client_of, heron, "held")


def test_what_was_looked_at_again_has_another_digest(client_of: Client, heron: Person) -> None:
    """After a change, the page refused shows the new preview: the next confirmation passes."""
    found, client = asked(heron, "erasure"), client_of(OFFICER)
    old = erase_sent(heron)
    lives.encounter(heron)
    text = client.post(page_of(found), old).content.decode()
    assert erasure.digest_of(heron) in text


def test_a_file_is_held_and_let_go(client_of: Client, heron: Person) -> None:
    client, address = client_of(OFFICER), reverse("privacy:hold", args=[heron.pk])
    assert client.post(address, {"hold-ground": "x", "hold-sure": "on"}).status_code == 422
    client.post(address, {"hold-ground": "claim", "hold-sure": "on"})
    assert Hold.objects.get(lifted_at=None).ground == "claim"
    client.post(address, {"lift_hold-sure": "on"})
    assert not Hold.objects.filter(lifted_at=None).exists()
    found = asked(heron, "access")
    sent = {"act": "hold", "hold-ground": "debt", "hold-sure": "on"}
    client.post(page_of(found), sent)
    client.post(page_of(found), {"act": "lift_hold", "lift_hold-sure": "on"})
    named = [act for act in acts() if "hold" in act and "read" not in act]
    assert named == ["privacy.place_hold", "privacy.lift_hold"] * 2
