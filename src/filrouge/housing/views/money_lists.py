"""Who is late, and what the association lent: lists of what is still to be settled.

Somebody who died is never named there: the dwelling stands for the person.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from filrouge.access.policy import Capability, policy
from filrouge.people.models import Person
from filrouge.people.reading import fails_closed
from filrouge.vocabulary import lists
from filrouge.web.components import Crumb, Filter
from filrouge.web.paging import first_rows

from .. import late as lateness
from .. import ledger, lending, rules
from ..models import Stay
from .money import open_persons, shown, way


@policy(Capability.VIEW_MONEY)
@require_safe
@fails_closed
def late(request: HttpRequest) -> HttpResponseBase:
    """Who is late, the oldest first: 25 and more, and the total of all the lines."""
    lines = lateness.late(open_persons(request).values("pk"), timezone.localdate())
    page = first_rows(request, lines, len(lines))
    keys = [line.person_id for line in page.rows]
    shown(request, "list_late", keys)
    called = names(keys)
    everyone = ledger.Ages()
    for line in lines:
        everyone += line.rent
    context = {
        "page": page,
        "rows": [(called[line.person_id], line) for line in page.rows],
        "everyone": everyone,
        "way": way(Crumb(_("Who is late"), reverse("housing:late"))),
    }
    return render(request, "housing/money/late.html", context)


@policy(Capability.VIEW_MONEY)
@require_safe
@fails_closed
def advances(request: HttpRequest) -> HttpResponseBase:
    """Advances that have not all come back, the oldest first; `?budget=` keeps one budget."""
    today, asked = timezone.localdate(), request.GET.get("budget", "")
    found = lending.lent(open_persons(request).values("pk"), today)
    waiting = [one for one in found if one.left > 0]
    kept = [one for one in waiting if asked in ("", one.advance.budget)]
    page = first_rows(request, kept, len(kept))
    keys = [one.advance.person_id for one in page.rows]
    shown(request, "list_advances", keys)
    called, address = names(keys), reverse("housing:advances")
    words = [Filter(_("all"), address, not asked)]
    for term in lists.get("advance_budget").terms:
        count = sum(one.advance.budget == term.code for one in waiting)
        if count or term.code == asked:
            url = f"{address}?{urlencode({'budget': term.code})}"
            words.append(Filter(f"{term.label} {count}", url, term.code == asked))
    context = {
        "page": page,
        "rows": [(called[one.advance.person_id], one) for one in page.rows],
        "ages": lending.ages_of(kept),
        "words": words,
        "today": today,
        "way": way(Crumb(_("Advances to recover"), address)),
    }
    return render(request, "housing/money/advances.html", context)


def names(keys: Iterable[int]) -> dict[int, str]:
    """What a list of things to do calls persons: by their name, or by the last dwelling of those
    who died."""
    wanted = set(keys)
    gone = rules.deceased() & wanted
    found = {one.pk: str(one) for one in Person.objects.filter(pk__in=wanted - gone)}
    if gone:
        found |= dict.fromkeys(gone, _("Death"))
        homes = Stay.objects.filter(person__in=gone).order_by("start")
        for person, code, address in homes.values_list(
            "person_id", "dwelling__code", "dwelling__address"
        ):
            found[person] = " · ".join(part for part in (_("Death"), code, address) if part)
    return found
