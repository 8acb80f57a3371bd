"""One request, and what carries it out. Numbers only: no page here shows what a file holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from filrouge.access.domain_links import Refused
from filrouge.access.models import User
from filrouge.access.policy import Capability, policy
from filrouge.audit import journal
from filrouge.dossiers.confirming import page_that_asks

from .. import copies, erasure, holds, rights, told
from ..forms import (
    ConfirmForm,
    CopyForm,
    EraseForm,
    HoldForm,
    LiftForm,
    LiftHoldForm,
    StatementForm,
)
from ..models import PersonRequest

K = PersonRequest.Kind


@policy(Capability.HANDLE_RIGHTS, hidden=True)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What is asked, until when, and what does it; an act that is refused is told in a sentence.

    The second factor is asked again: the copy of a whole file and its erasure leave from here.
    """
    if address := page_that_asks(request, reverse("privacy:demand", args=[pk])):
        return redirect(address)
    user = cast("User", request.user)
    found = rights.find(user, pk)
    if found is None:
        raise Http404
    _write_down(user, found)
    name = request.POST.get("act", "")
    form_class, act = ACTS.get(name, (None, None))
    if form_class is None or act is None:
        if request.method == "POST":
            messages.error(request, _("There is no such act."))
        return _page(request, found, {})
    form = form_class(request.POST)
    if form.is_valid():
        try:
            return act(request, user, found, form.cleaned_data)
        except Refused as refused:
            messages.error(request, str(refused))
            if "digest" in form.fields:
                form = form_class()  # what is looked at again has another digest
    return _page(request, found, {name: form}, status=422)


def _write_down(user: User, found: PersonRequest) -> None:
    journal.record(
        actor=user,
        action="privacy.read_request",
        subject=f"request {found.pk}",
        persons=[found.person_id] if found.person_id else [],
        detail={"role": user.role},
    )


def _page(
    request: HttpRequest, found: PersonRequest, sent: dict[str, forms.Form], status: int = 200
) -> HttpResponse:
    person, waits = found.person, found.answered_on is None
    context: dict[str, Any] = {
        "found": found,
        "waits": waits,
        "late": waits and found.due_on < timezone.localdate(),
        "person_known": person is not None,
        "outcomes": PersonRequest.Outcome.choices,
    }
    if person is None:
        return render(request, "privacy/demand.html", context, status=status)
    holding = rights.holding(person)
    context |= {"holding": holding, "hold": holds.running(person.pk)}
    if not holding.erased:
        context |= _acts(found, waits, context["hold"], sent)
        if found.kind == K.ERASURE and waits:
            looked = erasure.preview(person)
            context["goes"] = told.erasure(looked)
            blank = EraseForm(initial={"digest": looked.digest})
            context["erase_form"] = _fresh(sent.get("erase"), blank)
    return render(request, "privacy/demand.html", context, status=status)


def _fresh(sent: forms.Form | None, blank: forms.Form) -> forms.Form:
    return sent if sent is not None and sent.is_bound else blank


def _acts(
    found: PersonRequest, waits: bool, hold: object, sent: dict[str, forms.Form]
) -> dict[str, forms.Form]:
    """The forms of what can be done now."""
    made: dict[str, forms.Form] = {}
    if waits and found.kind == K.ACCESS:
        made["copy_form"] = _fresh(sent.get("copy"), CopyForm())
    if waits and found.kind == K.CORRECTION:
        made["words_form"] = _fresh(sent.get("words"), StatementForm())
    if found.kind in rights.KINDS_OF_RESTRICTION:
        made["confirm_form"] = _fresh(sent.get("confirm"), ConfirmForm())
        made["lift_form"] = _fresh(sent.get("lift"), LiftForm())
    if hold:
        made["lift_hold_form"] = _fresh(sent.get("lift_hold"), LiftHoldForm())
    else:
        made["hold_form"] = _fresh(sent.get("hold"), HoldForm())
    return made


def _copy(
    request: HttpRequest, user: User, found: PersonRequest, sent: dict[str, Any]
) -> FileResponse:
    copy = copies.made(
        actor=user,
        found=found,
        number=sent["number"],
        what=sent["what"],
        language=sent["language"],
    )
    return FileResponse(
        copy.content, content_type=copy.type, as_attachment=True, filename=copy.name
    )


def _back(request: HttpRequest, found: PersonRequest, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("privacy:demand", found.pk)


def _restrict(
    request: HttpRequest, user: User, found: PersonRequest, sent: dict[str, Any]
) -> HttpResponse:
    rights.restrict(actor=user, found=found)
    told_ = _("The file is restricted: only workers with a link of their own open it.")
    return _back(request, found, told_)


def _lift(
    request: HttpRequest, user: User, found: PersonRequest, sent: dict[str, Any]
) -> HttpResponse:
    rights.lift_restriction(actor=user, found=found)
    return _back(request, found, _("The file is open to its team again."))


def _words(
    request: HttpRequest, user: User, found: PersonRequest, sent: dict[str, Any]
) -> HttpResponse:
    rights.state(actor=user, found=found, text=sent["text"], day=sent["day"], which=sent["which"])
    return _back(request, found, _("The person's words are in the file. The request is answered."))


def _erase(
    request: HttpRequest, user: User, found: PersonRequest, sent: dict[str, Any]
) -> HttpResponse:
    done = rights.erase(actor=user, found=found, number=sent["number"], digest=sent["digest"])
    messages.success(request, _("The file is erased. The request is answered."))
    return redirect("privacy:erased", done.pk)


def _hold(
    request: HttpRequest, user: User, found: PersonRequest, sent: dict[str, Any]
) -> HttpResponse:
    holds.place(actor=user, person=_known(found), ground=sent["ground"])
    return _back(request, found, _("The file is kept until the hold is lifted."))


def _lift_hold(
    request: HttpRequest, user: User, found: PersonRequest, sent: dict[str, Any]
) -> HttpResponse:
    holds.lift(actor=user, person=_known(found))
    return _back(request, found, _("Nothing keeps the file any more."))


def _known(found: PersonRequest) -> Any:
    if found.person is None or erasure.is_erased(found.person):
        raise Refused(_("No file has the number of this request."))
    return found.person


type Act = Callable[[HttpRequest, User, PersonRequest, dict[str, Any]], HttpResponseBase]
ACTS: dict[str, tuple[type[forms.Form] | None, Act | None]] = {
    "copy": (CopyForm, _copy),
    "words": (StatementForm, _words),
    "confirm": (ConfirmForm, _restrict),
    "lift": (LiftForm, _lift),
    "erase": (EraseForm, _erase),
    "hold": (HoldForm, _hold),
    "lift_hold": (LiftHoldForm, _lift_hold),
}
