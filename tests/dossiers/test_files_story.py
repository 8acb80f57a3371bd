"""The page of a tenant as a story: its head, its thread, its filters, its traces."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from filrouge.access.models import CareLink
from filrouge.audit import journal
from filrouge.audit.models import JournalEntry
from filrouge.dossiers import head as heads
from filrouge.dossiers.head import State
from filrouge.followup.models import (
    Encounter,
    EncounterPerson,
    EncounterTopic,
    FollowUp,
    FunctioningScore,
    Goal,
    HealthEvent,
    LifeEvent,
    SymptomReview,
)
from filrouge.housing.models import Dwelling, Landlord, Stay, Title
from filrouge.people.models import Person
from filrouge.records.declaration import kind_at
from filrouge.records.domain import delete_record, version_of
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def page(person: Person, **asked: str) -> str:
    address = reverse("dossiers:file", args=[person.pk])
    return address + ("?" + "&".join(f"{k}={v}" for k, v in asked.items()) if asked else "")


def dwelling(person: Person, code: str = "L0841") -> Dwelling:
    found: Dwelling | None = Dwelling.objects.filter(code=code).first()
    if found:
        return found
    assert person.referrer is not None
    landlord, _new = Landlord.objects.get_or_create(organisation=person.referrer, kind="ais")
    return Dwelling.objects.create(code=code, commune="21015", landlord=landlord, capacity=1)


def met(person: Person, day: date, status: str = "held", **more: Any) -> Encounter:
    made = Encounter.objects.create(kind="home_visit", status=status, day=day, lead=person, **more)
    EncounterPerson.objects.create(encounter=made, person=person)
    return made


# --- the head -----------------------------------------------------------------------------------


def test_the_state_is_derived_from_follow_ups_and_stays() -> None:
    who = lives.person(1)
    assert heads.state_of([], [], TODAY) is State.NONE
    follow = FollowUp.objects.create(person=who, start=date(2024, 1, 1))
    home = dwelling(who)
    assert heads.state_of([follow], [], TODAY) is State.PREPARING
    stay = Stay(person=who, dwelling=home, start=date(2024, 2, 1))
    assert heads.state_of([follow], [stay], TODAY) is State.HOUSED
    stay.end = TODAY
    assert heads.state_of([follow], [stay], TODAY) is State.WITHOUT_HOME
    assert heads.state_of([follow], None, TODAY) is State.RUNNING
    follow.end = TODAY
    assert heads.state_of([follow], [stay], TODAY) is State.WITHOUT_HOME
    follow.end = TODAY - timedelta(days=1)
    assert heads.state_of([follow], [stay], TODAY) is State.ENDED
    follow.start, follow.end = TODAY + timedelta(days=3), None
    assert heads.state_of([follow], [], TODAY) is State.PREPARING


def test_a_title_that_is_followed_without_a_gap_does_not_run_out() -> None:
    who = lives.person(1)
    home = dwelling(who)
    transit = Title(person=who, dwelling=home, kind="transit", start=date(2026, 1, 1))
    transit.end = date(2026, 12, 1)
    assert heads.end_of_titles([transit], TODAY) == (transit, date(2026, 12, 1))
    assert [*heads.title_alerts([transit], TODAY)]
    after = Title(person=who, dwelling=home, kind="open_ended", start=date(2026, 12, 2))
    assert heads.end_of_titles([transit, after], TODAY) == (transit, None)
    assert not [*heads.title_alerts([transit, after], TODAY)]
    after.start = date(2026, 12, 3)
    assert heads.end_of_titles([transit, after], TODAY) == (transit, date(2026, 12, 1))
    assert "1 DÉC" in next(iter(heads.title_alerts([transit], date(2026, 12, 24)))).upper()


def test_the_head_says_who_since_when_where_and_what_comes(worker: Workers, logged: Logged) -> None:
    today = timezone.localdate()
    user, who = worker("care_worker", name="sarcelle"), lives.person(1, followed=True)
    CareLink.objects.create(
        person=who, worker=user, kind="referent", start=today, end=today + timedelta(days=300)
    )
    home = dwelling(who)
    Stay.objects.create(person=who, dwelling=home, start=date(2024, 2, 1))
    Title.objects.create(
        person=who,
        dwelling=home,
        kind="transit",
        start=date(2024, 2, 1),
        end=today + timedelta(days=10),
    )
    crisis = met(who, today - timedelta(days=5))
    EncounterTopic.objects.create(encounter=crisis, topic="crisis")
    met(who, today + timedelta(days=2), "planned", time=time(9, 30))
    text = logged(user).get(page(who)).content.decode()
    for said in (
        "sarcelle.care_worker",
        "logé·e",
        "L0841",
        "dans 10 jours",
        "09:30",
        "Crise le",
        "titre d’occupation se termine",
    ):
        assert said in text, said
    assert "Pas vu" not in text
    crisis.delete()
    assert "Pas vu·e depuis trois mois" in logged(user).get(page(who)).content.decode()


def test_who_has_no_door_to_housing_reads_no_home_and_no_absence_of_home(
    worker: Workers, logged: Logged
) -> None:
    who = lives.person(1, followed=True)
    home = dwelling(who)
    Stay.objects.create(person=who, dwelling=home, start=date(2024, 2, 1))
    text = logged(worker("peer_worker")).get(page(who)).content.decode()
    assert "L0841" not in text
    assert "sans logement" not in text
    assert "accompagné·e" in text
    text = logged(worker("housing_officer")).get(page(who)).content.decode()
    assert "Pas vu" not in text


# --- the thread ---------------------------------------------------------------------------------


def test_the_thread_tells_sentences(worker: Workers, logged: Logged) -> None:
    who = lives.person(1, followed=True)
    home = dwelling(who)
    visit = met(who, date(2026, 3, 2), duration_min=45)
    EncounterTopic.objects.create(encounter=visit, topic="housing")
    for day, score in ((date(2023, 5, 1), 50), (date(2026, 3, 1), 55)):
        FunctioningScore.objects.create(person=who, day=day, score=score, moment="current")
    for kind, start in (("transit", date(2024, 1, 1)), ("open_ended", date(2026, 1, 1))):
        Title.objects.create(person=who, dwelling=home, kind=kind, start=start)
    SymptomReview.objects.create(
        person=who, day=date(2026, 2, 1), depression=True, unanswered="paranoia=refused"
    )
    HealthEvent.objects.create(person=who, kind="overdose", start=date(2026, 2, 3), note="Zqod")
    LifeEvent.objects.create(person=who, kind="justice", start=date(2026, 2, 4))
    Goal.objects.create(person=who, text="Zqgoal", start=date(2026, 2, 5))
    text = logged(worker("hf_director")).get(page(who)).content.decode()
    for said in (
        "Visite à domicile, 45 min · logement",
        "EGF 55 (50 en 2023)",
        "Bail illimité (était : bail de transit)",
        "Oui : dépression majeure · refus de répondre : paranoïa",
        "Zqod",
        "Justice",
        "“Zqgoal”".replace("“", "« ").replace("”", " »"),
    ):
        assert said in text, said
    text = logged(worker("peer_worker")).get(page(who)).content.decode()
    for hidden in ("EGF 55", "Zqod", "Bail illimité", "dépression"):
        assert hidden not in text, hidden
    assert "Zqgoal" in text


def test_a_line_says_who_wrote_it_and_who_corrected_it(worker: Workers, logged: Logged) -> None:
    user, who = worker("hf_director", name="grive"), lives.person(1, followed=True)
    client = logged(user)
    address = reverse("dossiers:new_record", args=[who.pk, "objectifs"])
    sent = {"text": "Zqgoal", "topic": "", "start": "2026-02-05", "state": "open", "end": ""}
    assert client.post(address, sent).status_code == 302
    text = client.get(page(who)).content.decode()
    assert "noté par grive.hf_director" in text
    assert "corrigé par" not in text
    goal = Goal.objects.get()
    address = reverse("dossiers:edit_record", args=[who.pk, "objectifs", goal.pk])
    corrected = {**sent, "text": "Zqother", "version": version_of(goal)}
    assert client.post(address, corrected).status_code == 302
    assert "corrigé par grive.hf_director" in client.get(page(who)).content.decode()


def test_what_was_deleted_leaves_a_trace_without_its_content(
    worker: Workers, logged: Logged
) -> None:
    user, who = worker("hf_director", name="grive"), lives.person(1, followed=True)
    event = HealthEvent.objects.create(
        person=who, kind="overdose", start=date(2026, 2, 3), note="Zqod"
    )
    kind = kind_at("evenements-de-sante", of_files=True)
    assert kind is not None
    delete_record(
        actor=user, kind=kind, key=event.pk, version=version_of(event), reason="other_person"
    )
    text = logged(user).get(page(who)).content.decode()
    assert "Supprimé : Événement de santé · cela concerne quelqu’un d’autre" in text
    assert "Zqod" not in text
    assert "surdose" not in text
    closed = logged(worker("peer_worker")).get(page(who)).content.decode()
    assert "Supprimé" not in closed


# --- narrowing ----------------------------------------------------------------------------------


def test_the_thread_is_narrowed_by_kind_topic_and_author(worker: Workers, logged: Logged) -> None:
    user, who = worker("hf_director", name="grive"), lives.person(1, followed=True)
    visit = met(who, date(2026, 3, 2), note="Zqmedical")
    EncounterTopic.objects.create(encounter=visit, topic="medical")
    met(who, date(2026, 3, 3), note="Zqplain")
    HealthEvent.objects.create(person=who, kind="overdose", start=date(2026, 2, 3), note="Zqod")
    journal.record(
        actor=user,
        action="followup.record_encounter",
        subject=f"followup_encounter {visit.pk}",
        persons=[who.pk],
    )
    client = logged(user)

    def seen(**asked: str) -> set[str]:
        text = client.get(page(who, **asked)).content.decode()
        return {word for word in ("Zqmedical", "Zqplain", "Zqod") if word in text}

    assert seen() == {"Zqmedical", "Zqplain", "Zqod"}
    assert seen(quoi="rencontres") == {"Zqmedical", "Zqplain"}
    assert seen(quoi="sante") == {"Zqod"}
    assert seen(quoi="nonsense") == seen()
    assert seen(sujet="medical") == {"Zqmedical"}
    assert seen(qui=f"u{user.pk}") == {"Zqmedical"}
    assert seen(qui="u999999") == set()
    assert seen(qui="w999999") == set()


def test_words_are_looked_for_in_this_file_only_and_written_down(
    worker: Workers, logged: Logged
) -> None:
    who, other = lives.person(1, followed=True), lives.person(2, followed=True)
    met(who, date(2026, 3, 2), note="Zqun café à la gare")
    met(who, date(2026, 3, 3), note="Zqdeux")
    met(other, date(2026, 3, 3), note="Zqtrois au CAFE")
    client = logged(worker("care_worker"))
    address = reverse("dossiers:search_in", args=[who.pk])
    text = client.post(address, {"mots": "CAFE"}).content.decode()
    assert "Zqun" in text
    assert "Zqdeux" not in text
    assert "Zqtrois" not in text
    entry = JournalEntry.objects.get(action="dossiers.search_file")
    assert entry.persons == [who.pk]
    assert "CAFE" not in str(entry.detail)
    assert client.get(address).status_code == 302
    assert (
        client.post(reverse("dossiers:search_in", args=[10**6]), {"mots": "x"}).status_code == 404
    )
    peer = logged(worker("housing_officer")).post(address, {"mots": "café"}).content.decode()
    assert "Zqun" not in peer


def test_a_note_kept_away_is_not_found_by_its_words(worker: Workers, logged: Logged) -> None:
    who, other = lives.person(1, followed=True), lives.person(2)
    lives.records(who, beside=other)
    client = logged(worker("care_worker"))
    found = client.post(
        reverse("dossiers:search_in", args=[who.pk]), {"mots": lives.canary("note", 1)}
    )
    assert b"Rien ne correspond" in found.content


# --- size ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("records", [1, 3])
def test_a_file_asks_as_much_whatever_it_holds(
    worker: Workers,
    logged: Logged,
    records: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    user, who = worker("hf_director"), lives.person(1, followed=True)
    lives.records(who)
    for number in range(records):
        day = date(2026, 4, 1 + number)
        visit = met(who, day, note="Zqvisit")
        EncounterTopic.objects.create(encounter=visit, topic="medical")
        FunctioningScore.objects.create(person=who, day=day, score=50, moment="current")
        HealthEvent.objects.create(person=who, kind="overdose", start=day, note="Zq")
        LifeEvent.objects.create(person=who, kind="justice", start=day)
        Goal.objects.create(person=who, text="Zq", start=day)
        journal.record(
            actor=user,
            action="followup.delete_goal",
            subject=f"followup_goal {9000 + number}",
            persons=[who.pk],
            detail={"reason": "twice"},
        )
    client = logged(user)
    with django_assert_num_queries(QUERIES):
        assert client.get(page(who, n="50")).status_code == 200


QUERIES = 54


def test_a_long_file_is_not_read_whole(worker: Workers, logged: Logged) -> None:
    who = lives.person(1, followed=True)
    rows = [
        Encounter(kind="home_visit", status="held", day=date(2026, 3, 2), lead=who)
        for _number in range(300)
    ]
    made = Encounter.objects.bulk_create(rows)
    EncounterPerson.objects.bulk_create(EncounterPerson(encounter=e, person=who) for e in made)
    seen: list[int] = []
    plain = Encounter.from_db.__func__  # type: ignore[attr-defined]

    def from_db(cls: Any, db: Any, names: Any, values: Any, **more: Any) -> Any:
        one = plain(cls, db, names, values, **more)
        seen.append(one.pk)
        return one

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Encounter, "from_db", classmethod(from_db))
        answer = logged(worker("care_worker")).get(page(who))
    assert answer.status_code == 200
    assert len(seen) <= 27
