"""Ten minutes of upkeep a week: the oldest facts of one's files, answered in two taps each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from filrouge.access.policy import Capability, policy
from filrouge.common.periods import Period
from filrouge.figures.dashboard.worth import Known, worth
from filrouge.figures.facts.scope import Scope
from filrouge.people.models import Person
from filrouge.people.reading import (
    LARGEST,
    OpenFile,
    banner,
    fails_closed,
    open_file,
    reader,
    write_down,
)

from .. import stale_words as words
from ..domain_upkeep import answer_fact
from ..stale import FINDERS, Stale, part_of, stale_facts

SHOWN = 8
"""Ten minutes: a little more than a minute each."""
SURE = 80
"""Per cent of the records that say what a figure needs: from there on it may be relied on."""


class AnswerForm(forms.Form):
    """One answer; the score of today where the fact is a score."""

    answer = forms.ChoiceField(
        choices=[("confirmed", ""), ("not_asked", "")], widget=forms.HiddenInput
    )
    score = forms.IntegerField(
        label=gettext_lazy("Score today (5 to 100, by 5)"),
        required=False,
        min_value=5,
        max_value=100,
        step_size=5,
    )


@policy(Capability.VIEW_IDENTITY)
@require_safe
@fails_closed
def index(request: HttpRequest) -> HttpResponseBase:
    """The eight oldest stale facts of the reader's files, and how many wait behind them."""
    found = stale_facts(reader(request))
    shown = found[:SHOWN]
    keys = list(dict.fromkeys(one.person for one in shown))
    parts = sorted({part_of(one.subject).value for one in shown})
    write_down(request, "list_upkeep", keys, {"shown": len(shown), "compartments": parts})
    persons = Person.objects.in_bulk(keys)
    lines = [_line(one, persons[one.person]) for one in shown]
    context = {"lines": lines, "rest": len(found) - len(shown), "minutes": 10}
    return render(request, "daily/upkeep.html", context)


def _line(fact: Stale, person: Person) -> words.Line:
    return words.Line(
        person.number, str(person), words.title(fact), words.when(fact), words.address(fact)
    )


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def fact(request: HttpRequest, pk: int, subject: str, about: int = 0) -> HttpResponseBase:
    """One fact: what the file says, and its three answers. 404 when its part is closed."""
    found = open_file(request, pk, "read_stale_fact")
    one = _fact(request, found, subject, about)
    if one is None:
        return _already(request, found, subject)
    told = words.told(one)
    form = AnswerForm(request.POST or None, initial={"score": told.score})
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = form.cleaned_data
        try:
            answer_fact(actor=reader(request), person=found.person, fact=one, **said)
        except ValidationError as refused:
            for field, sentences in refused.message_dict.items():
                form.add_error(field if field == "score" else None, sentences)
        else:
            messages.success(request, _("Stored. Next one, or enough for this week."))
            return redirect("daily:upkeep")
    context = {**banner(found), "fact": one, "told": told, "form": form}
    return render(request, "daily/upkeep_fact.html", context, status=422 if form.errors else 200)


def _fact(request: HttpRequest, found: OpenFile, subject: str, about: int) -> Stale | None:
    """The fact as it stands now; None when it is not stale any more."""
    if subject not in FINDERS or part_of(subject) not in found.compartments:
        raise Http404
    facts = stale_facts(reader(request), person=found.person.pk)
    about = min(about, LARGEST)
    return next((one for one in facts if (one.subject, one.about) == (subject, about)), None)


def _already(request: HttpRequest, found: OpenFile, subject: str) -> HttpResponseBase:
    messages.info(request, _("Already answered: nothing is left to do about it this week."))
    return redirect("daily:upkeep")


@policy(Capability.VIEW_IDENTITY)
@require_safe
def value(request: HttpRequest) -> HttpResponseBase:
    """What the year's figures are worth today: the gauges of the dashboard, and one sentence."""
    today = timezone.localdate()
    known = worth(
        "housing_first",
        Scope(Period.year(today.year)),
        team="",
        workers=False,
        opened=False,
    ).gauges
    context = {"gauges": known, "year": today.year, "sentence": _sentence(known)}
    name = "daily/parts/worth.html" if request.headers.get("HX-Request") else "daily/worth.html"
    return render(request, name, context)


def _sentence(gauges: list[Known]) -> str:
    """For who decides: how many of the figures may be relied on, and the weakest one."""
    if not gauges:
        return _("Nothing is recorded this year yet.")
    sure = sum(one.percent >= SURE for one in gauges)
    weakest = min(gauges, key=lambda one: one.percent)
    if sure == len(gauges):
        return _("Every figure of the year stands on at least %(sure)s %% of what it needs.") % {
            "sure": SURE
        }
    return _(
        "Today %(sure)s of %(all)s groups of figures stand on at least %(level)s %% of what they "
        "need. The weakest: %(label)s (%(words)s)."
    ) % {
        "sure": sure,
        "all": len(gauges),
        "level": SURE,
        "label": weakest.label[:1].lower() + weakest.label[1:],
        "words": weakest.words,
    }
