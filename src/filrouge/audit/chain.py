"""Each line of the journal holds the one before it: no change, loss or addition goes unseen.

A line is numbered without gap. Its `content_digest` is the SHA-256 of what it says, its `digest`
that of the digest before it, its number and its `content_digest`. The content stands apart so that
a line may one day lose its words and keep its place. Whoever holds the database can rebuild the
whole chain: that is what the signed heads kept elsewhere (`heads.py`) are for. Idea: the signed
tree heads of RFC 6962.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Any

from django.db import connections
from django.utils.translation import gettext as _

from . import triggers

if TYPE_CHECKING:
    from .models import JournalEntry

GENESIS = "0" * 64
LOCK = 7_046_029_254
"""The number of the lock that writers of the journal queue for on PostgreSQL."""
_FIELDS = (
    "number",
    "at",
    "actor_id",
    "actor_name",
    "action",
    "subject",
    "persons",
    "detail",
    "content_digest",
    "digest",
)
_BATCH = 5_000
_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Fault:
    """The first place where the chain does not hold, and what is wrong, in a sentence."""

    number: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification saw: lines read, number and digest of the last one, faults."""

    lines: int
    last_number: int
    last_digest: str
    faults: tuple[Fault, ...]


def extend(entry: JournalEntry) -> None:
    """Give an unsaved line its number and digests, after the last one written.

    Inside a transaction: writers queue, on SQLite by its write lock, on PostgreSQL by a lock held
    until the transaction ends.
    """
    connection = connections[entry._state.db or "default"]
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        # Asked of the driver itself: a wait, not a query of the page.
        connection.connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
    last: Any = type(entry).objects.order_by("-number").values_list("number", "digest").first()
    number, before = last or (0, GENESIS)
    entry.number = number + 1
    entry.content_digest = content_digest({name: getattr(entry, name) for name in _FIELDS})
    entry.digest = link(before, number + 1, entry.content_digest)


def content_digest(said: Mapping[str, Any]) -> str:
    """The SHA-256 of what a line says, in one way of writing it."""
    at = said["at"].astimezone(UTC).isoformat(timespec="microseconds")
    content = [
        said["number"],
        at,
        said["actor_id"],
        said["actor_name"],
        said["action"],
        said["subject"],
        said["persons"],
        said["detail"],
    ]
    return hashlib.sha256(_canonical(content).encode()).hexdigest()


def link(before: str, number: int, content: str) -> str:
    """The digest of a line from the one before it."""
    return hashlib.sha256(f"{before} {number} {content}".encode()).hexdigest()


def verify(heads: Mapping[int, str] | None = None, *, most: int = 20) -> Verdict:
    """Read the whole journal again. `heads`: digests that were signed, by number.

    A line that lost its words keeps its digests, and is right as far as the journal itself says so
    (`pruning.py`).
    Stops telling after `most` faults; the first is where to look.
    """
    from . import pruning

    expected, before, lines, emptied = 1, GENESIS, 0, pruning.emptied_upto()
    awaited = dict(heads or {})
    faults: list[Fault] = []
    for row in _rows():
        lines += 1
        number = row["number"]
        if number != expected:
            faults.append(Fault(number or 0, _out_of_turn(number, expected)))
        lost = (number or 0) <= emptied and pruning.is_emptied(row)
        if not lost and content_digest(row) != row["content_digest"]:
            faults.append(Fault(number, _("What this line says was changed.")))
        if link(before, number, row["content_digest"]) != row["digest"]:
            faults.append(Fault(number, _("This line does not follow the one before it.")))
        signed = awaited.pop(number, row["digest"])
        if signed != row["digest"]:
            faults.append(Fault(number, _("This line is not the one whose digest was signed.")))
        before, expected = row["digest"], (number or expected) + 1
        if len(faults) >= most:
            return Verdict(lines, number, before, tuple(faults))
    for number in sorted(awaited):
        sentence = _("A line was signed here and is not in the journal any more.")
        faults.append(Fault(number, sentence))
    for number in triggers.differences(most):
        sentence = _("The people whom this line concerns are not those who are shown it.")
        faults.append(Fault(number, sentence))
    return Verdict(lines, expected - 1, before, tuple(faults[:most]))


def _out_of_turn(number: int | None, expected: int) -> str:
    return _("Line %(expected)s was awaited here: lines were removed, added or moved.") % {
        "expected": expected
    }


def _rows() -> Iterator[Mapping[str, Any]]:
    """Every line in its order, read a batch at a time."""
    from .models import JournalEntry

    yield from JournalEntry.objects.order_by("number", "id").values(*_FIELDS).iterator(_BATCH)
