"""Tasks: given, done, taken up again. A task about a person goes to somebody who has the file."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from filrouge.access.files import doors, open_to
from filrouge.access.models import User
from filrouge.audit import journal

from .models import Task

LONGEST = 500


class NoSuchTask(Exception):
    """There is no such task, or it is not this account's."""


def own_tasks(user: User) -> QuerySet[Task]:
    """The tasks an account sees: its own, and those it gave; about persons whose file is open."""
    mine = Task.objects.filter(Q(assigned_to=user) | Q(made_by=user))
    return mine.filter(Q(person__isnull=True) | Q(person__in=open_to(user).values("pk")))


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
    words, to = words.strip(), assigned_to or actor
    if not words:
        raise ValidationError({"words": _("Say what there is to do.")})
    if len(words) > LONGEST:
        raise ValidationError({"words": _("This is too long: 500 characters at most.")})
    if not doors(to):
        raise ValidationError({"assigned_to": _("Choose a worker.")})
    if person_id is not None:
        if not open_to(actor).filter(pk=person_id).exists():
            raise ValidationError({"person": _("This file is not open to you.")})
        if to != actor and not open_to(to).filter(pk=person_id).exists():
            sentence = _("The file is not open to this colleague: nothing is given.")
            raise ValidationError({"assigned_to": sentence})
    task = Task(person_id=person_id, assigned_to=to, due=due, made_by=actor, origin=origin)
    task.say(words)
    task.save(force_insert=True)
    _write(actor, "add", task)
    return task


@transaction.atomic
def do_task(*, actor: User, task_id: int) -> Task:
    """Mark a task done; doing it twice changes nothing. Raises `NoSuchTask`."""
    task = _found(actor, task_id)
    if task.done_at is None:
        task.done_at = timezone.now()
        task.save(update_fields=["done_at"])
        _write(actor, "do", task)
    return task


@transaction.atomic
def undo_task(*, actor: User, task_id: int) -> Task:
    """Take up again a task that was marked done. Raises `NoSuchTask`."""
    task = _found(actor, task_id)
    if task.done_at is not None:
        task.done_at = None
        task.save(update_fields=["done_at"])
        _write(actor, "undo", task)
    return task


def _found(actor: User, task_id: int) -> Task:
    # Locked apart: the condition on files goes through other tables.
    if not own_tasks(actor).filter(pk=task_id).exists():
        raise NoSuchTask
    return Task.objects.select_for_update().defer("text", "service_text").get(pk=task_id)


def _write(actor: User, verb: str, task: Task) -> None:
    journal.record(
        actor=actor,
        action=f"followup.{verb}_task",
        subject=f"{Task._meta.db_table} {task.pk}",
        persons=[task.person_id] if task.person_id else [],
        detail={"to": task.assigned_to_id},
    )
