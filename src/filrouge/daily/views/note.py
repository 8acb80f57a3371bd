"""Noting an encounter: one page, for a new one, for a planned one that was held, for a mistake."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from filrouge.access.files import Compartment, may_write
from filrouge.access.policy import Capability, policy
from filrouge.directory.models import Organisation
from filrouge.followup.domain_drafts import (
    Deleted,
    drafts_of,
    drop_draft,
    save_draft,
    store_draft,
    too_long,
)
from filrouge.followup.domain_encounters import Stored
from filrouge.followup.domain_encounters import said_of as stored_said
from filrouge.followup.encounter_said import HELD, PLANNED, Said
from filrouge.followup.models import Encounter
from filrouge.people.models import Person
from filrouge.people.reading import LARGEST, fails_closed, reader
from filrouge.records.domain import Conflict, version_of
from filrouge.staff.models import Worker

from .. import board, note_form, noting
from ..day import away, week_of
from ..note_form import Sent, one
from ..note_page import Page, differences

PLAIN = "text/plain; charset=utf-8"
NUMBERS = {"duration_min": "duration", "travel_min": "travel"}
"""Names of fields in the form that differ from those of the domain."""


@policy(Capability.VIEW_CARE)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def note(request: HttpRequest) -> HttpResponseBase:
    """`?personne=`, `?rencontre=`, `?brouillon=`, `?statut=planned` and `?jour=` fill the form in.

    None of them is a name.
    """
    if not may_write(reader(request), Compartment.PSYCHOSOCIAL):
        raise PermissionDenied
    if request.method != "POST":
        return _shown(request)
    sent = note_form.sent_of(request.POST)
    act, _dash, key = request.POST.get("act", "").partition("-")
    if act == "enter":  # the key: it finds the letters typed, else stores
        act = "find" if request.POST.get("letters", "").strip() else "store"
    match act:
        case "store":
            return _store(request, sent)
        case "find":
            return _find(request, sent)
        case "organisations":
            return _organisations(request, sent)
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
    sent = note_form.sent_of(request.POST)
    if _keep(request, sent):
        said = _("Draft kept, %(time)s") % {"time": timezone.localtime().strftime("%H:%M:%S")}
        return HttpResponse(said, content_type=PLAIN)
    if note_form.is_blank(sent):
        return HttpResponse(status=204)
    if too_long(sent):
        said = _("No draft is kept: the text is too long. Shorten it, or store it in two.")
        return HttpResponse(said, content_type=PLAIN, status=413)
    said = _("No draft is kept: this form is stored already.")
    return HttpResponse(said, content_type=PLAIN, status=409)


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
    me = board.worker_of(user)
    if "brouillon" in asked:
        found = _draft_asked(request, asked["brouillon"])
        if found is None:
            words = _("This draft is stored already, thrown away, or about a file closed to you.")
            messages.info(request, words)
            return redirect("daily:note")
        return _page(request, found).drawn()
    still = asked.get("statut", "") == PLANNED
    if "rencontre" in asked:
        encounter = noting.of_encounter(user, _number(asked["rencontre"]), whole=True)
        if encounter is None:
            raise Http404
        still = still or encounter.day > timezone.localdate()
        mine, said = me.pk if me else None, stored_said(encounter)
        sent = note_form.of_said(said, encounter, version_of(encounter), mine, still=still)
        if asked.get("statut", "") == PLANNED:  # the way back from a tap, too
            sent["status"] = [PLANNED]
    else:
        sent = note_form.empty(
            _day(asked.get("jour", "")), me.pk if me else None, status=PLANNED if still else HELD
        )
        if "personne" in asked:
            sent["persons"] = [str(_number(asked["personne"]))]
            if not noting.chosen(user, sent["persons"]):
                raise Http404
    sent["back"] = [asked.get("retour", "")[:10]]
    return _page(request, sent).drawn()


def _day(text: str) -> date:
    """A day that an address holds, else today."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return timezone.localdate()


def _draft_asked(request: HttpRequest, text: str) -> Sent | None:
    """A draft of the reader's own; nothing when the file it is about is closed to them now."""
    user, key = reader(request), note_form.key_of({"key": [text]})
    found = drafts_of(user).filter(key=key).first() if key else None
    if found is None or (
        found.person_id and not noting.open_persons(user).filter(pk=found.person_id).exists()
    ):
        return None
    sent = found.said()
    return {**note_form.empty(timezone.localdate(), None), **sent} if sent else None


def _number(text: str) -> int:
    return min(int(text), LARGEST) if text.isascii() and text.isdigit() and len(text) < 20 else 0


def _keep(request: HttpRequest, sent: Sent) -> UUID | None:
    """Save the draft under the key of its form; only persons open to the reader are kept."""
    persons = noting.chosen(reader(request), sent["persons"])
    sent["persons"] = [str(person.pk) for person in persons]
    key = note_form.key_of(sent)
    if key is None:
        return None
    if note_form.is_blank(sent):
        drop_draft(actor=reader(request), key=key)
        return None
    first = persons[0].pk if persons else None
    return key if save_draft(actor=reader(request), key=key, sent=sent, person_id=first) else None


def _find(request: HttpRequest, sent: Sent) -> HttpResponseBase:
    letters = request.POST.get("letters", "")
    to_come = one(sent, "status") == PLANNED
    persons = noting.found(reader(request), letters, to_come=to_come)
    taken = set(sent["persons"])
    page = _page(request, sent, found=[one for one in persons if str(one.pk) not in taken])
    page.letters, page.searched = letters, True
    return page.drawn()


def _organisations(request: HttpRequest, sent: Sent) -> HttpResponseBase:
    """Names to type a partner by, asked for when somebody begins to."""
    page = _page(request, sent)
    page.organisations = noting.organisations()
    return page.drawn()


def _store(request: HttpRequest, sent: Sent) -> HttpResponseBase:
    """Store, or show the form again with a sentence per field; nothing typed is lost."""
    user, key = reader(request), note_form.key_of(sent)
    assert key is not None
    page = _page(request, sent)
    if page.gone:
        _keep(request, sent)
        return page.drawn()
    try:
        partners = note_form.partners_of(sent)
        said = replace(note_form.said_of(sent, page.persons), partners=partners)
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
        _clash(page, clash, said)
    except Deleted:
        _begin_anew(page)
        page.sent["key"] = [str(uuid4())]  # that of a form stored already
    else:
        _told(request, said, stored)
        return redirect(_after(sent, stored.encounter))
    _keep(request, sent)
    return page.drawn()


def _clash(page: Page, clash: Conflict, said: Said) -> None:
    """Both texts, and the form now corrects what is stored. 404 when that is closed."""
    found = clash.record
    assert isinstance(found, Encounter)
    page.encounter = noting.of_encounter(reader(page.request), found.pk, whole=True)
    if page.encounter is None:
        raise Http404
    page.conflict = differences(stored_said(found), said)
    if str(found.pk) != one(page.sent, "encounter"):
        page.sent["key"] = [str(uuid4())]  # that of a form stored already
    page.sent["encounter"] = [str(found.pk)]
    page.sent["version"] = [version_of(found)]


def _begin_anew(page: Page) -> None:
    """The form of an encounter that was deleted: stored again, it makes another one."""
    page.gone, page.encounter = True, None
    page.sent |= {"encounter": [""], "version": [""]}


def _told(request: HttpRequest, said: Said, stored: Stored) -> None:
    """What was stored, and each figure or agenda that would suffer."""
    planned = said.status == PLANNED
    words = _("The encounter is planned.") if planned else _("The encounter is stored.")
    messages.success(request, words)
    absent = away(said.workers, stored.encounter.day) if planned else []
    for sentence in [*stored.warnings, *absent]:
        messages.warning(request, sentence)


def _after(sent: Sent, encounter: Encounter) -> str:
    """Where one came from: the day, the agenda, or the file of the first person."""
    asked = one(sent, "back")
    if asked == "jour":
        return reverse("daily:today")
    if asked == "agenda" or (not asked and encounter.status == PLANNED):
        return f"{reverse('daily:agenda')}?semaine={week_of(encounter.day)}"
    return reverse("dossiers:file", args=[encounter.lead_id])


def _page(request: HttpRequest, sent: Sent, found: list[Person] | None = None) -> Page:
    """The page of a form. What it may not hold is taken out first. 404 for a closed encounter."""
    user = reader(request)
    number = _number(one(sent, "encounter"))
    encounter = noting.of_encounter(user, number, whole=True) if number else None
    gone = bool(number) and encounter is None
    if gone and not noting.was_deleted(user, number):
        raise Http404
    known = note_form.keys_of(sent["workers"])
    workers = Worker.objects.filter(pk__in=known).values_list("pk", flat=True)
    sent["workers"] = [str(key) for key in workers]
    partners = note_form.keys_of(sent["partners"])
    if partners:
        found_ones = Organisation.objects.filter(pk__in=partners)
        partners = list(found_ones.values_list("pk", flat=True))
    sent["partners"] = [str(key) for key in partners]
    persons = noting.chosen(user, sent["persons"])
    sent["persons"] = [str(person.pk) for person in persons]
    page = Page(request, sent, persons, encounter, found or [])
    if gone:
        _begin_anew(page)
    return page
