"""The filter language of the catalogue: field lookups that mean the same in Python and in SQL.

`{"kind": "home_visit", "age__gte": 65, "landlord_kind__ne": "private"}`: every lookup must hold.
A missing value (None) satisfies no comparison but `__ne` and `__isnull`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Q

type Where = tuple[tuple[str, Any], ...]
type Row = Mapping[str, Any]

_TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "": lambda value, wanted: value == wanted,
    "ne": lambda value, wanted: value != wanted,
    "in": lambda value, wanted: value in wanted,
    "gt": lambda value, wanted: value is not None and value > wanted,
    "gte": lambda value, wanted: value is not None and value >= wanted,
    "lt": lambda value, wanted: value is not None and value < wanted,
    "lte": lambda value, wanted: value is not None and value <= wanted,
    "isnull": lambda value, wanted: (value is None) is wanted,
    "has": lambda value, wanted: wanted in value,
}


def freeze(where: Mapping[str, Any]) -> Where:
    """A filter that can be compared and used as a key."""
    return tuple(
        sorted(
            (key, tuple(value) if isinstance(value, list) else value)
            for key, value in where.items()
        )
    )


def fields(where: Where) -> tuple[str, ...]:
    """The fields a filter reads, sorted, each once."""
    return tuple(sorted({key.partition("__")[0] for key, _ in where}))


def only_equal(where: Where) -> bool:
    """Whether a filter asks for nothing but equal values, one a field."""
    return not any("__" in key for key, _ in where)


def matcher(where: Where) -> Callable[[Row], bool]:
    """A function that tells whether a row passes; KeyError for an unknown field or lookup."""
    checks = []
    for key, wanted in where:
        field, _, lookup = key.partition("__")
        checks.append((field, _TESTS[lookup], wanted))
    return lambda row: all(check(row[field], wanted) for field, check, wanted in checks)


def query(where: Where, paths: Mapping[str, str]) -> Q:
    """The same filter for the database, each field at its ORM path."""
    condition = Q()
    for key, wanted in where:
        field, _, lookup = key.partition("__")
        path = paths[field]
        if lookup == "ne":
            condition &= ~Q(**{path: wanted})
        else:
            condition &= Q(**{f"{path}__{lookup}" if lookup else path: wanted})
    return condition
