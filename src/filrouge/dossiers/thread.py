"""The thread of a file: the lines of its open parts, newest first, who wrote them and when.

A record that was deleted leaves a trace, read from the journal: its kind, why, who, when; never
what it said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from filrouge.access.files import Compartment
from filrouge.audit.models import JournalEntry
from filrouge.common.text import label_key
from filrouge.people.models import Person

from . import pieces, story
from .asked import LARGEST, STEP, Asked
from .pens import PARTS_REVIEWED
from .sections import Line, Section
from .traces import DELETES, gone


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
    lines += [(line, False) for line in pieces.lines(person.pk, opened, asked)]
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


def _names(line: Line) -> tuple[str, ...]:
    """A record as the journal names it: by its table, by its model alone, by its hand-over."""
    names = (f"{line.table} {line.key}", f"{line.table.partition('_')[2]} {line.key}")
    return (*names, f"handout {line.handout}") if line.handout else names


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
    for one in gone(person_id, opened, asked):
        at = one.act.at
        yield Entry(timezone.localdate(at), None, one.kind, one.reason, who_when(one.act.actor, at))
