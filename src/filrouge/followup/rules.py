"""What the stored life of a person allows: rules that a form meets, the same as an import's.

An import judges whole workbooks before storing them (`imports/checks`); here one record is judged
against what is stored. Both say no to the same things.
"""

from __future__ import annotations

from datetime import date

from .models import FollowUp

DEATH = "death"


def death_of(person_id: int, *, but: int | None = None) -> date | None:
    """The day a person died, as the follow-ups say; `but` leaves one of them out."""
    ended = FollowUp.objects.filter(person_id=person_id, end_reason=DEATH).exclude(pk=but or 0)
    found: date | None = ended.values_list("end", flat=True).first()
    return found


def followed_on(person_id: int, day: date) -> bool:
    """Whether a follow-up of the person covers a day, its last day included."""
    running = FollowUp.objects.filter(person_id=person_id, start__lte=day)
    return running.exclude(end__lt=day).exists()
