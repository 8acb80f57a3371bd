"""The first entry of a selected candidate: one page."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from filrouge.access.files import Compartment, decide, may_write
from filrouge.access.policy import Capability, policy
from filrouge.housing.models import Dwelling
from filrouge.people.models import Candidate
from filrouge.people.reading import fails_closed, reader
from filrouge.people.views.reading import open_candidate, way

from ..domain_entry import enter_candidate, may_enter, next_number
from ..life_forms import EntryForm
from ..readers import workers


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def enter(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Identity, follow-up, referent and home in one form; then the file of the person."""
    user = reader(request)
    if not may_enter(user):
        raise PermissionDenied
    candidate = open_candidate(request, pk, "write_candidate")
    homes = may_write(user, Compartment.HOUSING)
    form = EntryForm(
        request.POST or None,
        initial=_known(candidate),
        workers=workers(),
        dwellings=_places() if homes else [],
        homes=homes,
    )
    if request.method == "POST" and form.is_valid():
        try:
            person = enter_candidate(actor=user, candidate=candidate, entry=form.entry)
        except ValidationError as refused:
            _tell(form, refused)
        else:
            messages.success(request, _("The person is accompanied from now on."))
            if decide(user, person.pk, Compartment.IDENTITY).allowed:
                return redirect("dossiers:file", person.pk)
            return redirect("people:candidates")
    context = {"candidate": candidate, "form": form, "homes": homes, "way": way(candidate)}
    status = 422 if form.errors else 200
    return render(request, "dossiers/entry.html", context, status=status)


def _known(candidate: Candidate) -> dict[str, object]:
    """What is known already: the identity of the candidate, the next number, today."""
    today = timezone.localdate()
    planned = candidate.planned_entry
    return {
        "number": next_number(),
        "first_name": candidate.first_name,
        "last_name": candidate.last_name,
        "sex": candidate.sex,
        "birth_date": candidate.birth_date,
        "start": planned if planned and planned <= today else today,
    }


def _places() -> list[tuple[Dwelling, int]]:
    """Dwellings and their free places today, the free ones first."""
    today = timezone.localdate()
    lived = Q(stays__start__lte=today) & (Q(stays__end__isnull=True) | Q(stays__end__gt=today))
    counted = Dwelling.objects.annotate(living=Count("stays", filter=lived)).order_by("code")
    found = [(dwelling, dwelling.capacity - dwelling.living) for dwelling in counted]
    return sorted(found, key=lambda one: one[1] <= 0)


def _tell(form: EntryForm, refused: ValidationError) -> None:
    """The refusals at their field; those of a field that is not asked stand at the top."""
    for name, said in refused.update_error_dict({}).items():
        form.add_error(name if name in form.fields else None, said)
