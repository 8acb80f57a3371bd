"""The thread of a file: what is asked of it, months, ways to correct each line, and its size."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from filrouge.access.models import User
from filrouge.dossiers.domain_sharing import share_note
from filrouge.followup.models import (
    Encounter,
    EncounterPerson,
    FunctioningScore,
    Goal,
    SymptomReview,
    UseReview,
)
from filrouge.housing.models import Stay, Title
from filrouge.people.models import Income, Person
from filrouge.vocabulary import lists
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers

pytestmark = pytest.mark.django_db


def page(who: Person, asked: str = "") -> str:
    return reverse("dossiers:file", args=[who.pk]) + asked


def met(who: Person, day: date, kind: str = "home_visit", **more: Any) -> Encounter:
    made = Encounter.objects.create(
        **{"kind": kind, "status": "held", "day": day, "lead": who, **more}
    )
    EncounterPerson.objects.create(encounter=made, person=who)
    return made


def test_case_conferences_alone(worker: Workers, logged: Logged) -> None:
    who = lives.person(1, followed=True)
    met(who, date(2026, 3, 2), note="Zqvisit")
    met(who, date(2026, 3, 3), kind="case_conference", note="Zqround")
    Goal.objects.create(person=who, text="Zqgoal", start=date(2026, 3, 4))
    client = logged(worker("care_worker"))
    text = client.get(page(who, "?genre=case_conference")).content.decode()
    thread = text[text.index('id="fil"') :]
    assert [word in thread for word in ("Zqround", "Zqvisit", "Zqgoal")] == [True, False, False]
    text = client.get(page(who, "?genre=nonsense")).content.decode()
    thread = text[text.index('id="fil"') :]
    assert [word in thread for word in ("Zqround", "Zqvisit", "Zqgoal")] == [True, True, True]
    found = client.post(
        reverse("dossiers:search_in", args=[who.pk]), {"mots": "zq", "genre": "case_conference"}
    )
    assert "Zqround" in found.text
    assert "Zqvisit" not in found.text


def test_lines_stand_under_what_is_to_come_then_under_their_month(
    worker: Workers, logged: Logged
) -> None:
    who, today = lives.person(1, followed=True), timezone.localdate()
    met(who, today + timedelta(days=3), status="planned")
    met(who, date(2026, 3, 2), note="Zqmarch")
    met(who, date(2026, 2, 2), note="Zqfebruary")
    text = logged(worker("care_worker")).get(page(who)).content.decode()
    places = [text.index(word) for word in ("À venir", "Mars 2026", "Zqmarch", "Février 2026")]
    assert places == sorted(places)
    assert text.index("Février 2026") < text.index("Zqfebruary")


def test_what_the_person_wants_stands_in_the_head_until_it_is_over(
    worker: Workers, logged: Logged
) -> None:
    who = lives.person(1, followed=True)
    Goal.objects.create(person=who, text="Zqnow", start=date(2026, 3, 4))
    Goal.objects.create(
        person=who,
        text="Zqthen",
        start=date(2026, 1, 4),
        end=date(2026, 2, 4),
        state=lists.get("goal_state").codes[1],
    )
    text = logged(worker("care_worker")).get(page(who)).content.decode()
    head = text[: text.index('id="fil"')]
    assert "Zqnow" in head
    assert "Zqthen" not in head
    housing = logged(worker("housing_officer")).get(page(who)).content.decode()
    assert "Zqnow" not in housing


def test_what_the_other_team_shares_with_you_stands_above(worker: Workers, logged: Logged) -> None:
    who, today = lives.person(1, followed=True), timezone.localdate()
    share_note(
        actor=worker("care_worker"),
        person=who,
        audience="housing_team",
        purpose="works",
        text="Zqshared",
        until=today + timedelta(days=3),
    )
    for role, above in (("housing_officer", True), ("care_worker", False), ("peer_worker", False)):
        reader = User.objects.filter(role=role).first() or worker(role)
        text = logged(reader).get(page(who)).content.decode()
        assert ("Zqshared" in text[: text.index('id="fil"')]) is above, role


def test_who_has_no_home_reads_since_when_and_no_title_that_is_over(
    worker: Workers, logged: Logged
) -> None:
    who = lives.person(1, followed=True)
    dwelling = lives.records(who)["dwelling"]
    Title.objects.filter(person=who).update(end=date(2025, 2, 1))
    text = logged(worker("hf_director")).get(page(who)).content.decode()
    assert "1 fév. 2025" in text[: text.index('id="fil"')]
    assert "sans logement" in text
    assert "titre d’occupation est" not in text
    Stay.objects.create(person=who, dwelling=dwelling, start=date(2025, 3, 1))
    text = logged(worker("hf_director", name="grive")).get(page(who)).content.decode()
    assert "titre d’occupation est" in text
    assert "logé·e" in text


def test_each_line_says_when_it_was_recorded_and_leads_to_its_correction(
    worker: Workers, logged: Logged
) -> None:
    who = lives.person(1, followed=True)
    visit = met(who, date(2026, 3, 2), note="Zqvisit")
    goal = Goal.objects.create(person=who, text="Zqgoal", start=date(2026, 3, 4))
    SymptomReview.objects.create(person=who, day=date(2026, 3, 5), depression=True)
    text = logged(worker("care_worker")).get(page(who)).content.decode()
    for address in (
        f"{reverse('daily:note')}?rencontre={visit.pk}",
        reverse("dossiers:edit_record", args=[who.pk, "objectifs", goal.pk]),
        reverse("dossiers:delete_record", args=[who.pk, "objectifs", goal.pk]),
        f"{reverse('dossiers:review', args=[who.pk])}?jour=2026-03-05#symptoms",
        reverse("harm_reduction:hand_to", args=[who.pk]),
        f"{reverse('daily:tasks')}?personne={who.pk}",
        f"{reverse('daily:note')}?personne={who.pk}&amp;statut=planned",
    ):
        assert f'href="{address}"' in text, address
    housing = logged(worker("housing_officer")).get(page(who)).content.decode()
    assert "rencontre=" not in housing
    assert reverse("harm_reduction:hand_to", args=[who.pk]) not in housing


def test_a_score_says_the_one_before_even_when_it_is_further_down(
    worker: Workers, logged: Logged
) -> None:
    who = lives.person(1, followed=True)
    FunctioningScore.objects.create(person=who, day=date(2023, 5, 1), score=50, moment="current")
    for number in range(26):
        met(who, date(2026, 1, 2 + number))
    FunctioningScore.objects.create(person=who, day=date(2026, 3, 1), score=55, moment="current")
    text = logged(worker("care_worker")).get(page(who)).content.decode()
    assert "EGF 55 (50 en 2023)" in text
    assert "2023-05-01" not in text


def test_a_file_asks_only_for_the_kinds_that_it_shows(worker: Workers, logged: Logged) -> None:
    """An almost empty file asks less; a page that asked each kind would not notice."""
    bare, client = lives.person(1, followed=True), logged(worker("hf_director"))
    rich = lives.person(2, followed=True)
    lives.records(rich)
    counts = []
    for who in (bare, rich):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page(who)).status_code == 200
        counts.append(len(asked))
    assert counts[0] <= 38
    assert counts[0] + 10 <= counts[1]


# --- reviews of another day ---------------------------------------------------------------------


def test_the_review_of_a_day_is_corrected_with_its_own_answers(
    worker: Workers, logged: Logged
) -> None:
    who, day = lives.person(1, followed=True), date(2025, 3, 1)
    SymptomReview.objects.create(
        person=who, day=day, depression=True, unanswered="paranoia=refused;cognitive=unknown"
    )
    SymptomReview.objects.create(person=who, day=date(2024, 3, 1), depression=False)
    client = logged(worker("care_worker"))
    address = f"{reverse('dossiers:review', args=[who.pk])}?jour=2025-03-01"
    text = " ".join(client.get(address).content.decode().split())
    for name, answer in (("depression", "yes"), ("paranoia", "refused"), ("cognitive", "unknown")):
        assert f'name="{name}" value="{answer}" checked' in text
    assert 'value="2025-03-01"' in text
    assert 'value="incomes"' not in text
    known = SymptomReview.objects.get(day=day)
    sent = {"part": "symptoms", "day": "2025-03-01", "depression": "no", "paranoia": "refused"}
    sent["version"] = f"{known.pk}.{known.revision}"
    done = client.post(address, sent)
    assert done.status_code == 302
    assert done["Location"] == page(who)
    corrected = SymptomReview.objects.get(day=day)
    assert corrected.depression is False
    assert corrected.unanswered.startswith("paranoia=refused")


def test_two_people_who_review_the_same_day_see_both_answers(
    worker: Workers, logged: Logged
) -> None:
    who, today = lives.person(1, followed=True), timezone.localdate().isoformat()
    address = reverse("dossiers:review", args=[who.pk])
    first, second = logged(worker("care_worker")), logged(worker("care_worker", name="pic"))
    sent = {"part": "symptoms", "day": today, "version": ""}
    assert first.post(address, {**sent, "depression": "yes"}).status_code == 302
    answer = second.post(address, {**sent, "depression": "refused"})
    assert answer.status_code == 422
    assert "Oui : dépression majeure" in answer.text
    assert 'name="depression" value="refused" checked' in answer.text
    assert SymptomReview.objects.get().depression is True
    part = next(one for one in answer.context["parts"] if one.code == "symptoms")
    sent["version"] = part.version
    assert second.post(address, {**sent, "depression": "refused"}).status_code == 302
    assert SymptomReview.objects.get().depression is None


def test_an_income_that_came_meanwhile_is_not_ended_by_an_old_page(
    worker: Workers, logged: Logged
) -> None:
    who, today = lives.person(1, followed=True), timezone.localdate().isoformat()
    address = reverse("dossiers:review", args=[who.pk])
    client = logged(worker("care_worker"))
    Income.objects.create(person=who, kind="pension", start=date(2026, 3, 1))
    sent = {"part": "incomes", "day": today, "kinds": "salary", "version": ""}
    assert client.post(address, sent).status_code == 422
    assert list(Income.objects.values_list("kind", "end")) == [("pension", None)]


@pytest.mark.parametrize("asked", ["2999-01-01", "nonsense", "2025-02-31", ""])
def test_a_day_that_cannot_be_is_today(worker: Workers, logged: Logged, asked: str) -> None:
    who = lives.person(1, followed=True)
    address = reverse("dossiers:review", args=[who.pk])
    text = logged(worker("care_worker")).get(f"{address}?jour={asked}").content.decode()
    assert f'value="{timezone.localdate():%Y-%m-%d}"' in text


def test_the_day_typed_stays_when_something_else_is_wrong(worker: Workers, logged: Logged) -> None:
    who = lives.person(1, followed=True)
    answer = logged(worker("care_worker")).post(
        reverse("dossiers:review", args=[who.pk]), {"part": "symptoms", "day": "2025-03-09"}
    )
    assert answer.status_code == 422
    assert 'value="2025-03-09"' in answer.text


def test_the_use_of_substances_is_written_by_reviews_and_deleted_with_a_reason(
    worker: Workers, logged: Logged
) -> None:
    """A form without the products would say “no product used” of somebody who was not asked."""
    who, client = lives.person(1, followed=True), logged(worker("care_worker"))
    address = reverse("dossiers:new_record", args=[who.pk, "consommations"])
    review = reverse("dossiers:review", args=[who.pk])
    answer = client.post(address, {"day": "2026-03-02"})
    assert (answer.status_code, answer["Location"]) == (302, f"{review}#use")
    assert not UseReview.objects.exists()
    made = UseReview.objects.create(person=who, day=date(2026, 3, 2), injection=False)
    address = reverse("dossiers:edit_record", args=[who.pk, "consommations", made.pk])
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (302, f"{review}?jour=2026-03-02#use")
    address = reverse("dossiers:delete_record", args=[who.pk, "consommations", made.pk])
    sent = {"word": "supprimer", "version": "1"}
    assert client.post(address, sent).status_code == 422
    assert client.post(address, {**sent, "reason": "twice"}).status_code == 302
    assert not UseReview.objects.exists()
    assert "Supprimé : Usage de substances" in client.get(page(who)).content.decode()
