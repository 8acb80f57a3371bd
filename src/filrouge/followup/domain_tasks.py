"""Tasks: given, corrected, done, taken up again. One about a person is for whoever has the file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.access.files import doors, open_to
from filrouge.access.models import User
from filrouge.audit import journal
from filrouge.common.days import slip_of
from filrouge.records.domain import Conflict

from .models import Task
from .rules import death_of, living

LONGEST = 500


class NoSuchTask(Exception):
    """There is no such task, or it is not this account's."""


def own_tasks(user: User) -> QuerySet[Task]:
    """The tasks an account sees: its own, and those it gave; about persons whose file is open.

    None about somebody who died: that name never comes back in what is to be done.
    """
    mine = Task.objects.filter(Q(assigned_to=user) | Q(made_by=user))
    return mine.filter(
        Q(person__isnull=True) | Q(person__in=open_to(user).filter(living()).values("pk"))
    )


@transaction.atomic
def add_task(
    *,
    actor: User,
    words: str,
    assigned_to: User | None = None,
    person_id: int | None = None,
    due: date | None = None,
    origin: str = "",
) -> Task:
    """Give a task, to oneself when nobody is named. Raises `ValidationError` by field."""
    words, to = _checked(words, due), assigned_to or actor
    if not doors(to):
        raise ValidationError({"assigned_to": _("Choose a worker.")})
    if person_id is not None:
        if not open_to(actor).filter(pk=person_id).exists():
            raise ValidationError({"person": _("This file is not open to you.")})
        if death_of(person_id):
            raise ValidationError(
                {"person": _("The person died: write the task without their file.")}
            )
        _opens(actor, to, person_id)
    task = Task(person_id=person_id, assigned_to=to, due=due, made_by=actor, origin=origin)
    task.say(words)
    task.save(force_insert=True)
    _write(actor, "add", task.pk, person_id, to.pk)
    return task


def _checked(words: str, due: date | None) -> str:
    words = words.strip()
    if not words:
        raise ValidationError({"words": _("Say what there is to do.")})
    if len(words) > LONGEST:
        raise ValidationError({"words": _("This is too long: 500 characters at most.")})
    if slip := slip_of(due):
        raise ValidationError({"due": slip})
    return words


def _opens(actor: User, to: User, person_id: int) -> None:
    if to != actor and not open_to(to).filter(pk=person_id).exists():
        sentence = _("The file is not open to this colleague: nothing is given.")
        raise ValidationError({"assigned_to": sentence})


def version_of(task: Task) -> str:
    """What a task says, as a mark: another once somebody changed it."""
    said = f"{task.words}\n{task.due}\n{task.assigned_to_id}\n{task.done_at is not None}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]


@transaction.atomic
def correct_task(
    *,
    actor: User,
    task_id: int,
    version: str,
    words: str,
    assigned_to: User | None = None,
    due: date | None = None,
) -> None:
    """Say a task otherwise, put it off, or give it to somebody else (nobody named: to oneself).

    Raises `NoSuchTask`, `ValidationError` by field, `Conflict` when it changed since `version`.
    """
    task, to = _unchanged(actor, task_id, version), assigned_to or actor
    words = _checked(words, due)
    if to.pk != task.assigned_to_id:
        if not doors(to):
            raise ValidationError({"assigned_to": _("Choose a worker.")})
        if task.person_id is not None:
            _opens(actor, to, task.person_id)
    if (words, due, to.pk) == (task.words, task.due, task.assigned_to_id):
        return
    task.say(words)
    task.due, task.assigned_to = due, to
    task.save()
    _write(actor, "correct", task.pk, task.person_id, to.pk)


@transaction.atomic
def delete_task(*, actor: User, task_id: int, version: str, reason: str) -> None:
    """Take a task away; the journal keeps who and why. Raises `NoSuchTask` and `Conflict`."""
    task = _unchanged(actor, task_id, version)
    person, to = task.person_id, task.assigned_to_id
    task.delete()
    _write(actor, "delete", task_id, person, to, reason=reason)


def _unchanged(actor: User, task_id: int, version: str) -> Task:
    """The task, nobody else's until the end of the transaction."""
    if not own_tasks(actor).filter(pk=task_id).exists():
        raise NoSuchTask
    task = Task.objects.select_for_update().filter(pk=task_id).first()
    if task is None:
        raise NoSuchTask
    if version_of(task) != version:
        raise Conflict(task)
    return task


def do_task(*, actor: User, task_id: int) -> None:
    """Mark a task done; doing it twice changes nothing. Raises `NoSuchTask`."""
    _mark(actor, task_id, "do", timezone.now())


def undo_task(*, actor: User, task_id: int) -> None:
    """Take up again a task that was marked done. Raises `NoSuchTask`."""
    _mark(actor, task_id, "undo", None)


def passing(leaver: User, day: date, persons: Iterable[int]) -> QuerySet[Task]:
    """The open tasks about some persons that go to whoever takes over on a day: what is due before
    a day to come is still done by who leaves."""
    mine = Task.objects.filter(assigned_to=leaver, person__in=list(persons), done_at__isnull=True)
    if day <= timezone.localdate():
        return mine
    return mine.filter(Q(due__isnull=True) | Q(due__gte=day))


@transaction.atomic
def pass_tasks(*, actor: User, leaver: User, day: date, to: Mapping[int, User]) -> int:
    """Give these tasks to whoever takes each person over; how many. Whoever calls decides on these
    files. Until the file opens to them, the new worker does not see the task."""
    found = list(passing(leaver, day, to).order_by("pk").values_list("pk", "person_id"))
    for key, person in found:
        assert person is not None
        Task.objects.filter(pk=key).update(assigned_to=to[person])
        _write(actor, "pass", key, person, to[person].pk)
    return len(found)


@transaction.atomic
def _mark(actor: User, task_id: int, verb: str, at: datetime | None) -> None:
    found = own_tasks(actor).filter(pk=task_id).values_list("person_id", "assigned_to_id").first()
    if found is None:
        raise NoSuchTask
    open_ones = Task.objects.filter(pk=task_id, done_at__isnull=at is not None)
    if open_ones.update(done_at=at):
        _write(actor, verb, task_id, *found)


def _write(actor: User, verb: str, key: int, person: int | None, to: int, **detail: object) -> None:
    journal.record(
        actor=actor,
        action=f"followup.{verb}_task",
        subject=f"{Task._meta.db_table} {key}",
        persons=[person] if person else [],
        detail={"to": to, **detail},
    )
