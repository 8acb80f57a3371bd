"""Opening a file: the right, then the journal, then the person. In this order, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from filrouge.access.files import RULES, Compartment, Moment, compartments_open, decide
from filrouge.access.links import BreakGlass
from filrouge.access.models import User
from filrouge.audit import journal
from filrouge.audit.journal import NoJournal
from filrouge.people.models import Person

LARGEST = 2**31 - 1
"""No database key is greater: an address may hold any number."""
OPENINGS = frozenset({"break_glass", "break_glass_narratives"})


def fails_closed[**P](
    view: Callable[P, HttpResponseBase],
) -> Callable[P, HttpResponseBase]:
    """Answer 503, without content, when a reading could not be written down."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(*args, **kwargs)
        except NoJournal:
            request = cast("HttpRequest", args[0])
            return render(request, "audit/no_journal.html", status=503)

    return guarded


def write_down(
    request: HttpRequest, act: str, persons: Iterable[int], detail: Mapping[str, Any]
) -> None:
    """Write a reading before it is built. Raises `NoJournal`."""
    user = reader(request)
    try:
        journal.record(
            actor=user,
            action=f"dossiers.{act}",
            persons=persons,
            detail={"role": user.role, **detail},
        )
    except Exception as error:
        raise NoJournal from error


def reader(request: HttpRequest) -> User:
    """The account behind a request that passed a policy."""
    return cast("User", request.user)


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file that somebody may open now: the person, the parts, the rules that led there."""

    person: Person
    compartments: frozenset[Compartment]
    because: tuple[str, ...]
    opening: BreakGlass | None

    @property
    def reasons(self) -> list[str]:
        """The rules in words."""
        return [str(rule.label) for rule in RULES if rule.code in self.because]


def open_file(request: HttpRequest, person_id: int, act: str, **detail: Any) -> OpenFile:
    """Open a file and write it in the journal.

    Raises `Http404` for an absent file and for a closed one, after the same questions to the
    database; `NoJournal` when the reading cannot be written.
    """
    user, now, person_id = reader(request), Moment.now(), min(person_id, LARGEST)
    compartments = compartments_open(user, person_id, now=now)
    if Compartment.IDENTITY not in compartments:
        raise Http404
    because = decide(user, person_id, Compartment.IDENTITY, now=now).because
    write_down(
        request,
        act,
        [person_id],
        {"compartments": sorted(compartments), "because": list(because), **detail},
    )
    person = Person.objects.get(pk=person_id)
    opening = _opening(user, person_id) if OPENINGS & set(because) else None
    return OpenFile(person, compartments, because, opening)


def _opening(user: User, person_id: int) -> BreakGlass | None:
    now = timezone.now()
    running = BreakGlass.objects.filter(
        worker=user, person=person_id, started_at__lte=now, ends_at__gt=now
    )
    return running.order_by("-ends_at").first()


def banner(found: OpenFile) -> dict[str, Any]:
    """What every page of an open file says at its top."""
    lasting = set(found.because) - OPENINGS
    return {
        "person": found.person,
        "opening": None if lasting else found.opening,
        "reasons": found.reasons,
    }
