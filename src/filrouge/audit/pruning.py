"""The journal loses its words after its time of keeping; its digests stay, and the chain holds.

Lines are emptied from the oldest on: who, what, about whom. Number, moment and digests stay. Each
pruning is itself a line, which says up to where and for which day: an emptied line is accepted only
below it. The database cannot tell that its words are what they were, so the signed heads date
lines: one that follows a head was written after it, and must not have been emptied before its time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from filrouge.common.periods import months_later

from . import journal, triggers
from .chain import Fault
from .heads import Head
from .models import JournalEntry

ACT = "audit.prune_journal"
KEPT_MONTHS = 36
_ONE_DAY = timedelta(days=1)


def prune(*, upto: int, actor: Any = None) -> int:
    """Empty every line up to this number; how many were. The act is written first."""
    with transaction.atomic():
        full = JournalEntry.objects.filter(number__lte=upto).exclude(action="")
        last = full.order_by("-number").values_list("number", "at").first()
        if last is None:
            return 0
        number, at = last
        count = full.count()
        detail = {"upto": number, "lines": count, "last_at": at.isoformat()}
        journal.record(actor=actor, action=ACT, detail=detail)
        _empty(number or 0)
    return count


def _empty(upto: int) -> None:
    triggers.unprotect()
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM audit_journalperson WHERE entry_id IN "
            "(SELECT id FROM audit_journalentry WHERE number <= %s)",
            [upto],
        )
        cursor.execute(
            "UPDATE audit_journalentry SET actor_id = NULL, actor_name = '', action = '', "
            "subject = '', persons = '[]', detail = '{}' WHERE number <= %s AND action <> ''",
            [upto],
        )
    triggers.protect()


def emptied_upto() -> int:
    """The number up to which the journal says that it lost its words; 0 when it did not."""
    told = JournalEntry.objects.filter(action=ACT).values_list("detail", flat=True)
    return max((int(detail["upto"]) for detail in told), default=0)


def is_emptied(line: Mapping[str, Any]) -> bool:
    """Whether a line says nothing any more."""
    said = (line["actor_id"], line["actor_name"], line["action"], line["subject"])
    return said == (None, "", "", "") and not line["persons"] and not line["detail"]


def emptied_too_soon(heads: Iterable[Head]) -> list[Fault]:
    """Prunings that emptied lines younger than the time of keeping, as the signed heads date them.

    A line numbered above a head was written after that head was signed.
    """
    signed = sorted((head.number, datetime.fromisoformat(head.at)) for head in heads)
    faults = []
    acts = JournalEntry.objects.filter(action=ACT).order_by("number")
    for number, at, detail in acts.values_list("number", "at", "detail"):
        before = [head_at for head_number, head_at in signed if head_number < detail["upto"]]
        due = months_later(max(before).date(), KEPT_MONTHS) if before else None
        if due is not None and at.date() + _ONE_DAY < due:
            faults.append(
                Fault(number or 0, _("This line says that lines too recent were emptied."))
            )
    return faults
