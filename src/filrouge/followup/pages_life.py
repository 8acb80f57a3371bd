"""Pages of a person's file: dated facts of a life, and what the person wants."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from filrouge.records.declaration import Kind, register

from .models import Goal, HealthEvent, LifeEvent
from .rules import before_death

_KNOWN = _("Choose one of the list.")
_LABELS = {
    "kind": _("What happened"),
    "end": _("Last day (included)"),
    "note": _("Note"),
}


def _state_of_goal(record: Any, values: Mapping[str, Any]) -> None:
    """A goal that is over has its day; an open one has none."""
    before_death(record, values)
    if record.state != "open" and record.end is None:
        raise ValidationError({"end": gettext("Since which day is it reached or left aside?")})
    if record.state == "open" and record.end is not None:
        raise ValidationError(
            {"state": gettext("A goal with a last day is reached or left aside.")}
        )


register(
    Kind(
        slug="evenements-de-sante",
        model=HealthEvent,
        of="person",
        plural=_("Overdoses, stays in hospital"),
        singular=_("Overdose, stay in hospital"),
        heading=("kind", "start"),
        columns=("end",),
        order=("-start",),
        lists={"kind": "health_event"},
        labels={**_LABELS, "start": _("Day, or first day")},
        checks=before_death,
        refusals={"health_event_kind_known": ("kind", _KNOWN)},
    ),
    Kind(
        slug="evenements-de-vie",
        model=LifeEvent,
        of="person",
        plural=_("Justice, administrators, other events"),
        singular=_("Justice, administrator, other event"),
        heading=("kind", "start"),
        columns=("end",),
        order=("-start",),
        lists={"kind": "life_event"},
        labels={**_LABELS, "start": _("Day, or first day")},
        checks=before_death,
        refusals={"life_event_kind_known": ("kind", _KNOWN)},
    ),
    Kind(
        slug="objectifs",
        model=Goal,
        of="person",
        plural=_("Goals chosen by the person"),
        singular=_("Goal chosen by the person"),
        heading=("start",),
        columns=("state", "end"),
        order=("-start",),
        lists={"topic": "topic", "state": "goal_state"},
        labels={
            "text": _("What the person wants, in their words"),
            "topic": _("Topic"),
            "start": _("Since"),
            "state": _("Where it stands"),
            "end": _("Reached or left aside on"),
        },
        checks=_state_of_goal,
        refusals={
            "goal_topic_known": ("topic", _KNOWN),
            "goal_state_known": ("state", _KNOWN),
            "goal_end_with_state": ("end", _("A goal that is over has its day.")),
        },
    ),
)
