"""A part of a dashboard: its key numbers and its charts by name."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Section:
    """Key numbers, in the order in which they are read, and the charts under them.

    `{ending}` and `{starting}` in an id are the cycles that end and begin in the year.
    `whole_year` figures belong to a year, not to its days: a running year is not cut for them.
    """

    code: str
    title: "StrPromise"
    keys: tuple[str, ...]
    charts: tuple[str, ...] = ()
    whole_year: bool = False
