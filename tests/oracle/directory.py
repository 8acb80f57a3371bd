"""Institutions, bodies and funders by name or alias, and lists of names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from .reading import Book, fold, sheet
from .rounding import Figures, put_list

SMES = fold("Smes")


class Directory:
    """A sheet `Nom`, `Alias` by `|`: every spelling leads to the name of the directory."""

    def __init__(self, book: Book, name: str) -> None:
        self.names: dict[str, str] = {}
        rows = sheet(book, name)
        for row in rows:
            for alias in row.text("Alias").split("|"):
                if alias.strip():
                    self.names[fold(alias)] = row.text("Nom")
        for row in rows:  # a name is stronger than the alias of another row
            self.names[fold(row.text("Nom"))] = row.text("Nom")

    def known(self, text: str) -> str:
        """The name of the directory, '' when blank; ValueError when it is not there."""
        if not text:
            return ""
        if fold(text) not in self.names:
            raise ValueError(f"{text!r} is not in the directory")
        return self.names[fold(text)]

    def free(self, text: str) -> str:
        """The name of the directory when it is there, else the text as typed."""
        return self.names.get(fold(text), text)


def distinct(names: Iterable[str]) -> list[str]:
    """Distinct names, blanks left out, alphabetical without accents or case."""
    by_key: dict[str, str] = {}
    for name in sorted(name for name in names if name):
        by_key.setdefault(fold(name), name)
    return [by_key[key] for key in sorted(by_key)]


def put_names(out: Figures, name: str, names: Iterable[str]) -> None:
    put_list(out, name, distinct(names))


def with_counts(names: Collection[str]) -> list[str]:
    """Distinct names, `(n)` behind those that come n times."""
    times = Counter(fold(name) for name in names)
    return [
        f"{name} ({times[fold(name)]})" if times[fold(name)] > 1 else name
        for name in distinct(names)
    ]
