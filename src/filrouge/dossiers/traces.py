"""What was deleted of a file, as the journal says: its kind, why, who, when; never what it said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.db.models import Q, Value
from django.db.models.functions import Concat
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from filrouge.access.files import Compartment
from filrouge.audit.models import JournalEntry, JournalQuerySet
from filrouge.common.lookups import unindexed
from filrouge.common.models import Record
from filrouge.records.forms import DeleteFromFileForm

from . import words
from .asked import DOCUMENT, Asked
from .attachment import Attachment
from .sections import compartment_of, held

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

DELETES = ".delete_"
MATERIAL = "harm_reduction.materialissue"
REMOVES_PIECE, TAKES_BACK = "dossiers.remove_attachment", "harm_reduction.take_back_handout"


@dataclass(frozen=True, slots=True)
class Gone:
    """A line of the journal that deletes, the kind of what it deleted, and why."""

    act: JournalEntry
    kind: str
    reason: str


def gone(person_id: int, opened: frozenset[Compartment], asked: Asked) -> Iterator[Gone]:
    """What was deleted of the open parts, newest first."""
    kinds = {
        action: kind
        for action, (label, compartment, kind) in _acts(opened).items()
        if asked.keeps(label, compartment)
    }
    lines = deletions(kinds).also_concerning(person_id)
    # In an order of its own: else what is asked for is sought from the last line of the journal up.
    lines = lines.annotate(newest=unindexed("pk")).order_by("-newest")
    if asked.account:
        lines = lines.annotate(whose=unindexed("actor_id")).filter(whose=asked.account)
    said: dict[str, StrPromise | str] = dict(DeleteFromFileForm.REASONS)
    of_pieces = dict(Attachment.Removal.choices)
    for act in lines.select_related("actor")[: asked.most]:
        code = str(act.detail.get("reason", ""))
        if act.action == REMOVES_PIECE:
            if not opened.issuperset(act.detail.get("compartments", ())):
                continue
            yield Gone(act, kinds[act.action], str(of_pieces.get(code, "")))
        else:
            yield Gone(act, kinds[act.action], str(said.get(code, "")))


def deleted(opened: Iterable[Compartment]) -> JournalQuerySet:
    """The lines of the journal that delete something of these parts."""
    return deletions(_acts(frozenset(opened)))


def deletions(acts: Iterable[str]) -> JournalQuerySet:
    """The lines of these acts. Asked for two dozen acts one by one, a database that takes each for
    as frequent as a reading goes through the whole journal; by stretches of names it does not."""
    wanted = tuple(acts)
    stretches = Q(action__in=[act for act in wanted if DELETES not in act])
    for app in {act.partition(DELETES)[0] for act in wanted if DELETES in act}:
        stretches |= Q(action__gte=f"{app}{DELETES}", action__lt=f"{app}{DELETES}\x7f")
    lines: JournalQuerySet = JournalEntry.objects.filter(stretches)
    return lines.annotate(act=Concat("action", Value(""))).filter(act__in=wanted)


def _acts(opened: frozenset[Compartment]) -> dict[str, tuple[str, Compartment, str]]:
    """By act: the model, its part, its kind in words."""
    found = {
        action: (label, compartment, str(words.KINDS.get(label, capfirst(str(name)))))
        for action, label, compartment, name in _of_records()
        if compartment in opened
    }
    if Compartment.HEALTH in opened:
        found[TAKES_BACK] = (MATERIAL, Compartment.HEALTH, str(words.KINDS[MATERIAL]))
    if opened:
        found[REMOVES_PIECE] = (DOCUMENT, Compartment.IDENTITY, capfirst(_("document")))
    return found


@cache
def _of_records() -> list[tuple[str, str, Compartment, object]]:
    every: list[type[Record]] = [model for some in held().values() for model in some]
    return [
        (
            f"{m._meta.app_label}{DELETES}{m._meta.model_name}",
            m._meta.label_lower,
            compartment_of(m),
            m._meta.verbose_name,
        )
        for m in every
    ]
