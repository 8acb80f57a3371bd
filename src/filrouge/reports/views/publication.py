"""Publishing an edition, and what became of its figures since."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filrouge.access.policy import Capability, policy
from filrouge.common.periods import Period
from filrouge.figures.lines import address

from .. import frozen, publishing
from ..differences import Difference, between
from ..models import Chapter, Edition, Publication
from ..readiness import Readiness, computed
from ..refusal import RefusedError
from . import public_lines
from .public import TYPES
from .shared import edition_of, way


class PublishForm(forms.Form):
    """The year typed again, and for a correction why it is made."""

    reason = forms.CharField(
        label=gettext_lazy("What is corrected, in a sentence"),
        help_text=gettext_lazy("Printed on the page of the report, for everybody to read."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    word = forms.CharField(
        label=gettext_lazy("Type the year of the report to confirm"),
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, edition: Edition, correction: bool) -> None:
        super().__init__(*args)
        self.year = str(edition.year)
        if not correction:
            del self.fields["reason"]

    def clean_word(self) -> str:
        if self.cleaned_data["word"].strip() != self.year:
            raise forms.ValidationError(
                _("Type %(year)s: it is the report of that year that will be public.")
                % {"year": self.year}
            )
        return self.year


@policy(Capability.APPROVE_REPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, year: int) -> HttpResponseBase:
    """What stands in the way of publishing, what it will do, and the word that does it."""
    edition = edition_of(year)
    last = edition.publications.defer("content").first()
    chapters = edition.chapters.all()
    if last and not chapters.exclude(state=Chapter.State.FROZEN).exists():
        return redirect("reports:publication", year)
    form = PublishForm(request.POST or None, edition=edition, correction=last is not None)
    if request.method == "POST" and form.is_valid():
        try:
            done = publishing.publish_edition(
                actor=request.user, edition=edition, reason=form.cleaned_data.get("reason", "")
            )
        except RefusedError as refused:
            for sentence in str(refused).splitlines():
                messages.error(request, sentence)
            return redirect("reports:publish", year)
        messages.success(
            request,
            _("The report %(year)s is published: edition %(number)s.")
            % {"year": year, "number": done.number},
        )
        return redirect("reports:publication", year)
    readiness = Readiness(edition)
    context = {
        "edition": edition,
        "way": way(edition),
        "checks": readiness.checks,
        "ready": readiness.met,
        "number": last.number + 1 if last else 1,
        "form": form,
        "public_url": reverse("reports:public_cover", args=[year]),
    }
    return render(request, "reports/publish.html", context, status=422 if form.errors else 200)


@policy(Capability.VIEW_FIGURES)
@require_safe
def show(request: HttpRequest, year: int) -> HttpResponse:
    """The last frozen edition: what was published, and what would be said otherwise today."""
    edition = edition_of(year)
    editions = list(edition.publications.select_related("by").defer("content"))
    if not editions:
        raise Http404(_("The report of this year is not published yet."))
    last = editions[0]
    kept = frozen.read(last.content)
    period = Period.parse(kept.document.period)
    found = between(kept.figures, computed(period))
    context = {
        "edition": edition,
        "way": way(edition),
        "publication": last,
        "earlier": editions[1:],
        "facts": _facts(last, len(kept.figures), len(kept.document.exhibits)),
        "changed": _lines([one for one in found if not one.same_value], period),
        "same": _lines([one for one in found if one.same_value], period),
        "justifications": kept.justifications,
        "downloads": _downloads(last),
        "frozen": not edition.chapters.exclude(state=Chapter.State.FROZEN).exists(),
    }
    return render(request, "reports/publication.html", context)


def _facts(publication: Publication, figures: int, exhibits: int) -> list[tuple[str, str]]:
    return [
        (_("Published by"), str(publication.by or "")),
        (_("Reason of the correction"), publication.reason),
        (_("Figures kept"), str(figures)),
        (_("Charts and tables"), str(exhibits)),
        (_("Digest"), _in_groups(publication.digest)),
    ]


def _in_groups(digest: str) -> str:
    """A digest that can be read aloud, and that a telephone can cut."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))


def _lines(found: list[Difference], period: Period) -> list[tuple[Difference, str]]:
    """Each difference with the address of the figure's page, "" when it is gone."""
    return [(one, address(one.key, period) if one.current else "") for one in found]


def _downloads(publication: Publication) -> list[tuple[public_lines.Download, str]]:
    sizes = public_lines.sizes(publication)
    arguments = [publication.edition.year, publication.number]
    return [
        (
            public_lines.download(kind, sizes[kind]),
            reverse("reports:public_download_of", args=[*arguments, kind]),
        )
        for kind in TYPES
        if kind in sizes
    ]


@policy(Capability.APPROVE_REPORT)
@require_POST
def reopen(request: HttpRequest, year: int) -> HttpResponseBase:
    """Let the chapters of a published edition be written again, for a correction."""
    try:
        publishing.reopen_edition(actor=request.user, edition=edition_of(year))
    except RefusedError as refused:
        messages.error(request, str(refused))
        return redirect("reports:publication", year)
    messages.success(
        request,
        _("The chapters can be reopened one by one. What is published stays until then."),
    )
    return redirect("reports:edition", year)
