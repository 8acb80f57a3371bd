"""What keeping house leaves behind, and when it goes: the journal's words, requests, notices,
sessions, guesses, drafts, what imports quoted and replaced, addresses of dwellings long left,
tasks done, absences over, addresses of agendas.

A trigger gives the key of each record and the day its time begins; an action does away with one.
Of the journal a day of lines goes at once, by the number of its last line; of sessions all that
ended on a day, by the day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import Max, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from filrouge.access.models import Attempts
from filrouge.audit import pruning
from filrouge.audit.models import JournalEntry
from filrouge.dossiers.domain import forget_asked
from filrouge.dossiers.models import AskedOpening, Notice
from filrouge.followup.models import EncounterDraft, Task
from filrouge.housing.models import Dwelling
from filrouge.imports.models import ImportedChange, ImportRun
from filrouge.staff.models import Absence, CalendarFeed

from .models import PersonRequest

type Found = Iterable[tuple[int, date]]


def _journal() -> Found:
    """The days of the journal that still say something, by the last line of each. The lines that
    tell of a pruning go with the days around them."""
    full = JournalEntry.objects.exclude(action__in=["", pruning.ACT]).order_by()
    days = full.annotate(day=TruncDate("at")).values_list("day").annotate(last=Max("number"))
    yield from ((last or 0, day) for day, last in days)


def _answered() -> Found:
    answered = PersonRequest.objects.filter(answered_on__isnull=False)
    for key, day in answered.values_list("pk", "answered_on"):
        if day is not None:
            yield key, day


def _asked() -> Found:
    asked = AskedOpening.objects.exclude(number=0, reason="")
    yield from ((key, timezone.localdate(at)) for key, at in asked.values_list("pk", "asked_at"))


def _told() -> Found:
    yield from ((key, timezone.localdate(at)) for key, at in Notice.objects.values_list("pk", "at"))


def _sessions_ended() -> Found:
    ends = Session.objects.order_by().annotate(day=TruncDate("expire_date"))
    yield from ((day.toordinal(), day) for (day,) in ends.values_list("day").distinct())


def _guessed() -> Found:
    """Days on which somebody guessed, by the day."""
    days = Attempts.objects.order_by().annotate(day=TruncDate("last_at"))
    yield from ((day.toordinal(), day) for (day,) in days.values_list("day").distinct())


def _draft_left() -> Found:
    drafts = apps.get_model("reports", "Draft")._default_manager.values_list("pk", "saved_at")
    yield from ((key, timezone.localdate(at)) for key, at in drafts)


def _encounter_draft_left() -> Found:
    drafts = EncounterDraft.objects.values_list("pk", "saved_at")
    yield from ((key, timezone.localdate(at)) for key, at in drafts)


def _import_over() -> Found:
    """Runs that are over and still quote cells of their workbooks."""
    runs = ImportRun.objects.filter(finished_at__isnull=False).exclude(problems=[])
    yield from ((key, timezone.localdate(at)) for key, at in runs.values_list("pk", "finished_at"))


def _import_stored() -> Found:
    """Runs that still keep what they replaced."""
    runs = ImportRun.objects.filter(finished_at__isnull=False, changes__isnull=False).distinct()
    yield from ((key, timezone.localdate(at)) for key, at in runs.values_list("pk", "finished_at"))


def _dwelling_left() -> Found:
    """Dwellings with an address that nobody lives in: since the last stay ended."""
    empty = Dwelling.objects.exclude(address="").exclude(
        pk__in=Dwelling.objects.filter(stays__isnull=False, stays__end__isnull=True).values("pk")
    )
    last = empty.annotate(last=Max("stays__end")).filter(Q(last__isnull=False))
    yield from last.values_list("pk", "last")


def _task_done() -> Found:
    done = Task.objects.filter(done_at__isnull=False).values_list("pk", "done_at")
    yield from ((key, timezone.localdate(at)) for key, at in done if at is not None)


def _absence_over() -> Found:
    yield from Absence.objects.values_list("pk", "end")


def _feed_made() -> Found:
    made = CalendarFeed.objects.values_list("pk", "made_at")
    yield from ((key, timezone.localdate(at)) for key, at in made)


TRIGGERS: Mapping[str, Callable[[], Found]] = {
    "journal_written": _journal,
    "answered": _answered,
    "asked": _asked,
    "told": _told,
    "session_ended": _sessions_ended,
    "guessed": _guessed,
    "draft_left": _draft_left,
    "encounter_draft_left": _encounter_draft_left,
    "import_over": _import_over,
    "import_stored": _import_stored,
    "dwelling_left": _dwelling_left,
    "task_done": _task_done,
    "absence_over": _absence_over,
    "feed_made": _feed_made,
}


def _prune_journal(key: int, actor: Any) -> None:
    pruning.prune(upto=key, actor=actor)


def _delete_request(key: int, _actor: Any) -> None:
    PersonRequest.objects.filter(pk=key).delete()


def _forget_asked(key: int, _actor: Any) -> None:
    forget_asked(key)


def _delete_notice(key: int, _actor: Any) -> None:
    Notice.objects.filter(pk=key).delete()


def _delete_sessions(key: int, _actor: Any) -> None:
    """With what they held: the words of a form sent too late."""
    Session.objects.filter(expire_date__date=date.fromordinal(key)).delete()
    open_ones = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=open_ones).delete()


def _delete_guesses(key: int, _actor: Any) -> None:
    Attempts.objects.filter(last_at__date=date.fromordinal(key)).delete()


def _delete_draft(key: int, _actor: Any) -> None:
    apps.get_model("reports", "Draft")._default_manager.filter(pk=key).delete()


def _delete_encounter_draft(key: int, _actor: Any) -> None:
    EncounterDraft.objects.filter(pk=key).delete()


def _forget_cells(key: int, _actor: Any) -> None:
    ImportRun.objects.filter(pk=key).update(problems=[])


def _close_import(key: int, _actor: Any) -> None:
    ImportedChange.objects.filter(run=key).delete()
    ImportRun.objects.filter(pk=key).update(closed_at=timezone.now())


def _empty_address(key: int, _actor: Any) -> None:
    Dwelling.objects.filter(pk=key).update(address="")


def _delete_task(key: int, _actor: Any) -> None:
    Task.objects.filter(pk=key).delete()


def _delete_absence(key: int, _actor: Any) -> None:
    Absence.objects.filter(pk=key).delete()


def _delete_feed(key: int, _actor: Any) -> None:
    CalendarFeed.objects.filter(pk=key).delete()


ACTIONS: Mapping[str, Callable[[int, Any], None]] = {
    "prune_journal": _prune_journal,
    "delete_request": _delete_request,
    "forget_asked": _forget_asked,
    "delete_notice": _delete_notice,
    "delete_sessions": _delete_sessions,
    "delete_guesses": _delete_guesses,
    "delete_draft": _delete_draft,
    "delete_encounter_draft": _delete_encounter_draft,
    "forget_cells": _forget_cells,
    "close_import": _close_import,
    "empty_address": _empty_address,
    "delete_task": _delete_task,
    "delete_absence": _delete_absence,
    "delete_feed": _delete_feed,
}
