"""Long lists: 25 lines and “more”. The address says how many are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.http import HttpRequest

STEP = 25
LARGEST = 2_000
"""No address makes the server draw more lines than this."""


class Sliceable[Row](Protocol):
    """A list, a tuple or a lazy query."""

    def __getitem__(self, index: slice, /) -> Sequence[Row]:
        """Return some of the rows."""
        ...


@dataclass(frozen=True, slots=True)
class Rows[Row]:
    """The first lines of a longer list. ``next`` is how many the next page shows, 0 at the end."""

    rows: Sequence[Row]
    total: int

    @property
    def shown(self) -> int:
        """Number of lines shown."""
        return len(self.rows)

    @property
    def next(self) -> int:
        """Number of lines the longer page shows, 0 when there are no more."""
        return 0 if self.shown >= min(self.total, LARGEST) else self.shown + STEP

    @property
    def added(self) -> int:
        """Number of lines the longer page adds."""
        return min(STEP, self.total - self.shown)


def first_rows[Row](request: HttpRequest, rows: Sliceable[Row], total: int) -> Rows[Row]:
    """Return the first 25 rows, or as many as ``?n=`` asks for."""
    asked = request.GET.get("n", "")
    count = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else STEP
    return Rows(rows[: min(max(count, STEP), LARGEST)], total)
