"""What is asked of the thread of a file: how many lines, of which kind, topic, author, with what
words. Words are sent in a body, never in an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from filrouge.access.files import Compartment
from filrouge.vocabulary import lists

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

STEP = 25
LARGEST = 2_000
READ_AT_MOST = 5_000
"""The newest records that a search in the words reads."""
LONGEST_WORDS = 100

C = Compartment
GROUPS: dict[str, StrPromise] = {
    "rencontres": _("encounters"),
    "sante": _("health"),
    "reseau": _("network"),
    "logement": _("housing"),
    "ressources": _("money"),
    "loyers": _("rents and advances"),
    "documents": _("documents"),
    "parcours": _("path"),
}
"""Kinds of things dated, as words above the thread."""
DOCUMENT, DOCUMENTS = "dossiers.attachment", "documents"
_GROUP_OF: dict[str, str] = {
    "followup.encounter": "rencontres",
    "followup.networklink": "reseau",
    "followup.closetie": "reseau",
    "people.income": "ressources",
    DOCUMENT: DOCUMENTS,
}
_GROUP_OF_COMPARTMENT: dict[str, str] = {
    "housing": "logement",
    "money": "loyers",
    "health": "sante",
}


def group_of(label: str, compartment: Compartment) -> str:
    """The word under which a model's records are filtered."""
    return _GROUP_OF.get(label) or _GROUP_OF_COMPARTMENT.get(compartment.value, "parcours")


@dataclass(frozen=True, slots=True)
class Asked:
    """A look at the thread. `author` is "w" and the key of a worker or "u" and that of an account;
    `authored` the records that this account wrote, by table; hand-overs by their own key."""

    shown: int = STEP
    group: str = ""
    topic: str = ""
    author: str = ""
    words: str = ""
    kind: str = ""
    """A kind of encounter: case conferences alone, visits alone."""
    authored: Mapping[str, frozenset[Any]] = field(default_factory=dict)

    @property
    def most(self) -> int:
        """How many records are read: one more than shown, or all to look into."""
        return READ_AT_MOST if self.words else self.shown + 1

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.group or self.topic or self.author or self.words or self.kind)

    @property
    def worker(self) -> int:
        """The key of the worker asked for, 0 for none."""
        return int(self.author[1:]) if self.author.startswith("w") else 0

    @property
    def account(self) -> int:
        """The key of the account asked for, 0 for none."""
        return int(self.author[1:]) if self.author.startswith("u") else 0

    def keeps(self, label: str, compartment: Compartment) -> bool:
        """Whether records of a model can be part of the answer."""
        if self.group and group_of(label, compartment) != self.group:
            return False
        if self.topic and label not in {"followup.encounter", "followup.goal"}:
            return False
        return not ((self.worker or self.kind) and label != "followup.encounter")


def asked(values: Mapping[str, str], words: str = "") -> Asked:
    """What an address asks for; what makes no sense is left out."""
    group, topic = values.get("quoi", ""), values.get("sujet", "")
    author, kind = values.get("qui", ""), values.get("genre", "")
    key = author[1:]
    known = author[:1] in {"w", "u"} and key.isascii() and key.isdigit() and len(key) < 10
    return Asked(
        shown=_shown(values.get("n", "")),
        group=group if group in GROUPS else "",
        topic=topic if topic in lists.get("topic").codes else "",
        author=author if known else "",
        words=words.strip()[:LONGEST_WORDS],
        kind=kind if kind in lists.get("encounter_kind").codes else "",
    )


def _shown(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    return min(max(number, STEP), LARGEST)
