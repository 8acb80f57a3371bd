"""What earlier publications printed and hid of numbers of persons, for whoever publishes next."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from .models import Edition, Publication


@dataclass(frozen=True)
class Past:
    """`decisions` are those of the same period, oldest first; `forgotten` the hidden years by id.

    A year is forgotten when no publication of it printed the figure: the next years do not either.
    """

    decisions: tuple[Mapping[str, Any], ...] = ()
    forgotten: Mapping[str, frozenset[int]] = field(default_factory=dict)


def past_of(edition: Edition) -> Past:
    """What was published before an edition: the same year, and the years it is compared with."""
    rows = Publication.objects.filter(edition__year__lte=edition.year)
    kept = rows.order_by("edition__year", "number").values_list("edition__year", "pk", "digest")
    by_year: dict[int, list[Mapping[str, Any]]] = {}
    for year, pk, digest in kept:
        by_year.setdefault(year, []).append(_decision(pk, digest))
    same = by_year.pop(edition.year, [])
    return Past(tuple(one for one in same if one), _forgotten(by_year))


def _forgotten(by_year: Mapping[int, Iterable[Mapping[str, Any]]]) -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for year, decisions in by_year.items():
        hidden = [set(one.get("masked", ())) for one in decisions]
        for id_ in set.intersection(*hidden) if hidden else ():
            found.setdefault(id_, set()).add(year)
    return {id_: frozenset(years) for id_, years in found.items()}


@lru_cache(maxsize=32)
def _decision(pk: int, _digest: str) -> Mapping[str, Any]:
    """What a publication decided; read once a process, it never changes."""
    content = Publication.objects.values_list("content", flat=True).get(pk=pk)
    found: Mapping[str, Any] = json.loads(content)["document"].get("disclosure", {})
    return found
