"""Why I see this file and who else does; and the acts that change it, all sent to one address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import formats
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from filrouge.access import domain_links
from filrouge.access.domain_links import NoSuchFile, Refused, may_decide
from filrouge.access.models import User
from filrouge.access.policy import Capability, policy
from filrouge.people.reading import OPENINGS, banner, fails_closed, open_file, reader

from .. import readers
from ..forms import BlockForm, LinkForm, RestrictionForm


@policy(Capability.VIEW_IDENTITY, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
@fails_closed
def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The page, or one act (`act`) and back to the page; a recusal leads away from the file."""
    if request.method == "POST":
        return _act(request, pk)
    found = open_file(request, pk, "read_access")
    user, workers = reader(request), readers.workers()
    director = user.role == domain_links.DIRECTOR
    context = {
        **banner(found),
        "readers": readers.readers(found.person.pk),
        "closed": readers.closed_to(found.person.pk, all_of_them=director),
        "restriction": readers.restriction(found.person.pk),
        "decides": may_decide(user, found.person.pk),
        "director": director,
        "lasting": bool(set(found.because) - OPENINGS),
        "link_form": LinkForm(workers),
        "block_form": BlockForm(workers),
        "restriction_form": RestrictionForm(),
    }
    return render(request, "dossiers/access.html", context)


def _act(request: HttpRequest, pk: int) -> HttpResponseBase:
    act = ACTS.get(request.POST.get("act", ""))
    try:
        if act is None:
            raise Refused(_("There is no such act."))
        said = act(reader(request), pk, request.POST)
    except NoSuchFile:
        raise Http404 from None
    except Refused as refused:
        # Whoever cannot open the file is told nothing about it.
        open_file(request, pk, "read_access")
        messages.error(request, str(refused))
        return redirect("dossiers:access", pk)
    messages.success(request, said)
    return redirect("dossiers:list") if act is _recuse else redirect("dossiers:access", pk)


def _worker(sent: Any, name: str) -> User:
    key = sent.get(name, "")
    worker = User.objects.filter(pk=int(key)).first() if _is_key(key) else None
    if worker is None:
        raise Refused(_("Choose a worker."))
    return worker


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def _key(sent: Any, name: str) -> int:
    key = sent.get(name, "")
    return int(key) if _is_key(key) else 0


def _open_link(user: User, pk: int, sent: Any) -> str:
    link = domain_links.open_link(
        actor=user,
        worker=_worker(sent, "link-worker"),
        person_id=pk,
        kind=sent.get("link-kind", ""),
    )
    return _("%(worker)s has a link with this file until %(day)s.") % {
        "worker": link.worker.display_name,
        "day": formats.date_format(link.end, "j N Y"),
    }


def _renew(user: User, pk: int, sent: Any) -> str:
    link = domain_links.renew_link(actor=user, person_id=pk, link_id=_key(sent, "link"))
    return _("The link is renewed until %(day)s.") % {"day": formats.date_format(link.end, "j N Y")}


def _end(user: User, pk: int, sent: Any) -> str:
    domain_links.end_link(actor=user, person_id=pk, link_id=_key(sent, "link"))
    return _("The link is ended.")


def _recuse(user: User, pk: int, sent: Any) -> str:
    domain_links.recuse(actor=user, person_id=pk)
    return _("The file is closed to you. Nobody is told why.")


def _block(user: User, pk: int, sent: Any) -> str:
    domain_links.block(actor=user, person_id=pk, worker=_worker(sent, "block-worker"))
    return _("The file is closed to this worker, as the person asked.")


def _reopen(user: User, pk: int, sent: Any) -> str:
    domain_links.reopen(actor=user, person_id=pk, worker=_worker(sent, "worker"))
    return _("The file is no longer closed to this worker.")


def _restrict(user: User, pk: int, sent: Any) -> str:
    domain_links.restrict(actor=user, person_id=pk, kind=sent.get("restriction-kind", ""))
    return _("Only workers with a link of their own open this file now; no search finds it.")


def _lift(user: User, pk: int, sent: Any) -> str:
    domain_links.lift_restriction(actor=user, person_id=pk)
    return _("The file is open to its team again.")


ACTS: dict[str, Callable[[User, int, Any], str]] = {
    "link": _open_link,
    "renew": _renew,
    "end": _end,
    "recuse": _recuse,
    "block": _block,
    "reopen": _reopen,
    "restrict": _restrict,
    "lift": _lift,
}
