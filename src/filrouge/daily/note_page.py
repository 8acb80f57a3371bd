"""What the page where an encounter is noted draws."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from filrouge.directory.models import Organisation
from filrouge.followup.encounter_said import PLANNED, Said
from filrouge.followup.models import EncounterDraft
from filrouge.followup.rules import living
from filrouge.people.models import Person
from filrouge.people.reading import reader, write_down
from filrouge.staff.models import Worker
from filrouge.vocabulary import lists
from filrouge.web.partials import render_page

from . import board, noting
from .note_form import Sent, one

MOST_OFFERED = 5
"""Drafts shown beside a person; without one all of them are, up to `MOST_READ`."""
MOST_READ = 50
USUAL_KIND = "home_visit"
"""What is proposed as long as no kind is chosen."""


class Page:
    """The form as it stands, and what stands beside it."""

    def __init__(
        self,
        request: HttpRequest,
        sent: Sent,
        persons: list[Person],
        encounter: Any,
        found: list[Person],
    ) -> None:
        self.request, self.sent, self.persons = request, sent, persons
        self.encounter, self.found = encounter, found
        self.letters, self.searched = "", False
        self.errors: dict[str, str] = {}
        self.organisations: list[str] = []
        self.conflict: list[tuple[str, str, str]] = []
        self.gone = False

    def drawn(self) -> HttpResponseBase:
        """Write whoever is shown in the journal, then draw."""
        user = reader(self.request)
        me = board.worker_of(user)
        recent = [] if self.persons or self.searched else noting.recent(user, me, [])
        offered, elsewhere = self._drafts()
        named = [person for _draft, person in offered]
        keys = {one.pk for one in [*self.persons, *self.found, *recent, *named] if one}
        if keys:
            detail = {
                "compartments": ["identity", "psychosocial"] if self.persons else ["identity"]
            }
            write_down(self.request, "open_note", keys, {**detail, "shown": len(keys)})
        context = {
            **self._form(me),
            **self._offered(me),
            "recent": recent,
            "drafts": offered,
            "drafts_elsewhere": elsewhere,
        }
        status = 409 if self.conflict or self.gone else 422 if self.errors else 200
        return render_page(
            self.request,
            "daily/note.html",
            context,
            fragments={
                "found": "daily/note.html#found",
                "organisations": "daily/note.html#organisations",
            },
            status=status,
        )

    def _form(self, me: Worker | None) -> dict[str, Any]:
        sent, user = self.sent, reader(self.request)
        taken = [int(key) for key in sent["workers"]]
        today = timezone.localdate()
        return {
            "sent": {name: one(sent, name) for name in sent},
            "planning": one(sent, "status") == PLANNED,
            "persons": self.persons,
            "found": self.found[: noting.MOST_FOUND],
            "more_found": len(self.found) > noting.MOST_FOUND,
            "letters": self.letters,
            "searched": self.searched,
            "kinds": _choices("encounter_kind", [one(sent, "kind")]),
            "states": _states(one(sent, "status")),
            "topics": _choices("topic", sent["topics"]),
            "days": (today - timedelta(days=1), today, today + timedelta(days=1)),
            "colleagues": [
                (one, str(one.pk) in sent["workers"]) for one in noting.colleagues(user, me, taken)
            ],
            "organisations": self.organisations,
            "encounter": self.encounter,
            "errors": self.errors,
            "conflict": self.conflict,
            "gone": self.gone,
        }

    def _offered(self, me: Worker | None) -> dict[str, Any]:
        """What is proposed from what was noted before, for the kind and the place."""
        sent = self.sent
        kind, place = one(sent, "kind") or USUAL_KIND, one(sent, "place")
        ways, places = noting.been(self.persons)
        usual = noting.usual_durations(me)
        last = noting.last_way(ways, kind, place)
        durations = [str(number) for number in usual.get(kind, noting.DURATIONS)]
        return {
            "durations": _numbers(durations, one(sent, "duration")),
            "usual": json.dumps(usual),
            "ways": _numbers([str(number) for number in noting.ways(last)], one(sent, "travel")),
            "last_way": str(last or ""),
            "last_ways": json.dumps([[way.kind, way.place, way.minutes] for way in ways]),
            "places": places,
            "partners": noting.partners(self.persons, sent["partners"]),
        }

    def _drafts(self) -> tuple[list[tuple[EncounterDraft, Person | None]], int]:
        """Drafts to offer back, of this very person when the page is about one; how many others.

        Somebody who died is not named: what was typed about them can still be stored.
        """
        user = reader(self.request)
        if self.request.method == "POST" or self.encounter is not None:
            return [], 0
        mine = noting.own_drafts(user).exclude(key=one(self.sent, "key"))
        drafts = list(mine[:MOST_READ])
        here = {person.pk for person in self.persons}
        shown = [draft for draft in drafts if draft.person_id in here][:MOST_OFFERED]
        shown = shown if here else drafts
        keys = [draft.person_id for draft in shown if draft.person_id]
        names = noting.open_persons(user).filter(living(), pk__in=keys).in_bulk()
        offered = [(draft, names.get(draft.person_id or 0)) for draft in shown]
        return offered, len(drafts) - len(offered)


def _choices(name: str, taken: Iterable[str]) -> list[tuple[str, str, bool]]:
    chosen = set(taken)
    return [(term.code, term.label, term.code in chosen) for term in lists.get(name).terms]


def _states(taken: str) -> list[tuple[str, str, bool]]:
    """What became of it, in the words of a button."""
    states = [
        ("held", _("Held")),
        ("tenant_absent", _("Absent")),
        ("cancelled-them", _("Cancelled by them")),
        ("cancelled-us", _("Cancelled by us")),
        ("planned", _("Planned")),
    ]
    if taken == "cancelled":
        states.append(("cancelled", _("Cancelled")))
    return [(code, label, code == taken) for code, label in states]


def _numbers(offered: list[str], taken: str) -> list[tuple[str, bool]]:
    """Numbers to tap; what was taken is among them."""
    if taken and taken != "other" and taken not in offered:
        offered = [taken, *offered]
    return [(number, number == taken) for number in offered]


def differences(stored: Said, typed: Said) -> list[tuple[str, str, str]]:
    """Where what is stored now and what was typed differ, in words."""
    rows = [
        (_("What became of it"), _state(stored), _state(typed)),
        (_("Kind"), _label("encounter_kind", stored.kind), _label("encounter_kind", typed.kind)),
        (_("Day"), _day(stored), _day(typed)),
        (_("Topics"), _topics(stored), _topics(typed)),
        (
            _("Duration (min)"),
            noting.minutes(stored.duration_min),
            noting.minutes(typed.duration_min),
        ),
        (_("Travel (min)"), noting.minutes(stored.travel_min), noting.minutes(typed.travel_min)),
        (_("Workers"), _workers(stored), _workers(typed)),
        (_("Partners present"), _partners(stored), _partners(typed)),
        (_("Place"), stored.place, typed.place),
        (_("Note"), stored.note, typed.note),
    ]
    return [row for row in rows if row[1] != row[2]]


def _label(name: str, code: str) -> str:
    return lists.get(name).label(code) if code else ""


def _state(said: Said) -> str:
    if said.cancelled_by:
        return _label("cancelled_by", said.cancelled_by)
    return _label("encounter_status", said.status)


def _day(said: Said) -> str:
    day = formats.date_format(said.day, "j N Y") if said.day else ""
    return f"{day} {said.time:%H:%M}" if said.time else day


def _topics(said: Said) -> str:
    return ", ".join(sorted(lists.get("topic").label(code) for code in said.topics))


def _workers(said: Said) -> str:
    codes = Worker.objects.filter(pk__in=list(said.workers)).order_by("code")
    return ", ".join(codes.values_list("code", flat=True))


def _partners(said: Said) -> str:
    names = Organisation.objects.filter(pk__in=list(said.partners)).order_by("name")
    return "; ".join(names.values_list("name", flat=True))
