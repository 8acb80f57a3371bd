"""Reviewing how a person is: four parts on one page, stored apart, the previous answers beside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from filrouge.access.files import Compartment
from filrouge.access.policy import Capability, policy
from filrouge.followup import domain_reviews as verbs
from filrouge.people.models import Person
from filrouge.people.reading import OpenFile, banner, fails_closed, open_file, reader
from filrouge.records.declaration import Kind, kind_at
from filrouge.vocabulary import lists

from ..pens import adds, compartment_of, may_write_kind, reviewed
from ..reviewing import Part, Sent, parts, stored, told_of, version

BESIDE = ("objectifs", "evenements-de-sante", "evenements")
_NO_PART = "part"
"""What was sent names no part that the reader may fill in: nothing is stored."""

type Store = Callable[[Any, Person, date, Sent], Any]


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The parts that the reader may fill in; one is stored at a time.

    `?jour=2025-03-01` shows the answers of that day, to correct them.
    """
    found = open_file(request, pk, "review_file")
    codes, day = _codes(request, found), _asked_day(request)
    if day < timezone.localdate():
        codes = [code for code in codes if code != "incomes"]
    sent: Sent = dict(request.POST.lists())
    which = (sent.get("part") or [""])[0]
    errors: list[str] = []
    if request.method == "POST":
        errors = _store(request, found.person, which, sent) if which in codes else [_NO_PART]
        if not errors:
            messages.success(request, _("The review is stored."))
            if day < timezone.localdate():
                return redirect("dossiers:file", pk)
            return redirect(f"{reverse('dossiers:review', args=[pk])}#{_next(codes, which)}")
    shown = [_with_errors(part, which, errors) for part in parts(found.person, codes, day, sent)]
    context = {
        **banner(found),
        "parts": shown,
        "today": timezone.localdate(),
        "past": day if day < timezone.localdate() else None,
        "adds": adds(_beside(request, found), found.person),
    }
    return render(request, "dossiers/review.html", context, status=422 if errors else 200)


def _codes(request: HttpRequest, found: OpenFile) -> list[str]:
    """404 when no part of the review is open to the reader, 403 without the pen."""
    codes = reviewed(reader(request), found.compartments)
    if codes:
        return codes
    if found.compartments & {Compartment.HEALTH, Compartment.HOUSING}:
        raise PermissionDenied
    raise Http404


def _beside(request: HttpRequest, found: OpenFile) -> list[Kind]:
    """What is often learnt in a review and is recorded apart: goals, dated facts."""
    known = (kind_at(slug, of_files=True) for slug in BESIDE)
    return [
        kind
        for kind in known
        if kind
        and compartment_of(kind) in found.compartments
        and may_write_kind(reader(request), kind)
    ]


def _asked_day(request: HttpRequest) -> date:
    """The day whose answers are looked at: today, or an earlier one that was asked for."""
    today = timezone.localdate()
    return min(_day(request.GET.get("jour", "")) or today, today)


def _with_errors(part: Part, which: str, errors: list[str]) -> Part:
    return replace(part, errors=errors) if part.code == which else part


def _next(codes: list[str], which: str) -> str:
    """Where the page comes back to: the part after the one that was stored."""
    place = codes.index(which) + 1
    return codes[place] if place < len(codes) else which


def _store(request: HttpRequest, person: Person, which: str, sent: Sent) -> list[str]:
    day = _day(_one(sent, "day"))
    if day is None:
        return [_("Write the day of the review as a date.")]
    try:
        with transaction.atomic():
            known = stored(which, person, day)
            if _one(sent, "version") != version(which, person, day):
                said = _(
                    "Meanwhile this was stored for that day: %(told)s. Your answers are below: "
                    "storing them replaces it."
                )
                return [said % {"told": told_of(known)}]
            STORES[which](reader(request), person, day, sent)
    except ValidationError as refused:
        return list(refused.messages)
    return []


def _day(text: str) -> date | None:
    """A date as a date field sends it."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def _one(sent: Sent, name: str) -> str:
    return (sent.get(name) or [""])[0]


def _score(actor: Any, person: Person, day: date, sent: Sent) -> None:
    said = _one(sent, "score")
    if not (said.isascii() and said.isdigit() and len(said) < 4):
        raise ValidationError({"score": _("Choose a score, or “not enough is known”.")})
    moment = _one(sent, "moment") or "current"
    verbs.review_score(actor=actor, person=person, day=day, score=int(said), moment=moment)


def _symptoms(actor: Any, person: Person, day: date, sent: Sent) -> None:
    answers = {name: _one(sent, name) for name in verbs.SYMPTOMS}
    verbs.review_symptoms(actor=actor, person=person, day=day, answers=answers)


def _use(actor: Any, person: Person, day: date, sent: Sent) -> None:
    overall = _one(sent, "overall")
    verbs.review_use(
        actor=actor,
        person=person,
        day=day,
        products={code: _one(sent, f"product_{code}") for code in lists.get("substance").codes},
        none=overall == "none",
        unanswered="" if overall == "none" else overall,
        answers={name: _one(sent, name) for name in verbs.MODES},
    )


def _incomes(actor: Any, person: Person, day: date, sent: Sent) -> None:
    verbs.review_incomes(actor=actor, person=person, day=day, kinds=sent.get("kinds", []))


STORES: dict[str, Store] = {
    "score": _score,
    "symptoms": _symptoms,
    "use": _use,
    "incomes": _incomes,
}
