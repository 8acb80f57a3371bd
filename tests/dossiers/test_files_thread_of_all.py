"""The thread holds documents and hand-overs too, and says of each who wrote it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from filrouge.access.files import Compartment
from filrouge.access.models import User
from filrouge.audit import journal
from filrouge.common.uploads import PDF, Upload
from filrouge.dossiers import attaching, writers
from filrouge.dossiers.models import Attachment
from filrouge.followup.domain_encounters import note_encounter
from filrouge.followup.encounter_said import Said
from filrouge.followup.models import Encounter, Goal, HealthEvent
from filrouge.harm_reduction.domain import hand_out, take_back_handout
from filrouge.harm_reduction.models import MaterialIssue
from filrouge.housing.models import LedgerEntry
from filrouge.people.models import Person
from filrouge.vault import keys
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers
from tests.secrecy import hostile

pytestmark = pytest.mark.django_db
C = Compartment


@pytest.fixture(autouse=True)
def _no_key_in_hand() -> None:
    keys.forget()


def page(who: Person, asked: str = "") -> str:
    return reverse("dossiers:file", args=[who.pk]) + asked


def put(actor: User, who: Person, part: Compartment, name: str) -> Attachment:
    upload = Upload(hostile.pdf(inside=b"%x\n"), PDF, name)
    return attaching.add(
        actor=actor, person_id=who.pk, compartment=part, upload=upload, seal=uuid4()
    )


def lines(text: str) -> list[str]:
    found = BeautifulSoup(text, "html.parser").select("#fil ol.story > li")
    return [" ".join(one.get_text(" ").split()) for one in found]


def names(text: str) -> list[str]:
    options = BeautifulSoup(text, "html.parser").select("#qui option[value^=u]")
    return [one.get_text() for one in options]


# --- documents ------------------------------------------------------------------------------------


def test_a_document_is_a_line_of_the_thread_for_who_opens_its_part(
    worker: Workers, logged: Logged
) -> None:
    who, boss = lives.person(1, followed=True), worker("hf_director", name="grive")
    card = put(boss, who, C.IDENTITY, "Zqcard.pdf")
    put(boss, who, C.HEALTH, "Zqhealth.pdf")
    put(boss, who, C.HOUSING, "Zqlease.pdf")
    text = logged(boss).get(page(who)).content.decode()
    for said in ("Zqcard", "Zqhealth", "Zqlease", "noté par grive.hf_director"):
        assert said in text, said
    assert reverse("dossiers:attachment", args=[who.pk, card.seal]) in text
    text = logged(worker("peer_worker")).get(page(who)).content.decode()
    assert [word in text for word in ("Zqcard", "Zqhealth", "Zqlease")] == [True, False, False]
    text = logged(worker("housing_officer")).get(page(who)).content.decode()
    assert [word in text for word in ("Zqcard", "Zqhealth", "Zqlease")] == [True, False, True]


def test_documents_are_filtered_searched_and_asked_by_author(
    worker: Workers, logged: Logged
) -> None:
    who, boss = lives.person(1, followed=True), worker("hf_director", name="grive")
    other = worker("care_worker", name="pinson")
    put(boss, who, C.IDENTITY, "Zqcard.pdf")
    put(other, who, C.IDENTITY, "Zqletter.pdf")
    HealthEvent.objects.create(person=who, kind="overdose", start=date(2026, 2, 3), note="Zqod")
    client = logged(boss)

    def seen(asked: str) -> set[str]:
        text = client.get(page(who, asked)).content.decode()
        return {word for word in ("Zqcard", "Zqletter", "Zqod") if word in text}

    assert seen("?quoi=documents") == {"Zqcard", "Zqletter"}
    assert seen("?quoi=sante") == {"Zqod"}
    assert seen(f"?qui=u{other.pk}") == {"Zqletter"}
    assert seen("?sujet=medical") == set()
    found = client.post(reverse("dossiers:search_in", args=[who.pk]), {"mots": "zqcard"})
    assert "Zqcard" in found.text
    assert "Zqletter" not in found.text


def test_a_deleted_document_leaves_a_trace_where_its_part_is_open(
    worker: Workers, logged: Logged
) -> None:
    who, boss = lives.person(1, followed=True), worker("hf_director", name="grive")
    piece = put(boss, who, C.HEALTH, "Zqhealth.pdf")
    attaching.remove(actor=boss, piece=piece, reason=Attachment.Removal.ASKED)
    text = logged(boss).get(page(who)).content.decode()
    assert "Supprimé : Document · " in text
    assert "Zqhealth" not in text
    assert "Supprimé" not in logged(worker("peer_worker")).get(page(who)).content.decode()


# --- hand-overs -----------------------------------------------------------------------------------


def given(actor: User, who: Person, day: date, **items: int) -> Any:
    return hand_out(actor=actor, day=day, items=items, person=who)


def test_a_hand_over_is_one_line_its_items_counted(worker: Workers, logged: Logged) -> None:
    who, boss = lives.person(1, followed=True), worker("hf_director", name="grive")
    day = timezone.localdate() - timedelta(days=3)
    given(boss, who, day, syringes_normal=10, nacl=4, condoms=2)
    given(boss, who, day, condoms=5)
    MaterialIssue.objects.create(person=who, day=day, item="nacl", quantity=7)
    text = logged(boss).get(page(who)).content.decode()
    told = sorted(line for line in lines(text) if "Matériel remis" in line)
    assert len(told) == 3
    assert [n for n in (16, 5, 7) if any(f" {n} articles" in line for line in told)] == [16, 5, 7]
    assert sum("noté par grive.hf_director" in line for line in told) == 2
    assert "NaCl" not in text
    by_account = logged(boss).get(page(who, f"?qui=u{boss.pk}")).content.decode()
    assert len(lines(by_account)) == 2


def test_a_hand_over_taken_back_leaves_a_trace(worker: Workers, logged: Logged) -> None:
    who, boss = lives.person(1, followed=True), worker("hf_director", name="grive")
    made = given(boss, who, timezone.localdate(), condoms=5)
    take_back_handout(actor=boss, handout=made.handout, reason="twice")
    assert "Supprimé : Matériel remis · noté deux fois" in (
        logged(boss).get(page(who)).content.decode()
    )


# --- who wrote ------------------------------------------------------------------------------------


def test_everybody_who_wrote_can_be_chosen_however_long_ago(
    worker: Workers, logged: Logged
) -> None:
    who, boss = lives.person(1, followed=True), worker("hf_director", name="grive")
    old, health = worker("care_worker", name="pinson"), worker("care_worker", name="loriot")
    goal = Goal.objects.create(person=who, text="Zqold", start=date(2026, 2, 5))
    journal.record(
        actor=old,
        action="followup.create_goal",
        subject=f"followup_goal {goal.pk}",
        persons=[who.pk],
    )
    event = HealthEvent.objects.create(person=who, kind="overdose", start=date(2026, 2, 3))
    journal.record(
        actor=health,
        action="followup.create_healthevent",
        subject=f"followup_healthevent {event.pk}",
        persons=[who.pk],
    )
    for _reading in range(40):
        journal.record(actor=boss, action="dossiers.read_file", persons=[who.pk])
    text = logged(boss).get(page(who)).content.decode()
    assert names(text) == ["loriot.care_worker", "pinson.care_worker"]
    assert "Zqold" in logged(boss).get(page(who, f"?qui=u{old.pk}")).content.decode()
    peer = logged(worker("peer_worker")).get(page(who)).content.decode()
    assert names(peer) == ["pinson.care_worker"]


def test_who_only_deleted_or_added_a_document_can_be_chosen(
    worker: Workers, logged: Logged
) -> None:
    who, boss = lives.person(1, followed=True), worker("hf_director", name="grive")
    put(worker("care_worker", name="pinson"), who, C.IDENTITY, "Zqcard.pdf")
    journal.record(
        actor=worker("care_worker", name="loriot"),
        action="followup.delete_goal",
        subject="followup_goal 77",
        persons=[who.pk],
        detail={"reason": "twice"},
    )
    text = logged(boss).get(page(who)).content.decode()
    assert names(text) == ["loriot.care_worker", "pinson.care_worker"]


def test_who_wrote_is_looked_up_not_read(worker: Workers) -> None:
    """As many questions whatever was read of the file, and none reads the readings."""
    who, user = lives.person(1, followed=True), worker("care_worker", name="pinson")
    said = Said(persons=[who.pk], kind="home_visit", day=timezone.localdate())
    note_encounter(actor=user, said=said)
    for _reading in range(30):
        journal.record(actor=user, action="dossiers.read_file", persons=[who.pk])
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = writers.authors(who, frozenset(C), user)
    assert [label for key, label in found if key.startswith("u")] == ["pinson.care_worker"]
    assert len(asked) == 3
    if connection.vendor == "sqlite":
        sql = asked.captured_queries[-1]["sql"]
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            plan = [str(row[-1]) for row in cursor.fetchall()]
        assert [one for one in plan if "audit_journal_subject" in one], plan
        by_person = [one for one in plan if "journalperson" in one and "entry_id=?" not in one]
        assert not by_person, plan


# --- words ----------------------------------------------------------------------------------------


def test_statuses_and_money_read_as_a_colleague_says_them(worker: Workers, logged: Logged) -> None:
    who, boss = lives.person(1, followed=True), worker("hf_director", name="grive")
    lives.records(who)
    for status, by in (("planned", ""), ("tenant_absent", ""), ("cancelled", "us")):
        made = lives.encounter(who)
        Encounter.objects.filter(pk=made.pk).update(status=status, cancelled_by=by)
    stay = who.stays.get()
    LedgerEntry.objects.create(
        person=who,
        stay=stay,
        dwelling=stay.dwelling,
        landlord=stay.dwelling.landlord,
        day=date(2026, 3, 1),
        kind="rent_due",
        amount_cents=75_312,
        month=date(2026, 3, 1),
    )
    text = logged(boss).get(page(who)).content.decode()
    for said in ("planifiée", "locataire absent·e", "annulé par nous", "Loyer dû, mars 2026"):
        assert said in text, said
    assert "753,12" in text
    assert "Annulé par" not in text
    assert "Loyer dû" in logged(boss).get(page(who, "?quoi=loyers")).content.decode()
    assert "Loyer dû" not in logged(boss).get(page(who, "?quoi=logement")).content.decode()
