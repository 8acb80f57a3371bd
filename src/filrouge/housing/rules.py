"""What a stay and a title meet: the death of the person, the dwelling, other stays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.utils import formats
from django.utils.translation import gettext as _

from filrouge.people.models import Person

from .models import Stay

DEATH = "death"


def _death_of(person_id: int) -> date | None:
    """The day a person died. Follow-ups live in a neighbouring room, known by its name only."""
    follow_ups = apps.get_model("followup", "FollowUp")._default_manager
    ended = follow_ups.filter(person_id=person_id, end_reason=DEATH)
    found: date | None = ended.values_list("end", flat=True).first()
    return found


def deceased() -> frozenset[int]:
    """Everybody whose death is recorded, by the end of a follow-up or of a stay. In what is still
    to be done they are never named: their dwelling stands for them."""
    follow_ups = apps.get_model("followup", "FollowUp")._default_manager
    said = Exists(follow_ups.filter(person=OuterRef("pk"), end_reason=DEATH))
    left = Exists(Stay.objects.filter(person=OuterRef("pk"), destination=DEATH))
    return frozenset(Person.objects.filter(Q(said) | Q(left)).values_list("pk", flat=True))


def stay_in_a_life(record: Any, values: Mapping[str, Any]) -> None:
    """An end says where the person goes; a death ends the stay on its very day."""
    if record.end and not record.destination:
        raise ValidationError({"destination": _("A stay that ends says where the person goes.")})
    death = _death_of(record.person_id)
    if record.destination == DEATH and record.end:
        if death is None:
            sentence = _("No death is recorded: end the follow-up by “death” first.")
            raise ValidationError({"destination": sentence})
        if record.end != death:
            raise ValidationError({"end": _on(death)})
    elif death and record.start > death:
        raise ValidationError({"start": _on(death)})
    elif death and (record.end is None or record.end > death):
        raise ValidationError({"end": _on(death)})


def _on(death: date) -> str:
    day = formats.date_format(death, "j N Y")
    return _("The person died on %(day)s: a stay ends on that day at the latest.") % {"day": day}
