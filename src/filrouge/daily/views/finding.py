"""The quick search, `/` on the keyboard: letters are sent in the body, no address holds a name."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from filrouge.access.policy import Capability, policy
from filrouge.people.reading import fails_closed, reader, write_down
from filrouge.web.partials import render_page

from .. import board, finding
from ..forms import FindForm

PALETTE = {"palette": "daily/find.html#palette"}


@policy(Capability.VIEW_IDENTITY)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def find(request: HttpRequest) -> HttpResponseBase:
    """Without letters: the files opened lately. With two or more: persons, dwellings, places."""
    user = reader(request)
    form = FindForm(request.POST if request.method == "POST" else None)
    searched = request.method == "POST" and form.is_valid()
    letters = form.cleaned_data["letters"] if searched else ""
    keys = finding.persons(user, letters) if searched else finding.recent(user)
    write_down(request, "search_all" if searched else "recent_files", keys, {"shown": len(keys)})
    lines = finding.files(keys, board.names_of(keys))
    if searched:
        lines += finding.places(user, letters)
    context = {"form": form, "lines": lines, "searched": searched}
    status = 422 if form.is_bound and form.errors and not request.headers.get("HX-Request") else 200
    return render_page(request, "daily/find.html", context, fragments=PALETTE, status=status)
