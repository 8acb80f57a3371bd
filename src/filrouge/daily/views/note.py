"""Noting an encounter: one page, for a new one, for a planned one that was held, for a mistake."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from filrouge.access.files import Compartment, may_write
from filrouge.access.policy import Capability, policy
from filrouge.followup.domain_drafts import drafts_of, drop_draft, save_draft, store_draft
from filrouge.followup.domain_encounters import said_of as stored_said
from filrouge.followup.models import Encounter
from filrouge.people.models import Person
from filrouge.people.reading import LARGEST, fails_closed, reader
from filrouge.records.domain import Conflict, version_of
from filrouge.staff.models import Worker

from .. import note_form, noting
from ..note_form import Sent, one
from ..note_page import Page, differences

NUMBERS = {"duration_min": "duration", "travel_min": "travel"}
"""Names of fields in the form that differ from those of the domain."""


@policy(Capability.VIEW_CARE)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def note(request: HttpRequest) -> HttpResponseBase:
    """`?personne=`, `?rencontre=` and `?brouillon=` fill the form in; none of them is a name."""
    if not may_write(reader(request), Compartment.PSYCHOSOCIAL):
        raise PermissionDenied
    if request.method != "POST":
        return _shown(request)
    sent = note_form.sent_of(request.POST)
    act, _dash, key = request.POST.get("act", "").partition("-")
    match act:
        case "store":
            return _store(request, sent)
        case "find":
            return _find(request, sent)
        case "add":
            sent["persons"] = [*sent["persons"], key]
        case "drop":
            sent["persons"] = [one for one in sent["persons"] if one != key]
        case _:
            pass
    kept = _keep(request, sent)
    if act in {"add", "drop"} and kept:
        return redirect(f"{reverse('daily:note')}?{urlencode({'brouillon': str(kept)})}")
    return _page(request, sent).drawn()


@policy(Capability.VIEW_CARE)
@require_POST
def draft(request: HttpRequest) -> HttpResponseBase:
    """Keep the form as it stands; the answer says when."""
    if not may_write(reader(request), Compartment.PSYCHOSOCIAL):
        raise PermissionDenied
    kept = _keep(request, note_form.sent_of(request.POST))
    said = _("Draft kept, %(time)s") % {"time": timezone.localtime().strftime("%H:%M:%S")}
    return HttpResponse(said if kept else _("Not kept"), content_type="text/plain; charset=utf-8")


draft.typed_here = True  # type: ignore[attr-defined]


@policy(Capability.VIEW_CARE)
@require_POST
def throw_away(request: HttpRequest) -> HttpResponseBase:
    """Throw a draft of one's own away."""
    key = note_form.key_of({"key": [request.POST.get("key", "")]})
    if key and drop_draft(actor=reader(request), key=key):
        messages.success(request, _("The draft is thrown away."))
    return redirect("daily:note")


def _shown(request: HttpRequest) -> HttpResponseBase:
    """The form as an address asks for it."""
    user, asked = reader(request), request.GET
    me = noting.worker_of(user)
    if "brouillon" in asked:
        found = _draft_asked(request, asked["brouillon"])
        if found is None:
            messages.info(request, _("This draft is stored already, or thrown away."))
            return redirect("daily:note")
        return _page(request, found).drawn()
    if "rencontre" in asked:
        encounter = noting.of_encounter(user, _number(asked["rencontre"]), whole=True)
        if encounter is None:
            raise Http404
        said = stored_said(encounter)
        sent = note_form.of_said(said, encounter, version_of(encounter), me.pk if me else None)
    else:
        sent = note_form.empty(timezone.localdate(), me.pk if me else None)
        if "personne" in asked:
            sent["persons"] = [str(_number(asked["personne"]))]
            if not noting.chosen(user, sent["persons"]):
                raise Http404
    sent["back"] = [asked.get("retour", "")[:10]]
    return _page(request, sent).drawn()


def _draft_asked(request: HttpRequest, text: str) -> Sent | None:
    key = note_form.key_of({"key": [text]})
    found = drafts_of(reader(request)).filter(key=key).first() if key else None
    sent = found.said() if found else {}
    return {**note_form.empty(timezone.localdate(), None), **sent} if sent else None


def _number(text: str) -> int:
    return min(int(text), LARGEST) if text.isascii() and text.isdigit() and len(text) < 20 else 0


def _keep(request: HttpRequest, sent: Sent) -> UUID | None:
    """Save the draft under the key of its form; only persons open to the reader are kept."""
    persons = noting.chosen(reader(request), sent["persons"])
    sent["persons"] = [str(person.pk) for person in persons]
    key = note_form.key_of(sent)
    if key is None or note_form.is_blank(sent):
        return None
    first = persons[0].pk if persons else None
    return key if save_draft(actor=reader(request), key=key, sent=sent, person_id=first) else None


def _find(request: HttpRequest, sent: Sent) -> HttpResponseBase:
    letters = request.POST.get("letters", "")
    persons = noting.found(reader(request), letters)
    taken = set(sent["persons"])
    page = _page(request, sent, found=[one for one in persons if str(one.pk) not in taken])
    page.letters, page.searched = letters, True
    return page.drawn()


def _store(request: HttpRequest, sent: Sent) -> HttpResponseBase:
    """Store, or show the form again with a sentence per field; nothing typed is lost."""
    user, key = reader(request), note_form.key_of(sent)
    assert key is not None
    page = _page(request, sent)
    try:
        said = note_form.said_of(sent, page.persons)
        stored = store_draft(
            actor=user,
            key=key,
            said=said,
            encounter_id=_number(one(sent, "encounter")) or None,
            version=one(sent, "version"),
        )
    except ValidationError as refused:
        wrong = refused.message_dict
        page.errors = {NUMBERS.get(name, name): words[0] for name, words in wrong.items()}
    except Conflict as clash:
        assert isinstance(clash.record, Encounter)
        page.conflict = differences(stored_said(clash.record), said)
        sent["version"] = [version_of(clash.record)]
    else:
        messages.success(request, _("The encounter is stored."))
        for words in stored.warnings:
            messages.warning(request, words)
        return redirect(_after(sent, stored.encounter.lead_id))
    _keep(request, sent)
    return page.drawn()


def _after(sent: Sent, lead: int) -> str:
    """Where one came from: the day, or the file of the first person."""
    if one(sent, "back") == "jour":
        try:
            return reverse("daily:today")
        except NoReverseMatch:
            pass
    return reverse("dossiers:file", args=[lead])


def _page(request: HttpRequest, sent: Sent, found: list[Person] | None = None) -> Page:
    """The page of a form. What it may not hold is taken out first. 404 for a closed encounter."""
    user = reader(request)
    number = _number(one(sent, "encounter"))
    encounter = noting.of_encounter(user, number, whole=True) if number else None
    if number and encounter is None:
        raise Http404
    known = [int(key) for key in sent["workers"] if key.isdigit() and len(key) < 10]
    workers = Worker.objects.filter(pk__in=known).values_list("pk", flat=True)
    sent["workers"] = [str(key) for key in workers]
    persons = noting.chosen(user, sent["persons"])
    sent["persons"] = [str(person.pk) for person in persons]
    return Page(request, sent, persons, encounter, found or [])
