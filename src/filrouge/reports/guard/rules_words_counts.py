"""Two counts of the same things added up, and one thing called by two nouns.

What two figures share is read from their definitions: the fact they count and its filters.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise, product
from typing import Any

from django.utils.translation import gettext as _

from filrouge.figures.definitions import catalogue
from filrouge.figures.kernel.conditions import Where
from filrouge.figures.kernel.formulas import atoms
from filrouge.figures.kernel.indicator import Atom, Indicator
from filrouge.reports.document import Value
from filrouge.reports.guard.findings import Finding
from filrouge.reports.guard.findings import said as printed
from filrouge.reports.guard.reading import Reading
from filrouge.reports.guard.rules_words_prose import (
    Quantity,
    Said,
    lexicon,
    passages_said,
    pattern,
)

MANY = 20
"""Counts of a sentence that are looked at."""

OF_WHICH = re.compile(r"\b(?:dont|parmi lesquel\w+|y compris) (?:\w+ ){0,3}$")
"""What stands before a number that is a part of the one before it."""

_OVERLAP = re.compile(
    r"\b(?:y compris|inclu\w+|compris(?:es)? dans|egalement compte\w*|comptee?s? dans les deux"
    r"|dont celles? d[eu]s? (?:la|le|l'autre|meme))"
)


# --- what two figures share -----------------------------------------------------------------------


def overlap(one: Value, other: Value) -> str:
    """How two counts share records: "same", "part", "overlap", "unsure", or "" when they do not."""
    if one.id == other.id:
        return "same" if one.within == other.within else ""
    first, second = catalogue().get(one.id), catalogue().get(other.id)
    if first is None or second is None:
        return ""
    if other.id in _made_of(first) or one.id in _made_of(second):
        return "part"
    mine, theirs = counted(first), counted(second)
    for atom, match in ((a, b) for a in mine for b in theirs):
        if (atom.fact, atom.aggregate, atom.field) == (match.fact, match.aggregate, match.field):
            if not exclusive(atom.where, match.where):
                return "part" if _inside(atom.where, match.where) else "overlap"
        elif (
            atom.fact != match.fact
            and kind_of(atom.fact)
            and kind_of(atom.fact) == kind_of(match.fact)
        ):
            return "unsure"
    return ""


def _made_of(indicator: Indicator) -> set[str]:
    """The figures one is a total of, at any depth."""
    found: set[str] = set()
    todo = [indicator]
    while todo:
        one = todo.pop()
        if one.measure not in ("total", "same", "difference", "scaled"):
            continue
        needs = one.needs[:1] if one.measure == "difference" else one.needs
        for id_ in needs:
            if id_ not in found and id_ in catalogue():
                found.add(id_)
                todo.append(catalogue()[id_])
    return found


def counted(indicator: Indicator) -> list[Atom]:
    """What is counted or added up; nothing for shares, means and lists."""
    if indicator.measure in ("count", "distinct", "sum", "known", "sum_known"):
        return [
            one
            for one in atoms(indicator)
            if one.aggregate != "known" or indicator.measure == "known"
        ]
    if indicator.measure in ("total", "same"):
        parts = (catalogue().get(id_) for id_ in indicator.needs)
        return [atom for part in parts if part is not None for atom in counted(part)]
    return []


def exclusive(one: Where, other: Where) -> bool:
    """Whether no row can pass both filters."""
    theirs: dict[str, list[tuple[str, Any]]] = {}
    for key, wanted in other:
        field, _mark, lookup = key.partition("__")
        theirs.setdefault(field, []).append((lookup, wanted))
    for key, wanted in one:
        field, _mark, lookup = key.partition("__")
        if any(_apart(lookup, wanted, *test) for test in theirs.get(field, ())):
            return True
    return False


def _apart(lookup: str, wanted: Any, other: str, theirs: Any) -> bool:
    mine_set = {wanted} if lookup == "" else set(wanted) if lookup == "in" else None
    their_set = {theirs} if other == "" else set(theirs) if other == "in" else None
    if mine_set is not None and their_set is not None:
        return not mine_set & their_set
    if mine_set is not None and other == "ne":
        return mine_set == {theirs}
    if their_set is not None and lookup == "ne":
        return their_set == {wanted}
    low = {"gte": theirs, "gt": theirs}.get(other), {"gte": wanted, "gt": wanted}.get(lookup)
    high = {"lt": wanted, "lte": wanted}.get(lookup), {"lt": theirs, "lte": theirs}.get(other)
    return any(a is not None and b is not None and a >= b for a, b in zip(low, high, strict=True))


def _inside(one: Where, other: Where) -> bool:
    return set(one) <= set(other) or set(other) <= set(one)


@cache
def kind_of(fact: str) -> str:
    return next((name for name, kind in lexicon()["nouns"].items() if fact in kind["facts"]), "")


@cache
def facts_of(id_: str) -> frozenset[str]:
    """The facts whose rows a figure counts."""
    indicator = catalogue().get(id_)
    return frozenset(atom.fact for atom in counted(indicator)) if indicator else frozenset()


# --- added up -------------------------------------------------------------------------------------


def double_count(reading: Reading) -> Iterator[Finding]:
    """An addition of two counts that share records."""
    for passage in passages_said(reading):
        for index, said in enumerate(passage):
            if not said.claims:
                continue
            for one, other in _added(said, passage[max(0, index - 2) : index]):
                if finding := _double(said, one, other):
                    yield finding
                    break


def _added(said: Said, before: list[Said]) -> Iterator[tuple[Quantity, Quantity]]:
    """The pairs of counts the sentence adds up, with those of the sentences just before."""
    counts = _countable(said)
    earlier = [q for one in before for q in _countable(one)]
    if join := pattern("double_count", "joined").search(said.typed):
        left = [q for q in counts if q.start < join.start()]
        right = [q for q in counts if q.start >= join.start()]
        left = left or (_countable(before[-1]) if before else [])
        yield from product(left, right)
    for one, other in pairwise(counts):
        if re.fullmatch(r"(?: \w+){0,4},? ?(?:\+|plus) ?", said.typed[one.end : other.start]):
            yield one, other
    if pattern("double_count", "added").search(said.typed) or ", soit " in said.typed:
        yield from _summed(counts)
        for total in counts:
            yield from _makes(earlier, total)


def _countable(said: Said) -> list[Quantity]:
    """The counts of a sentence, those given as a part of another left out."""
    return [q for q in said.quantities if q.counts and not _dont(said, q)][:MANY]


def _summed(counts: list[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Neighbours whose sum is written just before or just after them."""
    for index, total in enumerate(counts):
        yield from _makes(counts[:index], total)
        yield from _makes(counts[index + 1 :][::-1], total)


def _makes(counts: list[Quantity], total: Quantity) -> Iterator[tuple[Quantity, Quantity]]:
    for size in range(2, min(len(counts), 8) + 1):
        run = counts[-size:]
        values = [q.value for q in run if q.value is not None]
        if len(values) == size and sum(values) == total.value and all(values):
            yield from combinations(run, 2)
            return


def _dont(said: Said, quantity: Quantity) -> bool:
    """Whether it is given as a part of what comes before."""
    return bool(OF_WHICH.search(said.typed[: quantity.start]))


def _double(said: Said, one: Quantity, other: Quantity) -> Finding | None:
    first, second = one.figure, other.figure
    if first is None or second is None:
        if not (_OVERLAP.search(said.typed) and one.noun and one.noun == other.noun):
            return None
        shared, names = "overlap", (one.noun_text, other.noun_text)
    else:
        shared, names = overlap(first, second), (first.label, second.label)
    reasons = {
        "same": _("it is the same figure twice"),
        "part": _("one is a part of the other"),
        "overlap": _("some are counted in both"),
        "unsure": _("the same ones may be counted in both"),
    }
    if shared not in reasons:
        return None
    return said.finding(
        "double_count",
        _("%(one)s (%(first)s) and %(other)s (%(second)s) are added up, and %(reason)s.")
        % {
            "one": _shown(one),
            "first": names[0],
            "other": _shown(other),
            "second": names[1],
            "reason": reasons[shared],
        },
        _(
            "Insert the figure of the whole, which counts each once, and give the others as "
            "parts of it (“of which”)."
        ),
    )


def _shown(quantity: Quantity) -> str:
    return quantity.live.shown if quantity.live else printed(quantity.value or 0)
