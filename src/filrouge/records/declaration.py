"""What an app says of a kind of record to get its pages: list, page, form, deletion.

A declaration names model fields; how each is shown and asked follows from the model and from the
few words given here. Nothing of this room knows a domain app: apps register in their `pages.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import models

from filrouge.access.policy import Capability

from .labels import LABELS

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

SUPPORT = "support"
CONNECT = "connect"
INSTITUTION = "institution"
HOUSING_FIRST = "hf"
PROGRAMMES = (HOUSING_FIRST, SUPPORT, CONNECT, INSTITUTION)
EDITORS = {
    HOUSING_FIRST: Capability.EDIT_HOUSING,
    SUPPORT: Capability.EDIT_SUPPORT,
    CONNECT: Capability.EDIT_CONNECT,
    INSTITUTION: Capability.EDIT_INSTITUTION,
}

type Prepare = Callable[[Any, Mapping[str, Any]], None]
type After = Callable[[Any, Any, Mapping[str, Any]], None]
type Refusals = Mapping[str, tuple[str, StrPromise]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of record.

    `slug` is its address, `programmes` the indexes that list it (the first gives the hue) and whose
    editors may write it. `heading` names the fields that together name one record. `order` may be
    empty: the heading's own. `filters` are shown as words with their counts; `year` is the date or
    the year filtered first.

    How fields are told: `lists` (field to controlled list, one code), `suggests` (same, but any
    other text is kept), `several` (codes between semicolons), `months` (a date that is the first of
    a month), `shapes` (field to a pattern and the sentence that asks for it). Fields named
    `*_cents` are asked and shown in euros.

    `prepare` completes a record from the values of a form before its rules are checked; `checks`
    raises `ValidationError` by field. `after` does what follows once a record is stored or gone: it
    gets the actor, the record and what it held before (nothing for a new one). `refusals` gives,
    for a constraint that does not speak for itself, the field and the sentence. `reserved`: only
    its editors read it (names of donors).

    `of` names the field that leads to a person: these records belong to files, no index lists them
    and their pages are those of the file. `also` are roles that write them though neither their pen
    (see `filrouge.access.files.PENS`) nor their programmes reach them. `within` gives a role the
    records whose field holds one of some codes, and no other.
    """

    slug: str
    model: type[models.Model]
    programmes: tuple[str, ...] = ()
    plural: StrPromise
    singular: StrPromise
    heading: tuple[str, ...]
    columns: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    year: str = ""
    search: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    labels: Mapping[str, StrPromise] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    suggests: Mapping[str, str] = field(default_factory=dict)
    several: Mapping[str, str] = field(default_factory=dict)
    months: tuple[str, ...] = ()
    shapes: Mapping[str, tuple[str, StrPromise]] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    prepare: Prepare | None = None
    checks: Prepare | None = None
    after: After | None = None
    refusals: Refusals = field(default_factory=dict)
    reserved: bool = False
    of: str = ""
    also: frozenset[str] = frozenset()
    within: Mapping[str, tuple[str, frozenset[str]]] = field(default_factory=dict)

    @property
    def table(self) -> str:
        """The database table, which names the record in the journal and in its origin."""
        return self.model._meta.db_table

    @property
    def hue(self) -> str:
        """The programme whose colour its pages have: the first; files are of Housing First."""
        return self.programmes[0] if self.programmes else HOUSING_FIRST

    @property
    def editors(self) -> tuple[Capability, ...]:
        """Rights of which one is enough to write this kind."""
        return tuple(EDITORS[programme] for programme in self.programmes)

    @property
    def fields(self) -> dict[str, models.Field[Any, Any]]:
        """The fields told and asked, in the order of the model."""
        own = [f for f in self.model._meta.concrete_fields if f.editable and not f.primary_key]
        told = [*own, *self.model._meta.many_to_many]
        return {f.name: f for f in told if f.name not in self.hidden and f.name != self.of}

    def label(self, name: str) -> StrPromise:
        """The word for a field; KeyError when nobody gave one."""
        return self.labels[name] if name in self.labels else LABELS[name]

    def action(self, verb: str) -> str:
        """The act as the journal writes it: `mobile_team.correct_request`."""
        return f"{self.model._meta.app_label}.{verb}_{self.model._meta.model_name}"

    def subject(self, key: int) -> str:
        """The record as the journal writes it: an identifier, never a name."""
        return f"{self.table} {key}"


@dataclass(frozen=True, slots=True)
class Finder:
    """How records of a model are named when typed: `find` maps the texts it recognises."""

    find: Callable[[Iterable[str]], dict[str, Any]]
    options: Callable[[], list[str]]
    name: Callable[[Any], str]


_KINDS: dict[str, Kind] = {}
_BY_MODEL: dict[type[models.Model], Kind] = {}
_FINDERS: dict[type[models.Model], Finder] = {}


def register(*kinds: Kind) -> None:
    """Add kinds. Raises `ValueError` when an address or a model is already taken."""
    for kind in kinds:
        if kind.slug in _KINDS or kind.slug in PROGRAMMES or kind.model in _BY_MODEL:
            raise ValueError(f"{kind.slug}: this address or this model already has its pages")
        _KINDS[kind.slug] = kind
        _BY_MODEL[kind.model] = kind


def register_finder(model: type[models.Model], finder: Finder) -> None:
    """Let records of a model be typed by name instead of chosen in a long list."""
    _FINDERS[model] = finder


def kinds(programme: str = "") -> list[Kind]:
    """Every kind that has an index, or those of a programme, in the order declared."""
    listed = [kind for kind in _KINDS.values() if not kind.of]
    return [kind for kind in listed if not programme or programme in kind.programmes]


def kinds_of_files() -> list[Kind]:
    """The kinds whose records belong to a person's file, in the order declared."""
    return [kind for kind in _KINDS.values() if kind.of]


def kind_at(slug: str, *, of_files: bool = False) -> Kind | None:
    """The kind at an address: of the indexes, or of the files."""
    kind = _KINDS.get(slug)
    return kind if kind is not None and bool(kind.of) is of_files else None


def kind_of(model: Any) -> Kind | None:
    """The kind of a model, when it has pages."""
    return _BY_MODEL.get(model)


def finder_of(model: Any) -> Finder | None:
    """How records of a model are typed, when they are."""
    return _FINDERS.get(model)
