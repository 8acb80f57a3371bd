"""Aggregates over rows of a fact held in memory: the same meaning as in SQL."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from operator import itemgetter
from typing import Any

from filrouge.common.rounding import exact

from .conditions import Row, Where, fields, matcher, only_equal
from .indicator import Atom

type Raw = Any


def _known(rows: Iterable[Row], field: str) -> list[Any]:
    return [row[field] for row in rows if row[field] is not None]


def _sum(rows: Iterable[Row], field: str) -> Fraction | int:
    known = _known(rows, field)
    return sum((v if isinstance(v, (int, Fraction)) else exact(v) for v in known), start=0)


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
    "last": lambda rows, field: next(reversed(_known(rows, field)), None),
    "listed": lambda rows, field: tuple(_flat(rows, field)),
    "names": lambda rows, field: tuple(set(_flat(rows, field))),
    "tally": lambda rows, field: Counter(_flat(rows, field)),
}


def aggregate(rows: Sequence[Row], atoms: Iterable[Atom]) -> dict[Atom, Raw]:
    """The value of every atom over the rows.

    A filter is tested once per combination of the values it reads, not once per row; one that only
    asks for equal values is looked up.
    """
    wanted: defaultdict[tuple[str, ...], defaultdict[Where, list[Atom]]]
    wanted = defaultdict(lambda: defaultdict(list))
    for atom in atoms:
        wanted[fields(atom.where)][atom.where].append(atom)
    values: dict[Atom, Raw] = {}
    for names, filters in wanted.items():
        alike = _alike(rows, names)
        for where, group in filters.items():
            kept = _kept(alike, where)
            for atom in group:
                values[atom] = AGGREGATES[atom.aggregate](kept, atom.field)
    return values


def _kept(alike: Mapping[tuple[Any, ...], list[Row]], where: Where) -> list[Row]:
    if only_equal(where):
        return alike.get(tuple(wanted for _, wanted in sorted(where)), [])
    passes = matcher(where)
    return [row for members in alike.values() if passes(members[0]) for row in members]


def _alike(rows: Sequence[Row], names: tuple[str, ...]) -> Mapping[tuple[Any, ...], list[Row]]:
    """The rows gathered by their values of some fields."""
    gathered: defaultdict[tuple[Any, ...], list[Row]] = defaultdict(list)
    values = values_of(names)
    for row in rows:
        gathered[values(row)].append(row)
    return gathered


def values_of(names: Sequence[str]) -> Callable[[Row], tuple[Any, ...]]:
    """A function that gives the values of some fields of a row, in their order."""
    if not names:
        return lambda row: ()
    if len(names) == 1:
        (name,) = names
        return lambda row: (row[name],)
    return itemgetter(*names)


def empty(atom: Atom) -> Raw:
    """What an atom is when there is no row at all."""
    return AGGREGATES[atom.aggregate]([], atom.field)
