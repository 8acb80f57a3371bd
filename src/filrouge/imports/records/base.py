"""What a row becomes: drafts of records, before the database is asked."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from django.db import models

from filrouge.imports.sheets.base import ParsedWorkbook, Row

UNKNOWN_SECTOR = "unknown"


@dataclass(frozen=True)
class Part:
    """A table whose rows belong to a record and are replaced with it (persons of an encounter)."""

    model: type[models.Model]
    owner: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Link:
    """Stands for the key of another record of the same step, which this run may still make."""

    identity: tuple[Hashable, ...]


@dataclass(slots=True)
class Draft:
    """A record to be: `identity` makes it the same record from one file to the next.

    `values` are columns (`person_id`, not `person`); `parts` are rows of the model's parts.
    """

    identity: tuple[Hashable, ...]
    values: dict[str, Any]
    sheet: str
    row: int
    parts: dict[str, tuple[tuple[Any, ...], ...]] = field(default_factory=dict)
    digest: str = ""
    fingerprint: str = ""


def digest_of(value: object) -> str:
    """32 hexadecimal digits that change with the value."""
    return blake2b(repr(value).encode(), digest_size=16).hexdigest()


class Ids:
    """Primary keys found or made in this run, by what the rows call them."""

    def __init__(self) -> None:
        self._known: dict[type[models.Model], dict[Hashable, int]] = {}

    def put(self, model: type[models.Model], name: Hashable, key: int) -> None:
        self._known.setdefault(model, {})[name] = key

    def get(self, model: type[models.Model], name: Hashable) -> int:
        return self._known[model][name]

    def all(self, model: type[models.Model]) -> dict[Hashable, int]:
        return self._known.get(model, {})


def copied(row: Row, *names: str) -> dict[str, Any]:
    """Values that go from the row to the record under the same name."""
    return {name: row[name] for name in names}


def sector_of(row: Row) -> str:
    """The sector frozen on a record; blank is unknown."""
    return row["sector"] or UNKNOWN_SECTOR


type Builder = Callable[[ParsedWorkbook, Ids], Iterable[Draft]]


@dataclass(frozen=True)
class Step:
    """How the rows of a workbook become the records of one model.

    `named` records are looked up by later steps under their identity. `shared` ones (a name, a
    code) are only made when absent, never changed: several sheets and workbooks lean on them.
    `key`: the column by which shared records are known. `parent`: the column that
    points at another record of the same model, written as a `Link`.
    """

    model: type[models.Model]
    build: Builder
    named: bool = False
    shared: bool = False
    key: str = ""
    parts: tuple[tuple[str, Part], ...] = ()
    parent: str = ""


def with_digests(step: Step, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Number rows that look the same (two deliveries of a day); digest identities and values."""
    met: Counter[tuple[Hashable, ...]] = Counter()
    for draft in drafts:
        met[draft.identity] += 1
        draft.digest = digest_of(
            (step.model._meta.label_lower, draft.identity, met[draft.identity])
        )
        draft.fingerprint = digest_of((sorted(draft.values.items()), sorted(draft.parts.items())))
        yield draft
