"""Handing over: to whom, from when, and nobody left without a referent worker unnoticed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from filrouge.access.domain_links import NoSuchFile
from filrouge.access.models import CareLink, Recusal, User
from filrouge.audit.models import JournalEntry
from filrouge.directory.models import Organisation
from filrouge.dossiers.domain_handover import Done, Handover, hand_over, plan
from filrouge.followup.domain_tasks import add_task, own_tasks
from filrouge.followup.models import Encounter, EncounterPerson, EncounterWorker, Task
from filrouge.people.models import Person
from filrouge.staff.models import Absence, Assignment, Worker
from filrouge.vocabulary import lists
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers

pytestmark = pytest.mark.django_db
PAGE = reverse("dossiers:handover")
ABSENCE_KINDS = lists.get("absence_kind").codes


def linked(who: Person, user: User, kind: str = "referent") -> CareLink:
    today = timezone.localdate()
    made: CareLink = CareLink.objects.create(
        person=who, worker=user, kind=kind, start=date(2026, 1, 5), end=today + timedelta(days=300)
    )
    return made


@pytest.fixture
def house(worker: Workers) -> dict[str, Any]:
    """A director, two workers of another team than the person's, and a person of the first one."""
    leaving = worker("care_worker", name="pinson", teams="")
    who = lives.person(1, followed=True)
    linked(who, leaving)
    return {
        "boss": worker("hf_director", name="grive"),
        "leaving": leaving,
        "next": worker("care_worker", name="loriot", teams=""),
        "who": who,
    }


def of(house: dict[str, Any], **more: Any) -> Handover:
    said = {"worker": house["leaving"], "day": timezone.localdate() + timedelta(days=7)}
    return Handover(**{**said, "leaves": True, **more})


def test_who_leaves_ends_the_day_before_and_the_next_one_begins(house: dict[str, Any]) -> None:
    handover, who = of(house), house["who"]
    done = hand_over(actor=house["boss"], handover=handover, choices={who.pk: house["next"]})
    assert done == Done(1, 0, 0)
    old = CareLink.objects.get(worker=house["leaving"])
    new = CareLink.objects.get(worker=house["next"])
    assert old.end == handover.day - timedelta(days=1)
    assert (new.start, new.kind) == (handover.day, "referent")
    assert new.end == CareLink.last_day("referent", handover.day)
    entry = JournalEntry.objects.get(action="dossiers.hand_over")
    assert entry.persons == [who.pk]
    assert (entry.detail["from"], entry.detail["to"]) == (house["leaving"].pk, house["next"].pk)
    assert lives.canary("last", 1) not in str(entry.detail)


def test_who_is_away_keeps_the_link(house: dict[str, Any]) -> None:
    before = CareLink.objects.get(worker=house["leaving"]).end
    handover = of(house, leaves=False, kind="replacement")
    hand_over(actor=house["boss"], handover=handover, choices={house["who"].pk: house["next"]})
    assert CareLink.objects.get(worker=house["leaving"]).end == before
    assert CareLink.objects.get(worker=house["next"]).kind == "replacement"


def test_nobody_loses_their_referent_silently(house: dict[str, Any], worker: Workers) -> None:
    who, handover = house["who"], of(house)
    for choice, made in ((None, handover), (house["next"], of(house, kind="replacement"))):
        assert [step.alone for step in plan(made, {who.pk: choice})] == [True]
        with pytest.raises(ValidationError):
            hand_over(actor=house["boss"], handover=made, choices={who.pk: choice})
    assert CareLink.objects.get().end > handover.day
    linked(who, worker("peer_worker", name="merle"))
    assert [step.alone for step in plan(handover, {who.pk: None})] == [False]
    CareLink.objects.filter(worker__username__startswith="merle").delete()
    hand_over(actor=house["boss"], handover=handover, choices={who.pk: None}, alone=True)
    assert CareLink.objects.get().end == handover.day - timedelta(days=1)


def test_a_referent_whose_account_is_closed_is_none(house: dict[str, Any], worker: Workers) -> None:
    gone = worker("care_worker", name="serin")
    linked(house["who"], gone)
    assert [step.alone for step in plan(of(house), {house["who"].pk: None})] == [False]
    User.objects.filter(pk=gone.pk).update(is_active=False)
    assert [step.alone for step in plan(of(house), {house["who"].pk: None})] == [True]


def test_a_file_closed_to_the_next_worker_is_not_handed_to_them(house: dict[str, Any]) -> None:
    who = house["who"]
    Recusal.objects.create(person=who, worker=house["next"])
    with pytest.raises(ValidationError) as refused:
        hand_over(actor=house["boss"], handover=of(house), choices={who.pk: house["next"]})
    assert "récus" not in str(refused.value)
    assert CareLink.objects.count() == 1


def test_only_who_decides_hands_over(house: dict[str, Any], worker: Workers) -> None:
    who, colleague = house["who"], worker("care_worker", name="serin")
    for actor in (colleague, house["next"], worker("housing_officer", teams=";housing;")):
        with pytest.raises(NoSuchFile):
            hand_over(actor=actor, handover=of(house), choices={who.pk: house["next"]})
    hand_over(actor=house["leaving"], handover=of(house), choices={who.pk: house["next"]})
    assert CareLink.objects.filter(worker=house["next"]).exists()


@pytest.mark.parametrize("days", [-1, 184])
def test_a_handover_is_soon(house: dict[str, Any], days: int) -> None:
    handover = of(house, day=timezone.localdate() + timedelta(days=days))
    with pytest.raises(ValidationError):
        hand_over(actor=house["boss"], handover=handover, choices={house["who"].pk: house["next"]})


def test_the_page_shows_what_happens_before_it_does(house: dict[str, Any], logged: Logged) -> None:
    who, client = house["who"], logged(house["boss"])
    address = f"{PAGE}?de={house['leaving'].pk}"
    assert lives.canary("last", 1) in client.get(address).content.decode()
    day = timezone.localdate() + timedelta(days=7)
    sent = {"day": day.isoformat(), "how": "leaves", "kind": "", f"to-{who.pk}": ""}
    text = client.post(address, {**sent, "act": "preview"}).content.decode()
    assert 'name="alone"' in text
    assert CareLink.objects.count() == 1
    assert client.post(address, {**sent, "act": "confirm"}).status_code == 422
    sent[f"to-{who.pk}"] = str(house["next"].pk)
    text = client.post(address, {**sent, "act": "preview"}).content.decode()
    assert 'name="alone"' not in text
    assert "loriot.care_worker" in text
    assert CareLink.objects.count() == 1
    assert client.post(address, {**sent, "act": "confirm"}).status_code == 302
    assert CareLink.objects.filter(worker=house["next"]).count() == 1
    text = client.get(PAGE).content.decode()
    assert "pinson.care_worker → loriot.care_worker" in text
    assert client.post(address, {**sent, "act": "nonsense"}).status_code == 404
    for nobody in ("9" * 5000, "-1", "x"):
        sent[f"to-{who.pk}"] = nobody
        assert client.post(address, {**sent, "act": "preview"}).status_code == 200


def test_one_choice_for_all_of_them(house: dict[str, Any], logged: Logged) -> None:
    other = lives.person(2, followed=True)
    linked(other, house["leaving"])
    address = f"{PAGE}?de={house['leaving'].pk}"
    sent = {"day": timezone.localdate().isoformat(), "all": str(house["next"].pk)}
    answer = logged(house["boss"]).post(address, {**sent, "act": "confirm"})
    assert answer.status_code == 302
    assert CareLink.objects.filter(worker=house["next"]).count() == 2


def test_persons_without_a_referent_are_found_and_given_one(
    house: dict[str, Any], logged: Logged
) -> None:
    alone = lives.person(2, followed=True)
    client = logged(house["boss"])
    text = client.get(f"{PAGE}?de=personne").content.decode()
    assert lives.canary("last", 2) in text
    assert lives.canary("last", 1) not in text
    sent = {"day": timezone.localdate().isoformat(), f"to-{alone.pk}": str(house["next"].pk)}
    client.post(f"{PAGE}?de=personne", {**sent, "act": "confirm"})
    assert CareLink.objects.get(person=alone).kind == "referent"
    assert lives.canary("last", 2) not in client.get(f"{PAGE}?de=personne").content.decode()


def test_names_only_of_files_on_which_one_decides(
    house: dict[str, Any], worker: Workers, logged: Logged
) -> None:
    """A colleague of the team reads the file, and has no say on who else does."""
    address = f"{PAGE}?de={house['leaving'].pk}"
    for user in (worker("care_worker", name="serin"), worker("peer_worker"), house["next"]):
        client = logged(user)
        assert not lives.WORD.search(client.get(address).content.decode())
        assert not lives.WORD.search(client.get(f"{PAGE}?de=personne").content.decode())
    shown = JournalEntry.objects.filter(action="dossiers.list_handover")
    assert all(entry.persons == [] for entry in shown)


@pytest.mark.parametrize("persons", [1, 3])
def test_the_page_asks_as_much_whatever_the_persons(
    house: dict[str, Any],
    logged: Logged,
    persons: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(2, persons + 1):
        linked(lives.person(number, followed=True), house["leaving"])
    client, address = logged(house["boss"]), f"{PAGE}?de={house['leaving'].pk}"
    with django_assert_num_queries(QUERIES):
        client.get(address)
    day = timezone.localdate().isoformat()
    with django_assert_num_queries(QUERIES_READ_AGAIN):
        client.post(address, {"day": day, "all": str(house["next"].pk), "act": "preview"})


QUERIES = 17
QUERIES_READ_AGAIN = 20


def test_positions_absences_and_planned_meetings_stand_beside(
    house: dict[str, Any], worker: Workers, logged: Logged
) -> None:
    """Positions over time, with their share of full time and who pays, for a director only."""
    today = timezone.localdate()
    code = Worker.objects.create(code="P7", account=house["leaving"])
    funder = Organisation.objects.create(name="Fonds Fougère", key="fonds fougere")
    for start, end, fte in ((date(2024, 1, 1), date(2025, 12, 31), "0.5"), (today, None, "0.8")):
        Assignment.objects.create(
            worker=code,
            team="hf_act",
            function="support_worker",
            fte=fte,
            funder=funder,
            start=start,
            end=end,
        )
    Absence.objects.create(
        worker=code, start=today, end=today + timedelta(days=90), kind=ABSENCE_KINDS[0]
    )
    visit = lives.encounter(house["who"])
    Encounter.objects.filter(pk=visit.pk).update(status="planned", day=today + timedelta(days=9))
    EncounterWorker.objects.create(encounter=visit, worker=code)
    address = f"{PAGE}?de={house['leaving'].pk}"
    text = logged(house["boss"]).get(address).content.decode()
    for said in ("Fonds Fougère", "0,5", "0,8", reverse("daily:agenda")):
        assert said in text, said
    own = logged(house["leaving"]).get(address).content.decode()
    assert "Fonds Fougère" not in own
    assert lives.canary("last", 1) in own


# --- what was planned goes along ------------------------------------------------------------------


def planned(who: Person, code: Worker, day: date, *beside: Person) -> Encounter:
    visit = lives.encounter(who)
    Encounter.objects.filter(pk=visit.pk).update(status="planned", day=day)
    for other in beside:
        EncounterPerson.objects.create(encounter=visit, person=other)
    EncounterWorker.objects.create(encounter=visit, worker=code)
    return visit


def workers_of(visit: Encounter) -> list[str]:
    rows = EncounterWorker.objects.filter(encounter=visit).order_by("worker__code")
    return list(rows.values_list("worker__code", flat=True))


@pytest.fixture
def coded(house: dict[str, Any]) -> dict[str, Any]:
    """The same house; both workers have a code, so that they are in the agenda."""
    return {
        **house,
        "P7": Worker.objects.create(code="P7", account=house["leaving"]),
        "L8": Worker.objects.create(code="L8", account=house["next"]),
        "day": timezone.localdate() + timedelta(days=7),
    }


def task(house: dict[str, Any], due: date | None, who: Person | None = None) -> Task:
    about = who or house["who"]
    return add_task(actor=house["leaving"], words="Zqtask", person_id=about.pk, due=due)


def test_planned_meetings_and_open_tasks_go_to_the_new_worker(coded: dict[str, Any]) -> None:
    who, day = coded["who"], coded["day"]
    before = planned(who, coded["P7"], day - timedelta(days=1))
    after = planned(who, coded["P7"], day)
    EncounterWorker.objects.create(encounter=after, worker=Worker.objects.create(code="R9"))
    held = lives.encounter(who)
    EncounterWorker.objects.create(encounter=held, worker=coded["P7"])
    read = after.revision
    soon, later, whenever = (task(coded, d) for d in (day - timedelta(days=2), day, None))
    done = hand_over(actor=coded["boss"], handover=of(coded), choices={who.pk: coded["next"]})
    assert done == Done(persons=1, meetings=1, tasks=2)
    assert [workers_of(one) for one in (before, after, held)] == [["P7"], ["L8", "R9"], ["P7"]]
    after.refresh_from_db()
    assert after.revision == read + 1
    owners = {one.pk: one.assigned_to for one in Task.objects.all()}
    assert [owners[one.pk] for one in (soon, later, whenever)] == [
        coded["leaving"],
        coded["next"],
        coded["next"],
    ]
    acts = set(JournalEntry.objects.values_list("action", "subject"))
    assert ("followup.pass_encounter", f"encounter {after.pk}") in acts
    assert ("followup.pass_task", f"followup_task {later.pk}") in acts


def test_who_hands_over_today_hands_over_what_is_late_too(coded: dict[str, Any]) -> None:
    today = timezone.localdate()
    late, who = task(coded, today - timedelta(days=3)), coded["who"]
    handover = of(coded, day=today)
    done = hand_over(actor=coded["boss"], handover=handover, choices={who.pk: coded["next"]})
    assert done == Done(1, 0, 1)
    assert list(own_tasks(coded["next"])) == [late]


def test_they_stay_when_that_is_asked_and_when_nobody_takes_over(coded: dict[str, Any]) -> None:
    who, day = coded["who"], coded["day"]
    visit, thing = planned(who, coded["P7"], day), task(coded, None)
    for choice, more in ((coded["next"], {"plans": False, "leaves": False}), (None, {})):
        hand_over(
            actor=coded["boss"], handover=of(coded, **more), choices={who.pk: choice}, alone=True
        )
        thing.refresh_from_db()
        assert (workers_of(visit), thing.assigned_to) == (["P7"], coded["leaving"])


def test_a_couple_met_together_goes_to_both_new_workers(
    coded: dict[str, Any], worker: Workers
) -> None:
    other, serin = lives.person(2, followed=True), worker("care_worker", name="serin")
    linked(other, coded["leaving"])
    Worker.objects.create(code="S1", account=serin)
    visit = planned(coded["who"], coded["P7"], coded["day"], other)
    choices = {coded["who"].pk: coded["next"], other.pk: serin}
    done = hand_over(actor=coded["boss"], handover=of(coded), choices=choices)
    assert done.meetings == 1
    assert workers_of(visit) == ["L8", "S1"]


def test_the_page_says_what_goes_along_before_and_after(
    coded: dict[str, Any], worker: Workers, logged: Logged
) -> None:
    who, day = coded["who"], coded["day"]
    planned(who, coded["P7"], day)
    planned(who, coded["P7"], day + timedelta(days=1))
    task(coded, None)
    elsewhere = lives.person(2, followed=True)
    planned(elsewhere, coded["P7"], day)
    client = logged(coded["boss"])
    address = f"{PAGE}?de={coded['leaving'].pk}"
    text = client.get(address).content.decode()
    assert "2 rencontres planifiées, 1 tâche" in text
    assert "1 rencontre planifiée à partir de ce jour" in text
    sent = {"day": day.isoformat(), "how": "leaves", f"to-{who.pk}": str(coded["next"].pk)}
    text = client.post(address, {**sent, "act": "preview"}).content.decode()
    assert 'name="plans" value="go"' in text
    assert "À reprendre aussi : 2 rencontres planifiées, 1 tâche" in text
    stays = client.post(address, {**sent, "act": "preview", "plans": "stay"}).content.decode()
    assert 'name="plans" value="stay"' in stays
    assert "Reste chez pinson.care_worker : 2 rencontres planifiées, 1 tâche" in stays
    Worker.objects.filter(code="L8").update(account=None)
    text = client.post(address, {**sent, "act": "preview"}).content.decode()
    assert "2 rencontres planifiées restent : loriot.care_worker n’a pas de code" in text
    Worker.objects.filter(code="L8").update(account=coded["next"])
    answer = client.post(address, {**sent, "act": "confirm"}, follow=True)
    assert "Repris aussi : 2 rencontres planifiées, 1 tâche." in answer.content.decode()
    assert Task.objects.get().assigned_to == coded["next"]


def test_who_writes_no_encounter_passes_none_on(coded: dict[str, Any], worker: Workers) -> None:
    housing = worker("housing_officer", teams=";housing;")
    linked(coded["who"], housing)
    visit = planned(coded["who"], coded["P7"], coded["day"])
    choices = {coded["who"].pk: coded["next"]}
    assert hand_over(actor=housing, handover=of(coded), choices=choices) == Done(1, 0, 0)
    assert workers_of(visit) == ["P7"]
