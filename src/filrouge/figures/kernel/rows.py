"""Aggregates over rows of a fact held in memory: the same meaning as in SQL."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any

from filrouge.common.rounding import exact

from .conditions import Row, matcher
from .indicator import Atom

type Raw = Any


def _known(rows: Iterable[Row], field: str) -> list[Any]:
    return [row[field] for row in rows if row[field] is not None]


def _sum(rows: Iterable[Row], field: str) -> Fraction | int:
    return sum((v if isinstance(v, int) else exact(v) for v in _known(rows, field)), start=0)


def _flat(rows: Iterable[Row], field: str) -> list[Any]:
    """Every value of the field; a field that holds several values gives each of them."""
    values: list[Any] = []
    for row in rows:
        value = row[field]
        if isinstance(value, (tuple, frozenset)):
            values.extend(value)
        elif value is not None and value != "":
            values.append(value)
    return values


AGGREGATES: dict[str, Callable[[list[Row], str], Raw]] = {
    "count": lambda rows, field: len(rows),
    "known": lambda rows, field: len(_known(rows, field)),
    "distinct": lambda rows, field: len(set(_flat(rows, field))),
    "sum": _sum,
    "min": lambda rows, field: min(_known(rows, field), default=None),
    "max": lambda rows, field: max(_known(rows, field), default=None),
    "values": _known,
    "names": lambda rows, field: tuple(set(_flat(rows, field))),
    "tally": lambda rows, field: Counter(_flat(rows, field)),
}


def aggregate(rows: Sequence[Row], atoms: Iterable[Atom]) -> dict[Atom, Raw]:
    """The value of every atom over the rows. Rows are filtered once per distinct filter."""
    wanted: defaultdict[Any, list[Atom]] = defaultdict(list)
    for atom in atoms:
        wanted[atom.where].append(atom)
    values: dict[Atom, Raw] = {}
    for where, group in wanted.items():
        passes = matcher(where)
        kept = [row for row in rows if passes(row)] if where else list(rows)
        for atom in group:
            values[atom] = AGGREGATES[atom.aggregate](kept, atom.field)
    return values


def empty(atom: Atom) -> Raw:
    """What an atom is when there is no row at all."""
    return AGGREGATES[atom.aggregate]([], atom.field)
