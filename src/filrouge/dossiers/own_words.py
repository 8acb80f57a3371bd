"""The person's own words, shown beside the notes they contest and at the head of the file.

Another app keeps them; it declares how they are found when it starts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Words:
    """What the person said, when; `meeting` is the key of the meeting whose note it contests."""

    at: datetime
    text: str
    meeting: int | None


type Source = Callable[[int, Iterable[int] | None], Sequence[Words]]
"""Given a person and keys of meetings: the words about these; `None`: about the whole file."""
_sources: dict[str, Source] = {}


def add_source(name: str, source: Source) -> None:
    """Declare where words are kept. Declaring it again changes nothing."""
    _sources.setdefault(name, source)


def of(person_id: int, meetings: Sequence[int]) -> dict[int, list[Words]]:
    """The words beside the notes of these meetings, oldest first."""
    found: defaultdict[int, list[Words]] = defaultdict(list)
    for source in _sources.values():
        for one in source(person_id, meetings):
            if one.meeting is not None:
                found[one.meeting].append(one)
    return found


def of_file(person_id: int) -> list[Words]:
    """The words about the whole file, oldest first."""
    return [one for source in _sources.values() for one in source(person_id, None)]
