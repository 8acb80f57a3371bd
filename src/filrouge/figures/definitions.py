"""Reads the catalogue: TOML files of definitions, one file of texts per language.

An entry whose id holds `{code}` is a family: one definition over the members of a vocabulary (or
over named members), which gives one indicator per member.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from filrouge.common.text import label_key
from filrouge.vocabulary import lists

from .kernel.conditions import freeze
from .kernel.indicator import Indicator, Texts

LANGUAGES = ("fr", "nl", "en")
_OWN = {"id", "version", "unit", "measure", "decimals", "suffix", "fact", "field", "where"}
_FAMILY = {"vocabulary", "members", "only", "key", "in_base", "as_field", "label_key"}


def _files(folder: str) -> Iterator[tuple[str, dict[str, Any]]]:
    root = files("filrouge.figures") / "catalogue" / folder
    for source in sorted(root.iterdir(), key=lambda f: f.name):
        if source.name.endswith(".toml"):
            yield source.name, tomllib.loads(source.read_text("utf-8"))


@cache
def catalogue() -> Mapping[str, Indicator]:
    """Every indicator by id, in the order of the report."""
    texts = {
        language: {
            id_: entry
            for _, content in _files(f"texts/{language}")
            for id_, entry in content.items()
        }
        for language in LANGUAGES
    }
    found: dict[str, Indicator] = {}
    for programme in ("housing_first",):
        for chapter in CHAPTERS[programme]:
            source = files("filrouge.figures") / "catalogue" / programme / f"{chapter}.toml"
            content = tomllib.loads(source.read_text("utf-8"))
            for indicator in _indicators(content, texts):
                if indicator.id in found:
                    raise ValueError(f"{indicator.id} is defined twice")
                found[indicator.id] = indicator
    return _with_family_parts(found)


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
}


def _indicators(content: dict[str, Any], texts: dict[str, dict[str, Any]]) -> Iterator[Indicator]:
    for entry in content["indicator"]:
        for row in _members(entry) if "{code}" in entry["id"] else [entry]:
            yield _indicator(row, content["chapter"], entry, texts)


def _members(entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One definition per member of the family."""
    for code, value, extra in _named(entry):
        row = {key: value for key, value in entry.items() if key not in _FAMILY}
        places = {**extra, "code": code}
        row = {k: v.format(**places) if isinstance(v, str) else v for k, v in row.items()}
        row["member"] = code
        if entry.get("as_field"):
            row["field"] = value
        elif key := entry.get("key"):
            condition = {key: label_key(value) if entry.get("label_key") else value}
            row["where"] = dict(row.get("where", {})) | condition
            if entry.get("in_base"):
                row["base_where"] = dict(row.get("base_where", {})) | condition
        yield row


def _named(entry: dict[str, Any]) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    if members := entry.get("members"):
        yield from ((str(code), value, {}) for code, value in members.items())
        return
    for term in lists.get(entry["vocabulary"]).terms:
        if term.code in entry.get("only", (term.code,)):
            yield term.code, term.code, term.extra


def _indicator(
    row: dict[str, Any], chapter: str, entry: dict[str, Any], texts: dict[str, dict[str, Any]]
) -> Indicator:
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
                entries.get(entry["id"], {}), member, entry.get("vocabulary", ""), language
            )
            for language, entries in texts.items()
        },
    )


def _texts(entry: dict[str, Any], member: str, vocabulary: str, language: str) -> Texts:
    """The texts of a language; `{member}` is the label of the member of a family."""
    name = entry.get("members", {}).get(member, member)
    if vocabulary and member:
        name = getattr(lists.get(vocabulary).term(member), language)

    def fill(key: str) -> str:
        return str(entry.get(key, "")).replace("{member}", name)

    return Texts(fill("label"), fill("definition"), fill("sentence"), fill("choice"))


def _with_family_parts(found: dict[str, Indicator]) -> dict[str, Indicator]:
    """Totals over a family get the ids of its members as parts."""
    for indicator in found.values():
        if prefix := indicator.options.get("family_parts"):
            indicator.options["parts"] = [  # type: ignore[index]
                id_ for id_, other in found.items() if other.family and id_.startswith(prefix)
            ]
    return found


def indicator(id_: str) -> Indicator:
    """The definition of an id; KeyError when the catalogue has none."""
    return catalogue()[id_]
