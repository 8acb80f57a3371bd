"""The form of an encounter: what a browser sends, as a plain table of texts, both ways.

The same table is the form as first shown, as sent, and as kept in a draft.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date, parse_time
from django.utils.translation import gettext as _

from filrouge.followup.domain_drafts import TURN
from filrouge.followup.encounter_said import CANCELLED, HELD, PLANNED, Said
from filrouge.followup.partners import partners_field
from filrouge.people.models import Person
from filrouge.records.asking import SeveralNamed
from filrouge.records.declaration import finder_of
from filrouge.staff.models import Worker

from .noting import minutes

MANY = ("persons", "topics", "workers", "partners")
ONE = (
    "key",
    "kind",
    "status",
    "day",
    "time",
    "duration",
    "duration_other",
    "travel",
    "travel_other",
    "note",
    "place",
    "workers_typed",
    "partners_typed",
    "encounter",
    "version",
    "back",
)
COSTLY = (
    "kind",
    "note",
    "place",
    "workers_typed",
    "partners_typed",
    "duration",
    "duration_other",
    "travel",
    "travel_other",
    "time",
)
"""Fields that nobody filled in for the writer."""
OTHER = "other"

type Sent = dict[str, list[str]]


def sent_of(posted: Any) -> Sent:
    """What was posted, but for the letters that look for a person and the button pressed."""
    found = {name: posted.getlist(name) for name in MANY}
    found |= {name: [posted.get(name, "")] for name in ONE}
    key = key_of(found)
    return found | {"key": [str(key or uuid4())], TURN: [posted.get(TURN, "")[:40]]}


def empty(day: date, me: int | None, *, status: str = HELD) -> Sent:
    """A form nobody filled in: that day, held unless said otherwise, with oneself."""
    sent: Sent = {name: [] for name in MANY} | {name: [""] for name in ONE}
    workers = [str(me)] if me else []
    return sent | {
        "key": [str(uuid4())],
        "status": [status],
        "day": [day.isoformat()],
        "workers": workers,
    }


def of_said(
    said: Said, encounter: Any, version: str, me: int | None, *, still: bool = False
) -> Sent:
    """The form of an encounter that is stored.

    A planned one is about to have been held, unless it is `still` to come.
    """
    planned = said.status == PLANNED and not still
    state = f"{said.status}-{said.cancelled_by}" if said.cancelled_by else said.status
    workers = said.workers or ([me] if planned and me else [])
    return {
        "key": [str(uuid4())],
        "persons": [str(key) for key in said.persons],
        "topics": list(said.topics),
        "workers": [str(key) for key in workers],
        "kind": [said.kind],
        "status": [HELD if planned else state],
        "day": [said.day.isoformat() if said.day else ""],
        "time": [said.time.strftime("%H:%M") if said.time else ""],
        "duration": [minutes(said.duration_min)],
        "duration_other": [""],
        "travel": [minutes(said.travel_min)],
        "travel_other": [""],
        "note": [str(said.note)],
        "place": [str(said.place)],
        "partners": [str(key) for key in said.partners],
        "workers_typed": [""],
        "partners_typed": [""],
        "encounter": [str(encounter.pk)],
        "version": [version],
        "back": [""],
    }


def one(sent: Mapping[str, list[str]], name: str) -> str:
    """The text of a field."""
    return (sent.get(name) or [""])[0].strip()


def key_of(sent: Mapping[str, list[str]]) -> UUID | None:
    """The key drawn with the form; nothing when what came is none."""
    try:
        return UUID(one(sent, "key"))
    except ValueError:
        return None


def keys_of(texts: Iterable[str]) -> list[int]:
    """The keys among some texts, whatever else a browser sent."""
    return [int(one) for one in texts if one.isascii() and one.isdigit() and len(one) < 10]


def is_blank(sent: Mapping[str, list[str]]) -> bool:
    """Whether nothing that costs an effort was typed."""
    tapped = any(sent.get(name) for name in ("persons", "topics", "partners"))
    return not tapped and not any(one(sent, name) for name in COSTLY)


def partners_of(sent: Mapping[str, list[str]]) -> list[int]:
    """The organisations tapped and typed. Raises `ValidationError` for a name that is unknown."""
    tapped = keys_of(sent.get("partners", []))
    try:
        typed = partners_field().clean(one(sent, "partners_typed"))
    except ValidationError as refused:
        raise ValidationError({"partners": refused.messages}) from refused
    return list(dict.fromkeys([*tapped, *(organisation.pk for organisation in typed)]))


def workers_of(sent: Mapping[str, list[str]]) -> list[int]:
    """The workers tapped, and those typed by their code: somebody of another team, or who left.
    Raises `ValidationError` for a code that is unknown."""
    tapped = keys_of(sent.get("workers", []))
    finder = finder_of(Worker)
    assert finder is not None
    try:
        typed = SeveralNamed(finder, required=False).clean(one(sent, "workers_typed"))
    except ValidationError as refused:
        raise ValidationError({"workers": refused.messages}) from refused
    return list(dict.fromkeys([*tapped, *(worker.pk for worker in typed)]))


def said_of(sent: Mapping[str, list[str]], persons: list[Person]) -> Said:
    """What a form says, partners apart. Raises `ValidationError` by field for what is no value."""
    status, _dash, by = one(sent, "status").partition("-")
    wrong: dict[str, str] = {}
    values: dict[str, Any] = {}
    for name, read in (
        ("day", _day),
        ("time", _time),
        ("duration", _minutes),
        ("travel", _minutes),
    ):
        text = one(sent, name)
        if text == OTHER or (not text and name in {"duration", "travel"}):
            text = one(sent, f"{name}_other")
        try:
            values[name] = read(text)
        except ValueError:
            wrong[name] = _WRONG[name]()
    if wrong:
        raise ValidationError(wrong)
    return Said(
        persons=[person.pk for person in persons],
        kind=one(sent, "kind"),
        day=values["day"],
        status=status,
        time=values["time"],
        duration_min=values["duration"],
        travel_min=values["travel"],
        topics=sent.get("topics", []),
        workers=workers_of(sent),
        note=one(sent, "note"),
        place=one(sent, "place"),
        cancelled_by=by if status == CANCELLED else "",
    )


_WRONG = {
    "day": lambda: _("This day cannot be read."),
    "time": lambda: _("This hour cannot be read."),
    "duration": lambda: _("A number of minutes, from 1 to 600."),
    "travel": lambda: _("A number of minutes, from 1 to 600."),
}


def _day(text: str) -> date | None:
    found = parse_date(text) if text else None
    if text and found is None:
        raise ValueError(text)
    return found


def _time(text: str) -> time | None:
    found = parse_time(text) if text else None
    if text and found is None:
        raise ValueError(text)
    return found


def _minutes(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        found = Decimal(text.replace(",", ".")).quantize(Decimal("0.01"))
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not found.is_finite() or not 0 < found <= 600:
        raise ValueError(text)
    return found
