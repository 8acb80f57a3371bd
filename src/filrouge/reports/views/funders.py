"""What each funder is told: the list, the report of one, its files, and the text it is made of."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filrouge.access.policy import Capability, can, policy
from filrouge.audit import journal
from filrouge.common.periods import Period
from filrouge.common.rounding import half_up
from filrouge.figures.facts.coverage import years_covered
from filrouge.figures.periods import Address
from filrouge.figures.values import PATTERNS, number_text
from filrouge.figures.views.asked import period_of
from filrouge.figures.views.listing import choice_of_period
from filrouge.web.components import Crumb

from .. import document as doc
from .. import funders
from ..document import Document
from ..funders import Funder, Told
from ..outputs import as_json, docx, html, pdf, xlsx
from ..refusal import RefusedError
from ..text.protection import MASKED, SMALL, is_small
from .public import TYPES

READ = (Capability.PLAN_REPORT, Capability.APPROVE_REPORT)
NOTHING = "—"


class TemplateForm(forms.Form):
    """The text a funder is sent."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    body = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        strip=False,
        help_text=gettext_lazy(
            "Figures are written as in the report: [hf.tenants.followed]. Those of persons, "
            "positions and amounts are read for this funder alone."
        ),
        widget=forms.Textarea(attrs={"rows": 22, "lang": "fr", "spellcheck": "true"}),
    )


def funder_of(code: str) -> Funder:
    """The funder of an address, or 404."""
    for one in funders.known():
        if one.code == code:
            return one
    raise Http404(_("No funder has this name."))


@policy(*READ)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every funder with what can be said for each, over a period."""
    slug = request.GET.get("periode", "")
    period = period_of(slug) if slug else _latest()
    context = {
        "period": period,
        "lines": [_line(one, period) for one in funders.told(period)],
        **_choice(period, lambda other: f"{reverse('reports:funders')}?periode={other.slug}"),
    }
    return render(request, "reports/funders.html", context)


def _choice(period: Period, address: Address) -> dict[str, Any]:
    found = choice_of_period(period, years_covered(), address)
    return {"years": found["years"], "parts": found["parts"]}


def _line(told: Told, period: Period) -> dict[str, Any]:
    """A funder as a line: numbers of persons hidden as in its report."""
    people = sessions = NOTHING
    if told.people is not None:
        people = number_text(half_up(told.people))
        sessions = number_text(half_up(told.sessions or 0))
    if told.few:
        people, sessions = SMALL if is_small(told.people) else MASKED, MASKED
    return {
        "name": told.funder.name,
        "url": reverse("reports:funder", args=[told.funder.code, period.slug]),
        "people": people,
        "sessions": sessions,
        "fte": number_text(half_up(told.fte, 2)) if told.fte else NOTHING,
        "amount": _euros(told.cents) if told.cents else NOTHING,
    }


def _euros(cents: int) -> str:
    return PATTERNS["EUR"]() % {"number": number_text(half_up(Fraction(cents, 100), 2))}


@policy(*READ)
@require_safe
def show(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """The report of a funder, as it would be sent."""
    funder, period = funder_of(code), period_of(slug)
    document = funders.report(funder, period)
    context = {
        "funder": funder,
        "period": period,
        "way": _way(period),
        "html": _html(document),
        "faults": _faults(document),
        "downloads": [
            (kind.upper(), reverse("reports:funder_download", args=[code, slug, kind]))
            for kind in TYPES
        ],
        "may_edit": can(request.user, Capability.PLAN_REPORT),
        **_choice(period, lambda other: reverse("reports:funder", args=[code, other.slug])),
    }
    return render(request, "reports/funder.html", context)


def _way(period: Period | None = None, funder: Funder | None = None) -> list[Crumb]:
    found = [Crumb(_("Funders"), reverse("reports:funders"))]
    if funder and period:
        found.append(Crumb(funder.name, reverse("reports:funder", args=[funder.code, period.slug])))
    return found


def _html(document: Document) -> SafeString:
    """The report on a page. Its numbers lead nowhere: their pages are those of everybody."""
    writer = html.Writer(lambda _value: "", "live", document.values)
    with translation.override(document.language):
        said = [writer.section(section, title=True) for section in document.sections]
    # The writer escapes every word of a document.
    return mark_safe("".join(said))  # noqa: S308


def _faults(document: Document) -> list[str]:
    """What the text asks for and cannot be told, in sentences."""
    found: dict[str, None] = {}
    for _section, block in document.blocks():
        if isinstance(block, doc.Faulty):
            found[f"{block.written} : {block.reason}"] = None
        elif isinstance(block, doc.Paragraph | doc.Heading):
            for one in doc.inlines(block.children):
                if isinstance(one, doc.Unknown):
                    found[f"{one.written} : {one.reason}"] = None
    return list(found)


@policy(*READ)
@require_safe
def download(request: HttpRequest, code: str, slug: str, kind: str) -> HttpResponse:
    """The report of a funder as a file, made of its own figures only; written in the journal."""
    funder, period = funder_of(code), period_of(slug)
    if kind not in TYPES:
        raise Http404
    document = funders.report(funder, period)
    content = made(document, kind)
    journal.record(
        actor=request.user,
        action="reports.download_funder_report",
        subject=f"funder:{funder.code}",
        detail={"period": period.slug, "kind": kind, "figures": len(document.values)},
    )
    answer = HttpResponse(content, content_type=TYPES[kind])
    name = f"{funder.code}-{period.slug.replace('..', '-')}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def made(document: Document, kind: str) -> bytes:
    """A file of a document; annexes hold the figures of the document and no other."""
    outputs: Mapping[str, Callable[[], bytes]] = {
        "pdf": lambda: pdf.pdf(document),
        "docx": lambda: docx.docx(document),
        "xlsx": lambda: xlsx.xlsx(document, document.values),
        "json": lambda: as_json.as_json(document, document.values),
    }
    with translation.override(document.language):
        return outputs[kind]()


@policy(Capability.PLAN_REPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def template(request: HttpRequest, code: str) -> HttpResponseBase:
    """The text a funder is sent: write it, look at it, keep it."""
    funder, period = funder_of(code), _latest()
    if request.method != "POST":
        kept = funders.template_of(funder, period)
        form = TemplateForm(initial={"title": kept.title, "body": kept.body})
        return _editor(request, funder, form)
    form = TemplateForm(request.POST)
    if not form.is_valid():
        return _editor(request, funder, form)
    title, body = form.cleaned_data["title"], form.cleaned_data["body"]
    try:
        if request.POST.get("geste") != "enregistrer":
            seen = funders.composed(funder, period, title, funders.checked(body))
            return _editor(request, funder, form, seen)
        funders.save_template(actor=request.user, funder=funder, title=title, body=body)
    except RefusedError as refused:
        form.add_error("body", str(refused))
        return _editor(request, funder, form)
    messages.success(request, _("The text is saved: it is filled with the figures of any period."))
    return redirect("reports:funder", code, period.slug)


def _latest() -> Period:
    """The latest year with records; this year when there is none."""
    years = years_covered()
    return Period.year(years[0] if years else timezone.localdate().year)


def _editor(
    request: HttpRequest, funder: Funder, form: TemplateForm, document: Document | None = None
) -> HttpResponse:
    period = _latest()
    context = {
        "funder": funder,
        "period": period,
        "way": _way(period, funder),
        "form": form,
        "own": funders.template_of(funder, period).pk is not None,
        "html": _html(document) if document else "",
        "faults": _faults(document) if document else [],
    }
    return render(request, "reports/funder_template.html", context)


@policy(Capability.PLAN_REPORT)
@require_POST
def drop(request: HttpRequest, code: str) -> HttpResponseBase:
    """Forget the text of a funder: it is sent the usual one again."""
    funders.drop_template(actor=request.user, funder=funder_of(code))
    messages.success(request, _("This funder is sent the usual text again."))
    return redirect("reports:funder_template", code)
