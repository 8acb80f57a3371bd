"""The agenda of a worker as a calendar program reads it: hours and kinds, no name, no place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from filrouge.access import isolation
from filrouge.access.files import Compartment, doors
from filrouge.access.models import User
from filrouge.followup.models import Encounter, EncounterPerson
from filrouge.followup.rules import living
from filrouge.staff.models import Absence
from filrouge.vocabulary import lists

from . import day

BEFORE, AFTER = timedelta(days=31), timedelta(days=183)
USUAL = timedelta(minutes=45)
"""How long an encounter is drawn when nobody said."""


def calendar_of(user: User, address: str) -> bytes:
    """The last month and the next six. `address`: of Filrouge's agenda, for the way back."""
    calendar = Calendar()
    calendar.add("prodid", "-//Filrouge//agenda//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", "Filrouge")
    calendar.add("x-wr-calname", "Filrouge")
    today = timezone.localdate()
    for event in _events(user, today - BEFORE, today + AFTER):
        event.add("url", address)
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    made: bytes = calendar.to_ical()
    return made


def _events(user: User, start: date, end: date) -> Iterator[Event]:
    kinds = lists.get("encounter_kind")
    for row in _encounters(user, start, end):
        words = _("Encounter (%(kind)s)") % {"kind": kinds.label(row["kind"]).lower()}
        minutes = row["duration_min"]
        yield _event("encounter", row["pk"], words, row["day"], at=row["time"], minutes=minutes)
    for meeting in day.meetings_told(day.meetings(user, start, end)):
        yield _event("meeting", f"{meeting.day} {meeting.kind}", meeting.kind, meeting.day)
    for one in Absence.objects.filter(worker__account=user, start__lte=end, end__gte=start):
        yield _event("absence", one.pk, _("Absent"), one.start, until=min(one.end, end))


@isolation.purpose("feed")
def _encounters(user: User, start: date, end: date) -> list[dict[str, Any]]:
    """Hours and kinds of the planned encounters of a worker: neither persons nor words."""
    if Compartment.PSYCHOSOCIAL not in doors(user):
        return []
    dead = EncounterPerson.objects.filter(encounter=OuterRef("pk")).exclude(living("person"))
    rows = Encounter.objects.filter(
        ~Exists(dead), workers__account=user, day__range=(start, end), status="planned"
    )
    told = rows.order_by("day", "pk").values("pk", "day", "time", "kind", "duration_min")
    return [dict(row) for row in told]


def _event(
    what: str,
    key: Any,
    words: str,
    on: date,
    *,
    at: time | None = None,
    minutes: Any = None,
    until: date | None = None,
) -> Event:
    event = Event()
    event.add("uid", _opaque(what, key))
    event.add("dtstamp", timezone.now())
    event.add("summary", words)
    if at is None:
        event.add("dtstart", on)
        event.add("dtend", (until or on) + timedelta(days=1))
    else:
        # In universal time: a zone's name would oblige the calendar to describe the zone.
        begin = timezone.make_aware(datetime.combine(on, at)).astimezone(UTC)
        length = timedelta(minutes=float(minutes)) if minutes else USUAL
        event.add("dtstart", begin)
        event.add("dtend", begin + length)
    return event


def _opaque(what: str, key: Any) -> str:
    """Always the same for an event, and nothing else can be read from it."""
    secret = settings.SECRET_KEY.encode()[:64]
    digest = blake2b(f"{what} {key}".encode(), key=secret, digest_size=16).hexdigest()
    return f"{digest}@filrouge"
