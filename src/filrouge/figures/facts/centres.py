"""Institutions as Support counts them: the services of one public centre are the centre."""

from collections.abc import Mapping
from typing import Any

from .names import Spelling, spelling
from .scope import Scope

INSTITUTION = (
    "organisation_id",
    "organisation__name",
    "organisation__parent_id",
    "organisation__parent__name",
)
"""What a query reads to name the institution of a record."""


def named(scope: Scope) -> Spelling:
    """How Support writes an organisation."""
    return spelling(scope, "support")


def centre_id(row: Mapping[str, Any]) -> int | None:
    """The institution of a record, the centre for one of its services; None when blank."""
    found: int | None = row["organisation__parent_id"] or row["organisation_id"]
    return found


def centre(scope: Scope, row: Mapping[str, Any]) -> str:
    """The name of that institution; "" when blank."""
    name = row["organisation__parent__name"] or row["organisation__name"]
    return named(scope)(centre_id(row), name)
