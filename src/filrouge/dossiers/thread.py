"""The thread of a file: the lines of its open parts, newest first, who wrote them and when.

A record that was deleted leaves a trace, read from the journal: its kind, why, who, when; never
what it said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import groupby
from typing import Any

from django.db.models import Q
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from filrouge.access.files import Compartment
from filrouge.access.models import User
from filrouge.audit.models import JournalEntry, JournalPerson
from filrouge.common.lookups import unindexed
from filrouge.common.models import Record
from filrouge.common.text import label_key
from filrouge.followup.models import Encounter, EncounterWorker
from filrouge.people.models import Person
from filrouge.records.forms import DeleteFromFileForm

from . import story, words
from .asked import LARGEST, STEP, Asked
from .pens import PARTS_REVIEWED
from .sections import Line, Section, compartment_of, held

APPS = ("dossiers", "followup", "harm_reduction", "housing", "people")
"""The apps whose acts in the journal write records of files."""
DELETES = ".delete_"
LATELY = 5_000
"""Lines of the journal about somebody, the newest, in which whoever wrote is looked for: after
years a person has tens of thousands, nearly all of them readings of a list."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the thread and what the journal says of it. `gone`: only a trace is left."""

    day: date
    line: Line | None = None
    kind: str = ""
    reason: str = ""
    written: str = ""
    corrected: str = ""
    edits: bool = False

    @property
    def gone(self) -> bool:
        return self.line is None

    @property
    def reviewed(self) -> str:
        """The part of the review where this line is corrected; empty when it is not one. A score
        may be that of the entry: its own page says which."""
        slug = self.line.slug if self.line else ""
        return "" if slug == "egf" else PARTS_REVIEWED.get(slug, "")


@dataclass(frozen=True, slots=True)
class Thread:
    """What is shown of the thread, and how many lines the longer page shows (0: that is all)."""

    entries: list[Entry]
    more: int

    def months(self) -> list[tuple[str, list[Entry]]]:
        """The lines under what is to come, then under each month."""
        today = timezone.localdate()
        found = groupby(self.entries, key=lambda entry: _month(entry.day, today))
        return [(label, list(entries)) for label, entries in found]


def _month(day: date, today: date) -> str:
    return _("to come") if day > today else formats.date_format(day, "F Y")


def thread(
    person: Person, parts: Sequence[Section], opened: frozenset[Compartment], asked: Asked
) -> Thread:
    """The lines of open parts and the traces of what was deleted there, newest first."""
    lines = [(line, line.slug in part.slugs) for part in parts for line in part.lines]
    if asked.words:
        wanted = label_key(asked.words)
        lines = [(line, edits) for line, edits in lines if wanted in _all_words(line)]
    found: list[Entry] = [Entry(line.day, line, line.kind, edits=edits) for line, edits in lines]
    if not (asked.words or asked.topic or asked.worker or asked.kind):
        found += traces(person.pk, opened, asked)
    found.sort(key=lambda entry: entry.day, reverse=True)
    shown = found[: asked.shown]
    more = asked.shown + STEP if len(found) > asked.shown and asked.shown < LARGEST else 0
    return Thread(signed(person.pk, shown), more)


def _all_words(line: Line) -> str:
    said = [line.kind, line.sentence, line.text, *(one.text for one in line.words)]
    return label_key(" ".join([*said, *(text for _label, text in line.facts)]))


def signed(person_id: int, entries: Sequence[Entry]) -> list[Entry]:
    """The lines with who wrote each and who corrected it last, as the journal says; one query.

    What came from a workbook was typed by nobody: nothing is said.
    """
    subjects = {name for one in entries if one.line for name in _names(one.line)}
    acts = (
        JournalEntry.objects.filter(subject__in=subjects)
        .also_concerning(person_id)
        .exclude(action__contains=DELETES)
        .select_related("actor")
        .order_by("pk")
    )
    said: dict[str, list[str]] = {}
    for act in acts:
        said.setdefault(act.subject, []).append(who_when(act.actor, act.at))
    return [_signed(one, said) for one in entries]


def _names(line: Line) -> tuple[str, str]:
    """A record as the journal names it: by its table, or by its model alone."""
    return f"{line.table} {line.key}", f"{line.table.partition('_')[2]} {line.key}"


def _signed(entry: Entry, said: dict[str, list[str]]) -> Entry:
    if entry.line is None:
        return entry
    acts = [act for name in _names(entry.line) for act in said.get(name, [])]
    if not acts:
        return entry
    last = acts[-1] if len(acts) > 1 else ""
    return Entry(entry.day, entry.line, entry.kind, "", acts[0], last, entry.edits)


def who_when(actor: Any, at: datetime) -> str:
    name = actor.display_name if actor else _("the software")
    return f"{name}, {story.day(timezone.localdate(at))}"


def traces(person_id: int, opened: frozenset[Compartment], asked: Asked) -> Iterator[Entry]:
    """What was deleted of the open parts: kind, reason, who and when."""
    acts = {
        action: kind
        for action, (model, kind) in deletions().items()
        if compartment_of(model) in opened
        and asked.keeps(model._meta.label_lower, compartment_of(model))
    }
    lines = JournalEntry.objects.filter(action__in=acts).also_concerning(person_id)
    if asked.account:
        lines = lines.annotate(whose=unindexed("actor_id")).filter(whose=asked.account)
    reasons = {code: str(word) for code, word in DeleteFromFileForm.REASONS}
    for act in lines.select_related("actor").order_by("-pk")[: asked.most]:
        reason = reasons.get(str(act.detail.get("reason", "")), "")
        yield Entry(
            timezone.localdate(act.at), None, acts[act.action], reason, who_when(act.actor, act.at)
        )


def deletions() -> dict[str, tuple[type[Record], str]]:
    """The acts of the journal that delete a record of a file: its model, and its kind in words."""
    return {
        action: (model, str(words.KINDS.get(label, capfirst(str(model._meta.verbose_name)))))
        for action, label, model in _deletions()
    }


@cache
def _deletions() -> list[tuple[str, str, type[Record]]]:
    every = (model for some in held().values() for model in some)
    return [
        (f"{m._meta.app_label}{DELETES}{m._meta.model_name}", m._meta.label_lower, m) for m in every
    ]


def authored(person_id: int, account: int) -> dict[str, frozenset[int]]:
    """The records of a file that an account wrote or corrected: keys by table."""
    found: dict[str, set[int]] = {}
    acts = _written().concerning(person_id)
    acts = acts.annotate(whose=unindexed("actor_id")).filter(whose=account)
    subjects = acts.values_list("subject", flat=True)
    for subject in subjects.order_by().distinct():
        table, _space, key = subject.rpartition(" ")
        if key.isascii() and key.isdigit():
            found.setdefault(table, set()).add(int(key))
    return {table: frozenset(keys) for table, keys in found.items()}


def _written() -> Any:
    acts = Q()
    for app in APPS:
        acts |= Q(action__startswith=f"{app}.")
    return JournalEntry.objects.filter(acts).exclude(subject="").exclude(actor=None)


def authors(person_id: int, opened: frozenset[Compartment]) -> list[tuple[str, str]]:
    """Whom the thread may be narrowed to: workers met (by their code), then the accounts that noted
    an encounter, or anything lately."""
    met: Iterable[tuple[int, str]] = ()
    if Compartment.PSYCHOSOCIAL in opened:
        met = (
            EncounterWorker.objects.filter(encounter__attendances__person=person_id)
            .order_by("worker__code")
            .values_list("worker_id", "worker__code")
            .distinct()
        )
    lately = JournalPerson.objects.filter(person=person_id).order_by("-entry").values("entry")
    wrote = Q(pk__in=_written().filter(pk__in=lately[:LATELY]).order_by().values("actor"))
    if Compartment.PSYCHOSOCIAL in opened:
        noted = Encounter.objects.filter(attendances__person=person_id)
        wrote |= Q(pk__in=noted.exclude(recorded_by=None).values("recorded_by"))
    accounts = User.objects.filter(wrote).order_by("username")
    return [
        *((f"w{pk}", code) for pk, code in met),
        *((f"u{user.pk}", user.display_name) for user in accounts),
    ]
