"""What the stored life of a person allows: rules that a form meets, the same as an import's.

An import judges whole workbooks before storing them (`imports/checks`); here one record is judged
against what is stored. Both say no to the same things.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from filrouge.common.text import clean, label_key
from filrouge.vocabulary import lists

from .models import FollowUp
from .models.encounters import FACE_TO_FACE_KINDS, MISSABLE_KINDS

DEATH = "death"
PUBLIC_CENTRE = label_key("CPAS")
_POSTCODE = re.compile(r"(?:B\s*-\s*)?\d{4}\s+(?=\D)", re.IGNORECASE)


def death_of(person_id: int, *, but: int | None = None) -> date | None:
    """The day a person died, as the follow-ups say; `but` leaves one of them out."""
    ended = FollowUp.objects.filter(person_id=person_id, end_reason=DEATH).exclude(pk=but or 0)
    found: date | None = ended.values_list("end", flat=True).first()
    return found


def followed_on(person_id: int, day: date) -> bool:
    """Whether a follow-up of the person covers a day, its last day included."""
    running = FollowUp.objects.filter(person_id=person_id, start__lte=day)
    return running.exclude(end__lt=day).exists()


def before_death(record: Any, values: Mapping[str, Any]) -> None:
    """Nothing begins after the person died. Works on records dated by `day` or by `start`."""
    field = "day" if hasattr(record, "day") else "start"
    death = death_of(record.person_id)
    if death and getattr(record, field) > death:
        told = formats.date_format(death, "j N Y")
        raise ValidationError(
            {
                field: _("The person died on %(day)s: nothing can be recorded after it.")
                % {"day": told}
            }
        )


def public_centre(partner: str) -> bool:
    """Whether a partner is the public centres for social action, one by commune."""
    return label_key(partner) == PUBLIC_CENTRE


def commune_in(text: str) -> str | None:
    """The code of the commune a text names, a postcode before it ignored; None for other texts."""
    return lists.get("commune").resolve(_POSTCODE.sub("", clean(text), count=1))


def absence_fits(kind: str, status: str) -> bool:
    """A person can only be missed at a home visit or an outing."""
    return status != "tenant_absent" or kind in MISSABLE_KINDS


def figures_read_it(kind: str, status: str) -> bool:
    """Whether topics, duration and travel of an encounter enter the figures."""
    return status == "held" and kind in FACE_TO_FACE_KINDS


def deaths_of(person_ids: Collection[int]) -> dict[int, date]:
    """The day each of some persons died, for those who did."""
    ended = FollowUp.objects.filter(person__in=person_ids, end_reason=DEATH)
    found = ended.values_list("person_id", "end")
    return {person_id: end for person_id, end in found if end is not None}


def followed_of(person_ids: Collection[int], day: date) -> set[int]:
    """Which of some persons a follow-up covers on a day, its last day included."""
    running = FollowUp.objects.filter(person__in=person_ids, start__lte=day)
    return set(running.exclude(end__lt=day).values_list("person_id", flat=True))


def living(person: str = "pk") -> Q:
    """A condition on rows: their person has not died. `person` is the field that leads there.

    For whatever is still to be done (agenda, tasks, upkeep): a name never comes back there after a
    death, not even on the very day.
    """
    died = FollowUp.objects.filter(person=OuterRef(person), end_reason=DEATH)
    return ~Q(Exists(died))


def still_followed(person: str = "pk") -> Q:
    """A condition on rows: the accompaniment of their person is not over, or has not begun yet.

    For what must not be forgotten: nobody is worried about whom another service took over.
    """
    mine = FollowUp.objects.filter(person=OuterRef(person))
    over = Q(end__lt=timezone.localdate())
    return ~Q(Exists(mine.filter(over))) | Q(Exists(mine.exclude(over)))
