"""The person's own words, for the pages of the file."""

from __future__ import annotations

from collections.abc import Iterable

from filrouge.dossiers.own_words import Words
from filrouge.vault.fields import take_keys

from .models import Statement


def words_of(person_id: int, meetings: Iterable[int] | None) -> list[Words]:
    """The words beside the notes of these meetings, or (`None`) about the whole file."""
    mine = Statement.objects.filter(person=person_id)
    found = list(
        mine.filter(encounter=None) if meetings is None else mine.filter(encounter__in=meetings)
    )
    take_keys(found)
    return [Words(one.at, one.text, one.encounter_id) for one in found]
