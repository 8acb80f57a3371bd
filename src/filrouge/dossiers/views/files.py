"""The list of files one may open, the search in it, a file, and the log of its person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_safe

from filrouge.access.files import Compartment
from filrouge.access.policy import Capability, policy
from filrouge.people.models import Person
from filrouge.people.reading import banner, fails_closed, open_file, reader, write_down
from filrouge.web.paging import first_rows

from .. import finding, own_words, sections
from .. import log as logs
from ..forms import SearchForm
from ..notices import unread

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
    """A file: the compartments one may open, each with its newest records."""
    found = open_file(request, pk, "read_file")
    asked = request.GET.get("n", "")
    shown = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0
    parts = sections.sections(found.person, found.compartments, reader(request), shown)
    noted = Compartment.PSYCHOSOCIAL in found.compartments
    context = {
        **banner(found),
        "sections": parts,
        "noted": noted,
        "own_words": own_words.of_file(found.person.pk) if noted else [],
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
