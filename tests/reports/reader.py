"""A reader of a whole publication who computes: all that is printed, and bounds of what is not.

He has the files (annex as spreadsheet and as data, tables and sentences of the web page) and the
definitions. He knows that a part is no larger than its whole and that parts asked of one field do
not overlap. Written without a look at what hides.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from math import ceil, floor
from typing import Any

import numpy as np
from lxml import html
from python_calamine import CalamineWorkbook
from scipy.optimize import linprog  # type: ignore[import-untyped]

from filrouge.figures.definitions import catalogue
from filrouge.figures.kernel.indicator import Indicator

SMALL, MASKED = "<\u202f5", "masqué"
PERSONS = ("followed", "end", "income", "anniversary", "use", "symptoms", "functioning", "move")
_NEARLY = 1e-6
_GROUPED = re.compile(
    r"\[(?:figure|table): ([a-z_.0-9]+)\]\{.*?by=(sex|team|funding|commune|age_class)"
)
type Name = tuple[str, frozenset[tuple[str, Any]]]
"""What is counted: a fact, and what is asked of its rows."""
type Terms = dict[Name, float]


def named(indicator: Indicator) -> tuple[Name | None, Name | None]:
    """What a count counts; what the numerator and the base of a share count."""
    if indicator.measure == "same":
        return named(catalogue()[indicator.options["of"]])
    if indicator.measure in ("ratio", "one_in"):
        top = catalogue().get(indicator.options["numerator"])
        base = catalogue().get(indicator.options["denominator"])
        return (named(top)[0] if top else None, named(base)[0] if base else None)
    if indicator.fact not in PERSONS:
        return None, None
    where = frozenset(indicator.where)
    if indicator.measure == "count":
        return (indicator.fact, where), None
    if indicator.measure == "share":
        base = frozenset(dict(indicator.options.get("base_where", {})).items())
        return (indicator.fact, where | base), (indicator.fact, base)
    if indicator.measure in ("known", "mean", "median"):
        counted = (indicator.fact, where | {(f"{indicator.field}__known", True)})
        return (counted, None) if indicator.measure == "known" else (None, counted)
    return None, None


class Reader:
    """What is printed of persons (`known`), what is marked as small, and what binds the rest."""

    def __init__(self, files: Mapping[str, bytes], written: Sequence[str] = ()) -> None:
        self.known: dict[Name, float] = {}
        self.marked: set[Name] = set()
        self.masked: set[Name] = set()
        self.groups: defaultdict[tuple[Name, str], set[Name]] = defaultdict(set)
        self.rests: dict[str, Terms] = {}
        for row in (*_data(files["json"]), *_sheet(files["xlsx"])):
            self._reads(*row)
        for id_, words in _sentences(files["html"]):
            self._reads(id_, words, "", "")
        for words, one in zip(written, json.loads(files["json"])["exhibits"], strict=False):
            self._tables(words, one["rows"])
        self._names = self._all()
        self._bind()

    def _reads(self, id_: str, value: str, numerator: str, base: str) -> None:
        indicator = catalogue().get(id_)
        if indicator is None:
            return
        first, second = named(indicator)
        plain = indicator.measure in ("count", "known", "same") and second is None
        for name, text in ((first, value if plain else numerator), (second, base)):
            if name is not None and (number := _number(text)) is not None:
                # A sentence may speak of another year or of a group: what the annex says stands.
                self.known.setdefault(name, number)
            elif name is not None and plain and text == SMALL:
                self.marked.add(name)
            elif name is not None and plain and text == MASKED:
                self.masked.add(name)

    def _tables(self, written: str, rows: Sequence[Sequence[str]]) -> None:
        """The groups of a table: together they are the whole."""
        found = _GROUPED.search(written)
        indicator = catalogue().get(found[1]) if found else None
        whole = named(indicator)[0] if indicator else None
        if found is None or whole is None:
            return
        for label, shown, *_more in rows:
            name = (whole[0], whole[1] | {(f"by {found[2]}", label)})
            if label == "Ensemble":
                continue
            self.groups[whole, found[2]].add(name)
            if (number := _number(shown)) is not None:
                self.known.setdefault(name, number)
            else:
                (self.marked if shown == SMALL else self.masked).add(name)

    def _all(self) -> dict[Name, int]:
        found: dict[Name, None] = {}
        for indicator in catalogue().values():
            for name in named(indicator):
                if name:
                    found[name] = None
                    found[name[0], frozenset()] = None
        found |= dict.fromkeys(name for groups in self.groups.values() for name in groups)
        return {name: at for at, name in enumerate(found)}

    def _bind(self) -> None:
        """Parts of one field do not overlap; a part is within its whole."""
        parts: defaultdict[tuple[Name, str], list[Name]] = defaultdict(list)
        for fact, where in self._names:
            for key, value in where:
                if key.startswith("by "):
                    continue
                whole = (fact, frozenset(one for one in where if one != (key, value)))
                if whole in self._names:
                    field = f"{key.partition('__')[0]}{_alone(key, value)}"
                    parts[whole, field].append((fact, where))
        for (whole, field), found in parts.items():
            rest = {whole: 1.0, **dict.fromkeys(found, -1.0)}
            self.rests[f"{whole[0]} {sorted(map(str, whole[1]))} without {field}"] = rest
        for indicator in catalogue().values():
            top, base = named(indicator)
            if indicator.measure in ("share", "ratio", "one_in") and top and base:
                self.rests[f"without {indicator.id}"] = {base: 1.0, top: -1.0}

    # --- bounds --------------------------------------------------------------------------------

    def bounds(self, terms: Terms) -> tuple[int, float]:
        """The least and the most that a sum of numbers can be, given all that is printed."""
        low, high = self._most(terms, -1), self._most(terms, 1)
        return ceil(-low - _NEARLY), floor(high + _NEARLY) if high < float("inf") else high

    def _most(self, terms: Terms, sign: int) -> float:
        limits: list[tuple[float, float | None]] = [(0, None)] * len(self._names)
        for name, at in self._names.items():
            if name in self.known:
                limits[at] = (self.known[name], self.known[name])
            elif name in self.marked:
                limits[at] = (1, 4)
            elif name in self.masked:
                limits[at] = (5, None)
        sums = [{whole: 1.0, **dict.fromkeys(of, -1.0)} for (whole, _by), of in self.groups.items()]
        found = linprog(
            -sign * self._row(terms),
            A_ub=-np.array([self._row(one) for one in self.rests.values()]),
            b_ub=np.zeros(len(self.rests)),
            A_eq=np.array([self._row(one) for one in sums]).reshape(-1, len(self._names)),
            b_eq=np.zeros(len(sums)),
            bounds=limits,
            method="highs",
        )
        assert found.status in (0, 3), found.message
        return float("inf") if found.status == 3 else -float(found.fun)

    def _row(self, terms: Terms) -> np.ndarray:
        row = np.zeros(len(self._names))
        for name, factor in terms.items():
            row[self._names[name]] += factor
        return row

    # --- what he learns ------------------------------------------------------------------------

    def learnt(self, truth: Mapping[Name, float]) -> list[str]:
        """Hidden numbers and remainders of one to four persons that he is sure of."""
        found = []
        for name in self._names:
            if 0 < truth.get(name, 0) < 5:
                found += self._sure(str(name), {name: 1.0}, truth, name in self.marked)
        for name in {name for groups in self.groups.values() for name in groups} & self.marked:
            low, high = self.bounds({name: 1.0})
            if low == high:
                found.append(f"{name} is {low}")
        for said, terms in self.rests.items():
            if all(name in truth for name in terms):
                beside = not self.marked.isdisjoint(terms)
                found += self._sure(said, terms, truth, beside)
        return found

    def _sure(
        self, said: str, terms: Terms, truth: Mapping[Name, float], marked: bool
    ) -> Iterator[str]:
        """A mark says by itself "1 to 4": there, it must not be known which one."""
        true = sum(factor * truth[name] for name, factor in terms.items())
        if not 0 < true < 5:
            return
        low, high = self.bounds(terms)
        if low == high or (not marked and low > 0 and high < 5):
            yield f"{said} = {true:g}: {low} to {high}"


def truth_of(values: Mapping[str, Any]) -> dict[Name, float]:
    """The true numbers, from the figures as staff read them."""
    found: dict[Name, float] = {}
    for id_, value in values.items():
        if (indicator := catalogue().get(id_)) is None:
            continue
        first, second = named(indicator)
        for name, text in ((first, value.numerator or value.exact), (second, value.denominator)):
            number = _number(text)
            if name is not None and number is not None:
                found[name] = number
    return found


def _alone(key: str, value: Any) -> str:
    """What may hold other parts asked of its field stands by itself; the others do not overlap."""
    lookup = key.partition("__")[2]
    return "" if lookup in ("", "gt", "gte", "lt") else f" {lookup} {value}"


# --- the files ---------------------------------------------------------------------------------


def _data(file: bytes) -> Iterator[tuple[str, str, str, str]]:
    for one in json.loads(file)["figures"]:
        base = one["denominator"] or ("" if one["base"] is None else str(one["base"]))
        yield one["id"], one["value"], one["numerator"], base


def _sheet(file: bytes) -> Iterator[tuple[str, str, str, str]]:
    book = CalamineWorkbook.from_filelike(BytesIO(file))
    for row in book.get_sheet_by_index(1).to_python()[1:]:
        yield str(row[0]), _text(row[2]), _text(row[5]), _text(row[6]) or _text(row[4])


def _sentences(file: bytes) -> Iterator[tuple[str, str]]:
    """The figures of sentences, which lead to the list of figures."""
    for link in html.fromstring(file).iter("a"):
        _before, there, id_ = str(link.get("href")).partition("/chiffres/")
        if there:
            yield id_, link.text_content().replace("\u202f", "")


def _text(cell: Any) -> str:
    return f"{cell:g}" if isinstance(cell, float) else str(cell)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
