"""Editions and their plan: the list, one edition, and the forms that change the plan."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filrouge.access.policy import Capability, can, policy
from filrouge.figures.facts.coverage import years_covered
from filrouge.web.components import Crumb

from .. import plan, queries
from ..forms import AddForm, ChapterForm, EditionForm
from ..models import Chapter, Edition
from ..refusal import RefusedError
from .shared import (
    ICONS,
    address,
    address_or_nothing,
    chapter_of,
    edition_of,
    hue,
    told,
    way,
    whole,
)


@policy(Capability.VIEW_FIGURES)
@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    """Every edition by year with the states of its chapters, and the next one to open."""
    found = queries.editions()
    context = {
        "lines": [
            (one, [(ICONS[code], word, count) for code, word, count in one.states]) for one in found
        ],
        "next_years": _next_years({one.edition.year for one in found})
        if can(request.user, Capability.PLAN_REPORT)
        else [],
    }
    return render(request, "reports/edition_list.html", context)


def _next_years(taken: set[int]) -> list[int]:
    """The years an edition can be opened for: those with records, this one, the next."""
    now = timezone.localdate().year
    wanted = {*years_covered()[:2], now - 1, now}
    return sorted(wanted - taken, reverse=True)


@policy(Capability.PLAN_REPORT)
@require_POST
def open_edition(request: HttpRequest) -> HttpResponseBase:
    """Open the edition of a year with last year's plan."""
    year = whole(request.POST.get("year", ""))
    try:
        plan.open_edition(actor=request.user, year=year)
    except RefusedError as refused:
        messages.error(request, str(refused))
        return redirect("reports:editions")
    messages.success(
        request, _("The edition %(year)s is open: its plan is ready.") % {"year": year}
    )
    return redirect("reports:edition", year)


@policy(Capability.VIEW_FIGURES)
@require_safe
def edition(request: HttpRequest, year: int) -> HttpResponse:
    """One edition: every chapter by part, with its state, who answers, who wrote last."""
    found = edition_of(year)
    chapters = queries.chapters_of(found)
    writing = queries.writers(chapters, but=request.user)
    context = {
        "edition": found,
        "way": way(),
        "parts": [
            (
                hue(part[0].programme),
                [(one, ICONS[one.state], writing.get(one.pk, [])) for one in part],
            )
            for part in queries.parts(chapters)
        ],
        "states": _states(chapters),
        "publish_url": address_or_nothing("reports:publish", year),
        "now": timezone.localtime(),
    }
    return render(request, "reports/edition.html", context)


def _states(chapters: list[Chapter]) -> list[tuple[str, str, int]]:
    counts = {code: 0 for code in Chapter.State.values}
    for one in chapters:
        counts[one.state] += 1
    return [
        (ICONS[code], str(word), counts[code])
        for code, word in Chapter.State.choices
        if counts[code]
    ]


@policy(Capability.PLAN_REPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, year: int) -> HttpResponseBase:
    """The plan of an edition: its heading, and every chapter with its moves."""
    found = edition_of(year)
    names = ("title", "subtitle", "organisation", "responsible")
    form = EditionForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    if request.method == "POST" and form.is_valid():
        with told(request, _("The heading of the edition is saved.")):
            plan.change_edition(actor=request.user, edition=found, values=form.cleaned_data)
        return redirect("reports:plan", year)
    return _plan_page(request, found, form, 422 if form.errors else 200)


def _plan_page(
    request: HttpRequest, found: Edition, form: EditionForm, status: int
) -> HttpResponse:
    chapters = queries.chapters_of(found)
    context = {
        "edition": found,
        "way": way(found),
        "form": form,
        "chapters": [(one, hue(one.programme)) for one in chapters],
    }
    return render(request, "reports/edition_plan.html", context, status=status)


@policy(Capability.PLAN_REPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, year: int) -> HttpResponseBase:
    """A new chapter."""
    found = edition_of(year)
    form = AddForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        with told(request, _("The chapter is in the plan.")):
            plan.add_chapter(
                actor=request.user, edition=found, after=values.pop("after"), values=values
            )
        return redirect("reports:plan", year)
    context = {
        "edition": found,
        "way": [*way(found), plan_crumb(found)],
        "form": form,
        "title": _("Add a chapter"),
        "version": 0,
    }
    return render(request, "reports/edition_chapter.html", context, status=_status(form))


@policy(Capability.PLAN_REPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def change_chapter(request: HttpRequest, year: int, code: str) -> HttpResponseBase:
    """One chapter of the plan: its title, place, programme, guidance and responsible person."""
    chapter = chapter_of(year, code)
    form = ChapterForm(
        request.POST or None, initial={name: getattr(chapter, name) for name in plan.FIELDS}
    )
    if request.method == "POST" and form.is_valid():
        revision = whole(request.POST.get("revision", ""))
        try:
            plan.change_chapter(
                actor=request.user, chapter=chapter, revision=revision, values=form.cleaned_data
            )
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The plan is saved."))
            return redirect(f"{reverse('reports:plan', args=[year])}#{code}")
    context = {
        "edition": chapter.edition,
        "chapter": chapter,
        "way": [*way(chapter.edition), plan_crumb(chapter.edition)],
        "form": form,
        "title": chapter.title,
        "version": chapter.revision,
        "deletable": not chapter.version,
    }
    return render(request, "reports/edition_chapter.html", context, status=_status(form))


@policy(Capability.PLAN_REPORT)
@require_POST
def move(request: HttpRequest, year: int, code: str) -> HttpResponseBase:
    """Move a chapter one place up or down."""
    chapter = chapter_of(year, code)
    with told(request):
        plan.move_chapter(
            actor=request.user, chapter=chapter, up=request.POST.get("sens") == "haut"
        )
    return redirect(f"{reverse('reports:plan', args=[year])}#{code}")


@policy(Capability.PLAN_REPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, year: int, code: str) -> HttpResponseBase:
    """Ask, then take an empty chapter out of the plan."""
    chapter = chapter_of(year, code)
    if request.method == "POST":
        with told(request, _("The chapter is no longer in the plan.")):
            plan.delete_chapter(actor=request.user, chapter=chapter)
        return redirect("reports:plan", year)
    context = {
        "chapter": chapter,
        "way": [*way(chapter.edition), plan_crumb(chapter.edition)],
        "back": address(chapter, "chapter_plan"),
    }
    return render(request, "reports/edition_delete.html", context)


def plan_crumb(found: Edition) -> Crumb:
    """The plan as a step of the way back."""
    return Crumb(_("Plan"), reverse("reports:plan", args=[found.year]))


def _status(form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200
