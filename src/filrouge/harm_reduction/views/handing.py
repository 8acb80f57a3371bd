"""Handing out: counters, one button. Nobody's name, unless from a file and if wished."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from filrouge.access.files import Compartment, may_write
from filrouge.access.policy import Capability, policy
from filrouge.people.models import Person
from filrouge.people.reading import LARGEST, fails_closed, open_file, reader, write_down
from filrouge.vocabulary import lists

from .. import handed, shape
from ..domain import HandedOut, NotOpen, hand_out, is_open, lines_of, take_back_handout
from ..forms import (
    ITEM,
    KIT,
    EncounterForm,
    OccasionForm,
    TakeBackForm,
    counters,
    posted,
    refuse_unread,
)

RECENT_DAYS = 7
"""Encounters proposed inside a file: those of the last days."""


@policy(Capability.VIEW_CARE)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponseBase:
    """Hand out to somebody whom nobody names. `?tournee=3`: during a round in the street."""
    asked = _round(request)
    form = OccasionForm(posted(request))
    here = reverse("harm_reduction:hand") + (f"?tournee={asked}" if asked else "")
    context: dict[str, Any] = {
        "here": here,
        "round": asked,
        "today": handed.today(timezone.localdate()),
        "latest": handed.latest(timezone.localdate()),
    }
    return _answer(request, form, context, {"outreach_round": asked})


@policy(Capability.VIEW_CARE, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def of_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out inside a file: only if the person wishes it. The page says no name."""
    found = open_file(request, pk, "hand_out")
    if not is_open(reader(request), found.person.pk):
        raise Http404
    form = EncounterForm(posted(request), encounters=_encounters(found.person))
    context: dict[str, Any] = {
        "here": reverse("harm_reduction:hand_to", args=[pk]),
        "file": found.person,
        "attached": handed.of_person(found.person.pk),
    }
    return _answer(request, form, context, {"person": found.person})


@policy(Capability.VIEW_CARE, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def take_back(request: HttpRequest, handout: UUID) -> HttpResponseBase:
    """Undo a hand-over, with a reason. One of a closed file answers like one that is not."""
    found = lines_of(handout)
    persons = sorted({person for person, _item, _quantity in found if person})
    if not found or not all(is_open(reader(request), person) for person in persons):
        raise Http404
    if persons:
        write_down(request, "read_file", persons, {"compartments": ["health"]})
    back = (
        reverse("harm_reduction:hand_to", args=persons)
        if persons
        else reverse("harm_reduction:hand")
    )
    form = TakeBackForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            total = take_back_handout(
                actor=reader(request), handout=handout, reason=form.cleaned_data["reason"]
            )
        except NotOpen as gone:
            raise Http404 from gone
        messages.success(request, _("Taken back: %(items)s.") % {"items": shape.pieces(total)})
        return redirect(back)
    quantities: dict[str, int] = {}
    for _person, item, quantity in found:
        quantities[item] = quantities.get(item, 0) + quantity
    context = {
        "form": form,
        "back": back,
        "pieces": shape.pieces(sum(quantities.values())),
        "told": "" if persons else shape.told(quantities),
    }
    status = 422 if form.errors else 200
    return render(request, "harm_reduction/take_back.html", context, status=status)


def _answer(
    request: HttpRequest, form: OccasionForm, context: dict[str, Any], whose: dict[str, Any]
) -> HttpResponseBase:
    items, kits = counters(request.POST.dict())
    status = 200
    if request.method == "POST" and "store" in request.POST:
        done = _stored(request, form, items, kits, whose)
        if done is not None:
            return redirect(context["here"])
        status = 422
    elif request.method == "POST":
        form = _counting(form)
    kit_counters = shape.of_kits(kits)
    context |= {
        "form": form,
        "kits": kit_counters,
        "modes": shape.of_items(items),
        "total": sum(items.values()) + sum(one.number for one in kit_counters),
        "may_attach": may_write(reader(request), Compartment.HEALTH),
    }
    return render(request, "harm_reduction/hand.html", context, status=status)


def _stored(
    request: HttpRequest,
    form: OccasionForm,
    items: dict[str, int],
    kits: dict[int, int],
    whose: dict[str, Any],
) -> HandedOut | None:
    """What was handed out, with its words; nothing when the form refuses it."""
    if not form.is_valid():
        return None
    said = form.cleaned_data
    try:
        refuse_unread(request.POST.dict(), ITEM, KIT)
        done = hand_out(
            actor=reader(request),
            day=said["day"],
            items=items,
            kits=kits,
            zone=said["zone"],
            encounter=said.get("encounter"),
            **whose,
        )
    except NotOpen as closed:
        raise Http404 from closed
    except ValidationError as refused:
        by_field = (
            refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
        )
        for name, sentences in by_field.items():
            form.add_error(name if name in form.fields else None, sentences)
        return None
    # Inside a file the sentences say how many, never what.
    in_file = "person" in whose
    words = shape.pieces(done.total) if in_file else shape.told(done.quantities)
    messages.success(request, _("Handed out: %(items)s.") % {"items": words})
    if done.below_zero and in_file:
        messages.warning(request, _("Below zero in the stock: count what is really there."))
    elif done.below_zero:
        messages.warning(request, shape.below_zero(done.below_zero))
    return done


def _counting(form: OccasionForm) -> OccasionForm:
    """The same form while one counts: what was typed is kept, nothing is judged."""
    form.is_bound = False
    form.initial = {name: form.data.get(name, "") for name in form.fields}
    return form


def _round(request: HttpRequest) -> int | None:
    """The round named by the address, if there is one."""
    asked = request.GET.get("tournee", "")
    if not (asked.isascii() and asked.isdigit()):
        return None
    rounds = apps.get_model("followup", "OutreachRound")._default_manager
    key = min(int(asked[:12]), LARGEST)
    return key if rounds.filter(pk=key).exists() else None


def _encounters(person: Person) -> list[tuple[int, str]]:
    """The last encounters of the person: day and kind."""
    attended = apps.get_model("followup", "EncounterPerson")._default_manager
    since = timezone.localdate() - timedelta(days=RECENT_DAYS)
    rows = attended.filter(person=person, encounter__day__range=(since, timezone.localdate()))
    kinds = lists.get("encounter_kind")
    found = rows.order_by("-encounter__day", "-encounter").values_list(
        "encounter", "encounter__day", "encounter__kind"
    )
    return [
        (key, f"{formats.date_format(day, 'j N')} · {kinds.label(kind)}")
        for key, day, kind in found
    ]
