"""A task said otherwise, put off, given on or taken away: never behind anybody's back."""

from __future__ import annotations

from typing import Any

import pytest

from filrouge.audit.models import JournalEntry
from filrouge.followup.domain_tasks import add_task, version_of
from filrouge.followup.models import FollowUp, Task
from tests.dossiers import lives
from tests.dossiers.conftest import Logged, Workers

from . import days

pytestmark = pytest.mark.django_db


def typed(task: Task, words: str = "Rappeler lundi", **others: Any) -> dict[str, Any]:
    sent = {"version": version_of(task), "words": words, "due": "", "assigned_to": "", **others}
    return {f"task-{name}": value for name, value in sent.items()}


def test_said_otherwise_put_off_and_given_on(worker: Workers, logged: Logged) -> None:
    user, colleague = worker("care_worker"), worker("care_worker", name="pic")
    who = lives.person(1, followed=True)
    task = add_task(actor=user, words="Appeler", person_id=who.pk)
    later = days.in_days(9)
    sent = typed(task, due=later.isoformat(), assigned_to=str(colleague.pk))
    assert logged(user).post(f"/taches/{task.pk}/", sent).status_code == 302
    task.refresh_from_db()
    assert (task.words, task.due, task.assigned_to) == ("Rappeler lundi", later, colleague)
    assert (task.made_by, task.person_id) == (user, who.pk)
    act = JournalEntry.objects.get(action="followup.correct_task")
    assert (act.persons, act.detail) == ([who.pk], {"to": colleague.pk})
    # Whoever has it now corrects it too: it is given back.
    back = typed(task, assigned_to=str(user.pk))
    assert logged(colleague).post(f"/taches/{task.pk}/", back).status_code == 302
    task.refresh_from_db()
    assert (task.assigned_to, task.due) == (user, None)


def test_two_colleagues_see_each_other(worker: Workers, logged: Logged) -> None:
    user, colleague = worker("care_worker"), worker("care_worker", name="pic")
    task = add_task(actor=user, words="Appeler le médecin", assigned_to=colleague)
    mine, theirs = typed(task, "Mien", assigned_to=str(colleague.pk)), typed(task, "Sien")
    assert logged(colleague).post(f"/taches/{task.pk}/", theirs).status_code == 302
    answer = logged(user).post(f"/taches/{task.pk}/", mine)
    assert answer.status_code == 409
    body = answer.content.decode()
    assert "Sien" in body
    assert "Mien" in body
    task.refresh_from_db()
    assert task.words == "Sien"
    again = typed(task, "Mien", assigned_to=str(colleague.pk))
    assert answer.context["form"]["version"].value() == again["task-version"]
    assert logged(user).post(f"/taches/{task.pk}/", again).status_code == 302
    task.refresh_from_db()
    assert task.words == "Mien"


def test_taken_away_with_a_reason(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    who = lives.person(1, followed=True)
    task = add_task(actor=user, words="Appeler", person_id=who.pk)
    client, address = logged(user), f"/taches/{task.pk}/retirer/"
    sent = {"gone-version": version_of(task), "gone-reason": ""}
    assert client.post(address, sent).status_code == 422
    assert Task.objects.count() == 1
    stale = {**sent, "gone-version": "x", "gone-reason": "twice"}
    assert client.post(address, stale).headers["Location"] == f"/taches/{task.pk}/"
    assert Task.objects.count() == 1
    assert client.post(address, {**sent, "gone-reason": "needless"}).status_code == 302
    assert Task.objects.count() == 0
    act = JournalEntry.objects.get(action="followup.delete_task")
    assert (act.persons, act.detail["reason"]) == ([who.pk], "needless")
    assert "Appeler" not in str(act.detail)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"words": " "}, "words"),
        ({"words": "x" * 501}, "words"),
        ({"due": "0024-03-01"}, "due"),
        ({"due": "demain"}, "due"),
        ({"assigned_to": "999999"}, "assigned_to"),
    ],
)
def test_bad_input_gives_a_sentence_at_its_field(
    worker: Workers, logged: Logged, changes: dict[str, str], field: str
) -> None:
    user = worker("care_worker")
    task = add_task(actor=user, words="Appeler")
    answer = logged(user).post(f"/taches/{task.pk}/", typed(task, **changes))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    task.refresh_from_db()
    assert task.words == "Appeler"


def test_a_file_that_is_closed_to_a_colleague_stays_so(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    stranger = worker("peer_worker", name="geai", teams="")
    who = lives.person(1, followed=True)
    task = add_task(actor=user, words="Appeler", person_id=who.pk)
    answer = logged(user).post(f"/taches/{task.pk}/", typed(task, assigned_to=str(stranger.pk)))
    assert list(answer.context["form"].errors) == ["assigned_to"]
    for address in (f"/taches/{task.pk}/", f"/taches/{task.pk}/retirer/"):
        sent = typed(task) | {"gone-version": version_of(task), "gone-reason": "twice"}
        assert logged(stranger).post(address, sent).status_code == 404
    assert logged(stranger).get(f"/taches/{task.pk}/").status_code == 404
    task.refresh_from_db()
    assert (task.words, task.assigned_to) == ("Appeler", user)


def test_a_task_about_somebody_who_died_is_not_there(worker: Workers, logged: Logged) -> None:
    user = worker("care_worker")
    who = lives.person(1, followed=True)
    task = add_task(actor=user, words="Appeler", person_id=who.pk)
    FollowUp.objects.filter(person=who).update(end=days.today(), end_reason="death")
    assert logged(user).get(f"/taches/{task.pk}/").status_code == 404
