"""Reads the catalogue: TOML files of definitions, one folder of texts per language.

An entry whose id holds a place is a family, one definition that gives one indicator per member:
- `{code}`: the members are the terms of a `vocabulary`, or named in `members`;
- other places (`{cycle}`, `{group}`...): the members are what the rows of the fact `members_of`
  hold in the year (`places` gives the field of each place, `names` that of its words; a share
  is of the rows that agree on the places `in_base`, all by default): the engine adds them to the
  catalogue of the period.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from filrouge.common.text import label_key
from filrouge.vocabulary import lists

from .kernel.conditions import Row, freeze
from .kernel.indicator import Indicator, Texts
from .kernel.rows import values_of

LANGUAGES = ("fr", "nl", "en")
_OWN = {"id", "version", "unit", "measure", "decimals", "suffix", "fact", "field", "where"}
_FAMILY = {"vocabulary", "members", "only", "key", "in_base", "as_field", "label_key"}
_OPEN = {"members_of", "places", "names", "member_where", "but", "in_base"}

CHAPTERS: dict[str, tuple[str, ...]] = {
    "housing_first": (
        "persons",
        "homes",
        "health",
        "encounters",
        "harm_reduction",
        "network",
        "context",
    ),
    "connect": (
        "intervision",
        "events",
        "representation",
        "newsletter",
        "networks",
        "context",
    ),
    "support": (
        "mobile",
        "supervision",
        "pat",
        "pat_training",
        "intervision",
        "representation",
        "training",
    ),
    "institution": ("governance", "funding", "staff", "quality", "lists"),
}
"""The chapters of each programme, in the order of the report."""


@dataclass(frozen=True)
class OpenFamily:
    """A family whose members are made from the data."""

    entry: dict[str, Any]
    chapter: str

    @property
    def members_of(self) -> str:
        """The fact whose rows give the members."""
        return str(self.entry["members_of"])

    def expand(self, rows: Iterable[Row]) -> Iterator[Indicator]:
        """One indicator per distinct combination of values of the places, in their order."""
        entry, places = self.entry, self.entry["places"]
        wanted = entry.get("member_where", {})
        names = entry.get("names", {})
        found: dict[tuple[Any, ...], Row] = {}
        member, place = values_of(tuple(wanted)), values_of(tuple(places.values()))
        asked = tuple(wanted.values())
        for row in rows:
            if member(row) == asked:
                found.setdefault(place(row), row)
        for values in sorted(values for values in found if all(values)):
            named = dict(zip(places, values, strict=True))
            if entry["id"].format(**named) in entry.get("but", ()):
                continue
            definition = {k: v for k, v in entry.items() if k not in _OPEN}
            definition = {
                key: value.format(**named) if isinstance(value, str) else value
                for key, value in definition.items()
            }
            condition = dict(zip(places.values(), values, strict=True))
            if definition.get("fact"):
                definition["where"] = dict(definition.get("where", {})) | condition
                inside = entry.get("in_base", list(places))
                condition = {places[name]: named[name] for name in inside}
                definition["base_where"] = dict(definition.get("base_where", {})) | condition
            row = found[values]
            shown = {
                language: {n: _word(row[names.get(n, f)], language) for n, f in places.items()}
                for language in LANGUAGES
            }
            definition["member"] = " · ".join(shown["fr"].values())
            yield _indicator(definition, self.chapter, entry, shown)


def _word(value: Any, language: str) -> str:
    """A value of a place; one that has words in each language is a mapping."""
    return str(value[language] if isinstance(value, Mapping) else value)


def _load(folder: str) -> Iterator[dict[str, Any]]:
    root = files("filrouge.figures") / "catalogue" / folder
    for source in sorted(root.iterdir(), key=lambda f: f.name):
        if source.name.endswith(".toml"):
            yield tomllib.loads(source.read_text("utf-8"))


@cache
def _all_texts() -> dict[str, dict[str, dict[str, Any]]]:
    """By language, the texts of each id or family."""
    return {
        language: {
            id_: entry for content in _load(f"texts/{language}") for id_, entry in content.items()
        }
        for language in LANGUAGES
    }


@cache
def _entries() -> tuple[tuple[str, dict[str, Any]], ...]:
    """Every entry of the catalogue with its chapter, in the order of the report."""
    found = []
    for programme, chapters in CHAPTERS.items():
        for chapter in chapters:
            source = files("filrouge.figures") / "catalogue" / programme / f"{chapter}.toml"
            content = tomllib.loads(source.read_text("utf-8"))
            found += [(content["chapter"], entry) for entry in content["indicator"]]
    return tuple(found)


@cache
def catalogue() -> Mapping[str, Indicator]:
    """Every indicator whose id does not depend on the data, in the order of the report."""
    found: dict[str, Indicator] = {}
    for chapter, entry in _entries():
        if "members_of" in entry:
            continue
        for row in _members(entry) if "{code}" in entry["id"] else [entry]:
            indicator = _indicator(row, chapter, entry, {})
            if indicator.id in found:
                raise ValueError(f"{indicator.id} is defined twice")
            found[indicator.id] = indicator
    return _with_family_parts(found)


@cache
def open_families() -> tuple[OpenFamily, ...]:
    """The families whose members are made from the data."""
    return tuple(
        OpenFamily(entry, chapter) for chapter, entry in _entries() if "members_of" in entry
    )


def _members(entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One definition per member of a family over a list."""
    for code, value, extra in _named(entry):
        row = {key: value for key, value in entry.items() if key not in _FAMILY}
        places = {**extra, "code": code}
        row = {k: v.format(**places) if isinstance(v, str) else v for k, v in row.items()}
        row["member"] = code
        if entry.get("as_field"):
            row["field"] = value
        elif key := entry.get("key"):
            condition = {key: _keys(value) if entry.get("label_key") else value}
            row["where"] = dict(row.get("where", {})) | condition
            if entry.get("in_base"):
                row["base_where"] = dict(row.get("base_where", {})) | condition
        yield row


def _keys(value: Any) -> Any:
    return [label_key(name) for name in value] if isinstance(value, list) else label_key(value)


def _named(entry: dict[str, Any]) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    if members := entry.get("members"):
        yield from ((str(code), value, {}) for code, value in members.items())
        return
    for term in lists.get(entry["vocabulary"]).terms:
        if term.code in entry.get("only", (term.code,)):
            yield term.code, term.code, term.extra


def _indicator(
    row: dict[str, Any],
    chapter: str,
    entry: dict[str, Any],
    shown: Mapping[str, Mapping[str, str]],
) -> Indicator:
    """An indicator of an entry; `shown`: by language, the words of the places of a family."""
    decimals, member = row.get("decimals", 0), row.get("member", "")
    return Indicator(
        id=row["id"],
        version=row.get("version", 1),
        unit=row["unit"],
        measure=row["measure"],
        chapter=chapter,
        decimals=None if decimals == "recorded" else decimals,
        suffix=row.get("suffix", ""),
        fact=row.get("fact", ""),
        field=row.get("field", ""),
        where=freeze(row.get("where", {})),
        options={k: v for k, v in row.items() if k not in _OWN | {"member"}},
        family=entry["id"] if member else "",
        member=member,
        texts={
            language: _texts(
                texts.get(entry["id"], {}), member, entry, language, shown.get(language, {})
            )
            for language, texts in _all_texts().items()
        },
    )


def _texts(
    texts: dict[str, Any],
    member: str,
    entry: dict[str, Any],
    language: str,
    shown: Mapping[str, str],
) -> Texts:
    """The texts of a language; `{member}` is the label of the member of a family."""
    name = texts.get("members", {}).get(member, member)
    if (vocabulary := entry.get("vocabulary")) and member:
        name = getattr(lists.get(vocabulary).term(member), language)
    places = {"member": name, **shown}

    def fill(key: str) -> str:
        text = str(texts.get(key, ""))
        for place, words in places.items():
            text = text.replace(f"{{{place}}}", words)
        return text

    called = " · ".join(shown.values()) or name
    return Texts(fill("label"), fill("definition"), fill("sentence"), fill("choice"), called)


def _with_family_parts(found: dict[str, Indicator]) -> dict[str, Indicator]:
    """Totals over a family get the ids of its members as parts."""
    for indicator in found.values():
        if prefix := indicator.options.get("family_parts"):
            indicator.options["parts"] = [  # type: ignore[index]
                id_ for id_, other in found.items() if other.family and id_.startswith(prefix)
            ]
    return found
