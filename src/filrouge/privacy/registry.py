"""The privacy registry: for every field of every model, what it is, why it is kept, who reads it.

One file an app in `registry/`, one table a model. `purpose`, `reader`, `retention` and `report`
are said once for the model and again, under `only`, for a field that differs; each field is named
in exactly one class. A name, a narrative or what concerns a third party never serves a report
unless its own line says so. Erasure, retention, export and the register of processing read this.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from django.apps import apps
from django.db import models

from filrouge.vault.fields import SealedText


class Class(StrEnum):
    """What a field says."""

    IDENTITY = "identity"
    """Who somebody is: names, numbers, dates of birth, links to a person."""
    SENSITIVE = "sensitive"
    """Health, housing, money, what is lived: harmless only without identity."""
    NARRATIVE = "narrative"
    """Free text about somebody."""
    THIRD_PARTY = "third_party"
    """Somebody else, inside the file of a person: masked when the person gets a copy."""
    PLAIN = "plain"
    """Nothing about anybody."""


LABELS = {
    Class.IDENTITY: "identité",
    Class.SENSITIVE: "sensible",
    Class.NARRATIVE: "récit",
    Class.THIRD_PARTY: "tiers",
    Class.PLAIN: "neutre",
}
REPORTS = {
    "aggregate": "compté, jamais montré",
    "text": "imprimé",
    "none": "aucun",
}
_TEXTS = (models.CharField, models.TextField, models.JSONField)
NEVER_REPORTED = frozenset({Class.IDENTITY, Class.NARRATIVE, Class.THIRD_PARTY})


@dataclass(frozen=True, slots=True)
class Entry:
    """What the registry says of one field."""

    model: str
    field: str
    cls: Class
    purpose: str
    reader: str
    retention: str
    report: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What the registry says of one model.

    `person` is the lookup that leads to the person whose file it belongs to, "self" for the person,
    nothing for a model about nobody accompanied.
    """

    model: str
    processing: str
    purpose: str
    person: str
    entries: Mapping[str, Entry]

    def of(self, *classes: Class) -> tuple[str, ...]:
        """The fields of these classes, in the order of the model."""
        return tuple(name for name, entry in self.entries.items() if entry.cls in classes)


class RegistryError(Exception):
    """A registry that cannot be read, in a sentence naming the line at fault."""


def stored_models() -> dict[str, type[models.Model]]:
    """Every model of ours that has a table, the tables of many-to-many fields included."""
    return {
        model._meta.label_lower: model
        for config in apps.get_app_configs()
        if config.name.startswith("filrouge.")
        for model in config.get_models(include_auto_created=True)
    }


@cache
def kinds() -> Mapping[str, Kind]:
    """The whole registry, by model. RegistryError when a table is not well written."""
    found: dict[str, Kind] = {}
    for file in sorted(files(__package__).joinpath("registry").iterdir(), key=lambda f: f.name):
        app = file.name.removesuffix(".toml")
        for name, said in tomllib.loads(file.read_text("utf-8")).items():
            found[f"{app}.{name}"] = read_kind(f"{app}.{name}", said)
    return found


def read_kind(model: str, said: Mapping[str, Any]) -> Kind:
    """One table of the registry. RegistryError for a field in two classes or a word left out."""
    entries: dict[str, Entry] = {}
    try:
        for cls in Class:
            for field in said.get(cls.value, "").split():
                if field in entries:
                    raise RegistryError(f"{model}.{field}: two classes")
                entries[field] = _entry(model, field, cls, said)
        unknown = set(said.get("only", {})) - set(entries)
        if unknown:
            raise RegistryError(f"{model}: {', '.join(sorted(unknown))} has no class")
        return Kind(model, said["processing"], said["purpose"], said.get("person", ""), entries)
    except KeyError as error:
        raise RegistryError(f"{model}: no {error}") from error


def _entry(model: str, field: str, cls: Class, said: Mapping[str, Any]) -> Entry:
    own = said.get("only", {}).get(field, {})
    report = "none" if cls in NEVER_REPORTED else said["report"]
    return Entry(
        model,
        field,
        cls,
        own.get("purpose", said["purpose"]),
        own.get("reader", said["reader"]),
        own.get("retention", said["retention"]),
        own.get("report", report),
    )


def gaps(known: Mapping[str, Kind] | None = None) -> list[str]:
    """Fields without an entry and entries without a field, sorted; empty when all is said."""
    known = kinds() if known is None else known
    stored = {
        f"{label}.{field.name}"
        for label, model in stored_models().items()
        for field in model._meta.concrete_fields
    }
    said = {f"{kind.model}.{name}" for kind in known.values() for name in kind.entries}
    without = [f"{name}: no entry" for name in stored - said]
    return sorted([*without, *(f"{name}: no such field" for name in said - stored)])


def of_persons() -> Iterator[tuple[type[models.Model], Kind]]:
    """The models that belong to the file of a person, the person first."""
    stored = stored_models()
    for kind in sorted(kinds().values(), key=lambda kind: (kind.person != "self", kind.model)):
        if kind.person:
            yield stored[kind.model], kind


def records_of(model: type[models.Model], kind: Kind, person_id: int) -> models.QuerySet[Any]:
    """The records of a kind that belong to a person's file, oldest first."""
    lookup = "pk" if kind.person == "self" else kind.person
    return model._base_manager.filter(**{lookup: person_id}).order_by("pk")


@cache
def in_clear() -> dict[str, str]:
    """Why a field that says something about a person in words or codes is not sealed."""
    text = files(__package__).joinpath("in_clear.toml").read_text("utf-8")
    groups = tomllib.loads(text).values()
    return {field: group["why"] for group in groups for field in group["fields"].split()}


def unsealed(known: Mapping[str, Kind] | None = None) -> set[str]:
    """Texts about persons that the database holds in clear: narratives anywhere, and every column
    of words or codes in what belongs to a person's file, but for what says nothing about anybody.
    """
    known = kinds() if known is None else known
    return {
        f"{label}.{field.name}"
        for label, model in stored_models().items()
        for field in model._meta.concrete_fields
        if isinstance(field, _TEXTS)
        and not isinstance(field, SealedText)
        and _says_something(known[label], field.name)
    }


def _says_something(kind: Kind, name: str) -> bool:
    cls = kind.entries[name].cls
    return cls is Class.NARRATIVE or (bool(kind.person) and cls is not Class.PLAIN)


@cache
def processings() -> dict[str, Any]:
    """The processings and the durations, as written in `processings.toml`."""
    text = files(__package__).joinpath("processings.toml").read_text("utf-8")
    return tomllib.loads(text)
