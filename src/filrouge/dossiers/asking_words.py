"""The ways of narrowing the thread, as words above it and two lists."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from filrouge.access.files import Compartment
from filrouge.access.models import User
from filrouge.people.models import Person
from filrouge.vocabulary import lists
from filrouge.web.components import Filter

from .asked import DOCUMENTS, GROUPS, Asked, group_of
from .sections import held
from .writers import authors


@dataclass(frozen=True, slots=True)
class Filters:
    """Words, topics and authors that make sense for whoever reads; `kept` is the address."""

    words: list[Filter]
    topics: list[tuple[str, str]]
    authors: list[tuple[str, str]]
    kinds: list[tuple[str, str]]
    kept: str


def filters(person: Person, opened: frozenset[Compartment], user: User, asked: Asked) -> Filters:
    """Only kinds of the open parts; topics when encounters are open."""
    codes = {DOCUMENTS} | {
        group_of(model._meta.label_lower, one) for one in opened for model in held().get(one, ())
    }
    narrowed = {"genre": asked.kind, "sujet": asked.topic, "qui": asked.author}
    words = [Filter(_("everything"), _address({**narrowed, "quoi": ""}), not asked.group)]
    words += [
        Filter(str(word), _address({**narrowed, "quoi": code}), asked.group == code)
        for code, word in GROUPS.items()
        if code in codes
    ]
    topics, kinds = lists.get("topic"), lists.get("encounter_kind")
    noted = Compartment.PSYCHOSOCIAL in opened
    return Filters(
        words,
        [(term.code, term.label) for term in topics.terms] if noted else [],
        authors(person, opened, user),
        [(term.code, term.label) for term in kinds.terms] if noted else [],
        _address({**narrowed, "quoi": asked.group}),
    )


def _address(values: dict[str, str]) -> str:
    said = {name: value for name, value in values.items() if value}
    return f"?{urlencode(said)}" if said else "?"
