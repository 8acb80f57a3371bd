"""Handing over: choose from whom, then to whom, read what it does, and do it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from filrouge.access.domain_links import NoSuchFile
from filrouge.access.links import CareLink
from filrouge.access.models import User
from filrouge.access.policy import Capability, policy
from filrouge.people.models import Person
from filrouge.people.reading import fails_closed, reader, write_down

from .. import handover as reading
from ..domain_handover import Handover, Step, check, hand_over, plan
from ..readers import workers

NOBODY = "personne"
"""`?de=personne`: the files without a referent worker."""
LEAVES, AWAY = "leaves", "away"
STAY = "stay"
"""`plans=stay`: planned meetings and open tasks stay where they are."""


@dataclass(frozen=True, slots=True)
class Row:
    """A person of the page, to whom they go, and what this does once it is read again."""

    person: Person
    to: int
    step: Step | None = None
    plans: str = ""
    """Planned meetings and open tasks, counted: those that go along once there is a step."""
    stays: int = 0
    """Planned meetings that cannot go to this worker."""


@policy(Capability.VIEW_IDENTITY)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def show(request: HttpRequest) -> HttpResponseBase:
    """`?de=7`: the persons of a worker; `?de=personne`: those whom nobody refers to."""
    user, everybody = reader(request), workers()
    asked = request.GET.get("de", "")
    worker = next((one for one in everybody if str(one.pk) == asked), None)
    context: dict[str, Any] = {
        "workers": everybody,
        "from": worker,
        "nobody": asked == NOBODY,
        "asked": asked if worker or asked == NOBODY else "",
        "today": timezone.localdate(),
        "without": reading.without_referent(user).count(),
    }
    if not context["asked"]:
        context["past"] = reading.lately(user)
        return render(request, "dossiers/handover.html", context)
    return _chosen(request, user, worker, context)


def _chosen(
    request: HttpRequest, user: User, worker: User | None, context: dict[str, Any]
) -> HttpResponseBase:
    found = reading.of_worker(user, worker) if worker else reading.without_referent(user)
    keys = list(found.values_list("pk", flat=True))
    shown = keys[: reading.MOST]
    write_down(request, "list_handover", shown, {"shown": len(shown)})
    persons = list(Person.objects.filter(pk__in=shown).order_by("number"))
    sent = request.POST
    handover = _handover(worker, sent)
    choices = _choices(persons, sent, {one.pk: one for one in context["workers"]})
    errors: list[str] = []
    steps: dict[int, Step] = {}
    if request.method == "POST":
        act = sent.get("act", "")
        if act not in {"preview", "confirm", "back"}:
            raise Http404
        errors = _faults(handover)
        steps = {step.person: step for step in plan(handover, choices)} if not errors else {}
        errors += sorted({step.fault for step in steps.values() if step.fault})
        if act == "confirm" and not errors:
            done = _done(request, user, handover, choices, errors)
            if done:
                return redirect("dossiers:handover")
        if act == "back" or any(step.fault for step in steps.values()):
            steps = {}
    hanging = reading.hanging(user, worker, handover.day, shown) if worker else None
    context |= {
        "rows": [_row(one, choices.get(one.pk), steps.get(one.pk), hanging) for one in persons],
        "rest": len(keys) - len(shown),
        "around": reading.around(user, worker, handover.day, shown) if worker else None,
        "handover": handover,
        "how": LEAVES if handover.leaves else AWAY,
        "kinds": [("", _("as it is now")), *CareLink.Kind.choices] if worker else [],
        "kind": handover.kind,
        "preview": bool(steps),
        "alone": [one for one in persons if one.pk in steps and steps[one.pk].alone],
        "errors": errors,
    }
    status = 422 if errors else 200
    return render(request, "dossiers/handover.html", context, status=status)


def _row(
    person: Person, to: User | None, step: Step | None, hanging: reading.Hanging | None
) -> Row:
    key = to.pk if to else 0
    if hanging is None:
        return Row(person, key, step)
    going = to if step else None
    stays = hanging.stays(person.pk, going) if going else 0
    return Row(person, key, step, hanging.words(person.pk, going), stays)


def _handover(worker: User | None, sent: Any) -> Handover:
    """What is typed; a day that is none becomes the earliest of all, which `check` refuses."""
    today = timezone.localdate()
    try:
        day = parse_date(sent.get("day", "")) or (date.min if "day" in sent else today)
    except ValueError:
        day = date.min
    leaves = worker is not None and sent.get("how", LEAVES) != AWAY
    kind = sent.get("kind", "") if worker else str(CareLink.Kind.REFERENT)
    return Handover(worker, day, leaves, kind, sent.get("plans", "") != STAY)


def _choices(persons: list[Person], sent: Any, known: dict[int, User]) -> dict[int, User | None]:
    """To whom each person goes: the line's own choice, or the one made for all of them."""
    every = sent.get("all", "")
    found: dict[int, User | None] = {}
    for person in persons:
        said = sent.get(f"to-{person.pk}", "") or every
        is_key = said.isascii() and said.isdigit() and len(said) < 10
        found[person.pk] = known.get(int(said)) if is_key else None
    return found


def _faults(handover: Handover) -> list[str]:
    try:
        check(handover)
    except ValidationError as refused:
        return list(refused.messages)
    return []


def _done(
    request: HttpRequest,
    user: User,
    handover: Handover,
    choices: dict[int, User | None],
    errors: list[str],
) -> bool:
    asked = choices if handover.leaves else {pk: to for pk, to in choices.items() if to}
    try:
        done = hand_over(
            actor=user,
            handover=handover,
            choices=asked,
            alone=bool(request.POST.get("alone")) or handover.worker is None,
        )
    except NoSuchFile:
        raise Http404 from None
    except ValidationError as refused:
        errors += refused.messages
        return False
    said = ngettext("%(count)s person handed over.", "%(count)s persons handed over.", done.persons)
    said %= {"count": done.persons}
    along = reading.told(done.meetings, done.tasks)
    if along:
        said += " " + _("With them to the new worker: %(what)s.") % {"what": along}
    messages.success(request, said)
    return True
