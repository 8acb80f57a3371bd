"""The list of files one may open, the search in it, a file, and the log of its person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_safe

from filrouge.access.domain_links import DIRECTOR
from filrouge.access.files import Compartment
from filrouge.access.policy import Capability, policy
from filrouge.people.models import Person
from filrouge.people.reading import (
    OpenFile,
    banner,
    fails_closed,
    open_file,
    reader,
    write_down,
)
from filrouge.web.paging import first_rows

from .. import finding, own_words, pens, sections
from .. import log as logs
from ..asked import Asked, asked
from ..asking_words import filters
from ..forms import SearchForm
from ..handover import without_referent
from ..head import head
from ..notices import unread
from ..shared_note import told_to
from ..thread import thread
from ..writers import authored

LOG_LANGUAGES = ("fr", "nl")
LONGEST_LOG = 5_000


@policy(Capability.VIEW_IDENTITY)
@require_safe
@fails_closed
def index(request: HttpRequest) -> HttpResponseBase:
    """Number, name and team of the persons whose file one may open: 25 and more."""
    user = reader(request)
    keys = list(finding.open_files(user).values_list("pk", flat=True))
    page = first_rows(request, keys, len(keys))
    write_down(request, "list_files", page.rows, {"shown": page.shown})
    persons = cast("Sequence[Person]", Person.objects.filter(pk__in=page.rows).order_by("number"))
    context = {
        "lines": finding.lines(persons),
        "page": page,
        "form": SearchForm(),
        "unread": unread(user),
        "alone": without_referent(user).count() if user.role == DIRECTOR else 0,
    }
    return render(request, "dossiers/list.html", context)


@policy(Capability.VIEW_IDENTITY)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def search(request: HttpRequest) -> HttpResponseBase:
    """Files one may open whose name holds these letters; a restricted file is never found."""
    if request.method != "POST":
        return redirect("dossiers:list")
    user, form = reader(request), SearchForm(request.POST)
    if not form.is_valid():
        context = {"lines": [], "form": form, "searched": True, "unread": unread(user)}
        return render(request, "dossiers/list.html", context, status=422)
    keys = finding.found(user, form.cleaned_data["letters"])
    shown = keys[: finding.MOST_FOUND]
    write_down(request, "search_files", shown, {"shown": len(shown)})
    persons = cast("Sequence[Person]", Person.objects.filter(pk__in=shown).order_by("number"))
    context = {
        "lines": finding.lines(persons),
        "form": form,
        "searched": True,
        "rest": len(keys) - len(shown),
        "unread": unread(user),
    }
    return render(request, "dossiers/list.html", context)


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_safe
@fails_closed
def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A file as a story: who, how things stand, then everything dated, newest first."""
    found = open_file(request, pk, "read_file")
    return _story(request, found, asked(request.GET.dict()))


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def search_in(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Words looked for inside one file; they come in the body and are kept nowhere."""
    found = open_file(request, pk, "search_file" if request.method == "POST" else "read_file")
    if request.method != "POST":
        return redirect("dossiers:file", found.person.pk)
    sent = request.POST.dict()
    return _story(request, found, asked(sent, sent.get("mots", "")))


def _story(request: HttpRequest, found: OpenFile, wanted: Asked) -> HttpResponse:
    user, person, opened = reader(request), found.person, found.compartments
    if wanted.account:
        wrote = authored(person, opened, user, wanted.account)
        wanted = replace(wanted, authored=wrote)
    parts = sections.sections(person, opened, user, wanted)
    noted = Compartment.PSYCHOSOCIAL in opened
    context = {
        **banner(found),
        "head": head(person, opened),
        "sections": parts,
        "adding": any(part.adds for part in parts),
        "thread": thread(person, parts, opened, wanted),
        "asked": wanted,
        "filters": filters(person, opened, user, wanted),
        "may": pens.acts(user, opened),
        "told": told_to(user, person.pk) if Compartment.HOUSING in opened else [],
        "noted": noted,
        "own_words": own_words.of_file(person.pk) if noted else [],
    }
    return render(request, "dossiers/file.html", context)


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_safe
@fails_closed
def log(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Who consulted the file, for the person: `?langue=nl` for a reader of Dutch; to print."""
    found = open_file(request, pk, "read_log")
    language = request.GET.get("langue", "")
    if language not in LOG_LANGUAGES:
        return _log(request, banner(found), found.person.pk)
    with translation.override(language):
        return _log(request, banner(found), found.person.pk)


def _log(request: HttpRequest, context: dict[str, object], person_id: int) -> HttpResponse:
    lines = logs.consultations(person_id, LONGEST_LOG + 1)
    context |= {
        "lines": lines[:LONGEST_LOG],
        "cut": len(lines) > LONGEST_LOG,
        "today": timezone.localdate(),
    }
    return render(request, "dossiers/log.html", context)
