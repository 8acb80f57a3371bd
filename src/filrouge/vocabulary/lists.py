"""Controlled lists used by forms, imports and figures.

Each list is a TOML file of `vocabulary/data`; each term has a stable code, labels in French, Dutch
and English, and the spellings that are read as the same term (`docs/format.md`).
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.translation import get_language

from filrouge.common.text import label_key, loose_key


@dataclass(frozen=True)
class Term:
    """One value of a list. `extra` holds what belongs to this list only (category, postcode...)."""

    code: str
    fr: str
    nl: str
    en: str
    aliases: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict, hash=False)

    @property
    def label(self) -> str:
        """The label in the reader's language."""
        return str(getattr(self, (get_language() or "fr")[:2], self.fr))

    @property
    def spellings(self) -> tuple[str, ...]:
        return (self.fr, *self.aliases)


class Vocabulary:
    """An ordered list of terms that can be found by code or by any of their spellings."""

    def __init__(self, name: str, terms: tuple[Term, ...], key: Callable[[str], str]) -> None:
        self.name = name
        self.terms = terms
        self._key = key
        self._by_code = {term.code: term for term in terms}
        self._by_spelling = {key(s): term.code for term in terms for s in term.spellings}

    @property
    def codes(self) -> list[str]:
        return list(self._by_code)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Codes and French labels, as Django fields want them."""
        return [(term.code, term.fr) for term in self.terms]

    def term(self, code: str) -> Term:
        """KeyError when the code is not of this list."""
        return self._by_code[code]

    def label(self, code: str) -> str:
        """The label in the reader's language; an unknown code is shown as it is."""
        term = self._by_code.get(code)
        return term.label if term else code

    def resolve(self, text: str) -> str | None:
        """The code of a spelling, or None when nobody writes it so."""
        return self._by_spelling.get(self._key(text))

    @property
    def spellings(self) -> list[str]:
        """French labels, in order: what to suggest to somebody who wrote something else."""
        return [term.fr for term in self.terms]


@cache
def get(name: str) -> Vocabulary:
    """The list of that name; KeyError when there is none."""
    source = files("filrouge.vocabulary") / "data" / f"{name}.toml"
    if not source.is_file():
        raise KeyError(name)
    content = tomllib.loads(source.read_text("utf-8"))
    known = {"code", "fr", "nl", "en", "aliases"}
    terms = tuple(
        Term(
            code=str(row["code"]),
            fr=row["fr"],
            nl=row.get("nl", row["fr"]),
            en=row.get("en", row["fr"]),
            aliases=tuple(row.get("aliases", ())),
            extra={k: v for k, v in row.items() if k not in known},
        )
        for row in content["terms"]
    )
    return Vocabulary(name, terms, loose_key if content.get("hyphen_is_blank") else label_key)


def names() -> list[str]:
    """Every list of the package, alphabetical."""
    folder = files("filrouge.vocabulary") / "data"
    return sorted(
        f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")
    )
